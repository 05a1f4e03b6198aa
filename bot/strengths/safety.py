"""How danger is named: tiers, kinds, and what was noticed in one message (practice 5.1).

Whoever reads messages for danger, answers them, or shows them to trained staff uses these words. The program
notices and passes on; it never grades a risk, and never decides what is true.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Any


class Tier(StrEnum):
    """How soon a person must act; the most urgent first."""

    EMERGENCY_NOW = "emergency_now"
    URGENT_TODAY = "urgent_today"
    SAFEGUARDING_CONCERN = "safeguarding_concern"
    PAST_DISCLOSURE = "past_disclosure"
    DISTRESS = "distress"
    CHECK = "check"
    NONE = "none"


KINDS = (
    "suicide",
    "self_harm",
    "physical_abuse",
    "domestic_abuse",
    "sexual_abuse",
    "psychological_abuse",
    "financial_abuse",
    "modern_slavery",
    "discriminatory_abuse",
    "organisational_abuse",
    "neglect",
    "self_neglect",
    "medical_emergency",
    "fire_gas",
    "no_food_heat_power",
    "no_medicine",
    "homeless_tonight",
    "carer_breakdown",
    "child_at_risk",
    "cuckooing",
    "mate_crime",
    "scam",
    "stalking",
    "forced_marriage",
    "honour_based_abuse",
    "fgm",
    "harm_to_others",
)
"""What a danger can be."""

OWN_HAND = ("suicide", "self_harm")
"""Danger by the person's own hand."""

HARM_BY_OTHERS = (
    *("physical_abuse", "domestic_abuse", "sexual_abuse", "psychological_abuse", "financial_abuse", "modern_slavery"),
    *("discriminatory_abuse", "organisational_abuse", "neglect", "self_neglect", "child_at_risk", "cuckooing"),
    *("mate_crime", "scam", "stalking", "forced_marriage", "honour_based_abuse", "fgm"),
)
"""Abuse and neglect as the Care Act's guidance has them, self-neglect among them: what safeguarding looks into."""

FEELINGS = ("grief", "carer_strain", "loneliness", "overwhelm", "fear", "anger", "distress")
"""What a strong feeling without danger can be."""

PASSED_ON = (Tier.EMERGENCY_NOW, Tier.URGENT_TODAY, Tier.SAFEGUARDING_CONCERN, Tier.PAST_DISCLOSURE)
"""The tiers that reach staff."""


@dataclass(frozen=True, kw_only=True)
class Safety:
    """What was noticed in one message.

    Attributes:
        tier: how soon a person must act.
        kinds: of ``KINDS`` or ``FEELINGS``, the one to act on first at the front.
        why: what fired, in words for trained staff ("pattern: wish to die"). Never shown to residents, never logged.
    """

    tier: Tier = Tier.NONE
    kinds: tuple[str, ...] = ()
    why: tuple[str, ...] = ()

    @property
    def is_passed_on(self) -> bool:
        """Whether it reaches staff."""
        return self.tier in PASSED_ON

    def to_record(self) -> dict[str, Any]:
        """Return plain values for JSON."""
        return {"tier": self.tier.value, "kinds": list(self.kinds), "why": list(self.why)}

    @classmethod
    def from_record(cls, record: dict[str, Any]) -> Safety:
        """Return what ``to_record`` wrote.

        Raises:
            ValueError: the tier is none of ours.
            KeyError: a part is missing.
        """
        return cls(tier=Tier(record["tier"]), kinds=tuple(record["kinds"]), why=tuple(record["why"]))


def is_more_urgent(tier: Tier, than: Tier) -> bool:
    """Return whether one tier needs a person sooner than another."""
    order = list(Tier)
    return order.index(tier) < order.index(than)
