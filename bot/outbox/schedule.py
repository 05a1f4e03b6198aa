"""When a delivery that failed is tried again (Standard Webhooks: about three days, then a person has to look)."""

from __future__ import annotations

from datetime import datetime, timedelta

PAUSES = (
    timedelta(seconds=5),
    timedelta(minutes=5),
    timedelta(minutes=30),
    timedelta(hours=2),
    timedelta(hours=5),
    timedelta(hours=10),
    timedelta(hours=14),
    timedelta(hours=20),
    timedelta(hours=24),
)
"""The pause after the first failed try, after the second, and so on."""

MOST_TRIES = len(PAUSES) + 1

LONGEST_WISH = timedelta(hours=24)
"""A receiver that asks us to wait longer than this is tried all the same."""


def next_try(tries: int, failed_at: datetime, retry_after: float | None = None) -> datetime | None:
    """Return when to try again.

    Args:
        tries: how often it was tried, this time included.
        failed_at: when the latest try failed.
        retry_after: seconds the receiver asked us to wait; it may lengthen the pause, never shorten it.

    Returns:
        The moment, or None if it was tried often enough.
    """
    if tries > len(PAUSES):
        return None
    wish = min(retry_after or 0, LONGEST_WISH.total_seconds())
    return failed_at + max(PAUSES[tries - 1], timedelta(seconds=wish))
