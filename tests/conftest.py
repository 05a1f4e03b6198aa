"""What tests everywhere are given: a store on each database, a clock that stands still, needs that CI insists on.

A database is made by the real migrations, once for each run, and emptied between tests.
"""

from __future__ import annotations

import os
import shutil
import uuid
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Protocol

import psycopg2
import pytest
import sqlalchemy
from argon2 import PasswordHasher
from argon2.profiles import CHEAPEST

from bot.settings import settings
from bot.staff import passwords
from bot.store import Store, migrate, open_store
from bot.store.tables import Table

POSTGRESQL = os.environ.get("FRONTDOOR_TEST_POSTGRESQL", "postgresql://postgres@localhost:5432/postgres")
"""A server on which tests may make a database of their own."""


REAL = passwords.HASHER
QUICK = PasswordHasher.from_parameters(CHEAPEST)


class Needs(Protocol):
    def __call__(self, present: object, what: str) -> None: ...


def need(present: object, what: str) -> None:
    """Skip a test that needs something absent; in CI, where everything has to be there, fail it."""
    if present:
        return
    if os.environ.get("CI") == "true":
        pytest.fail(f"This test needs {what}, and in CI it has to be there.", pytrace=False)
    pytest.skip(f"needs {what}")


@pytest.fixture(scope="session")
def needs() -> Needs:
    """``needs(present, "Chromium")``: skips elsewhere, fails in CI."""
    return need


@pytest.fixture(autouse=True)
def _own_surroundings(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep settings of the developer's shell out of the tests."""
    for name in [name for name in os.environ if name.startswith("FRONTDOOR_") and "_TEST_" not in name]:
        monkeypatch.delenv(name)


class StandingClock:
    """A clock that moves only when told to."""

    def __init__(self) -> None:
        self.time = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.time

    def advance(self, **passed: float) -> datetime:
        self.time += timedelta(**passed)
        return self.time


@pytest.fixture
def clock() -> StandingClock:
    """Monday 2 March 2026, nine in the morning."""
    return StandingClock()


@pytest.fixture(autouse=True)
def _quick_passwords(monkeypatch: pytest.MonkeyPatch) -> None:
    """Hash passwords in no time; ``real_passwords`` is for tests of the hash itself."""
    monkeypatch.setattr(passwords, "HASHER", QUICK)


@pytest.fixture
def real_passwords(monkeypatch: pytest.MonkeyPatch) -> None:
    """Hash passwords as the program does."""
    monkeypatch.setattr(passwords, "HASHER", REAL)


@pytest.fixture(scope="session")
def migrated_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An SQLite file that the real migrations made; tests take copies."""
    path = tmp_path_factory.mktemp("migrated") / "frontdoor.db"
    migrate(f"sqlite:///{path}")
    return path


@pytest.fixture
def sqlite_url(migrated_file: Path, tmp_path: Path) -> str:
    """The address of an empty SQLite database."""
    path = tmp_path / "frontdoor.db"
    shutil.copy(migrated_file, path)
    return f"sqlite:///{path}"


@pytest.fixture(scope="session")
def make_postgresql() -> Iterator[Callable[[], str]]:
    """Makes databases with random names, and drops them at the end of the run."""
    made: list[str] = []
    try:
        server = psycopg2.connect(POSTGRESQL, connect_timeout=3)
    except psycopg2.OperationalError:
        server = None
    need(server, "a PostgreSQL server on the usual local port")
    server.autocommit = True

    def make() -> str:
        name = f"frontdoor_test_{uuid.uuid4().hex[:12]}"
        with server.cursor() as cursor:
            cursor.execute(f'CREATE DATABASE "{name}"')
        made.append(name)
        address = sqlalchemy.make_url(POSTGRESQL).set(database=name)
        return address.render_as_string(hide_password=False)

    try:
        yield make
    finally:
        with server.cursor() as cursor:
            for name in made:
                cursor.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
        server.close()


@pytest.fixture(params=["sqlite", "postgresql"])
def conversations_url(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The address of an empty database for conversations, once of each kind; the settings name it."""
    if request.param == "sqlite":
        address = f"sqlite:///{tmp_path / 'conversations.db'}"
    else:
        address = request.getfixturevalue("make_postgresql")()
    monkeypatch.setenv("FRONTDOOR_CONVERSATIONS_URL", address)
    monkeypatch.setenv("FRONTDOOR_DATA_FOLDER", str(tmp_path))
    settings.cache_clear()
    yield address
    settings.cache_clear()


@pytest.fixture(scope="session")
def migrated_postgresql(make_postgresql: Callable[[], str]) -> str:
    """The address of a PostgreSQL database that the real migrations made."""
    url = make_postgresql()
    migrate(url)
    return url


@pytest.fixture
def postgresql_url(migrated_postgresql: str) -> str:
    """The address of an empty PostgreSQL database."""
    engine = sqlalchemy.create_engine(migrated_postgresql, poolclass=sqlalchemy.NullPool)
    tables = ", ".join(f'"{table.name}"' for table in Table.metadata.sorted_tables)
    with engine.begin() as connection:
        connection.execute(sqlalchemy.text(f"TRUNCATE {tables} RESTART IDENTITY"))
    return migrated_postgresql


@pytest.fixture(params=["sqlite", "postgresql"])
def store_url(request: pytest.FixtureRequest) -> str:
    """The address of an empty database, once of each kind."""
    url: str = request.getfixturevalue(f"{request.param}_url")
    return url


@pytest.fixture
def store(store_url: str) -> Iterator[Store]:
    """An empty store, once on each database."""
    opened = open_store(store_url)
    yield opened
    opened.close()
