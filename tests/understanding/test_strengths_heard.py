"""From chances for each word to strengths: exact pieces, nothing denied taken as held, who a person is."""

from __future__ import annotations

import re

import numpy as np
import pytest

from bot.understanding.labels import HOLDS, TAGS, TIES
from bot.understanding.reading import Word
from bot.understanding.roles import role_of
from bot.understanding.strengths_heard import HeardStrength, strengths_in


def words_of(text: str, tags: str, holds: dict[str, float] | None = None, tie: str = "unclear") -> list[Word]:
    """Words with one certain tag each, given as a row of names ("O B-skill I-skill")."""
    held = np.array([(holds or {"now": 1.0}).get(name, 0.0) for name in HOLDS])
    tied = np.eye(len(TIES))[TIES.index(tie)]
    places = [match.span() for match in re.finditer(r"\w+|[^\w\s]", text)]
    return [
        Word(start, end, np.eye(len(TAGS))[TAGS.index(tag)], held, tied)
        for (start, end), tag in zip(places, tags.split(), strict=True)
    ]


def heard(text: str, tags: str, holds: dict[str, float] | None = None, tie: str = "unclear") -> list[HeardStrength]:
    return strengths_in(text, words_of(text, tags, holds, tie))


def test_a_strength_is_an_exact_piece_of_the_message() -> None:
    (one,) = heard("I  mend old   radios, me", "O B-skill I-skill I-skill O O")

    assert one.text == "mend old   radios" == "I  mend old   radios, me"[one.start : one.end]


def test_two_strengths_side_by_side_stay_two() -> None:
    assert [one.text for one in heard("darts dominoes", "B-interest B-interest")] == ["darts", "dominoes"]


def test_small_words_and_marks_at_the_edges_are_left_off() -> None:
    assert [one.text for one in heard("my old allotment .", "B-community I-community I-community I-community")] == [
        "old allotment"
    ]
    assert heard("the .", "B-goal I-goal") == []


def test_what_may_well_be_denied_is_not_taken_as_held() -> None:
    (one,) = heard("bingo", "B-interest", {"now": 0.6, "denied": 0.4})

    assert one.holds == "denied"


def test_a_person_has_a_role_and_a_tie_and_nothing_else_has() -> None:
    (person,) = heard("my neighbour Jean", "O B-person I-person", tie="harmful")
    (skill,) = heard("baking", "B-skill")

    assert person.to_record() == {
        "kind": "person", "text": "neighbour Jean", "start": 3, "end": 17, "holds": "now", "role": "neighbour",
        "tie": "harmful",
    }  # fmt: skip
    assert set(skill.to_record()) == {"kind", "text", "start", "end", "holds"}


@pytest.mark.parametrize(
    ("words", "role"),
    [
        ("our Karen", "relative"),
        ("wor lass", "partner"),
        ("next door", "neighbour"),
        ("my daughter's friend", "friend"),
        ("sister in law", "in-law"),
        ("key worker shaz", "support worker"),
        ("two sons", "son"),
        ("Pat", "other"),
        ("hubby", "husband"),
    ],
)
def test_the_role_is_the_one_the_words_name(words: str, role: str) -> None:
    assert role_of(words) == role


@pytest.mark.parametrize(
    ("text", "tags", "holds"),
    [
        ("I can't stand bingo", "O O O O O B-interest", "denied"),
        ("I can\u2019t abide bingo", "O O O O O B-interest", "denied"),
        ("never been one for cards", "O O O O B-interest", "denied"),
        ("I hate mornings but love bingo", "O O O O O B-interest", "now"),
        ("not a fan of soup. bingo", "O O O O O O B-interest", "now"),
        ("I hate seeing my brother", "O O O O B-person", "now"),
    ],
)
def test_what_plain_words_say_no_to_is_denied_and_nothing_else_is(text: str, tags: str, holds: str) -> None:
    (one,) = heard(text, tags)

    assert one.holds == holds


@pytest.mark.parametrize(
    ("text", "tags", "chances", "holds"),
    [
        ("nothing I like more than bingo", "O O O O O B-interest", {"now": 0.8, "denied": 0.2}, "now"),
        ("I used to bowl", "O O O B-interest", {"now": 1.0}, "past"),
        ("my mates love bingo", "O O O B-interest", {"now": 0.6, "denied": 0.4}, "denied"),
        ("cards are my thing", "B-interest O O O", {"now": 0.2, "denied": 0.8}, "denied"),
        ("thats his thing, bingo", "O O O O B-interest", {"now": 0.6, "denied": 0.4}, "denied"),
        ("no kids", "O B-person", {"now": 1.0}, "denied"),
        ("I used to bowl", "O O O B-interest", {"now": 0.1, "past": 0.9}, "past"),
    ],
)
def test_plain_words_of_yes_make_a_doubtful_thing_held_and_not_one_that_is_surely_denied(
    text: str, tags: str, chances: dict[str, float], holds: str
) -> None:
    (one,) = heard(text, tags, chances)

    assert one.holds == holds


def test_small_words_alone_are_no_strength() -> None:
    assert heard("he has been there", "O B-skill I-skill I-skill") == []
    assert heard("I ve been", "O B-goal I-goal") == []


def test_what_an_apostrophe_leaves_is_left_off() -> None:
    assert [one.text for one in heard("our Pat ' s knitting", "O O O B-interest I-interest")] == ["knitting"]
