"""The time, as something that can be handed over, so that tests can set it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

Clock = Callable[[], datetime]
"""Returns the present moment, with a time zone."""


def now() -> datetime:
    """Return the present moment in UTC."""
    return datetime.now(UTC)
