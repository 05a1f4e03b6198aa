"""Two hundred residents at once on several servers, one of each kind of process killed in mid-run.

Three Rasa servers, two action servers and two delivery workers behind HAProxy, on real PostgreSQL, Redis and RabbitMQ
of this machine (addresses: FRONTDOOR_TEST_POSTGRESQL, FRONTDOOR_TEST_REDIS, FRONTDOOR_TEST_RABBITMQ; the Redis database
that is named is emptied). Locust plays the residents. While they talk one process of each kind is killed as a power cut
would; it comes back two seconds later. Afterwards the database is asked what became of every message and summary.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.metadata import version
from pathlib import Path
from typing import Any

import psycopg2

from benchmarks.scale.checking import KINDS, Found, check
from benchmarks.scale.cluster import POSTGRESQL, RABBITMQ, Cluster, cluster
from benchmarks.scale.receiving import listen, receive

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
PEOPLE = 200
LAST_RUN = "## Last run\n"
KILLED = ("conversation-2", "actions-1", "worker-1")
DELIVERED_WITHIN = 120.0
"""Seconds after the last conversation in which the workers may still deliver."""


def say(line: str) -> None:
    """Print a line of progress at once."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def talk(made: Cluster, folder: Path, given: argparse.Namespace) -> tuple[list[dict[str, Any]], float]:
    """Let everybody talk, killing one process of each kind meanwhile.

    Args:
        made: what they talk to.
        folder: for what is written down.
        given: how many, how fast, and whether anything is killed.

    Returns:
        What each said, and how many seconds it took in all.
    """
    record = folder / "residents.jsonl"
    record.touch()
    surroundings = {
        **os.environ, "SCALE_RECORD": str(record), "SCALE_PEOPLE": str(given.people),
        "SCALE_THINK_FROM": str(given.think[0]), "SCALE_THINK_TO": str(given.think[1]),
    }  # fmt: skip
    command = [
        sys.executable, "-m", "locust", "-f", str(HERE / "residents.py"), "--headless", "--host", made.address,
        "-u", str(given.people), "-r", str(max(1, given.people // 10)), "--run-time", "20m", "--only-summary",
    ]  # fmt: skip
    begun = time.monotonic()
    with (folder / "locust.log").open("w") as output:
        load = subprocess.Popen(command, cwd=ROOT, env=surroundings, stdout=output, stderr=subprocess.STDOUT)
    killed = 0
    while load.poll() is None:
        time.sleep(1)
        ended = sum(1 for _ in record.open())
        passed = time.monotonic() - begun
        # When everybody has come: one, then another, a few seconds apart.
        if given.kill and killed < len(KILLED) and passed > given.first_kill + 8 * killed:
            made.kill(KILLED[killed])
            say(f"  {passed:.0f} s: {KILLED[killed]} killed")
            killed += 1
        if int(passed) % 10 == 0:
            say(f"  {passed:.0f} s: {ended} of {given.people} conversations have ended")
    return [json.loads(line) for line in record.read_text().splitlines()], time.monotonic() - begun


@contextmanager
def peak_memory(made: Cluster) -> Iterator[list[int]]:
    """Look at the memory of all processes every few seconds; the largest is in the list."""
    peak, ending = [0], threading.Event()

    def look() -> None:
        while not ending.wait(3):
            peak[0] = max(peak[0], made.memory())

    thread = threading.Thread(target=look, daemon=True)
    thread.start()
    try:
        yield peak
    finally:
        ending.set()
        thread.join()


def wait_for_deliveries(residents: list[dict[str, Any]], delivered: list[str]) -> float:
    """Wait until the council's own system has every summary, or for so long; return the seconds."""
    wanted = {one["reference"] for one in residents if one["reference"]}
    begun = time.monotonic()
    while not wanted <= set(delivered) and time.monotonic() - begun < DELIVERED_WITHIN:
        time.sleep(0.5)
    return time.monotonic() - begun


def measure(given: argparse.Namespace) -> dict[str, Any]:
    """Run it and return the results."""
    with _folder(keep=given.keep) as folder, receive() as (webhook, delivered), listen(RABBITMQ) as published:
        wanted = {"conversations": given.servers, "action_servers": given.action_servers, "workers": given.workers}
        say(
            f"starting {given.servers} Rasa servers, {given.action_servers} action servers, {given.workers} workers ..."
        )
        with cluster(folder, webhook, say, **wanted) as made:
            say(f"{given.people} residents talk ...")
            with peak_memory(made) as peak:
                residents, seconds = talk(made, folder, given)
            late = wait_for_deliveries(residents, delivered)
            found = check(made.database, residents, delivered, published)
            told = list(made.told)
    return results(given, residents, seconds, late, found, told, peak[0], len(delivered), len(published))


@contextmanager
def _folder(*, keep: bool) -> Iterator[Path]:
    if keep:
        place = tempfile.mkdtemp(prefix="front-door-scale-")
        say(f"logs and transcripts: {place}")
        yield Path(place)
        return
    with tempfile.TemporaryDirectory() as place:
        yield Path(place)


def results(
    given: argparse.Namespace, residents: list[dict[str, Any]], seconds: float, late: float, found: Found,
    told: list[str], memory: int, delivered: int, published: int,
) -> dict[str, Any]:  # fmt: skip
    """Return everything that was found, ready to be written down."""
    waits = sorted(wait for one in residents for wait in one["seconds"])
    server = psycopg2.connect(POSTGRESQL, connect_timeout=3)
    database = str(server.server_version)
    server.close()
    return {
        "machine": {
            "system": platform.system(), "cores": os.cpu_count(), "python": platform.python_version(),
            "postgresql": database, **{name: version(name) for name in ("rasa", "locust")},
        },
        "servers": {"rasa": given.servers, "actions": given.action_servers, "workers": given.workers},
        "killed": told,
        "conversations": found.conversations,
        "messages": found.messages,
        "repeats": sum(one["repeats"] for one in residents),
        "seconds": round(seconds, 1),
        "messages_a_second": round(found.messages / seconds, 1),
        "answer_seconds": {
            "p50": round(statistics.median(waits), 3), "p95": round(waits[int(0.95 * len(waits))], 3),
            "longest": round(waits[-1], 3),
        },
        "memory_of_all_processes_megabytes": round(memory / 1e6),
        "deliveries_received": delivered,
        "seconds_until_all_were_delivered_after_the_last_conversation": round(late, 1),
        "events_published": published,
        "faults": {kind: found.faults.get(kind, 0) for kind in KINDS},
        "examples": found.examples,
    }  # fmt: skip


def write(made: dict[str, Any]) -> None:
    """Write results.json and the table in README.md."""
    (HERE / "results.json").write_text(json.dumps(made, indent=1) + "\n")
    page = HERE / "README.md"
    before, _, _ = page.read_text().partition(LAST_RUN)
    answer = made["answer_seconds"]
    rows = {
        "Rasa servers, action servers, workers": ", ".join(str(number) for number in made["servers"].values()),
        "conversations at once": made["conversations"],
        "messages": made["messages"],
        "messages a second": made["messages_a_second"],
        "seconds to an answer, repeats included, p50": answer["p50"],
        "the same, p95": answer["p95"],
        "the same, longest": answer["longest"],
        "what happened meanwhile": "; ".join(made["killed"]) or "nothing",
        "calls that had to be repeated": made["repeats"],
        "memory of all processes, MB": made["memory_of_all_processes_megabytes"],
        **made["faults"],
    }
    machine = ", ".join(f"{name} {value}" for name, value in made["machine"].items())
    lines = [before + LAST_RUN, f"On: {machine}.", "", "| | |", "|---|---|"]
    lines += [f"| {name} | {value} |" for name, value in rows.items()]
    page.write_text("\n".join([*lines, ""]))


def main() -> int:
    """Run, print, and write when it was the whole run; 1 when anything was lost or done twice."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--people", type=int, default=PEOPLE, help=f"residents at once ({PEOPLE} unless given)")
    parser.add_argument("--servers", type=int, default=3, help="Rasa servers")
    parser.add_argument("--action-servers", type=int, default=2, help="action servers")
    parser.add_argument("--workers", type=int, default=2, help="delivery workers")
    parser.add_argument(
        "--think", type=float, nargs=2, default=(4.0, 10.0), metavar="SECONDS",
        help="seconds between an answer and the next message, from and to",
    )  # fmt: skip
    parser.add_argument("--first-kill", type=float, default=25.0, help="seconds until the first process is killed")
    parser.add_argument("--no-kill", dest="kill", action="store_false", help="kill nothing")
    parser.add_argument("--keep", action="store_true", help="keep logs and transcripts, and say where")
    given = parser.parse_args()
    made = measure(given)
    for name, value in made.items():
        say(f"{name}: {json.dumps(value)}")
    if given.people == PEOPLE and given.kill and given.servers == 3:
        write(made)
        say(f"written: {(HERE / 'results.json').relative_to(ROOT)}")
    return 1 if any(made["faults"].values()) else 0


if __name__ == "__main__":
    sys.exit(main())
