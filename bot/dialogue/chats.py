"""What the Telegram door keeps: which conversation a chat is in, and what was said into it already.

Nothing here names anybody: a chat is known by a keyed digest of its number, which only this service can make.
Telegram knows no name for a message that we send (unlike for one that it sends us), so that what was said is noted
here; without that, a restart in the middle of an answer would say half of it twice, or not at all.
"""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import AbstractContextManager
from typing import Any

from rasa.core.tracker_store import SQLTrackerStore
from sqlalchemy import Column, Float, String, delete, select


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

    session_scope: Any

    async def chat(self, chat: str) -> tuple[str, str, float] | None:
        """Return conversation and seat of a chat, and when that was kept; None when it has none."""
        with self._session() as session:
            row = session.get(Chat, chat)
            return (row.conversation, row.seat, row.kept_at) if row is not None else None

    async def keep_chat(self, chat: str, conversation: str, seat: str, timestamp: float) -> None:
        """Keep which conversation a chat is in.

        Args:
            chat: keyed digest of the chat's number.
            conversation: name of the conversation.
            seat: its seat there; empty while the conversation has never moved.
            timestamp: now, in seconds since 1970.
        """
        with self._session() as session:
            session.merge(Chat(chat=chat, conversation=conversation, seat=seat, kept_at=timestamp))
            session.commit()

    async def was_sent(self, marks: Iterable[str]) -> set[str]:
        """Return which of these were sent."""
        with self._session() as session:
            return set(session.scalars(select(Sent.mark).where(Sent.mark.in_(list(marks)))))

    async def note_sent(self, mark: str, timestamp: float) -> None:
        """Note that something was sent.

        Args:
            mark: keyed digest of what it was.
            timestamp: now, in seconds since 1970.
        """
        with self._session() as session:
            session.merge(Sent(mark=mark, at=timestamp))
            session.commit()

    def _session(self) -> AbstractContextManager[Any]:
        scope: AbstractContextManager[Any] = self.session_scope()
        return scope


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
