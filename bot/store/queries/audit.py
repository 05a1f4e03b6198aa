"""The audit trail, as sentences for people."""

from __future__ import annotations

from sqlalchemy import select

from bot.store.audit import sentence
from bot.store.queries.reading import Reading
from bot.store.records import AuditNote
from bot.store.tables import AuditEventRow, StaffRow


class AuditQueries(Reading):
    """Events that happened."""

    def list_audit(self, subject: str) -> tuple[AuditNote, ...]:
        """Return what happened to one summary, request or staff member, oldest first.

        Args:
            subject: its id.
        """
        query = (
            select(AuditEventRow, StaffRow.name)
            .outerjoin(StaffRow, StaffRow.id == AuditEventRow.staff_id)
            .where(AuditEventRow.subject_id == subject)
            .order_by(AuditEventRow.at, AuditEventRow.id)
        )
        with self._reading() as session:
            return tuple(
                AuditNote(
                    at=row.at,
                    event=row.event,
                    subject_id=row.subject_id,
                    by=name,
                    sentence=sentence(row.event, row.details, name),
                )
                for row, name in session.execute(query)
            )
