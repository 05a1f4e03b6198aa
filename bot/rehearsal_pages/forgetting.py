"""Kept rehearsals are deleted when their time is over, as learners are told; so are learners nobody has heard from.

It is done as conversations are forgotten (``bot.channels.forgetting``): the process that keeps them looks every hour.
This one serves with threads, so the looking is done by one of them.
"""

from __future__ import annotations

import threading
from dataclasses import dataclass
from datetime import timedelta

from bot.clock import Clock, now
from bot.logs import logger
from bot.store.studio import StudioStore, StudioUnitOfWork

log = logger(__name__)

LOOK_AGAIN = 3600.0
"""Seconds between two looks."""


@dataclass(frozen=True)
class Forgotten:
    """What was deleted at one look.

    Attributes:
        rehearsals: how many had not been changed for the whole time.
        learners: how many had no rehearsal left, and neither joined nor got a new code in that time.
    """

    rehearsals: int
    learners: int


def forget_old(unit_of_work: StudioUnitOfWork, days: int, clock: Clock = now) -> Forgotten:
    """Delete rehearsals that were last changed longer ago than they are kept, and learners of whom nothing is left.

    Args:
        unit_of_work: writes the studio's records.
        days: how long a rehearsal is kept.
        clock: gives the time.

    Returns:
        How much was deleted.

    Raises:
        StoreUnavailableError: nothing was deleted.
    """
    at = clock()
    kept_since = at - timedelta(days=days)
    with unit_of_work as work:
        rehearsals = work.rehearsals.delete_unchanged_since(kept_since)
        learners = work.learners.list_idle_since(kept_since)
        for learner in learners:
            work.learners.delete(learner)
            work.audit.add("learner.forgotten", learner.id, at)
        work.commit()
    return Forgotten(rehearsals, len(learners))


def begin_forgetting(store: StudioStore, days: int, pause: float = LOOK_AGAIN, clock: Clock = now) -> threading.Event:
    """Go on forgetting in a thread of its own, as long as the process runs.

    Args:
        store: the studio's records.
        days: how long a rehearsal is kept.
        pause: seconds between two looks.
        clock: gives the time.

    Returns:
        What ends it when it is set.
    """
    ended = threading.Event()

    def go_on() -> None:
        while True:
            try:
                forgotten = forget_old(store.unit_of_work(), days, clock)
                if forgotten != Forgotten(0, 0):
                    log.info("rehearsals_forgotten", rows=forgotten.rehearsals, learners=forgotten.learners)
            except Exception as error:  # noqa: BLE001 (a database that is away now will be there at the next look)
                log.error("forgetting_rehearsals_failed", error=type(error).__name__)
            if ended.wait(pause):
                return

    threading.Thread(target=go_on, name="forgetting rehearsals", daemon=True).start()
    return ended
