"""Danger is read without Rasa and without its model."""

from __future__ import annotations

import pytest

from bot.understanding.alone import safety_alone


@pytest.mark.parametrize("words", ["i want to die", "he hits me"])
def test_danger_that_shows_in_the_words_is_seen(words: str) -> None:
    assert safety_alone(words).is_passed_on


def test_where_there_is_none_none_is_seen() -> None:
    assert not safety_alone("a nice day in the garden").is_passed_on
