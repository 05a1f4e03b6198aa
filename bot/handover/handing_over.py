"""Handing a summary to the front-door team."""

from __future__ import annotations

from datetime import datetime

from bot.clock import Clock, now
from bot.errors import NothingToShareError
from bot.handover.receipt import Receipt, new_reference
from bot.handover.trying_again import until_alone
from bot.handover.unsent import cancel_unsent
from bot.store import UnitOfWork, Work
from bot.store.tables import SummaryRow
from bot.strengths.summary import Summary


def hand_over(unit_of_work: UnitOfWork, summary: Summary, clock: Clock = now) -> Receipt:
    """Hand over what a person agreed to share: summary, promise of delivery and audit event, or none of them.

    The same summary again is the same hand-over. A changed one is a new version under the same reference;
    an earlier version that was not sent yet is not sent any more, since lines may have been taken out of it.

    Args:
        unit_of_work: writes.
        summary: what the person agreed to share.
        clock: the time.

    Returns:
        The receipt, once everything is kept.

    Raises:
        NothingToShareError: after agreeing to this summary the person asked for it to be deleted; the later
            wish counts.
        StoreUnavailableError: nothing was kept.
    """
    return until_alone(lambda: _hand_over(unit_of_work, summary, clock()))


def _hand_over(unit_of_work: UnitOfWork, summary: Summary, at: datetime) -> Receipt:
    with unit_of_work as work:
        row = work.summaries.find_by_contact(summary.contact_id)
        if row is not None and _was_withdrawn_since(row, summary.agreed_at):
            raise NothingToShareError("The person asked for this to be deleted after agreeing to it.")
        if row is not None and _is_the_latest(work, row, summary):
            return Receipt(reference=row.reference, version=row.version, repeated=True)
        if row is None:
            row = work.summaries.add(summary, new_reference(), at)
        else:
            cancel_unsent(work, row.id, at)
            work.summaries.add_version(row, summary, at)
        work.deliveries.add("summary.shared", "summary", row.id, row.version, at)
        work.audit.add("summary.shared", row.id, at, version=row.version)
        work.commit()
        return Receipt(reference=row.reference, version=row.version, repeated=False)


def _was_withdrawn_since(row: SummaryRow, agreed_at: datetime) -> bool:
    wishes = [wish for wish in (row.erased_at, row.withdrawal_asked_at) if wish is not None]
    return any(wish >= agreed_at for wish in wishes)


def _is_the_latest(work: Work, row: SummaryRow, summary: Summary) -> bool:
    if row.withdrawal_asked_at is not None:
        return False
    latest = work.summaries.find_content(row, row.version)
    return latest is not None and latest.content() == summary.content()
