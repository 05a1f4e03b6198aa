"""A sandbox's keeper, as the studio's pages hold on to it: started, given signs of life, ended."""

from __future__ import annotations

import contextlib
import os
import select
import socket
import subprocess
import sys
import time
from pathlib import Path

from bot.errors import StartError
from bot.sandbox.folder import new_folder
from bot.settings import Settings, environment_name

KEEPER = "bot.running.keeper"
"""Named and not imported: what starts and ends our processes is no part of the studio."""

ROOT = Path(__file__).resolve().parent.parent.parent
HERE = "127.0.0.1"
ENDS_WITHIN = 15.0
LOOK_EVERY = 0.2


class KeeperProcess:
    """One keeper. Not for several threads at once; ``Sandbox`` sees to that.

    Args:
        present: the settings of the real service. The sandbox is told a folder and two ports, and finds out for itself
            what it may know of the rest.
    """

    def __init__(self, present: Settings) -> None:
        self.port, action_port = _free_ports(2)
        self.folder = new_folder(present.data_folder)
        told = {"sandbox": self.folder, "resident_port": self.port, "action_port": action_port}
        self._is_open = False
        for_it, self._life_line = os.pipe()
        self._heard, from_it = os.pipe()
        # Pages are served by several threads, so nothing may be done between fork and exec: the life line, which breaks
        # when we are gone, stands in for what ends our other processes.
        self._process = subprocess.Popen(
            (sys.executable, "-m", KEEPER),
            cwd=ROOT,
            env={**os.environ, **{environment_name(name): str(value) for name, value in told.items()}},
            stdin=for_it,
            stdout=from_it,
            start_new_session=True,
        )
        os.close(for_it)
        os.close(from_it)

    @property
    def is_running(self) -> bool:
        """Whether the sandbox is there, open or about to be."""
        return self._process.poll() is None

    @property
    def is_open(self) -> bool:
        """Whether the sandbox can be spoken to."""
        return self.is_running and self._hear_that_it_is_open(0)

    def wait(self, seconds: float) -> bool:
        """Return whether the sandbox is open, waiting for that a while.

        Args:
            seconds: the longest wait.

        Raises:
            StartError: it could not be started; its own words are in the log of whoever started it.
        """
        end = time.monotonic() + seconds
        while not self._hear_that_it_is_open(min(LOOK_EVERY, seconds)):
            if not self.is_running:
                raise StartError("The sandbox could not be started.")
            if time.monotonic() > end:
                return False
        return True

    def give_sign(self) -> None:
        """Say that somebody is there."""
        with contextlib.suppress(OSError):
            os.write(self._life_line, b".")

    def end(self) -> None:
        """End the sandbox and wait until its folder is gone; once."""
        os.close(self._life_line)
        with contextlib.suppress(subprocess.TimeoutExpired):
            self._process.wait(ENDS_WITHIN)
        if self.is_running:
            self._process.kill()
            self._process.wait()
        os.close(self._heard)

    def _hear_that_it_is_open(self, patience: float) -> bool:
        if not self._is_open:
            came, _, _ = select.select([self._heard], [], [], patience)
            self._is_open = bool(came) and bool(os.read(self._heard, 16))
        return self._is_open


def _free_ports(count: int) -> tuple[int, ...]:
    """Ports of this machine that nobody listens on; all are held until the last is known, so that each differs."""
    with contextlib.ExitStack() as stack:
        sockets = [stack.enter_context(socket.socket()) for _ in range(count)]
        for one in sockets:
            one.bind((HERE, 0))
        return tuple(int(one.getsockname()[1]) for one in sockets)
