"""The faults themselves, each done for real to a running process or a real file, and undone again."""

from __future__ import annotations

import contextlib
import os
import resource
import signal
import sqlite3
import subprocess
from collections.abc import Iterator
from pathlib import Path

from tests.journeys.front_door import Process

PIECE = 65_536


@contextlib.contextmanager
def hanging(part: Process) -> Iterator[None]:
    """A process does nothing any more, and is there all the same."""
    os.killpg(process_of(part), signal.SIGSTOP)
    try:
        yield
    finally:
        # It may have been killed meanwhile.
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process_of(part), signal.SIGCONT)


@contextlib.contextmanager
def locked(database: Path) -> Iterator[None]:
    """Somebody else writes in an SQLite file, and does not come to an end."""
    with contextlib.closing(sqlite3.connect(database, timeout=10, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        try:
            yield
        finally:
            other.execute("ROLLBACK")


@contextlib.contextmanager
def unwritable(*parts: Process) -> Iterator[None]:
    """No file of these processes takes another byte, as on a disk that was made read-only under them."""
    before = {part: resource.prlimit(process_of(part), resource.RLIMIT_FSIZE) for part in parts}
    for part, (_, most) in before.items():
        resource.prlimit(process_of(part), resource.RLIMIT_FSIZE, (0, most))
    try:
        yield
    finally:
        for part, limits in before.items():
            resource.prlimit(process_of(part), resource.RLIMIT_FSIZE, limits)


@contextlib.contextmanager
def full(folder: Path) -> Iterator[None]:
    """The disk that a folder stands on has no byte left, nor have the databases on it any that they hold in store."""
    for database in folder.glob("*.db"):
        with contextlib.closing(sqlite3.connect(database, timeout=10)) as other:
            (busy, _, _) = other.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
            assert not busy, f"{database.name} is being read"
    ballast = folder / "ballast"
    with ballast.open("wb", buffering=0) as file, contextlib.suppress(OSError):
        size = PIECE
        while size:
            try:
                while file.write(bytes(size)):
                    pass
            except OSError:
                size //= 2
    try:
        yield
    finally:
        ballast.unlink()


@contextlib.contextmanager
def a_small_disk(folder: Path, megabytes: int) -> Iterator[bool]:
    """Put a disk of its own, in memory, where an empty folder is; whether that could be done is what it gives."""
    options = ["-t", "tmpfs", "-o", f"size={megabytes}m,mode=0755", "frontdoor-faults", str(folder)]
    try:
        mounted = subprocess.run(["mount", *options], capture_output=True).returncode == 0
    except OSError:
        mounted = False
    try:
        yield mounted
    finally:
        if mounted:
            subprocess.run(["umount", "--lazy", str(folder)], capture_output=True, check=True)


def process_of(part: Process) -> int:
    """Return the number of a part's process."""
    assert part._process is not None
    return part._process.pid
