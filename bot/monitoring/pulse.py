"""Signs of life: within a process, and in the data folder for a process that has no address of its own."""

from __future__ import annotations

import contextlib
import os
import time
from collections.abc import Callable
from pathlib import Path

FOLDER = "heartbeats"

LONGEST = 30.0
"""Seconds without a beat after which a process counts as stuck, unless it says otherwise."""


class Pulse:
    """Says whether something still goes on.

    Args:
        longest: seconds without a beat that are nothing unusual.
        clock: seconds that only go up.
    """

    def __init__(self, longest: float = LONGEST, clock: Callable[[], float] = time.monotonic) -> None:
        self._longest = longest
        self._clock = clock
        self._latest = clock()

    def beat(self) -> None:
        """Say that it goes on."""
        self._latest = self._clock()

    @property
    def is_beating(self) -> bool:
        """Whether it beat lately; one that has just been made counts as beating."""
        return self._clock() - self._latest <= self._longest


def leave_sign(data_folder: Path, process: str) -> None:
    """Leave a sign of life for others to see; nothing depends on it, so a folder that cannot be written is no fault.

    Args:
        data_folder: where everything is kept.
        process: whose sign it is.
    """
    path = data_folder / FOLDER / process
    with contextlib.suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()
        os.utime(path)


def seconds_since_sign(data_folder: Path, process: str) -> float | None:
    """Return how long ago a process left its latest sign of life, or None if it never did.

    Args:
        data_folder: where everything is kept.
        process: whose sign it is.
    """
    try:
        return max(0.0, time.time() - (data_folder / FOLDER / process).stat().st_mtime)
    except OSError:
        return None
