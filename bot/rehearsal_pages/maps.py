"""What came out of a rehearsal, as the three circles that ``circles.svg`` draws."""

from __future__ import annotations

from collections.abc import Iterable

from bot.pages.picture import Picture, picture_of
from bot.strengths.circles import Circle, Circles, Strength
from bot.strengths.statement import Source, TieQuality
from bot.studio.rehearsal.debrief import Seen


def picture_of_found(found: Iterable[Seen]) -> Picture:
    """Return the picture of what came out.

    Args:
        found: a debrief's, which is in the order of the circles.
    """
    return picture_of(circles_of(found))


def circles_of(found: Iterable[Seen]) -> Circles:
    """Return what came out in its circles; a tie that hurts is shown as one, with a zigzag line.

    Args:
        found: a debrief's, which is in the order of the circles.
    """
    seen = sorted(found, key=lambda each: list(Circle).index(Circle(each.circle)))
    strengths = tuple(_strength(number, each) for number, each in enumerate(seen, start=1))
    of = {circle: tuple(each for each in strengths if each.circle is circle) for circle in Circle}
    return Circles(personal=of[Circle.PERSONAL], network=of[Circle.NETWORK], community=of[Circle.COMMUNITY])


def _strength(number: int, seen: Seen) -> Strength:
    return Strength(
        number=number,
        words=seen.label,
        circle=Circle(seen.circle),
        source=Source.OWN_WORDS,
        quality=TieQuality.STRAINED if seen.kind == "strained" else None,
    )
