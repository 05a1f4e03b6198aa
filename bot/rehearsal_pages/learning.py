"""Whether this browser rehearses with records kept, and keeping them.

A learner comes in with a code and is told what is kept before it is. Everybody else rehearses and leaves nothing.
"""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime
from functools import cache
from typing import Any

from flask import g, session

from bot.errors import NotFoundError
from bot.rehearsal_pages.desk import desk
from bot.rehearsal_pages.keeping import keep_rehearsal
from bot.rehearsal_pages.rooms import Room
from bot.staff_pages.sessions import LIFETIME
from bot.store.identifiers import issue
from bot.store.studio_records import Learner
from bot.studio.feedback import feedback
from bot.studio.rehearsal.indicators import indicators
from bot.studio.rehearsal.rehearsal import Rehearsal, replay

WHO, SINCE = "learner", "learner_since"


def come_in(learner: Learner) -> None:
    """Let this browser rehearse as a learner from now on."""
    session[WHO] = learner.id
    session[SINCE] = desk().clock().isoformat()


def go_out() -> None:
    """Let this browser rehearse without records again."""
    session.pop(WHO, None)
    session.pop(SINCE, None)


def learner_here() -> Learner | None:
    """Return the learner whose records this browser adds to; None for somebody without an account."""
    if WHO not in session:
        return None
    if "learner" not in g:
        # Should the database fail now, the page that says so must not ask again.
        g.learner = None
        g.learner = _recognised()
        if g.learner is None:
            go_out()
    learner: Learner | None = g.learner
    return learner


def _recognised() -> Learner | None:
    try:
        since = datetime.fromisoformat(session[SINCE])
        learner = desk().queries.read_learner(session[WHO])
    except (KeyError, TypeError, ValueError, NotFoundError):
        return None
    is_over = desk().clock() - since > LIFETIME or since < learner.code_made_at
    return None if is_over else learner


def fields_of_the_learner() -> dict[str, str]:
    """Return what a room holds of the learner; nothing for somebody without an account."""
    learner = learner_here()
    return {} if learner is None else {"learner_id": learner.id, "record_id": issue()}


def keep(room: Room) -> None:
    """Keep a room in its learner's records; nothing is done for somebody without an account."""
    if not room.record_id or not (room.rehearsal.exchanges or room.rehearsal.branches):
        return
    keep_rehearsal(
        desk().unit_of_work,
        room.learner_id,
        room.record_id,
        room.rehearsal.resident.key,
        desk().clock(),
        record=record_of(room.rehearsal),
        view={"own_view": list(room.own_view) if room.own_view is not None else None, "nearer": room.nearer},
        counted=asdict(indicators(room.rehearsal.exchanges)),
    )


def record_of(rehearsal: Rehearsal) -> dict[str, Any]:
    """Return what is kept of a rehearsal: what replays it, and what was answered, should the resident change."""
    return {**rehearsal.record(), "replies": [each.reply.text for each in rehearsal.exchanges]}


def replayed(record: dict[str, Any]) -> Rehearsal | None:
    """Return a kept rehearsal as it was, or None when its resident has changed so that it would go otherwise now.

    Args:
        record: as it was kept.
    """
    try:
        # Ways that were tried share their beginning, which is read once.
        rehearsal = replay(record, desk().residents(), cache(feedback))
    except NotFoundError:
        return None
    return rehearsal if [each.reply.text for each in rehearsal.exchanges] == record["replies"] else None
