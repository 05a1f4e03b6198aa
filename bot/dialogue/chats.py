"""What the Telegram door keeps: which conversation a chat is in, and what was said into it already.

Nothing here names anybody: a chat is known by a keyed digest of its number, which only this service can make.
Telegram knows no name for a message that we send (unlike for one that it sends us), so that what was said is noted
here; without that, a restart in the middle of an answer would say half of it twice, or not at all.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager
from typing import Any

from rasa.core.tracker_store import SQLTrackerStore
from sqlalchemy import Column, Float, String, delete, select

from bot.dialogue.waiting import Threads


class Chat(SQLTrackerStore.Base):
    """The conversation that a chat is in, and its seat there."""

    __tablename__ = "telegram_chats"

    chat = Column(String(64), primary_key=True)
    conversation = Column(String(255), nullable=False)
    seat = Column(String(64), nullable=False)
    kept_at = Column(Float, nullable=False)


class Sent(SQLTrackerStore.Base):
    """A message that was sent, or an update that was dealt with."""

    __tablename__ = "telegram_sent"

    mark = Column(String(64), primary_key=True)
    at = Column(Float, nullable=False, index=True)


class ChatTables:
    """The part of the conversation store that the Telegram door uses."""

    _session: Callable[[], AbstractContextManager[Any]]
    _threads: Threads

    async def chat(self, chat: str) -> tuple[str, str, float] | None:
        """Return conversation and seat of a chat, and when that was kept; None when it has none."""

        def read() -> tuple[str, str, float] | None:
            with self._session() as session:
                row = session.get(Chat, chat)
                return (row.conversation, row.seat, row.kept_at) if row is not None else None

        return await self._threads.read(read)

    async def keep_chat(self, chat: str, conversation: str, seat: str, timestamp: float) -> None:
        """Keep which conversation a chat is in.

        Args:
            chat: keyed digest of the chat's number.
            conversation: name of the conversation.
            seat: its seat there; empty while the conversation has never moved.
            timestamp: now, in seconds since 1970.
        """
        await self._keep(Chat(chat=chat, conversation=conversation, seat=seat, kept_at=timestamp))

    async def was_sent(self, marks: Iterable[str]) -> set[str]:
        """Return which of these were sent."""
        wanted = list(marks)

        def read() -> set[str]:
            with self._session() as session:
                return set(session.scalars(select(Sent.mark).where(Sent.mark.in_(wanted))))

        return await self._threads.read(read)

    async def note_sent(self, mark: str, timestamp: float) -> None:
        """Note that something was sent.

        Args:
            mark: keyed digest of what it was.
            timestamp: now, in seconds since 1970.
        """
        await self._keep(Sent(mark=mark, at=timestamp))

    async def _keep(self, row: Chat | Sent) -> None:
        def write() -> None:
            with self._session() as session:
                session.merge(row)
                session.commit()

        await self._threads.write(write)


def forget_chats(session: Any, timestamp: float) -> None:
    """Delete what was kept before a moment.

    A chat's row is never younger than the seat that another device took from it, so that it goes first: a chat cannot
    come back into a conversation that has moved on.

    Args:
        session: of the conversation store.
        timestamp: seconds since 1970.
    """
    session.execute(delete(Chat).where(Chat.kept_at < timestamp))
    session.execute(delete(Sent).where(Sent.at < timestamp))
