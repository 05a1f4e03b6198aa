"""How to reach somebody has changed after they shared their summary."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from bot.clock import Clock, now
from bot.handover.receipt import Receipt
from bot.handover.trying_again import until_alone
from bot.handover.unsent import cancel_unsent
from bot.store import UnitOfWork
from bot.strengths.safe_contact import SafeContact


def change_summary_contact(
    unit_of_work: UnitOfWork, contact_id: str, safe_contact: SafeContact, clock: Clock = now
) -> Receipt | None:
    """Tell the team how to reach somebody now whose summary they have; of what was shared nothing else changes.

    It is a new version under the same reference, with the lines of the version before: what was said since and not
    shared stays with the person.

    Args:
        unit_of_work: writes.
        contact_id: the contact it was shared by.
        safe_contact: how to reach the person.
        clock: the time.

    Returns:
        The receipt, once everything is kept; None when the team has no summary, or the person took it back.

    Raises:
        StoreUnavailableError: nothing was kept.
    """
    return until_alone(lambda: _change(unit_of_work, contact_id, safe_contact, clock()))


def _change(unit_of_work: UnitOfWork, contact_id: str, safe_contact: SafeContact, at: datetime) -> Receipt | None:
    with unit_of_work as work:
        row = work.summaries.find_by_contact(contact_id)
        if row is None or row.erased_at is not None or row.withdrawal_asked_at is not None:
            return None
        latest = work.summaries.find_content(row, row.version)
        if latest is None:
            return None
        if latest.safe_contact == safe_contact:
            return Receipt(reference=row.reference, version=row.version, repeated=True)
        cancel_unsent(work, row.id, at)
        work.summaries.add_version(row, replace(latest, safe_contact=safe_contact), at)
        work.deliveries.add("summary.shared", "summary", row.id, row.version, at)
        work.audit.add("summary.shared", row.id, at, version=row.version)
        work.commit()
        return Receipt(reference=row.reference, version=row.version, repeated=False)
