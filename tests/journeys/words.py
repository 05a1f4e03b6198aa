"""What residents say on these journeys, remembered, so that it can be looked for where it must not be.

Every journey uses a word that nobody says, so that finding it anywhere means that somebody's words got there.
"""

from __future__ import annotations

SAID: set[str] = set()
"""Everything said or typed so far by anybody."""

OUTPUT: list[str] = []
"""What tests wrote to their output so far, as pytest captured it."""

SHORTEST = 12
"""Shorter texts ("yes", "Family") are in no way anybody's own, and stand in our own code."""


def remember(text: str) -> str:
    """Remember that somebody says this, and return it."""
    SAID.add(text)
    return text


def distinctive() -> list[str]:
    """Return everything said that could only have come from somebody who said it."""
    return sorted(text for text in SAID if len(text) >= SHORTEST and "\n" not in text)
