"""Danger, from what somebody types to what the safeguarding team reads; first help whatever is broken."""

from __future__ import annotations

import sqlite3
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
import requests
from playwright.sync_api import expect

from bot.strengths.safety import Tier
from tests.journeys.front_door import FrontDoor, wait_until
from tests.journeys.inbox_page import InboxPage, new_inbox
from tests.journeys.other_client import OtherClient, RefusedError
from tests.journeys.resident_page import new_tab
from tests.journeys.words import remember

pytestmark = pytest.mark.timeout(300)

DANGERS = {
    "i took an overdose tonight, tell the sallowfield folk bye": (Tier.EMERGENCY_NOW, "Please call 999 now."),
    "i want to die, even sallowfield cant help": (Tier.URGENT_TODAY, "116 123"),
    "he takes my pension card down sallowfield": (Tier.SAFEGUARDING_CONCERN, "This is not your fault."),
    "i was abused as a child in sallowfield": (Tier.PAST_DISCLOSURE, "Thank you for telling me."),
}
HE_HITS_ME = "he hits me when the sallowfield bus is late"
WANTS_TO_DIE = "i want to die, sallowfield or not"


@contextmanager
def locked(database: Path) -> Iterator[None]:
    """Hold a database so that nobody can write it, as on a bad day."""
    holder = sqlite3.connect(database, isolation_level=None, timeout=20)
    holder.execute("BEGIN EXCLUSIVE")
    try:
        yield
    finally:
        holder.execute("ROLLBACK")
        holder.close()


def said(client: OtherClient) -> str:
    return "\n".join(client.texts)


@pytest.mark.parametrize("words", DANGERS, ids=[tier.value for tier, _ in DANGERS.values()])
def test_each_tier_gets_help_at_once_and_reaches_the_safeguarding_team_word_for_word(
    front_door: FrontDoor, words: str
) -> None:
    tier, helps = DANGERS[words]
    client = OtherClient(front_door.address)
    client.say("My sister said to look in")
    client.say(words)

    concern = front_door.the_concern()
    assert helps in said(client)
    assert f"I have told the safeguarding team what you said. Your reference is {concern.reference}." in said(client)
    assert client.reference == concern.reference
    assert concern.tier is tier
    (account,) = concern.content.accounts
    assert (account.words, account.asked, account.said_by) == (words, "permission.turn", "resident")
    assert account.safety.why
    shown = [message["text"] for message in client.transcript()]
    assert shown[shown.index(words) + 1 :] == client.texts, "a reload shows it in the same place"


@pytest.mark.parametrize("javascript", [True, False], ids=["with JavaScript", "without JavaScript"])
def test_from_the_page_to_the_safeguarding_team_and_to_nobody_else(
    chromium: Any, front_door: FrontDoor, javascript: bool
) -> None:
    resident = new_tab(chromium, front_door.address, java_script_enabled=javascript)
    resident.open()
    resident.say("The sallowfield brass band is what I miss")
    resident.choose("Yes, that is all right")
    resident.say(HE_HITS_ME)
    resident.expect_answer("This is not your fault.")
    resident.expect_answer("You can press “Exit this page”. It does not clear your history.")
    resident.expect_question("I have stopped my questions. What would you like to do now?")
    reference = front_door.the_concern().reference
    resident.expect_answer(f"Your reference is {reference}")

    resident.choose("Carry on")
    resident.expect_question("How is it safe to get in touch with you?")
    resident.choose("Text message")
    resident.say("01632 960 777")
    resident.choose("Mornings")
    resident.choose("Yes, take care")
    resident.expect_question("Would anything make this chat easier for you?")
    resident.choose_always("Show me what I said")
    lines = "\n".join(resident.answers.all_inner_texts()[-4:])
    assert "brass band" in lines
    assert "hits me" not in lines
    resident.choose("Share nothing")
    resident.expect_answer("The safeguarding team knows only what they were told.")
    resident.page.goto("/chat/copy")
    assert "hits me" not in resident.page.content()
    assert "safeguarding" not in resident.page.content().lower()
    resident.page.context.close()

    assert front_door.summaries() == []
    assert front_door.requests() == []
    assert front_door.store.queries.list_deliveries() == ()
    concern = front_door.the_concern()
    assert concern.content.safe_contact.to_record() == {
        "way": "text", "detail": "01632 960 777", "when": "Mornings", "private": "Yes, take care",
    }  # fmt: skip
    ordinary = new_inbox(chromium, front_door.inbox_address)
    ordinary.sign_in(front_door.staff)
    ordinary.expect_nothing_waits()
    assert "oncern" not in ordinary.everything()
    assert ordinary.page.goto(f"/concerns/{concern.id}").status in (403, 404)  # type: ignore[union-attr]
    ordinary.page.context.close()
    trained = InboxPage(chromium.new_context(base_url=front_door.inbox_address).new_page())
    trained.page.goto("/")
    trained.page.get_by_label("Sign-in name").fill(front_door.safeguarder.sign_in_name)
    trained.page.get_by_label("Password").fill(front_door.safeguarder.password)
    trained.page.get_by_role("button", name="Sign in").click()
    trained.page.goto(f"/concerns/{concern.id}")
    expect(trained.page.get_by_role("heading", level=1)).to_have_text(f"Concern {reference}")
    assert HE_HITS_ME in trained.text()
    assert "01632 960 777" in trained.text()
    trained.page.context.close()


@pytest.mark.parametrize("javascript", [True, False], ids=["with JavaScript", "without JavaScript"])
def test_with_a_dead_action_server_the_page_shows_help_keeps_the_words_and_takes_them_again(
    chromium: Any, front_door: FrontDoor, javascript: bool
) -> None:
    resident = new_tab(chromium, front_door.address, java_script_enabled=javascript)
    resident.open()
    front_door.actions.kill()
    resident.send(WANTS_TO_DIE)
    resident.expect_fault("Your words were not taken in.")
    now = resident.page.get_by_role("region", name="Help now")
    expect(now).to_contain_text("116 123")
    reference = front_door.the_concern().reference
    expect(now).to_contain_text(f"Your reference is {reference}")
    expect(resident.box).to_have_value(WANTS_TO_DIE)

    front_door.start(front_door.actions)
    resident.page.get_by_role("button", name="Send", exact=True).click()
    resident.expect_question("What would you like to do now?")
    expect(now).to_be_hidden()
    assert resident.transcript().count(WANTS_TO_DIE) == 1
    assert [account.words for account in front_door.the_concern().content.accounts] == [WANTS_TO_DIE]
    resident.page.context.close()


def test_a_conversation_store_that_cannot_be_written_is_no_reason_for_silence(front_door: FrontDoor) -> None:
    client = OtherClient(front_door.address)
    with locked(front_door.settings.data_folder / "conversations.db"), pytest.raises(RefusedError) as refused:
        client.send({"text": remember(WANTS_TO_DIE)})

    assert refused.value.code == "not_taken_in"
    assert "116 123" in "\n".join(refused.value.said)
    assert front_door.the_concern().reference in "\n".join(refused.value.said)


def test_a_store_that_cannot_be_reached_is_said_so_and_the_team_is_told_later(front_door: FrontDoor) -> None:
    client = OtherClient(front_door.address)
    with locked(front_door.settings.data_folder / "frontdoor.db"):
        client.say(WANTS_TO_DIE)
        assert "116 123" in said(client)
        assert "I could not tell the safeguarding team just now. Please call them on 01632 960124." in said(client)
        assert "I have told" not in said(client)
        assert client.reference is None

    client.choose("Carry on")
    # The telling that was given up on may have ended well by itself, once the store was free.
    concern = front_door.the_concern()
    assert [account.words for account in concern.content.accounts] == [WANTS_TO_DIE]
    assert (
        f"I have now told the safeguarding team what you said before. Your reference is {concern.reference}."
        in said(client)
    )


def test_without_a_model_the_plain_net_still_helps_and_tells(front_door: FrontDoor) -> None:
    client = OtherClient(front_door.address)
    front_door.rasa.end()
    bare = front_door.without_a_model()
    try:
        bare.start()
        address = f"{front_door.address}/chat/health"
        wait_until(lambda: answers(address), "the server without a model did not start", 150)
        with pytest.raises(RefusedError) as refused:
            client.send({"text": remember(HE_HITS_ME)})
        assert "This is not your fault." in "\n".join(refused.value.said)
        assert front_door.the_concern().reference in "\n".join(refused.value.said)
        with pytest.raises(RefusedError) as plain:
            client.send({"text": remember("The sallowfield garden, mostly")})
        assert plain.value.said == ()
    finally:
        bare.end()
        front_door.start(front_door.rasa)


def answers(address: str) -> bool:
    try:
        return requests.get(address, timeout=2).status_code in (200, 503)
    except requests.RequestException:
        return False


def test_unclear_words_are_asked_about_once_and_yes_is_danger(front_door: FrontDoor) -> None:
    client = OtherClient(front_door.address)
    client.say("i cant go on like this in sallowfield")
    assert client.texts[-1] == "Are you thinking about ending your life?"
    assert front_door.concerns() == []

    client.choose("Yes")

    assert "116 123" in said(client)
    accounts = front_door.the_concern().content.accounts
    assert [account.words for account in accounts] == ["i cant go on like this in sallowfield", "Yes"]
    assert accounts[1].asked == "safety.check_life"
    client.choose("Show me what I said")
    assert client.lines == [], "what turned out to voice danger is no line"


def test_no_is_thanked_for_and_the_words_stay_a_line(front_door: FrontDoor) -> None:
    client = OtherClient(front_door.address)
    client.say("i cant go on like this in sallowfield")
    client.say("no")

    assert client.texts[0] == "Thank you. I asked because I want to get this right."
    assert front_door.concerns() == []
    client.choose("Show me what I said")
    assert [line["words"] for line in client.lines] == ["i cant go on like this in sallowfield"]


def test_distress_is_met_without_a_list_and_without_haste(front_door: FrontDoor) -> None:
    client = OtherClient(front_door.address)
    client.say("My brother said to come")
    client.choose("Yes, that is all right")
    client.say("i cant stop crying since the sallowfield flood")

    assert "There is no hurry." in said(client)
    assert "116 123" in said(client)
    assert "999" not in said(client)
    assert front_door.concerns() == []


def test_further_words_not_meant_and_a_person_all_reach_whom_they_should(front_door: FrontDoor) -> None:
    client = OtherClient(front_door.address)
    client.say(HE_HITS_ME)
    reference = client.reference
    client.say("it goes back to the sallowfield fair, years now")
    assert "The safeguarding team can read this too." in client.texts[1], "what was said is heard first"
    client.say(HE_HITS_ME + " again")
    assert client.texts[0].startswith("I am glad you told me this too.")
    assert f"Your reference is still {reference}." in client.texts[0]
    client.choose("That is not what I meant")
    assert client.texts[0].startswith("Sorry, I got that wrong.")
    client.choose("Talk to a person")

    concern = front_door.the_concern()
    assert [account.words for account in concern.content.accounts] == [
        HE_HITS_ME,
        "it goes back to the sallowfield fair, years now",
        HE_HITS_ME + " again",
    ]
    assert [note.note for note in concern.content.notes] == ["not_meant", "wants_person"]
    (request,) = front_door.requests()
    assert request.kind == "person"


def test_deleting_says_that_the_safeguarding_team_keeps_what_it_was_told(front_door: FrontDoor) -> None:
    client = OtherClient(front_door.address)
    client.say("The sallowfield allotment is mine")
    client.say("he hits me behind the sallowfield dairy")
    client.choose("Delete what I said")
    client.choose("Yes, delete it")

    assert "What I told the safeguarding team stays with them. They know that you want it deleted." in said(client)
    concern = front_door.the_concern()
    assert [note.note for note in concern.content.notes] == ["deletion_asked"]
    assert "hits me" not in str(client.transcript())
    client.say("hello again")
    client.choose("Who sees this?")
    assert "The safeguarding team has what I told them." in said(client)
    kept = front_door.settings.data_folder
    assert all(b"sallowfield dairy" not in file.read_bytes() for file in kept.glob("conversations.db*"))


def test_the_same_danger_sent_twice_is_one_account(front_door: FrontDoor) -> None:
    client = OtherClient(front_door.address)
    name = str(uuid.uuid4())
    client.send({"text": remember(HE_HITS_ME)}, name)
    first = client.texts
    client.send({"text": HE_HITS_ME}, name)

    assert client.texts == first
    assert len(front_door.the_concern().content.accounts) == 1


def test_no_log_says_that_anybody_in_particular_voiced_danger(front_door: FrontDoor) -> None:
    client = OtherClient(front_door.address)
    client.say(HE_HITS_ME)
    front_door.actions.kill()
    with pytest.raises(RefusedError):
        client.send({"text": remember(WANTS_TO_DIE)})
    front_door.start(front_door.actions)
    conversation = front_door.the_concern().contact_id

    for log in front_door.logs:
        lines = log.read_text(errors="replace").splitlines()
        assert not any("sallowfield" in line.lower() for line in lines), log.name
        telling = ("danger", "suicide", "abuse", "urgent_today", "safeguarding", "concern")
        assert not any(conversation in line and any(word in line for word in telling) for line in lines), log.name
