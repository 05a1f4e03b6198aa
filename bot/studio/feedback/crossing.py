"""Reading a turn together with the line before it: what one means beside the other, weighed by a small network.

Whether a turn says something back, or keeps hard and good together, stands neither in its words nor in the line's, but
in both; a regression adds what each speaks for and cannot see that. A network with one layer between (Rumelhart,
Hinton and Williams, 1986) can. It sees what both mean, where they mean the same, and the cues of the turn.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from bot.studio.feedback.features import MEANING, MEANING_COUNTS, Before, Seen

Array = np.ndarray[Any, Any]

FARTHEST = 5.0
"""So many spreads from the middle a number counts at most."""

SAME_COUNTS = 20.0
"""How much each place counts in which both mean the same."""


@dataclass(frozen=True)
class Crossing:
    """What the network learned.

    Attributes:
        middle: of each number that it sees.
        spread: of each number that it sees.
        inner: weights of the layer between, a column for each of its cells; the last row is what a cell begins with.
        outer: weights of what it tells, a column for each; the last row is what it begins with.
    """

    middle: Array
    spread: Array
    inner: Array
    outer: Array

    def scores(self, seen: Array) -> Array:
        """Return how much speaks for each thing it tells.

        Args:
            seen: what ``crossed`` gives.
        """
        near = np.clip((seen - self.middle) / self.spread, -FARTHEST, FARTHEST)
        cells = np.maximum(0.0, near @ self.inner[:-1] + self.inner[-1])
        scores: Array = cells @ self.outer[:-1] + self.outer[-1]
        return scores


def crossed(before: Before, looked: Seen) -> Array:
    """Return what the network sees.

    Args:
        before: the line before the turn.
        looked: the turn as it is looked at.
    """
    meaning = looked.rest[:MEANING] / MEANING_COUNTS
    line = np.zeros(MEANING) if before.meaning is None else before.meaning
    context = (looked.hardship, looked.danger)
    seen: Array = np.concatenate([looked.rest, line, SAME_COUNTS * meaning * line, context]).astype(np.float32)
    return seen
