"""Copies of SQLite files, made while others write to them, and whether a file is whole.

Source of the idea: SQLite's own online backup (sqlite.org/backup.html). Each file is copied as it was at one moment.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path

from bot.errors import StoreUnavailableError

LOCK_WAIT = 30.0
"""Seconds to wait for a writer who has the whole file."""


def copy_while_running(sources: Mapping[Path, Path]) -> None:
    """Copy SQLite files, all as they are at nearly the same moment, in the order given.

    The moments are a few thousandths of a second apart. Whatever is in a later file may be missing in an earlier one,
    never the other way round; nobody is held up meanwhile.

    Args:
        sources: from each file to where its copy goes; that must not be there yet.

    Raises:
        StoreUnavailableError: a file could not be read, or a copy not be written.
    """
    with in_sqlites_words("copied"), ExitStack() as opened:
        readers = {}
        for source in sources:
            reader = opened.enter_context(closing(_open(source)))
            # What this connection sees from now on is this moment, whatever is written.
            reader.execute("BEGIN")
            reader.execute("SELECT count(*) FROM sqlite_master").fetchone()
            readers[source] = reader
        for source, target in sources.items():
            with closing(sqlite3.connect(target)) as writer:
                readers[source].backup(writer)
                # One file, with no log beside it that could be forgotten.
                writer.execute("PRAGMA journal_mode = DELETE")


def is_whole(path: Path) -> bool:
    """Return whether a file is an SQLite database in which nothing is damaged.

    Args:
        path: the file.
    """
    try:
        with closing(_open(path)) as reader:
            return bool(reader.execute("PRAGMA integrity_check").fetchone() == ("ok",))
    except sqlite3.Error:
        return False


def revision_of(path: Path) -> str | None:
    """Return the latest migration that a database of ours has seen, or None if it has seen none.

    Args:
        path: the file.
    """
    try:
        with closing(_open(path)) as reader:
            row = reader.execute("SELECT version_num FROM alembic_version").fetchone()
            return str(row[0]) if row else None
    except sqlite3.Error:
        return None


@contextmanager
def in_sqlites_words(done: str) -> Iterator[None]:
    """Say in our own words what SQLite could not do.

    Raises:
        StoreUnavailableError: it failed; only the kind of error is said.
    """
    try:
        yield
    except sqlite3.Error as error:
        raise StoreUnavailableError(f"The databases could not be {done} ({type(error).__name__}).") from error


def _open(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(f"{path.resolve().as_uri()}?mode=rw", uri=True, timeout=LOCK_WAIT, isolation_level=None)
