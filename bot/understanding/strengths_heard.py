"""From what the network makes of each word to the strengths in a message.

What is heard is a suggestion: the person's read-back decides. So a thing that may be denied is not taken as held, and a
harmful tie is named as one (issue: never stored as a strength).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import numpy as np

from bot.understanding.denial import Said, said_of
from bot.understanding.labels import HOLDS, TAGS, TIES
from bot.understanding.reading import Word
from bot.understanding.roles import role_of

DOUBTFUL_IF_DENIED = 0.05
"""A strength whose chance of being denied is above this is not taken as held."""

DOUBTFUL_IF_SAID = 0.3
"""The same where plain words beside it say that it holds (``denial.py``)."""

READY = 0.3
"""How readily a word is marked: added to the weight (logarithm) of every tag but "nothing"."""

NOT_AT_THE_EDGE = frozenset({
    "my", "me", "the", "a", "an", "some", "any", "to", "of", "in", "at", "on", "for", "with", "and", "or", "but", "is",
    "are", "was", "i", "im", "it", "that", "this", "his", "her", "their", "your", "so", "very", "really", "just",
    "like", "love", "enjoy", "s", "m", "ve", "re", "ll", "d", "t",
})  # fmt: skip
"""Words that are no strength by themselves and say nothing at the beginning or the end of one; "'s" and "n't" too."""

SAYS_NOTHING = NOT_AT_THE_EDGE | {
    "be", "been", "being", "am", "has", "have", "had", "do", "did", "does", "doing", "go", "goes", "going", "gonna",
    "get", "gets", "getting", "got", "can", "could", "will", "would", "should", "may", "might", "must", "not", "no",
    "what", "when", "where", "which", "there", "here", "then", "than", "as", "by", "from", "up", "out", "about", "if",
    "because", "cos", "lot", "bit", "much", "more", "now", "too", "also", "still", "again", "always", "ever", "even",
    "only", "said", "says", "say", "keep", "keeps", "went", "think",
}  # fmt: skip
"""Words of which no number makes a strength ("has been", "said he would")."""


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
    for word, tag in zip(words, _likeliest_tags(words), strict=True):
        begins, _, kind = tag.partition("-")
        if begins == "B":
            pieces.append((kind, [word]))
        elif begins == "I":
            pieces[-1][1].append(word)
    return pieces


def _likeliest_tags(words: list[Word]) -> list[str]:
    """The likeliest row of tags in which nothing goes on that was not begun (Viterbi 1967)."""
    if not words:
        return []
    weights = np.log(np.maximum(np.array([word.tag for word in words]), SMALLEST)) + READY * _IS_MARKED
    likeliest = [int(tag) for tag in weights.argmax(axis=1)]
    # Nearly always each word's own likeliest tag may stand there, and no other row is likelier.
    if _AT_THE_START[likeliest[0]] == 0 and not _MAY_FOLLOW[likeliest[:-1], likeliest[1:]].any():
        return [TAGS[tag] for tag in likeliest]
    best, steps = weights[0] + _AT_THE_START, []
    for weight in weights[1:]:
        reached = best[:, None] + _MAY_FOLLOW
        steps.append(reached.argmax(axis=0))
        best = reached.max(axis=0) + weight
    row = [int(best.argmax())]
    for step in reversed(steps):
        row.append(int(step[row[-1]]))
    return [TAGS[tag] for tag in reversed(row)]


SMALLEST = 1e-6
NEVER = -1e6
_IS_MARKED = np.array([float("-" in tag) for tag in TAGS])
_AT_THE_START = np.array([NEVER if tag.startswith("I-") else 0.0 for tag in TAGS])
_MAY_FOLLOW = np.array(
    [[NEVER if tag.startswith("I-") and tag[2:] != before[2:] else 0.0 for tag in TAGS] for before in TAGS]
)


def _trimmed(text: str, piece: list[Word]) -> list[Word]:
    def is_among(words: frozenset[str], word: Word) -> bool:
        said = text[word.start : word.end].casefold()
        return said in words or not any(character.isalnum() or ord(character) > 0x2000 for character in said)

    if all(is_among(SAYS_NOTHING, word) for word in piece):
        return []
    while is_among(NOT_AT_THE_EDGE, piece[0]):
        piece = piece[1:]
    while is_among(NOT_AT_THE_EDGE, piece[-1]):
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
        holds=_holds(piece, said_of(text, start, end, kind)),
        role=role_of(words) if person else "",
        tie=TIES[int(np.mean([word.tie for word in piece], axis=0).argmax())] if person else "",
    )


def _holds(piece: Iterable[Word], said: Said) -> str:
    chances = dict(zip(HOLDS, np.mean([word.holds for word in piece], axis=0), strict=True))
    doubtful = DOUBTFUL_IF_SAID if said is Said.YES else DOUBTFUL_IF_DENIED
    if said is Said.NO or chances["denied"] > doubtful:
        return "denied"
    return "past" if said is Said.PAST or chances["past"] > chances["now"] else "now"
