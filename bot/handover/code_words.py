"""The words that a resume code is made of: short, plain, easy to say on the telephone and to tell apart by ear.

They stand in ``code_words.txt``, chosen by hand: no word of illness, money, family, faith or harm, no word that sounds
like another, and none that one slip of a letter turns into another. There are about 900 of them, and a code has four,
which makes 39 bits. That is enough only because tries are throttled (``resuming.py``): at the most tries that are let
through, whoever guesses all week at a thousand codes has a chance of 3 in 10,000 to hit one of them.
"""

from __future__ import annotations

import re
import secrets
from functools import lru_cache
from pathlib import Path

WORDS_OF_A_CODE = 4
LONGEST_TYPED = 200
"""Characters; what is longer is no code, and not worth reading."""

_LIST = Path(__file__).with_name("code_words.txt")
_NOT_LETTERS = re.compile(r"[^a-z]+")


@lru_cache(maxsize=1)
def code_words() -> tuple[str, ...]:
    """Return every word that a code may hold."""
    return tuple(_LIST.read_text(encoding="utf-8").split())


def new_code() -> str:
    """Return four words that nobody can guess, each another."""
    words: list[str] = []
    while len(words) < WORDS_OF_A_CODE:
        word = secrets.choice(code_words())
        if word not in words:
            words.append(word)
    return " ".join(words)


def is_made_of_code_words(typed: str) -> bool:
    """Whether something typed is four words of ours and nothing else, so that it may be a code.

    Args:
        typed: as it came in.
    """
    words = (read_code(typed) or "").split()
    return len(set(words)) == WORDS_OF_A_CODE and set(words) <= set(code_words())


def read_code(typed: str) -> str | None:
    """Return a code as we would write it, whatever stands between its words; None when it can't be one.

    Args:
        typed: as it came in: "Apple, RIVER-lamp tiger".
    """
    if len(typed) > LONGEST_TYPED:
        return None
    words = _NOT_LETTERS.sub(" ", typed.casefold()).split()
    return " ".join(words) if len(words) == WORDS_OF_A_CODE else None
