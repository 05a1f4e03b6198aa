"""Where conversations under way are kept: Rasa's SQL tracker store, able to forget.

Rasa keeps the events of a conversation for ever, also after a restart. Here a restart means what a person who
asks for it expects: what was said before is deleted from the database (practice 6.5, erasure before sending).
"""

from __future__ import annotations

import json
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from rasa.core.brokers.broker import EventBroker
from rasa.core.tracker_store import SQLTrackerStore, TrackerStore
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import BotUttered, Event, Restarted, UserUttered, deserialise_events
from rasa.shared.core.trackers import DialogueStateTracker
from sqlalchemy import Column, Connection, Float, String, delete, func, insert, make_url, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import sessionmaker

from bot.dialogue.chats import ChatTables, forget_chats
from bot.dialogue.database import make_engine
from bot.dialogue.forgotten import FORGOTTEN, marks_in
from bot.dialogue.held import Held, Hold
from bot.dialogue.latest_turns import after_a_turn, begun_at, latest_turns, read_back
from bot.dialogue.letting_go import LettingGo
from bot.dialogue.mark import NOTHING, Mark, stand
from bot.dialogue.one_look import turn_under_way
from bot.dialogue.quicker_rasa import work_out_once
from bot.dialogue.said import SaidTables
from bot.dialogue.waiting import WRITERS, Threads
from bot.logs import logger
from bot.settings import settings

log = logger(__name__)

# Every server of ours comes by here, stock `rasa run` too.
work_out_once()

KEPT = "front_door_kept"
"""Where a tracker that this store gave out or kept remembers how many of its events the database holds."""

GIVEN = "front_door_given"
"""Where a tracker that this store gave out remembers what it was made of."""


class Seat(SQLTrackerStore.Base):
    """Which device a conversation has moved to; none while it is still on its first."""

    __tablename__ = "conversation_seats"

    sender_id = Column(String(255), primary_key=True)
    seat = Column(String(64), nullable=False)
    given_at = Column(Float, nullable=False)


class ConversationStore(ChatTables, SaidTables, SQLTrackerStore):
    """Keeps conversations in the database that the settings name.

    A database that is away, also at the start, makes the calls fail that need it, and nothing else: they work again
    when it is back. Rasa is given the last turns of a conversation (``latest_turns``), however long it has become.

    Args:
        domain: Rasa's domain.
        event_broker: where events are published, if anywhere.
        unused: what ``endpoints.yml`` may say besides; the address comes from the settings.
    """

    def __init__(self, domain: Domain | None = None, event_broker: EventBroker | None = None, **unused: Any) -> None:
        url = make_url(settings().tracker_url)
        if url.get_backend_name() == "sqlite" and url.database:
            settings().data_folder.mkdir(parents=True, exist_ok=True)
        self.engine = make_engine(url)
        self.sessionmaker = sessionmaker(bind=self.engine)
        self._threads = Threads(1 if url.get_backend_name() == "sqlite" else WRITERS)
        self._hold = Hold()
        self._letting_go = LettingGo(self._hold.let_go)
        self._has_tables = False
        self._making_tables = threading.Lock()
        # Not SQLTrackerStore's own: it goes on waiting until the database answers, and the door stays shut so long.
        TrackerStore.__init__(self, domain, event_broker)

    async def retrieve(self, sender_id: str) -> DialogueStateTracker | None:
        """Return the last turns of a conversation since its latest session began; None when nothing is kept of it."""
        turn = turn_under_way()
        held = turn.get(sender_id) if turn is not None else None
        if held is None:
            self._letting_go.begin()
            held = await self._threads.read(lambda: self._read_latest(sender_id))
        return self._given_out(sender_id, held)

    async def retrieve_full_tracker(self, conversation_id: str) -> DialogueStateTracker | None:
        """Return a conversation from its very first word; None when there is none."""
        return await self._threads.read(lambda: self._read_all(conversation_id))

    async def keys(self) -> Iterable[str]:
        """Return the names of all conversations."""

        def read() -> list[str]:
            with self._session() as session:
                return list(session.scalars(select(self.SQLEvent.sender_id).distinct()))

        return await self._threads.read(read)

    async def save(self, tracker: DialogueStateTracker) -> None:
        """Save a conversation; a restart in it deletes all that came before.

        A turn that nobody answered does not count and is not kept: the same words come again, and would stand there
        twice.
        """
        events = list(tracker.events)
        if not _is_answered(events):
            log.warning("conversations.turn_not_kept")
            return
        restarted = _index_of_new_restart(events, getattr(tracker, KEPT, 0))
        if restarted is None:
            await self.stream_events(tracker)
            self._letting_go.begin()
            held = await self._threads.write(lambda: self._add(tracker, events))
            _note(tracker.sender_id, held)
            return
        # All that is kept of it: what this store gave out is its last turns only.
        whole = await self._threads.read(lambda: self._read_all(tracker.sender_id))
        deleted = [*(whole.events if whole else ()), *events[getattr(tracker, KEPT, 0) : restarted]]
        marks = marks_in(tracker.sender_id, deleted)
        fresh = DialogueStateTracker.from_events(
            tracker.sender_id,
            [*_turn_that_asked(events[:restarted], marks), *events[restarted + 1 :]],
            self.domain.slots,
            domain=self.domain,
        )
        setattr(fresh, KEPT, 0)
        await self.stream_events(fresh)
        _note(tracker.sender_id, None)
        await self._threads.write(lambda: self._put_in_place(fresh))
        setattr(tracker, KEPT, len(events))

    async def stream_events(self, tracker: DialogueStateTracker) -> None:
        """Publish what is new in a conversation, if anybody listens."""
        if self.event_broker is None:
            return
        kept: int | None = getattr(tracker, KEPT, None)
        if kept is None:
            await super().stream_events(tracker)
            return
        await self._stream_new_events(self.event_broker, list(tracker.events)[kept:], tracker.sender_id)

    async def seat_of(self, sender_id: str) -> str | None:
        """Return the seat from which a conversation can be opened; None when it has never moved."""

        def read() -> str | None:
            with self._connection() as connection:
                return connection.scalar(select(Seat.seat).where(Seat.sender_id == sender_id))

        return await self._threads.read(read)

    async def give_seat(self, sender_id: str, seat: str, timestamp: float) -> None:
        """Let a conversation be opened from this seat alone.

        Args:
            sender_id: name of the conversation.
            seat: name of the seat.
            timestamp: now, in seconds since 1970.
        """

        def write() -> None:
            with self._session() as session:
                session.merge(Seat(sender_id=sender_id, seat=seat, given_at=timestamp))
                session.commit()

        try:
            await self._threads.write(write)
        except IntegrityError:
            # A button pressed twice: the other press was first to write the row, and now it is there to be changed.
            await self._threads.write(write)

    async def delete_older_than(self, timestamp: float) -> int:
        """Delete conversations in which nothing was said since a moment.

        Args:
            timestamp: seconds since 1970.

        Returns:
            How many events were deleted.
        """

        def write() -> int:
            with self._session() as session:
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

        return await self._threads.write(write)

    def _session(self) -> Any:
        """Return a scope with a session, the tables there."""
        self._make_tables()
        return self.session_scope()

    @contextmanager
    def _connection(self) -> Iterator[Connection]:
        """Lend a connection, the tables there; what needs no objects does without a session."""
        self._make_tables()
        with self.engine.connect() as connection:
            yield connection

    def _make_tables(self) -> None:
        # Several threads may be the first to need them.
        with self._making_tables:
            if not self._has_tables:
                self.Base.metadata.create_all(self.engine)
                self._has_tables = True

    @property
    def _slots(self) -> list[str]:
        return [slot.name for slot in self.domain.slots] if self.domain else []

    def _read_latest(self, sender_id: str) -> Held:
        with self._connection() as connection:
            return self._held_at(connection, sender_id, stand(connection, self.SQLEvent, sender_id))

    def _held_at(self, connection: Any, sender_id: str, now: Mark) -> Held:
        """Return what Rasa is given of a conversation, as it stands; it is only read where that is not held."""
        held = self._hold.get(sender_id, now)
        if held is None:
            # The mark is from before: what comes in while this is read makes it be read anew the next time.
            held = Held(mark=now, events=latest_turns(connection, self.SQLEvent, sender_id, self._slots))
            self._hold.put(sender_id, held)
        return held

    def _read_all(self, sender_id: str) -> DialogueStateTracker | None:
        with self._connection() as connection:
            # In the order in which they were kept: a clock that was set back hides nothing.
            kept = select(self.SQLEvent.data).where(self.SQLEvent.sender_id == sender_id).order_by(self.SQLEvent.id)
            events = [json.loads(data) for data in connection.scalars(kept)]
        return self._tracker(sender_id, deserialise_events(events))

    def _given_out(self, sender_id: str, held: Held) -> DialogueStateTracker | None:
        tracker = self._tracker(sender_id, held.events)
        if tracker is not None:
            setattr(tracker, GIVEN, held)
        return tracker

    def _tracker(self, sender_id: str, events: list[Event]) -> DialogueStateTracker | None:
        if not events or not self.domain:
            return None
        tracker: DialogueStateTracker = DialogueStateTracker.from_events(sender_id, events, self.domain.slots)
        setattr(tracker, KEPT, len(tracker.events))
        return tracker

    def _add(self, tracker: DialogueStateTracker, events: list[Event]) -> Held | None:
        """Add what is new; return how the conversation then stands, where that is known without reading it again.

        What this store gave out is not all there is, and knows itself what of it is kept.
        """
        name, table = tracker.sender_id, self.SQLEvent
        with self._connection() as connection:
            so_far: int | None = getattr(tracker, KEPT, None)
            given: Held | None = getattr(tracker, GIVEN, None)
            if so_far is None:
                so_far = self._count(connection, name)
                if so_far == 0:
                    given = Held(mark=NOTHING, events=[])
            new = events[so_far:]
            rows = [self._values(name, item) for item in new]
            if not rows:
                return given
            connection.execute(insert(table), rows)
            now = stand(connection, table, name)
            connection.commit()
        # Here and not where it is waited for: whoever gave up waiting did not stop it.
        setattr(tracker, KEPT, len(events))
        held = self._held_after(given, new, rows, now) if given is not None else None
        setattr(tracker, GIVEN, held)
        if held is None:
            self._hold.drop(name)
        else:
            self._hold.put(name, held)
        return held

    def _held_after(self, given: Held, new: list[Event], rows: list[dict[str, Any]], now: Mark) -> Held | None:
        """Return what Rasa is given next; None when others wrote too, or only the database can tell."""
        before = given.mark
        if now.count != before.count + len(rows) or before.first not in (None, now.first):
            return None
        back = (read_back(event, row["data"]) for event, row in zip(new, rows, strict=True))
        written = [event for event in back if event is not None]
        events = after_a_turn(given.events, written, self._slots)
        return Held(mark=now, events=events, before=before, written=written) if events is not None else None

    def _count(self, connection: Any, sender_id: str) -> int:
        begun = begun_at(connection, self.SQLEvent, sender_id) or 0
        here = (self.SQLEvent.sender_id == sender_id) & (self.SQLEvent.id >= begun)
        return int(connection.scalar(select(func.count()).select_from(self.SQLEvent).where(here)))

    def _put_in_place(self, tracker: DialogueStateTracker) -> None:
        """Keep a conversation in place of all that was kept of it, in one step."""
        with self._session() as session:
            session.execute(delete(self.SQLEvent).where(self.SQLEvent.sender_id == tracker.sender_id))
            session.add_all(self._row(tracker.sender_id, item) for item in tracker.events)
            session.commit()
        self._hold.drop(tracker.sender_id)
        self._empty_log()

    def _row(self, sender_id: str, item: Event) -> Any:
        return self.SQLEvent(**self._values(sender_id, item))

    def _values(self, sender_id: str, item: Event) -> dict[str, Any]:
        data = item.as_dict()
        return {
            "sender_id": sender_id,
            "type_name": item.type_name,
            "timestamp": data.get("timestamp"),
            "intent_name": data.get("parse_data", {}).get("intent", {}).get("name"),
            "action_name": data.get("name"),
            "data": json.dumps(data),
        }

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


def _note(sender_id: str, held: Held | None) -> None:
    """Have the turn under way know what it wrote; None when it has to read that."""
    turn = turn_under_way()
    if turn is None:
        return
    if held is None:
        turn.pop(sender_id, None)
    else:
        turn[sender_id] = held


def _index_of_new_restart(events: list[Event], kept: int) -> int | None:
    """Where the latest restart stands, if it is one that was not acted on yet.

    A restart that was acted on is not in the database any more, so that any among what is not kept yet is new.
    """
    places = [index for index, item in enumerate(events) if index >= kept and isinstance(item, Restarted)]
    return places[-1] if places else None


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


def _is_answered(events: Iterable[Event]) -> bool:
    """Whether something was said to the latest message, if there is one."""
    answered = True
    for item in events:
        if isinstance(item, UserUttered):
            answered = False
        elif isinstance(item, BotUttered | Restarted):
            answered = True
    return answered
