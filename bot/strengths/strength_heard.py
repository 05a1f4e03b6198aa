"""Strengths that the understanding heard in a message, and what they tell of an answer.

What is heard is a suggestion. The words are kept exactly as they were typed, and the person's read-back decides.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from bot.strengths.statement import Holds, Place, TieQuality


class Kind(StrEnum):
    """What a strength is."""

    GOAL = "goal"
    SKILL = "skill"
    INTEREST = "interest"
    PERSON = "person"
    COMMUNITY = "community"


class Tie(StrEnum):
    """How a tie to somebody was told."""

    SUPPORTIVE = "supportive"
    STRAINED = "strained"
    HARMFUL = "harmful"
    UNCLEAR = "unclear"


HURTS = (Tie.STRAINED, Tie.HARMFUL)

DOMAIN_OF = {
    Kind.GOAL: "aspirations",
    Kind.SKILL: "skills_experience",
    Kind.INTEREST: "passions_interests",
    Kind.PERSON: "people_networks",
    Kind.COMMUNITY: "groups_places",
}
"""The area of life that each kind belongs to."""

PLACE_OF = {
    Kind.GOAL: Place.GOAL,
    Kind.SKILL: Place.PERSONAL_STRENGTH,
    Kind.INTEREST: Place.PERSONAL_STRENGTH,
    Kind.PERSON: Place.NETWORK_STRENGTH,
    Kind.COMMUNITY: Place.COMMUNITY_STRENGTH,
}
"""Where each kind stands in the summary."""

ANSWERED_BY = {
    "aspirations": (Kind.GOAL,),
    # Skills and interests stand in one circle: "can't cook, but I love my garden" holds something to draw.
    "skills_experience": (Kind.SKILL, Kind.INTEREST),
    "passions_interests": (Kind.INTEREST, Kind.SKILL),
    "people_networks": (Kind.PERSON,),
    "groups_places": (Kind.COMMUNITY,),
}
"""The kinds that answer the question about an area of life."""

IN_A_CIRCLE = (*(domain for domain in ANSWERED_BY if domain != "aspirations"), "motivation_energy", "coping_exceptions")
"""Areas of life whose answers stand in one of the three circles, whatever they tell of."""


@dataclass(frozen=True, kw_only=True)
class StrengthHeard:
    """One strength heard in a message.

    Attributes:
        kind: what it is.
        text: the exact piece of the message.
        start: where it begins in the message.
        end: where it ends.
        holds: whether it is so now, was so, or was said not to be so.
        role: for a person, who it is; None when that was not told.
        tie: for a person, how the tie was told; None for anything else.
    """

    kind: Kind
    text: str
    start: int
    end: int
    holds: Holds = Holds.NOW
    role: str | None = None
    tie: Tie | None = None

    @property
    def is_denied(self) -> bool:
        """Whether it was said not to be so."""
        return self.holds is Holds.DENIED

    @classmethod
    def from_record(cls, record: dict[str, Any]) -> StrengthHeard:
        """Return what the understanding wrote.

        Raises:
            KeyError: a part is missing.
            ValueError: the kind, the tie or ``holds`` is none of ours, or a place is no number.
        """
        kind = Kind(record["kind"])
        person = kind is Kind.PERSON
        return cls(
            kind=kind,
            text=str(record["text"]),
            start=int(record["start"]),
            end=int(record["end"]),
            holds=Holds(record["holds"]),
            role=(record.get("role") or None) if person else None,
            tie=Tie(record.get("tie") or Tie.UNCLEAR) if person else None,
        )


Strengths = tuple[StrengthHeard, ...]


def domains_heard(strengths: Iterable[StrengthHeard]) -> tuple[str, ...]:
    """Return the areas of life spoken of: those with something that is so, or was."""
    heard = {strength.kind for strength in strengths if not strength.is_denied}
    return tuple(domain for kind, domain in DOMAIN_OF.items() if kind in heard)


def holds_heard(strengths: Strengths, domain: str) -> Holds | None:
    """Return whether an answer says that what was asked about is so.

    Args:
        strengths: what was heard in the answer.
        domain: the area of life that was asked about.

    Returns:
        ``PAST`` or ``DENIED`` when all of it was, or was not, so; ``NOW`` when anything is; None when it does not say.
    """
    own = _own(strengths, domain)
    so = {strength.holds for strength in own if not strength.is_denied}
    if so:
        return Holds.PAST if so == {Holds.PAST} else Holds.NOW
    said = own or _beside(strengths, domain)
    return Holds.DENIED if said and all(strength.is_denied for strength in said) else None


def tie_heard(strengths: Strengths, domain: str) -> TieQuality | None:
    """Return how a tie hurts, when nobody and nothing else was told that could be drawn in place of it (SIM-4).

    Args:
        strengths: what was heard in the answer.
        domain: the area of life that was asked about.

    Returns:
        ``HARMFUL`` or ``STRAINED`` when every tie hurts, the more careful one for a mix of both; otherwise None.
    """
    if domain not in ANSWERED_BY:
        # "When my ex was away" is what helped, and not who.
        return None
    told = _own(strengths, domain) or _beside(strengths, domain)
    ties = {strength.tie for strength in told if not strength.is_denied}
    if not ties or not ties <= set(HURTS):
        return None
    return TieQuality.HARMFUL if Tie.HARMFUL in ties else TieQuality.STRAINED


def pieces_heard(strengths: Strengths, domain: str) -> tuple[str, ...]:
    """Return the pieces of an answer that name what can be drawn: nothing denied, and no tie that hurts (SIM-4).

    Args:
        strengths: what was heard in the answer.
        domain: the area of life that was asked about.
    """
    named = (one.text for one in _own(strengths, domain) if not one.is_denied and one.tie not in HURTS)
    return tuple(dict.fromkeys(named))


def _own(strengths: Strengths, domain: str) -> Strengths:
    kinds = ANSWERED_BY.get(domain, ())
    return tuple(strength for strength in strengths if strength.kind in kinds)


def _beside(strengths: Strengths, domain: str) -> Strengths:
    """What was told in place of an answer: if it is not so, or hurts, the circle of the question must not hold it.

    A hope stands in no circle, and "I can't stand bingo" is no hope denied.
    """
    return strengths if domain in IN_A_CIRCLE else ()
