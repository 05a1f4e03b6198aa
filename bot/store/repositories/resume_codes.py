"""Writing codes that open a conversation from another device, and tries that failed."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import delete, func, or_, select, text, update
from sqlalchemy.orm import Session

from bot.store.tables import ResumeCodeRow, ResumeFailureRow


class ResumeCodeRepository:
    """Resume codes."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def put(self, conversation: str, code_key: str, *, made_at: datetime, expires_at: datetime) -> None:
        """Keep the code of a conversation in place of the one it had."""
        self._session.merge(
            ResumeCodeRow(
                conversation=conversation,
                code_key=code_key,
                made_at=made_at,
                expires_at=expires_at,
                taker_key=None,
                taken_at=None,
            )
        )

    def take(
        self, code_key: str, taker_key: str, at: datetime, *, again_since: datetime
    ) -> tuple[str, datetime] | None:
        """Use a code up for one taker.

        Args:
            code_key: digest of the code.
            taker_key: digest of whoever uses it.
            at: the time.
            again_since: whoever used it after this, and nobody else, may use it again: the answer may have been lost.

        Returns:
            Its conversation and when it was made, or None when no such code is alive.
        """
        row = self._session.scalar(
            select(ResumeCodeRow)
            .where(ResumeCodeRow.code_key == code_key, ResumeCodeRow.expires_at > at)
            .with_for_update()
        )
        if row is None:
            return None
        if row.taken_at is not None and (row.taker_key != taker_key or row.taken_at <= again_since):
            return None
        if row.taken_at is None:
            row.taker_key, row.taken_at = taker_key, at
        return row.conversation, row.made_at

    def let_go(self, code_key: str, taker_key: str) -> None:
        """Make a code fresh again that this taker used for nothing."""
        used_by_them = (ResumeCodeRow.code_key == code_key) & (ResumeCodeRow.taker_key == taker_key)
        self._session.execute(update(ResumeCodeRow).where(used_by_them).values(taker_key=None, taken_at=None))

    def delete(self, conversation: str) -> None:
        """End the code of a conversation."""
        self._session.execute(delete(ResumeCodeRow).where(ResumeCodeRow.conversation == conversation))

    def delete_expired(self, at: datetime, *, taken_before: datetime) -> None:
        """Forget codes that are too old to be used, and those that were used up."""
        over = or_(ResumeCodeRow.expires_at <= at, ResumeCodeRow.taken_at <= taken_before)
        self._session.execute(delete(ResumeCodeRow).where(over))

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
