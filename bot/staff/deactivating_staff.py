"""Somebody may no longer sign in."""

from __future__ import annotations

from bot.clock import Clock, now
from bot.staff.finding import staff_named
from bot.staff.passwords import NONE
from bot.store.transaction import Transaction, Transactions


def deactivate_staff(unit_of_work: Transactions[Transaction], sign_in_name: str, clock: Clock = now) -> None:
    """End somebody's sign-in and their open sessions; what they did stays in the records under their name.

    Args:
        unit_of_work: writes.
        sign_in_name: whose.
        clock: the time.

    Raises:
        NotFoundError: nobody signs in with this name.
        StoreUnavailableError: nothing was changed.
    """
    at = clock()
    with unit_of_work as work:
        staff = staff_named(work, sign_in_name)
        work.staff.mark_password_changed(staff, NONE, at)
        work.audit.add("staff.deactivated", staff.id, at)
        work.commit()
