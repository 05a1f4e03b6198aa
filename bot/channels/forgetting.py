"""Conversations that nobody came back to are deleted when their time is over, as residents are told."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from bot.clock import Clock, now
from bot.logs import logger

log = logger(__name__)

LOOK_AGAIN = 3600.0
"""Seconds between two looks."""


async def forget_old(store: Any, resume_hours: int, clock: Clock = now) -> int:
    """Delete conversations in which nothing was said for longer than a person can come back.

    Args:
        store: the conversation store, or Rasa's wrapper around it.
        resume_hours: how long a person can come back.
        clock: gives the time.

    Returns:
        How many rows were deleted.
    """
    kept_since = clock() - timedelta(hours=resume_hours)
    deleted: int = await getattr(store, "_tracker_store", store).delete_older_than(kept_since.timestamp())
    return deleted


async def keep_forgetting(find_store: Callable[[], Any], resume_hours: int, pause: float = LOOK_AGAIN) -> None:
    """Go on forgetting, as long as the server runs.

    Args:
        find_store: gives the conversation store, or None while there is none.
        resume_hours: how long a person can come back.
        pause: seconds between two looks.
    """
    while True:
        try:
            store = find_store()
            deleted = await forget_old(store, resume_hours) if store is not None else 0
            if deleted:
                log.info("conversations_forgotten", rows=deleted)
        except Exception as error:  # noqa: BLE001 (a database that is away now will be there at the next look)
            log.error("forgetting_failed", error=type(error).__name__)
        await asyncio.sleep(pause)
