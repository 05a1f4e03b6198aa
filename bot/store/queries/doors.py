"""How the door stands."""

from __future__ import annotations

from sqlalchemy import select

from bot.store.faults import in_our_words
from bot.store.queries.reading import Reading
from bot.store.records import DoorChange
from bot.store.tables import DoorChangeRow, StaffRow


class DoorQueries(Reading):
    """The door to residents."""

    def is_door_open(self) -> bool:
        """Return whether residents may come in. Asked for every message, so it reads one value and no more."""
        with in_our_words(), self._engine.connect() as connection:
            latest = connection.scalar(select(DoorChangeRow.is_open).order_by(DoorChangeRow.id.desc()).limit(1))
            return latest is None or latest

    def list_door_changes(self, most: int = 50) -> tuple[DoorChange, ...]:
        """Return when the door was closed and opened, and by whom, newest first.

        Args:
            most: how many at most.
        """
        query = (
            select(DoorChangeRow, StaffRow.name)
            .outerjoin(StaffRow, StaffRow.id == DoorChangeRow.staff_id)
            .order_by(DoorChangeRow.id.desc())
            .limit(most)
        )
        with self._reading() as session:
            return tuple(
                DoorChange(at=row.at, is_open=row.is_open, reason=row.reason, by=name)
                for row, name in session.execute(query)
            )
