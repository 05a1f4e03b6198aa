"""How a conversation stands in the database: one question tells whether it is as it was when it was read."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from sqlalchemy import bindparam, func, select


@dataclass(frozen=True, kw_only=True)
class Mark:
    """How far a conversation was read, and what tells that it is still the same one.

    Attributes:
        first: id of its first event; a conversation that began afresh has another, or another last one. None while
            there is no event.
        last: id of its last event.
        at: when that was.
        count: how many events of any kind it had.
    """

    first: int | None
    last: int | None
    at: float | None
    count: int


NOTHING = Mark(first=None, last=None, at=None, count=0)
"""How a conversation stands of which nothing is kept."""


def stand(connection: Any, table: Any, sender_id: str) -> Mark:
    """Return how a conversation stands, as of one moment.

    Args:
        connection: to the database.
        table: its events.
        sender_id: name of the conversation.
    """
    row = connection.execute(_question(table), {"name": sender_id}).one()
    return Mark(first=row[0], last=row[1], count=row[2], at=row[3])


@lru_cache(maxsize=2)
def _question(table: Any) -> Any:
    """Return the statement, put together once. All but the time is read from the index alone."""
    here = table.sender_id == bindparam("name")
    last = select(func.max(table.id)).where(here).scalar_subquery()
    at = select(table.timestamp).where(table.id == last).scalar_subquery()
    return select(func.min(table.id), func.max(table.id), func.count(), at).where(here)
