"""Where conversations under way are kept: Rasa's SQL tracker store, able to forget.

Rasa keeps the events of a conversation for ever, also after a restart. Here a restart means what a person who
asks for it expects: what was said before is deleted from the database (practice 6.5, erasure before sending).
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from rasa.core.brokers.broker import EventBroker
from rasa.core.tracker_store import SQLTrackerStore
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import BotUttered, Event, Restarted, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker
from sqlalchemy import Column, Float, String, delete, event, func, make_url, select

from bot.dialogue.chats import ChatTables, forget_chats
from bot.dialogue.forgotten import FORGOTTEN, marks_in
from bot.logs import logger
from bot.settings import settings

log = logger(__name__)

BUSY_SECONDS = 4

# Rasa looks for an event's class among all classes again for every event it reads back; once for each kind will do.
# Reading 300 events back took 26.6 ms before this and 0.6 ms after, on a 2-core machine.
Event.resolve_by_type = staticmethod(lru_cache(maxsize=None)(Event.resolve_by_type))


class Seat(SQLTrackerStore.Base):
    """Which device a conversation has moved to; none while it is still on its first."""

    __tablename__ = "conversation_seats"

    sender_id = Column(String(255), primary_key=True)
    seat = Column(String(64), nullable=False)
    given_at = Column(Float, nullable=False)


class ConversationStore(ChatTables, SQLTrackerStore):
    """Keeps conversations in the database that the settings name.

    Args:
        domain: Rasa's domain.
        event_broker: where events are published, if anywhere.
        unused: what ``endpoints.yml`` may say besides; the address comes from the settings.
    """

    def __init__(self, domain: Domain | None = None, event_broker: EventBroker | None = None, **unused: Any) -> None:
        url = make_url(settings().tracker_url)
        if url.get_backend_name() == "sqlite" and url.database:
            settings().data_folder.mkdir(parents=True, exist_ok=True)
        super().__init__(
            domain=domain, host=url.render_as_string(hide_password=False), query={}, event_broker=event_broker
        )
        if url.get_backend_name() == "sqlite":
            event.listen(self.engine, "connect", _set_up_sqlite)
            self.engine.dispose()

    async def save(self, tracker: DialogueStateTracker) -> None:
        """Save a conversation; a restart in it deletes all that came before, or changes nothing if that fails."""
        restarted = self._index_of_new_restart(tracker)
        if restarted is None:
            await super().save(tracker)
            return
        events = list(tracker.events)
        marks = marks_in(tracker.sender_id, events[:restarted])
        fresh = [*_turn_that_asked(events[:restarted], marks), *events[restarted + 1 :]]
        # Both or neither: whoever is told that it failed finds all that they said.
        with self.session_scope() as session:
            session.execute(delete(self.SQLEvent).where(self.SQLEvent.sender_id == tracker.sender_id))
            session.add_all(self._row(tracker.sender_id, item) for item in fresh)
            session.commit()
        self._empty_log()
        if self.event_broker is not None:
            await self._stream_new_events(self.event_broker, fresh, tracker.sender_id)

    async def seat_of(self, sender_id: str) -> str | None:
        """Return the seat from which a conversation can be opened; None when it has never moved."""
        with self.session_scope() as session:
            found: str | None = session.scalar(select(Seat.seat).where(Seat.sender_id == sender_id))
            return found

    async def give_seat(self, sender_id: str, seat: str, timestamp: float) -> None:
        """Let a conversation be opened from this seat alone.

        Args:
            sender_id: name of the conversation.
            seat: name of the seat.
            timestamp: now, in seconds since 1970.
        """
        with self.session_scope() as session:
            session.merge(Seat(sender_id=sender_id, seat=seat, given_at=timestamp))
            session.commit()

    async def delete_older_than(self, timestamp: float) -> int:
        """Delete conversations in which nothing was said since a moment.

        Args:
            timestamp: seconds since 1970.

        Returns:
            How many events were deleted.
        """
        with self.session_scope() as session:
            old = (
                select(self.SQLEvent.sender_id)
                .group_by(self.SQLEvent.sender_id)
                .having(func.max(self.SQLEvent.timestamp) < timestamp)
            )
            result = session.execute(delete(self.SQLEvent).where(self.SQLEvent.sender_id.in_(old)))
            # A token from before such a move is too old to open anything.
            session.execute(delete(Seat).where(Seat.given_at < timestamp))
            forget_chats(session, timestamp)
            session.commit()
        if result.rowcount:
            self._empty_log()
        return int(result.rowcount)

    def _index_of_new_restart(self, tracker: DialogueStateTracker) -> int | None:
        """Where in the tracker the latest restart stands, if it is one that was not acted on yet.

        A restart that was acted on is not in the database any more, so that any in the tracker is new.
        """
        events = list(tracker.events)
        places = [index for index, item in enumerate(events) if isinstance(item, Restarted)]
        return places[-1] if places else None

    def _row(self, sender_id: str, item: Event) -> Any:
        """Write an event as Rasa's own ``save`` does."""
        data = item.as_dict()
        return self.SQLEvent(
            sender_id=sender_id,
            type_name=item.type_name,
            timestamp=data.get("timestamp"),
            intent_name=((data.get("parse_data") or {}).get("intent") or {}).get("name"),
            action_name=data.get("name"),
            data=json.dumps(data),
        )

    def _empty_log(self) -> None:
        """Empty SQLite's write-ahead log, which still holds what was just overwritten in the database itself."""
        if self.engine.dialect.name != "sqlite":
            return
        connection = self.engine.raw_connection()
        try:
            busy, _, _ = connection.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
            if busy:
                log.warning("conversations.log_not_emptied")
        except self.engine.dialect.loaded_dbapi.Error as error:
            log.warning("conversations.log_not_emptied", error=type(error).__name__)
        finally:
            connection.close()


def _turn_that_asked(events: Iterable[Event], marks: list[str]) -> list[Event]:
    """The turn in which the restart was asked for: without the words, but with its id, so that it is not done twice.

    It keeps the marks of what was deleted, so that none of it is taken in again either.
    """
    asked: list[Event] = []
    for item in events:
        if isinstance(item, UserUttered):
            wordless = UserUttered(
                text="",
                intent=item.intent,
                input_channel=item.input_channel,
                message_id=item.message_id,
                metadata={FORGOTTEN: marks},
            )
            wordless.timestamp = item.timestamp
            asked = [wordless]
        elif isinstance(item, BotUttered):
            asked.append(item)
    return asked


def _set_up_sqlite(connection: Any, _: Any) -> None:
    cursor = connection.cursor()
    cursor.execute("PRAGMA journal_mode=WAL")
    cursor.execute("PRAGMA secure_delete=ON")
    cursor.execute(f"PRAGMA busy_timeout={BUSY_SECONDS * 1000}")
    cursor.close()
