"""Open the residents' page and the stock Rasa chat on a slow phone, in turns, in the same run.

Chromium is slowed down to a cheap phone on a slow line. Each visit begins with nothing kept: the page is opened, and a
person waits until there is a greeting and a box to type in, then sends messages one after the other. The stock chat is
``rasa init`` as it comes, with the widget rasa-webchat from npm on an empty page. axe-core looks at both with an answer
on the screen.
"""

from __future__ import annotations

import argparse
import json
import platform
import statistics
import sys
import tempfile
from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path
from typing import Any

from playwright.sync_api import sync_playwright

from benchmarks.web.serving import ROOT, front_door
from benchmarks.web.stock import VERSION, WIDGET, stock
from benchmarks.web.visiting import Chat, Visit, visit

HERE = Path(__file__).parent
BROWSERS = ("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome")
VISITS = 7
MOST_BYTES = 150 * 1024
LAST_RUN = "## Last run\n"

OURS = Chat("Front Door", box="#words", send="#say button[type=submit]", said=".fd-message", own=".fd-message--you")
STOCK = Chat(
    f"rasa init with {WIDGET} {VERSION}",
    box="textarea.rw-new-message",
    send="",
    said=".rw-client, .rw-response",
    own=".rw-client",
    # Rasa 3.6.21's socket channel cannot speak WebSocket on Python 3.11, and the widget then asks without pause.
    without="window.WebSocket = undefined",
)
MESSAGES = ("hello", "I am sad", "yes")
"""What the stock bot has an answer to; ours gets the same."""


def say(line: str) -> None:
    """Print a line of progress at once."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def measure(visits: int) -> dict[str, list[Visit]]:
    """Visit both in turns.

    Args:
        visits: how many times each.

    Returns:
        The visits by the name of the chat.
    """
    browser_program = next((path for path in BROWSERS if Path(path).exists()), None)
    if browser_program is None:
        raise SystemExit("No Chromium found. Install it and start again: make chromium")
    made: dict[str, list[Visit]] = {OURS.name: [], STOCK.name: []}
    with tempfile.TemporaryDirectory() as place:
        theirs_folder, our_folder = Path(place) / "stock", Path(place) / "ours"
        theirs_folder.mkdir()
        our_folder.mkdir()
        say("setting up the stock chat: fetching the widget, rasa init, training (a minute) ...")
        with stock(theirs_folder) as their_page:
            say("starting Front Door ...")
            with front_door(our_folder) as our_page, sync_playwright() as playwright:
                options = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"]
                browser = playwright.chromium.launch(executable_path=browser_program, args=options)
                for number in range(visits + 1):
                    for chat, page in ((OURS, our_page), (STOCK, their_page)):
                        one = visit(browser, page, chat, MESSAGES)
                        say(
                            f"visit {number} of {visits}, {chat.name}: {one.bytes} bytes, {one.requests} requests, "
                            f"usable after {one.usable:.2f} s, "
                            f"answers after {', '.join(f'{seconds:.2f}' for seconds in one.replies)} s"
                        )
                        # The first visit warms both servers up.
                        if number:
                            made[chat.name].append(one)
                browser.close()
    return made


def rows(made: dict[str, list[Visit]]) -> list[dict[str, Any]]:
    """Return the figures: what was measured, ours, the stock chat's, and the ratio; medians, with smallest and largest.

    Args:
        made: the visits by the name of the chat.
    """
    wanted = {
        "bytes of the first screen": lambda one: [one.bytes],
        "requests of the first screen": lambda one: [one.requests],
        "of these to other origins": lambda one: [one.elsewhere],
        "seconds until the first screen can be used": lambda one: [one.usable],
        "seconds from sending to an answer": lambda one: one.replies,
        "places axe-core objects to": lambda one: [sum(one.findings.values())],
    }
    found = []
    for what, of in wanted.items():
        ours, theirs = ([value for one in made[chat.name] for value in of(one)] for chat in (OURS, STOCK))
        middle, beside = statistics.median(ours), statistics.median(theirs)
        found.append({
            "what": what, "ours": middle, "our_range": [min(ours), max(ours)], "stock": beside,
            "stock_range": [min(theirs), max(theirs)], "ratio": middle / beside if beside else None, "n": len(ours),
        })  # fmt: skip
    return found


def findings(visits: Sequence[Visit]) -> dict[str, int]:
    """Return the rules that axe-core found broken in the last visit, with the number of places."""
    return dict(visits[-1].findings)


def write(figures: list[dict[str, Any]], made: dict[str, list[Visit]]) -> None:
    """Write results.json and the table in README.md."""
    machine = {
        "system": platform.system(),
        "python": platform.python_version(),
        **{name: version(name) for name in ("rasa", "playwright")},
    }
    broken = {name: findings(visits) for name, visits in made.items()}
    results = {"machine": machine, "figures": figures, "axe": broken}
    (HERE / "results.json").write_text(json.dumps(results, indent=1) + "\n")
    page = HERE / "README.md"
    before, _, _ = page.read_text().partition(LAST_RUN)
    lines = [
        before + LAST_RUN,
        f"On: {', '.join(f'{name} {value}' for name, value in machine.items())}.",
        "",
        f"| measured | {OURS.name} | {STOCK.name} | ratio | n each |",
        "|---|---|---|---|---|",
    ]
    for one in figures:
        ratio = "" if one["ratio"] is None else f"{one['ratio']:.2f}"
        lines.append(
            f"| {one['what']} | {_shown(one['ours'], one['our_range'])} | {_shown(one['stock'], one['stock_range'])} "
            f"| {ratio} | {one['n']} |"
        )
    lines.append("")
    for name, rules in broken.items():
        told = ", ".join(f"{rule} ({places})" for rule, places in sorted(rules.items())) or "nothing"
        lines.append(f"axe-core objects in {name} to: {told}.")
    page.write_text("\n".join([*lines, ""]))


def _shown(middle: float, ends: list[float]) -> str:
    if isinstance(ends[0], int):
        return f"{middle:,.0f}" if ends[0] == ends[1] else f"{middle:,.0f} ({ends[0]:,} to {ends[1]:,})"
    return f"{middle:.2f} ({ends[0]:.2f} to {ends[1]:.2f})"


def main() -> None:
    """Measure, print, and write when the whole number of visits was made."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--visits", type=int, default=VISITS, help=f"how many visits to each ({VISITS} unless given)")
    given = parser.parse_args()
    if given.visits < 1:
        parser.error("--visits must be at least 1")
    made = measure(given.visits)
    figures = rows(made)
    for one in figures:
        ratio = "" if one["ratio"] is None else f"ratio {one['ratio']:.2f}"
        ours, theirs = _shown(one["ours"], one["our_range"]), _shown(one["stock"], one["stock_range"])
        say(f"{one['what']:<46} ours {ours:<24} stock {theirs:<24} {ratio} n={one['n']}")
    say(f"a first screen of at most {MOST_BYTES:,} bytes: {'met' if figures[0]['ours'] <= MOST_BYTES else 'missed'}")
    for name, visits in made.items():
        say(f"axe-core on {name}: {findings(visits) or 'nothing'}")
    if given.visits == VISITS:
        write(figures, made)
        say(f"written: {(HERE / 'results.json').relative_to(ROOT)}")


if __name__ == "__main__":
    main()
