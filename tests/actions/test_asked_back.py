"""What is plain in the words: questions are answered, refusals kept to, and nothing is done on a guess."""

from __future__ import annotations

import pytest

from actions.asides import ActionSayNoCuts
from actions.pausing import ActionForget, ActionHearPaused, ActionKeep, ActionStop
from actions.reason import ActionHearReason
from actions.requests import ActionPassOnPerson
from actions.safe_contact import ActionHearSafeContact
from bot.store import Store
from bot.strengths.contact import Contact, Moment
from bot.strengths.safe_contact import NO_CONTACT
from tests.actions.turns import Outcome, run

pytestmark = pytest.mark.usefixtures("store")


@pytest.fixture
def forgetting(contact: Contact) -> Contact:
    """Somebody who is asked whether all shall be deleted."""
    contact.step_aside(Moment.FORGETTING, "asides.delete")
    return contact


def a_child() -> Contact:
    """Somebody under 18, who was told of Childline and asked whether they want a person."""
    return Contact(moment=Moment.PAUSED, open_question="hard_moments.under_18", asked=["hard_moments.under_18"])


def asked_for_a_person() -> Contact:
    return run(ActionPassOnPerson(), None, "ask_person", "I want a person").contact


@pytest.mark.parametrize(
    "typed",
    [
        "will they still come if i delete it",
        "Does the team keep it?",
        "what happens to my stuff if i do",
        "can I get it back",
        "who has it if you delete it",
    ],
)
@pytest.mark.parametrize("action", [ActionForget(), ActionKeep()])
def test_a_question_at_delete_is_answered_and_deletes_nothing(
    forgetting: Contact, action: ActionForget | ActionKeep, typed: str
) -> None:
    outcome = run(action, forgetting, "affirm", typed)

    assert outcome.responses == ["utter_deleting_only_here"]
    assert len(outcome.contact.statements) == len(forgetting.statements)
    assert (outcome.contact.moment, outcome.contact.open_question) == (Moment.FORGETTING, "asides.delete")


@pytest.mark.parametrize(
    "typed", ["yes", "Yes, delete it", "delete it all", "go on delete it", "yes please wipe it", "do it"]
)
def test_a_plain_yes_or_the_wish_itself_deletes(forgetting: Contact, typed: str) -> None:
    assert "utter_deleted" in run(ActionForget(), forgetting, "affirm", typed).responses


@pytest.mark.parametrize(
    "typed", ["don't delete it", "yes but keep the bit about bowls", "I deleted my photos last week"]
)
def test_anything_else_keeps_all(forgetting: Contact, typed: str) -> None:
    outcome = run(ActionForget(), forgetting, "affirm", typed)

    assert "utter_not_deleted" in outcome.responses


def test_what_stays_with_the_team_is_said_truly() -> None:
    contact = asked_for_a_person()
    contact.step_aside(Moment.FORGETTING, "asides.delete")

    assert run(ActionForget(), contact, "affirm", "will they still come if i delete it").responses == [
        "utter_deleting_takes_back"
    ]


@pytest.mark.parametrize("typed", ["what would a person do. would it be a social worker", "who would it be"])
def test_asking_about_a_person_is_answered_and_offered(store: Store, contact: Contact, typed: str) -> None:
    outcome = run(ActionPassOnPerson(), contact, "ask_person", typed)

    assert outcome.responses == ["utter_about_person"]
    assert store.queries.list_passed_on(contact.id) == ()
    assert "I want to talk to a person" in [button["title"] for button in outcome.messages[-1]["buttons"]]
    yes = run(ActionKeep(), outcome.contact, "affirm", "yes")
    assert "utter_person_passed_on" in yes.responses
    no = run(ActionKeep(), outcome.contact, "deny", "no")
    assert no.contact.open_question == contact.open_question


def test_whether_somebody_still_rings_is_answered_truly() -> None:
    outcome = run(ActionPassOnPerson(), asked_for_a_person(), "ask_person", "so is somebody still going to ring me")

    assert outcome.responses[0] == "utter_about_person_asked"


def test_telling_of_some_day_is_no_request(store: Store, contact: Contact) -> None:
    outcome = run(
        ActionPassOnPerson(), contact, "ask_person", "tell somebody about the choir one day, but not a machine"
    )

    assert not any("passed_on" in said for said in outcome.responses)
    assert store.queries.list_passed_on(contact.id) == ()


@pytest.mark.parametrize("typed", ["I do NOT want a ring", "dont ring me"])
@pytest.mark.parametrize("act", ["tell", "ask_person", "complain"])
def test_whoever_wants_no_contact_is_told_truly_what_the_team_knows(store: Store, act: str, typed: str) -> None:
    action = ActionPassOnPerson() if act == "ask_person" else ActionHearSafeContact()

    outcome = run(action, asked_for_a_person(), act, typed)

    assert outcome.responses[0] == "utter_no_contact_told"
    assert outcome.contact.safe_contact.way == NO_CONTACT
    with store.unit_of_work() as work:
        row = work.requests.find_by_contact(outcome.contact.id, "person")
        assert row is not None
        assert row.content is not None
        assert row.content["safe_contact"] == {"way": NO_CONTACT}


def test_whoever_asks_for_a_person_after_all_is_asked_how_to_reach_them() -> None:
    refused = run(ActionHearSafeContact(), asked_for_a_person(), "tell", "dont ring me").contact

    again = run(ActionPassOnPerson(), refused, "ask_person", "I want a person")

    assert again.contact.open_question == "safe_contact.way"
    assert again.contact.safe_contact.way is None


def test_a_time_that_is_put_right_is_no_going_back() -> None:
    contact = asked_for_a_person()
    contact.open_question = "safe_contact.private"

    outcome = run(ActionSayNoCuts(), contact, "go_back", "not before ten")

    assert outcome.contact.safe_contact.when == "not before ten"


def hears(contact: Contact, typed: str) -> Outcome:
    return run(ActionSayNoCuts(), contact, "ask_cuts", typed)


@pytest.mark.parametrize(
    "typed",
    ["are they going to take me off my mum", "will they take my kids", "Will you put my mum in a home?"],
)
def test_fear_of_having_somebody_taken_is_answered_truly(contact: Contact, typed: str) -> None:
    assert hears(contact, typed).responses[0] == "utter_taken_away"


@pytest.mark.parametrize("typed", ["is this to cut my care", "will I lose my carers", "are you after saving money"])
def test_cuts_are_answered_where_they_are_meant(contact: Contact, typed: str) -> None:
    assert hears(contact, typed).responses[0] == "utter_no_cuts"


def test_nobody_is_told_of_cuts_who_did_not_ask(contact: Contact) -> None:
    assert "utter_no_cuts" not in hears(contact, "this is doing my head in. i do nails").responses


def test_show_me_shows_the_lines_whatever_stands_before_it(contact: Contact) -> None:
    outcome = run(ActionStop(), contact, "stop", "stop now and show me what you've put down")

    assert outcome.contact.moment is Moment.READ_BACK


@pytest.mark.parametrize("typed", ["When will it come?", "how long will it take", "when will they come round"])
def test_no_date_is_made_up(contact: Contact, typed: str) -> None:
    contact.moment, contact.open_question = Moment.EXPLORING, "aspirations.more"

    assert run(ActionHearReason(), contact, "tell", typed).responses[0] == "utter_no_dates"


@pytest.mark.parametrize(
    "typed", ["I can't do the stairs any more. is this anonymous", "who reads this. my hands are bad with arthritis"]
)
def test_who_reads_it_is_answered_beside_what_else_is_heard(typed: str) -> None:
    contact = Contact(moment=Moment.REASON, open_question="opening.reason", asked=["opening.reason"])

    outcome = run(ActionHearReason(), contact, "tell", typed)

    assert "utter_who_reads" in outcome.responses


def test_a_question_beside_anger_is_said_to_be_written_down() -> None:
    contact = Contact(moment=Moment.EXPLORING, open_question="aspirations.more", asked=["opening.reason"])

    outcome = run(ActionHearReason(), contact, "complain", "you lot are useless. can somebody mend my step")

    assert "utter_question_noted" in outcome.responses or "utter_question_kept" in outcome.responses


@pytest.mark.parametrize(
    ("act", "typed"), [("affirm", "yes"), ("affirm", "yes please"), ("tell", "yes a person but dont tell school")]
)
def test_a_child_who_types_yes_to_a_person_gets_one(act: str, typed: str) -> None:
    outcome = run(ActionHearPaused(), a_child(), act, typed)

    assert outcome.responses[0] == "utter_person_passed_on"
    assert outcome.contact.latest("person") is not None


@pytest.mark.parametrize(("act", "typed"), [("deny", "no"), ("tell", "mum is asleep"), ("thanks", "ok ta")])
def test_a_child_who_types_no_or_something_else_gets_none(act: str, typed: str) -> None:
    assert run(ActionHearPaused(), a_child(), act, typed).contact.latest("person") is None
