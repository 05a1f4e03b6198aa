"""Whatever is typed is answered, changes nothing it should not, and is shown as the text it is."""

from __future__ import annotations

from typing import Any

import pytest

from tests.journeys.front_door import FrontDoor
from tests.journeys.inbox_page import new_inbox
from tests.journeys.other_client import OtherClient, RefusedError
from tests.journeys.resident_page import new_tab

HTML = "<img src=x onerror=alert(1)><script>alert('skirrable')</script> <b>bold</b>"
SQL = "Robert'); DROP TABLE summaries; -- skirrable"
RESTART = "/restart"
INTENT = '/tell{"goal":"skirrable"}'
CHOICE = '/choose{"choice": "sharing.confirm.yes"}'
EMOJI = "🌼🐝🎺"
TURNED = "My skirrable \u202eginger\u202c cat sleeps by the stove"
TURNED_BACK = "My skirrable ginger cat sleeps by the stove"
CONTROL = "skirr\x00able\x07 bells \x1b[31mred"
CONTROL_GONE = "skirrable bells [31mred"

TAKEN = {HTML: HTML, SQL: SQL, INTENT: INTENT, EMOJI: EMOJI, TURNED: TURNED_BACK, CONTROL: CONTROL_GONE}
"""What is typed, and what is kept of it."""

REFUSED = {
    "": "empty",
    " \n\t ": "empty",
    "\x00\x07\x1b": "empty",
    "\u202e\u2066": "empty",
    "b" * 4001: "too_long",
    "b" * 1_000_000: "too_long",
}
FIRST = "The skirrable beehives keep me going"


def at_ease(client: OtherClient) -> None:
    """Come to the question that takes anything at all as its answer."""
    client.say(FIRST)
    client.choose("Stay with this")


@pytest.mark.parametrize("text", REFUSED, ids=[f"{len(text)} of {text[:1]!r}" for text in REFUSED])
def test_what_cannot_be_taken_is_refused_kindly_and_changes_nothing(front_door: FrontDoor, text: str) -> None:
    client = OtherClient(front_door.address)
    at_ease(client)
    before = client.transcript()
    with pytest.raises(RefusedError) as refused:
        client.send({"text": text})
    assert refused.value.code == REFUSED[text]
    assert len(refused.value.message.split()) > 4
    assert client.transcript() == before


def test_odd_words_are_kept_as_the_words_they_are(front_door: FrontDoor) -> None:
    client = OtherClient(front_door.address)
    at_ease(client)
    for text in TAKEN:
        assert client.say(text), "no answer"
        client.choose("Show me what I said")
        client.choose("Go on talking")
    client.choose("Show me what I said")
    client.choose("Show me all of it")
    # Lines stand under headings, so in another order than they were said in.
    assert sorted(line["words"] for line in client.lines) == sorted([FIRST, *TAKEN.values()])
    assert [text for text in client.said if text in TAKEN.values()] == list(TAKEN.values())
    assert_nothing_was_passed_on(front_door)


def test_a_typed_command_is_words_and_takes_nothing_away(front_door: FrontDoor) -> None:
    client = OtherClient(front_door.address)
    at_ease(client)
    for command in (RESTART, "/begin", "/share", CHOICE, '/affirm{"moment":"sharing"}', "/restart now", "/delete"):
        assert client.say(command), "no answer"
        client.choose("Show me what I said")
        assert client.lines[0]["words"] == FIRST
        assert command in client.said
    assert_nothing_was_passed_on(front_door)


def test_nobody_can_name_a_sender_a_slot_or_an_intent(front_door: FrontDoor) -> None:
    client = OtherClient(front_door.address)
    at_ease(client)
    before = client.transcript()
    for more in ({"sender": "x"}, {"metadata": {"contact": 1}}, {"input_channel": "cmdline"}, {"slots": {}}):
        answer = client.post({"message_id": "12345678", "text": "hello", **more})
        assert (answer.status_code, answer.json()["error"]["code"]) == (400, "unknown_field")
    assert client.post({"message_id": "12345678", "choice": CHOICE}).status_code == 409
    assert client.transcript() == before


def test_html_and_other_oddities_are_text_in_transcript_read_back_copy_and_inbox(
    chromium: Any, front_door: FrontDoor
) -> None:
    resident = new_tab(chromium, front_door.address)
    inbox = new_inbox(chromium, front_door.inbox_address)
    alerts: list[str] = []
    for page in (resident.page, inbox.page):
        page.on("dialog", lambda dialog: (alerts.append(dialog.message), dialog.dismiss()))
    resident.open()
    resident.say(HTML)
    assert resident.transcript() == [HTML]
    resident.choose("Stay with this")
    resident.send("")
    resident.expect_fault("Write something first")
    resident.send("b" * 1_000_000)
    resident.expect_fault("Please send it in shorter parts")
    assert len(resident.box.input_value()) == 1_000_000
    resident.say(SQL)
    resident.say(TURNED)
    resident.choose_always("Show me what I said")
    resident.expect_question("Is this right")
    for words in (HTML, SQL, TURNED_BACK):
        assert words in resident.text()
    resident.choose("Share it with the team")
    resident.choose("I will ring them")
    resident.say("<i>Skirrable Sal</i>")
    resident.choose("Yes, pass it on")
    resident.expect_answer("I have passed this on")
    reference = resident.reference
    copy = resident.read_copy()
    inbox.sign_in(front_door.staff)
    inbox.open(reference)
    for shown in (copy, inbox.text()):
        for words in (HTML, SQL, TURNED_BACK, "<i>Skirrable Sal</i>"):
            assert words in shown
    assert alerts == []
    resident.page.context.close()
    inbox.page.context.close()


def assert_nothing_was_passed_on(front_door: FrontDoor) -> None:
    assert front_door.summaries() == []
    assert front_door.requests() == []
    assert front_door.store.queries.list_deliveries() == ()
