"""Writing codes that open a conversation from another device, and tries that failed."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import delete, func, select, text
from sqlalchemy.orm import Session

from bot.store.tables import ResumeCodeRow, ResumeFailureRow


class ResumeCodeRepository:
    """Resume codes."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def put(self, conversation: str, code_key: str, *, made_at: datetime, expires_at: datetime) -> None:
        """Keep the code of a conversation in place of the one it had."""
        self._session.merge(
            ResumeCodeRow(conversation=conversation, code_key=code_key, made_at=made_at, expires_at=expires_at)
        )

    def take(self, code_key: str, at: datetime) -> str | None:
        """Use a code up: delete it and return its conversation, or None when no such code is alive."""
        row = self._session.scalar(
            select(ResumeCodeRow)
            .where(ResumeCodeRow.code_key == code_key, ResumeCodeRow.expires_at > at)
            .with_for_update()
        )
        if row is None:
            return None
        self._session.delete(row)
        return row.conversation

    def delete(self, conversation: str) -> None:
        """End the code of a conversation."""
        self._session.execute(delete(ResumeCodeRow).where(ResumeCodeRow.conversation == conversation))

    def delete_expired(self, at: datetime) -> None:
        """Forget codes that are too old to be used."""
        self._session.execute(delete(ResumeCodeRow).where(ResumeCodeRow.expires_at <= at))

    def count_failures(self, address_key: str, *, since: datetime) -> tuple[int, int]:
        """Return how many codes opened nothing since then: from this address, and from all.

        Nobody else counts until this unit of work ends, so that guesses made at the same moment see each other.
        """
        if self._session.get_bind().dialect.name == "postgresql":
            self._session.execute(text("LOCK TABLE resume_failures IN SHARE ROW EXCLUSIVE MODE"))
        lately = select(func.count()).where(ResumeFailureRow.at > since)
        from_address = self._session.scalar(lately.where(ResumeFailureRow.address_key == address_key))
        return from_address or 0, self._session.scalar(lately) or 0

    def add_failure(self, address_key: str, at: datetime) -> None:
        """Add a try that failed."""
        self._session.add(ResumeFailureRow(address_key=address_key, at=at))

    def delete_failures(self, *, before: datetime) -> None:
        """Forget tries that are too old to count."""
        self._session.execute(delete(ResumeFailureRow).where(ResumeFailureRow.at <= before))
