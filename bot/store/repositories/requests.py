"""Writing requests for a person or an assessment."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.errors import NotFoundError
from bot.store.identifiers import checked, issue
from bot.store.repositories.passed_on import mark_erased, mark_shared_again
from bot.store.tables import RequestRow
from bot.strengths.how_to_talk import HowToTalk
from bot.strengths.safe_contact import SafeContact


class RequestRepository:
    """Requests; one of each kind for each contact."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def add(
        self,
        *,
        contact_id: str,
        kind: str,
        words: str,
        safe_contact: SafeContact,
        how_to_talk: HowToTalk,
        reference: str,
        at: datetime,
    ) -> RequestRow:
        """Add a request."""
        row = RequestRow(
            id=issue(),
            contact_id=contact_id,
            kind=kind,
            reference=reference,
            version=1,
            arrived_at=at,
            changed_at=at,
            content=_content(words, safe_contact, how_to_talk),
        )
        self._session.add(row)
        return row

    def find(self, id: str) -> RequestRow | None:  # noqa: A002 -- named as everybody names it
        """Return the request with this id, or None."""
        return self._session.scalar(select(RequestRow).where(RequestRow.id == checked(id)).with_for_update())

    def get(self, id: str) -> RequestRow:  # noqa: A002
        """Return the request with this id.

        Raises:
            NotFoundError: there is none.
        """
        row = self.find(id)
        if row is None:
            raise NotFoundError("There is no request with this id.")
        return row

    def find_by_contact(self, contact_id: str, kind: str) -> RequestRow | None:
        """Return the request of this kind made by this contact, or None."""
        return self._session.scalar(
            select(RequestRow)
            .where(RequestRow.contact_id == checked(contact_id), RequestRow.kind == kind)
            .with_for_update()
        )

    def list_by_contact(self, contact_id: str) -> list[RequestRow]:
        """Return every request made by this contact."""
        return list(
            self._session.scalars(
                select(RequestRow)
                .where(RequestRow.contact_id == checked(contact_id))
                .order_by(RequestRow.kind)
                .with_for_update()
            )
        )

    def mark_changed(
        self, row: RequestRow, words: str, safe_contact: SafeContact, how_to_talk: HowToTalk, at: datetime
    ) -> None:
        """Replace what was asked for, and how to reach and talk with the person."""
        mark_shared_again(self._session, row, at)
        row.content = _content(words, safe_contact, how_to_talk)

    def mark_erased(self, row: RequestRow, at: datetime) -> None:
        """Erase the words; the row stays as a tombstone."""
        mark_erased(self._session, row, at)
        row.content = None


def _content(words: str, safe_contact: SafeContact, how_to_talk: HowToTalk) -> dict[str, Any]:
    return {"words": words, "safe_contact": safe_contact.to_record(), "how_to_talk": how_to_talk.to_record()}
