"""An administrator gives somebody a new password."""

from __future__ import annotations

from bot.clock import Clock, now
from bot.staff.finding import staff_named
from bot.staff.passwords import generate, hashed
from bot.store.transaction import Transaction, Transactions


def reset_password(unit_of_work: Transactions[Transaction], sign_in_name: str, clock: Clock = now) -> str:
    """Replace a password with a new one; sessions begun before have ended.

    It also lets somebody back in whose sign-in was ended.

    Args:
        unit_of_work: writes.
        sign_in_name: whose.
        clock: the time.

    Returns:
        The new password, to be shown once.

    Raises:
        NotFoundError: nobody signs in with this name.
        StoreUnavailableError: nothing was changed.
    """
    at = clock()
    password = generate()
    kept = hashed(password)
    with unit_of_work as work:
        staff = staff_named(work, sign_in_name)
        work.staff.mark_password_changed(staff, kept, at)
        work.audit.add("staff.password_reset", staff.id, at)
        work.commit()
    return password
