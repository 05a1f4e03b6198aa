"""Writing who may sign in, what they opened, and sign-ins that failed."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import delete, func, or_, select, text
from sqlalchemy.orm import Session

from bot.errors import NotFoundError
from bot.store.identifiers import checked, issue
from bot.store.records import Role
from bot.store.tables import SignInFailureRow, StaffRow, ViewRow


class StaffRepository:
    """Staff members."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def add(self, *, name: str, sign_in_name: str, password_hash: str, roles: Iterable[Role], at: datetime) -> StaffRow:
        """Add somebody who may sign in."""
        row = StaffRow(
            id=issue(),
            name=name,
            sign_in_name=sign_in_name,
            password_hash=password_hash,
            roles=sorted(role.value for role in roles),
            added_at=at,
            password_changed_at=at,
        )
        self._session.add(row)
        # The audit event that follows points at this row, so it has to be there first.
        self._session.flush()
        return row

    def get(self, id: str) -> StaffRow:  # noqa: A002 -- named as everybody names it
        """Return the staff member with this id.

        Raises:
            NotFoundError: there is none.
        """
        row = self._session.get(StaffRow, checked(id))
        if row is None:
            raise NotFoundError("There is no staff member with this id.")
        return row

    def find_by_sign_in_name(self, sign_in_name: str) -> StaffRow | None:
        """Return the staff member who signs in with this name, or None."""
        return self._session.scalar(select(StaffRow).where(StaffRow.sign_in_name == sign_in_name))

    def mark_password_changed(self, row: StaffRow, password_hash: str, at: datetime) -> None:
        """Replace the password; sessions begun before now have ended."""
        row.password_hash = password_hash
        row.password_changed_at = at

    def mark_rehashed(self, row: StaffRow, password_hash: str) -> None:
        """Replace how the same password is kept."""
        row.password_hash = password_hash

    def mark_viewed(
        self, subject_kind: str, subject_id: str, version: int, staff_id: str, at: datetime, *, erased: bool = False
    ) -> bool:
        """Note that somebody opened the latest version, erased or not; return whether it was new to them."""
        row = self._session.scalar(
            select(ViewRow).where(ViewRow.subject_id == subject_id, ViewRow.staff_id == staff_id).with_for_update()
        )
        if row is None:
            row = ViewRow(subject_kind=subject_kind, subject_id=subject_id, staff_id=staff_id, version=0)
            self._session.add(row)
        is_new = row.version < version
        row.version = version
        row.at = at
        # What is erased counts as neither read nor unread.
        row.is_latest = not erased
        return is_new

    def count_views(self, subject_id: str) -> int:
        """Return how many staff members opened something."""
        return self._session.scalar(select(func.count()).where(ViewRow.subject_id == subject_id)) or 0

    def count_failures(self, *, name_key: str, address_key: str, since: datetime) -> tuple[int, int]:
        """Return how many sign-ins failed since then: for this name, and from this address.

        Nobody else counts until this unit of work ends, so that guesses made at the same moment see each other.
        """
        if self._session.get_bind().dialect.name == "postgresql":
            self._session.execute(text("LOCK TABLE sign_in_failures IN SHARE ROW EXCLUSIVE MODE"))
        counted = []
        for column, key in ((SignInFailureRow.name_key, name_key), (SignInFailureRow.address_key, address_key)):
            query = select(func.count()).where(column == key, SignInFailureRow.at > since)
            counted.append(self._session.scalar(query) or 0)
        return counted[0], counted[1]

    def add_failure(self, *, name_key: str, address_key: str, at: datetime) -> int:
        """Add a failed sign-in and return its id."""
        row = SignInFailureRow(name_key=name_key, address_key=address_key, at=at)
        self._session.add(row)
        self._session.flush()
        return row.id

    def delete_failures(self, *, name_key: str, failure_id: int, before: datetime) -> None:
        """Forget failures of a name that has now signed in, this try, and those too old to matter."""
        self._session.execute(
            delete(SignInFailureRow).where(
                or_(
                    SignInFailureRow.name_key == name_key,
                    SignInFailureRow.id == failure_id,
                    SignInFailureRow.at <= before,
                )
            )
        )
