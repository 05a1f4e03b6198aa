"""A request that nobody made is taken back, and nobody is said to want no contact who did not say so."""

from __future__ import annotations

import pytest

from actions.exploring import ActionHearAnswer
from actions.pausing import ActionKeep
from actions.requests import ActionPassOnPerson
from actions.safe_contact import ActionHearSafeContact
from bot.handover import record_view
from bot.staff import add_staff
from bot.store import Store
from bot.strengths.contact import Contact, Moment
from bot.strengths.safe_contact import NO_CONTACT, SafeContact
from tests.actions.turns import run

NOT_ASKED = "I did not ask for anybody. I asked what the opening hours are."


@pytest.fixture
def asked(store: Store, contact: Contact) -> Contact:
    """Somebody whose question was taken for a wish for a person."""
    contact.moment, contact.open_question = Moment.EXPLORING, "aspirations.more_of"
    contact.safe_contact = SafeContact(name="Mo")
    return run(ActionPassOnPerson(), contact, "ask_person", "somebody who knows the hours please").contact


@pytest.mark.parametrize("act", ["tell", "ask_person", "complain", "deny", "correct"])
def test_a_request_that_was_not_made_is_taken_back_and_no_more_is_said_of_contact(
    store: Store, asked: Contact, act: str
) -> None:
    known = asked.safe_contact

    outcome = run(ActionHearSafeContact(), asked, act, NOT_ASKED)

    assert outcome.responses[0] == "utter_request_taken_back"
    assert not any("no_contact" in said for said in outcome.responses)
    assert outcome.contact.safe_contact == known
    assert outcome.contact.latest("person") is None
    assert (outcome.contact.moment, outcome.contact.open_question) == (Moment.EXPLORING, "aspirations.more_of")
    with store.unit_of_work() as work:
        row = work.requests.find_by_contact(asked.id, "person")
        assert row is not None
        assert row.content is None


def test_it_is_said_that_somebody_may_have_read_it(store: Store, asked: Contact) -> None:
    add_staff(store.unit_of_work(), "Priya", "priya", "correct horse battery", ["front_door"])
    priya = store.queries.list_staff()[0].id
    record_view(store.unit_of_work(), "request", store.queries.list_contacts_page(priya, size=1).rows[0].id, priya)

    outcome = run(ActionHearSafeContact(), asked, "tell", f"{NOT_ASKED} What did you tell them?")

    assert outcome.responses[:2] == ["utter_request_taken_back_seen", "utter_who_reads_asked"]


def test_what_the_team_was_told_is_said_to_whoever_asks_that_too(asked: Contact) -> None:
    outcome = run(ActionHearSafeContact(), asked, "tell", "I never asked for that. What have you told them about me?")

    assert "utter_who_reads" in outcome.responses


@pytest.mark.parametrize(("act", "is_left"), [("affirm", False), ("deny", True)])
def test_in_doubt_the_person_is_asked(asked: Contact, act: str, is_left: bool) -> None:
    doubtful = run(ActionHearSafeContact(), asked, "tell", "I was only asking")

    assert doubtful.contact.open_question == "asides.take_back"
    assert doubtful.contact.latest("person") is not None
    answered = run(ActionKeep(), doubtful.contact, act, "yes" if act == "affirm" else "no")
    assert (answered.contact.latest("person") is not None) is is_left


def test_what_was_taken_back_can_be_asked_for_again(asked: Contact) -> None:
    taken_back = run(ActionHearSafeContact(), asked, "tell", NOT_ASKED).contact
    taken_back.safe_contact = SafeContact()

    again = run(ActionPassOnPerson(), taken_back, "ask_person", "I want to talk to a person now")

    assert "utter_person_passed_on" in again.responses
    assert again.contact.open_question == "safe_contact.way"


@pytest.mark.parametrize("act", ["tell", "ask_person", "deny", "complain"])
def test_whoever_may_be_contacted_after_all_is_and_the_team_is_told(store: Store, asked: Contact, act: str) -> None:
    refused = run(ActionHearSafeContact(), asked, "tell", "dont ring me").contact
    assert refused.safe_contact.way == NO_CONTACT

    outcome = run(ActionKeep(), refused, act, "That is not so. They may gladly write, they can contact me by letter.")

    assert outcome.responses[0] == "utter_may_contact_told"
    assert outcome.contact.safe_contact.way == "letter"
    assert outcome.contact.open_question == "safe_contact.detail"
    with store.unit_of_work() as work:
        row = work.requests.find_by_contact(asked.id, "person")
        assert row is not None
        assert row.content is not None
        assert row.content["safe_contact"]["way"] == "letter"


def test_whoever_asked_where_to_complain_is_told_that_in_place_of_a_person(asked: Contact) -> None:
    typed = "I never asked for a call, I only asked how to complain. What did you tell them?"

    outcome = run(ActionPassOnPerson(), asked, "ask_person", typed)

    assert outcome.responses[:3] == [
        "utter_request_taken_back",
        "utter_complaint_written_down",
        "utter_complaints_unknown",
    ]
    assert "utter_who_reads" in outcome.responses
    assert outcome.contact.statements[-1].words == typed


@pytest.mark.parametrize(
    ("typed", "is_asked"), [("I never asked for that in my life", False), ("I never asked for a person", True)]
)
def test_later_on_nothing_is_undone_on_a_guess(asked: Contact, typed: str, is_asked: bool) -> None:
    asked.moment, asked.open_question = Moment.EXPLORING, "good_day.recent"

    outcome = run(ActionHearAnswer(), asked, "tell", typed)

    assert (outcome.contact.open_question == "asides.take_back") is is_asked
    assert outcome.contact.latest("person") is not None
