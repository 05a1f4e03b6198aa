"""A message as its own words: runs of words with their place, and pieces of words.

Runs of one to three words know whether they begin or end the message ("stop" is not "stop at my nan's"); pieces of
words carry misspellings and other languages (docs/decisions/0006).
"""

from __future__ import annotations

import re
from typing import Any

from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.pipeline import make_union

WORD = re.compile(r"[^\W_]+|[^\w\s]")
BEGINNING, END = "<", ">"
LONGEST_RUN = 3
LONGEST_PIECE = 4


def runs_of_words(text: str) -> list[str]:
    """Return every run of one to three words, the message's beginning and end counting as words."""
    words = [BEGINNING, *WORD.findall(text.lower()), END]
    return [" ".join(words[at : at + run]) for run in range(1, LONGEST_RUN + 1) for at in range(len(words) - run + 1)]


def known_pieces(text: str) -> list[str]:
    """Return the pieces of a message's words that may be known: every run of one to four characters, ends included.

    They are those of scikit-learn's ``char_wb``, and besides them runs across two words. The latter hold two blanks
    in a row, which no piece of a word does, so nothing that was learned is found by them.
    """
    words = "".join(f" {word} " for word in text.lower().split())
    return [words[at : at + run] for run in range(1, LONGEST_PIECE + 1) for at in range(len(words) - run + 1)]


def words_and_pieces() -> Any:
    """Return what makes a message into weighed words and pieces (TF-IDF), having learned nothing yet."""
    words = TfidfVectorizer(analyzer=runs_of_words, sublinear_tf=True, min_df=2)
    pieces = TfidfVectorizer(analyzer="char_wb", ngram_range=(1, LONGEST_PIECE), min_df=2, sublinear_tf=True)
    return make_union(words, pieces)
