"""Sending something again by hand, after the council's own system was mended."""

from __future__ import annotations

from bot.clock import Clock, now
from bot.errors import NotAllowedError, NotFoundError
from bot.handover.finding import ADMINISTRATORS, SAFEGUARDERS, has_role
from bot.store import Role, UnitOfWork
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
        NotAllowedError: it waits to be sent anyway, or it was cancelled because the resident changed or withdrew it.
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


def _who_looks_after(delivery: DeliveryRow) -> frozenset[Role]:
    return SAFEGUARDERS if delivery.subject_kind in RESTRICTED_ROAD else ADMINISTRATORS
