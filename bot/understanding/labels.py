"""What the understanding can say of a message, in the order in which the network counts it."""

from __future__ import annotations

from bot.strengths.safety import FEELINGS, KINDS, Tier

ASKED = (
    "opening", "aspirations", "good_day", "motivation_energy", "skills_experience", "passions_interests",
    "people_networks", "groups_places", "coping_exceptions", "own_ideas", "would_offer", "what_would_help", "hard_now",
    "communication_access",
)  # fmt: skip
"""Questions that may be open (practice 2.2, and the opening)."""

STRENGTH_KINDS = ("goal", "skill", "interest", "person", "community")
HOLDS = ("now", "past", "denied")
TIES = ("supportive", "strained", "harmful", "unclear")

OUTSIDE = "O"
TAGS = (OUTSIDE, *(f"{place}-{kind}" for kind in STRENGTH_KINDS for place in "BI"))
"""Each word is outside, begins a strength, or goes on with one."""

TIERS = tuple(tier.value for tier in Tier)
DANGER_KINDS = (*KINDS, *FEELINGS)
