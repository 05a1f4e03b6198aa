"""The connection to the database, set up so that SQLite and PostgreSQL behave alike.

SQLite's own defaults would let two writers start as readers and then block each other for good, and would
not check foreign keys. Here a writer says so at once (``BEGIN IMMEDIATE``) and waits a few seconds for
another one, and readers never wait. What is erased is overwritten, in the file and in the log beside it.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, NoSuchModuleError

from bot.errors import SettingsError, StoreUnavailableError
from bot.logs import logger

log = logger(__name__)

LOCK_WAIT = 2.0
"""Seconds a writer waits for another one; a resident waits behind it, and is to be answered within five."""

CONNECT_WAIT = 2
"""Seconds to wait for PostgreSQL to answer at all."""

SILENCE = {"keepalives_idle": 2, "keepalives_interval": 1, "keepalives_count": 2, "tcp_user_timeout": 4000}
"""After some four seconds without a sign of life a connection counts as lost (libpq's names)."""

WRITES = "frontdoor_writes"
"""Execution option of connections that will write."""

ERASED = "frontdoor_erased"
"""Note in a session's ``info`` that words were erased in it."""


def make_engine(url: str, lock_wait: float = LOCK_WAIT) -> Engine:
    """Return an engine for an address; nothing is connected yet.

    Args:
        url: an SQLAlchemy address, ``sqlite:///...`` or ``postgresql://...``.
        lock_wait: seconds to wait for another writer.

    Raises:
        SettingsError: the address cannot be read.
        StoreUnavailableError: the folder of the SQLite file cannot be made.
    """
    address = readable(url)
    arguments: dict[str, Any] = {"timeout": lock_wait}
    if address.get_backend_name() == "sqlite":
        make_folder(address)
    else:
        # A named zone and lock limit for each session, so that PostgreSQL gives up when SQLite would.
        limits = f"-c timezone=utc -c lock_timeout={int(lock_wait * 1000)}"
        arguments = {"connect_timeout": CONNECT_WAIT, "options": limits, **SILENCE}
    # hide_parameters: the parameters are people's words, and an error message may reach a log.
    # A server may be gone since a connection was last used, and is asked first; a file is not.
    asked_first = address.get_backend_name() != "sqlite"
    try:
        engine = create_engine(address, connect_args=arguments, pool_pre_ping=asked_first, hide_parameters=True)
    except (NoSuchModuleError, ImportError) as error:
        raise SettingsError("FRONTDOOR_DATABASE_URL must start with sqlite:/// or postgresql://.") from error
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", prepare_sqlite)
        event.listen(engine, "begin", begin_sqlite)
    return engine


def readable(url: str) -> URL:
    """Return the parsed address.

    Raises:
        SettingsError: it is not one. The message leaves the address out: it may hold a password.
    """
    try:
        return make_url(url)
    except ArgumentError as error:
        raise SettingsError("FRONTDOOR_DATABASE_URL is not an address of a database.") from error


def make_folder(address: URL) -> None:
    """Make the folder of an SQLite file.

    Raises:
        StoreUnavailableError: it cannot be made.
    """
    if address.database and address.database != ":memory:":
        try:
            Path(address.database).parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise StoreUnavailableError(f"The folder of the database cannot be made: {error.strerror}.") from error


def prepare_sqlite(connection: Any, _: Any) -> None:
    """Check foreign keys, overwrite what is deleted, and leave BEGIN to ``begin_sqlite``."""
    connection.isolation_level = None
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA secure_delete = ON")


def begin_sqlite(connection: Connection) -> None:
    """Begin as what the connection is for: a writer takes its turn at once, a reader takes none."""
    writes = connection.get_execution_options().get(WRITES, False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def empty_log(engine: Engine) -> None:
    """Empty SQLite's write-ahead log, which still holds what was just overwritten in the database itself.

    While somebody goes on reading it cannot be emptied. Then it is overwritten as others write, and removed when the
    last process closes the database.

    Args:
        engine: the database; nothing is done for one that is not SQLite.
    """
    if engine.dialect.name != "sqlite":
        return
    connection = engine.raw_connection()
    try:
        busy, _, _ = connection.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        if busy:
            log.warning("store.log_not_emptied")
    except engine.dialect.loaded_dbapi.Error as error:
        log.warning("store.log_not_emptied", error=type(error).__name__)
    finally:
        connection.close()
