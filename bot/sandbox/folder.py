"""The folder of one sandbox: made for it, held while it lives, and removed with all that is in it."""

from __future__ import annotations

import fcntl
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

NAME = "sandboxes"
HELD = "held"
"""File that is locked for as long as the sandbox lives; the lock goes when the process does, however it ends."""


def new_folder(data_folder: Path) -> Path:
    """Return a name for the folder of a new sandbox; nothing is made yet.

    Args:
        data_folder: the data folder of the real service.
    """
    return data_folder.resolve() / NAME / secrets.token_hex(8)


@contextmanager
def held(folder: Path) -> Iterator[None]:
    """Make a sandbox's folder, hold it, and remove it at the end; folders that nobody holds are removed too.

    Args:
        folder: from ``new_folder``.
    """
    folder.mkdir(mode=0o700, parents=True)
    with (folder / HELD).open("w") as mark:
        fcntl.flock(mark, fcntl.LOCK_EX)
        try:
            _remove_left_behind(folder.parent)
            yield
        finally:
            shutil.rmtree(folder, ignore_errors=True)


def _remove_left_behind(sandboxes: Path) -> None:
    """Remove what a power cut left: folders whose lock can be had belong to no process any more."""
    for other in sandboxes.iterdir():
        try:
            with (other / HELD).open() as mark:
                fcntl.flock(mark, fcntl.LOCK_EX | fcntl.LOCK_NB)
                shutil.rmtree(other, ignore_errors=True)
        except OSError:
            continue  # it is held, or is being made or removed in this very moment
