"""A message as the pieces of words that the network reads, and the words they belong to."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from tokenizers import Tokenizer

from bot.understanding.pretrained import TOKENIZER, verified

MOST_PIECES = 160
"""Pieces read at once, about 120 words. A longer message is read in windows that overlap."""

OVERLAP = 40

PART = 48
"""Pieces of one part of a longer message, about 35 words: a sentence or two, in which a dark clause is not drowned."""

OVERLAP_OF_PARTS = 16

UNKNOWN = 100
"""The number that stands for any piece the network does not know."""


@dataclass(frozen=True)
class Tokens:
    """One window of a message.

    Attributes:
        pieces: numbers of its pieces, the two marks at the ends included.
        words: for each word in it, the number of its first piece and where it stands in the message.
    """

    pieces: list[int]
    words: list[tuple[int, int, int]]

    @property
    def has_known_pieces(self) -> bool:
        """Whether any piece between the two marks is one that the network knows."""
        return any(piece != UNKNOWN for piece in self.pieces[1:-1])


@lru_cache(maxsize=2)
def tokenizer(longest: int = MOST_PIECES, overlap: int = OVERLAP) -> Tokenizer:
    """Return the tokenizer the network was trained with.

    Args:
        longest: most pieces of a window.
        overlap: pieces that a window shares with the one before.
    """
    made = Tokenizer.from_file(str(verified(TOKENIZER)))
    made.no_padding()
    made.enable_truncation(longest, stride=overlap)
    return made


MARKUP = re.compile(r"<[^<>]{1,200}>")
"""Tags of a web page, which somebody pasted: no words, and the network would see in them what it likes."""


def _words_alone(text: str) -> str:
    """The message with blanks in place of markup, so that everything else keeps its place."""
    return MARKUP.sub(lambda tag: " " * len(tag[0]), text)


def tokens(text: str) -> list[Tokens]:
    """Return a message's windows: one, unless it is long.

    Args:
        text: the message.
    """
    encoded = tokenizer().encode(_words_alone(text))
    return [_window(window) for window in (encoded, *encoded.overflowing)]


def parts(text: str) -> list[Tokens]:
    """Return a message in parts of a sentence or two, which overlap.

    Args:
        text: the message.
    """
    encoded = tokenizer(PART, OVERLAP_OF_PARTS).encode(_words_alone(text))
    return [_window(window) for window in (encoded, *encoded.overflowing)]


def _window(encoded: object) -> Tokens:
    words: list[tuple[int, int, int]] = []
    latest = None
    for place, (word, (start, end)) in enumerate(zip(encoded.word_ids, encoded.offsets, strict=True)):  # type: ignore[attr-defined]
        if word is None:
            continue
        if word == latest:
            first, begin, _ = words[-1]
            words[-1] = (first, begin, end)
        else:
            words.append((place, start, end))
            latest = word
    return Tokens(pieces=encoded.ids, words=words)  # type: ignore[attr-defined]
