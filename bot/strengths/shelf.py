"""Where a running process takes its library from: the files as they are now, as long as they can be used."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

from bot.errors import LibraryError
from bot.strengths.library import Library, gather, question_files

Stamp = tuple[tuple[str, int, int], ...]
"""Path, time of the last change and size of each file."""


class Shelf:
    """The library of a process that goes on while somebody changes its files.

    Args:
        folder: a council's own folder, or None.
        look_every: seconds for which nobody looks again whether a file was changed.
        clock: seconds that only go up.
    """

    def __init__(
        self, folder: Path | None = None, look_every: float = 0.0, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._folder = folder
        self._look_every = look_every
        self._clock = clock
        self._looked_at: float | None = None
        self._stamp: Stamp | None = None
        self._library: Library | None = None
        self._not_told: tuple[str, ...] = ()

    def library(self) -> Library:
        """Return the library, read anew when a file was changed, added or taken away.

        A file is often saved half done: while the files can't be used, the library stays as it was.

        Raises:
            LibraryError: the files could not be used from the start.
        """
        if self._library is not None and self._was_looked_at():
            return self._library
        stamp = self._look()
        if self._library is not None and stamp == self._stamp:
            return self._library
        gathered = gather(self._folder)
        if not gathered.faults:
            self._library, self._not_told = gathered.library, ()
        elif self._library is None:
            raise LibraryError(*gathered.faults)
        else:
            self._not_told = gathered.faults
        self._stamp = stamp
        return self._library

    def faults_not_told(self) -> tuple[str, ...]:
        """Return what kept changed files from being used, once."""
        faults, self._not_told = self._not_told, ()
        return faults

    def _was_looked_at(self) -> bool:
        """Say whether somebody looked a moment ago; if not, they do now."""
        now = self._clock()
        if self._looked_at is not None and now - self._looked_at < self._look_every:
            return True
        self._looked_at = now
        return False

    def _look(self) -> Stamp:
        found = []
        for path in question_files(self._folder):
            try:
                state = path.stat()
            except OSError:  # taken away in this very moment; the next look sees it gone
                continue
            found.append((str(path), state.st_mtime_ns, state.st_size))
        return tuple(found)
