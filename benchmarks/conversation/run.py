"""Replay written residents against the trained model and the real actions, and measure how it listens.

``make bench-conversation`` plays all of them, prints each measure with its sample size and 95 % interval, and writes
results.json and the table in README.md. README.md beside this file explains the measures and how a resident is written.
"""

from __future__ import annotations

import argparse
import json
import platform
import statistics
import sys
from collections import Counter
from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path
from typing import Any

from benchmarks.conversation.checks import (
    Fault,
    acknowledges,
    bubbles,
    faults,
    follows_up,
    kept_something,
    nothing_answered_is_asked_again,
    nothing_volunteered_is_asked_as_if_unsaid,
    options,
    shared,
    untraceable,
)
from benchmarks.conversation.replay import Played, stage
from benchmarks.conversation.script import SITUATIONS, VOICES, Resident, ScriptError, read_residents
from benchmarks.understanding.figures import Figure, drawn, share
from bot.errors import TrainingError
from bot.running.model import MODEL, ROOT
from bot.strengths.library import DOMAINS, Library, read_library

HERE = Path(__file__).parent
LAST_RUN = "## Last run\n"
TURNS_SHOWN = (3, 5, 8, 12, 16, 20, 30)
MOST_FAULTS_SHOWN = 12


def say(words: str) -> None:
    print(words, flush=True)


def measure(played: Sequence[Played], library: Library) -> list[Figure]:
    """Return every measure over the conversations that were played."""
    every = [exchange for one in played for exchange in one.turns]
    hard = [exchange for exchange in every if exchange.is_hard]
    listened = [taken_up for one in played for taken_up in reflections(one)]
    asked = [exchange for exchange in every if exchange.asked]
    again = Counter(
        name
        for one in played
        for check in (nothing_answered_is_asked_again, nothing_volunteered_is_asked_as_if_unsaid)
        for _ in check(one, library)
        for name in (check.__name__,)
    )
    lines = sum(len(shared(one.contact)) for one in played)
    lost = sum(len(untraceable(one)) for one in played)
    unanswered = [bool(exchange.failed or not exchange.replies) for exchange in every]
    figures = [
        share("hardship acknowledged before the next question", [acknowledges(one) for one in hard], target=1.0),
        share("replies with a reflection or follow-up in the person's words", listened, target=0.5),
        share("questions asked again", _of(sum(again.values()), len(asked)), target=0.0, at_most=True),
        share("statements that cannot be traced", _of(lost, lines), target=0.0, at_most=True),
        share("turns without an answer", unanswered, target=0.0, at_most=True),
    ]
    to_summary = [turns for one in played if (turns := turns_to_summary(one)) is not None]
    if to_summary:
        figures.append(
            drawn("turns to a shared summary, median", to_summary, lambda some: float(statistics.median(some)))
        )
    figures += [
        drawn(f"areas of life reached by turn {turn}, mean", reached, lambda some: float(statistics.mean(some)))
        for turn in TURNS_SHOWN
        if (reached := [len(areas_by(one, turn)) for one in played])
    ]
    waits = [exchange.seconds for exchange in every]
    if waits:
        figures.append(drawn("longest wait, seconds", waits, lambda some: float(max(some))))
    return figures


def reflections(played: Played) -> list[bool]:
    """Return, for each turn whose words were kept before the read-back, whether the reply takes the words up."""
    found, before = [], ""
    for exchange in played.turns:
        if kept_something(exchange):
            found.append(follows_up(exchange, before))
        before = f"{before} . {exchange.said or ''}"
    return found


def turns_to_summary(played: Played) -> int | None:
    """Return in which turn the summary was shared, or None if it was not."""
    return next((one.number for one in played.turns if one.after and one.after.latest("summary")), None)


def areas_by(played: Played, turn: int) -> set[str]:
    """Return the areas of life that were spoken of in the first turns."""
    so_far = [one for one in played.turns if one.number <= turn and one.after is not None]
    if not so_far or so_far[-1].after is None:
        return set()
    return {area for statement in so_far[-1].after.statements for area in statement.domains if area in DOMAINS}


def transcript(played: Played) -> str:
    """Return a conversation to read."""
    resident = played.resident
    rows = [f"== {resident.name} ({resident.voice}, {resident.situation}): {resident.about}"]
    for exchange in played.exchanges:
        if exchange.said is not None:
            rows.append(f"\n  {'(hard) ' if exchange.is_hard else ''}> {exchange.said}")
        elif exchange.pressed is not None:
            rows.append(f"\n  > [{exchange.pressed}]")
        rows += [f"      {text}" for text in bubbles(exchange)]
        rows += [
            f"      {line.number}. {line.heading}: {line.words}" for one in exchange.replies for line in one.lines or ()
        ]
        if offered := options(exchange.replies):
            rows.append(f"      [{'] ['.join(offered)}]")
        if exchange.failed:
            rows.append(f"      -- no answer: {exchange.failed}")
    rows += [f"  -- never came up: {line.say}" for line in played.unsaid]
    return "\n".join(rows)


def chosen(residents: Sequence[Resident], only: Sequence[str]) -> list[Resident]:
    """Return the residents of the voices, situations or names asked for, each as ``voice``, ``situation`` or both."""
    if not only:
        return list(residents)
    kept = []
    for resident in residents:
        for wish in only:
            known = {resident.name, resident.voice, resident.situation}
            if {part for part in wish.split("/") if part} <= known:
                kept.append(resident)
                break
    return kept


def write(figures: Sequence[Figure], found: Sequence[Fault], played: Sequence[Played], seed: int) -> None:
    """Write results.json and the table at the end of README.md."""
    made_on = {
        "system": platform.system(),
        "python": platform.python_version(),
        "rasa": version("rasa"),
        "seed": seed,
        "residents": len(played),
    }
    results: dict[str, Any] = {
        "made_on": made_on,
        "figures": [{**vars(one), "met": one.is_met} for one in figures],
        "faults": dict(Counter(fault.check for fault in found).most_common()),
        "turns": {one.resident.name: len(one.turns) for one in played},
    }
    (HERE / "results.json").write_text(json.dumps(results, indent=1) + "\n")
    page = HERE / "README.md"
    before, _, _ = page.read_text().partition(LAST_RUN)
    described = ", ".join(f"{name} {value}" for name, value in made_on.items())
    rows = ["| measured | value | 95 % interval | n | floor | aim | |", "|---|---|---|---|---|---|---|"]
    broken = ["", "| check | faults |", "|---|---|"]
    broken += [f"| {name.replace('_', ' ')} | {count} |" for name, count in results["faults"].items()]
    page.write_text(
        "\n".join([before + LAST_RUN, f"On: {described}.", "", *rows, *(one.row() for one in figures), *broken, ""])
    )


def _of(count: int, total: int) -> list[bool]:
    return [at < count for at in range(max(total, count))]


def arguments(given: Sequence[str] | None = None) -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.conversation.run",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        epilog=f"voices: {', '.join(VOICES)}\n\nsituations: {', '.join(SITUATIONS)}",
    )
    parser.add_argument(
        "--only",
        action="append",
        default=[],
        metavar="VOICE/SITUATION",
        help="play only these: a voice, a situation, voice/situation, or a resident's name; may be repeated",
    )
    parser.add_argument("--show", type=int, default=0, metavar="N", help="print the first N conversations to read")
    parser.add_argument("--seed", type=int, default=1, help="of the choice among wordings (default 1)")
    parser.add_argument("--model", type=Path, default=ROOT / MODEL, help=f"the trained model (default {MODEL})")
    parser.add_argument(
        "--untrained",
        action="store_true",
        help="play without a trained model: the network alone and the rules as written. Its figures are not the "
        "assistant's and are not written down",
    )
    parser.add_argument("--all-faults", action="store_true", help="print every fault, not only the first of each check")
    return parser.parse_args(given)


def main() -> int:
    """Play, measure, print; write when everybody was played with the trained model."""
    given = arguments()
    try:
        residents = chosen(read_residents(), given.only)
    except ScriptError as error:
        say(str(error))
        return 1
    if not residents:
        say(f"Nobody matches {', '.join(given.only)}. --help lists voices and situations.")
        return 1
    library, played, found = read_library(), [], []
    try:
        with stage(None if given.untrained else given.model) as opened:
            for number, resident in enumerate(residents, 1):
                one = opened.play(resident, given.seed)
                wrong = faults(one, library)
                played.append(one)
                found += wrong
                say(
                    f"{number:>3} of {len(residents)}  {resident.name:<34} "
                    f"{len(one.turns):>2} turns, {len(wrong)} faults"
                )
                if number <= given.show:
                    say(transcript(one))
    except TrainingError as error:
        say(f"{error}\nOr play without it: --untrained (--help says what that means).")
        return 1
    figures = measure(played, library)
    _print_faults(found, everything=given.all_faults)
    say("")
    for figure in figures:
        say(figure.line())
    if given.untrained:
        say("Without the trained model: these are not the assistant's figures, and nothing is written.")
    elif not given.only:
        write(figures, found, played, given.seed)
        say(f"written: {(HERE / 'results.json').relative_to(ROOT)}")
    return 0


def _print_faults(found: Sequence[Fault], *, everything: bool) -> None:
    for check, count in Counter(fault.check for fault in found).most_common():
        say(f"\n{check.replace('_', ' ')}: {count}")
        of_check = [fault for fault in found if fault.check == check]
        for fault in of_check if everything else of_check[:MOST_FAULTS_SHOWN]:
            say(f"    {fault.resident}, turn {fault.number}: {fault.what}")


if __name__ == "__main__":
    sys.exit(main())
