"""What was said in a conversation, as a door reads it: all of it once, then only what is new.

Another server may have taken the turns between, or deleted what was said. So each reading asks the database whether
all that was read is there still, and nothing came in among it.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from typing import Any

from rasa.shared.core.constants import ACTION_SESSION_START_NAME
from rasa.shared.core.events import BotUttered, Event, Restarted, UserUttered
from sqlalchemy import case, func, or_, select

from bot.dialogue.latest_turns import begun_at, latest_value
from bot.dialogue.waiting import Threads

OF_WHAT_WAS_SAID = (UserUttered.type_name, BotUttered.type_name, Restarted.type_name)


@dataclass(frozen=True, kw_only=True)
class Mark:
    """How far a conversation was read, and what tells that it is still the same one.

    Attributes:
        first: id of its first event; a conversation that began afresh has another, or another last one.
        last: id of the last event that was read.
        at: when that was said.
        count: how many events of any kind it had up to there.
    """

    first: int
    last: int
    at: float | None
    count: int


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

    _session: Callable[[], AbstractContextManager[Any]]
    _threads: Threads
    SQLEvent: Any

    async def said_since(self, sender_id: str, mark: Mark | None) -> SaidSince:
        """Return what was said in a conversation since it was read last, in its latest session.

        Args:
            sender_id: name of the conversation.
            mark: how far it was read; None for all of it.
        """

        def read() -> SaidSince:
            with self._session() as session:
                since = _more(session, self.SQLEvent, sender_id, mark) if mark is not None else None
                return since or _all(session, self.SQLEvent, sender_id)

        return await self._threads.read(read)

    async def slot_value(self, sender_id: str, name: str) -> Any:
        """Return what a slot was set to last; None when it never was.

        Args:
            sender_id: name of the conversation.
            name: of the slot.
        """

        def read() -> Any:
            with self._session() as session:
                latest = latest_value(session, self.SQLEvent, sender_id, name)
            return latest.value if latest is not None else None

        return await self._threads.read(read)


def _more(session: Any, table: Any, sender_id: str, mark: Mark) -> SaidSince | None:
    """Return what came after the mark; None when it does not follow what was read before."""
    begins = table.action_name == ACTION_SESSION_START_NAME
    rows = session.execute(
        _columns(table)
        .where(table.sender_id == sender_id, table.id > mark.last, or_(table.type_name.in_(OF_WHAT_WAS_SAID), begins))
        .order_by(table.id)
    ).all()
    if any(row.action_name == ACTION_SESSION_START_NAME for row in rows):
        return None
    last, at = (rows[-1].id, rows[-1].timestamp) if rows else (mark.last, mark.at)
    # Looked at after reading: what is there still was there then, and what was read follows it.
    first, before, count = _stand(session, table, sender_id, mark.last, last)
    if (first, before) != (mark.first, mark.count) or not _is_where_it_was(session, table, sender_id, mark):
        return None
    return SaidSince(mark=Mark(first=first, last=last, at=at, count=count), events=_events(rows), goes_on=True)


def _all(session: Any, table: Any, sender_id: str) -> SaidSince:
    begun = begun_at(session, table, sender_id) or 0
    rows = session.execute(
        _columns(table)
        .where(table.sender_id == sender_id, table.id >= begun, table.type_name.in_(OF_WHAT_WAS_SAID))
        .order_by(table.id)
    ).all()
    if not rows:
        return SaidSince(mark=None)
    last, at = rows[-1].id, rows[-1].timestamp
    first, _, count = _stand(session, table, sender_id, last, last)
    # If it was deleted while it was read, nothing stands there that this mark could be taken for.
    mark = Mark(first=first, last=last, at=at, count=count) if first is not None else None
    return SaidSince(mark=mark, events=_events(rows))


def _columns(table: Any) -> Any:
    return select(table.id, table.timestamp, table.action_name, table.data)


def _stand(session: Any, table: Any, sender_id: str, one: int, other: int) -> tuple[Any, Any, Any]:
    """Return the id of the first event, and how many there are up to one event and up to another, at one moment."""
    counted = (func.sum(case((table.id <= last, 1), else_=0)) for last in (one, other))
    return tuple(session.execute(select(func.min(table.id), *counted).where(table.sender_id == sender_id)).one())


def _is_where_it_was(session: Any, table: Any, sender_id: str, mark: Mark) -> bool:
    """Say whether what was read last is still there; ids alone do not tell, for a database may give one out again."""
    here = session.execute(select(table.sender_id, table.timestamp).where(table.id == mark.last)).first()
    return here is not None and (here.sender_id, here.timestamp) == (sender_id, mark.at)


def _events(rows: Any) -> list[Event]:
    return [event for row in rows if (event := Event.from_parameters(json.loads(row.data))) is not None]
