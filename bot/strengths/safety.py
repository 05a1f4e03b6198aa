"""What danger is called: tiers, kinds and feelings (practice 5.1), and one reading of a message.

The words are for trained staff and for code. Nobody grades risk here: a tier says which road a message takes, no more.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Any


class Tier(StrEnum):
    """How a message is to be met, the most urgent first."""

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
"""What the danger is about; a message may speak of several."""

FEELINGS = ("grief", "carer_strain", "loneliness", "overwhelm", "fear", "anger", "distress")
"""What a message with strong feeling and no danger in it is about."""

PASSED_ON = (Tier.EMERGENCY_NOW, Tier.URGENT_TODAY, Tier.SAFEGUARDING_CONCERN, Tier.PAST_DISCLOSURE)
"""The tiers that reach staff, the most urgent first."""


@dataclass(frozen=True, kw_only=True)
class Safety:
    """One reading of one message.

    Attributes:
        tier: how it is to be met.
        kinds: what it is about.
        why: what fired, in words for trained staff; never shown to residents and never in a log.
    """

    tier: Tier = Tier.NONE
    kinds: tuple[str, ...] = ()
    why: tuple[str, ...] = ()

    def to_record(self) -> dict[str, Any]:
        """Return plain values for JSON."""
        return {"tier": self.tier.value, "kinds": list(self.kinds), "why": list(self.why)}

    @classmethod
    def from_record(cls, record: dict[str, Any]) -> Safety:
        """Return the reading that ``to_record`` wrote."""
        return cls(tier=Tier(record["tier"]), kinds=tuple(record["kinds"]), why=tuple(record["why"]))
