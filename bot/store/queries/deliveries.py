"""What became of the promises to the council's own system."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.sql.elements import ColumnElement

from bot.store.queries.reading import Reading
from bot.store.records import DeliveryNote
from bot.store.tables import (
    GENERAL_ROAD,
    AttemptRow,
    ConcernRow,
    DeliveryRow,
    DeliveryState,
    RequestRow,
    SummaryRow,
)


class DeliveryQueries(Reading):
    """Deliveries. Those of concerns have to be asked for by name: nobody comes upon them."""

    def list_dead_deliveries(self, road: frozenset[str] = GENERAL_ROAD) -> tuple[DeliveryNote, ...]:
        """Return the promises that are not tried any more, oldest first.

        Args:
            road: the kinds of subject wanted.
        """
        return self._list(DeliveryRow.subject_kind.in_(road), DeliveryRow.state == DeliveryState.DEAD)

    def list_deliveries(
        self, subject_id: str | None = None, road: frozenset[str] = GENERAL_ROAD
    ) -> tuple[DeliveryNote, ...]:
        """Return every promise, or those about one subject, oldest first.

        Args:
            subject_id: which summary, request or concern; all unless given.
            road: the kinds of subject wanted.
        """
        about = [DeliveryRow.subject_id == subject_id] if subject_id else []
        return self._list(DeliveryRow.subject_kind.in_(road), *about)

    def count_deliveries(self, road: frozenset[str] = GENERAL_ROAD) -> dict[str, int]:
        """Return how many promises are in each state; a state without any counts 0.

        Args:
            road: the kinds of subject wanted.
        """
        counting = (
            select(DeliveryRow.state, func.count())
            .where(DeliveryRow.subject_kind.in_(road))
            .group_by(DeliveryRow.state)
        )
        with self._reading() as session:
            counted: dict[str, int] = dict(session.execute(counting).tuples().all())
        return {state.value: counted.get(state.value, 0) for state in DeliveryState}

    def find_oldest_waiting(self, road: frozenset[str] = GENERAL_ROAD) -> datetime | None:
        """Return when the oldest promise was made that waits to be kept, or None when none waits.

        Args:
            road: the kinds of subject wanted.
        """
        oldest = select(func.min(DeliveryRow.made_at)).where(
            DeliveryRow.subject_kind.in_(road), DeliveryRow.state == DeliveryState.PENDING
        )
        with self._reading() as session:
            return session.scalar(oldest)

    def _list(self, *conditions: ColumnElement[bool]) -> tuple[DeliveryNote, ...]:
        tries = select(func.count()).where(AttemptRow.delivery_id == DeliveryRow.id).scalar_subquery()
        query = (
            select(DeliveryRow, func.coalesce(SummaryRow.reference, RequestRow.reference, ConcernRow.reference), tries)
            .outerjoin(SummaryRow, SummaryRow.id == DeliveryRow.subject_id)
            .outerjoin(RequestRow, RequestRow.id == DeliveryRow.subject_id)
            .outerjoin(ConcernRow, ConcernRow.id == DeliveryRow.subject_id)
            .where(*conditions)
            .order_by(DeliveryRow.made_at, DeliveryRow.id)
        )
        with self._reading() as session:
            return tuple(
                DeliveryNote(
                    id=row.id,
                    event=row.event,
                    subject_kind=row.subject_kind,
                    subject_id=row.subject_id,
                    reference=reference,
                    version=row.version,
                    state=row.state,
                    made_at=row.made_at,
                    due_at=row.due_at,
                    tries=tried,
                    failure=row.failure,
                )
                for row, reference, tried in session.execute(query)
            )
