"""From what the network makes of each word to the strengths in a message.

What is heard is a suggestion: the person's read-back decides. So a thing that may be denied is not taken as held, and a
harmful tie is named as one (issue: never stored as a strength).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import numpy as np

from bot.understanding.labels import HOLDS, OUTSIDE, STRENGTH_KINDS, TAGS, TIES
from bot.understanding.reading import Word
from bot.understanding.roles import role_of

INSIDE_ENOUGH = 0.5
"""Least chance that a word is part of a strength at all."""

DOUBTFUL_IF_DENIED = 0.3
"""A strength whose chance of being denied is above this is not taken as held."""

NOT_AT_THE_EDGE = frozenset({
    "my", "me", "the", "a", "an", "some", "any", "to", "of", "in", "at", "on", "for", "with", "and", "or", "but", "is",
    "are", "was", "i", "im", "it", "that", "this", "his", "her", "their", "your", "so", "very", "really", "just",
    "like", "love", "enjoy",
})  # fmt: skip
"""Words that are no strength by themselves and say nothing at the beginning or the end of one."""


@dataclass(frozen=True, kw_only=True)
class HeardStrength:
    """One strength heard in a message.

    Attributes:
        kind: goal, skill, interest, person or community.
        text: the exact piece of the message.
        start: where it begins.
        end: where it ends.
        holds: now, past or denied.
        role: for a person, who it is.
        tie: for a person, supportive, strained, harmful or unclear.
    """

    kind: str
    text: str
    start: int
    end: int
    holds: str
    role: str = ""
    tie: str = ""

    def to_record(self) -> dict[str, Any]:
        """Return plain values; role and tie only for a person."""
        return {name: value for name, value in vars(self).items() if value != ""}


def strengths_in(text: str, words: list[Word]) -> list[HeardStrength]:
    """Return the strengths in a message, in order.

    Args:
        text: the message.
        words: what the network makes of its words.
    """
    heard = []
    for kind, piece in _pieces(words):
        kept = _trimmed(text, piece)
        if kept:
            heard.append(_heard(text, kind, kept))
    return heard


def _pieces(words: list[Word]) -> list[tuple[str, list[Word]]]:
    pieces: list[tuple[str, list[Word]]] = []
    going_on = False
    for word in words:
        kind, begins = _kind_of(word)
        if not kind:
            going_on = False
        elif going_on and not begins and pieces[-1][0] == kind:
            pieces[-1][1].append(word)
        else:
            pieces.append((kind, [word]))
            going_on = True
    return pieces


def _kind_of(word: Word) -> tuple[str, bool]:
    """The kind a word most likely belongs to, beginning and going on counted together; and whether it begins one."""
    if 1 - word.tag[TAGS.index(OUTSIDE)] < INSIDE_ENOUGH:
        return "", False
    kind = max(STRENGTH_KINDS, key=lambda each: word.tag[TAGS.index(f"B-{each}")] + word.tag[TAGS.index(f"I-{each}")])
    return kind, bool(word.tag[TAGS.index(f"B-{kind}")] >= word.tag[TAGS.index(f"I-{kind}")])


def _trimmed(text: str, piece: list[Word]) -> list[Word]:
    def says_nothing(word: Word) -> bool:
        said = text[word.start : word.end].casefold()
        return said in NOT_AT_THE_EDGE or not any(character.isalnum() or ord(character) > 0x2000 for character in said)

    while piece and says_nothing(piece[0]):
        piece = piece[1:]
    while piece and says_nothing(piece[-1]):
        piece = piece[:-1]
    return piece


def _heard(text: str, kind: str, piece: list[Word]) -> HeardStrength:
    start, end = piece[0].start, piece[-1].end
    words = text[start:end]
    person = kind == "person"
    return HeardStrength(
        kind=kind,
        text=words,
        start=start,
        end=end,
        holds=_holds(piece),
        role=role_of(words) if person else "",
        tie=TIES[int(np.mean([word.tie for word in piece], axis=0).argmax())] if person else "",
    )


def _holds(piece: Iterable[Word]) -> str:
    chances = np.mean([word.holds for word in piece], axis=0)
    if chances[HOLDS.index("denied")] > DOUBTFUL_IF_DENIED:
        return "denied"
    return HOLDS[int(chances.argmax())]
