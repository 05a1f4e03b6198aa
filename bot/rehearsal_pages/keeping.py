"""What trainers and learners do that is kept: the studio's use cases, each one transaction.

Each takes the unit of work first and the time last, as in ``bot.handover``.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from bot.errors import NotAllowedError, NotFoundError
from bot.store.studio import StudioUnitOfWork, StudioWork
from bot.store.tables.studio import GroupRow, LearnerRow

LONGEST_NAME = 80
MOST_LEARNERS = 200
"""Of one group; more than any room holds."""


def make_group(unit_of_work: StudioUnitOfWork, name: str, trainer_id: str, at: datetime) -> str:
    """Make a group of learners and return its id.

    Raises:
        NotAllowedError: the name cannot be used; the message can be shown.
        StoreUnavailableError: nothing was kept.
    """
    name = _usable(name)
    with unit_of_work as work:
        group = work.groups.add(name, trainer_id, at)
        work.audit.add("group.made", group.id, at, staff_id=trainer_id)
        work.commit()
        return group.id


def add_learner(
    unit_of_work: StudioUnitOfWork, group_id: str, name: str, code_key: str, trainer_id: str, at: datetime
) -> str:
    """Add a learner to a group and return their id.

    Raises:
        NotAllowedError: the name cannot be used, or the group is full; the message can be shown.
        NotFoundError: there is no such group of this trainer's.
        StoreUnavailableError: nothing was kept.
    """
    name = _usable(name)
    with unit_of_work as work:
        group = work.groups.get(group_id, trainer_id)
        if len(work.learners.list_of_group(group.id)) >= MOST_LEARNERS:
            raise NotAllowedError(f"A group has {MOST_LEARNERS} learners at most. Make another group.")
        learner = work.learners.add(group.id, name, code_key, at)
        work.audit.add("learner.added", learner.id, at, staff_id=trainer_id)
        work.commit()
        return learner.id


def renew_code(unit_of_work: StudioUnitOfWork, learner_id: str, code_key: str, trainer_id: str, at: datetime) -> None:
    """Give a learner a new code; the old one, and sessions begun with it, are of no use any more.

    Raises:
        NotFoundError: there is no such learner of this trainer's.
        StoreUnavailableError: nothing was changed.
    """
    with unit_of_work as work:
        learner, _ = _learner_of(work, learner_id, trainer_id)
        work.learners.mark_code_renewed(learner, code_key, at)
        work.audit.add("learner.code_renewed", learner.id, at, staff_id=trainer_id)
        work.commit()


def delete_learner(unit_of_work: StudioUnitOfWork, learner_id: str, trainer_id: str, at: datetime) -> str:
    """Delete a learner and all their rehearsals, and return the id of their group.

    Raises:
        NotFoundError: there is no such learner of this trainer's.
        StoreUnavailableError: nothing was deleted.
    """
    with unit_of_work as work:
        learner, group = _learner_of(work, learner_id, trainer_id)
        work.learners.delete(learner)
        work.audit.add("learner.deleted", learner_id, at, staff_id=trainer_id)
        work.commit()
        return group.id


def leave_for_good(unit_of_work: StudioUnitOfWork, learner_id: str, at: datetime) -> None:
    """Delete a learner and all their rehearsals at their own wish; harmless when they are gone.

    Raises:
        StoreUnavailableError: nothing was deleted.
    """
    with unit_of_work as work:
        learner = work.learners.find(learner_id)
        if learner is not None:
            work.learners.delete(learner)
            work.audit.add("learner.left", learner_id, at)
            work.commit()


def delete_group(unit_of_work: StudioUnitOfWork, group_id: str, trainer_id: str, at: datetime) -> tuple[str, ...]:
    """Delete a group with all its learners and their rehearsals, and return the learners' ids.

    Raises:
        NotFoundError: there is no such group of this trainer's.
        StoreUnavailableError: nothing was deleted.
    """
    with unit_of_work as work:
        group = work.groups.get(group_id, trainer_id)
        learners = work.learners.list_of_group(group.id)
        for learner in learners:
            work.learners.delete(learner)
        work.groups.delete(group)
        work.audit.add("group.deleted", group_id, at, staff_id=trainer_id)
        work.commit()
        return tuple(learner.id for learner in learners)


def keep_rehearsal(
    unit_of_work: StudioUnitOfWork,
    learner_id: str,
    rehearsal_id: str,
    resident: str,
    at: datetime,
    *,
    record: Mapping[str, Any],
    view: Mapping[str, Any],
    counted: Mapping[str, Any],
) -> bool:
    """Keep a learner's rehearsal as it stands.

    Returns:
        Whether it is kept; not so when the learner was deleted meanwhile.

    Raises:
        StoreUnavailableError: nothing was kept.
    """
    with unit_of_work as work:
        if work.learners.find(learner_id) is None:
            return False
        work.rehearsals.put(rehearsal_id, learner_id, resident, at, record=record, view=view, counted=counted)
        work.commit()
        return True


def _learner_of(work: StudioWork, learner_id: str, trainer_id: str) -> tuple[LearnerRow, GroupRow]:
    learner = work.learners.find(learner_id)
    if learner is None:
        raise NotFoundError("There is no such learner.")
    return learner, work.groups.get(learner.group_id, trainer_id)


def _usable(name: str) -> str:
    name = " ".join(name.split())
    if not name.isprintable() or not 0 < len(name) <= LONGEST_NAME:
        raise NotAllowedError(f"A name has 1 to {LONGEST_NAME} characters.")
    return name
