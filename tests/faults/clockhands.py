"""The clock of running processes, moved from outside with libfaketime; the one that only goes forward is left alone."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from tests.journeys.front_door import Process

PLACES = ("/usr/lib/*/faketime/libfaketimeMT.so.1", "/usr/lib/faketime/libfaketimeMT.so.1")
LOOKS_AGAIN = 1
"""Seconds after which a process looks at the hands again."""


class Clockhands:
    """Where processes read how far their clock is off.

    Args:
        file: for the hands.

    Attributes:
        library: libfaketime, or None where there is none.
    """

    def __init__(self, file: Path) -> None:
        self._file = file
        self._file.write_text("+0")
        found = [path for place in PLACES for path in sorted(Path("/").glob(place.removeprefix("/")))]
        self.library: Path | None = found[0] if found else None

    def give_to(self, part: Process) -> None:
        """Have a process that is not started yet go by these hands."""
        if self.library is None:
            return
        surroundings = {
            "LD_PRELOAD": str(self.library),
            "FAKETIME_TIMESTAMP_FILE": str(self._file),
            "FAKETIME_CACHE_DURATION": str(LOOKS_AGAIN),
            "FAKETIME_DONT_FAKE_MONOTONIC": "1",
        }
        part.part = replace(part.part, environment={**part.part.environment, **surroundings})

    @contextlib.contextmanager
    def set_back(self, hours: int) -> Iterator[None]:
        """The clock shows so much less than before; then it is put right."""
        self._set(f"-{hours}h")
        try:
            yield
        finally:
            self._set("+0")

    def _set(self, off: str) -> None:
        self._file.write_text(off)
        time.sleep(LOOKS_AGAIN + 0.2)
