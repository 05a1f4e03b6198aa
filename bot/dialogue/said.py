"""What was said in a conversation, as a door reads it: all of it once, then only what is new."""

from __future__ import annotations

import json
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from typing import Any

from rasa.shared.core.events import BotUttered, Event, Restarted, UserUttered
from sqlalchemy import func, select

from bot.dialogue.latest_turns import latest_value

OF_WHAT_WAS_SAID = (UserUttered.type_name, BotUttered.type_name, Restarted.type_name)


@dataclass(frozen=True, kw_only=True)
class Mark:
    """How far a conversation was read, and what tells that it is still the same one.

    Attributes:
        first: id of its first event; a conversation that began afresh has another, or another last one.
        last: id of the last event that was read.
        at: when that was said.
    """

    first: int
    last: int
    at: float | None


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

    session_scope: Any
    SQLEvent: Any

    async def said_since(self, sender_id: str, mark: Mark | None) -> SaidSince:
        """Return what was said in a conversation since it was read last.

        Args:
            sender_id: name of the conversation.
            mark: how far it was read; None for all of it.
        """
        table = self.SQLEvent
        scope: AbstractContextManager[Any] = self.session_scope()
        with scope as session:
            first = session.scalar(select(func.min(table.id)).where(table.sender_id == sender_id))
            goes_on = mark is not None and _is_still_so(session, table, sender_id, first, mark)
            wanted = (
                select(table.id, table.timestamp, table.data)
                .where(table.sender_id == sender_id, table.type_name.in_(OF_WHAT_WAS_SAID))
                .order_by(table.id)
            )
            rows = session.execute(wanted.where(table.id > mark.last) if mark and goes_on else wanted).all()
        if not rows:
            return SaidSince(mark=mark if goes_on else None, goes_on=goes_on)
        events = [event for row in rows if (event := Event.from_parameters(json.loads(row.data))) is not None]
        read = Mark(first=first, last=rows[-1].id, at=rows[-1].timestamp)
        return SaidSince(mark=read, events=events, goes_on=goes_on)

    async def slot_value(self, sender_id: str, name: str) -> Any:
        """Return what a slot was set to last; None when it never was.

        Args:
            sender_id: name of the conversation.
            name: of the slot.
        """
        scope: AbstractContextManager[Any] = self.session_scope()
        with scope as session:
            latest = latest_value(session, self.SQLEvent, sender_id, name)
        return latest.value if latest is not None else None


def _is_still_so(session: Any, table: Any, sender_id: str, first: int | None, mark: Mark) -> bool:
    """Say whether what was read is still there; ids alone do not tell, for a database may give one out again."""
    if first != mark.first:
        return False
    here = session.execute(select(table.sender_id, table.timestamp).where(table.id == mark.last)).first()
    return here is not None and (here.sender_id, here.timestamp) == (sender_id, mark.at)
