"""Processes of a bot: started, waited for, weighed, looked at, and always stopped."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

SAMPLING = Path(__file__).parent / "sampling"
GIVE_UP_AFTER = 240.0
LOOK_EVERY = 0.05
QUIET = {
    "RASA_TELEMETRY_ENABLED": "false",
    "TF_CPP_MIN_LOG_LEVEL": "3",
    "PYTHONWARNINGS": "ignore",
    "SQLALCHEMY_SILENCE_UBER_WARNING": "1",
}
"""What every process here is started with, stock Rasa's too."""


class NotStartedError(Exception):
    """A process ended, or did not answer in time; the message ends with the end of its log."""


class Running:
    """One process and all that it started.

    Args:
        command: program and arguments.
        folder: where it works.
        log: what it says goes here.
        samples: folder for what is seen of it (``sampling/sitecustomize.py``).
        environment: added to this process's own.
        sampled: look at it from its start.
    """

    def __init__(
        self,
        command: Sequence[str],
        folder: Path,
        log: Path,
        samples: Path,
        environment: Mapping[str, str] | None = None,
        *,
        sampled: bool = False,
    ) -> None:
        surroundings = {**os.environ, **QUIET, **(environment or {})}
        surroundings["SPEED_SAMPLES"] = str(samples)
        # Ours first; what stands there already stays.
        surroundings["PYTHONPATH"] = os.pathsep.join(
            part for part in (str(SAMPLING), surroundings.get("PYTHONPATH", "")) if part
        )
        if sampled:
            surroundings["SPEED_SAMPLES_NOW"] = "1"
        self._log = log
        self.started = time.perf_counter()
        with log.open("ab") as output:
            self._process = subprocess.Popen(
                list(command),
                cwd=folder,
                env=surroundings,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )

    def wait(self, patience: float = GIVE_UP_AFTER) -> float:
        """Wait for the end; return the seconds it took since the start.

        Raises:
            NotStartedError: it failed.
        """
        try:
            code = self._process.wait(timeout=patience)
        except subprocess.TimeoutExpired:
            self.stop()
            raise NotStartedError(f"It did not end in {patience:.0f} s.{self._end_of_log()}") from None
        if code:
            raise NotStartedError(f"It ended with exit code {code}.{self._end_of_log()}")
        return time.perf_counter() - self.started

    def until(self, answers: Callable[[], bool], patience: float = GIVE_UP_AFTER) -> float:
        """Ask again and again until the answer is yes; return the seconds since the start.

        Raises:
            NotStartedError: it ended, or the answer stayed no.
        """
        while time.perf_counter() - self.started < patience:
            if answers():
                return time.perf_counter() - self.started
            if self._process.poll() is not None:
                raise NotStartedError(f"It ended with exit code {self._process.returncode}.{self._end_of_log()}")
            time.sleep(LOOK_EVERY)
        raise NotStartedError(f"It did not answer in {patience:.0f} s.{self._end_of_log()}")

    def pids(self) -> list[int]:
        """Return this process and all that it started."""
        return family(self._process.pid)

    def megabytes(self) -> float:
        """Return the memory of all of them together, what they share counted once (PSS)."""
        return sum(pss(pid) for pid in self.pids()) / 1024

    def toggle_sampling(self) -> None:
        """Begin to look at all of them, or end it."""
        # Whoever does not wait for the signal would die of it: `make`, a shell.
        for pid in filter(catches_the_signal, self.pids()):
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGUSR2)

    def stop(self) -> None:
        """Stop it and all that it started, by force if it must be."""
        everybody = self.pids()
        self._process.terminate()
        with contextlib.suppress(subprocess.TimeoutExpired):
            self._process.wait(timeout=15)
        for pid in everybody:
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.kill(pid, signal.SIGKILL)
        self._process.wait()

    def _end_of_log(self) -> str:
        return "\n" + "\n".join(self._log.read_text(errors="replace").splitlines()[-15:])


@contextlib.contextmanager
def stopping(*running: Running) -> Iterator[None]:
    """Stop all of these at the end, whatever happens."""
    try:
        yield
    finally:
        for one in running:
            one.stop()


def family(pid: int) -> list[int]:
    """Return a process and its descendants."""
    children: dict[int, list[int]] = {}
    for folder in Path("/proc").iterdir():
        if folder.name.isdigit():
            with contextlib.suppress(OSError, IndexError, ValueError):
                parent = int((folder / "stat").read_text().rpartition(")")[2].split()[1])
                children.setdefault(parent, []).append(int(folder.name))
    found, waiting = [], [pid]
    while waiting:
        one = waiting.pop()
        found.append(one)
        waiting += children.get(one, [])
    return found


def catches_the_signal(pid: int) -> bool:
    """Return whether a process has set up what the signal of ``sampling/sitecustomize.py`` does to it."""
    try:
        lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    except OSError:
        return False
    caught = next((int(line.split()[1], 16) for line in lines if line.startswith("SigCgt:")), 0)
    return bool(caught >> (signal.SIGUSR2 - 1) & 1)


def pss(pid: int) -> int:
    """Return a process's proportional share of memory in kilobytes; 0 when it is gone."""
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in lines if line.startswith("Pss:")), 0)
