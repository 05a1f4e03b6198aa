"""What was learned from the examples, and reading a turn with it: numbers only, no scikit-learn."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np

from bot.errors import TrainingError
from bot.studio.feedback.crossing import Crossing, crossed
from bot.studio.feedback.features import Before, Seen, parts, seen
from bot.studio.feedback.joining import inputs

LEARNED = Path(__file__).with_name("learned.npz")

FEATURES = (
    "leading",
    "deficit_led",
    "strengths_seeking",
    "acknowledges",
    "reflection",
    "affirmation",
    "advice",
    "asks_permission",
    "blame",
    "informs",
)
"""What is learned as true or false. Questions, their number and jargon are found by rule."""

STYLES = ("conventional", "strengths_based", "asset_balanced", "strengths_only", "neutral")

NAMES = (*FEATURES, *STYLES)

Array = np.ndarray[Any, Any]


@dataclass(frozen=True)
class Learned:
    """Weights of every feature and style.

    Attributes:
        words: the place of each known word, pair of words or piece.
        rarity: how telling each is for being rare.
        weights: one row for each of ``FEATURES`` and ``STYLES``.
        bias: what each row begins with.
        joining: one row for each, over what ``joining.inputs`` gives, and what the row begins with at its end.
        crossing: reads a turn together with the line before it.
    """

    words: Mapping[str, int]
    rarity: Array
    weights: Array
    bias: Array
    joining: Array
    crossing: Crossing

    def scores(self, looked: Seen) -> dict[str, float]:
        """Return how much speaks for each feature and each style of a turn or of a part of one.

        Args:
            looked: the turn as it is looked at.
        """
        places, sizes = lengths(self, looked.words)
        score = self.bias + self.weights[:, len(self.words) :] @ looked.rest
        if places:
            score = score + self.weights[:, places] @ np.array(sizes)
        return dict(zip(NAMES, (float(each) for each in score), strict=True))

    def joined(self, text: str, before: Before, looked: Seen) -> Array:
        """Return what all readings of a turn say, as it is weighed.

        Args:
            text: the turn.
            before: the line before it.
            looked: the turn as it is looked at.
        """
        whole = self.scores(looked)
        pieces = parts(text, looked.asked)
        each = [self.scores(seen(before, piece)) for piece in pieces] if len(pieces) > 1 else [whole]
        most = {name: max(one[name] for one in each) for name in NAMES}
        return inputs(text, looked, whole, most, self.crossing.scores(crossed(before, looked)))

    def chances(self, text: str, before: Before, looked: Seen) -> dict[str, float]:
        """Return how likely each feature of a turn is, each for itself, and how likely each style is among the styles.

        Args:
            text: the turn.
            before: the line before it.
            looked: the turn as it is looked at.
        """
        score = self.joining[:, :-1] @ self.joined(text, before, looked) + self.joining[:, -1]
        alone = 1 / (1 + np.exp(-score[: len(FEATURES)]))
        among = np.exp(score[len(FEATURES) :] - score[len(FEATURES) :].max())
        chances = np.concatenate([alone, among / among.sum()])
        return dict(zip(NAMES, (float(one) for one in chances), strict=True))


def lengths(learned: Learned, words: Counter[str]) -> tuple[list[int], list[float]]:
    """Return the places of known words and their sizes; words and pieces are of length one each.

    Args:
        learned: whose words are known.
        words: a turn's words, counted.
    """
    places: list[int] = []
    sizes: list[float] = []
    for kind in ("w:", "c:"):
        known = [
            (learned.words[word], count)
            for word, count in words.items()
            if word.startswith(kind) and word in learned.words
        ]
        raw = [(1 + math.log(count)) * float(learned.rarity[place]) for place, count in known]
        length = math.sqrt(sum(value * value for value in raw)) or 1.0
        places += [place for place, _ in known]
        sizes += [value / length for value in raw]
    return places, sizes


@lru_cache(maxsize=1)
def learned() -> Learned:
    """Return what was learned, loaded once.

    Raises:
        TrainingError: nothing was learned yet, or by an earlier version.
    """
    if not LEARNED.is_file():
        raise TrainingError("The feedback has learned nothing yet. Run: frontdoor train")
    with np.load(LEARNED, allow_pickle=False) as kept:
        if "crossing_inner" not in kept:
            raise TrainingError("The feedback was learned by an earlier version. Run: frontdoor train")
        return Learned(
            {str(word): at for at, word in enumerate(kept["words"])},
            kept["rarity"],
            kept["weights"],
            kept["bias"],
            kept["joining"],
            Crossing(*(kept[f"crossing_{name}"] for name in ("middle", "spread", "inner", "outer"))),
        )
