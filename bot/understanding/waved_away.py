"""What somebody tells and goes on from: "he hits me, but never mind that, I want my dancing".

In the whole of such a message the network hears the dancing, and danger that was plainly told sinks below the limit. So
the pieces on either side of the turn are read by themselves too. Only a piece in which the plain net caught something
counts: what is otherwise only heard with its other half ("a right pain in the neck, but I love him") stays as it was.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from bot.strengths.safety import PASSED_ON, Safety
from bot.understanding.safety_net import read_safety

TURN = re.compile(
    r"\b(?:but(?! (?:only|just|not|never)\b)|though|although|any ?(?:way|how|road)s?|never ?mind|not to worry|no matter"
    r"|(?:it|that) do(?:es)?n['\u2019]?t matter|enough (?:about|of)|that['\u2019]?s by the (?:by|way))\b"
    r"|(?<=[.!?\u2026])\s+(?!(?:only|at|in|on|when|not|lol|haha+|jk|just|joking|i'?m joking|as if)\b)|\n+",
    re.IGNORECASE,
)
"""Where somebody goes on to something else: words of turning away, or the next sentence; "but only at scrabble" and
"At dominoes." turn to nothing."""

LONGEST = 60
"""Words of a piece from which on it is a story of its own, in which a pattern may have caught anything."""


def pieces_with_danger(text: str) -> list[str]:
    """Return the pieces between the turns of a message in which the net catches danger; none where nothing turns.

    Args:
        text: as somebody typed it.
    """
    pieces = [piece.strip(" ,.!;-\u2013\u2014\u2026") for piece in TURN.split(text)]
    pieces = [piece for piece in pieces if piece]
    if len(pieces) == 1:
        return []
    return [piece for piece in pieces if len(piece.split()) < LONGEST and read_safety(piece).tier in PASSED_ON]


def with_waved_away(text: str, whole: Safety, caught: Safety, read: Callable[[str], Safety]) -> Safety:
    """Return what a message voices, with what somebody told in it and turned away from.

    Args:
        text: as somebody typed it.
        whole: what the whole of it voices.
        caught: what the plain net caught in the whole of it.
        read: reads a piece.
    """
    if whole.is_passed_on or caught.tier not in PASSED_ON:
        return whole
    found = [safety for safety in map(read, pieces_with_danger(text)) if safety.is_passed_on]
    return min(found, key=lambda safety: PASSED_ON.index(safety.tier), default=whole)
