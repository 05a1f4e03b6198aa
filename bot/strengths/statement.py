"""One thing a person said: the words, where they belong, and whether they may be shared."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import Any

from bot.strengths.signal_cues import signals_in

RESIDENT, SOMEONE_ELSE = "resident", "someone_else"
THEIR_WORDS_AS_TOLD = "their_words_as_told"
"""What the person would say, as somebody who types for them tells it."""

TYPING_PERSON = "typing_person"
"""What somebody who types for another says of themselves."""


class Source(StrEnum):
    """How the words came about (practice 6.1; seeds SCI-3, RIP-1)."""

    OWN_WORDS = "own_words"
    CHOSEN_OPTION = "chosen_option"
    PARAPHRASE_APPROVED = "paraphrase_approved"


class Place(StrEnum):
    """Where a statement stands in the summary.

    The three strengths are SCIE's three layers (SCI-1). There is no place for a need, a risk or a diagnosis.
    """

    COMMUNICATION_ACCESS = "communication_access"
    REASON = "reason"
    GOAL = "goal"
    PERSONAL_STRENGTH = "personal_strength"
    NETWORK_STRENGTH = "network_strength"
    COMMUNITY_STRENGTH = "community_strength"
    HARD_NOW = "hard_now"
    OWN_IDEA = "own_idea"
    WOULD_OFFER = "would_offer"
    WHAT_WOULD_HELP = "what_would_help"
    KICK_START = "kick_start"
    ALSO = "also"


STRENGTHS = (Place.PERSONAL_STRENGTH, Place.NETWORK_STRENGTH, Place.COMMUNITY_STRENGTH)


DOMAIN_OF_PLACE = {
    Place.HARD_NOW: "hard_now",
    Place.WHAT_WOULD_HELP: "what_would_help",
    Place.OWN_IDEA: "own_ideas",
    Place.WOULD_OFFER: "would_offer",
}
"""Places that hold one area of life, so that whatever stands there has spoken of it."""

DOMAINS_OF_PLACE: dict[Place, tuple[str, ...]] = {
    **{place: (domain,) for place, domain in DOMAIN_OF_PLACE.items()},
    Place.GOAL: ("aspirations",),
    Place.PERSONAL_STRENGTH: ("skills_experience", "passions_interests"),
    Place.NETWORK_STRENGTH: ("people_networks",),
    Place.COMMUNITY_STRENGTH: ("groups_places",),
}
"""The areas of life that a heading answers: told in other lines, they were talked about."""


class Holds(StrEnum):
    """Whether the thing said is so now, was so, or was said not to be so ("no family")."""

    NOW = "now"
    PAST = "past"
    DENIED = "denied"


class Arrangement(StrEnum):
    """Who would do it: Leeds' three questions (LEE-3)."""

    ALONE = "alone"
    WITH_SOME_HELP = "with_some_help"
    CO_PRODUCED = "co_produced"


class Flow(StrEnum):
    """Which way help goes along a tie (ecomap, Hartman)."""

    TO_ME = "to_me"
    FROM_ME = "from_me"
    BOTH_WAYS = "both_ways"
    NONE = "none"


class TieQuality(StrEnum):
    """How a tie feels to the person."""

    STRONG = "strong"
    THIN = "thin"
    STRAINED = "strained"
    HARMFUL = "harmful"
    NOT_SURE = "not_sure"


class Wish(StrEnum):
    """What the person would like of a tie."""

    MORE = "more"
    SAME = "same"
    LESS = "less"


NOT_A_STRENGTH = (TieQuality.STRAINED, TieQuality.HARMFUL)
"""Ties that are never drawn or counted as a strength (SIM-4)."""


@dataclass(frozen=True, kw_only=True)
class Statement:
    """One thing a person said.

    Attributes:
        id: name of the line within its contact, such as ``s3``; never reused.
        words: exactly what was typed or chosen.
        source: own words, a chosen option, or a paraphrase the person approved.
        place: where it stands in the summary.
        domain: area of life it answers (practice 2.2), or ``opening``.
        question: key of the question it answers.
        holds: whether it is so now, was so, or was said not to be so.
        shared: whether the person lets the team read it.
        arrangement: who would do it, for what would help.
        flow: which way help goes, for people.
        quality: how the tie feels, for people.
        tie_is_heard: whether the quality was heard in the words, rather than chosen by the person.
        wish: whether the person would like more, less or the same of it, for people.
        said_by: ``resident``; or, when a person types for another, ``someone_else``, ``their_words_as_told`` (what the
            other would say) or ``typing_person`` (about themselves).
        also: other domains that the words speak of, so that they are not asked about again.
        about: what was asked about, in the person's own words, where an answer would not say so by itself; or None.
        pieces: the exact pieces of the words that name the strengths in them; empty when that is not known.
    """

    id: str
    words: str
    source: Source
    place: Place
    domain: str
    question: str
    holds: Holds = Holds.NOW
    shared: bool = True
    arrangement: Arrangement | None = None
    flow: Flow | None = None
    quality: TieQuality | None = None
    tie_is_heard: bool = False
    wish: Wish | None = None
    said_by: str = "resident"
    also: tuple[str, ...] = ()
    about: str | None = None
    pieces: tuple[str, ...] = ()

    @property
    def is_strength(self) -> bool:
        """Whether this may be drawn in the three circles: a strength, not denied, not a tie that hurts."""
        return self.place in STRENGTHS and self.holds is not Holds.DENIED and self.quality not in NOT_A_STRENGTH

    @property
    def is_said_to_hurt(self) -> bool:
        """Whether the words themselves say that the tie hurts, so that nobody is asked how it feels."""
        return self.tie_is_heard and self.quality in NOT_A_STRENGTH

    @cached_property
    def domains(self) -> frozenset[str]:
        """The areas of life that the line speaks of: the one asked about, those volunteered, and its place's own."""
        by_place = DOMAIN_OF_PLACE.get(self.place)
        return frozenset({self.domain, *self.also, *([by_place] if by_place else [])})

    @cached_property
    def signals(self) -> frozenset[str]:
        """What the words speak for or against; looked for once, as a line never changes in place."""
        return signals_in(self.words)

    def to_record(self) -> dict[str, Any]:
        """Return plain values for JSON; what is at its default is left out, to keep each turn small."""
        record: dict[str, Any] = {
            "id": self.id,
            "words": self.words,
            "source": self.source.value,
            "place": self.place.value,
            "domain": self.domain,
            "question": self.question,
        }
        if self.holds is not Holds.NOW:
            record["holds"] = self.holds.value
        if not self.shared:
            record["shared"] = False
        for name in ("arrangement", "flow", "quality", "wish"):
            value = getattr(self, name)
            if value is not None:
                record[name] = value.value
        if self.tie_is_heard:
            record["tie_is_heard"] = True
        if self.said_by != "resident":
            record["said_by"] = self.said_by
        if self.also:
            record["also"] = list(self.also)
        if self.about:
            record["about"] = self.about
        if self.pieces:
            record["pieces"] = list(self.pieces)
        return record

    @classmethod
    def from_record(cls, record: dict[str, Any]) -> Statement:
        """Return the statement that ``to_record`` wrote."""
        return cls(
            id=record["id"],
            words=record["words"],
            source=Source(record["source"]),
            place=Place(record["place"]),
            domain=record["domain"],
            question=record["question"],
            holds=Holds(record.get("holds", Holds.NOW)),
            shared=record.get("shared", True),
            arrangement=Arrangement(record["arrangement"]) if "arrangement" in record else None,
            flow=Flow(record["flow"]) if "flow" in record else None,
            quality=TieQuality(record["quality"]) if "quality" in record else None,
            tie_is_heard=record.get("tie_is_heard", False),
            wish=Wish(record["wish"]) if "wish" in record else None,
            said_by=record.get("said_by", "resident"),
            also=tuple(record.get("also", ())),
            about=record.get("about"),
            pieces=tuple(record.get("pieces", ())),
        )
