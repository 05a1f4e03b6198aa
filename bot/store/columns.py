"""Column types that behave alike on SQLite and PostgreSQL."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import JSON, DateTime, Dialect, TypeDecorator

IDENTIFIER_LENGTH = 64
"""Room for an id: ours are 32 hexadecimal characters, a channel's may be longer."""

PLAIN_VALUES = JSON(none_as_null=True)
"""Plain values as JSON text. Not JSONB: that cannot hold every character a person can type (U+0000)."""


class UtcDateTime(TypeDecorator[datetime]):
    """A moment with its time zone, kept in UTC.

    SQLite has no time zones: there the moment is kept without one and gets UTC back on the way out.
    """

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Return the moment as the database takes it.

        Raises:
            ValueError: the moment has no time zone, so nobody could say when it was.
        """
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("A moment without a time zone cannot be stored.")
        moment = value.astimezone(UTC)
        return moment.replace(tzinfo=None) if dialect.name == "sqlite" else moment

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:
        """Return the moment with UTC as its time zone."""
        if value is None:
            return None
        moment: datetime = value
        return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
