"""A staff member changes their password."""

from __future__ import annotations

from bot.clock import Clock, now
from bot.errors import NotAllowedError
from bot.staff import passwords
from bot.store.transaction import Transaction, Transactions


def change_password(
    unit_of_work: Transactions[Transaction], staff_id: str, old: str, new: str, clock: Clock = now
) -> None:
    """Change a password; sessions begun before have ended.

    Args:
        unit_of_work: writes.
        staff_id: whose.
        old: the password so far.
        new: the password from now on.
        clock: the time.

    Raises:
        NotFoundError: there is nobody with this id.
        NotAllowedError: the old password is wrong, or the new one cannot be used; the message can be shown.
        StoreUnavailableError: nothing was changed.
    """
    at = clock()
    with unit_of_work as work:
        kept = work.staff.get(staff_id).password_hash
    if not passwords.is_right(old, kept):
        raise NotAllowedError("The old password is not right.")
    replacement = passwords.hashed(new)
    with unit_of_work as work:
        staff = work.staff.get(staff_id)
        work.staff.mark_password_changed(staff, replacement, at)
        work.audit.add("staff.password_changed", staff.id, at, staff_id=staff.id)
        work.commit()
