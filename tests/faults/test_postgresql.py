"""PostgreSQL goes away and comes back: at the start, between turns, in the middle, without a word, or to read only."""

from __future__ import annotations

import contextlib
import threading
import time
from collections.abc import Iterator

import psycopg2
import pytest
import sqlalchemy

from tests.faults.holding import (
    PHONE,
    assert_answered,
    assert_claims_nothing,
    assert_goes_on,
    assert_in_time,
    assert_told_the_truth,
    kept,
    open_until_answered,
    send_until_answered,
    settled,
)
from tests.faults.injecting import hanging
from tests.faults.resident import Resident
from tests.faults.road import Road
from tests.journeys.front_door import FrontDoor
from tests.journeys.interrupting import about_to_say_yes

DANGER = "kenidjack, I am going to kill myself tonight"


@pytest.fixture
def resident(on_postgresql: FrontDoor) -> Resident:
    return settled(on_postgresql.address, "I came about the kenidjack engine house")


@contextlib.contextmanager
def to_read_only(database: sqlalchemy.URL) -> Iterator[None]:
    """The database takes nothing more, as a copy does that was put in place of one that failed."""
    with contextlib.closing(psycopg2.connect(database.render_as_string(hide_password=False))) as other:
        other.autocommit = True
        with other.cursor() as cursor:
            alter = f'ALTER DATABASE "{database.database}" SET default_transaction_read_only'
            throw_out = (
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                "WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )
            cursor.execute(f"{alter} = on")
            cursor.execute(throw_out)
            try:
                yield
            finally:
                cursor.execute("SET default_transaction_read_only = off")
                cursor.execute(f"{alter} = off")
                cursor.execute(throw_out)


def test_away_at_the_start_the_door_opens_and_goes_on_by_itself(
    running_on_postgresql: tuple[FrontDoor, Resident],
) -> None:
    _, early = running_on_postgresql
    page = early.page
    assert_in_time(page)
    assert page.status == 503
    assert PHONE in page.fault
    assert "call 999" in page.text
    open_until_answered(early)
    early.say("The kenidjack engine house, after the start")
    send_until_answered(early)


def test_gone_and_back(on_postgresql: FrontDoor, resident: Resident, database_road: Road) -> None:
    words = "The kenidjack engine house, told while it is gone"
    with database_road.cut():
        assert_told_the_truth(resident.say(words), words)
        assert resident.page.messages == (), "what nobody can look up is not shown"
        assert_told_the_truth(resident.send_again(), words)
    assert_goes_on(on_postgresql, resident, words)


def test_stopped_and_started_in_no_time_is_not_noticed(
    on_postgresql: FrontDoor, resident: Resident, database_road: Road
) -> None:
    words = "The kenidjack engine house, told after it was started again"
    with database_road.cut():
        pass
    assert_answered(resident.say(words))
    assert kept(on_postgresql).count(words) == 1


def test_gone_in_the_middle_of_a_turn(on_postgresql: FrontDoor, resident: Resident, database_road: Road) -> None:
    words = "The kenidjack engine house, told as it went"
    with hanging(on_postgresql.actions):
        saying = threading.Thread(target=resident.say, args=(words,))
        saying.start()
        time.sleep(1)
        with database_road.cut():
            on_postgresql.actions.kill()
            saying.join()
    assert_told_the_truth(resident.page, words)
    on_postgresql.start(on_postgresql.actions)
    assert_goes_on(on_postgresql, resident, words)


def test_there_and_silent(on_postgresql: FrontDoor, resident: Resident, database_road: Road) -> None:
    words = "The kenidjack engine house, told to a silent database"
    with database_road.blocked():
        page = resident.say(words)
        assert_told_the_truth(page, words)
        newcomer = Resident(on_postgresql.address)
        assert newcomer.open().status == 503
        assert_in_time(newcomer.page)
        began = time.monotonic()
        assert on_postgresql.rasa.is_ready()
        assert time.monotonic() - began < 2, "whoever needs nothing of the database does not wait for it"
    assert_goes_on(on_postgresql, resident, words)
    assert_answered(newcomer.open())


def test_to_read_only(on_postgresql: FrontDoor, resident: Resident, database: sqlalchemy.URL) -> None:
    words = "The kenidjack engine house, told while it takes nothing"
    with to_read_only(database):
        before = resident.page.said
        assert_told_the_truth(resident.say(words), words)
        assert resident.page.said == before, "what was kept before can still be read"
    assert_goes_on(on_postgresql, resident, words)


@pytest.mark.parametrize("fault", ["gone", "silent"])
def test_danger_gets_help_and_the_truth_that_nobody_was_told(
    on_postgresql: FrontDoor, resident: Resident, database_road: Road, fault: str
) -> None:
    with database_road.cut() if fault == "gone" else database_road.blocked():
        page = resident.say(DANGER)
        assert_in_time(page)
        assert "999" in page.help
        assert "could not tell the safeguarding team" in page.help
        assert_claims_nothing(page)
        assert page.box == DANGER
    send_until_answered(resident)
    if not on_postgresql.concerns() or on_postgresql.the_concern().reference not in resident.page.text:
        # The machine was too busy to tell them at once; then it is said in the next turn that they know.
        resident.say("kenidjack, are you still there")
        send_until_answered(resident)
    assert on_postgresql.the_concern().reference in resident.page.text


def test_a_yes_said_while_it_is_silent_counts_once(on_postgresql: FrontDoor, database_road: Road) -> None:
    somebody = about_to_say_yes(on_postgresql, "The kenidjack engine house, about to be passed on")
    with database_road.blocked():
        began = time.monotonic()
        somebody.say_yes()
        assert time.monotonic() - began < 5
        assert somebody.references == set()
    somebody.say_yes_until_answered()
    assert somebody.references == {on_postgresql.the_summary().reference}
