"""Writing what staff opened."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from bot.store.tables import ViewRow


class ViewRepository:
    """Who opened what."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def mark_viewed(
        self, subject_kind: str, subject_id: str, version: int, staff_id: str, at: datetime, *, erased: bool = False
    ) -> bool:
        """Note that somebody opened the latest version, erased or not; return whether it was new to them."""
        row = self._session.scalar(
            select(ViewRow).where(ViewRow.subject_id == subject_id, ViewRow.staff_id == staff_id).with_for_update()
        )
        if row is None:
            row = ViewRow(subject_kind=subject_kind, subject_id=subject_id, staff_id=staff_id, version=0)
            self._session.add(row)
        is_new = row.version < version
        row.version = version
        row.at = at
        # What is erased counts as neither read nor unread.
        row.is_latest = not erased
        return is_new

    def count_views(self, subject_id: str) -> int:
        """Return how many staff members opened something."""
        return self._session.scalar(select(func.count()).where(ViewRow.subject_id == subject_id)) or 0
