"""Somebody who writes a word or two at a time is heard out: the pieces are one line, and the question waits."""

from __future__ import annotations

import pytest

from bot.strengths.agenda import CHECK_IN
from bot.strengths.answering import begin, hear_reason
from bot.strengths.asking import PERMISSION, ask
from bot.strengths.contact import Contact, Moment
from bot.strengths.going_on import goes_on, hear_going_on
from bot.strengths.library import read_library
from bot.strengths.mentions import Mention
from bot.strengths.reply import Ask, Heard, Say
from bot.strengths.statement import RESIDENT, SOMEONE_ELSE, Place, Source
from bot.strengths.strength_heard import Kind, StrengthHeard, Tie

LIBRARY = read_library()
NEXT = "skills_experience.learned"


def tell(words: str, *strengths: StrengthHeard) -> Heard:
    return Heard(act="tell", words=words, strengths=strengths, hardship=False)


def answered(words: str = "tea", then: str = NEXT) -> Contact:
    contact = Contact(moment=Moment.EXPLORING)
    ask(contact, "aspirations.more_of")
    contact.keep(words, source=Source.OWN_WORDS, place=Place.GOAL, domain="aspirations", question="aspirations.more_of")
    ask(contact, then)
    return contact


def test_pieces_of_an_answer_become_one_line_and_the_question_waits() -> None:
    contact = answered()
    joan = StrengthHeard(kind=Kind.PERSON, text="Joan", start=5, end=9, role="friend", tie=Tie.SUPPORTIVE)

    first = hear_going_on(contact, tell("with Joan", joan), LIBRARY)
    second = hear_going_on(contact, tell("Sunday"), LIBRARY)

    assert first == [Say("utter_gathered_words", {"words": "Tea, with Joan"}), Ask(NEXT)]
    assert second == [Say("utter_gathered_words", {"words": "Tea, with Joan, Sunday"}), Ask(NEXT)]
    assert [line.words for line in contact.statements] == ["tea. with Joan. Sunday"]
    assert [one.text for one in contact.mentions] == ["Joan"]
    assert contact.asked == ["aspirations.more_of", NEXT], "the agenda has not moved"


def test_a_first_word_may_go_on_too() -> None:
    contact = Contact()
    begin(contact)
    hear_reason(contact, tell("new flat"), LIBRARY)

    replies = hear_going_on(contact, tell("since june"), LIBRARY)

    assert replies is not None
    assert replies[-1] == Ask(PERMISSION)
    assert [line.words for line in contact.statements] == ["new flat. since june"]


@pytest.mark.parametrize(
    ("words", "question"),
    [
        ("and cake", "people_networks.who"),
        ("then home", "passions_interests.time"),
        ("with Joan", "skills_experience.learned"),
        ("Sundays", "people_networks.who"),
        ("every morning", "skills_experience.learned"),
        ("once a week", "passions_interests.time"),
        ("she comes", "skills_experience.learned"),
        ("at the hall", "people_networks.who"),
    ],
)
def test_what_no_question_is_answered_by_goes_on(words: str, question: str) -> None:
    assert goes_on(words, LIBRARY[question])


@pytest.mark.parametrize(
    ("words", "question"),
    [
        ("Sunday", "good_day.recent"),
        ("mornings", "motivation_energy.gets_going"),
        ("with my lad", "people_networks.who"),
        ("with the pigeons", "good_day.recent"),
        ("at church", "groups_places.at_home"),
        ("in the army", "skills_experience.learned"),
        ("in my own flat", "aspirations.more_of"),
        ("she helps me", "people_networks.flow"),
        ("with Joan", "groups_places.it_who"),
        ("river", "skills_experience.learned"),
        ("knitting", "skills_experience.learned"),
        ("with wood", "skills_experience.make_or_mend"),
        ("with children", "skills_experience.learned"),
        ("with my lad", "passions_interests.enjoy_with"),
        ("also my sister", "people_networks.who"),
        ("nights", "hard_now.tires_most"),
        ("weekends", "what_would_help.break"),
        ("Monday", "own_ideas.first_step"),
        ("last week", "people_networks.good_time"),
        ("at the hall", "people_networks.good_time"),
        ("weekends", "people_networks.right_amount"),
        ("up and down", "people_networks.feel"),
        ("in my shed", "staying.coping"),
        ("with Joan", "staying.coping"),
        ("and no", "permission.turn"),
        ("or nothing", "passions_interests.time"),
    ],
)
def test_what_may_answer_the_question_is_an_answer(words: str, question: str) -> None:
    assert not goes_on(words, LIBRARY[question])


@pytest.mark.parametrize(
    "heard",
    [
        tell("and my sister comes with the children on a Sunday"),
        Heard(act="tell", words="and so alone", strengths=(), hardship=True),
        Heard(act="deny", words="and no", strengths=(), hardship=False),
        tell("and you?"),
        tell("but not now"),
        tell("then he died"),
        tell("then he left"),
        tell("and his temper"),
        tell("and I'm her son"),
    ],
    ids=lambda heard: heard.words,
)
def test_what_is_long_hard_no_telling_or_a_question_is_heard_as_always(heard: Heard) -> None:
    contact = answered()

    assert hear_going_on(contact, heard, LIBRARY) is None
    assert [line.words for line in contact.statements] == ["tea"]


@pytest.mark.parametrize("said_by", [RESIDENT, SOMEONE_ELSE])
def test_she_goes_on_only_from_somebody_who_was_named(said_by: str) -> None:
    nobody, somebody = answered(), answered("my sister")
    somebody.mentions = [Mention(kind=Kind.PERSON, text="my sister", line=somebody.statements[-1].id)]
    nobody.said_by = somebody.said_by = said_by

    assert hear_going_on(nobody, tell("she comes"), LIBRARY) is None
    for not_so in ("she's gone", "she never comes", "she hits me"):
        assert hear_going_on(somebody, tell(not_so), LIBRARY) is None
    gathered = hear_going_on(somebody, tell("she comes"), LIBRARY)
    assert (gathered is not None) is (said_by == RESIDENT)


def test_a_long_answer_is_not_made_longer() -> None:
    assert hear_going_on(answered("i want to see more of my girls"), tell("on Sunday"), LIBRARY) is None


def test_after_a_button_or_another_question_nothing_is_gathered() -> None:
    contact = answered()
    ask(contact, CHECK_IN)

    assert hear_going_on(contact, tell("with Joan"), LIBRARY) is None


def test_pieces_that_may_not_be_said_back_are_gathered_all_the_same() -> None:
    contact = answered("cider")

    replies = hear_going_on(contact, tell("and vodka"), LIBRARY)

    assert replies is not None
    assert replies[0] == Say("utter_gathered")
    assert [line.words for line in contact.statements] == ["cider. and vodka"]


def test_somebody_who_types_for_another_speaks_of_themselves_in_a_line_of_their_own() -> None:
    contact = answered("likes tea")
    contact.said_by = SOMEONE_ELSE
    contact.alter(contact.statements[0].id, said_by=SOMEONE_ELSE)

    assert hear_going_on(contact, tell("and i'm shattered"), LIBRARY) is None
    assert hear_going_on(contact, tell("and cake"), LIBRARY) is not None
