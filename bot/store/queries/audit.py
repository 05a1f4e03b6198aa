"""The audit trail, as sentences for people."""

from __future__ import annotations

from sqlalchemy import bindparam, select

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
        with self._connected() as connection:
            return tuple(
                AuditNote(
                    at=row.at,
                    event=row.event,
                    subject_id=row.subject_id,
                    by=row.name,
                    sentence=sentence(row.event, row.details, row.name),
                )
                for row in connection.execute(HAPPENED, {"subject": subject})
            )


HAPPENED = (
    select(AuditEventRow.at, AuditEventRow.event, AuditEventRow.subject_id, AuditEventRow.details, StaffRow.name)
    .outerjoin(StaffRow, StaffRow.id == AuditEventRow.staff_id)
    .where(AuditEventRow.subject_id == bindparam("subject"))
    .order_by(AuditEventRow.at, AuditEventRow.id)
)
