"""What was counted in a rehearsal, as lines for people: something to look into, never a mark (practice 4.2)."""

from __future__ import annotations

from dataclasses import dataclass

from bot.studio.rehearsal.indicators import Indicators
from bot.studio.rehearsal.rewording import wording


@dataclass(frozen=True)
class Mirror:
    """One thing that could be seen.

    Attributes:
        name: what it is.
        seen: what was seen, with what it is out of.
    """

    name: str
    seen: str


def mirrors(counted: Indicators) -> tuple[Mirror, ...]:
    """Return what can be said of a rehearsal's indicators.

    Args:
        counted: the indicators.
    """
    names: dict[str, str] = wording()["mirrors"]
    said: dict[str, str] = {
        "reflections": _compared(counted),
        "forms": f"{counted.open} open, {counted.closed} closed, {counted.choice} with a choice",
        "share": f"{counted.talk_share:.0%}",
        "hard": f"{counted.hard_heard} of {counted.hard}",
        "advice": str(counted.advice_before_ideas),
    }
    if counted.telling_words:
        said["own_words"] = f"{counted.own_words} of {counted.telling_words}"
    if counted.reading_age is not None:
        said["reading_age"] = f"about {counted.reading_age}"
    return tuple(Mirror(names[key], seen) for key, seen in said.items())


def _compared(counted: Indicators) -> str:
    words: dict[str, str] = wording()["rq"]
    if not counted.questions:
        return words["none"]
    if not counted.can_compare:
        return words["few"]
    return words["text"].format(reflections=counted.reflections, questions=counted.questions)
