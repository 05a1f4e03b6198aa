"""Moments, as people in the office read them."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")


def as_day(moment: datetime) -> str:
    """Return a day such as "21 November 2026", as it is in London."""
    there = moment.astimezone(LONDON)
    return f"{there.day} {there:%B %Y}"


def as_month(moment: datetime) -> str:
    """Return a month such as "November 2026", as it is in London."""
    return f"{moment.astimezone(LONDON):%B %Y}"


def as_day_and_time(moment: datetime) -> str:
    """Return a moment such as "21 November 2026 at 10:14", as it is in London."""
    return f"{as_day(moment)} at {moment.astimezone(LONDON):%H:%M}"
