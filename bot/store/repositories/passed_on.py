"""What can happen to a summary and to a request alike, and to a concern as far as staff pick it up."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import update
from sqlalchemy.orm import Session

from bot.store.engine import ERASED
from bot.store.tables import ConcernRow, RequestRow, SummaryRow, ViewRow

PassedOnRow = SummaryRow | RequestRow


def kind_of(row: PassedOnRow | ConcernRow) -> str:
    """Return ``summary``, ``request`` or ``concern``."""
    if isinstance(row, ConcernRow):
        return "concern"
    return "summary" if isinstance(row, SummaryRow) else "request"


def mark_picked_up(row: PassedOnRow | ConcernRow, staff_id: str, at: datetime) -> None:
    """Note who is on it."""
    row.picked_up_by = staff_id
    row.picked_up_at = at


def mark_withdrawal_asked(row: PassedOnRow, at: datetime) -> None:
    """Note that the resident asked for it to be deleted."""
    row.withdrawal_asked_at = at


def mark_unread(session: Session, row: PassedOnRow) -> None:
    """Note that what staff have opened is not what is there now."""
    session.execute(update(ViewRow).where(ViewRow.subject_id == row.id).values(is_latest=False))


def mark_erased(session: Session, row: PassedOnRow, at: datetime) -> None:
    """Note that the words were erased at the resident's request; the row stays as a tombstone."""
    row.erased_at = at
    session.info[ERASED] = True
    mark_unread(session, row)


def mark_shared_again(session: Session, row: PassedOnRow, at: datetime) -> None:
    """Note a new version, which the resident wants read: an earlier wish to delete is over."""
    mark_unread(session, row)
    row.version += 1
    row.changed_at = at
    row.withdrawal_asked_at = None
    row.erased_at = None
