"""The one place where settings become the things a process works with.

Everything inside is handed what it needs; the outermost code (actions, inbox, worker, commands) asks here,
and gets the same object each time within one process (cosmicpython's composition root).
"""

from __future__ import annotations

from functools import lru_cache

from bot.logs import logger
from bot.settings import settings
from bot.store import Store, UnitOfWork, migrate, open_store
from bot.strengths.library import Library
from bot.strengths.shelf import Shelf

log = logger(__name__)

LOOK_EVERY = 1.0
"""Seconds between two looks whether a question file was changed: a turn asks for the library half a dozen times."""


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


def is_door_open() -> bool:
    """Return whether residents may come in, as the database says now.

    Raises:
        StoreUnavailableError: the database could not be reached.
    """
    return store().queries.is_door_open()


def migrate_store() -> None:
    """Bring the database of the settings up to date; harmless when it already is.

    Raises:
        SettingsError: the database's address cannot be read.
        StoreUnavailableError: the database could not be reached or written.
    """
    migrate(settings().store_url)


@lru_cache(maxsize=1)
def shelf() -> Shelf:
    """Return the shelf that this process takes its question library from."""
    return Shelf(settings().question_folder, LOOK_EVERY)


def library() -> Library:
    """Return the question library as its files are now: ours, or a council's own folder laid over it.

    A file that was changed is seen within a second. If what it holds now can't be used, the library stays as it was,
    and the log says so once.

    Raises:
        LibraryError: a question file did not hold what it must from the start.
    """
    present = shelf().library()
    for fault in shelf().faults_not_told():
        log.warning("question_file_not_used", file=fault.partition(":")[0])
    return present
