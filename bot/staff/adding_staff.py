"""Somebody new may sign in."""

from __future__ import annotations

from collections.abc import Iterable

from bot.clock import Clock, now
from bot.errors import ConflictError, NotAllowedError
from bot.staff.passwords import generate, hashed
from bot.staff.sign_in_names import LONGEST, is_usable, normal
from bot.store.staff_records import Role
from bot.store.transaction import Transaction, Transactions


def add_staff(
    unit_of_work: Transactions[Transaction],
    name: str,
    sign_in_name: str,
    password: str | None,
    roles: Iterable[str],
    clock: Clock = now,
) -> str:
    """Add somebody who may sign in.

    Args:
        unit_of_work: writes.
        name: as colleagues know them.
        sign_in_name: what they will type; capital letters make no difference.
        password: None to have one made.
        roles: what they may do, at least one of ``bot.store.Role``.
        clock: the time.

    Returns:
        The password, to be shown once.

    Raises:
        NotAllowedError: a name, password or role cannot be used; the message says which and why.
        ConflictError: somebody signs in with this name already.
        StoreUnavailableError: nothing was kept.
    """
    at = clock()
    sign_in_name = normal(sign_in_name)
    if not is_usable(sign_in_name):
        raise NotAllowedError("A sign-in name has no spaces: letters, digits and . _ @ + - only.")
    name = " ".join(name.split())
    if not name.isprintable() or not 0 < len(name) <= LONGEST:
        raise NotAllowedError(f"A name has 1 to {LONGEST} characters.")
    chosen = _roles(roles)
    password = generate() if password is None else password
    kept = hashed(password)
    with unit_of_work as work:
        if work.staff.find_by_sign_in_name(sign_in_name) is not None:
            raise ConflictError("Somebody signs in with this name already.")
        row = work.staff.add(name=name, sign_in_name=sign_in_name, password_hash=kept, roles=chosen, at=at)
        work.audit.add("staff.added", row.id, at)
        work.commit()
    return password


def _roles(names: Iterable[str]) -> set[Role]:
    known = {role.value for role in Role}
    chosen = set(names)
    if not chosen or not chosen <= known:
        raise NotAllowedError(f"The roles are {', '.join(sorted(known))}; choose at least one.")
    return {Role(name) for name in chosen}
