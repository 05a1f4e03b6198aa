"""Wishes that name the line first, and new words for a line in the middle of a message."""

from __future__ import annotations

import pytest

from bot.strengths.line_commands import read_line_commands
from bot.strengths.lines_first import new_words

CHANGES = "change_line"
REMOVES = "remove_line"
WITHHOLDS = "withhold_line"


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("3 take out, 5 take out", [(REMOVES, (3,)), (REMOVES, (5,))]),
        ("3 and 4 out please", [(REMOVES, (3, 4))]),
        ("Number 10 should go, and number 8 should not be shown to them.", [(REMOVES, (10,)), (WITHHOLDS, (8,))]),
        ("line 2 can come out now", [(REMOVES, (2,))]),
        ("numbers 4 and 5 must be deleted please", [(REMOVES, (4, 5))]),
        ("Keep private: 9.", [(WITHHOLDS, (9,))]),
        ("Remove 3, 4 and 5. Keep private: 9.", [(REMOVES, (3, 4, 5)), (WITHHOLDS, (9,))]),
        ("keep 7 to yourself", [(WITHHOLDS, (7,))]),
        ("6 is private", [(WITHHOLDS, (6,))]),
        ("number 4 dont share", [(WITHHOLDS, (4,))]),
        (
            "Kindly strike out number nine, and as to number eight, I should prefer it were not passed on.",
            [(REMOVES, (9,)), (WITHHOLDS, (8,))],
        ),
        ("number 5 no", [(CHANGES, (5,))]),
        ("10. no", [(CHANGES, (10,))]),
        ("and 5 its not Sunday its every Sunday", [(CHANGES, (5,))]),
        ("3, that's not my sister", [(CHANGES, (3,))]),
        ("take 1 and 2 out and 9", [(REMOVES, (1, 2, 9))]),
        ("take 1, 2 and 9 out", [(REMOVES, (1, 2, 9))]),
        ("cross 3, 4 and 5 off please", [(REMOVES, (3, 4, 5))]),
        ("leave 2 and 4 out, share the rest", [(REMOVES, (2, 4))]),
        ("take lines 1 and 2 out. 3 should not be shared", [(REMOVES, (1, 2)), (WITHHOLDS, (3,))]),
        ("4 isnt what matters to him its me", [(CHANGES, (4,))]),
        ("line 3 is wrong, I said Thursdays", [(CHANGES, (3,))]),
        ("take the swearing out of 5", [(CHANGES, (5,))]),
        ("remove 1 and 8. and take the swearing out of 5", [(REMOVES, (1, 8)), (CHANGES, (5,))]),
        ("remove the bit with his name from line 2", [(CHANGES, (2,))]),
        ("he wants number 3 taken out", [(REMOVES, (3,))]),
        ("mum would like 1 and 2 deleted", [(REMOVES, (1, 2))]),
        ("Dad wants line 4 removing please", [(REMOVES, (4,))]),
    ],
)
def test_a_wish_that_names_its_line_first_is_read_as_one(typed: str, read: list[tuple[str, tuple[int, ...]]]) -> None:
    assert [(command.act, command.numbers) for command in read_line_commands(typed)] == read


@pytest.mark.parametrize(
    "typed",
    [
        "I have 3 boys and 2 of them are away",
        "2 out of 3 days I can not get up",
        "the bus is the number 9 and it should not be so far",
        "I was told 4 should be enough",
        "he is 9 and private with it",
        "2 take out meals a week is what we live on",
        "no 7 Mill Lane",
        "my sister took the dog from number 12",
        "5 isnt enough carers",
        "at 3 out comes the sun",
        "i take 2 tablets out of the box",
        "I take 4 and 5 year olds out with the church",
        "at number 10. no bell",
        "we have 2 its not enough",
        "I get up at 5 it's not a life",
    ],
)
def test_telling_with_a_number_in_it_is_no_wish_about_a_line(typed: str) -> None:
    assert read_line_commands(typed) == ()


def test_a_line_named_by_its_words_is_found_in_front_of_more() -> None:
    read = read_line_commands(
        "ok dont share the bit about his tube. and put add: Zayd loves water and his sisters reading"
    )

    assert [(command.act, command.about) for command in read] == [(WITHHOLDS, "the bit about his tube.")]


@pytest.mark.parametrize(
    ("typed", "number", "words", "before"),
    [
        ("4 is for me not for him. change 4 to I want a break", 4, "I want a break", "4 is for me not for him."),
        ("change line 2 to say my sister helps me", 2, "my sister helps me", ""),
        ("2: I run a server for disabled gamers", 2, "I run a server for disabled gamers", ""),
        ("line 3: we go on Thursdays", 3, "we go on Thursdays", ""),
        ("number 6 should say he likes the garden", 6, "he likes the garden", ""),
        ("please change 4 to: I need a ramp, and soon", 4, "I need a ramp, and soon", ""),
        ("take 5 out. and number 2 should be I want a blue badge", 2, "I want a blue badge", "take 5 out."),
        ("3 ought to be he loves the sea, not the pool", 3, "he loves the sea, not the pool", ""),
        ("Dad says number 5 should say I want my bath", 5, "I want my bath", "Dad"),
    ],
)
def test_new_words_for_a_line_are_found(typed: str, number: int, words: str, before: str) -> None:
    found = new_words(typed)

    assert found is not None
    assert (found.number, found.words) == (number, words)
    assert found.before.strip(" .").removesuffix("please").strip() == before.strip(" .")


@pytest.mark.parametrize(
    "typed",
    [
        "change 4",
        "I had to change 2 buses to get there",
        "we meet at 2: it is a club",
        "9:30 is best",
        "add: my 2 dogs",
        "2 should be private",
        "number 4 should be removed",
        "3 should be under what I want",
        "5 should be more about him",
    ],
)
def test_other_words_are_no_new_words_for_a_line(typed: str) -> None:
    assert new_words(typed) is None
