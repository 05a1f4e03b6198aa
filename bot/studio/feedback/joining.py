"""Joining three readings of a turn: of the whole, of its parts one by one, and of the turn beside the line before.

In a long spoken turn one sentence may say something back, another explain and the last one ask; read as a whole,
each drowns in the others. So a turn is read once as a whole and once part by part, and what was learned weighs both,
together with what the rules know (Wolpert's stacking, 1992). The style is weighed from the features, not from words
alone, since it is defined by them.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from bot.studio.feedback.asked import CHOICE, CLOSED, NONE, OPEN, form, is_multiple
from bot.studio.feedback.cues import spans
from bot.studio.feedback.features import Seen

Array = np.ndarray[Any, Any]

HARD = 0.5
"""From which chance on the resident's line is taken to carry hardship, or danger."""

SURE = 6.0
"""A score beyond this says no more."""


def is_safety_check(text: str, looked: Seen) -> bool:
    """Whether a turn asks about danger, which is right to ask directly.

    Args:
        text: the turn.
        looked: the turn as it is looked at.
    """
    if looked.danger >= HARD and form(looked.asked) in (CLOSED, CHOICE) and not spans("deficit", text):
        return True
    return _asks("safety_check", text, looked)


def inputs(text: str, looked: Seen, whole: dict[str, float], most: dict[str, float], beside: Array) -> Array:
    """Return what a turn's features and style are weighed from.

    Args:
        text: the turn.
        looked: the turn as it is looked at.
        whole: the score of each feature and style in the whole turn.
        most: the highest score of each among its parts.
        beside: the score of each, the turn read together with the line before it.
    """
    chance = {name: _chance(score) for name, score in whole.items()}
    hard = float(looked.hardship >= HARD)
    positive = max(chance["strengths_seeking"], chance["affirmation"])
    names, acknowledged = chance["acknowledges"], 1 - chance["acknowledges"]
    kind = form(looked.asked)
    return np.array(
        [
            *(_held(score) / 3 for score in whole.values()),
            *(_held(score) / 3 for score in most.values()),
            *(_held(float(score)) / 3 for score in beside),
            looked.hardship,
            hard,
            looked.danger,
            *(float(kind == each) for each in (OPEN, CLOSED, CHOICE, NONE)),
            float(is_multiple(looked.asked)),
            float(is_safety_check(text, looked)),
            float(_asks("both", text, looked)),
            float(_asks("washed", text, looked)),
            float(bool(spans("jargon", text))),
            float(np.log1p(len(text.split()))) / 3,
            positive * hard,
            positive * (1 - hard),
            positive * names,
            positive * acknowledged * hard,
            positive * acknowledged * (1 - hard),
            names * (1 - positive),
            chance["deficit_led"],
            chance["blame"],
            chance["advice"] * (1 - chance["asks_permission"]),
            *(chance[name] for name in list(whole)[-5:]),
        ]
    )


def _asks(group: str, text: str, looked: Seen) -> bool:
    """Whether a question of the turn holds a cue of a group."""
    return any(spans(group, text[each.start : each.end]) for each in looked.asked)


def _held(score: float) -> float:
    return max(-SURE, min(SURE, score))


def _chance(score: float) -> float:
    return float(1 / (1 + np.exp(-_held(score))))
