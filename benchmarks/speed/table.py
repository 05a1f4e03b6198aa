"""Writes results.json into the pages that show it: ``python -m benchmarks.speed.table`` does that alone."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from benchmarks.speed.plot import plot
from bot.running.model import ROOT

HERE = Path(__file__).parent
RESULTS = HERE / "results.json"
PLOT = HERE / "speed.svg"
BEGIN, END = "<!-- speed: written by `python -m benchmarks.speed.table` -->", "<!-- speed: end -->"
HEAD = (
    "| measured | Front Door | stock `rasa init` | ratio | aim | |",
    "|---|---|---|---|---|---|",
)
SHOWN_OF_A_PROCESS = 6


def table(results: dict[str, Any]) -> str:
    """Return the table of all measures."""
    return "\n".join([*HEAD, *(row(one) for one in results["measures"])])


def row(measure: dict[str, Any]) -> str:
    """Return one row of the table."""
    beside = "" if measure["stock"] is None else value(measure["stock"], measure["unit"])
    if measure["beside"]:
        beside += f" ({measure['beside']})"
    ratio = "" if measure["ratio"] is None else f"{measure['ratio']:.2f}"
    judged = measure["ours"] if measure["ratio"] is None else measure["ratio"]
    aim = (
        "" if measure["target"] is None else f"{'at most' if measure['at_most'] else 'at least'} {measure['target']:g}"
    )
    met = {None: "", True: "met", False: f"missed by {abs(judged - (measure['target'] or 0)):.2f}"}[measure["met"]]
    return f"| {measure['name']} | {value(measure['ours'], measure['unit'])} | {beside} | {ratio} | {aim} | {met} |"


def value(number: float, unit: str) -> str:
    """Return a value as people read it."""
    digits = 0 if number >= 100 else 1
    return f"{number:,.{digits}f}{unit if unit.startswith('/') else ' ' + unit}"


def described(results: dict[str, Any]) -> str:
    """Return what the figures were made on, as a sentence."""
    made_on = results["machine"]
    return (
        f"On {made_on['processors']} processors ({made_on['processor']}), {made_on['memory_gb']} GB, "
        f"{made_on['system']}, Python {made_on['python']}, Rasa {made_on['rasa']}; "
        f"load before: {made_on['load_before']}."
    )


def where(results: dict[str, Any]) -> str:
    """Return where the time goes, as lists."""
    lines: list[str] = []
    for part, bots in results["where"].items():
        lines += [f"### {part[0].upper()}{part[1:]}", ""]
        for bot, found in bots.items():
            if isinstance(found, dict) and found and all(isinstance(one, dict) for one in found.values()):
                for process, seen in found.items():
                    lines += of_a_process(bot, process, seen)
            else:
                lines += [f"- {bot}: {json.dumps(found)}"]
        lines.append("")
    return "\n".join(lines).rstrip()


def of_a_process(bot: str, process: str, seen: dict[str, Any]) -> list[str]:
    """Return what one process was seen doing."""
    if not seen["itself"]:
        return []
    return [
        f"- {bot}, {process} ({seen['samples']} looks): {'; '.join(seen['itself'][:SHOWN_OF_A_PROCESS])}.",
        f"  Under: {'; '.join(seen['under'][:SHOWN_OF_A_PROCESS])}.",
    ]


def floors(results: dict[str, Any]) -> str:
    """Return what Rasa takes with the least pipeline there is."""
    rows = [
        f"| {one['name']} | {value(one['floor'], one['unit'])} |"
        for one in results["measures"]
        if one["floor"] is not None
    ]
    return "\n".join(["| measured | floor: `KeywordIntentClassifier` + `RulePolicy` |", "|---|---|", *rows])


def blocks(results: dict[str, Any]) -> dict[Path, str]:
    """Return what stands between the markers of each page."""
    both = f"{described(results)}\n\n{table(results)}"
    return {
        ROOT / "README.md": both,
        HERE / "README.md": f"{both}\n\n{floors(results)}\n\n## Where the time goes\n\n{where(results)}",
    }


def between(page: str) -> str:
    """Return what stands between the markers of a page."""
    return page.partition(BEGIN)[2].partition(END)[0].strip()


def with_block(page: str, block: str) -> str:
    """Return a page with something else between its markers."""
    before, _, rest = page.partition(BEGIN)
    return f"{before}{BEGIN}\n\n{block}\n\n{END}{rest.partition(END)[2]}"


def write(results: dict[str, Any]) -> None:
    """Keep results, and write them into the pages and the plot."""
    RESULTS.write_text(json.dumps(results, indent=1, ensure_ascii=False) + "\n")
    for page, block in blocks(results).items():
        page.write_text(with_block(page.read_text(), block))
    PLOT.write_text(plot(results))


if __name__ == "__main__":
    write(json.loads(RESULTS.read_text()))
