"""Writing safety concerns."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.errors import NotFoundError
from bot.store.concern_records import ConcernContent
from bot.store.identifiers import checked, issue
from bot.store.tables import ConcernRow


class ConcernRepository:
    """Concerns; one for each conversation. None is ever erased."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def add(self, contact_id: str, content: ConcernContent, reference: str, at: datetime) -> ConcernRow:
        """Add a concern."""
        row = ConcernRow(
            id=issue(),
            contact_id=contact_id,
            reference=reference,
            version=1,
            arrived_at=at,
            changed_at=at,
            tier=content.tier.value,
            content=content.to_record(),
        )
        self._session.add(row)
        return row

    def get(self, id: str, *, to_change: bool = True) -> ConcernRow:  # noqa: A002 -- named as everybody names it
        """Return the concern with this id.

        Args:
            id: which one.
            to_change: False to read it only, without waiting for whoever writes it or making anybody wait.

        Raises:
            NotFoundError: there is none.
        """
        query = select(ConcernRow).where(ConcernRow.id == checked(id))
        row = self._session.scalar(query.with_for_update() if to_change else query)
        if row is None:
            raise NotFoundError("There is no concern with this id.")
        return row

    def find_by_contact(self, contact_id: str) -> ConcernRow | None:
        """Return the concern raised in this conversation, or None."""
        return self._session.scalar(
            select(ConcernRow).where(ConcernRow.contact_id == checked(contact_id)).with_for_update()
        )

    def get_content(self, row: ConcernRow) -> ConcernContent:
        """Return everything a concern holds."""
        return ConcernContent.from_record(row.content)

    def mark_changed(self, row: ConcernRow, content: ConcernContent, at: datetime) -> None:
        """Replace what a concern holds; it is as urgent as the most urgent of its accounts."""
        row.version += 1
        row.changed_at = at
        row.tier = content.tier.value
        row.content = content.to_record()
