"""A staff member signs out."""

from __future__ import annotations

from bot.clock import Clock, now
from bot.store.transaction import Transaction, Transactions


def sign_out(unit_of_work: Transactions[Transaction], staff_id: str, clock: Clock = now) -> None:
    """Note that somebody signed out; ending the session is up to the page.

    Raises:
        NotFoundError: there is nobody with this id.
        StoreUnavailableError: nothing was kept.
    """
    at = clock()
    with unit_of_work as work:
        staff = work.staff.get(staff_id)
        work.audit.add("staff.signed_out", staff.id, at, staff_id=staff.id)
        work.commit()
