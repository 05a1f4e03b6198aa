"""Who may sign in."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, func, select

from bot.errors import NotFoundError
from bot.store.identifiers import checked
from bot.store.queries.reading import Reading
from bot.store.staff_records import Role, StaffMember
from bot.store.tables.audit import AuditEventRow
from bot.store.tables.staff import StaffRow


class StaffQueries(Reading):
    """Staff members."""

    def read_staff(self, id: str) -> StaffMember:  # noqa: A002 -- named as everybody names it
        """Return a staff member.

        Raises:
            NotFoundError: there is none with this id.
        """
        with self._reading() as session:
            row = session.get(StaffRow, checked(id))
            if row is None:
                raise NotFoundError("There is no staff member with this id.")
            return staff_member(row)

    def find_last_sign_out(self, id: str) -> datetime | None:  # noqa: A002
        """Return when a staff member last signed out, or None; every session they had begun before is over."""
        query = select(func.max(AuditEventRow.at)).where(
            AuditEventRow.subject_id == id, AuditEventRow.event == "staff.signed_out"
        )
        with self._reading() as session:
            return session.scalar(query)

    def read_signed_in(self, id: str) -> tuple[StaffMember, datetime | None]:  # noqa: A002
        """Return a staff member, and when they last signed out; asked at every page.

        Raises:
            NotFoundError: there is none with this id.
        """
        with self._connected() as connection:
            row = connection.execute(SIGNED_IN, {"id": checked(id)}).one_or_none()
        if row is None:
            raise NotFoundError("There is no staff member with this id.")
        return staff_member(row), row.signed_out_at

    def list_staff(self) -> tuple[StaffMember, ...]:
        """Return everybody who may sign in, by name."""
        with self._reading() as session:
            rows = session.scalars(select(StaffRow).order_by(StaffRow.name, StaffRow.id))
            return tuple(staff_member(row) for row in rows)

    def count_staff(self) -> int:
        """Return how many people may sign in."""
        with self._reading() as session:
            return session.scalar(select(func.count()).select_from(StaffRow)) or 0


SIGNED_IN = select(
    *StaffRow.__table__.columns,
    select(func.max(AuditEventRow.at))
    .where(AuditEventRow.subject_id == StaffRow.id, AuditEventRow.event == "staff.signed_out")
    .scalar_subquery()
    .label("signed_out_at"),
).where(StaffRow.id == bindparam("id"))


def staff_member(row: Any) -> StaffMember:
    """Return a row of staff as a plain value, without its password hash."""
    return StaffMember(
        id=row.id,
        name=row.name,
        sign_in_name=row.sign_in_name,
        roles=frozenset(Role(role) for role in row.roles),
        password_changed_at=row.password_changed_at,
        may_sign_in=bool(row.password_hash),
    )
