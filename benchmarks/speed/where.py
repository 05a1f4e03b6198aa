"""Where the time goes: what the samples of processes show, in a few lines each."""

from __future__ import annotations

import json
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from benchmarks.speed.processes import Running
from bot.running.model import ROOT

MOST = 10
LEAST_SHARE = 0.02
EVERYWHERE = 0.92
"""Functions under which nearly everything happens (the server's loop) say nothing."""

LIBRARIES = ("site-packages/", "python3.11/")
WRITTEN_WITHIN = 3.0


@contextmanager
def looked_at(running: Running, samples: Path) -> Iterator[dict[str, Any]]:
    """Look at processes while the block does its work; what is given is filled at its end."""
    before = set(samples.iterdir())
    found: dict[str, Any] = {}
    running.toggle_sampling()
    try:
        yield found
    finally:
        running.toggle_sampling()
        found.update(read_new(samples, before))


def read_new(samples: Path, before: set[Path]) -> dict[str, Any]:
    """Wait for what processes write when the looking ends, and return a summary for each of them."""
    end = time.monotonic() + WRITTEN_WITHIN
    found: dict[str, Any] = {}
    seen: set[Path] = set()
    while time.monotonic() < end:
        for path in sorted(set(samples.iterdir()) - before - seen):
            try:
                record = json.loads(path.read_text())
            except json.JSONDecodeError:
                continue  # still being written
            seen.add(path)
            found[name_of(record["command"])] = summary(record["seen"])
        time.sleep(0.2)
    return found


def summary(seen: list[dict[str, Any]]) -> dict[str, Any]:
    """Return how often something was seen at work, in which functions it was, and under which."""
    busy = sum(one["times"] for one in seen)
    itself: Counter[str] = Counter()
    under: Counter[str] = Counter()
    for one in seen:
        stack = [short(frame) for frame in one["stack"]]
        itself[stack[0]] += one["times"]
        for frame in set(stack):
            under[frame] += one["times"]
    return {
        "samples": busy,
        "itself": shares(itself, busy),
        "under": shares(Counter({frame: n for frame, n in under.items() if n < EVERYWHERE * busy}), busy),
    }


def shares(counted: Counter[str], total: int) -> list[str]:
    """Return the most frequent as lines such as ``12 % rasa/core/lock.py:is_locked``."""
    often = [(name, times / max(1, total)) for name, times in counted.most_common(MOST)]
    return [f"{100 * share:.0f} % {name}" for name, share in often if share >= LEAST_SHARE]


def short(frame: str) -> str:
    """Return a function without the machine's own folders in its name."""
    frame = frame.removeprefix(f"{ROOT}/")
    for library in LIBRARIES:
        frame = frame.rpartition(library)[2]
    return frame if not frame.startswith("/") else frame.rpartition("/")[2]


NAMES: tuple[tuple[str, Callable[[str], bool]], ...] = (
    ("actions", lambda words: "rasa_sdk" in words or "run actions" in words),
    ("inbox", lambda words: "waitress" in words),
    ("deliveries", lambda words: "outbox" in words),
    ("conversation", lambda words: " run " in f"{words} "),
    ("training", lambda words: "train" in words),
    ("supervisor", lambda words: words.endswith("up")),
)


def name_of(command: str) -> str:
    """Return what a process is, by its command."""
    return next((name for name, fits in NAMES if fits(command)), "other")
