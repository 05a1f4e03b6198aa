"""Writing what was promised to the council's own system, and each try.

A worker claims rows through a lease: a name and a time in the row itself. It works alike on SQLite and
PostgreSQL, and a worker that was killed loses its rows when the time is over.
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import and_, func, or_, select, update
from sqlalchemy.orm import Session

from bot.errors import NotFoundError
from bot.store.identifiers import checked, issue
from bot.store.tables import GENERAL_ROAD, AttemptRow, DeliveryRow, DeliveryState

BEGUN = "begun"
DELIVERED = "delivered"
WORKER_GONE = "worker_gone"


class DeliveryRepository:
    """Promises and tries."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def add(
        self,
        event: str,
        subject_kind: str,
        subject_id: str,
        version: int,
        at: datetime,
        *,
        due_at: datetime | None = None,
    ) -> DeliveryRow:
        """Add a promise, to be kept at once or, if ``due_at`` is given, not before that."""
        row = DeliveryRow(
            id=issue(),
            event=event,
            subject_kind=subject_kind,
            subject_id=subject_id,
            version=version,
            state=DeliveryState.PENDING,
            made_at=at,
            due_at=due_at or at,
            tries=0,
        )
        self._session.add(row)
        return row

    def get(self, id: str) -> DeliveryRow:  # noqa: A002 -- named as everybody names it
        """Return the promise with this id.

        Raises:
            NotFoundError: there is none.
        """
        row = self._session.scalar(select(DeliveryRow).where(DeliveryRow.id == checked(id)).with_for_update())
        if row is None:
            raise NotFoundError("There is no delivery with this id.")
        return row

    def list_by_subject(self, subject_id: str) -> list[DeliveryRow]:
        """Return every promise about a summary, request or concern, oldest first."""
        return list(
            self._session.scalars(
                select(DeliveryRow)
                .where(DeliveryRow.subject_id == subject_id)
                .order_by(DeliveryRow.made_at, DeliveryRow.id)
                .with_for_update()
            )
        )

    def list_outcomes(self, subject_id: str) -> set[str]:
        """Return what came of every try to send something about a summary or request."""
        query = (
            select(AttemptRow.outcome)
            .join(DeliveryRow, DeliveryRow.id == AttemptRow.delivery_id)
            .where(DeliveryRow.subject_id == subject_id)
        )
        return set(self._session.scalars(query))

    def claim(
        self, worker: str, now: datetime, until: datetime, road: frozenset[str] = GENERAL_ROAD
    ) -> DeliveryRow | None:
        """Take the promise that has been due longest, and note that a try begins.

        Args:
            worker: name of the worker.
            now: the present moment.
            until: when the worker counts as gone.
            road: the kinds of subject this worker sends; what takes another road is not there for it.

        Returns:
            The promise, which no other worker gets before ``until``; None if none is due.
        """
        free = or_(DeliveryRow.leased_until.is_(None), DeliveryRow.leased_until <= now)
        on_road = DeliveryRow.subject_kind.in_(road)
        # A promise from the future was made before the clock was set back; its first try does not wait until then.
        at_once = and_(DeliveryRow.tries == 0, DeliveryRow.due_at == DeliveryRow.made_at)
        is_due = or_(DeliveryRow.due_at <= now, and_(at_once, DeliveryRow.made_at > now))
        due = (DeliveryRow.state == DeliveryState.PENDING, is_due, free, on_road)
        waiting = select(DeliveryRow.id).where(*due).order_by(DeliveryRow.due_at, DeliveryRow.id).limit(10)
        for delivery_id in self._session.scalars(waiting).all():
            # The conditions again: between the two another worker may have been first.
            taken = self._session.execute(
                update(DeliveryRow)
                .where(DeliveryRow.id == delivery_id, *due)
                .values(leased_by=worker, leased_until=until, tries=DeliveryRow.tries + 1)
                .returning(DeliveryRow.id)
            ).scalar()
            if taken is not None:
                self._add_attempt(taken, now)
                return self.get(taken)
        return None

    def _add_attempt(self, delivery_id: str, at: datetime) -> None:
        # A try still open belongs to a worker that went away; whether it arrived, nobody knows.
        self._session.execute(
            update(AttemptRow)
            .where(AttemptRow.delivery_id == delivery_id, AttemptRow.outcome == BEGUN)
            .values(ended_at=at, outcome=WORKER_GONE)
        )
        latest = select(func.max(AttemptRow.number)).where(AttemptRow.delivery_id == delivery_id)
        number = (self._session.scalar(latest) or 0) + 1
        self._session.add(AttemptRow(delivery_id=delivery_id, number=number, begun_at=at, outcome=BEGUN))
        self._session.flush()

    def mark_delivered(self, row: DeliveryRow, at: datetime, status: int) -> None:
        """Note that it arrived. That is so even if somebody cancelled it meanwhile."""
        row.state = DeliveryState.DELIVERED
        row.ended_at = at
        row.failure = None
        self._end_attempt(row, at, DELIVERED, status)
        self._release(row)

    def mark_postponed(
        self, row: DeliveryRow, at: datetime, due_at: datetime, failure: str, status: int | None
    ) -> None:
        """Note that a try failed and when the next one is due."""
        row.due_at = due_at
        row.failure = failure
        self._end_attempt(row, at, failure, status)
        self._release(row)

    def mark_dead(self, row: DeliveryRow, at: datetime, failure: str, status: int | None) -> None:
        """Note that it will not be tried again by itself, unless it was cancelled meanwhile."""
        if row.state == DeliveryState.PENDING:
            row.state = DeliveryState.DEAD
        row.ended_at = at
        row.failure = failure
        self._end_attempt(row, at, failure, status)
        self._release(row)

    def mark_cancelled(self, row: DeliveryRow, at: datetime) -> None:
        """Note that it must not be sent any more. A lease stays, for the worker that may be sending it now."""
        row.state = DeliveryState.CANCELLED
        row.ended_at = at

    def mark_due(self, row: DeliveryRow, at: datetime) -> None:
        """Note that it is to be tried again from the start, under the same id."""
        row.state = DeliveryState.PENDING
        row.due_at = at
        row.ended_at = None
        row.tries = 0
        self._release(row)

    def _release(self, row: DeliveryRow) -> None:
        row.leased_by = None
        row.leased_until = None

    def _end_attempt(self, row: DeliveryRow, at: datetime, outcome: str, status: int | None) -> None:
        self._session.execute(
            update(AttemptRow)
            .where(AttemptRow.delivery_id == row.id, AttemptRow.outcome == BEGUN)
            .values(ended_at=at, outcome=outcome, status=status)
        )
