"""A staff member signs in."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import timedelta

from bot.clock import Clock, now
from bot.errors import NotAllowedError
from bot.staff import passwords
from bot.staff.sign_in_names import is_usable, normal
from bot.store.queries.staff import staff_member
from bot.store.staff_records import StaffMember
from bot.store.transaction import Transaction, Transactions

WINDOW = timedelta(minutes=15)
MOST_FOR_A_NAME = 5
MOST_FROM_AN_ADDRESS = 20

FAILURE = "That did not work. Check the name and the password, or wait a quarter of an hour."
"""One sentence for a wrong name, a wrong password and too many tries: it tells a stranger nothing."""


@dataclass(frozen=True, kw_only=True)
class Try:
    """One try to sign in, counted as failed until it proves right.

    Attributes:
        failure_id: of the row that counts it.
        staff_id: who has the name, or None.
        kept: how their password is kept, or None.
    """

    failure_id: int
    staff_id: str | None
    kept: str | None


def sign_in(
    unit_of_work: Transactions[Transaction], sign_in_name: str, password: str, address: str, clock: Clock = now
) -> StaffMember:
    """Check who somebody is.

    Args:
        unit_of_work: writes.
        sign_in_name: what they typed.
        password: what they typed.
        address: the network address they come from.
        clock: the time.

    Returns:
        The staff member.

    Raises:
        NotAllowedError: wrong name, wrong password or too many tries; which of them is not said.
        StoreUnavailableError: nobody can be checked now.
    """
    name_key, address_key = _digest(normal(sign_in_name)), _digest(address)
    this_try = _begin(unit_of_work, normal(sign_in_name), name_key, address_key, clock)
    # Checked between two transactions: it takes long on purpose, and nobody else should wait for it.
    if not passwords.is_right(password, this_try.kept) or this_try.staff_id is None:
        raise NotAllowedError(FAILURE)
    stronger = passwords.hashed(password) if this_try.kept and passwords.needs_rehash(this_try.kept) else None
    return _end(unit_of_work, this_try, this_try.staff_id, stronger, name_key, clock)


def _begin(
    unit_of_work: Transactions[Transaction], sign_in_name: str, name_key: str, address_key: str, clock: Clock
) -> Try:
    """Count the try as failed before it is checked: many tries at once must not all be let through."""
    at = clock()
    with unit_of_work as work:
        for_name, from_address = work.staff.count_failures(
            name_key=name_key, address_key=address_key, since=at - WINDOW
        )
        if for_name >= MOST_FOR_A_NAME or from_address >= MOST_FROM_AN_ADDRESS:
            raise NotAllowedError(FAILURE)
        staff = work.staff.find_by_sign_in_name(sign_in_name) if is_usable(sign_in_name) else None
        failure_id = work.staff.add_failure(name_key=name_key, address_key=address_key, at=at)
        work.commit()
        return Try(
            failure_id=failure_id,
            staff_id=staff.id if staff else None,
            kept=staff.password_hash if staff else None,
        )


def _end(
    unit_of_work: Transactions[Transaction],
    this_try: Try,
    staff_id: str,
    stronger: str | None,
    name_key: str,
    clock: Clock,
) -> StaffMember:
    at = clock()
    with unit_of_work as work:
        staff = work.staff.get(staff_id)
        if staff.password_hash != this_try.kept:
            # Changed, or the sign-in ended, while the old password was being checked.
            raise NotAllowedError(FAILURE)
        if stronger is not None:
            work.staff.mark_rehashed(staff, stronger)
        work.staff.delete_failures(name_key=name_key, failure_id=this_try.failure_id, before=at - WINDOW)
        work.audit.add("staff.signed_in", staff.id, at, staff_id=staff.id)
        work.commit()
        return staff_member(staff)


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
