"""After danger: what an action says happened has happened, with a real store beneath."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from typing import Any

import pytest
from rasa_sdk.executor import CollectingDispatcher

from actions.asides import ActionSayWhoReads
from actions.base import FrontDoorAction
from actions.exploring import ActionHearAnswer
from actions.pausing import ActionAskToDelete, ActionForget, ActionStop
from actions.requests import ActionPassOnPerson
from actions.safe_contact import ActionHearSafeContact
from actions.safety import ActionHearDanger, ActionHearInSafety
from bot.errors import StoreUnavailableError
from bot.handover import Concern, raise_concern
from bot.store import Store
from bot.strengths.contact import Contact, Moment
from bot.strengths.gentle_check import LIFE, OpenCheck
from bot.strengths.reaching import reach
from bot.strengths.safety import Safety, Tier
from bot.strengths.statement import SOMEONE_ELSE, THEIR_WORDS_AS_TOLD
from bot.strengths.two_voices import WOULD_SAY
from tests.actions.turns import Outcome, tracker

ABUSE = Safety(tier=Tier.SAFEGUARDING_CONCERN, kinds=("domestic_abuse",), why=("pattern: test",))
VOICED = "he hits me"


@pytest.fixture
def told(store: Store) -> Iterator[str]:
    """The reference of a concern that the door has raised in this conversation."""
    concern = Concern(contact_id="conversation-1", message_id="m1", words=VOICED, safety=ABUSE, asked="opening.reason")
    yield raise_concern(store.unit_of_work(), concern).reference


def run(
    action: FrontDoorAction,
    contact: Contact | None,
    act: str,
    words: str,
    *,
    safety: Safety | None = None,
    reference: str | None = None,
    message_id: str = "m2",
) -> Outcome:
    """Run an action as Rasa calls it after a door."""
    turn = tracker(contact, act, words)
    turn.latest_message |= {
        "message_id": message_id,
        "metadata": {"concern": {"reference": reference}} if reference else {},
        "safety": (safety or Safety()).to_record(),
    }
    dispatcher = CollectingDispatcher()
    events = asyncio.run(action.run(dispatcher, turn, {}))
    return Outcome(events=list(events), messages=list(dispatcher.messages))


def in_safety(told: str, contact: Contact | None = None) -> Contact:
    before = contact or Contact(moment=Moment.EXPLORING, open_question="good_day.recent")
    return run(ActionHearDanger(), before, "voice_danger", VOICED, safety=ABUSE, reference=told).contact


def notes(store: Store) -> list[str]:
    (line,) = store.queries.list_concerns_page("nobody").rows
    return [note.note for note in store.queries.read_concern(line.id).content.notes]


def words_told(store: Store) -> list[str]:
    (line,) = store.queries.list_concerns_page("nobody").rows
    return [account.words for account in store.queries.read_concern(line.id).content.accounts]


def test_the_words_that_voiced_danger_are_kept_nowhere_in_the_contact(told: str) -> None:
    contact = in_safety(told)

    assert VOICED not in str(contact.to_record())
    assert [(item.kind, item.reference) for item in contact.passed_on] == [("concern", told)]


@pytest.mark.usefixtures("store")
def test_somebody_who_voices_danger_before_being_welcomed_is_asked_and_not_welcomed() -> None:
    outcome = run(ActionHearDanger(), None, "voice_danger", VOICED, safety=ABUSE, reference="FD-1")

    assert outcome.responses == []
    assert outcome.contact.interrupted == [(Moment.REASON, "opening.reason")]


def test_further_words_are_said_to_be_added_once_they_are(store: Store, told: str) -> None:
    outcome = run(ActionHearInSafety(), in_safety(told), "tell", "since the spring")

    assert outcome.responses == ["utter_kept_1", "utter_they_read_this"], "heard first, and told who reads it"
    assert words_told(store) == [VOICED, "since the spring"]


def test_further_words_that_cannot_be_added_are_not_said_to_be(
    store: Store, told: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    contact = in_safety(told)

    def down(*_: object) -> None:
        raise StoreUnavailableError("The database could not be reached or written.")

    monkeypatch.setattr(type(store.unit_of_work()), "__enter__", down)
    outcome = run(ActionHearInSafety(), contact, "tell", "since the spring")

    assert (outcome.responses, outcome.events) == (["utter_could_not_save"], [])


@pytest.mark.parametrize(
    ("act", "note", "response"),
    [
        ("stop", "stopped", "utter_stopping_told"),
        ("correct", "not_meant", "utter_not_meant_noted"),
        ("decline", "carried_on", "utter_one_thing_first"),
    ],
)
def test_what_was_decided_reaches_the_safeguarding_team(
    store: Store, told: str, act: str, note: str, response: str
) -> None:
    outcome = run(ActionHearInSafety(), in_safety(told), act, "hm")

    assert notes(store) == [note]
    assert outcome.responses == [response]


def test_what_the_person_wants_is_done_whether_or_not_the_note_can_be_kept(
    store: Store, told: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    contact = in_safety(told)

    def down(*_: Any, **__: Any) -> None:
        raise StoreUnavailableError("The database could not be reached or written.")

    monkeypatch.setattr("actions.passing_on.note_on_concern", down)

    assert run(ActionHearInSafety(), contact, "stop", "stop").responses == ["utter_stopping_told"]
    assert run(ActionHearInSafety(), contact, "correct", "not meant").responses == ["utter_not_meant"]


def test_how_it_is_safe_to_reach_them_reaches_the_safeguarding_team(store: Store, told: str) -> None:
    asked = run(ActionHearInSafety(), in_safety(told), "decline", "carry on").contact
    way = run(ActionHearSafeContact(), asked, "tell", "text message").contact
    run(ActionHearSafeContact(), way, "tell", "01632 960111")

    (line,) = store.queries.list_concerns_page("nobody").rows
    given = store.queries.read_concern(line.id).content.safe_contact
    assert (given.way, given.detail) == ("text", "01632 960111")


def test_a_person_asked_for_after_danger_is_noted_too(store: Store, told: str) -> None:
    outcome = run(ActionPassOnPerson(), in_safety(told), "ask_person", "a person")

    assert outcome.responses[0] == "utter_person_passed_on"
    assert notes(store) == ["wants_person"]


@pytest.mark.usefixtures("told")
@pytest.mark.parametrize("action", [ActionStop(), ActionSayWhoReads()])
def test_after_a_lost_turn_nobody_is_told_that_nothing_was_sent(action: FrontDoorAction) -> None:
    lost = Contact(moment=Moment.EXPLORING, open_question="good_day.recent")

    outcome = run(action, lost, "stop", "stop")

    assert outcome.responses[0].endswith("_told")


def test_deleting_leaves_the_concern_and_says_so(store: Store, told: str) -> None:
    contact = in_safety(told)
    contact.moment, contact.open_question = Moment.FORGETTING, "asides.delete"

    outcome = run(ActionForget(), contact, "affirm", "yes")

    assert outcome.responses == ["utter_deleted", "utter_concern_stays_noted"]
    assert notes(store) == ["deletion_asked"]
    assert words_told(store) == [VOICED]
    assert [item.kind for item in outcome.contact.passed_on] == ["concern"]


@pytest.mark.usefixtures("store")
def test_an_unclear_word_is_kept_and_asked_about() -> None:
    contact = Contact(moment=Moment.EXPLORING, open_question="good_day.recent", asked=["good_day.recent"])
    unclear = Safety(tier=Tier.CHECK, kinds=("suicide",))

    outcome = run(ActionHearAnswer(), contact, "tell", "ive had enough", safety=unclear)

    assert outcome.contact.check is not None
    assert (outcome.contact.check.message_id, outcome.contact.check.words) == ("m2", "ive had enough")
    assert outcome.contact.open_question == LIFE
    assert [line.words for line in outcome.contact.statements] == ["ive had enough"]


def test_a_failing_action_of_this_kind_names_nobody(
    told: str, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def breaks(*_: object) -> None:
        raise RuntimeError(VOICED)

    monkeypatch.setattr("actions.safety.after_danger", breaks)
    outcome = run(ActionHearDanger(), Contact(), "voice_danger", VOICED, safety=ABUSE, reference=told)

    assert outcome.responses == ["utter_could_not_do_that"]
    assert "turn_failed" in caplog.text
    assert "conversation-1" not in caplog.text
    assert VOICED not in caplog.text


@pytest.mark.usefixtures("store")
def test_a_safety_record_that_cannot_be_read_leaves_nobody_without_an_answer() -> None:
    turn = tracker(Contact(moment=Moment.REASON, open_question="opening.reason"), "tell", "hello")
    turn.latest_message["safety"] = {"tier": "terrible"}
    dispatcher = CollectingDispatcher()

    assert asyncio.run(ActionHearAnswer().run(dispatcher, turn, {}))


def test_two_ordinary_messages_in_a_row_go_on_by_themselves_and_are_filed_with_no_kind(store: Store, told: str) -> None:
    first = run(ActionHearInSafety(), in_safety(told), "tell", "the post has come", message_id="m2")
    second = run(ActionHearInSafety(), first.contact, "tell", "i like the garden", message_id="m3")

    assert first.responses[1:] == ["utter_they_read_this"]
    assert first.contact.moment is Moment.SAFETY
    assert second.responses[1:] == ["utter_they_read_this", "utter_going_on_slowly"]
    assert (second.contact.moment, second.contact.open_question) == (Moment.EXPLORING, "good_day.recent")
    (line,) = store.queries.list_concerns_page("nobody").rows
    content = store.queries.read_concern(line.id).content
    assert [account.words for account in content.accounts] == [VOICED, "the post has come", "i like the garden"]
    assert [tuple(account.safety.kinds) for account in content.accounts] == [ABUSE.kinds, (), ()]


@pytest.mark.usefixtures("store")
def test_words_about_danger_in_between_keep_the_questions_stopped(told: str) -> None:
    afraid = Safety(tier=Tier.DISTRESS, kinds=("fear",))
    first = run(ActionHearInSafety(), in_safety(told), "tell", "the post has come", message_id="m2")
    second = run(ActionHearInSafety(), first.contact, "tell", "he frightens me so", message_id="m3", safety=afraid)
    third = run(ActionHearInSafety(), second.contact, "tell", "its raining", message_id="m4")

    assert [outcome.contact.moment for outcome in (first, second, third)] == [Moment.SAFETY] * 3


def test_words_that_were_not_meant_are_found_in_the_conversation_and_become_a_line(store: Store, told: str) -> None:
    alarmed = run(
        ActionHearDanger(),
        Contact(moment=Moment.EXPLORING, open_question="good_day.recent"),
        "voice_danger",
        VOICED,
        safety=ABUSE,
        reference=told,
    ).contact
    assert VOICED not in str(alarmed.to_record())
    turn = tracker(alarmed, "tell", "it was a joke")
    turn.events = [
        {"event": "user", "message_id": "m1", "text": "earlier"},
        {"event": "user", "message_id": "m2", "text": VOICED, "parse_data": {}},
    ]

    events = asyncio.run(ActionHearInSafety().run(CollectingDispatcher(), turn, {}))

    contact = Outcome(events=list(events), messages=[]).contact
    assert [line.words for line in contact.statements] == [VOICED]
    assert notes(store) == ["not_meant"]


def test_once_it_is_taken_back_a_question_about_a_visit_is_about_help_again_and_no_word_is_lost(told: str) -> None:
    contact = run(ActionHearInSafety(), in_safety(told), "correct", "not meant").contact
    words = "its concrete not feelings. two steps at the front door. when will someone come and measure"

    outcome = run(ActionHearAnswer(), contact, "tell", words)

    assert "utter_asked_coming" not in outcome.responses
    assert any("two steps at the front door" in line.words for line in outcome.contact.statements)


def test_what_is_told_beside_a_question_about_the_telling_is_kept(told: str) -> None:
    contact = run(ActionHearInSafety(), in_safety(told), "decline", "go on").contact
    contact.moment, contact.open_question = Moment.EXPLORING, "good_day.recent"

    outcome = run(ActionHearAnswer(), contact, "tell", "I like the mornings at the allotment. what did you tell them?")

    assert outcome.responses[0] == "utter_asked_told"
    assert any("mornings at the allotment" in line.words for line in outcome.contact.statements)


def test_an_answer_after_a_gentle_check_is_heard_where_it_was_asked() -> None:
    contact = Contact(moment=Moment.PERMISSION, open_question=WOULD_SAY, said_by=SOMEONE_ELSE)
    contact.step_aside(Moment.SAFETY, LIFE)
    contact.check = OpenCheck(question=LIFE, kinds=("domestic_abuse",), message_id="m1", words="He'd go mad.")

    outcome = run(ActionHearInSafety(), contact, "tell", "He would say leave me be, I managed at sea")

    kept = outcome.contact.statements[-1]
    assert (kept.words, kept.said_by) == ("He would say leave me be, I managed at sea", THEIR_WORDS_AS_TOLD)


@pytest.mark.parametrize(("act", "words"), [("affirm", "yes. help"), ("tell", "help. me"), ("tell", "please help me")])
def test_a_call_for_help_after_danger_is_answered_with_help(store: Store, told: str, act: str, words: str) -> None:
    outcome = run(ActionHearInSafety(), in_safety(told), act, words)

    assert outcome.responses == ["utter_emergency", "utter_they_read_this"]
    assert outcome.contact.open_question == "safety.next"
    assert words_told(store) == [VOICED, words]


@pytest.mark.parametrize("act", ["delete", "tell", "correct"])
def test_a_wish_to_have_it_unsaid_deletes_nothing_and_takes_nothing_back(store: Store, told: str, act: str) -> None:
    outcome = run(ActionAskToDelete(), in_safety(told), act, "forget I said that. I'm just a silly old man")

    assert outcome.responses == ["utter_safeguarding_knows"]
    assert (outcome.contact.moment, outcome.contact.open_question) == (Moment.SAFETY, "safety.next")
    assert notes(store) == []


def test_a_wish_to_delete_is_one_after_danger_too(told: str) -> None:
    outcome = run(ActionAskToDelete(), in_safety(told), "delete", "delete everything I said")

    assert outcome.contact.moment is Moment.FORGETTING


@pytest.mark.parametrize(
    ("words", "way"),
    [("text. him no see", "text"), ("Text me on 01632 960111, he checks my calls", "text"), ("he hit me again", None)],
)
def test_how_to_reach_somebody_is_kept_from_an_answer_that_voiced_danger(
    told: str, words: str, way: str | None
) -> None:
    asked = in_safety(told)
    reach(asked, "concern")

    outcome = run(ActionHearDanger(), asked, "voice_danger", words, safety=ABUSE, reference=told)

    assert outcome.contact.safe_contact.way == way
    assert words not in str(outcome.contact.to_record())
    assert outcome.contact.open_question == "safety.next"


DONE = Safety(tier=Tier.CHECK, kinds=("suicide",), why=("pattern: could mean a wish to die",))


@pytest.mark.parametrize("words", ["I'm done", "right, that's me finished", "i am done now thanks"])
def test_whoever_is_done_with_their_lines_is_not_asked_about_their_life(words: str, contact: Contact) -> None:
    contact.moment, contact.open_question = Moment.READ_BACK, "read_back.check"

    outcome = run(ActionStop(), contact, "stop", words, safety=DONE)

    assert outcome.contact.open_question != LIFE


@pytest.mark.parametrize("words", ["I'm done", "I'm done, I want it over"])
def test_whoever_says_so_while_they_tell_of_their_life_is(words: str, contact: Contact) -> None:
    contact.moment, contact.open_question = Moment.EXPLORING, "aspirations.more_of"

    outcome = run(ActionHearAnswer(), contact, "tell", words, safety=DONE)

    assert outcome.contact.open_question == LIFE


def test_whoever_says_more_than_that_beside_their_lines_is(contact: Contact) -> None:
    contact.moment, contact.open_question = Moment.READ_BACK, "read_back.check"

    outcome = run(ActionStop(), contact, "stop", "I'm done, there is nothing left for me", safety=DONE)

    assert outcome.contact.open_question == LIFE


HOME = Safety(tier=Tier.CHECK, kinds=("domestic_abuse",), why=("test",))


def test_a_denial_of_harm_that_nobody_asked_for_is_thanked_for_and_is_no_line(contact: Contact) -> None:
    contact.moment, contact.open_question = Moment.EXPLORING, "people_networks.who"
    before = [line.words for line in contact.statements]

    outcome = run(ActionHearAnswer(), contact, "tell", "he's never laid a finger on me")

    assert outcome.responses[0] == "utter_no_line_of_that"
    assert [line.words for line in outcome.contact.statements] == before
    assert outcome.contact.open_question == "people_networks.who"


def test_a_denial_that_may_be_more_is_asked_about_and_its_words_wait_for_the_answer(contact: Contact) -> None:
    contact.moment, contact.open_question = Moment.EXPLORING, "people_networks.who"

    outcome = run(ActionHearAnswer(), contact, "tell", "no he doesn't hit me", safety=HOME)

    assert outcome.contact.open_check is not None
    assert outcome.contact.open_check.words == "no he doesn't hit me"
    assert outcome.contact.open_check.line is None
