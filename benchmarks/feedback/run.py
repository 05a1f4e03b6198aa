"""Measure the feedback on turns: ``python -m benchmarks.feedback.run``; ``make bench-feedback`` calls it.

Each measure prints its value, sample size, 95 % interval, floor and aim. README.md beside this file explains them.
"""

from __future__ import annotations

import argparse
import csv
import json
import platform
import random
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from importlib.metadata import version
from pathlib import Path
from typing import Any

from benchmarks.understanding.figures import Figure, drawn, macro_f1
from bot.running.model import ROOT
from bot.studio.feedback import Feedback, feedback

HERE = Path(__file__).parent
HELDOUT = ROOT / "tests" / "studio" / "heldout.jsonl"
BOOLEANS = (
    "leading", "multiple", "deficit_led", "strengths_seeking", "acknowledges", "reflection",
    "affirmation", "advice", "asks_permission", "blame", "jargon",
)  # fmt: skip
DRAWS = 400
Pairs = list[tuple[str, str]]
csv.field_size_limit(10**9)


def say(words: str) -> None:
    print(words, flush=True)


def f1_of(name: str) -> Callable[[Sequence[tuple[str, str]]], float]:
    """Return a measure: F1 of one class over pairs (true, said)."""

    def measure(pairs: Sequence[tuple[str, str]]) -> float:
        both = sum(true == said == name for true, said in pairs)
        return 2 * both / max(1, sum(true == name for true, _ in pairs) + sum(said == name for _, said in pairs))

    return measure


# --- our own held-out turns


def own(add: Callable[[Figure], None], _data: Path, confusion: bool) -> None:
    turns = [json.loads(line) for line in HELDOUT.read_text(encoding="utf-8").splitlines()]
    found = [feedback(turn["previous"], turn["text"]) for turn in turns]
    means = []
    for name in ("form", *BOOLEANS, "style"):
        pairs = [(str(turn[name]), str(getattr(said, name))) for turn, said in zip(turns, found, strict=True)]
        figure = drawn(f"own held-out: {name}, macro-F1", pairs, macro_f1, target=0.85)
        means.append(figure.value)
        add(figure)
        if confusion:
            say(f"    {sorted(Counter(pairs).items())}")
    say(f"    mean of these {len(means)}: {sum(means) / len(means):.3f}")
    started = time.perf_counter()
    for turn in turns:
        feedback(turn["previous"], turn["text"])
    say(f"    one turn: {1000 * (time.perf_counter() - started) / len(turns):.1f} ms")


# --- AnnoMI


def annomi(add: Callable[[Figure], None], data: Path, confusion: bool) -> None:
    path = data / "annomi.csv"
    if not path.is_file():
        say("skipped: annomi.csv is not here")
        return
    with path.open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["role"] == "therapist"]
    found = [feedback(row["prev_other"], row["text"]) for row in rows]
    asked = [(row["question"], _folded_form(said)) for row, said in zip(rows, found, strict=True)]
    add(drawn("AnnoMI: question none/open/closed, macro-F1", asked, macro_f1, floor=0.767, target=0.80))
    mirrored = [(str(row["reflection"] != "none"), str(said.reflection)) for row, said in zip(rows, found, strict=True)]
    add(drawn("AnnoMI: reflection, F1", mirrored, f1_of("True"), target=0.70))
    done = [(row["behaviour"], said.behaviour) for row, said in zip(rows, found, strict=True)]
    add(drawn("AnnoMI: main behaviour, macro-F1", done, macro_f1, floor=0.682, target=0.70))
    if confusion:
        for pairs in (asked, mirrored, done):
            say(f"    {sorted(Counter(pairs).items())}")
    _quality(add, rows, found)


def _folded_form(said: Feedback) -> str:
    return "closed" if said.form == "choice" else said.form


LISTENING = "listening: reflections and affirmations, less unasked advice and blame"
FLOORS = {"reflections": 0.91, "open questions": 0.50, "no advice unasked": 0.87}
"""What experts' own codes reach."""

INDICATORS: dict[str, Callable[[Feedback], float]] = {
    "open questions": lambda said: said.form == "open",
    "reflections": lambda said: said.reflection,
    "no advice unasked": lambda said: -(said.advice and not said.asks_permission),
    LISTENING: lambda said: (
        said.reflection + said.affirmation - (said.advice and not said.asks_permission) - said.blame
    ),
}
"""What is counted in a conversation's turns, as a mean; fixed before it was first measured, and fitted to nothing."""


def _quality(add: Callable[[Figure], None], rows: list[dict[str, str]], found: list[Feedback]) -> None:
    """Separate conversations that experts judged good from poor ones."""
    for name, indicator in INDICATORS.items():
        values: dict[str, list[float]] = defaultdict(list)
        for row, said in zip(rows, found, strict=True):
            values[row["transcript_id"]].append(float(indicator(said)))
        good = {row["transcript_id"]: row["mi_quality"] == "high" for row in rows}
        marked = [(good[key], sum(each) / len(each)) for key, each in values.items()]
        called = f"AnnoMI, good from poor conversations by {name}, AUC"
        add(_separated(called, marked, target=0.93 if name == LISTENING else None, floor=FLOORS.get(name)))


def _separated(name: str, marked: list[tuple[bool, float]], **more: Any) -> Figure:
    """Return the area under the curve, with an interval drawn within the good and within the poor."""
    high, low = [value for good, value in marked if good], [value for good, value in marked if not good]

    def area(high: list[float], low: list[float]) -> float:
        return sum((one > other) + 0.5 * (one == other) for one in high for other in low) / (len(high) * len(low))

    dice = random.Random(1)
    values = sorted(area(dice.choices(high, k=len(high)), dice.choices(low, k=len(low))) for _ in range(DRAWS))
    return Figure(
        name=name, value=area(high, low), n=len(marked), low=values[DRAWS // 40], high=values[-DRAWS // 40], **more
    )


# --- all of it


LAST_RUN = "## Last run\n"


def write_table(figures: list[Figure], made_on: dict[str, Any]) -> None:
    """Write the figures as a table to the end of README.md."""
    page = HERE / "README.md"
    before, _, _ = page.read_text().partition(LAST_RUN)
    described = ", ".join(f"{name} {value}" for name, value in made_on.items())
    rows = ["| measured | value | 95 % interval | n | floor | aim | |", "|---|---|---|---|---|---|---|"]
    page.write_text("\n".join([before + LAST_RUN, f"On: {described}.", "", *rows, *(one.row() for one in figures), ""]))


PARTS: dict[str, Callable[[Callable[[Figure], None], Path, bool], None]] = {"own": own, "annomi": annomi}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument(
        "--data", type=Path, default=ROOT.parent / "shared" / "data", help="folder of the measuring sets"
    )
    parser.add_argument("--only", choices=[*PARTS], action="append", help="measure only this; may be repeated")
    parser.add_argument("--confusion", action="store_true", help="print what was taken for what, in counts")
    given = parser.parse_args()
    figures: list[Figure] = []

    def add(figure: Figure) -> None:
        figures.append(figure)
        say(figure.line())

    for name, part in PARTS.items():
        if not given.only or name in given.only:
            say(f"== {name}")
            part(add, given.data, given.confusion)
    if not given.only:
        made_on = {
            "system": platform.system(),
            "python": platform.python_version(),
            **{name: version(name) for name in ("onnxruntime", "scikit-learn", "numpy")},
        }
        results = {"machine": made_on, "figures": [{**vars(one), "met": one.is_met} for one in figures]}
        (HERE / "results.json").write_text(json.dumps(results, indent=1) + "\n")
        write_table(figures, made_on)
        say(f"written: {(HERE / 'results.json').relative_to(ROOT)}")


if __name__ == "__main__":
    main()
