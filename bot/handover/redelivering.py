"""Sending something again by hand, after the council's own system was mended."""

from __future__ import annotations

from bot.clock import Clock, now
from bot.errors import NotAllowedError, NotFoundError
from bot.handover.finding import ADMINISTRATORS, SAFEGUARDERS, has_role
from bot.store import Role, UnitOfWork, Work
from bot.store.tables import RESTRICTED_ROAD, DeliveryRow, DeliveryState

MAY_GO_AGAIN = (DeliveryState.DEAD, DeliveryState.DELIVERED)


def redeliver(unit_of_work: UnitOfWork, delivery_id: str, by: str | None = None, clock: Clock = now) -> None:
    """Have a delivery tried again from the start, under the same id, so that the receiver knows it.

    Args:
        unit_of_work: writes.
        delivery_id: which one; given up or delivered.
        by: id of the staff member who asks, or None at the command line.
        clock: the time.

    Raises:
        NotFoundError: there is no such delivery, or none that this staff member may know of, or nobody with the
            id ``by``.
        NotAllowedError: it waits to be sent anyway, or the resident changed or withdrew it since.
        StoreUnavailableError: nothing was changed.
    """
    at = clock()
    with unit_of_work as work:
        staff = work.staff.get(by) if by is not None else None
        delivery = work.deliveries.get(delivery_id)
        if staff is not None and not has_role(staff, _who_looks_after(delivery)):
            raise NotFoundError("There is no delivery with this id.")
        if delivery.state not in MAY_GO_AGAIN:
            raise NotAllowedError(
                f"This delivery is {delivery.state}; only one that is dead or delivered can go again."
            )
        if not _still_stands(work, delivery):
            raise NotAllowedError("The resident changed or withdrew this since; what they wish now goes out by itself.")
        work.deliveries.mark_due(delivery, at)
        work.audit.add(
            "delivery.redelivered",
            delivery.subject_id,
            at,
            staff_id=staff.id if staff else None,
            delivery=delivery.id,
            version=delivery.version,
        )
        work.commit()


def _still_stands(work: Work, delivery: DeliveryRow) -> bool:
    """Whether what would be sent is what the resident shares now: no line taken out since, nothing taken back.

    A wish to delete carries no words, and a concern is sent as it stands.
    """
    if delivery.subject_kind in RESTRICTED_ROAD or delivery.event.endswith(".withdrawn"):
        return True
    if delivery.subject_kind == "request":
        return work.requests.get(delivery.subject_id).withdrawal_asked_at is None
    row = work.summaries.get(delivery.subject_id)
    return row.withdrawal_asked_at is None and row.version == delivery.version


def _who_looks_after(delivery: DeliveryRow) -> frozenset[Role]:
    return SAFEGUARDERS if delivery.subject_kind in RESTRICTED_ROAD else ADMINISTRATORS
