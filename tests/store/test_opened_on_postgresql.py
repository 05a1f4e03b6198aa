"""On PostgreSQL, how many were opened stays right and stops nobody, whatever happens at the same moment."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack
from datetime import UTC, datetime

import pytest
from sqlalchemy import Connection, Engine, NullPool, create_engine, text

from bot.store import migrate

AT = datetime(2026, 3, 2, 9, tzinfo=UTC)
WAITING = text("SELECT count(*) FROM pg_locks WHERE NOT granted")


@pytest.fixture
def url(make_postgresql: Callable[[], str]) -> str:
    return make_postgresql()


@pytest.fixture
def engine(url: str) -> Iterator[Engine]:
    made = create_engine(url, poolclass=NullPool)
    yield made
    made.dispose()


def add_staff(connection: Connection, name: str) -> None:
    connection.execute(
        text("INSERT INTO staff VALUES (:name, :name, :name, '', '[]', :at, :at)"), {"name": name, "at": AT}
    )


def open_it(connection: Connection, summary: str, who: str) -> None:
    connection.execute(
        text(
            "INSERT INTO views (subject_kind, subject_id, staff_id, version, at, is_latest)"
            " VALUES ('summary', :summary, :who, 1, :at, true)"
        ),
        {"summary": summary, "who": who, "at": AT},
    )


def numbers(engine: Engine) -> dict[str, int]:
    with engine.connect() as connection:
        return {row.staff_id: row.number for row in connection.execute(text("SELECT staff_id, number FROM opened"))}


def until_waiting(engine: Engine, how_many: int) -> None:
    """Wait until so many of this server's sentences wait for another one's lock."""
    end = time.monotonic() + 20
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        here = text(f"{WAITING.text} AND pid IN (SELECT pid FROM pg_stat_activity WHERE datname = current_database())")
        while connection.scalar(here) < how_many:
            assert time.monotonic() < end, "nobody waits"
            time.sleep(0.02)


def test_what_is_opened_while_the_counts_are_made_is_in_them(url: str, engine: Engine) -> None:
    migrate(url, "0006")
    with engine.begin() as connection:
        add_staff(connection, "priya")
        open_it(connection, "before", "priya")

    with ThreadPoolExecutor() as threads, engine.connect() as older:
        open_it(older, "meanwhile", "priya")
        migrating = threads.submit(migrate, url)
        until_waiting(engine, 1)
        older.commit()
        migrating.result()

    assert numbers(engine) == {"priya": 2}


def test_two_summaries_that_change_at_the_same_moment_do_not_stop_each_other(url: str, engine: Engine) -> None:
    migrate(url)
    with engine.begin() as connection:
        for who in ("amy", "bob", "cat"):
            add_staff(connection, who)
        for summary, order in (("first", ("amy", "bob", "cat")), ("second", ("cat", "bob", "amy"))):
            for who in order:
                open_it(connection, summary, who)

    with ExitStack() as stack:
        threads = stack.enter_context(ThreadPoolExecutor())
        holding, *changing = (stack.enter_context(engine.connect()) for _ in range(3))
        # Each change comes as far as the one in the middle before either goes on.
        holding.execute(text("SELECT * FROM opened WHERE staff_id = 'bob' FOR UPDATE"))
        kept: list[Future[None]] = []
        for number, (connection, summary) in enumerate(zip(changing, ("first", "second"), strict=True), start=1):
            # As PostgreSQL finds them where it reads the table itself: in the order in which they were opened.
            connection.execute(text("SET LOCAL enable_indexscan = off"))
            connection.execute(text("SET LOCAL enable_bitmapscan = off"))
            connection.execute(
                text("UPDATE views SET is_latest = false WHERE subject_id = :summary"), {"summary": summary}
            )
            kept.append(threads.submit(connection.commit))
            until_waiting(engine, number)
        holding.commit()
        for one in kept:
            one.result()

    assert numbers(engine) == {"amy": 0, "bob": 0, "cat": 0}
