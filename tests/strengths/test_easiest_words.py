"""Easier words asked for twice, or in little English: never the same sentence again, and no interpreter unasked."""

from __future__ import annotations

import pytest

from bot.strengths.contact import Contact, Moment
from bot.strengths.easing import LANGUAGE, answer_wish, hear_about_talking
from bot.strengths.library import read_library
from bot.strengths.reply import Ask, Heard, Say
from bot.strengths.ways import Way, ways_asked

LIBRARY = read_library()


def wish(contact: Contact, words: str = "Say it simpler") -> list[object]:
    asked = ways_asked(words)
    assert asked is not None
    return list(answer_wish(contact, asked, LIBRARY))


def test_a_question_in_its_easiest_words_is_not_put_again_in_the_same_ones() -> None:
    contact = Contact(moment=Moment.EXPLORING, open_question="people_networks.wish")

    assert wish(contact) == [Say("utter_easier_words"), Ask("people_networks.wish")]
    assert wish(contact) == [Say("utter_easiest_words"), Ask("people_networks.wish", only_choices=True)]


def test_where_there_is_nothing_to_press_that_is_said() -> None:
    question = next(one.key for one in LIBRARY.values() if not one.choices)
    contact = Contact(moment=Moment.EXPLORING, open_question=question, preferences=["easier"])

    assert wish(contact) == [Say("utter_easiest_words_by_hand")]


@pytest.mark.parametrize(
    "words",
    [
        "my english is small, sorry. please more easy words",
        "easier words please",
        "my english not so good, use simple words",
    ],
)
def test_easier_words_are_no_wish_for_an_interpreter(words: str) -> None:
    asked = ways_asked(words)

    assert asked is not None
    assert asked.asked == (Way.EASIER,)


@pytest.mark.parametrize(
    "words",
    ["simple words please and interpreter", "my english is bad", "easier words. I speak Somali. my english not good"],
)
def test_an_interpreter_is_heard_where_one_is_meant(words: str) -> None:
    asked = ways_asked(words)

    assert asked is not None
    assert Way.INTERPRETER in asked.asked


def test_who_needs_no_interpreter_after_all_has_none_written_down() -> None:
    contact = Contact(moment=Moment.EXPLORING, open_question=LANGUAGE, preferences=["interpreter", "easier"])
    contact.interrupted = [(Moment.EXPLORING, "aspirations.more_of")]

    replies = hear_about_talking(
        contact, Heard(act="tell", words="i am turkish but no need interpreter, english is ok if is easy"), LIBRARY
    )

    assert replies
    assert replies[0] == Say("utter_way_taken_back")
    assert contact.preferences == ["easier"]
