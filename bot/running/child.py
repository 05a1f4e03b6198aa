"""One process of ours while it lives: started, looked at, stopped, its log kept within bounds."""

from __future__ import annotations

import contextlib
import ctypes
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

from bot.running.parts import Part
from bot.running.ports import answers

LARGEST_LOG = 5_000_000
SETTLED_AFTER = 1.0  # seconds alive after which a part that listens nowhere counts as started
PARENT_DEATH_SIGNAL = 1  # PR_SET_PDEATHSIG of prctl(2)


class Child:
    """A running (or stopped) process for one part.

    Args:
        part: what to run.
        folder: working folder.
        log: file that its output is added to.
    """

    def __init__(self, part: Part, folder: Path, log: Path) -> None:
        self.part = part
        self.log = log
        self._folder = folder
        self._process: subprocess.Popen[bytes] | None = None
        self._started = 0.0

    def start(self) -> None:
        """Start the process in a group of its own, so that Ctrl-C at the terminal reaches only us."""
        self.log.parent.mkdir(parents=True, exist_ok=True)
        self.keep_log_small()
        self._started = time.monotonic()
        with self.log.open("ab") as output:
            self._process = subprocess.Popen(
                self.part.command,
                cwd=self._folder,
                env={**os.environ, **self.part.environment},
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                start_new_session=True,
                preexec_fn=_die_with_parent,  # noqa: PLW1509 - one system call, and we start no threads
            )

    @property
    def exit_code(self) -> int | None:
        """Exit code of a process that ended; None while it runs."""
        return self._process.poll() if self._process else None

    @property
    def is_running(self) -> bool:
        """Whether the process is there."""
        return self._process is not None and self._process.poll() is None

    @property
    def age(self) -> float:
        """Seconds since the start."""
        return time.monotonic() - self._started

    def is_ready(self) -> bool:
        """Say whether the part does its work: its address answers, or (with no address) it stayed alive."""
        if not self.is_running:
            return False
        if self.part.ready_address is None:
            return self.age >= SETTLED_AFTER
        return answers(self.part.ready_address)

    def ask_to_stop(self) -> None:
        """Ask the process to end what it is doing."""
        if self.is_running and self._process:
            self._process.terminate()

    def stop(self, patience: float) -> None:
        """Wait for the end, and end the whole group by force if it does not come.

        Args:
            patience: seconds to wait before force is used.
        """
        if self._process is None:
            return
        with contextlib.suppress(subprocess.TimeoutExpired):
            self._process.wait(timeout=max(patience, 0.0))
        # Also for what the process may have started itself: nothing of ours stays behind.
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()

    def keep_log_small(self) -> None:
        """Put a log that has grown too big aside, keeping one older file."""
        if self.log.is_file() and self.log.stat().st_size > LARGEST_LOG:
            shutil.copyfile(self.log, self.log.with_suffix(".log.1"))
            # The process adds at the end wherever that is, so it goes on at the new beginning.
            os.truncate(self.log, 0)

    def last_lines(self, count: int = 12) -> str:
        """Return the end of the log, for a person who must see what went wrong."""
        if not self.log.is_file():
            return ""
        return "\n".join(self.log.read_text(errors="replace").splitlines()[-count:])


_libc = ctypes.CDLL(None, use_errno=True) if sys.platform == "linux" else None


def _die_with_parent() -> None:
    """Have Linux end this process when its parent is gone, even by ``kill -9``: no orphan keeps a port."""
    if _libc is not None:
        _libc.prctl(PARENT_DEATH_SIGNAL, signal.SIGTERM)
