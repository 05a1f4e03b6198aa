"""Writing the audit trail."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from bot.store.audit import Detail, check
from bot.store.tables.audit import AuditEventRow


class AuditRepository:
    """Events that happened; none is ever changed."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def add(self, event: str, subject_id: str, at: datetime, *, staff_id: str | None = None, **details: Detail) -> None:
        """Add an event.

        Args:
            event: a name declared in ``bot.store.audit``.
            subject_id: the summary, request or staff member it happened to.
            at: when.
            staff_id: who did it, if a staff member did.
            details: exactly the fields that the event declares.

        Raises:
            ValueError: the event is not as declared.
        """
        check(event, details, staff_id)
        row = AuditEventRow(event=event, subject_id=subject_id, at=at, staff_id=staff_id, details=dict(details))
        self._session.add(row)
