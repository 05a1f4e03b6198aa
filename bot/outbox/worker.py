"""The delivery worker as a process of its own: ``python -m bot.outbox.worker``."""

from __future__ import annotations

import signal
import sys
import threading
from collections.abc import Callable
from datetime import timedelta
from types import FrameType

from bot.bootstrap import store
from bot.errors import FrontDoorError, StoreUnavailableError
from bot.logs import logger, write_logs
from bot.outbox.delivering import Worker
from bot.outbox.sender import Sender
from bot.settings import Settings, settings

PAUSE = 1.0
"""Seconds between two looks for something due."""

PAUSE_WITHOUT_STORE = 10.0
"""Seconds to wait when the database cannot be reached."""

LEASE_MARGIN = 30.0
"""Seconds a lease outlasts the longest request: connecting and answering may each take the whole timeout."""

log = logger("bot.outbox.worker")


def main() -> int:
    """Deliver until told to stop.

    Returns:
        0 after SIGTERM or Ctrl-C; 2 if a setting cannot be used.
    """
    write_logs()
    stop = threading.Event()

    def stop_soon(_signal: int, _frame: FrameType | None) -> None:
        stop.set()

    signal.signal(signal.SIGTERM, stop_soon)
    signal.signal(signal.SIGINT, stop_soon)
    try:
        work = deliveries(settings(), stop.is_set)
    except FrontDoorError as error:
        print(error, file=sys.stderr)  # noqa: T201 -- for whoever started it
        return 2
    keep_doing(work, stop)
    log.info("worker.stopped")
    return 0


def deliveries(chosen: Settings, stopping: Callable[[], bool]) -> Callable[[], int]:
    """Return what the worker does at each look.

    Args:
        chosen: the settings.
        stopping: says whether to stop before the next delivery.

    Raises:
        SettingsError: the address or the secret of the webhook cannot be used.
    """
    if not chosen.webhook_url:
        log.info("worker.started", webhook="none configured", effect="summaries wait in the inbox")
        return lambda: 0
    sender = Sender(chosen.webhook_url, chosen.webhook_secret, chosen.webhook_timeout)
    lease = timedelta(seconds=2 * chosen.webhook_timeout + LEASE_MARGIN)
    worker = Worker(store().unit_of_work(), sender, lease=lease, stopping=stopping)
    log.info("worker.started", webhook="configured", worker=worker.name)
    return worker.run_once


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
