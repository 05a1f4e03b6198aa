"""Trying everything that is due: claim, send, note what came of it.

No transaction is open while a request is under way (notifications-api, ``send_to_providers.py``). A worker that is
killed at any moment loses nothing: its lease runs out and another try goes out under the same id.
"""

from __future__ import annotations

import os
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from bot.clock import Clock, now
from bot.errors import DeliveryError, DeliveryPostponedError
from bot.logs import logger
from bot.monitoring.metrics import count_try
from bot.outbox.payload import payload
from bot.outbox.schedule import MOST_TRIES, next_try
from bot.store import UnitOfWork, Work
from bot.store.repositories.deliveries import WORKER_GONE
from bot.store.tables import GENERAL_ROAD, DeliveryRow

LEASE = timedelta(minutes=2)

log = logger(__name__)


class Sends(Protocol):
    """What a worker sends with; ``bot.outbox.sender.Sender`` is one."""

    def send(self, delivery_id: str, body: bytes, at: datetime) -> int:
        """Send one delivery and return the HTTP status, or raise DeliveryError."""


@dataclass(frozen=True, kw_only=True)
class Claimed:
    """A delivery this worker holds the lease of; ``body`` is None if it turned out that nothing is to be sent."""

    delivery_id: str
    body: bytes | None


class Worker:
    """Sends what is due on one road.

    Args:
        unit_of_work: writes.
        sender: sends, to one address.
        clock: the time.
        lease: how long a claim lasts; longer than any request can take.
        stopping: says whether to stop before the next one.
        kinds: the kinds of subject that may go to that address; no other is ever claimed.
        road: name of the road, for what is counted.

    Attributes:
        name: tells this worker's leases from those of others.
    """

    def __init__(
        self,
        unit_of_work: UnitOfWork,
        sender: Sends,
        clock: Clock = now,
        lease: timedelta = LEASE,
        stopping: Callable[[], bool] = lambda: False,
        kinds: frozenset[str] = GENERAL_ROAD,
        road: str = "general",
    ) -> None:
        self._unit_of_work = unit_of_work
        self._sender = sender
        self._clock = clock
        self._lease = lease
        self._stopping = stopping
        self._kinds = kinds
        self._road = road
        self.name = f"{os.getpid()}-{secrets.token_hex(8)}"

    def run_once(self) -> int:
        """Try everything that is due now, one after the other.

        Returns:
            How many tries were made.

        Raises:
            StoreUnavailableError: the database could not be reached or written.
        """
        tries = 0
        while not self._stopping() and (claimed := self._claim()) is not None:
            if claimed.body is not None:
                self._try(claimed.delivery_id, claimed.body)
                tries += 1
        return tries

    def _claim(self) -> Claimed | None:
        at = self._clock()
        with self._unit_of_work as work:
            delivery = work.deliveries.claim(self.name, at, at + self._lease, self._kinds)
            if delivery is None:
                return None
            body = None
            if delivery.tries > MOST_TRIES:
                # Only a worker that was killed leaves no outcome; that must not go on for ever either.
                _give_up(work, delivery, at, WORKER_GONE, None)
            else:
                body = payload(work, delivery)
                if body is None:
                    _give_up(work, delivery, at, "words_erased", None)
            work.commit()
            return Claimed(delivery_id=delivery.id, body=body)

    def _try(self, delivery_id: str, body: bytes) -> None:
        try:
            status = self._sender.send(delivery_id, body, self._clock())
        except DeliveryError as error:
            log.warning("delivery.failed", delivery_id=delivery_id, failure=error.failure)
            count_try(self._road, "postponed" if isinstance(error, DeliveryPostponedError) else "refused")
            self._note_failure(delivery_id, error)
        else:
            log.info("delivery.delivered", delivery_id=delivery_id, status=status)
            count_try(self._road, "delivered")
            self._note_success(delivery_id, status)

    def _note_success(self, delivery_id: str, status: int) -> None:
        at = self._clock()
        with self._unit_of_work as work:
            delivery = work.deliveries.get(delivery_id)
            work.deliveries.mark_delivered(delivery, at, status)
            event = "delivery.wish_delivered" if _is_wish(delivery) else "delivery.delivered"
            work.audit.add(event, delivery.subject_id, at, delivery=delivery.id, version=delivery.version)
            work.commit()

    def _note_failure(self, delivery_id: str, error: DeliveryError) -> None:
        at = self._clock()
        with self._unit_of_work as work:
            delivery = work.deliveries.get(delivery_id)
            if delivery.leased_by != self.name:
                # The lease ran out meanwhile; what happens next is another worker's to say.
                return
            due_at = None
            if isinstance(error, DeliveryPostponedError):
                due_at = next_try(delivery.tries, at, error.retry_after)
            if due_at is None:
                _give_up(work, delivery, at, error.failure, error.status)
            else:
                work.deliveries.mark_postponed(delivery, at, due_at, error.failure, error.status)
            work.commit()


def _give_up(work: Work, delivery: DeliveryRow, at: datetime, failure: str, status: int | None) -> None:
    work.deliveries.mark_dead(delivery, at, failure, status)
    event = "delivery.wish_gave_up" if _is_wish(delivery) else "delivery.gave_up"
    work.audit.add(event, delivery.subject_id, at, delivery=delivery.id, version=delivery.version, failure=failure)
    log.error("delivery.gave_up", delivery_id=delivery.id, failure=failure)


def _is_wish(delivery: DeliveryRow) -> bool:
    return delivery.event.endswith(".withdrawn")
