"""Starting what is measured, and stopping it."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).parents[2]
START_WITHIN = 240.0
QUIET = {"RASA_TELEMETRY_ENABLED": "false", "TF_CPP_MIN_LOG_LEVEL": "3", "PYTHONWARNINGS": "ignore"}


def free_port() -> int:
    """Return a port that nobody listens on."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


@contextmanager
def front_door(folder: Path) -> Iterator[str]:
    """Start Front Door as an operator does, with a data folder of its own.

    Args:
        folder: for everything it keeps.

    Yields:
        The address of the residents' page.
    """
    resident, action, inbox = free_port(), free_port(), free_port()
    settings = {
        "FRONTDOOR_ENVIRONMENT": "development",
        "FRONTDOOR_DATA_FOLDER": str(folder / "data"),
        "FRONTDOOR_RESIDENT_PORT": str(resident),
        "FRONTDOOR_ACTION_PORT": str(action),
        "FRONTDOOR_INBOX_PORT": str(inbox),
    }
    address = f"http://127.0.0.1:{resident}/chat"
    with started(
        [sys.executable, "-c", "from bot.cli import main; main()", "up"],
        ROOT,
        folder / "ours.log",
        f"{address}/health",
        settings,
    ):
        yield address


@contextmanager
def started(
    command: Sequence[str], folder: Path, log: Path, ready_address: str, settings: Mapping[str, str] | None = None
) -> Iterator[None]:
    """Start a server, wait until it answers, and stop it with all it started.

    Args:
        command: program and arguments.
        folder: where it runs.
        log: where its output goes.
        ready_address: an address that answers once it is ready.
        settings: what is added to the environment.

    Raises:
        TimeoutError: it did not answer within ``START_WITHIN`` seconds.
    """
    with log.open("w") as output:
        process = subprocess.Popen(
            list(command), cwd=folder, stdout=output, stderr=subprocess.STDOUT, start_new_session=True,
            env={**os.environ, **QUIET, **(settings or {})},
        )  # fmt: skip
    try:
        _wait(ready_address, log)
        yield
    finally:
        os.killpg(process.pid, signal.SIGTERM)
        process.wait(30)


def _wait(address: str, log: Path) -> None:
    until = time.monotonic() + START_WITHIN
    while time.monotonic() < until:
        try:
            with urllib.request.urlopen(address, timeout=5):
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.3)
    raise TimeoutError(f"Nothing answered at {address}. See {log}")
