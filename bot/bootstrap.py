"""The one place where settings become the things a process works with.

Everything inside is handed what it needs; the outermost code (actions, inbox, worker, commands) asks here,
and gets the same object each time within one process (cosmicpython's composition root).
"""

from __future__ import annotations

from functools import lru_cache

from bot.settings import settings
from bot.store import Store, UnitOfWork, migrate, open_store
from bot.strengths.library import Library, read_library


@lru_cache(maxsize=1)
def store() -> Store:
    """Return this process's store, opened once.

    Raises:
        SettingsError: the database's address cannot be read.
        StoreUnavailableError: the folder of an SQLite file cannot be made.
    """
    present = settings()
    return open_store(present.store_url, sends_concerns=bool(present.safeguarding_webhook_url))


def unit_of_work() -> UnitOfWork:
    """Return what use cases are given to write with."""
    return store().unit_of_work()


def migrate_store() -> None:
    """Bring the database of the settings up to date; harmless when it already is.

    Raises:
        SettingsError: the database's address cannot be read.
        StoreUnavailableError: the database could not be reached or written.
    """
    migrate(settings().store_url)


@lru_cache(maxsize=1)
def library() -> Library:
    """Return the question library: ours, or a council's own folder laid over it.

    Raises:
        LibraryError: a question file does not hold what it must.
    """
    return read_library(settings().question_folder)
