"""The hand-over: said only once it is stored, and the same hand-over twice is one."""

from __future__ import annotations

import json

import pytest

from actions.asides import ActionSayWhoReads
from actions.base import FrontDoorAction
from actions.pausing import ActionForget, ActionStop
from actions.read_back import ActionActOnLine, ActionHearReadBack, ActionShareNothing, ActionShowLines
from actions.requests import ActionPassOnPerson
from actions.safe_contact import ActionHearSafeContact
from actions.sharing import ActionHandOver
from bot.errors import StoreUnavailableError
from bot.handover import acknowledge
from bot.staff import add_staff
from bot.store import Store
from bot.strengths.contact import Contact, Moment
from bot.strengths.outcomes import PassedOn
from tests.actions.turns import Outcome, run

SECRET = "our Karen rings Sundays"


def stored(store: Store) -> list[tuple[str, str]]:
    """Kind and reference of all the team has."""
    add_staff(store.unit_of_work(), "Priya", "priya", "correct horse battery", ("front_door",))
    (priya,) = store.queries.list_staff()
    return [(row.kind, row.reference) for row in store.queries.list_contacts_page(priya.id, size=20).rows]


def test_the_reference_said_is_the_one_stored(store: Store, contact: Contact) -> None:
    outcome = run(ActionHandOver(), contact, "share", "Yes, pass it on")

    assert outcome.responses[0] == "utter_shared"
    assert stored(store) == [("summary", outcome.reference)]
    assert [event["name"] for event in outcome.events] == ["contact", "moment"]
    assert outcome.contact.moment is Moment.SHARED
    said = next(message for message in outcome.messages if message.get("reference"))
    assert said["custom"] == {"reference": outcome.reference, "copy": True}


def test_the_same_hand_over_twice_is_one_and_says_the_same_reference(store: Store, contact: Contact) -> None:
    first = run(ActionHandOver(), contact, "share")
    again = run(ActionHandOver(), contact, "share")

    assert again.responses[0] == "utter_shared_before"
    assert again.reference == first.reference
    assert stored(store) == [("summary", first.reference)]
    assert again.contact.passed_on == first.contact.passed_on, "a lost reply leaves the same behind"


def test_a_person_is_passed_on_at_once_and_asked_again_it_is_the_same(store: Store) -> None:
    first = run(ActionPassOnPerson(), None, "ask_person", "give me a person NOW")
    again = run(ActionPassOnPerson(), first.contact, "ask_person", "a PERSON")

    assert "utter_person_passed_on" in first.responses
    assert again.responses[0] == "utter_person_passed_on_before"
    assert (again.reference, stored(store)) == (first.reference, [("request", first.reference)])


@pytest.mark.usefixtures("store")
def test_how_to_reach_the_person_reaches_the_request() -> None:
    asked = run(ActionPassOnPerson(), None, "ask_person", "a person")
    told = run(ActionHearSafeContact(), asked.contact, "tell", "01632 960111")
    again = run(ActionPassOnPerson(), told.contact, "ask_person", "a person")

    assert again.responses[0] == "utter_person_passed_on_before", "nothing is new to the team"
    assert told.contact.safe_contact.detail == "01632 960111"


def fails_truly(outcome: Outcome, response: str) -> None:
    assert outcome.events == [], "no slot is changed"
    assert outcome.responses[0] == response
    assert not any("passed_on" in said or "shared" in said for said in outcome.responses)


@pytest.mark.parametrize("action", [ActionHandOver(), ActionPassOnPerson(), ActionForget()])
def test_a_database_that_is_down_changes_nothing_and_says_so(
    store: Store, contact: Contact, monkeypatch: pytest.MonkeyPatch, action: ActionHandOver
) -> None:
    def down(*_: object) -> None:
        raise StoreUnavailableError("The database could not be reached or written.")

    monkeypatch.setattr(type(store.unit_of_work()), "__enter__", down)
    contact.note_passed_on(PassedOn(kind="summary", reference="FD-1"))
    contact.moment = Moment.FORGETTING if isinstance(action, ActionForget) else contact.moment
    before = contact.to_record()

    outcome = run(action, contact, "affirm", "yes")

    fails_truly(outcome, "utter_could_not_save")
    assert contact.to_record() == before
    assert outcome.messages[-1]["text"], "the open question comes again"


@pytest.mark.usefixtures("store")
def test_a_bug_of_ours_leaks_no_word_and_leaves_no_silence(
    contact: Contact,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
    caplog: pytest.LogCaptureFixture,
) -> None:
    def breaks(*_: object) -> None:
        raise RuntimeError(f"could not read {SECRET} 01632 960111")

    monkeypatch.setattr("actions.read_back.hear_finish", breaks)
    caplog.set_level(0)

    outcome = run(ActionShowLines(), contact, "finish", f"show me {SECRET}")

    fails_truly(outcome, "utter_could_not_do_that")
    printed = capfd.readouterr()
    logged = printed.out + printed.err + caplog.text + " ".join(str(vars(record)) for record in caplog.records)
    assert "turn_failed" in logged
    assert "RuntimeError" in logged
    assert SECRET not in logged
    assert "960111" not in logged


@pytest.mark.usefixtures("store")
def test_a_number_that_is_not_in_the_list_is_said_kindly(contact: Contact) -> None:
    contact.moment, contact.open_question = Moment.READ_BACK, "read_back.check"

    outcome = run(ActionHearReadBack(), contact, "tell", "remove 99")

    fails_truly(outcome, "utter_no_such_line")
    assert not outcome.events


@pytest.mark.usefixtures("store")
def test_the_read_back_is_the_same_as_text_and_as_data(contact: Contact) -> None:
    contact.moment, contact.open_question = Moment.READ_BACK, "read_back.check"
    contact.alter("s2", shared=False)

    outcome = run(ActionShowLines(), contact, "finish", "show me")

    shown = next(message for message in outcome.messages if message.get("custom"))
    lines = shown["custom"]["read_back"]["lines"]
    assert shown["text"].splitlines() == [
        "What matters to me:",
        "1. to get back to bowls",
        "My people:",
        "2. our Karen rings Sundays (not shared)",
    ]
    assert [(line["number"], line["words"], line["shared"]) for line in lines] == [
        (1, "to get back to bowls", True),
        (2, "our Karen rings Sundays", False),
    ]
    assert [choice["title"] for choice in lines[1]["choices"]] == ["Change", "Remove", "Share"]
    for choice in lines[1]["choices"]:
        act, _, value = choice["payload"].removeprefix("/").partition("{")
        pressed = run(ActionActOnLine(), contact, act, choice["title"], **json.loads("{" + value))
        assert pressed.events, choice


def forgetting(contact: Contact, question: str = "asides.delete") -> Contact:
    contact.moment, contact.open_question = Moment.FORGETTING, question
    return contact


def shared(contact: Contact) -> Contact:
    return run(ActionHandOver(), contact, "share").contact


def test_deleting_before_anything_was_shared_restarts_and_listens(store: Store, contact: Contact) -> None:
    outcome = run(ActionForget(), forgetting(contact), "affirm", "yes")

    assert outcome.responses == ["utter_deleted"]
    assert [event["event"] for event in outcome.events] == ["restart", "slot", "slot", "followup"]
    assert (outcome.contact.statements, outcome.contact.id != contact.id) == ([], True)
    assert SECRET not in json.dumps(outcome.events)
    assert stored(store) == []


@pytest.mark.usefixtures("store")
def test_deleting_takes_back_what_nobody_has_read(contact: Contact) -> None:
    outcome = run(ActionForget(), forgetting(shared(contact)), "affirm", "yes")

    assert outcome.responses == ["utter_deleted_with_shared"]


def test_deleting_says_so_when_the_team_works_with_it_already(store: Store, contact: Contact) -> None:
    given = shared(contact)
    add_staff(store.unit_of_work(), "Priya", "priya", "correct horse battery", ("front_door",))
    (priya,) = store.queries.list_staff()
    (row,) = store.queries.list_contacts_page(priya.id, size=20).rows
    acknowledge(store.unit_of_work(), row.id, priya.id)

    outcome = run(ActionForget(), forgetting(given), "affirm", "yes")

    assert outcome.responses == ["utter_deleted_team_keeps"]


def test_starting_again_leaves_what_was_shared(store: Store, contact: Contact) -> None:
    given = shared(contact)
    outcome = run(ActionForget(), forgetting(given, "asides.start_again"), "affirm", "yes")

    assert outcome.responses[:2] == ["utter_shared_stays", "utter_welcome"]
    assert outcome.contact.id != given.id
    assert len(stored(store)) == 1


@pytest.mark.usefixtures("store")
def test_start_again_is_no_yes_to_delete(contact: Contact) -> None:
    outcome = run(ActionForget(), forgetting(contact), "start_again", "Start again")

    assert [event["event"] for event in outcome.events] == ["slot", "slot"]
    assert [line.words for line in outcome.contact.statements] == ["to get back to bowls", SECRET]
    assert outcome.contact.open_question == "asides.start_again"


@pytest.mark.usefixtures("store")
@pytest.mark.parametrize("question", ["asides.delete", "asides.start_again"])
def test_nothing_is_wiped_on_a_guess(contact: Contact, question: str) -> None:
    before = [line.words for line in contact.statements]

    outcome = run(ActionForget(), forgetting(contact, question), question.partition(".")[2], "begin")

    assert not any(event.get("event") == "restart" for event in outcome.events)
    assert [line.words for line in outcome.contact.statements][: len(before)] == before


@pytest.mark.usefixtures("store")
def test_a_wish_said_again_in_plain_words_is_a_yes(contact: Contact) -> None:
    outcome = run(ActionForget(), forgetting(contact), "delete", "delete it")

    assert any(event.get("event") == "restart" for event in outcome.events)


@pytest.mark.usefixtures("store")
@pytest.mark.parametrize("action", [ActionStop(), ActionShareNothing(), ActionSayWhoReads()])
def test_after_a_lost_reply_nobody_is_told_that_nothing_was_sent(contact: Contact, action: FrontDoorAction) -> None:
    before = Contact.from_record(contact.to_record())
    handed_over = run(ActionHandOver(), contact, "affirm", "yes")
    before.moment, before.open_question = Moment.SHARING, "sharing.confirm"

    outcome = run(action, before, "stop", "stop")

    assert outcome.responses[0].endswith("_shared")
    assert [item.reference for item in outcome.contact.passed_on] == [handed_over.reference]
