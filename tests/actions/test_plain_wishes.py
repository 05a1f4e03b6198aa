"""A plain wish is done whatever it was taken for: what was refused is not shared, and who asks to share is heard."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from actions.asides import ActionHearAnything, ActionSaySimpler, ActionSayWhatIAm
from actions.read_back import ActionShareNothing
from actions.requests import ActionPassOnPerson
from actions.sharing import ActionHandOver
from bot.strengths.contact import Contact, Moment
from tests.actions.turns import run

pytestmark = pytest.mark.usefixtures("store")


@pytest.mark.parametrize(
    "typed", ["No, don't share any of it", "I'd rather you didn't send it", "share nothing, that's me done"]
)
def test_a_refusal_taken_for_a_yes_shares_nothing(contact: Contact, typed: str) -> None:
    outcome = run(ActionHandOver(), contact, "share", typed)

    assert outcome.responses[0] == "utter_nothing_shared"
    assert outcome.contact.passed_on == []
    assert len(outcome.contact.statements) == 2


def test_a_wish_to_share_taken_for_a_refusal_goes_on_to_sharing_and_asks_first(contact: Contact) -> None:
    contact.moment, contact.open_question = Moment.READ_BACK, "read_back.missed"

    outcome = run(ActionShareNothing(), contact, "share_nothing", "nothing, send it love")

    assert "utter_nothing_shared" not in outcome.responses
    assert outcome.contact.moment in (Moment.SAFE_CONTACT, Moment.SHARING)
    assert outcome.contact.passed_on == []


def test_all_but_a_name_at_the_last_question_holds_it_back_and_asks_again(contact: Contact) -> None:
    outcome = run(ActionHandOver(), contact, "affirm", "yes send it all but the bit about our Karen")

    assert outcome.responses[0] == "utter_holding_back"
    assert [line.shared for line in outcome.contact.statements] == [True, False]
    assert outcome.contact.passed_on == []


def test_a_word_of_ours_is_explained_whatever_the_question_was_taken_for(contact: Contact) -> None:
    outcome = run(ActionHearAnything(), contact, "tell", "what is mean safeguarding team? is police?")

    assert outcome.responses[0] == "utter_word_safeguarding_team"
    assert len(outcome.contact.statements) == 2


def test_what_this_is_is_said_without_a_yes_or_no_that_could_be_wrong(contact: Contact) -> None:
    assert run(ActionSayWhatIAm(), contact, "ask_bot", "are you real?").responses[0] == "utter_i_am_a_program"
    domain = yaml.safe_load((Path(__file__).parents[2] / "domain.yml").read_text())
    assert domain["responses"]["utter_i_am_a_program"][0]["text"].startswith("I am a computer program, not a person.")


def test_the_easiest_words_are_not_said_twice() -> None:
    contact = Contact(moment=Moment.EXPLORING, open_question="people_networks.wish", asked=["people_networks.wish"])
    first = run(ActionSaySimpler(), contact, "simpler", "Say it simpler")
    again = run(ActionSaySimpler(), first.contact, "simpler", "Say it simpler")

    assert again.responses == ["utter_easiest_words"]
    assert again.messages[-1]["buttons"] == first.messages[-1]["buttons"]
    assert again.messages[-1]["text"] != first.messages[-1]["text"]


@pytest.mark.parametrize("typed", ["no im not talking to a helpline thx", "I don't want to speak to anyone"])
def test_a_no_to_a_person_that_was_taken_for_a_wish_for_one_is_passed_on_to_nobody(
    contact: Contact, typed: str
) -> None:
    contact.moment, contact.open_question = Moment.EXPLORING, "aspirations.more_of"

    outcome = run(ActionPassOnPerson(), contact, "ask_person", typed)

    assert outcome.contact.passed_on == []


@pytest.mark.parametrize("typed", ["I'm not talking to a machine, get me a person", "I can't talk to anyone here"])
def test_whoever_will_not_talk_to_a_program_gets_a_person(contact: Contact, typed: str) -> None:
    contact.moment, contact.open_question = Moment.EXPLORING, "aspirations.more_of"

    outcome = run(ActionPassOnPerson(), contact, "ask_person", typed)

    assert [one.kind for one in outcome.contact.passed_on] == ["person"]
