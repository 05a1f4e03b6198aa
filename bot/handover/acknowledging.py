"""A staff member says "I am picking this up"."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bot.clock import Clock, now
from bot.errors import NotFoundError
from bot.handover.finding import passed_on, reader, safeguarder
from bot.store import UnitOfWork, Work
from bot.store.repositories.passed_on import PassedOnRow, kind_of, mark_picked_up
from bot.store.tables import ConcernRow, StaffRow


@dataclass(frozen=True, kw_only=True)
class PickedUp:
    """Who is on it.

    Attributes:
        by: name of the staff member.
        at: since when.
        is_you: whether it is the one who asked; False when a colleague was first.
    """

    by: str
    at: datetime
    is_you: bool


def acknowledge(unit_of_work: UnitOfWork, subject_id: str, staff_id: str, clock: Clock = now) -> PickedUp:
    """Note who is picking up a summary or a request. The first one to say so has it.

    Args:
        unit_of_work: writes.
        subject_id: id of the summary or request.
        staff_id: who says so.
        clock: the time.

    Returns:
        Who is on it now.

    Raises:
        NotFoundError: there is none with this id, or its words were erased at the resident's request.
        NotAllowedError: this staff member does not work with what residents share.
        StoreUnavailableError: nothing was kept.
    """
    at = clock()
    with unit_of_work as work:
        staff = reader(work, staff_id)
        row = passed_on(work, subject_id)
        if row.erased_at is not None:
            raise NotFoundError("The resident asked for this to be deleted.")
        return _pick_up(work, row, staff, at)


def acknowledge_concern(unit_of_work: UnitOfWork, concern_id: str, staff_id: str, clock: Clock = now) -> PickedUp:
    """Note who is picking up a concern. The first one to say so has it.

    Args:
        unit_of_work: writes.
        concern_id: id of the concern.
        staff_id: who says so.
        clock: the time.

    Returns:
        Who is on it now.

    Raises:
        NotFoundError: there is none with this id.
        NotAllowedError: this staff member does not work with concerns.
        StoreUnavailableError: nothing was kept.
    """
    at = clock()
    with unit_of_work as work:
        staff = safeguarder(work, staff_id)
        return _pick_up(work, work.concerns.get(concern_id), staff, at)


def _pick_up(work: Work, row: PassedOnRow | ConcernRow, staff: StaffRow, at: datetime) -> PickedUp:
    if row.picked_up_by is not None and row.picked_up_at is not None:
        colleague = work.staff.get(row.picked_up_by)
        return PickedUp(by=colleague.name, at=row.picked_up_at, is_you=colleague.id == staff.id)
    mark_picked_up(row, staff.id, at)
    work.audit.add(f"{kind_of(row)}.picked_up", row.id, at, staff_id=staff.id)
    work.commit()
    return PickedUp(by=staff.name, at=at, is_you=True)
