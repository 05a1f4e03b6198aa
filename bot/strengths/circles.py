"""The three circles: what is strong in the person, among their people, and in their places (SCI-1).

Only strengths stand in them: never a thing said not to be so, never a tie that hurts (SIM-4). How a tie feels and
which way help flows along it are kept beside it, as on an ecomap (Hartman).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum

from bot.strengths.statement import DOMAINS_OF_PLACE, Flow, Holds, Place, Source, Statement, TieQuality, Wish


class Circle(StrEnum):
    """One of the three, from the person outwards."""

    PERSONAL = "personal"
    NETWORK = "network"
    COMMUNITY = "community"


CIRCLE_OF = {
    Place.PERSONAL_STRENGTH: Circle.PERSONAL,
    Place.NETWORK_STRENGTH: Circle.NETWORK,
    Place.COMMUNITY_STRENGTH: Circle.COMMUNITY,
}


WORDS_OF_A_NAME = 8
"""Most words by which a strength is called when the circles are said in words."""


@dataclass(frozen=True, kw_only=True)
class Strength:
    """One strength, as it stands in a circle.

    Attributes:
        number: its number in the picture and in the list beside it; counts from 1 through all three circles.
        words: the whole of what was said; of more about something mentioned, what that was.
        pieces: the pieces of it that name the strength; empty when they are not known.
        circle: which circle it stands in.
        source: how the words came about.
        past: whether it was so, and was not said to be so now.
        quality: how the tie feels, if that was said.
        flow: which way help goes, if that was said.
        wish: whether more, less or the same of it is wished for, if that was said.
    """

    number: int
    words: str
    circle: Circle
    source: Source
    past: bool = False
    quality: TieQuality | None = None
    flow: Flow | None = None
    wish: Wish | None = None
    pieces: tuple[str, ...] = ()

    @property
    def has_tie(self) -> bool:
        """Whether anything was said about the tie, so that a line is drawn."""
        return self.quality is not None or self.flow is not None


@dataclass(frozen=True, kw_only=True)
class Circles:
    """The strengths in each circle, in the order they were said."""

    personal: tuple[Strength, ...]
    network: tuple[Strength, ...]
    community: tuple[Strength, ...]

    def of(self, circle: Circle) -> tuple[Strength, ...]:
        """Return the strengths in one circle."""
        return {Circle.PERSONAL: self.personal, Circle.NETWORK: self.network, Circle.COMMUNITY: self.community}[circle]

    @property
    def all(self) -> tuple[Strength, ...]:
        """Every strength, from the person outwards; its place here is its number."""
        return self.personal + self.network + self.community


def circles(statements: Iterable[Statement]) -> Circles:
    """Return the three circles of what was said.

    Args:
        statements: the lines of a summary.

    Returns:
        The strengths among them (``Statement.is_strength``), numbered from the person outwards.
    """
    strengths = list(_each_once(_as_drawn(statement) for statement in statements if statement.is_strength))
    by_circle: dict[Circle, tuple[Strength, ...]] = {}
    number = 0
    for circle in Circle:
        of_circle = []
        for statement in strengths:
            if CIRCLE_OF[statement.place] is circle:
                number += 1
                of_circle.append(_strength(number, circle, statement))
        by_circle[circle] = tuple(of_circle)
    return Circles(
        personal=by_circle[Circle.PERSONAL],
        network=by_circle[Circle.NETWORK],
        community=by_circle[Circle.COMMUNITY],
    )


def _as_drawn(statement: Statement) -> Statement:
    """A line as it is drawn: more of something mentioned is drawn as that, for "I meet people" is no place.

    What a script asked stands beside its answer as a question, and names nothing.
    """
    about, asked = statement.about, statement.question.partition(".")[0]
    if about is None or about.endswith("?") or statement.pieces or asked not in DOMAINS_OF_PLACE[statement.place]:
        return statement  # who was named for "getting back to practice" is somebody, and not that
    return replace(statement, words=about)


def _each_once(statements: Iterable[Statement]) -> Iterable[Statement]:
    """Each strength once in its circle: two answers about the allotment are one allotment."""
    drawn: set[tuple[Place, str]] = set()
    for statement in statements:
        names = {(statement.place, _plain(name)) for name in (statement.words, *statement.pieces)}
        if statement.about is None or not names & drawn:
            yield statement
        drawn |= names


def in_words(drawn: Circles) -> tuple[tuple[Circle, str], ...]:
    """Return the circles in words, for whoever reads or hears them instead of looking at the picture.

    Args:
        drawn: the strengths, in their circles.

    Returns:
        Each circle that holds something, with the person's words for it; of long words their beginning.
    """
    return tuple((circle, ", ".join(_named(drawn.of(circle)))) for circle in Circle if drawn.of(circle))


def _named(strengths: Iterable[Strength]) -> Iterable[str]:
    """Return what each strength is called, each name once: its pieces if they are known, else its words."""
    named: dict[str, str] = {}
    for strength in strengths:
        for words in strength.pieces or (strength.words,):
            named.setdefault(_plain(words), _beginning(words))
    return named.values()


def _plain(words: str) -> str:
    return words.casefold().strip(" .,!")


def _beginning(words: str) -> str:
    said = words.split()
    return (
        " ".join(said).rstrip(" .,!") if len(said) <= WORDS_OF_A_NAME else f"{' '.join(said[:WORDS_OF_A_NAME])}\u2026"
    )


def _strength(number: int, circle: Circle, statement: Statement) -> Strength:
    return Strength(
        number=number,
        words=statement.words,
        circle=circle,
        source=statement.source,
        past=statement.holds is Holds.PAST,
        quality=statement.quality,
        flow=statement.flow,
        wish=statement.wish,
        pieces=statement.pieces,
    )
