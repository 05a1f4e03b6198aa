"""What the front-door team reads: the list, a summary, a request."""

from __future__ import annotations

from typing import Any

from sqlalchemy import (
    Connection,
    Select,
    String,
    bindparam,
    cast,
    func,
    literal_column,
    null,
    select,
    tuple_,
    union_all,
)
from sqlalchemy.orm import Session

from bot.errors import NotFoundError
from bot.store.columns import PLAIN_VALUES, UtcDateTime
from bot.store.identifiers import checked
from bot.store.queries.reading import Reading
from bot.store.records import ContactRow, ContactsPage, Edge, StoredRequest, StoredSummary, VersionNote
from bot.store.tables import OpenedRow, RequestRow, StaffRow, SummaryRow, VersionRow, ViewRow
from bot.strengths.how_to_talk import HowToTalk
from bot.strengths.outcomes import PassedOn
from bot.strengths.safe_contact import SafeContact
from bot.strengths.summary import Summary


class ContactQueries(Reading):
    """Summaries and requests, as staff see them."""

    def list_contacts_page(self, staff_id: str, edge: Edge | None = None, size: int = 25) -> ContactsPage:
        """Return one page of what was passed on, newest first, summaries and requests mixed.

        A page is found by its edge and not by its number: every page then costs what the first does, and nothing is
        shown twice because something new came in between.

        Args:
            staff_id: whose list it is; what is unread differs from one colleague to the next.
            edge: where the page begins or ends; the newest unless given, or if nothing is there any more.
            size: most lines on a page.
        """
        with self._connected() as connection:
            there, erased, opened = connection.execute(COUNTS, {"staff": staff_id}).one()
            lines, more = _lines_at(connection, staff_id, edge, size)
            if edge is not None and (not lines or (edge.is_below and not more)):
                edge = None
                lines, more = _lines_at(connection, staff_id, edge, size)
        first, last = (lines[0], lines[-1]) if lines else (None, None)
        goes_on = more or (edge is not None and edge.is_below)
        return ContactsPage(
            rows=tuple(_contact_row(line) for line in lines),
            total=there,
            unread=there - erased - opened,
            newer=Edge(changed_at=first.changed_at, id=first.id, is_below=True) if edge and first else None,
            older=Edge(changed_at=last.changed_at, id=last.id) if goes_on and last else None,
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


def _number_of(table: Any, *which: Any) -> Any:
    return select(func.count()).select_from(table).where(*which).scalar_subquery()


COUNTS = select(
    _number_of(SummaryRow) + _number_of(RequestRow),
    _number_of(SummaryRow, SummaryRow.erased_at.is_not(None))
    + _number_of(RequestRow, RequestRow.erased_at.is_not(None)),
    func.coalesce(select(OpenedRow.number).where(OpenedRow.staff_id == bindparam("staff")).scalar_subquery(), 0),
)
"""How many there are, how many were erased, and how many somebody has opened; none of the rows is looked at for it."""


def _lines_beyond(below: bool | None) -> Select[Any]:
    """Return the lines of a page, from its edge on: the edge may stand below the page, above it, or be none."""
    latest = select(VersionRow.content).where(
        VersionRow.summary_id == SummaryRow.id, VersionRow.version == SummaryRow.version
    )
    summary = _lines(SummaryRow, "summary", cast(null(), String), latest.scalar_subquery(), below)
    request = _lines(RequestRow, "request", RequestRow.kind, cast(null(), PLAIN_VALUES), below)
    # Each table is read from its index, and no further than the page goes.
    both = union_all(select(summary.subquery()), select(request.subquery())).subquery()
    return select(both).order_by(*_order(both.c, below)).limit(bindparam("most"))


def _lines(table: Any, kind: str, asked_for: Any, content: Any, below: bool | None) -> Select[Any]:
    # Looked up line by line. As joins SQLite prepares for them by going through all that was ever opened.
    seen = select(ViewRow.version).where(ViewRow.subject_id == table.id, ViewRow.staff_id == bindparam("staff"))
    picked_up_by = select(StaffRow.name).where(StaffRow.id == table.picked_up_by)
    lines = select(
        literal_column(f"'{kind}'", String).label("kind"),
        table.id,
        table.reference,
        asked_for.label("asked_for"),
        table.version,
        table.arrived_at,
        table.changed_at,
        seen.scalar_subquery().label("seen_version"),
        picked_up_by.scalar_subquery().label("picked_up_by"),
        table.withdrawal_asked_at,
        table.erased_at,
        content.label("content"),
    )
    if below is not None:
        stands, edge = tuple_(table.changed_at, table.id), tuple_(bindparam("at", type_=UtcDateTime()), bindparam("id"))
        lines = lines.where(stands > edge if below else stands < edge)
    return lines.order_by(*_order(table, below)).limit(bindparam("most"))


def _order(columns: Any, below: bool | None) -> tuple[Any, Any]:
    if below:
        return columns.changed_at.asc(), columns.id.asc()
    return columns.changed_at.desc(), columns.id.desc()


NEWEST, OLDER, NEWER = (_lines_beyond(below) for below in (None, False, True))
"""Made once: putting such a statement together takes longer than what it asks for."""


def _lines_at(connection: Connection, staff_id: str, edge: Edge | None, size: int) -> tuple[list[Any], bool]:
    """Return the lines of a page, newest first, and whether there are more beyond it."""
    given: dict[str, Any] = {"staff": staff_id, "most": size + 1}
    if edge is None:
        found = connection.execute(NEWEST, given).all()
    else:
        of_edge = {**given, "at": edge.changed_at, "id": edge.id}
        found = connection.execute(NEWER if edge.is_below else OLDER, of_edge).all()
    lines = list(found[:size])
    return lines[::-1] if edge is not None and edge.is_below else lines, len(found) > size


def _contact_row(line: Any) -> ContactRow:
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
        title=line.content.get("title") if line.content else None,
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
