"""Looks after all parts: starts them at once, waits until each is ready, restarts what dies, stops all."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from bot.errors import StartError
from bot.running.child import Child

LOOK_EVERY = 0.2
FIRST_WAIT = 1.0
LONGEST_WAIT = 60.0
STEADY_AFTER = 60.0  # a part that ran this long starts again at once, whatever happened before
STOP_WITHIN = 10.0
SIGN_OF_LIFE = 5.0
GIVE_UP_AFTER = 180.0


@dataclass
class Watched:
    """A child and what the supervisor remembers about it."""

    child: Child
    wait: float = FIRST_WAIT
    start_at: float | None = None

    @property
    def name(self) -> str:
        """What people call the part."""
        return self.child.part.name


class Supervisor:
    """Keeps a set of processes going until it is asked to stop.

    Args:
        children: the processes, not yet started.
        say: told what happens, one plain line at a time.
        look_every: seconds between two looks.
    """

    def __init__(self, children: Iterable[Child], say: Callable[[str], None], look_every: float = LOOK_EVERY) -> None:
        self._watched = [Watched(child) for child in children]
        self._say = say
        self._look_every = look_every
        self._stopping = False

    def ask_to_stop(self) -> None:
        """Have every loop of the supervisor end soon. Safe to call from a signal handler."""
        self._stopping = True

    @property
    def is_stopping(self) -> bool:
        """Whether somebody asked for the end."""
        return self._stopping

    def start(self, give_up_after: float = GIVE_UP_AFTER) -> None:
        """Start everything at once and return when every part is ready (or a stop was asked for).

        Args:
            give_up_after: seconds after which a part that is not ready counts as failed.

        Raises:
            StartError: a part ended or was not ready in time; the message ends with the end of its log.
        """
        begin = said = time.monotonic()
        for watched in self._watched:
            watched.child.start()
        waiting = list(self._watched)
        while waiting and not self._stopping:
            for watched in [each for each in waiting if each.child.is_ready()]:
                waiting.remove(watched)
                self._say(f"{watched.name} ready ({time.monotonic() - begin:.1f} s)")
                said = time.monotonic()
            for watched in waiting:
                self._refuse_if_failed(watched, give_up_after)
            if waiting and time.monotonic() - said >= SIGN_OF_LIFE:
                said = time.monotonic()
                names = ", ".join(watched.name for watched in waiting)
                self._say(f"waiting for: {names} ({said - begin:.0f} s)")
            time.sleep(self._look_every if waiting else 0)

    def watch(self) -> None:
        """Start again whatever ends, waiting longer each time, until a stop is asked for."""
        while not self._stopping:
            for watched in self._watched:
                self._look_after(watched)
            time.sleep(self._look_every)

    def stop(self) -> None:
        """Stop every part: all are asked at once, and whatever does not end in time is ended by force."""
        for watched in self._watched:
            watched.child.ask_to_stop()
        end = time.monotonic() + STOP_WITHIN
        for watched in self._watched:
            watched.child.stop(patience=end - time.monotonic())

    def _refuse_if_failed(self, watched: Watched, give_up_after: float) -> None:
        """Raise when a part that is being started for the first time has failed."""
        child = watched.child
        if not child.is_running:
            reason = f"The part called {watched.name} ended at once (exit code {child.exit_code})."
        elif child.age > give_up_after:
            reason = f"The part called {watched.name} was not ready after {give_up_after:.0f} s."
        else:
            return
        raise StartError(f"{reason} The end of its log, {child.log}:\n{child.last_lines()}")

    def _look_after(self, watched: Watched) -> None:
        """Take the next step for one part: nothing, notice its end, or start it again."""
        child, now = watched.child, time.monotonic()
        if child.is_running:
            child.keep_log_small()
            return
        if watched.start_at is None:
            watched.wait = FIRST_WAIT if child.age > STEADY_AFTER else watched.wait
            watched.start_at = now + watched.wait
            self._say(
                f"{watched.name} ended (exit code {child.exit_code}); starting it again in {watched.wait:.0f} s. "
                f"Its log: {child.log}"
            )
            watched.wait = min(watched.wait * 2, LONGEST_WAIT)
        elif now >= watched.start_at:
            watched.start_at = None
            child.start()
            self._say(f"{watched.name} started again")
