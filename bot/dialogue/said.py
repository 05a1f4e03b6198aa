"""What was said in a conversation, as a door reads it: all of it once, then only what is new.

Another server may have taken the turns between, or deleted what was said. So each reading asks the database whether
all that was read is there still, and nothing came in among it; one question answers that when nothing did. A turn that
has the conversation to itself asks once, at its beginning (``bot/dialogue/one_look.py``).
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from typing import Any

from rasa.shared.core.constants import ACTION_SESSION_START_NAME
from rasa.shared.core.events import BotUttered, Event, Restarted, SlotSet, UserUttered
from sqlalchemy import select

from bot.dialogue.held import Held
from bot.dialogue.latest_turns import begun_at, latest_value
from bot.dialogue.letting_go import LettingGo
from bot.dialogue.mark import Mark, stand
from bot.dialogue.one_look import turn_under_way
from bot.dialogue.waiting import Threads

OF_WHAT_WAS_SAID = (UserUttered, BotUttered, Restarted)
KINDS = tuple(kind.type_name for kind in OF_WHAT_WAS_SAID)


@dataclass(frozen=True, kw_only=True)
class SaidSince:
    """What is new.

    Attributes:
        mark: how far it is read now; None when nothing is kept of the conversation.
        events: what was said and answered, in order.
        goes_on: whether it follows what was read before; otherwise it is everything.
    """

    mark: Mark | None
    events: list[Event] = field(default_factory=list)
    goes_on: bool = False


class SaidTables:
    """The part of the conversation store that reads what was said."""

    _connection: Callable[[], AbstractContextManager[Any]]
    _held_at: Callable[[Any, str, Mark], Held]
    _letting_go: LettingGo
    _threads: Threads
    SQLEvent: Any

    async def said_since(self, sender_id: str, mark: Mark | None) -> SaidSince:
        """Return what was said in a conversation since it was read last, in its latest session.

        Args:
            sender_id: name of the conversation.
            mark: how far it was read; None for all of it.
        """
        turn = turn_under_way()
        known = _since_held(turn.get(sender_id), mark) if turn is not None else None
        if known is not None:
            return known
        self._letting_go.begin()

        def read() -> SaidSince:
            with self._connection() as connection:
                now = stand(connection, self.SQLEvent, sender_id)
                if turn is not None and not turn.is_over:
                    turn[sender_id] = self._held_at(connection, sender_id, now)
                if mark is not None and mark == now:
                    return SaidSince(mark=mark, goes_on=True)
                since = _more(connection, self.SQLEvent, sender_id, mark, now) if mark is not None else None
                return since or _all(connection, self.SQLEvent, sender_id, now)

        return await self._threads.read(read)

    async def slot_value(self, sender_id: str, name: str) -> Any:
        """Return what a slot was set to last; None when it never was.

        Args:
            sender_id: name of the conversation.
            name: of the slot.
        """
        turn = turn_under_way()
        held = turn.get(sender_id) if turn is not None else None
        for event in reversed(held.events if held is not None else ()):
            if isinstance(event, SlotSet) and event.key == name:
                return event.value

        def read() -> Any:
            with self._connection() as connection:
                latest = latest_value(connection, self.SQLEvent, sender_id, name)
            return latest.value if latest is not None else None

        return await self._threads.read(read)


def _since_held(held: Held | None, mark: Mark | None) -> SaidSince | None:
    """Return what came after the mark, if what is held tells it."""
    if held is None or mark is None:
        return None
    if mark == held.mark:
        return SaidSince(mark=mark, goes_on=True)
    if mark == held.before and not _begins_afresh(held.written):
        return SaidSince(mark=held.mark, events=_said(held.written), goes_on=True)
    return None


def _more(connection: Any, table: Any, sender_id: str, mark: Mark, now: Mark) -> SaidSince | None:
    """Return what came after the mark; None when it does not follow what was read before."""
    if mark.last is None or now.last is None:
        return None
    rows = connection.execute(
        select(table.action_name, table.data)
        .where(table.sender_id == sender_id, table.id > mark.last, table.id <= now.last)
        .order_by(table.id)
    ).all()
    if any(row.action_name == ACTION_SESSION_START_NAME for row in rows):
        return None
    # What came in late, under a number before these, or went away makes the count another one.
    follows = now.first == mark.first and now.count - len(rows) == mark.count
    if not follows or not _is_where_it_was(connection, table, sender_id, mark):
        return None
    return SaidSince(mark=now, events=_said(_read(rows)), goes_on=True)


def _all(connection: Any, table: Any, sender_id: str, now: Mark) -> SaidSince:
    begun = begun_at(connection, table, sender_id) or 0
    rows = connection.execute(
        select(table.data)
        .where(table.sender_id == sender_id, table.id >= begun, table.type_name.in_(KINDS))
        .order_by(table.id)
    ).all()
    # The mark is from before: whatever came in or went away while this was read makes the next reading one of all.
    return SaidSince(mark=now if rows else None, events=_read(rows))


def _is_where_it_was(connection: Any, table: Any, sender_id: str, mark: Mark) -> bool:
    """Say whether what was read last is still there; ids alone do not tell, for a database may give one out again."""
    here = connection.execute(select(table.sender_id, table.timestamp).where(table.id == mark.last)).first()
    return here is not None and (here.sender_id, here.timestamp) == (sender_id, mark.at)


def _begins_afresh(events: Iterable[Event]) -> bool:
    return any(getattr(event, "action_name", None) == ACTION_SESSION_START_NAME for event in events)


def _said(events: Iterable[Event]) -> list[Event]:
    return [event for event in events if isinstance(event, OF_WHAT_WAS_SAID)]


def _read(rows: Any) -> list[Event]:
    return [event for row in rows if (event := Event.from_parameters(json.loads(row.data))) is not None]
