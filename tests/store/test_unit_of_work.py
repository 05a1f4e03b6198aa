"""All or nothing, whatever goes wrong, on both databases."""

from __future__ import annotations

import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest
import sqlalchemy

from bot.errors import ConflictError, NotFoundError, StoreUnavailableError
from bot.handover import hand_over
from bot.store import Store, open_store
from tests.builders import AGREED_AT, a_summary


def contacts_in(store: Store) -> int:
    return store.queries.list_contacts_page("nobody", size=10).total


def add_one(
    store: Store, *, reference: str = "FD-0000-0001", contact_id: str = "contact-1", commit: bool = True
) -> None:
    with store.unit_of_work() as work:
        row = work.summaries.add(a_summary(contact_id=contact_id), reference, AGREED_AT)
        work.deliveries.add("summary.shared", "summary", row.id, 1, AGREED_AT)
        work.audit.add("summary.shared", row.id, AGREED_AT, version=1)
        if commit:
            work.commit()


def test_what_is_committed_stays(store: Store) -> None:
    add_one(store)
    assert contacts_in(store) == 1


def test_leaving_without_commit_keeps_nothing(store: Store) -> None:
    add_one(store, commit=False)
    assert contacts_in(store) == 0
    assert store.queries.list_deliveries() == ()


def test_an_error_between_adding_and_committing_keeps_nothing(store: Store) -> None:
    with pytest.raises(ZeroDivisionError), store.unit_of_work() as work:
        row = work.summaries.add(a_summary(), "FD-0000-0001", AGREED_AT)
        work.deliveries.add("summary.shared", "summary", row.id, 1, AGREED_AT)
        work.deliveries.list_by_subject(row.id)  # makes the session write what it holds
        raise ZeroDivisionError
    assert contacts_in(store) == 0
    assert store.queries.list_deliveries() == ()


KILLED_HALF_WAY = """
import sys, time
from bot.store import open_store
from tests.builders import AGREED_AT, a_summary
with open_store(sys.argv[1]).unit_of_work() as work:
    row = work.summaries.add(a_summary(), "FD-0000-0001", AGREED_AT)
    work.deliveries.add("summary.shared", "summary", row.id, 1, AGREED_AT)
    work.deliveries.list_by_subject(row.id)
    print("written, not committed", flush=True)
    time.sleep(60)
"""


def test_a_process_killed_before_its_commit_leaves_nothing_and_blocks_nobody(store: Store, store_url: str) -> None:
    process = subprocess.Popen([sys.executable, "-c", KILLED_HALF_WAY, store_url], stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    assert process.stdout.readline() == "written, not committed\n"
    process.send_signal(signal.SIGKILL)
    process.communicate()

    assert contacts_in(store) == 0
    assert not hand_over(store.unit_of_work(), a_summary()).repeated
    assert contacts_in(store) == 1


def test_a_second_row_for_the_same_contact_is_a_conflict(store: Store) -> None:
    add_one(store)
    with pytest.raises(ConflictError):
        add_one(store, reference="FD-0000-0002")
    assert contacts_in(store) == 1


def test_a_reference_is_given_once(store: Store) -> None:
    add_one(store)
    with pytest.raises(ConflictError):
        add_one(store, contact_id="contact-2")


def test_errors_never_repeat_what_was_being_written(store: Store) -> None:
    add_one(store)
    with pytest.raises(ConflictError) as raised:
        add_one(store, reference="FD-0000-0002")
    error: BaseException | None = raised.value
    while error is not None:
        assert "tomatoes" not in str(error)
        error = error.__cause__


def test_two_writers_wait_for_each_other(store: Store) -> None:
    def write(number: int) -> None:
        try:
            for turn in range(5):
                add_one(store, reference=f"FD-{number:04}-{turn:04}", contact_id=f"contact-{number}-{turn}")
        except BaseException as error:
            faults.append(error)

    faults: list[BaseException] = []
    threads = [threading.Thread(target=write, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert faults == []
    assert contacts_in(store) == 20


def test_one_thread_has_one_transaction_at_a_time(store: Store) -> None:
    with store.unit_of_work(), pytest.raises(RuntimeError), store.unit_of_work():
        pass
    add_one(store)
    assert contacts_in(store) == 1


def test_a_locked_sqlite_file_is_a_store_out_of_reach_after_a_few_seconds(sqlite_url: str) -> None:
    store = open_store(sqlite_url)
    other = sqlalchemy.create_engine(sqlite_url).raw_connection()
    other.cursor().execute("BEGIN IMMEDIATE")
    began = time.monotonic()
    with pytest.raises(StoreUnavailableError):
        add_one(store)
    assert 1 < time.monotonic() - began < 5
    assert contacts_in(store) == 0, "readers do not wait"
    other.rollback()
    add_one(store)
    assert contacts_in(store) == 1


def test_a_row_locked_on_postgresql_is_a_store_out_of_reach_after_a_few_seconds(postgresql_url: str) -> None:
    store = open_store(postgresql_url)
    add_one(store)
    engine = sqlalchemy.create_engine(postgresql_url)
    with engine.begin() as other:
        other.execute(sqlalchemy.text("SELECT * FROM summaries FOR UPDATE"))
        began = time.monotonic()
        with pytest.raises(StoreUnavailableError):
            hand_over(store.unit_of_work(), a_summary(words=("Something else",)))
        assert 1 < time.monotonic() - began < 5
    store.close()
    engine.dispose()


def test_a_server_that_is_not_there_is_a_store_out_of_reach() -> None:
    store = open_store("postgresql://nobody@127.0.0.1:9/nothing")
    with pytest.raises(StoreUnavailableError):
        hand_over(store.unit_of_work(), a_summary())
    with pytest.raises(StoreUnavailableError):
        store.queries.list_contacts_page("nobody", size=10)
    with pytest.raises(StoreUnavailableError):
        store.check()


def test_connections_that_the_server_cut_are_made_anew(migrated_postgresql: str, postgresql_url: str) -> None:
    store = open_store(postgresql_url)
    add_one(store)
    engine = sqlalchemy.create_engine(postgresql_url, isolation_level="AUTOCOMMIT")
    with engine.connect() as other:
        other.execute(
            sqlalchemy.text(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                "WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )
        )
    engine.dispose()
    assert contacts_in(store) == 1
    store.close()


def test_a_file_that_is_no_database_is_a_store_out_of_reach(tmp_path: Path) -> None:
    path = tmp_path / "frontdoor.db"
    path.write_bytes(b"this is not a database at all, just some text" * 100)
    with pytest.raises(StoreUnavailableError):
        open_store(f"sqlite:///{path}").check()


def test_a_full_disk_is_a_store_out_of_reach(sqlite_url: str) -> None:
    store = open_store(sqlite_url)
    with pytest.raises(StoreUnavailableError), store.unit_of_work() as work:
        work._session.execute(sqlalchemy.text("PRAGMA max_page_count = 1"))
        for number in range(200):
            work.summaries.add(a_summary(contact_id=f"contact-{number}"), f"FD-0000-{number:04}", AGREED_AT)
        work.commit()
    assert contacts_in(store) == 0


@pytest.mark.parametrize("nonsense", ["", "../etc", "a\x00b", "x" * 65, "é"])
def test_an_id_that_cannot_be_one_is_not_found(store: Store, nonsense: str) -> None:
    with pytest.raises(NotFoundError):
        store.queries.read_summary(nonsense)
    with pytest.raises(NotFoundError):
        store.queries.read_request(nonsense)
    with pytest.raises(NotFoundError), store.unit_of_work() as work:
        work.summaries.get(nonsense)
