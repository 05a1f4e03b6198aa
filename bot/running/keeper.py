"""The process that keeps one sandbox: ``python -m bot.running.keeper``, which ``bot.sandbox.process`` starts.

Its standard input is its life line. Every byte says that somebody is there; when nothing came for a while, or the
studio is gone and the line with it, the sandbox ends and its folder is removed. One line on its standard output says
that the sandbox is open.
"""

from __future__ import annotations

import os
import select
import signal
import sys
import time
from types import FrameType

from bot.bootstrap import migrate_store
from bot.errors import FrontDoorError, SettingsError, StartError
from bot.running.child import Child
from bot.running.endpoints import write_endpoints
from bot.running.model import ROOT
from bot.running.parts import actions, conversation, log_file
from bot.running.supervisor import GIVE_UP_AFTER, STOP_WITHIN
from bot.sandbox.folder import held
from bot.settings import Settings, settings

OPEN = b"open\n"
LOOK_EVERY = 0.2
SECONDS = 60


class Keeper:
    """Starts a sandbox's processes, watches them, and ends them.

    Args:
        present: settings of a sandbox.
        line: file number of the life line.
    """

    def __init__(self, present: Settings, line: int) -> None:
        self._children = [
            Child(part, ROOT, log_file(present, part)) for part in (conversation(present), actions(present))
        ]
        self._idle_after = present.sandbox_minutes * SECONDS
        self._line = line
        self._last_sign = time.monotonic()
        self._is_wanted = True

    def keep(self, say_open: bytes = OPEN) -> None:
        """Keep the sandbox until nobody wants it any more, or a part of it ends.

        Args:
            say_open: written to standard output once the sandbox is open.

        Raises:
            StartError: a part could not be started.
        """
        try:
            for child in self._children:
                child.start()
            while self._is_wanted and not all(child.is_ready() for child in self._children):
                self._refuse_if_failed()
                self._listen()
                # Nobody can say a word before it is open.
                self._last_sign = time.monotonic()
            if self._is_wanted:
                os.write(sys.stdout.fileno(), say_open)
            while self._is_wanted and all(child.is_running for child in self._children):
                self._listen()
        finally:
            self._end()

    def want_no_more(self, _signal: int, _frame: FrameType | None) -> None:
        """End soon; for signals."""
        self._is_wanted = False

    def _listen(self) -> None:
        """Wait a little for a sign on the life line."""
        came, _, _ = select.select([self._line], [], [], LOOK_EVERY)
        if came:
            self._last_sign = time.monotonic()
            self._is_wanted = self._is_wanted and bool(os.read(self._line, 4096))
        elif time.monotonic() - self._last_sign > self._idle_after:
            self._is_wanted = False

    def _refuse_if_failed(self) -> None:
        for child in self._children:
            if not child.is_running or child.age > GIVE_UP_AFTER:
                raise StartError(f"The sandbox's {child.part.name} did not start:\n{child.last_lines()}")

    def _end(self) -> None:
        for child in self._children:
            child.ask_to_stop()
        end = time.monotonic() + STOP_WITHIN
        for child in self._children:
            child.stop(patience=end - time.monotonic())


def main() -> None:
    """Keep the sandbox that the environment names."""
    try:
        present = settings()
        if present.sandbox is None:
            raise SettingsError("A sandbox is started by the studio alone.")
        with held(present.sandbox):
            migrate_store()
            write_endpoints(present)
            keeper = Keeper(present, sys.stdin.fileno())
            for name in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
                signal.signal(name, keeper.want_no_more)
            keeper.keep()
    except (FrontDoorError, OSError) as error:
        sys.exit(f"{error}")


if __name__ == "__main__":
    main()
