"""Writing strengths summaries."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.errors import NotFoundError
from bot.store.identifiers import checked, issue
from bot.store.repositories.passed_on import mark_erased, mark_shared_again
from bot.store.tables import SummaryRow, VersionRow
from bot.strengths.summary import Summary


class SummaryRepository:
    """Summaries; one for each contact."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def add(self, summary: Summary, reference: str, at: datetime) -> SummaryRow:
        """Add the first version of a summary."""
        row = SummaryRow(
            id=issue(), contact_id=summary.contact_id, reference=reference, version=1, arrived_at=at, changed_at=at
        )
        row.versions = [VersionRow(version=1, at=at, content=summary.to_record())]
        self._session.add(row)
        return row

    def add_version(self, row: SummaryRow, summary: Summary, at: datetime) -> None:
        """Add a later version; the reference stays."""
        mark_shared_again(self._session, row, at)
        row.versions.append(VersionRow(version=row.version, at=at, content=summary.to_record()))

    def find(self, id: str) -> SummaryRow | None:  # noqa: A002 -- named as everybody names it
        """Return the summary with this id, or None."""
        return self._session.scalar(select(SummaryRow).where(SummaryRow.id == checked(id)).with_for_update())

    def get(self, id: str) -> SummaryRow:  # noqa: A002
        """Return the summary with this id.

        Raises:
            NotFoundError: there is none.
        """
        row = self.find(id)
        if row is None:
            raise NotFoundError("There is no summary with this id.")
        return row

    def find_by_contact(self, contact_id: str) -> SummaryRow | None:
        """Return the summary of this contact, or None."""
        return self._session.scalar(
            select(SummaryRow).where(SummaryRow.contact_id == checked(contact_id)).with_for_update()
        )

    def find_content(self, row: SummaryRow, version: int) -> Summary | None:
        """Return one version as it was shared; None if there is none, or its words were erased."""
        content = next((item.content for item in row.versions if item.version == version), None)
        return Summary.from_record(content) if content else None

    def mark_erased(self, row: SummaryRow, at: datetime) -> None:
        """Erase the words of every version; the row stays as a tombstone."""
        mark_erased(self._session, row, at)
        for version in row.versions:
            version.content = None
