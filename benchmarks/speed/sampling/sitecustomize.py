"""Lets a process say where its time goes: Python imports this at its start when the folder is on ``PYTHONPATH``.

With ``SPEED_SAMPLES`` set to a folder, the signal SIGUSR2 begins to look ten times in a tenth of a second at what every
thread is doing, and the next one ends it and writes what was seen; ``SPEED_SAMPLES_NOW`` begins at once and ends with
the process. Until then nothing happens, so that a process can be timed first and looked at afterwards.
"""

from __future__ import annotations

import atexit
import json
import os
import signal
import sys
import threading
import time
from collections import Counter

EVERY = 0.01
IDLE = {
    "select",
    "poll",
    "epoll",
    "wait",
    "accept",
    "_worker",
    "run_forever",
    "_bootstrap_inner",
    "get",
    "sleep",
    "serve",
    "watch",
    "keep_doing_all",
    "keep_doing",
}
"""Functions in which a thread that has nothing to do stands."""


class Sampler:
    """Looks at every thread but its own."""

    def __init__(self, folder: str) -> None:
        self._folder = folder
        self._seen: Counter[tuple[str, ...]] = Counter()
        self._stop = threading.Event()
        self._thread: threading.Thread | None = None

    def toggle(self, *_: object) -> None:
        if self._thread is None:
            self._stop.clear()
            self._thread = threading.Thread(target=self._look_again_and_again, name="speed-sampler", daemon=True)
            self._thread.start()
        else:
            self.end()

    def end(self) -> None:
        self._stop.set()
        self._thread = None
        if self._seen:
            seen = [{"stack": stack, "times": times} for stack, times in self._seen.most_common()]
            name = f"{os.getpid()}-{time.time_ns()}.json"
            words = " ".join(sys.orig_argv)
            with open(f"{self._folder}/{name}", "w") as file:  # noqa: PTH123 -- quick to import
                json.dump({"command": words, "pid": os.getpid(), "seen": seen}, file)
            self._seen = Counter()

    def _look_again_and_again(self) -> None:
        own = threading.get_ident()
        while not self._stop.wait(EVERY):
            for thread, frame in sys._current_frames().items():
                if thread == own or frame.f_code.co_name in IDLE:
                    continue
                stack, at = [], frame
                while at is not None:
                    stack.append(f"{at.f_code.co_filename}:{at.f_code.co_name}")
                    at = at.f_back  # type: ignore[assignment]
                self._seen[tuple(stack)] += 1


def _begin() -> None:
    folder = os.environ.get("SPEED_SAMPLES")
    if not folder:
        return
    sampler = Sampler(folder)
    signal.signal(signal.SIGUSR2, sampler.toggle)
    if os.environ.get("SPEED_SAMPLES_NOW"):
        sampler.toggle()
        atexit.register(sampler.end)


_begin()
