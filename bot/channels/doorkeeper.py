"""Whether the door is closed to residents: asked for every message, so that closing it counts from the next one on.

It is one short look into the database, in a thread. Messages that come while a look is under way share the next one,
so that many at once are not many looks, and none relies on what was seen before it came. When the database cannot be
reached or is slow, the door stays as it was last seen: a fault neither opens a closed door nor closes an open one.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from bot.errors import StoreUnavailableError
from bot.logs import logger

log = logger(__name__)

PATIENCE = 0.5
"""Seconds that a message waits for the look."""


class Doorkeeper:
    """Knows whether the door is closed.

    Args:
        is_open: looks into the database.
        patience: seconds that a message waits.
    """

    def __init__(self, is_open: Callable[[], bool], patience: float = PATIENCE) -> None:
        self._is_open = is_open
        self._patience = patience
        self._was_open = True
        self._under_way: asyncio.Task[None] | None = None
        self._next: asyncio.Task[None] | None = None
        self._begun = self._newest = 0

    @property
    def was_closed(self) -> bool:
        """Whether it was closed when somebody last looked."""
        return not self._was_open

    async def is_closed(self) -> bool:
        """Return whether the door is closed to residents now."""
        try:
            await asyncio.wait_for(asyncio.shield(self._look()), self._patience)
        except TimeoutError:
            log.warning("door_not_looked_at", reason="slow")
        return self.was_closed

    def _look(self) -> asyncio.Task[None]:
        """Return a look that begins now or later; one that began before may have missed what was just done."""
        if self._under_way is None or self._under_way.done():
            self._under_way, self._next = asyncio.create_task(self._once()), None
            return self._under_way
        if self._next is None or self._next.done():
            self._next = asyncio.create_task(self._after(self._under_way))
        return self._next

    async def _after(self, earlier: asyncio.Task[None]) -> None:
        await asyncio.wait({earlier})
        await self._once()

    async def _once(self) -> None:
        self._begun += 1
        number = self._begun
        try:
            is_open = await asyncio.to_thread(self._is_open)
        except StoreUnavailableError:
            log.warning("door_not_looked_at", reason="unavailable")
        except Exception as error:  # noqa: BLE001 (whatever the store raises, a message must be answered)
            log.error("door_not_looked_at", reason=type(error).__name__)
        else:
            # A slow look must not undo what a later one has seen.
            if number > self._newest:
                self._newest, self._was_open = number, is_open
