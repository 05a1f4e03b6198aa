"""Where conversations under way are kept: Rasa's SQL tracker store, able to forget.

Rasa keeps the events of a conversation for ever, also after a restart. Here a restart means what a person who
asks for it expects: what was said before is deleted from the database (practice 6.5, erasure before sending).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

from rasa.core.brokers.broker import EventBroker
from rasa.core.tracker_store import SQLTrackerStore
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import BotUttered, Event, Restarted, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker
from sqlalchemy import Column, Float, String, delete, event, func, make_url, select

from bot.dialogue.chats import ChatTables, forget_chats
from bot.dialogue.latest_turns import latest_turns
from bot.dialogue.quicker_rasa import work_out_once
from bot.dialogue.said import SaidTables
from bot.logs import logger
from bot.settings import settings

log = logger(__name__)

BUSY_SECONDS = 4

# Every server of ours comes by here, stock `rasa run` too.
work_out_once()


class Seat(SQLTrackerStore.Base):
    """Which device a conversation has moved to; none while it is still on its first."""

    __tablename__ = "conversation_seats"

    sender_id = Column(String(255), primary_key=True)
    seat = Column(String(64), nullable=False)
    given_at = Column(Float, nullable=False)


KEPT = "front_door_kept"
"""Where a tracker that this store gave out remembers how many of its events the database holds."""


class ConversationStore(ChatTables, SaidTables, SQLTrackerStore):
    """Keeps conversations in the database that the settings name.

    Rasa is given the last turns of a conversation (``latest_turns``), however long it has become.

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

    async def retrieve(self, sender_id: str) -> DialogueStateTracker | None:
        """Return the last turns of a conversation; None when nothing is kept of it."""
        if not self.domain:
            return None
        with self.session_scope() as session:
            events = latest_turns(session, self.SQLEvent, sender_id, [slot.name for slot in self.domain.slots])
        if not events:
            return None
        tracker = DialogueStateTracker.from_events(sender_id, events, self.domain.slots)
        setattr(tracker, KEPT, len(tracker.events))
        return tracker

    async def stream_events(self, tracker: DialogueStateTracker) -> None:
        """Publish what is new in a conversation, if anybody listens."""
        if self.event_broker is None:
            return
        kept: int | None = getattr(tracker, KEPT, None)
        if kept is None:
            await super().stream_events(tracker)
            return
        await self._stream_new_events(self.event_broker, list(tracker.events)[kept:], tracker.sender_id)

    async def save(self, tracker: DialogueStateTracker) -> None:
        """Save a conversation; a restart in it deletes all that came before."""
        restarted = self._index_of_new_restart(tracker)
        if restarted is None:
            await super().save(tracker)
            setattr(tracker, KEPT, len(tracker.events))
            return
        events = list(tracker.events)
        self._delete(tracker.sender_id)
        fresh = DialogueStateTracker.from_events(
            tracker.sender_id,
            [*_turn_that_asked(events[:restarted]), *events[restarted + 1 :]],
            self.domain.slots,
            domain=self.domain,
        )
        await super().save(fresh)

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

    def _additional_events(self, session: Any, tracker: DialogueStateTracker) -> Iterator[Event]:
        """Return what of a conversation is not in the database yet.

        Rasa counts what is in the database. What this store gave out is not all of that, and knows itself what is new.
        """
        kept: int | None = getattr(tracker, KEPT, None)
        if kept is None:
            found: Iterator[Event] = super()._additional_events(session, tracker)
            return found
        return islice(tracker.events, kept, None)

    def _index_of_new_restart(self, tracker: DialogueStateTracker) -> int | None:
        """Where in the tracker the latest restart stands, if it is one that was not acted on yet.

        A restart that was acted on is not in the database any more, so that any in the tracker is new.
        """
        events = list(tracker.events)
        places = [index for index, item in enumerate(events) if isinstance(item, Restarted)]
        return places[-1] if places else None

    def _delete(self, sender_id: str) -> None:
        with self.session_scope() as session:
            session.execute(delete(self.SQLEvent).where(self.SQLEvent.sender_id == sender_id))
            session.commit()
        self._empty_log()

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


def _turn_that_asked(events: Iterable[Event]) -> list[Event]:
    """The turn in which the restart was asked for: without the words, but with its id, so that it is not done twice."""
    asked: list[Event] = []
    for item in events:
        if isinstance(item, UserUttered):
            wordless = UserUttered(
                text="", intent=item.intent, input_channel=item.input_channel, message_id=item.message_id
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
