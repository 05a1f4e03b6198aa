"""A resident asks for what they shared to be deleted."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bot.clock import Clock, now
from bot.handover.raising_concern import note_deletion_asked
from bot.handover.trying_again import until_alone
from bot.handover.unsent import cancel_unsent
from bot.store import UnitOfWork, Work
from bot.store.repositories.deliveries import DELIVERED
from bot.store.repositories.passed_on import PassedOnRow, kind_of, mark_withdrawal_asked
from bot.store.tables import DeliveryRow, SummaryRow


@dataclass(frozen=True, kw_only=True)
class Withdrawal:
    """What became of the wish.

    Attributes:
        reference: of the summary, or of a request if there is no summary; None if nothing had been shared.
        already_read: whether something is with the team or in the council's own system, so that it stays
            there, marked with the wish. Everything else was erased.
        found: whether anything had been shared.
        opened: whether a staff member had opened some of it, picked up or not.
        concern_stays: whether the safeguarding team was told of something in the conversation; that stays with them.
    """

    reference: str | None
    already_read: bool
    found: bool
    opened: bool = False
    concern_stays: bool = False


def withdraw(
    unit_of_work: UnitOfWork, contact_id: str, clock: Clock = now, *, conversation: str | None = None
) -> Withdrawal:
    """Erase what a contact shared, as far as nobody works with it; mark the rest as asked to be deleted.

    What nobody picked up and what was not delivered is erased for good, in every version; a row without words
    stays as a tombstone. Nothing that was still waiting to be sent is sent. If anything may have reached the
    council's own system, that is told too. Asking again changes nothing.

    A safety concern is never erased: whoever reads it is told of the wish (safety duty, practice 6.3).

    Args:
        unit_of_work: writes.
        contact_id: the contact it was shared by.
        clock: the time.
        conversation: name of the conversation, under which a concern was raised; the contact's id unless given.

    Returns:
        What became of it, once everything is kept.

    Raises:
        StoreUnavailableError: nothing was changed.
    """
    return until_alone(lambda: _withdraw(unit_of_work, contact_id, conversation or contact_id, clock()))


def withdraw_request(unit_of_work: UnitOfWork, contact_id: str, kind: str, clock: Clock = now) -> Withdrawal:
    """Take back one request, because the person says that they did not ask for it; nothing else they shared changes.

    What becomes of it is what becomes of anything withdrawn: erased if nobody has it, and otherwise marked, so that
    whoever has it is told. Asked for again, it is open again under the same reference.

    Args:
        unit_of_work: writes.
        contact_id: the contact it was made by.
        kind: ``person`` or ``assessment``.
        clock: the time.

    Returns:
        What became of it, once everything is kept.

    Raises:
        StoreUnavailableError: nothing was changed.
    """
    return until_alone(lambda: _withdraw_request(unit_of_work, contact_id, kind, clock()))


def _withdraw_request(unit_of_work: UnitOfWork, contact_id: str, kind: str, at: datetime) -> Withdrawal:
    with unit_of_work as work:
        row = work.requests.find_by_contact(contact_id, kind)
        if row is None:
            return Withdrawal(reference=None, already_read=False, found=False)
        kept = _withdraw_one(work, row, at)
        opened = bool(work.views.count_views(row.id))
        work.commit()
        return Withdrawal(reference=row.reference, already_read=kept, found=True, opened=opened)


def _withdraw(unit_of_work: UnitOfWork, contact_id: str, conversation: str, at: datetime) -> Withdrawal:
    with unit_of_work as work:
        summary = work.summaries.find_by_contact(contact_id)
        rows: list[PassedOnRow] = [*([summary] if summary else []), *work.requests.list_by_contact(contact_id)]
        kept = [_withdraw_one(work, row, at) for row in rows]
        opened = any(work.views.count_views(row.id) for row in rows)
        concern_stays = note_deletion_asked(work, conversation, at)
        work.commit()
        return Withdrawal(
            reference=rows[0].reference if rows else None,
            already_read=any(kept),
            found=bool(rows),
            opened=opened,
            concern_stays=concern_stays,
        )


def _withdraw_one(work: Work, row: PassedOnRow, at: datetime) -> bool:
    """Withdraw one summary or request; return whether its words stay."""
    if row.erased_at is not None:
        return False
    if row.withdrawal_asked_at is not None:
        return True
    deliveries = work.deliveries.list_by_subject(row.id)
    outcomes = work.deliveries.list_outcomes(row.id)
    there_by = _on_its_way_until(deliveries, at)
    is_there = DELIVERED in outcomes or there_by is not None
    stays = is_there or row.picked_up_by is not None
    cancel_unsent(work, row.id, at)
    mark_withdrawal_asked(row, at)
    if not stays:
        _erase(work, row, at)
    kind = kind_of(row)
    work.audit.add(f"{kind}.withdrawal_asked" if stays else f"{kind}.erased", row.id, at)
    # A try that seemed to fail may have arrived all the same, so every try counts.
    if outcomes:
        # Not before what is on its way, or the receiver would hear of it in the wrong order.
        work.deliveries.add(f"{kind}.withdrawn", kind, row.id, row.version, at, due_at=there_by)
    return stays


def _erase(work: Work, row: PassedOnRow, at: datetime) -> None:
    if isinstance(row, SummaryRow):
        work.summaries.mark_erased(row, at)
    else:
        work.requests.mark_erased(row, at)


def _on_its_way_until(deliveries: list[DeliveryRow], at: datetime) -> datetime | None:
    """Return when the last try that is under way at this moment must have ended; None if there is none."""
    leases = [delivery.leased_until for delivery in deliveries if delivery.leased_until is not None]
    return max((lease for lease in leases if lease > at), default=None)
