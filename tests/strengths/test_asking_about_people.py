"""Asking about a person is told from asking for one."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from bot.strengths.asked_back import answer_to, themes_asked
from bot.strengths.asking_about_people import asks_about_a_person, speaks_of_some_day
from bot.strengths.contact import Contact, Moment
from bot.strengths.hard_cues import means_cuts
from bot.strengths.outcomes import PassedOn
from bot.strengths.reaching_parts import refuses_contact
from bot.strengths.reply import Say

NLU = Path(__file__).parents[2] / "data" / "nlu"


def examples(intent: str) -> list[str]:
    """Everything the understanding learns an act from."""
    blocks = [block for file in NLU.glob("*.yml") for block in yaml.safe_load(file.read_text())["nlu"]]
    lines = [line for block in blocks if block.get("intent") == intent for line in block["examples"].splitlines()]
    return [line.removeprefix("- ") for line in lines]


@pytest.mark.parametrize(
    "typed",
    [
        "what would a person do. would it be a social worker",
        "so is somebody still going to ring me",
        "who would it be",
        "Who rings me?",
        "would it be a man",
        "do I have to talk to a person",
        "what happens if i ask for a person",
        "when would they ring",
        "i was only asking about a person",
        "is it a real person on the phone or what",
    ],
)
def test_asking_about_a_person_is_heard_as_that(typed: str) -> None:
    assert asks_about_a_person(typed)


@pytest.mark.parametrize(
    "typed",
    [
        "can i talk to a person",
        "can I speak to somebody please?",
        "could someone ring me",
        "can somebody call me back?",
        "is there anyone I can talk to",
        "I want a person",
        "what do i have to do to get a person. i want a person",
        "give me a human",
        "person",
        "ring me",
        "will you get someone to ring me",
        "who can help me, i need to talk to someone",
        "I'd rather have a real person",
        "is it a robot? get me a person",
    ],
)
def test_a_wish_in_any_wording_is_no_question_about_one(typed: str) -> None:
    assert not asks_about_a_person(typed)


@pytest.mark.parametrize(
    ("typed", "is_some_day"),
    [
        ("tell somebody about the choir one day, but not a machine", True),
        ("maybe I'd like to talk to someone eventually", False),
        ("i want a person one day this week", False),
        ("I want a person", False),
    ],
)
def test_some_day_is_no_wish_for_now(typed: str, is_some_day: bool) -> None:
    assert speaks_of_some_day(typed) == is_some_day


def test_no_wish_that_the_understanding_learns_from_is_held_up() -> None:
    wishes = examples("ask_person")

    assert len(wishes) > 100
    assert [
        words for words in wishes if asks_about_a_person(words) or speaks_of_some_day(words) or refuses_contact(words)
    ] == []


def test_every_question_about_cuts_that_the_understanding_learns_from_is_answered() -> None:
    questions = examples("ask_cuts")

    assert len(questions) > 100
    assert [words for words in questions if not (means_cuts(words) or themes_asked(words))] == []


@pytest.mark.parametrize(
    "typed", ["this is doing my head in. i do nails", "I like the garden", "nails and hair mostly"]
)
def test_what_speaks_of_no_cuts_means_none(typed: str) -> None:
    assert not means_cuts(typed)


@pytest.mark.parametrize(
    "typed", ["will you take my carers away", "are you taking my hours off me", "would they take my scooter off me"]
)
def test_help_or_things_taken_are_not_a_person_taken(typed: str) -> None:
    assert "taken_away" not in themes_asked(typed)


@pytest.mark.parametrize(
    "words",
    [
        "hiya just want to no about direct payments for respite for my son",
        "so direct payments, how do i get them and how many hours",
        "how do I apply for a direct payment?",
        "can we get respite",
        "can u answer about direct payments or not??",
        "I would like some information about respite",
        "are we entitled to short breaks",
    ],
)
def test_how_help_is_come_by_is_a_question_with_an_answer(words: str) -> None:
    assert "how_to_get" in themes_asked(words)


@pytest.mark.parametrize(
    "words",
    [
        "my direct payment has been late three months running",
        "when I get respite he goes to the farm",
        "I don't know how to get there without a ramp",
        "no respite since March",
        "how do I get out of the house with no ramp",
    ],
)
def test_telling_of_such_help_asks_nothing(words: str) -> None:
    assert "how_to_get" not in themes_asked(words)


@pytest.mark.parametrize(
    "words", ["so has it gone or what", "did they get the latex bit", "have you sent it?", "has the team got my words"]
)
def test_whether_it_has_gone_is_said_truly(words: str) -> None:
    contact = Contact(moment=Moment.SHARED)
    assert answer_to(contact, words)[0] == Say("utter_who_reads")

    contact.note_passed_on(PassedOn(kind="summary", reference="FD-1111-2222"))
    assert answer_to(contact, words) == [Say("utter_it_has_gone", {"reference": "FD-1111-2222"})]

    contact.moment = Moment.READ_BACK
    assert answer_to(contact, words)[-1] == Say("utter_not_shared_yet")


@pytest.mark.parametrize(
    "words", ["has it gone off", "he was sent home", "was the ambulance sent", "they sent me away"]
)
def test_what_else_was_sent_is_no_question_of_that(words: str) -> None:
    assert "has_it_gone" not in themes_asked(words)
