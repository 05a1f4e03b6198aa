"""Taking back promises of delivery that were not kept yet."""

from __future__ import annotations

from datetime import datetime

from bot.store import Work
from bot.store.tables import DeliveryState

UNSENT = (DeliveryState.PENDING, DeliveryState.DEAD)


def cancel_unsent(work: Work, subject_id: str, at: datetime) -> None:
    """Make sure that nothing more is sent of what was promised so far about a summary, request or concern.

    A try that is under way cannot be called back; if it arrives, the worker notes that it did.
    """
    for delivery in work.deliveries.list_by_subject(subject_id):
        if delivery.state in UNSENT:
            work.deliveries.mark_cancelled(delivery, at)
