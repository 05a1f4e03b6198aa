"""Telling the safeguarding team that danger was voiced, on a road that nothing else takes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal, get_args

from bot.clock import Clock, now
from bot.handover.receipt import Receipt, new_reference
from bot.handover.trying_again import until_alone
from bot.handover.unsent import cancel_unsent
from bot.store import Account, ConcernContent, ConcernNote, UnitOfWork, Work
from bot.store.concern_records import NOT_YET_SAID
from bot.store.tables import ConcernRow
from bot.strengths.safe_contact import SafeContact
from bot.strengths.safety import PASSED_ON, Safety

Note = Literal["not_meant", "wants_person", "stopped", "carried_on"]
"""What a conversation can add to its concern, besides more accounts and how to reach the person."""

DELETION_ASKED = "deletion_asked"


@dataclass(frozen=True, kw_only=True)
class Concern:
    """Danger voiced in one message.

    Attributes:
        contact_id: the conversation's name; the same in every message of it.
        message_id: the message in which it was voiced; the same message twice is the same account.
        words: exactly what was typed, or the title of the button chosen.
        safety: how it was read, and what fired.
        asked: key of the question that was open, or None.
        said_by: ``resident`` or ``someone_else``.
        safe_contact: how it is safe to reach the person, as far as they said.
    """

    contact_id: str
    message_id: str
    words: str
    safety: Safety
    asked: str | None
    said_by: str = "resident"
    safe_contact: SafeContact = NOT_YET_SAID


def raise_concern(unit_of_work: UnitOfWork, concern: Concern, clock: Clock = now) -> Receipt:
    """Tell the safeguarding team: concern, promise of delivery and audit event, or none of them.

    A conversation has one concern, and each message that voices danger is an account in it, kept as it was typed. The
    same message again changes nothing. A delivery is promised only if the safeguarding team has a system of its own.

    Args:
        unit_of_work: writes.
        concern: what was voiced. If it does not say how to reach the person, what was known of that stays.
        clock: the time.

    Returns:
        The receipt, once everything is kept.

    Raises:
        ValueError: the tier is not one that reaches staff.
        StoreUnavailableError: nothing was kept.
    """
    if concern.safety.tier not in PASSED_ON:
        raise ValueError(f"{concern.safety.tier} does not reach staff.")
    return until_alone(lambda: _raise(unit_of_work, concern, clock()))


def change_concern_contact(
    unit_of_work: UnitOfWork, contact_id: str, safe_contact: SafeContact, clock: Clock = now
) -> Receipt | None:
    """Tell the safeguarding team how it is safe to reach the person now; what they said before stays beside it.

    Args:
        unit_of_work: writes.
        contact_id: the conversation's name.
        safe_contact: how it is safe to reach them.
        clock: the time.

    Returns:
        The receipt, once it is kept; None when no concern was raised in this conversation.

    Raises:
        StoreUnavailableError: nothing was kept.
    """
    return until_alone(lambda: _change_contact(unit_of_work, contact_id, safe_contact, clock()))


def note_on_concern(unit_of_work: UnitOfWork, contact_id: str, note: Note, clock: Clock = now) -> Receipt | None:
    """Tell the safeguarding team what else happened in the conversation.

    The same note twice, with nothing voiced in between, is one note.

    Args:
        unit_of_work: writes.
        contact_id: the conversation's name.
        note: ``not_meant`` (the person says that it was not meant so), ``wants_person``, ``stopped`` or ``carried_on``.
        clock: the time.

    Returns:
        The receipt, once it is kept; None when no concern was raised in this conversation.

    Raises:
        ValueError: there is no such note.
        StoreUnavailableError: nothing was kept.
    """
    if note not in get_args(Note):
        raise ValueError("There is no such note on a concern.")
    return until_alone(lambda: _note(unit_of_work, contact_id, note, clock()))


def note_deletion_asked(work: Work, contact_id: str, at: datetime) -> bool:
    """Note, within a withdrawal, that the person asked for everything to be deleted; the concern stays.

    Args:
        work: the withdrawal's transaction.
        contact_id: the conversation's name.
        at: the time.

    Returns:
        Whether there is a concern.
    """
    row = work.concerns.find_by_contact(contact_id)
    if row is not None:
        _add_note(work, row, DELETION_ASKED, at)
    return row is not None


def _raise(unit_of_work: UnitOfWork, concern: Concern, at: datetime) -> Receipt:
    account = Account(
        message_id=concern.message_id,
        words=concern.words,
        safety=concern.safety,
        asked=concern.asked,
        said_by=concern.said_by,
        at=at,
    )
    with unit_of_work as work:
        row = work.concerns.find_by_contact(concern.contact_id)
        if row is None:
            content = ConcernContent(accounts=(account,), safe_contact=concern.safe_contact)
            row = work.concerns.add(concern.contact_id, content, new_reference(), at)
            _promise(work, row, "concern.raised", at)
            work.audit.add("concern.raised", row.id, at, version=row.version)
            work.commit()
            return _receipt(row)
        content = work.concerns.get_content(row)
        if any(earlier.message_id == account.message_id for earlier in content.accounts):
            return _receipt(row, repeated=True)
        content = content.with_account(account)
        if concern.safe_contact != NOT_YET_SAID:
            content = content.with_contact(concern.safe_contact, at)
        _change(work, row, content, "concern.account_added", at)
        work.commit()
        return _receipt(row)


def _change_contact(
    unit_of_work: UnitOfWork, contact_id: str, safe_contact: SafeContact, at: datetime
) -> Receipt | None:
    with unit_of_work as work:
        row = work.concerns.find_by_contact(contact_id)
        if row is None:
            return None
        content = work.concerns.get_content(row)
        if content.safe_contact == safe_contact:
            return _receipt(row, repeated=True)
        _change(work, row, content.with_contact(safe_contact, at), "concern.contact_changed", at)
        work.commit()
        return _receipt(row)


def _note(unit_of_work: UnitOfWork, contact_id: str, note: str, at: datetime) -> Receipt | None:
    with unit_of_work as work:
        row = work.concerns.find_by_contact(contact_id)
        if row is None:
            return None
        is_new = _add_note(work, row, note, at)
        work.commit()
        return _receipt(row, repeated=not is_new)


def _add_note(work: Work, row: ConcernRow, note: str, at: datetime) -> bool:
    """Add a note, unless it is the latest thing that happened; return whether it was added."""
    content = work.concerns.get_content(row)
    latest = content.notes[-1] if content.notes else None
    if latest is not None and latest.note == note and latest.at >= content.accounts[-1].at:
        return False
    _change(work, row, content.with_note(ConcernNote(note=note, at=at)), f"concern.{note}", at)
    return True


def _change(work: Work, row: ConcernRow, content: ConcernContent, event: str, at: datetime) -> None:
    work.concerns.mark_changed(row, content, at)
    _promise(work, row, "concern.changed", at)
    work.audit.add(event, row.id, at, version=row.version)


def _promise(work: Work, row: ConcernRow, event: str, at: datetime) -> None:
    """Promise the concern as it stands, in place of what was not sent yet: each delivery is the whole.

    Where no address is set a promise made before stays: cancelling it would leave nothing in its place.
    """
    if work.sends_concerns:
        cancel_unsent(work, row.id, at)
        work.deliveries.add(event, "concern", row.id, row.version, at)


def _receipt(row: ConcernRow, *, repeated: bool = False) -> Receipt:
    return Receipt(reference=row.reference, version=row.version, repeated=repeated)
