"""Measure how fast Front Door is, beside stock ``rasa init`` in the same run: ``python -m benchmarks.speed.run``.

``make bench`` calls it. Without ``--only`` it writes results.json, the tables in README.md and speed.svg; README.md
beside this file explains the measures.
"""

from __future__ import annotations

import argparse
import json
import tempfile
import time
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from benchmarks.speed import crowd, inbox, starting, table, turns
from benchmarks.speed.bots import Place
from benchmarks.speed.figures import machine
from benchmarks.speed.stage import Part, Stage, say

PARTS: dict[str, Part] = {
    "train": starting.training,
    "start": starting.starting,
    "turn": turns.one_turn,
    "action": turns.custom_action,
    "crowd": crowd.at_once,
    "long": turns.long_conversation,
    "memory": turns.memory,
    "inbox": inbox.summary_pages,
}
"""In this order: what must not be disturbed by servers of ours comes before any is kept running."""

FIRST_PORT = 6740


def found(stage: Stage, made_on: dict[str, Any]) -> dict[str, Any]:
    """Return everything that was found, as it is kept."""
    return {"machine": made_on, "measures": [one.record() for one in stage.measures], "where": stage.where}


def main() -> None:
    """Measure what was asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", choices=[*PARTS], action="append", help="measure only this; may be repeated")
    parser.add_argument("--port", type=int, default=FIRST_PORT, help="first of ten free ports (default: %(default)s)")
    parser.add_argument("--folder", type=Path, help="keep stock bots here, and use those trained there before")
    parser.add_argument("--where", action="store_true", help="print where the time goes, too")
    given = parser.parse_args()
    started = time.monotonic()
    made_on = machine()
    with ExitStack() as stack:
        folder = given.folder or Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="front-door-speed-")))
        folder.mkdir(parents=True, exist_ok=True)
        stage = Stage(Place(folder.resolve(), given.port), stack)
        for name, part in PARTS.items():
            if not given.only or name in given.only:
                say(f"== {name} ({time.monotonic() - started:.0f} s so far)")
                part(stage)
                # A run that is cut short leaves what it found, where a folder was named.
                (folder / "so-far.json").write_text(json.dumps(found(stage, made_on), indent=1))
    results = found(stage, made_on)
    if given.where:
        say(json.dumps(stage.where, indent=1))
    if not given.only:
        made_on["seconds"] = round(time.monotonic() - started)
        table.write(results)
        say(f"written: results.json, README.md, speed.svg ({made_on['seconds']} s)")
    missed = [one.name for one in stage.measures if one.is_met is False]
    say("every target is met" if not missed else f"missed: {'; '.join(missed)}")


if __name__ == "__main__":
    main()
