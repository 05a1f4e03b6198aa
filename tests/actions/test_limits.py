"""A yes with a limit sends nothing, and what was asked for keeps its words."""

from __future__ import annotations

import pytest

from actions.requests import ActionPassOnAssessment
from actions.sharing import ActionHandOver
from bot.clock import now
from bot.inbox.sheet import sheet_of, ways_to_reach
from bot.store import Store
from bot.strengths.contact import Contact, Moment, SafeContact
from bot.strengths.library import DOMAINS, wording
from bot.strengths.summary import Summary, summarise
from tests.actions.turns import run


@pytest.mark.parametrize(
    "typed", ["yes, except the thing with him", "share it but not the last", "yes but don\u2019t share my daughter"]
)
def test_a_yes_with_a_limit_sends_nothing(store: Store, contact: Contact, typed: str) -> None:
    outcome = run(ActionHandOver(), contact, "share", typed)

    assert outcome.contact.moment is Moment.READ_BACK
    assert store.queries.list_passed_on(contact.id) == ()


@pytest.mark.parametrize(
    "typed",
    [
        "I haven't agreed to them seeing it",
        "i didnt say you could give it to them",
        "no you cant pass it on",
        "yes if my daughter says so",
        "not yet",
        "wait",
    ],
)
def test_what_is_no_plain_yes_sends_nothing_and_is_asked_again(store: Store, contact: Contact, typed: str) -> None:
    contact.moment, contact.open_question = Moment.SHARING, "sharing.confirm"

    outcome = run(ActionHandOver(), contact, "affirm", typed)

    assert outcome.contact.moment is Moment.SHARING
    assert store.queries.list_passed_on(contact.id) == ()
    assert outcome.responses[0] == "utter_not_a_plain_yes"


@pytest.mark.usefixtures("store")
@pytest.mark.parametrize(
    "typed",
    [
        "yes",
        "Yes, pass it on",
        "just share it",
        "yes why not",
        "go on send it",
        "i dont mind",
        "no problem",
        "I want them to have it",
    ],
)
def test_a_plain_yes_shares(contact: Contact, typed: str) -> None:
    assert run(ActionHandOver(), contact, "share", typed).contact.moment is Moment.SHARED


@pytest.mark.usefixtures("store")
def test_a_carers_assessment_reads_as_one(contact: Contact) -> None:
    asked = run(ActionPassOnAssessment(), contact, "ask_assessment", "I want a carer's assessment").contact

    summary = summarise(asked, DOMAINS, now())

    assert sheet_of(summary).asked_for == ("Asked for an assessment: \u201cI want a carer's assessment\u201d",)
    assert Summary.from_record(summary.to_record()) == summary


def test_a_warning_stands_first_for_staff_and_no_contact_is_said_in_words() -> None:
    ways = ways_to_reach(SafeContact(name="Mo", way="no_contact", private="He checks my phone"))

    assert ways[0] == (wording("safe_contact.take_care"), "He checks my phone")
    assert (wording("safe_contact.way"), "Does not want to be contacted") in ways


def test_what_is_private_needs_no_flag() -> None:
    assert ways_to_reach(SafeContact(name="Mo", private="No, it is private"))[0] == (wording("safe_contact.name"), "Mo")
