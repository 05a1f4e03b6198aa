"""What may be a code is told from what is words."""

from __future__ import annotations

import pytest

from bot.handover import is_made_of_code_words
from bot.handover.code_words import new_code


def test_a_code_is_known_as_one_however_it_is_written() -> None:
    code = new_code()

    assert is_made_of_code_words(code)
    assert is_made_of_code_words(f"  {code.title().replace(' ', ', ')}. ")


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "I bake every Friday",
        "my code is",
        "acorn acorn acorn acorn",
        "he hits me badly",
        "/restart",
        "just a bit tired",
    ],
)
def test_words_are_no_code(typed: str) -> None:
    assert not is_made_of_code_words(typed)


def test_five_words_are_no_code() -> None:
    assert not is_made_of_code_words(f"{new_code()} please")
