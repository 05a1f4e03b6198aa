"""Whether what a process needs can be reached: looked at when somebody asks, at most every few seconds, and never long.

Anybody may ask whether a process is ready, so asking must cost next to nothing and tell nothing but yes or no. Which
part could not be reached is told to those who may read the metrics, and to the log when it changes.
"""

from __future__ import annotations

import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Mapping
from http.client import INTERNAL_SERVER_ERROR, HTTPException

from bot.logs import logger
from bot.monitoring import metrics

log = logger(__name__)

LASTS = 2.0
"""Seconds that a look counts."""

PATIENCE = 2.0
"""Seconds that one part may take to answer."""


class Readiness:
    """Looks whether everything can be reached.

    Args:
        checks: by name of the part (``metrics.LABELS``); each returns whether it is reached, or raises.
        lasts: seconds that a look counts.
        patience: seconds that a part may take.
        clock: seconds that only go up.
    """

    def __init__(
        self,
        checks: Mapping[str, Callable[[], object]],
        lasts: float = LASTS,
        patience: float = PATIENCE,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._checks = {name: _Check(name, check) for name, check in checks.items()}
        self._lasts = lasts
        self._patience = patience
        self._clock = clock
        self._looked_at: float | None = None
        self._ready = False
        self._looking = threading.Lock()

    def is_ready(self) -> bool:
        """Return whether everything could be reached, a moment ago at the longest."""
        if self._looked_at is not None and self._clock() - self._looked_at < self._lasts:
            return self._ready
        # One looks; whoever asks meanwhile is told what was so before, but at the very first look waits for it.
        if not self._looking.acquire(blocking=self._looked_at is None):
            return self._ready
        try:
            if self._looked_at is None or self._clock() - self._looked_at >= self._lasts:
                self._ready = self._look()
                self._looked_at = self._clock()
        finally:
            self._looking.release()
        return self._ready

    def _look(self) -> bool:
        end = time.monotonic() + self._patience
        for check in self._checks.values():
            check.begin()
        # Each is looked at, whatever the others say.
        reached = [check.reached_by(end) for check in self._checks.values()]
        return all(reached)


class _Check:
    """One part that is looked at, in a thread of its own; one that hangs is not begun a second time."""

    def __init__(self, name: str, check: Callable[[], object]) -> None:
        self._name = name
        self._check = check
        self._thread: threading.Thread | None = None
        self._reached: bool | None = None
        self._result = False

    def begin(self) -> None:
        if self._thread is None or not self._thread.is_alive():
            self._result = False
            self._thread = threading.Thread(target=self._run, name=f"look at {self._name}", daemon=True)
            self._thread.start()

    def reached_by(self, end: float) -> bool:
        if self._thread is not None:
            self._thread.join(max(0.0, end - time.monotonic()))
        reached = self._result and self._thread is not None and not self._thread.is_alive()
        if reached != self._reached:
            (log.info if reached else log.warning)("part.reached" if reached else "part.not_reached", part=self._name)
        self._reached = reached
        metrics.note_reached(self._name, reached)
        return reached

    def _run(self) -> None:
        try:
            # A check that returns nothing has only to end without an error.
            self._result = self._check() is not False
        except Exception as error:  # noqa: BLE001 - whatever it raises, the part was not reached
            log.debug("part.check_failed", part=self._name, error=type(error).__name__)


def answers(address: str) -> bool:
    """Return whether one of our own servers answers at an address, with anything but a fault of its own.

    Args:
        address: an ``http://`` or ``https://`` address.
    """
    try:
        with _opener.open(address, timeout=PATIENCE) as answer:
            return bool(answer.status)
    except urllib.error.HTTPError as error:
        return error.code < INTERNAL_SERVER_ERROR
    except (OSError, HTTPException, ValueError):
        return False


# A council's proxy is for the outside; our own processes are asked directly.
_opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
