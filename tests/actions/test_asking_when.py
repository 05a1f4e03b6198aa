"""Whoever only wants to know whether and when somebody comes is answered truly, and not led on with other questions."""

from __future__ import annotations

import pytest

from actions.asides import ActionHearAnything
from actions.exploring import ActionHearAnswer
from actions.requests import ActionPassOnPerson
from bot.strengths.contact import Contact, Moment
from bot.strengths.statement import Place, Source
from tests.actions.turns import run

pytestmark = pytest.mark.usefixtures("store")


@pytest.fixture
def home_again() -> Contact:
    """Somebody just home from hospital, who was asked about their life."""
    contact = Contact(moment=Moment.EXPLORING, open_question="aspirations.more_of", asked=["aspirations.more_of"])
    contact.keep(
        "I was let out", source=Source.OWN_WORDS, place=Place.REASON, domain="opening", question="opening.reason"
    )
    return contact


@pytest.mark.parametrize(
    "typed",
    [
        "I just want to know what day the woman is coming",
        "Is there a date for the visit",
        "just tell me somebody is coming",
        "is anyone coming or not",
        "no one has told me when they are coming",
        "who is coming",
        "have they fixed a day yet for the nurse",
        "I want to know if they'll come",
    ],
)
def test_whether_and_when_somebody_comes_is_answered_truly_however_it_is_asked(home_again: Contact, typed: str) -> None:
    assert "utter_no_dates" in run(ActionHearAnswer(), home_again, "tell", typed).responses


@pytest.mark.parametrize(
    "typed",
    [
        "I love it when they come on a Sunday",
        "when she is coming up the stairs I hear her stick",
        "the nurse is coming tomorrow",
        "they tell me somebody is buried there",
        "my sister is visiting",
    ],
)
def test_what_tells_of_a_visit_asks_nothing(home_again: Contact, typed: str) -> None:
    assert "utter_no_dates" not in run(ActionHearAnswer(), home_again, "tell", typed).responses


@pytest.mark.parametrize("again", ["so is somebody coming or not", "I want to know what day they come. That is all"])
def test_asked_a_second_time_a_person_is_offered_in_place_of_the_next_question(home_again: Contact, again: str) -> None:
    once = run(ActionHearAnswer(), home_again, "tell", "just tell me somebody is coming")

    twice = run(ActionHearAnything(), once.contact, "tell", again)

    assert "utter_no_dates" in twice.responses
    assert twice.contact.open_question == "asides.ask_person"


def test_whoever_asked_for_a_person_is_not_offered_one_again(home_again: Contact) -> None:
    asked = run(ActionPassOnPerson(), home_again, "ask_person", "I want a person").contact
    asked.moment, asked.open_question = Moment.EXPLORING, "aspirations.more_of"
    once = run(ActionHearAnswer(), asked, "tell", "just tell me somebody is coming")

    again = run(ActionHearAnswer(), once.contact, "tell", "is she coming or not")

    assert again.contact.open_question != "asides.ask_person"


@pytest.mark.parametrize(
    "typed", ["Who do I ask about it then", "well who should I ring?", "so who can I speak to about it"]
)
def test_whom_to_ask_has_a_true_answer(home_again: Contact, typed: str) -> None:
    responses = run(ActionHearAnswer(), home_again, "tell", typed).responses

    assert "utter_whom_to_ask" in responses
    assert "utter_question_kept" not in responses
