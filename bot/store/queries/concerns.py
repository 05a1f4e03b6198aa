"""What the safeguarding team reads, and nobody else."""

from __future__ import annotations

from sqlalchemy import and_, case, func, or_, select
from sqlalchemy.orm import aliased

from bot.errors import NotFoundError
from bot.store.concern_records import ConcernContent, ConcernLine, ConcernsPage, StoredConcern
from bot.store.identifiers import checked
from bot.store.queries.reading import Reading
from bot.store.tables import ConcernRow, StaffRow, ViewRow
from bot.strengths.safety import PASSED_ON, Tier

URGENCY = {tier.value: place for place, tier in enumerate(PASSED_ON)}

PickersView = aliased(ViewRow)
"""What whoever picked a concern up has opened of it."""

IS_PICKERS_VIEW = and_(PickersView.subject_id == ConcernRow.id, PickersView.staff_id == ConcernRow.picked_up_by)

WAITS = or_(ConcernRow.picked_up_by.is_(None), PickersView.version.is_(None), PickersView.version < ConcernRow.version)
"""Nobody is on it, or something came that whoever is on it has not opened: it must not sink in the list."""

COUNT_WAITING = select(func.count()).select_from(ConcernRow).outerjoin(PickersView, IS_PICKERS_VIEW).where(WAITS)


class ConcernQueries(Reading):
    """Safety concerns."""

    def list_concerns_page(self, staff_id: str, page: int = 1, size: int = 25) -> ConcernsPage:
        """Return one page of concerns: those that wait first, the most urgent of them on top; then the newest.

        Args:
            staff_id: whose list it is; what is unread differs from one colleague to the next.
            page: number of the page, from 1; a lower number gives the first page.
            size: most lines on a page.
        """
        page = max(1, page)
        seen = and_(ViewRow.subject_id == ConcernRow.id, ViewRow.staff_id == staff_id)
        is_unread = or_(ViewRow.version.is_(None), ViewRow.version < ConcernRow.version)
        lines = (
            select(ConcernRow, StaffRow.name.label("picked_up_by"), WAITS.label("waits"), is_unread.label("unread"))
            .outerjoin(ViewRow, seen)
            .outerjoin(PickersView, IS_PICKERS_VIEW)
            .outerjoin(StaffRow, StaffRow.id == ConcernRow.picked_up_by)
        )
        urgency = case((WAITS, case(URGENCY, value=ConcernRow.tier, else_=0)), else_=len(URGENCY))
        ordered = lines.order_by(urgency, ConcernRow.changed_at.desc(), ConcernRow.id)
        with self._reading() as session:
            total = session.scalar(select(func.count()).select_from(ConcernRow)) or 0
            unread = session.scalar(select(func.count()).select_from(lines.where(is_unread).subquery())) or 0
            waiting = session.scalar(COUNT_WAITING) or 0
            rows = session.execute(ordered.limit(size).offset((page - 1) * size)).all()
            return ConcernsPage(
                rows=tuple(_line(*row) for row in rows), page=page, size=size, total=total, unread=unread,
                waiting=waiting,
            )  # fmt: skip

    def find_concern_reference(self, contact_id: str) -> str | None:
        """Return the reference of a conversation's concern, or None; for the conversation itself, never for a page.

        Args:
            contact_id: the conversation's name.
        """
        with self._reading() as session:
            return session.scalar(select(ConcernRow.reference).where(ConcernRow.contact_id == contact_id))

    def count_waiting_concerns(self) -> int:
        """Return how many concerns wait for somebody."""
        with self._reading() as session:
            return session.scalar(COUNT_WAITING) or 0

    def read_concern(self, id: str) -> StoredConcern:  # noqa: A002 -- named as everybody names it
        """Return a concern as it stands.

        Raises:
            NotFoundError: there is none with this id.
        """
        with self._reading() as session:
            row = session.get(ConcernRow, checked(id))
            if row is None:
                raise NotFoundError("There is no concern with this id.")
            staff = session.get(StaffRow, row.picked_up_by) if row.picked_up_by else None
            return StoredConcern(
                id=row.id,
                contact_id=row.contact_id,
                reference=row.reference,
                version=row.version,
                tier=Tier(row.tier),
                content=ConcernContent.from_record(row.content),
                arrived_at=row.arrived_at,
                changed_at=row.changed_at,
                picked_up_by=staff.name if staff else None,
                picked_up_at=row.picked_up_at,
            )


def _line(row: ConcernRow, picked_up_by: str | None, waits: bool, unread: bool) -> ConcernLine:
    content = ConcernContent.from_record(row.content)
    return ConcernLine(
        id=row.id,
        reference=row.reference,
        tier=Tier(row.tier),
        kinds=content.kinds,
        accounts=len(content.accounts),
        version=row.version,
        arrived_at=row.arrived_at,
        changed_at=row.changed_at,
        unread=bool(unread),
        picked_up_by=picked_up_by,
        waits=bool(waits),
    )
