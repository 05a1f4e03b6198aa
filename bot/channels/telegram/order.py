"""The updates of one chat, one after another, each once; many chats side by side."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

from bot.channels.telegram.chats import Chats
from bot.channels.telegram.incoming import Incoming
from bot.logs import logger

log = logger(__name__)

HEAD_START = 5.0
"""Seconds that an update waits for the one before it in its chat. Not longer: it may voice danger, and what came before
may hang. The conversation itself takes its turns in order all the same."""


class Order:
    """Deals with updates.

    Args:
        deal_with: does what is to be done about one.
        chats: keeps which were dealt with.
        account: tells one bot's updates from another's.
        head_start: seconds that one waits for another.
    """

    def __init__(
        self,
        deal_with: Callable[[Incoming], Awaitable[None]],
        chats: Chats,
        account: str = "",
        head_start: float = HEAD_START,
    ) -> None:
        self._deal_with = deal_with
        self._chats = chats
        self._account = account
        self._head_start = head_start
        self._under_way: dict[int, asyncio.Task[None]] = {}
        self._latest: dict[int, asyncio.Task[None]] = {}

    def take(self, incoming: Incoming) -> asyncio.Task[None]:
        """Deal with an update; one that comes again meanwhile is the same.

        Returns:
            The work. It ends when the update was dealt with, and fails never.
        """
        known = self._under_way.get(incoming.update)
        if known is not None:
            return known
        work = asyncio.create_task(self._take(incoming, self._latest.get(incoming.chat)))
        self._under_way[incoming.update] = self._latest[incoming.chat] = work
        work.add_done_callback(lambda _: self._ended(incoming, work))
        return work

    def stop(self) -> None:
        """Leave everything as it is; what was not dealt with comes again."""
        for work in list(self._under_way.values()):
            work.cancel()

    async def _take(self, incoming: Incoming, before: asyncio.Task[None] | None) -> None:
        if before is not None:
            await asyncio.wait({before}, timeout=self._head_start)
        done = self._chats.mark(0, "update", self._account, incoming.update)
        if done not in await self._chats.not_sent([done]):
            return
        try:
            await self._deal_with(incoming)
        except Exception as error:  # noqa: BLE001 (one chat's misfortune is no other's)
            log.error("telegram.update_failed", error=type(error).__name__)
        await self._chats.note_sent(done)

    def _ended(self, incoming: Incoming, work: asyncio.Task[None]) -> None:
        self._under_way.pop(incoming.update, None)
        if self._latest.get(incoming.chat) is work:
            del self._latest[incoming.chat]
