"""Closing the door to residents, and opening it."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select, text
from sqlalchemy.orm import Session

from bot.store.tables import DoorChangeRow


class DoorRepository:
    """How the door stands; what was so before is never changed."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def find_latest(self) -> DoorChangeRow | None:
        """Return the latest change, or None while the door has always been open. Nobody else changes it meanwhile."""
        if self._session.get_bind().dialect.name == "postgresql":
            self._session.execute(text("LOCK TABLE door_changes IN SHARE ROW EXCLUSIVE MODE"))
        return self._session.scalar(select(DoorChangeRow).order_by(DoorChangeRow.id.desc()).limit(1))

    def add(self, at: datetime, *, is_open: bool, reason: str, staff_id: str | None) -> int:
        """Add a change.

        Args:
            at: when.
            is_open: how the door stands from then on.
            reason: for colleagues; never shown to residents.
            staff_id: who did it; None at the command line.

        Returns:
            Its number.
        """
        row = DoorChangeRow(at=at, is_open=is_open, reason=reason, staff_id=staff_id)
        self._session.add(row)
        self._session.flush()
        return row.id
