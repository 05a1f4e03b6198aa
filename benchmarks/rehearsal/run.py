"""Play written learners of each style against every resident, and show what each uncovered.

``make bench-rehearsal`` prints the table, writes results.json and the table in README.md, and ends with exit code 1
when an aim is missed.
"""

from __future__ import annotations

import json
import sys
from dataclasses import dataclass
from pathlib import Path

import yaml

from bot.strengths.reflecting import reflect
from bot.studio.feedback import feedback
from bot.studio.rehearsal.debrief import debrief
from bot.studio.rehearsal.rehearsal import Rehearsal, start
from bot.studio.resident.cast import residents

HERE = Path(__file__).parent
LAST_RUN = "## Last run\n"
SEEDS = (1, 2, 3)
AIMS = {"asset_balanced": (0.8, 1.0), "conventional": (0.0, 0.2), "strengths_only": (0.0, 0.2)}
"""Share of residents whose hidden strength is uncovered: at least, at most."""
NO_GAMERS = ("asset_balanced", "strengths_only", "conventional")
"""All other learners play for an indicator alone."""
MOST_BY_GAMING = 0.0


@dataclass(frozen=True)
class Figures:
    """What the learners of one style brought out, over all residents and seeds."""

    style: str
    rehearsals: int
    hidden: float
    found: float
    worked: float
    words: float


def play(script: list[str], resident: str, seed: int) -> Rehearsal:
    rehearsal = start(residents()[resident], seed=seed)
    for written in script:
        last = rehearsal.now.last_reply
        said = " ".join(written.replace("{back}", reflect(last, None) or "").replace("{line}", last).split())
        rehearsal = rehearsal.say(said or "...", feedback)
    return rehearsal


def figures(style: str, scripts: list[list[str]]) -> tuple[Figures, dict[str, float]]:
    hidden: dict[str, list[bool]] = {}
    found, worked, words = [], [], []
    for key in residents():
        for script in scripts:
            for seed in SEEDS:
                told = debrief(play(script, key, seed))
                hidden.setdefault(key, []).append(told.found_hidden)
                found.append(len(told.found))
                worked.append(len(told.worked))
                words.append(told.indicators.resident_words)
    every = [one for some in hidden.values() for one in some]
    return (
        Figures(style, len(every), _mean(every), _mean(found), _mean(worked), _mean(words)),
        {key: _mean(some) for key, some in hidden.items()},
    )


def _mean(some: list[bool] | list[int]) -> float:
    return sum(some) / len(some)


def main() -> int:
    scripts = yaml.safe_load((HERE / "learners.yml").read_text())
    played = {style: figures(style, some) for style, some in scripts.items()}
    table = _table(played)
    print(table)
    by_resident = {style: shares for style, (_, shares) in played.items()}
    results = {style: vars(one) for style, (one, _) in played.items()}
    (HERE / "results.json").write_text(
        json.dumps({"styles": results, "hidden_by_resident": by_resident}, indent=1) + "\n"
    )
    readme = HERE / "README.md"
    readme.write_text(readme.read_text().split(LAST_RUN)[0] + LAST_RUN + "\n" + table + "\n")
    missed = _missed(played)
    for fault in missed:
        print(f"missed: {fault}")
    return 1 if missed else 0


def _missed(played: dict[str, tuple[Figures, dict[str, float]]]) -> list[str]:
    missed = []
    for style, (least, most) in AIMS.items():
        share = played[style][0].hidden
        if not least <= share <= most:
            missed.append(f"{style} uncovers {share:.2f}, aimed at {least} to {most}")
    balanced = played["asset_balanced"][0]
    for style, (one, _) in played.items():
        if style in NO_GAMERS:
            continue
        if one.hidden > MOST_BY_GAMING or one.found > balanced.found / 2 or one.worked > balanced.worked:
            missed.append(
                f"{style} gains by gaming: hidden {one.hidden:.2f}, found {one.found:.1f}, worked {one.worked:.1f}"
            )
    return missed


def _table(played: dict[str, tuple[Figures, dict[str, float]]]) -> str:
    names = list(residents())
    columns = ["style", "rehearsals", "hidden strength found", "things found", "lines that worked", "resident's words"]
    rows = [f"| {' | '.join([*columns, *names])} |", "|" + "---|" * (len(columns) + len(names))]
    for style, (one, shares) in played.items():
        counted = [f"{one.hidden:.2f}", f"{one.found:.1f}", f"{one.worked:.1f}", f"{one.words:.0f}"]
        cells = [style, str(one.rehearsals), *counted, *(f"{shares[name]:.2f}" for name in names)]
        rows.append(f"| {' | '.join(cells)} |")
    return "\n".join(rows)


if __name__ == "__main__":
    sys.exit(main())
