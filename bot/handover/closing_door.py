"""Closing the door to residents at once, when something is wrong, and opening it again."""

from __future__ import annotations

from bot.clock import Clock, now
from bot.errors import NoReasonError, NotAllowedError
from bot.handover.finding import ADMINISTRATORS, has_role
from bot.store import UnitOfWork
from bot.store.tables import REASON_LENGTH

DOOR = "door"
"""What the audit trail calls it."""


def close_door(unit_of_work: UnitOfWork, reason: str, by: str | None = None, clock: Clock = now) -> bool:
    """Close the door to residents; counts from the next message on, in every process.

    Args:
        unit_of_work: writes.
        reason: for colleagues; no resident reads it.
        by: id of the staff member who does it, or None at the command line.
        clock: the time.

    Returns:
        Whether anything changed; a door that is closed for this very reason stays as it is.

    Raises:
        NoReasonError: there is no reason, or it is too long.
        NotAllowedError: this staff member is no administrator.
        NotFoundError: nobody has the id ``by``.
        StoreUnavailableError: nothing was changed.
    """
    said = _as_one_line(reason)
    if not said:
        raise NoReasonError("Say for what reason the door is closed. Colleagues read it; residents do not.")
    return _change(unit_of_work, said, by, clock, is_open=False)


def open_door(unit_of_work: UnitOfWork, reason: str = "", by: str | None = None, clock: Clock = now) -> bool:
    """Open the door to residents again; counts from the next message on, in every process.

    Args:
        unit_of_work: writes.
        reason: what has been put right, for colleagues; may be empty.
        by: id of the staff member who does it, or None at the command line.
        clock: the time.

    Returns:
        Whether anything changed.

    Raises:
        NoReasonError: what was said is too long.
        NotAllowedError: this staff member is no administrator.
        NotFoundError: nobody has the id ``by``.
        StoreUnavailableError: nothing was changed.
    """
    return _change(unit_of_work, _as_one_line(reason), by, clock, is_open=True)


def _change(unit_of_work: UnitOfWork, reason: str, by: str | None, clock: Clock, *, is_open: bool) -> bool:
    at = clock()
    with unit_of_work as work:
        staff = work.staff.get(by) if by is not None else None
        if staff is not None and not has_role(staff, ADMINISTRATORS):
            raise NotAllowedError("Only administrators close and open the door.")
        latest = work.doors.find_latest()
        is_as_it_was = (latest is None or latest.is_open) == is_open
        if is_as_it_was and (is_open or latest is None or latest.reason == reason):
            return False
        by_whom = staff.id if staff else None
        change = work.doors.add(at, is_open=is_open, reason=reason, staff_id=by_whom)
        work.audit.add("door.opened" if is_open else "door.closed", DOOR, at, staff_id=by_whom, change=change)
        work.commit()
    return True


def _as_one_line(reason: str) -> str:
    said = " ".join("".join(sign if sign.isprintable() else " " for sign in reason).split())
    if len(said) > REASON_LENGTH:
        raise NoReasonError(f"Say the reason in at most {REASON_LENGTH} characters.")
    return said
