"""Which processes work on a data folder: each holds a shared lock on a file in it for as long as it lives.

The operating system lets go of it when the process ends, however it ends, so that nothing is ever left behind. Whoever
must be alone (``frontdoor restore``) asks for the whole lock.
"""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bot.errors import StartError

FILE = "in-use.lock"

_held: dict[Path, int] = {}
"""Descriptors that this process keeps open until it ends."""


def stay_present(data_folder: Path) -> None:
    """Have it known, until this process ends, that it works on a data folder.

    Args:
        data_folder: where everything is kept; made if it is not there.

    Raises:
        StartError: a backup is just being put into the folder.
    """
    path = data_folder.resolve() / FILE
    if path in _held:
        return
    try:
        descriptor = _open(path)
    except OSError:
        # A folder that cannot be written: nothing can be restored into it either.
        return
    try:
        fcntl.flock(descriptor, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except OSError:
        os.close(descriptor)
        raise StartError(f"A backup is just being put into {data_folder}; start again when that is done.") from None
    _held[path] = descriptor


@contextmanager
def alone(data_folder: Path) -> Iterator[bool]:
    """Give whether nobody else works on a data folder; while the block lasts nobody can begin to.

    Args:
        data_folder: where everything is kept; made if it is not there.
    """
    descriptor = _open(data_folder.resolve() / FILE)
    try:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            yield False
        else:
            yield True
    finally:
        os.close(descriptor)


def _open(path: Path) -> int:
    path.parent.mkdir(parents=True, exist_ok=True)
    # Children must not inherit it: they would hold the lock for their parent.
    return os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
