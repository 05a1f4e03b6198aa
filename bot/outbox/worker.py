"""The delivery worker as a process of its own: ``python -m bot.outbox.worker``."""

from __future__ import annotations

import signal
import sys
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from types import FrameType

from bot.bootstrap import is_door_open, store
from bot.errors import FrontDoorError, StoreUnavailableError
from bot.logs import logger, write_logs
from bot.monitoring import metrics, watching
from bot.monitoring.pulse import Pulse, leave_sign
from bot.monitoring.readiness import Readiness
from bot.outbox.delivering import Worker
from bot.outbox.gauges import looking_at
from bot.outbox.roads import Road, all_roads
from bot.settings import Settings, settings

PAUSE = 1.0
"""Seconds between two looks for something due."""

PAUSE_WITHOUT_STORE = 10.0
"""Seconds to wait when the database cannot be reached."""

LEASE_MARGIN = 30.0
"""Seconds a lease outlasts the longest request: connecting and answering may each take the whole timeout."""

LOOK_AFTER = 1.0
"""Seconds between two looks whether every road is still being worked on."""

WITHOUT_WEBHOOK = {
    "general": "summaries wait in the inbox",
    "restricted": "concerns wait in the inbox, for the role safeguarding",
}

log = logger("bot.outbox.worker")


def main() -> int:
    """Deliver until told to stop.

    Returns:
        0 after SIGTERM or Ctrl-C; 2 if a setting cannot be used.
    """
    stop = threading.Event()

    def stop_soon(_signal: int, _frame: FrameType | None) -> None:
        stop.set()

    signal.signal(signal.SIGTERM, stop_soon)
    signal.signal(signal.SIGINT, stop_soon)
    try:
        present = settings()
        write_logs(as_json=present.log_format == "json")
        pulses: list[Pulse] = []
        works = deliveries(present, stop.is_set, pulses)
        be_watched(present, pulses)
    except FrontDoorError as error:
        print(error, file=sys.stderr)  # noqa: T201 -- for whoever started it
        return 2
    keep_doing_all(works, stop, lambda: _leave_sign(present, pulses))
    log.info("worker.stopped")
    return 0


def deliveries(
    chosen: Settings, stopping: Callable[[], bool], pulses: list[Pulse] | None = None
) -> tuple[Callable[[], int], ...]:
    """Return what is done at each look, one for each open road.

    Args:
        chosen: the settings.
        stopping: says whether to stop before the next delivery.
        pulses: given the pulse of each open road.

    Raises:
        SettingsError: the address or the secret of a webhook cannot be used.
    """
    workers = {}
    for road in all_roads(chosen):
        if road.url:
            pulse = Pulse(longest=_lease(road) + PAUSE_WITHOUT_STORE + LEASE_MARGIN)
            workers[road.name] = _worker(road, _beating(pulse, stopping))
            if pulses is not None:
                pulses.append(pulse)
    for road in all_roads(chosen):
        if road.name in workers:
            log.info("worker.started", road=road.name, webhook="configured", worker=workers[road.name].name)
        else:
            log.info("worker.started", road=road.name, webhook="none configured", effect=WITHOUT_WEBHOOK[road.name])
    return tuple(worker.run_once for worker in workers.values())


def be_watched(chosen: Settings, pulses: Sequence[Pulse]) -> None:
    """Let others see how the worker is, and how the deliveries stand.

    Args:
        chosen: the settings.
        pulses: of each open road.

    Raises:
        StartError: a backup is just being restored.
    """
    readiness = Readiness({"database": store().check})
    metrics.follow_deliveries(looking_at(store(), tuple(all_roads(chosen))))
    watching.begin(
        "deliveries",
        chosen,
        is_ready=readiness.is_ready,
        is_alive=lambda: all(pulse.is_beating for pulse in pulses),
        is_door_open=is_door_open,
    )


def _leave_sign(chosen: Settings, pulses: Sequence[Pulse]) -> None:
    """Leave a sign of life, unless a road is stuck; ``frontdoor doctor`` reads it."""
    if all(pulse.is_beating for pulse in pulses):
        leave_sign(chosen.data_folder, "deliveries")


def _beating(pulse: Pulse, stopping: Callable[[], bool]) -> Callable[[], bool]:
    """Return what says whether to stop; each time it is asked, which is before each delivery, the road still lives."""

    def asked() -> bool:
        pulse.beat()
        return stopping()

    return asked


def _lease(road: Road) -> float:
    """Seconds that one delivery may be in the hands of one worker."""
    return 2 * road.timeout + LEASE_MARGIN


def _worker(road: Road, stopping: Callable[[], bool]) -> Worker:
    lease = timedelta(seconds=_lease(road))
    return Worker(
        store().unit_of_work(), road.sender(), lease=lease, stopping=stopping, kinds=road.kinds, road=road.name
    )


def keep_doing_all(
    works: Sequence[Callable[[], int]], stop: threading.Event, sign: Callable[[], None] = lambda: None
) -> None:
    """Do every work side by side until told to stop, so that a road that is blocked holds up no other.

    Args:
        works: what is done at each look, one for each open road.
        stop: set when it is time to end.
        sign: leaves a sign of life, at each look whether every road is still worked on.

    Raises:
        Exception: whatever one of them raised that is not foreseen; then all have ended.
    """
    with ThreadPoolExecutor(max_workers=max(1, len(works)), thread_name_prefix="road") as roads:
        doing = [roads.submit(keep_doing, work, stop) for work in works]
        sign()
        while not stop.wait(LOOK_AFTER):
            sign()
            if any(one.done() for one in doing):
                stop.set()
    for one in doing:
        one.result()


def keep_doing(work: Callable[[], int], stop: threading.Event) -> None:
    """Do the work again and again until told to stop; a database out of reach is waited for."""
    while not stop.is_set():
        pause = PAUSE
        try:
            work()
        except StoreUnavailableError:
            log.error("worker.store_unavailable", seconds_to_next_try=PAUSE_WITHOUT_STORE)
            pause = PAUSE_WITHOUT_STORE
        stop.wait(pause)


if __name__ == "__main__":
    sys.exit(main())
