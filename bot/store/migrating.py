"""Bringing the tables up to date; safe when several processes start at the same moment.

The first process takes a lock on the whole database, the others wait for it and find nothing left to do.
A migration that fails half-way leaves nothing behind, on SQLite too.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, Engine, event, text
from sqlalchemy.exc import OperationalError

from bot.store.engine import WRITES, make_engine
from bot.store.faults import in_our_words

if TYPE_CHECKING:
    from alembic.config import Config

FOLDER = Path(__file__).parent / "migrations"
LOCK_WAIT = 60.0
"""Seconds to wait for another process that is migrating."""

LOCK_NUMBER = 0x0F20_27D0
"""PostgreSQL's advisory locks go by number; any will do that nobody else uses."""


def migrate(url: str, revision: str = "head") -> None:
    """Bring the tables of a database up to date.

    Args:
        url: ``sqlite:///...`` or ``postgresql://...``; an SQLite file that is missing is made.
        revision: where to stop, for tests of a single migration.

    Raises:
        SettingsError: the address cannot be read.
        StoreUnavailableError: the database could not be reached or written.
    """
    # Slow to import, and most processes never migrate.
    from alembic import command

    with migration_connection(url) as connection:
        command.upgrade(configuration(connection), revision)


def configuration(connection: Connection) -> Config:
    """Return Alembic's configuration for a connection that is open already."""
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(FOLDER).replace("%", "%%"))
    config.attributes["connection"] = connection
    return config


def known_revisions() -> frozenset[str]:
    """Return every step that this version knows; a database that has seen another comes from a newer one."""
    from alembic.config import Config
    from alembic.script import ScriptDirectory

    config = Config()
    config.set_main_option("script_location", str(FOLDER).replace("%", "%%"))
    return frozenset(step.revision for step in ScriptDirectory.from_config(config).walk_revisions())


@contextmanager
def migration_connection(url: str) -> Iterator[Connection]:
    """Give a connection on which nobody else migrates; committed at the end of the block.

    Raises:
        SettingsError: the address cannot be read.
        StoreUnavailableError: the database could not be reached or written.
    """
    engine = make_engine(url, lock_wait=LOCK_WAIT).execution_options(**{WRITES: True})
    try:
        with in_our_words():
            if engine.dialect.name == "sqlite":
                # Tables are changed by copying them, which foreign keys would forbid.
                event.listen(engine, "connect", _forget_foreign_keys)
                _keep_a_log_for_readers(engine)
            with engine.begin() as connection:
                if engine.dialect.name == "postgresql":
                    connection.execute(text("SELECT pg_advisory_xact_lock(:number)"), {"number": LOCK_NUMBER})
                yield connection
    finally:
        engine.dispose()


def _forget_foreign_keys(connection: Any, _: Any) -> None:
    connection.execute("PRAGMA foreign_keys = OFF")


def _keep_a_log_for_readers(engine: Engine) -> None:
    """Switch an SQLite file to write-ahead logging for good, so that readers never wait for a writer.

    SQLite does not wait for its lock here, so waiting is up to us.
    """
    end = time.monotonic() + LOCK_WAIT
    while True:
        connection = engine.raw_connection()
        try:
            connection.cursor().execute("PRAGMA journal_mode = WAL")
        except engine.dialect.loaded_dbapi.OperationalError as error:
            if time.monotonic() > end:
                raise OperationalError("PRAGMA journal_mode", None, error) from error
            time.sleep(0.05)
        else:
            return
        finally:
            connection.close()
