"""Writing the rehearsal studio's own records."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import delete, or_, select
from sqlalchemy.orm import Session

from bot.errors import NotFoundError
from bot.store.engine import ERASED
from bot.store.identifiers import checked, issue
from bot.store.tables.staff import StaffRow
from bot.store.tables.studio import GroupRow, LearnerRow, RehearsalRow


class GroupRepository:
    """Groups of learners."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def add(self, name: str, trainer_id: str, at: datetime) -> GroupRow:
        """Add a group."""
        row = GroupRow(id=issue(), name=name, trainer_id=trainer_id, made_at=at)
        self._session.add(row)
        self._session.flush()
        return row

    def get(self, id: str, trainer_id: str) -> GroupRow:  # noqa: A002 -- named as everybody names it
        """Return a group that a trainer looks after, or whose own trainer can no longer sign in.

        Raises:
            NotFoundError: there is none, or it is another trainer's; which of them is not said.
        """
        row = self._session.scalar(
            select(GroupRow)
            .join(StaffRow, StaffRow.id == GroupRow.trainer_id)
            .where(GroupRow.id == checked(id), or_(GroupRow.trainer_id == trainer_id, StaffRow.password_hash == ""))
        )
        if row is None:
            raise NotFoundError("There is no such group of this trainer's.")
        return row

    def delete(self, row: GroupRow) -> None:
        """Delete a group; its learners have to be gone."""
        self._session.delete(row)
        self._session.info[ERASED] = True


class LearnerRepository:
    """Learners."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def add(self, group_id: str, name: str, code_key: str, at: datetime) -> LearnerRow:
        """Add a learner."""
        row = LearnerRow(id=issue(), group_id=group_id, name=name, code_key=code_key, code_made_at=at, added_at=at)
        self._session.add(row)
        self._session.flush()
        return row

    def find(self, id: str) -> LearnerRow | None:  # noqa: A002
        """Return the learner with this id, or None."""
        return self._session.get(LearnerRow, checked(id))

    def list_of_group(self, group_id: str) -> tuple[LearnerRow, ...]:
        """Return the learners of a group."""
        return tuple(self._session.scalars(select(LearnerRow).where(LearnerRow.group_id == group_id)))

    def list_idle_since(self, moment: datetime) -> tuple[LearnerRow, ...]:
        """Return the learners of whom no rehearsal is kept, and who joined and got their code before a moment."""
        has_some = select(RehearsalRow.id).where(RehearsalRow.learner_id == LearnerRow.id).exists()
        idle = (~has_some, LearnerRow.added_at < moment, LearnerRow.code_made_at < moment)
        return tuple(self._session.scalars(select(LearnerRow).where(*idle)))

    def mark_code_renewed(self, row: LearnerRow, code_key: str, at: datetime) -> None:
        """Replace the code; sessions begun before have ended."""
        row.code_key = code_key
        row.code_made_at = at

    def delete(self, row: LearnerRow) -> None:
        """Delete a learner and every rehearsal of theirs."""
        self._session.execute(delete(RehearsalRow).where(RehearsalRow.learner_id == row.id))
        self._session.delete(row)
        self._session.info[ERASED] = True
        self._session.flush()


class RehearsalRepository:
    """Rehearsals that are kept."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def put(
        self,
        id: str,  # noqa: A002
        learner_id: str,
        resident: str,
        at: datetime,
        *,
        record: Mapping[str, Any],
        view: Mapping[str, Any],
        counted: Mapping[str, Any],
    ) -> None:
        """Keep a rehearsal as it stands, in place of how it stood."""
        row = self._session.get(RehearsalRow, checked(id))
        if row is None:
            row = RehearsalRow(id=id, learner_id=learner_id, resident=resident, begun_at=at)
            self._session.add(row)
        row.changed_at = at
        row.record, row.view, row.counted = dict(record), dict(view), dict(counted)

    def delete_unchanged_since(self, moment: datetime) -> int:
        """Delete the rehearsals that were last changed before a moment, and return how many they were."""
        old = tuple(self._session.scalars(select(RehearsalRow.id).where(RehearsalRow.changed_at < moment)))
        if old:
            self._session.execute(delete(RehearsalRow).where(RehearsalRow.id.in_(old)))
            self._session.info[ERASED] = True
        return len(old)
