"""Finding who signs in with a name."""

from __future__ import annotations

from bot.errors import NotFoundError
from bot.staff.sign_in_names import normal
from bot.store.tables.staff import StaffRow
from bot.store.transaction import Transaction


def staff_named(work: Transaction, sign_in_name: str) -> StaffRow:
    """Return the staff member who signs in with this name.

    Raises:
        NotFoundError: nobody does.
    """
    staff = work.staff.find_by_sign_in_name(normal(sign_in_name))
    if staff is None:
        raise NotFoundError(f"Nobody signs in with the name {normal(sign_in_name)}.")
    return staff
