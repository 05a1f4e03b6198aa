"""A number typed at any moment is noted, said to be so, and reaches whoever is to reach the person."""

from __future__ import annotations

import pytest

from actions.asides import ActionHearComplaint
from actions.base import FrontDoorAction
from actions.exploring import ActionHearAnswer
from actions.pausing import ActionHearPaused
from actions.read_back import ActionHearReadBack
from actions.requests import ActionPassOnPerson
from actions.sharing import ActionHandOver, ActionHearAfterSharing, ActionHearSharing
from bot.store import Store
from bot.strengths.contact import Contact, Moment
from bot.strengths.safe_contact import SafeContact
from tests.actions.turns import run

TYPED = "txt me 07700 900155"


@pytest.fixture
def unreached(contact: Contact) -> Contact:
    """Somebody who shared their lines and left out how to reach them."""
    contact.safe_contact = SafeContact()
    contact.asked += [f"safe_contact.{part}" for part in ("way", "detail", "name", "when", "private")]
    return contact


@pytest.mark.parametrize(
    ("moment", "question", "action"),
    [
        (Moment.EXPLORING, "aspirations.more_of", ActionHearAnswer()),
        (Moment.EXPLORING, "aspirations.more_of", ActionHearComplaint()),
        (Moment.READ_BACK, "read_back.check", ActionHearReadBack()),
        (Moment.PAUSED, "asides.after_request", ActionHearPaused()),
    ],
)
def test_it_is_noted_and_the_open_question_is_put_again(
    unreached: Contact, moment: Moment, question: str, action: FrontDoorAction
) -> None:
    unreached.moment, unreached.open_question = moment, question
    lines = list(unreached.statements)

    outcome = run(action, unreached, "tell", TYPED)

    assert outcome.responses[0] == "utter_noted_how_to_reach"
    assert outcome.contact.safe_contact == SafeContact(way="text", detail="07700 900155")
    assert outcome.contact.statements == lines
    assert (outcome.contact.moment, outcome.contact.open_question) == (moment, question)


def test_before_the_yes_it_is_said_that_the_team_can_reach_them(unreached: Contact) -> None:
    outcome = run(ActionHearSharing(), unreached, "tell", TYPED)

    assert outcome.responses == ["utter_noted_how_to_reach", "utter_ready_to_share"]
    assert outcome.contact.moment is Moment.SHARING


@pytest.mark.parametrize("act", ["tell", "ask_person", "complain"])
def test_after_sharing_it_reaches_the_team_with_the_lines_that_were_shared(
    store: Store, unreached: Contact, act: str
) -> None:
    shared = run(ActionHandOver(), unreached, "share", "yes").contact
    row = store.queries.list_contacts_page("nobody", size=1).rows[0]
    before = store.queries.read_summary(row.id).summary

    action = ActionPassOnPerson() if act == "ask_person" else ActionHearAfterSharing()
    outcome = run(action, shared, act, TYPED)

    assert outcome.responses == ["utter_know_how_to_reach"]
    stored = store.queries.read_summary(row.id)
    assert before is not None
    assert stored.summary is not None
    assert stored.summary.safe_contact == SafeContact(way="text", detail="07700 900155")
    assert stored.summary.statements == before.statements
    assert stored.version == 2
    assert len(store.queries.list_passed_on(unreached.id)) == 1


def test_after_a_request_it_reaches_the_team(store: Store, unreached: Contact) -> None:
    asked = run(ActionPassOnPerson(), unreached, "ask_person", "I want to talk to a person").contact
    asked.moment, asked.open_question = Moment.PAUSED, "asides.after_request"

    outcome = run(ActionHearPaused(), asked, "tell", "07700 900155")

    assert outcome.responses[0] == "utter_know_how_to_reach"
    with store.unit_of_work() as work:
        row = work.requests.find_by_contact(asked.id, "person")
        assert row is not None
        assert row.content is not None
        assert row.content["safe_contact"]["detail"] == "07700 900155"


def test_a_wish_for_a_person_takes_the_number_with_it(store: Store, unreached: Contact) -> None:
    unreached.moment, unreached.open_question = Moment.EXPLORING, "aspirations.more_of"

    outcome = run(ActionPassOnPerson(), unreached, "ask_person", "please get someone to ring me on 01632 960155")

    assert outcome.responses[0] == "utter_person_passed_on"
    assert outcome.contact.open_question != "safe_contact.detail"
    with store.unit_of_work() as work:
        row = work.requests.find_by_contact(unreached.id, "person")
        assert row is not None
        assert row.content is not None
        assert row.content["safe_contact"]["detail"] == "01632 960155"


def test_what_is_told_beside_it_is_kept_without_it(unreached: Contact) -> None:
    unreached.moment, unreached.open_question = Moment.EXPLORING, "aspirations.more_of"

    outcome = run(ActionHearAnswer(), unreached, "tell", f"I would like to sing again. {TYPED}")

    assert outcome.responses[0] == "utter_noted_how_to_reach"
    assert outcome.contact.statements[-1].words == "I would like to sing again."
