"""What came out and what stayed undiscovered, as a picture of the three circles."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from bot.pages.picture import Picture, picture_of
from bot.strengths.circles import Circle, Circles, Strength
from bot.strengths.statement import Source, TieQuality
from bot.studio.rehearsal.debrief import Seen


@dataclass(frozen=True, kw_only=True)
class FoundPicture:
    """A picture whose marks are filled when found and dashed when not.

    Attributes:
        picture: where everything goes.
        seen: what each number stands for, in order from 1.
        undiscovered: the numbers of what did not come out.
    """

    picture: Picture
    seen: tuple[Seen, ...]
    undiscovered: frozenset[int]

    def numbered(self, circle: str, *, found: bool) -> tuple[tuple[int, Seen], ...]:
        """Return what stands in a circle, with its numbers.

        Args:
            circle: ``personal``, ``network`` or ``community``.
            found: what came out, or what did not.
        """
        return tuple(
            (number, seen)
            for number, seen in enumerate(self.seen, start=1)
            if seen.circle == circle and (number not in self.undiscovered) == found
        )


def found_picture(found: Iterable[Seen], undiscovered: Iterable[Seen]) -> FoundPicture:
    """Return the picture of a rehearsal; what came out is numbered first within each circle.

    Args:
        found: what came out.
        undiscovered: what did not.
    """
    found, undiscovered = tuple(found), tuple(undiscovered)
    seen = tuple(one for circle in Circle for one in (*found, *undiscovered) if one.circle == circle)
    strengths = tuple(_strength(number, one) for number, one in enumerate(seen, start=1))
    circles = Circles(
        personal=_of(strengths, Circle.PERSONAL),
        network=_of(strengths, Circle.NETWORK),
        community=_of(strengths, Circle.COMMUNITY),
    )
    missed = frozenset(number for number, one in enumerate(seen, start=1) if one not in found)
    return FoundPicture(picture=picture_of(circles), seen=seen, undiscovered=missed)


def _of(strengths: tuple[Strength, ...], circle: Circle) -> tuple[Strength, ...]:
    return tuple(strength for strength in strengths if strength.circle is circle)


def _strength(number: int, seen: Seen) -> Strength:
    return Strength(
        number=number,
        words=seen.label,
        circle=Circle(seen.circle),
        source=Source.OWN_WORDS,
        quality=TieQuality.STRAINED if seen.kind == "strained" else None,
    )
