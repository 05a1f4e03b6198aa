"""What the front-door team reads: the list, a summary, a request."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Select, and_, desc, func, literal, null, select, union_all
from sqlalchemy.orm import Session

from bot.errors import NotFoundError
from bot.store.identifiers import checked
from bot.store.queries.reading import Reading
from bot.store.records import ContactRow, ContactsPage, StoredRequest, StoredSummary, VersionNote
from bot.store.tables import RequestRow, StaffRow, SummaryRow, VersionRow, ViewRow
from bot.strengths.how_to_talk import HowToTalk
from bot.strengths.outcomes import PassedOn
from bot.strengths.safe_contact import SafeContact
from bot.strengths.summary import Summary


class ContactQueries(Reading):
    """Summaries and requests, as staff see them."""

    def list_contacts_page(self, staff_id: str, page: int = 1, size: int = 25) -> ContactsPage:
        """Return one page of what was passed on, newest first, summaries and requests mixed.

        Args:
            staff_id: whose list it is; what is unread differs from one colleague to the next.
            page: number of the page, from 1; a lower number gives the first page.
            size: most lines on a page.
        """
        page = max(1, page)
        with self._reading() as session:
            total, unread = _counts(session, staff_id)
            ids = session.scalars(NEWEST_FIRST.limit(size).offset((page - 1) * size)).all()
            rows = session.execute(_lines_of(ids, staff_id)).all()
            titles = _titles(session, [row.id for row in rows if row.kind == "summary"])
        return ContactsPage(
            rows=tuple(_contact_row(row, titles.get(row.id)) for row in rows),
            page=page,
            size=size,
            total=total,
            unread=unread,
        )

    def list_passed_on(self, contact_id: str) -> tuple[PassedOn, ...]:
        """Return what a contact has handed to the team and did not take back, as the conversation remembers it.

        Args:
            contact_id: the conversation it was said in.
        """
        is_its = checked(contact_id)
        with self._reading() as session:
            summaries = session.scalars(select(SummaryRow).where(SummaryRow.contact_id == is_its)).all()
            requests = session.scalars(select(RequestRow).where(RequestRow.contact_id == is_its)).all()
            return (
                *(PassedOn(kind="summary", reference=row.reference, version=row.version) for row in summaries),
                *(
                    PassedOn(kind=row.kind, reference=row.reference)
                    for row in requests
                    if row.withdrawal_asked_at is None
                ),
            )

    def read_summary(self, id: str, version: int | None = None) -> StoredSummary:  # noqa: A002 -- as everybody names it
        """Return a summary in its latest version, or with the words of an earlier one.

        Args:
            id: which summary.
            version: number of the version whose words are wanted; the latest unless given.

        Raises:
            NotFoundError: there is none with this id, or it has no such version.
        """
        with self._reading() as session:
            row = session.get(SummaryRow, checked(id))
            if row is None:
                raise NotFoundError("There is no summary with this id.")
            wanted = row.version if version is None else version
            contents = {item.version: item.content for item in row.versions}
            if wanted not in contents:
                raise NotFoundError("The summary has no such version.")
            content = contents[wanted]
            return StoredSummary(
                summary=Summary.from_record(content) if content else None,
                history=tuple(VersionNote(version=item.version, at=item.at) for item in row.versions),
                **_what_became_of(session, row),
            )

    def read_request(self, id: str) -> StoredRequest:  # noqa: A002
        """Return a request as it stands.

        Raises:
            NotFoundError: there is none with this id.
        """
        with self._reading() as session:
            row = session.get(RequestRow, checked(id))
            if row is None:
                raise NotFoundError("There is no request with this id.")
            content = row.content
            return StoredRequest(
                kind=row.kind,
                words=content["words"] if content else None,
                safe_contact=SafeContact(**content["safe_contact"]) if content else None,
                how_to_talk=HowToTalk.from_record(content.get("how_to_talk") if content else None),
                **_what_became_of(session, row),
            )


NEWEST_FIRST = (
    union_all(select(SummaryRow.id, SummaryRow.changed_at), select(RequestRow.id, RequestRow.changed_at))
).order_by(desc("changed_at"), desc("id"))
"""Each table is read from its index, newest first, and no further than the page goes."""


def _lines_of(ids: Sequence[str], staff_id: str) -> Select[Any]:
    """Return the lines of one page, newest first."""
    lines = union_all(
        _lines(SummaryRow, "summary", null(), staff_id).where(SummaryRow.id.in_(ids)),
        _lines(RequestRow, "request", RequestRow.kind, staff_id).where(RequestRow.id.in_(ids)),
    ).subquery()
    return select(lines).order_by(lines.c.changed_at.desc(), lines.c.id.desc())


def _counts(session: Session, staff_id: str) -> tuple[int, int]:
    """Return how many there are, and how many of them somebody has yet to open; no row is looked at for either."""
    total = left = 0
    for table in (SummaryRow, RequestRow):
        there = session.scalar(select(func.count()).select_from(table)) or 0
        erased = session.scalar(select(func.count()).select_from(table).where(table.erased_at.is_not(None))) or 0
        total, left = total + there, left + there - erased
    opened = select(func.count()).where(
        ViewRow.staff_id == staff_id, ViewRow.is_latest.is_(True), ViewRow.subject_kind.in_(("summary", "request"))
    )
    return total, left - (session.scalar(opened) or 0)


def _lines(table: Any, kind: str, asked_for: Any, staff_id: str) -> Select[Any]:
    seen = and_(ViewRow.subject_id == table.id, ViewRow.staff_id == staff_id)
    return (
        select(
            literal(kind).label("kind"),
            table.id,
            table.reference,
            asked_for.label("asked_for"),
            table.version,
            table.arrived_at,
            table.changed_at,
            ViewRow.version.label("seen_version"),
            StaffRow.name.label("picked_up_by"),
            table.withdrawal_asked_at,
            table.erased_at,
        )
        .outerjoin(ViewRow, seen)
        .outerjoin(StaffRow, StaffRow.id == table.picked_up_by)
    )


def _titles(session: Session, ids: list[str]) -> dict[str, str]:
    """What residents call the latest versions of summaries; those without a title, or erased, are not among them."""
    latest = and_(SummaryRow.id == VersionRow.summary_id, SummaryRow.version == VersionRow.version)
    found = session.execute(
        select(VersionRow.summary_id, VersionRow.content).join(SummaryRow, latest).where(VersionRow.summary_id.in_(ids))
    )
    return {summary: content["title"] for summary, content in found if content and content.get("title")}


def _contact_row(line: Any, title: str | None) -> ContactRow:
    return ContactRow(
        kind=line.kind,
        id=line.id,
        reference=line.reference,
        asked_for=line.asked_for,
        version=line.version,
        arrived_at=line.arrived_at,
        changed_at=line.changed_at,
        unread=line.erased_at is None and (line.seen_version is None or line.seen_version < line.version),
        picked_up_by=line.picked_up_by,
        withdrawn=line.withdrawal_asked_at is not None,
        erased=line.erased_at is not None,
        title=title,
    )


def _what_became_of(session: Session, row: SummaryRow | RequestRow) -> dict[str, Any]:
    staff = session.get(StaffRow, row.picked_up_by) if row.picked_up_by else None
    same = (
        "id",
        "contact_id",
        "reference",
        "version",
        "arrived_at",
        "changed_at",
        "picked_up_at",
        "withdrawal_asked_at",
        "erased_at",
    )
    return {**{name: getattr(row, name) for name in same}, "picked_up_by": staff.name if staff else None}
