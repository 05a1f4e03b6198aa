"""What the store gives to readers: plain values that outlive the connection they were read on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Generic, TypeVar

from bot.strengths.how_to_talk import HowToTalk
from bot.strengths.safe_contact import SafeContact
from bot.strengths.summary import Summary

Row = TypeVar("Row")


@dataclass(frozen=True, kw_only=True)
class ContactRow:
    """One line of the inbox's list.

    Attributes:
        kind: ``summary`` or ``request``.
        id: of the summary or the request.
        reference: what the resident can quote.
        asked_for: ``person`` or ``assessment`` for a request, else None.
        version: number of the latest version.
        arrived_at: when the first version came.
        changed_at: when the latest version came; the list goes by this.
        unread: whether this staff member has not opened the latest version.
        picked_up_by: name of who is on it, or None.
        withdrawn: whether the resident asked for it to be deleted.
        erased: whether its words are gone.
        title: what the resident calls it, or None.
    """

    kind: str
    id: str
    reference: str
    asked_for: str | None
    version: int
    arrived_at: datetime
    changed_at: datetime
    unread: bool
    picked_up_by: str | None
    withdrawn: bool
    erased: bool
    title: str | None = None


@dataclass(frozen=True, kw_only=True)
class ListPage(Generic[Row]):
    """One page of one of the inbox's lists.

    Attributes:
        rows: the lines.
        page: number of this page, from 1.
        size: most lines on a page.
        total: lines on all pages.
        unread: unread lines on all pages.
    """

    rows: tuple[Row, ...]
    page: int
    size: int
    total: int
    unread: int

    @property
    def pages(self) -> int:
        """How many pages there are; an empty list has one."""
        return max(1, -(-self.total // self.size))

    def __iter__(self) -> Iterator[Row]:
        return iter(self.rows)

    def __len__(self) -> int:
        return len(self.rows)


@dataclass(frozen=True, kw_only=True)
class Edge:
    """Where a page of the inbox's list ends: the line that stands just beyond it.

    Attributes:
        changed_at: when that line changed; the list goes by this.
        id: of that line, for lines that changed at the same moment.
        is_below: whether the page stands above it, so that it holds what is newer.
    """

    changed_at: datetime
    id: str
    is_below: bool = False


@dataclass(frozen=True, kw_only=True)
class ContactsPage:
    """One page of what residents passed on, newest first.

    Attributes:
        rows: the lines.
        total: lines on all pages.
        unread: unread lines on all pages.
        newer: where the page before this one ends; None when this is the first.
        older: where the page after this one begins; None when this is the last.
    """

    rows: tuple[ContactRow, ...]
    total: int
    unread: int
    newer: Edge | None = None
    older: Edge | None = None

    def __iter__(self) -> Iterator[ContactRow]:
        return iter(self.rows)

    def __len__(self) -> int:
        return len(self.rows)


@dataclass(frozen=True, kw_only=True)
class VersionNote:
    """That there was a version, and when."""

    version: int
    at: datetime


@dataclass(frozen=True, kw_only=True)
class StoredSummary:
    """A summary as staff read it: the latest version, and what became of it.

    Attributes:
        summary: None once its words were erased.
        picked_up_by: name of who is on it, or None.
        history: every version, oldest first.
    """

    id: str
    contact_id: str
    reference: str
    version: int
    summary: Summary | None
    arrived_at: datetime
    changed_at: datetime
    picked_up_by: str | None
    picked_up_at: datetime | None
    withdrawal_asked_at: datetime | None
    erased_at: datetime | None
    history: tuple[VersionNote, ...]


@dataclass(frozen=True, kw_only=True)
class StoredRequest:
    """A request as staff read it.

    Attributes:
        kind: ``person`` or ``assessment``.
        words: exactly what was typed or chosen; None once erased.
        safe_contact: how to reach the person; None once erased.
        how_to_talk: how they like to talk; nothing once erased.
        picked_up_by: name of who is on it, or None.
    """

    id: str
    contact_id: str
    reference: str
    kind: str
    version: int
    words: str | None
    safe_contact: SafeContact | None
    how_to_talk: HowToTalk
    arrived_at: datetime
    changed_at: datetime
    picked_up_by: str | None
    picked_up_at: datetime | None
    withdrawal_asked_at: datetime | None
    erased_at: datetime | None


@dataclass(frozen=True, kw_only=True)
class DeliveryNote:
    """What became of one promise to the council's own system.

    Attributes:
        state: ``pending``, ``delivered``, ``dead`` or ``cancelled``.
        tries: how often it was tried, redeliveries by hand included.
        failure: why the latest try failed, in a word; None if it did not.
        due_at: when it is tried next, for one that is pending.
    """

    id: str
    event: str
    subject_kind: str
    subject_id: str
    reference: str
    version: int
    state: str
    made_at: datetime
    due_at: datetime
    tries: int
    failure: str | None


@dataclass(frozen=True, kw_only=True)
class DoorChange:
    """The door was closed to residents, or opened again.

    Attributes:
        reason: as whoever did it wrote it; may be empty when it was opened.
        by: name of the staff member who did it; None at the command line.
    """

    at: datetime
    is_open: bool
    reason: str
    by: str | None


@dataclass(frozen=True, kw_only=True)
class AuditNote:
    """One thing that happened, as a sentence for people.

    Attributes:
        event: name declared in ``bot.store.audit``.
        by: name of the staff member who did it, or None.
        sentence: such as "Priya picked this up."
    """

    at: datetime
    event: str
    subject_id: str
    by: str | None
    sentence: str
