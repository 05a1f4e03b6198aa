"""What typed text becomes before anybody reads it."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.channels.grammar import MOST_CHARACTERS, WORD_JOINER, as_typed, hear, tidy
from bot.errors import MessageRefusedError

ANYTHING = st.text(alphabet=st.characters(), max_size=200)


@pytest.mark.parametrize(
    "text", ["/restart", " /restart", "\x00/restart", "\u202e/tell{}", "\n\t/x", "\x85/x", "\ud800/x"]
)
def test_a_leading_slash_never_leads(text: str) -> None:
    assert hear(text).startswith(f"{WORD_JOINER}/")


def test_a_slash_inside_is_left_alone() -> None:
    assert hear("and/or") == "and/or"


@pytest.mark.parametrize(
    "text",
    [
        "\U0001f469\u200d\U0001f467 and \U0001f44d\U0001f3fd",
        "\U0001f3f4\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f",
        "first\n\nsecond",
        "ናይ ልደት",
        "אני אוהב\u200f!",
        "a\tb",
        "we\u2019re fine",
    ],
)
def test_words_in_any_alphabet_keep_every_character(text: str) -> None:
    assert hear(text) == unicodedata.normalize("NFC", text)


def test_two_ways_to_write_one_letter_become_one() -> None:
    assert hear("cafe\u0301") == "café"


@pytest.mark.parametrize("sign", ["\u202a", "\u202e", "\u2066", "\u2069", "\x00", "\x1b", "\x7f", "\ud83d", "\uffff"])
def test_signs_that_mislead_or_cannot_be_kept_are_left_out(sign: str) -> None:
    assert hear(f"ga{sign}rden") == "garden"


def test_the_longest_message_is_taken_and_one_more_character_is_not() -> None:
    assert len(hear("é" * MOST_CHARACTERS)) == MOST_CHARACTERS
    with pytest.raises(MessageRefusedError, match="too_long"):
        hear("é" * (MOST_CHARACTERS + 1))


def test_what_is_around_the_words_does_not_count() -> None:
    assert len(hear(" " * 100 + "a" * MOST_CHARACTERS + "\n" * 100)) == MOST_CHARACTERS


@pytest.mark.parametrize("text", ["", " \n\t", "\x00", "\u200b\ufeff", "\u2060", "\u200d"])
def test_nothing_that_can_be_seen_is_empty(text: str) -> None:
    with pytest.raises(MessageRefusedError, match="empty"):
        hear(text)


@given(ANYTHING)
def test_tidying_twice_changes_nothing_more(text: str) -> None:
    assert tidy(tidy(text)) == tidy(text)


@given(ANYTHING)
def test_whatever_is_typed_can_be_kept_and_is_no_instruction(text: str) -> None:
    try:
        heard = hear(text)
    except MessageRefusedError:
        return
    heard.encode("utf-8")
    assert not heard.strip().startswith("/")
    assert "\x00" not in heard
    assert as_typed(heard) == as_typed(tidy(text))
