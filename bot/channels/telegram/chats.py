"""Which conversation a chat is in. A chat's number never leaves this door: what is kept is a keyed digest of it."""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from rasa.core.agent import Agent

from bot.channels.due import LOOKED_UP_WITHIN
from bot.channels.identity import Identities
from bot.channels.seats import conversation_store
from bot.clock import Clock, now
from bot.errors import NotTakenInError
from bot.logs import logger

log = logger(__name__)

MOST_IN_MIND = 10_000
REFRESH = 3600.0
"""Seconds after which a chat that is in use is kept afresh, so that it is not forgotten meanwhile."""


@dataclass(frozen=True, kw_only=True)
class Place:
    """Where a chat is.

    Attributes:
        conversation: name of the conversation.
        seat: its seat there.
        is_new: whether nothing was kept of this chat before.
    """

    conversation: str
    seat: str = ""
    is_new: bool = False


class Chats:
    """Knows and keeps which conversation each chat is in, and what was sent into it.

    Args:
        identities: issues conversations, and makes the digests.
        find_agent: gives Rasa's agent; None while none is loaded.
        clock: the time.
    """

    def __init__(self, identities: Identities, find_agent: Callable[[], Agent | None], clock: Clock = now) -> None:
        self._identities = identities
        self._find_agent = find_agent
        self._clock = clock
        self._places: OrderedDict[str, Place] = OrderedDict()
        self._sent: OrderedDict[str, None] = OrderedDict()

    def key(self, chat: int) -> str:
        """Return the digest that a chat is known by."""
        return self._identities.mark("telegram.chat", str(chat))

    def mark(self, chat: int, *parts: object) -> str:
        """Return a digest for something in a chat, such as a message that came from it."""
        return self._identities.mark("telegram.in_chat", str(chat), *map(str, parts))

    async def place(self, chat: int) -> Place:
        """Return where a chat is; a chat that is nowhere yet is given a new conversation.

        When the database is away, the answer is what is remembered, or else a name that only this chat has: whoever
        voices danger is heard, and what is told of it lies under one name.
        """
        key = self.key(chat)
        try:
            kept = await asyncio.wait_for(self._store.chat(key), LOOKED_UP_WITHIN)
            place = Place(conversation=kept[0], seat=kept[1]) if kept else self._newcomer()
            if kept is None or self._clock().timestamp() - kept[2] > REFRESH:
                await self._keep(key, place)
        except Exception as error:  # noqa: BLE001 (whatever the store raises)
            log.error("chat_unreadable", error=type(error).__name__)
            return self._places.get(key) or Place(conversation=self._identities.mark("telegram.away", str(chat)))
        self._remember(key, place)
        return place

    async def start_afresh(self, chat: int) -> Place:
        """Give a chat a new conversation: its own has moved to another device.

        Raises:
            NotTakenInError: it could not be kept.
        """
        return await self.move(chat, self._newcomer())

    async def move(self, chat: int, place: Place) -> Place:
        """Keep that a chat is in another conversation now.

        Raises:
            NotTakenInError: it could not be kept.
        """
        try:
            await self._keep(self.key(chat), place)
        except Exception as error:  # noqa: BLE001 (whatever the store raises)
            raise NotTakenInError(type(error).__name__) from None
        self._remember(self.key(chat), place)
        return place

    async def not_sent(self, marks: list[str]) -> set[str]:
        """Return which of these were not sent yet, as far as is known."""
        left = [mark for mark in marks if mark not in self._sent]
        if not left:
            return set()
        try:
            looked_up = self._store.was_sent(left)
            sent: set[str] = await asyncio.wait_for(looked_up, LOOKED_UP_WITHIN)
        except Exception as error:  # noqa: BLE001 (said twice is better than not said)
            log.error("sent_unreadable", error=type(error).__name__)
            sent = set()
        return set(left) - sent

    async def note_sent(self, mark: str) -> None:
        """Keep that something was sent, in the database and, in case that is away, in mind."""
        self._sent[mark] = None
        while len(self._sent) > MOST_IN_MIND:
            self._sent.popitem(last=False)
        try:
            await self._store.note_sent(mark, self._clock().timestamp())
        except Exception as error:  # noqa: BLE001 (as above)
            log.error("sent_not_kept", error=type(error).__name__)

    def _newcomer(self) -> Place:
        return Place(conversation=self._identities.new_conversation(), is_new=True)

    async def _keep(self, key: str, place: Place) -> None:
        await self._store.keep_chat(key, place.conversation, place.seat, self._clock().timestamp())

    def _remember(self, key: str, place: Place) -> None:
        self._places[key] = place
        self._places.move_to_end(key)
        while len(self._places) > MOST_IN_MIND:
            self._places.popitem(last=False)

    @property
    def _store(self) -> Any:
        agent = self._find_agent()
        # Without a model Rasa has no tracker store either.
        if agent is None or agent.tracker_store is None:
            raise NotTakenInError("no model is loaded")
        return conversation_store(agent)
