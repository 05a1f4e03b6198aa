"""A staff member opens a summary, a request or a concern."""

from __future__ import annotations

from typing import Literal

from bot.clock import Clock, now
from bot.errors import NotFoundError
from bot.handover.finding import reader, safeguarder
from bot.handover.trying_again import until_alone
from bot.store import UnitOfWork, Work
from bot.store.repositories.passed_on import PassedOnRow
from bot.store.tables import ConcernRow

Kind = Literal["summary", "request", "concern"]


def record_view(
    unit_of_work: UnitOfWork,
    kind: Kind,
    id: str,  # noqa: A002 -- named as everybody names it
    staff_id: str,
    version: int | None = None,
    clock: Clock = now,
) -> None:
    """Note that somebody opened the latest version: it is read for them, and the audit trail says so each time.

    An earlier version of a summary can be opened too; the latest is as unread as it was then.

    Args:
        unit_of_work: writes.
        kind: ``summary``, ``request`` or ``concern``.
        id: which one.
        staff_id: who opened it.
        version: number of the version opened; the latest unless given.
        clock: the time.

    Raises:
        NotFoundError: there is none with this id, or it has no such version.
        NotAllowedError: this staff member does not work with what is of this kind.
        StoreUnavailableError: nothing was kept; do not show it then.
    """
    until_alone(lambda: _record_view(unit_of_work, kind, id, staff_id, version, clock))


def _record_view(
    unit_of_work: UnitOfWork, kind: Kind, subject_id: str, staff_id: str, version: int | None, clock: Clock
) -> None:
    at = clock()
    with unit_of_work as work:
        # Who may, before whether it is there: a refusal tells nothing.
        staff = safeguarder(work, staff_id) if kind == "concern" else reader(work, staff_id)
        row = _opened(work, kind, subject_id)
        opened = row.version if version is None else version
        if not 1 <= opened <= row.version:
            raise NotFoundError("There is no such version.")
        if opened == row.version:
            erased = not isinstance(row, ConcernRow) and row.erased_at is not None
            work.views.mark_viewed(kind, row.id, opened, staff.id, at, erased=erased)
        work.audit.add(f"{kind}.viewed", row.id, at, staff_id=staff.id, version=opened)
        work.commit()


def _opened(work: Work, kind: Kind, subject_id: str) -> PassedOnRow | ConcernRow:
    if kind == "summary":
        return work.summaries.get(subject_id)
    if kind == "request":
        return work.requests.get(subject_id)
    return work.concerns.get(subject_id)
