"""Reading the rehearsal studio's own records."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Select, func, or_, select
from sqlalchemy.orm import Session

from bot.errors import NotFoundError
from bot.store.identifiers import checked
from bot.store.queries.reading import Reading
from bot.store.studio_records import Group, KeptRehearsal, Learner
from bot.store.tables.staff import StaffRow
from bot.store.tables.studio import GroupRow, LearnerRow, RehearsalRow


class RehearsalQueries(Reading):
    """Groups, learners and their rehearsals. What is of another trainer is not there."""

    def list_groups(self, trainer_id: str) -> tuple[Group, ...]:
        """Return the groups that a trainer looks after, and those whose trainer can no longer sign in, by name."""
        with self._reading() as session:
            rows = session.execute(_groups(trainer_id).order_by(GroupRow.name, GroupRow.id))
            return tuple(_group(*row) for row in rows)

    def read_group(self, id: str, trainer_id: str) -> Group:  # noqa: A002 -- named as everybody names it
        """Return a group that a trainer may see.

        Raises:
            NotFoundError: there is none, or it is another trainer's.
        """
        with self._reading() as session:
            row = session.execute(_groups(trainer_id).where(GroupRow.id == checked(id))).first()
            if row is None:
                raise NotFoundError("There is no such group of this trainer's.")
            return _group(*row)

    def list_learners(self, group_id: str) -> tuple[Learner, ...]:
        """Return the learners of a group by name, whatever their rehearsals were like."""
        with self._reading() as session:
            query = select(LearnerRow).where(LearnerRow.group_id == group_id).order_by(LearnerRow.name, LearnerRow.id)
            return tuple(_learner(session, row) for row in session.scalars(query))

    def read_learner(self, id: str) -> Learner:  # noqa: A002
        """Return a learner.

        Raises:
            NotFoundError: there is none.
        """
        with self._reading() as session:
            row = session.get(LearnerRow, checked(id))
            if row is None:
                raise NotFoundError("There is no such learner.")
            return _learner(session, row)

    def find_learner_by_code(self, code_key: str) -> Learner | None:
        """Return the learner who comes in with a code, or None."""
        with self._reading() as session:
            row = session.scalar(select(LearnerRow).where(LearnerRow.code_key == code_key))
            return None if row is None else _learner(session, row)

    def list_rehearsals(self, learner_id: str) -> tuple[KeptRehearsal, ...]:
        """Return a learner's rehearsals, oldest first."""
        query = select(RehearsalRow).where(RehearsalRow.learner_id == learner_id)
        return self._rehearsals(query)

    def list_rehearsals_of_group(self, group_id: str) -> tuple[KeptRehearsal, ...]:
        """Return the rehearsals of a whole group, oldest first."""
        query = select(RehearsalRow).join(LearnerRow).where(LearnerRow.group_id == group_id)
        return self._rehearsals(query)

    def read_rehearsal(self, id: str, learner_id: str) -> KeptRehearsal:  # noqa: A002
        """Return one rehearsal of a learner.

        Raises:
            NotFoundError: there is none, or it is somebody else's.
        """
        with self._reading() as session:
            row = session.get(RehearsalRow, checked(id))
            if row is None or row.learner_id != learner_id:
                raise NotFoundError("There is no such rehearsal of this learner.")
            return _kept(row)

    def _rehearsals(self, query: Select[tuple[RehearsalRow]]) -> tuple[KeptRehearsal, ...]:
        with self._reading() as session:
            return tuple(_kept(row) for row in session.scalars(query.order_by(RehearsalRow.begun_at, RehearsalRow.id)))


def _groups(trainer_id: str) -> Select[Any]:
    learners = select(func.count()).where(LearnerRow.group_id == GroupRow.id).scalar_subquery()
    return (
        select(GroupRow, StaffRow.name, learners)
        .join(StaffRow, StaffRow.id == GroupRow.trainer_id)
        .where(or_(GroupRow.trainer_id == trainer_id, StaffRow.password_hash == ""))
    )


def _group(row: GroupRow, trainer: str, learners: int) -> Group:
    return Group(id=row.id, name=row.name, trainer=trainer, made_at=row.made_at, learners=learners)


def _learner(session: Session, row: LearnerRow) -> Learner:
    counted = select(func.count(), func.max(RehearsalRow.changed_at)).where(RehearsalRow.learner_id == row.id)
    rehearsals, last_at = session.execute(counted).one()
    return Learner(
        id=row.id,
        group_id=row.group_id,
        name=row.name,
        code_made_at=row.code_made_at,
        added_at=row.added_at,
        rehearsals=rehearsals,
        last_at=last_at,
    )


def _kept(row: RehearsalRow) -> KeptRehearsal:
    return KeptRehearsal(
        id=row.id,
        learner_id=row.learner_id,
        resident=row.resident,
        begun_at=row.begun_at,
        changed_at=row.changed_at,
        record=row.record,
        view=row.view,
        counted=row.counted,
    )
