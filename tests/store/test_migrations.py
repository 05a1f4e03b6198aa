"""The tables come from the migrations alone, and those agree with the classes."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
import sqlalchemy
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory

from bot.channels.identity import Identities
from bot.clock import now
from bot.errors import SettingsError, StoreUnavailableError
from bot.handover import give_resume_code, hand_over, raise_concern, use_resume_code
from bot.rehearsal_pages.keeping import make_group
from bot.staff import add_staff
from bot.store import migrate, open_store
from bot.store.migrating import FOLDER, configuration, migration_connection
from bot.store.studio import open_studio_store
from bot.store.tables import Table
from tests.builders import a_concern, a_summary

VERSIONS = sorted(path.name for path in (FOLDER / "versions").glob("[!_]*.py"))


@pytest.fixture(scope="module")
def bare_postgresql(make_postgresql: Callable[[], str]) -> str:
    """A PostgreSQL database for these tests alone; emptied rather than dropped, which is slow."""
    return make_postgresql()


@pytest.fixture(params=["sqlite", "postgresql"])
def bare_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of a database without any table."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'folder that is not there yet' / 'bare.db'}"
    url: str = request.getfixturevalue("bare_postgresql")
    engine = sqlalchemy.create_engine(url, poolclass=sqlalchemy.NullPool)
    with engine.begin() as connection:
        connection.exec_driver_sql("DROP SCHEMA public CASCADE")
        connection.exec_driver_sql("CREATE SCHEMA public")
    return url


def tables_of(url: str) -> set[str]:
    engine = sqlalchemy.create_engine(url, poolclass=sqlalchemy.NullPool)
    return set(sqlalchemy.inspect(engine).get_table_names())


def test_migrations_from_nothing_make_exactly_the_tables_of_the_classes(bare_url: str) -> None:
    migrate(bare_url)
    engine = sqlalchemy.create_engine(bare_url, poolclass=sqlalchemy.NullPool)
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, Table.metadata) == []


def test_migrating_twice_changes_nothing(bare_url: str) -> None:
    migrate(bare_url)
    before = tables_of(bare_url)
    migrate(bare_url)
    assert tables_of(bare_url) == before


def test_every_step_can_be_taken_back_and_taken_again(bare_url: str) -> None:
    migrate(bare_url)
    with migration_connection(bare_url) as connection:
        command.downgrade(configuration(connection), "base")
    assert tables_of(bare_url) == {"alembic_version"}
    migrate(bare_url)
    open_store(bare_url).check()


def test_what_was_kept_before_there_were_concerns_is_there_after(bare_url: str) -> None:
    migrate(bare_url, "0001")
    before = open_store(bare_url)
    receipt = hand_over(before.unit_of_work(), a_summary())
    before.close()
    migrate(bare_url)
    after = open_store(bare_url)
    assert [row.reference for row in after.queries.list_contacts_page("nobody")] == [receipt.reference]
    assert raise_concern(after.unit_of_work(), a_concern()).version == 1
    after.close()


def test_what_was_kept_before_there_were_codes_is_there_after_and_a_code_opens_a_conversation(bare_url: str) -> None:
    migrate(bare_url, "0002")
    before = open_store(bare_url)
    receipt = hand_over(before.unit_of_work(), a_summary())
    before.close()
    migrate(bare_url)
    after = open_store(bare_url)
    assert [row.reference for row in after.queries.list_contacts_page("nobody")] == [receipt.reference]
    mark = Identities("a key that is long enough for a test", 1).mark
    made = give_resume_code(after.unit_of_work(), "c" * 40, mark, timedelta(days=7))
    assert use_resume_code(after.unit_of_work(), made.words, "::1", "phone", mark).conversation == "c" * 40
    after.close()


def test_who_could_sign_in_before_there_were_learners_can_look_after_some_after(bare_url: str) -> None:
    migrate(bare_url, "0003")
    before = open_studio_store(bare_url)
    add_staff(before.unit_of_work(), "Tomasz", "tomasz", None, ("trainer",))
    before.close()
    migrate(bare_url)
    after = open_studio_store(bare_url)
    (tomasz,) = after.queries.list_staff()
    make_group(after.unit_of_work(), "Autumn intake", tomasz.id, now())
    assert [group.name for group in after.queries.list_groups(tomasz.id)] == ["Autumn intake"]
    after.close()


def test_several_processes_may_migrate_at_the_same_moment(bare_url: str) -> None:
    program = f"from bot.store import migrate; migrate({bare_url!r})"
    started = [subprocess.Popen([sys.executable, "-c", program], stderr=subprocess.PIPE, text=True) for _ in range(4)]
    faults = [process.communicate(timeout=120)[1] for process in started]
    assert [process.returncode for process in started] == [0, 0, 0, 0], faults
    open_store(bare_url).check()


def test_a_migration_that_fails_half_way_leaves_nothing_behind(bare_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(config: object, revision: str) -> None:
        real(config, revision)
        raise KeyboardInterrupt

    real = command.upgrade
    monkeypatch.setattr(command, "upgrade", fail)
    with pytest.raises(KeyboardInterrupt):
        migrate(bare_url)
    assert tables_of(bare_url) == set()


def test_steps_are_numbered_without_gaps_and_named_in_words() -> None:
    for number, name in enumerate(VERSIONS, start=1):
        assert re.fullmatch(rf"{number:04}_[a-z]+(_[a-z]+)*\.py", name), name


def test_there_is_one_last_step() -> None:
    script = ScriptDirectory(str(FOLDER))
    assert script.get_heads() == [VERSIONS[-1][:4]]


def test_an_sqlite_file_lets_readers_read_while_somebody_writes(sqlite_url: str) -> None:
    engine = sqlalchemy.create_engine(sqlite_url)
    with engine.connect() as connection:
        assert connection.exec_driver_sql("PRAGMA journal_mode").scalar() == "wal"


@pytest.mark.parametrize("url", ["postgresql:somewhere", "oracle://somewhere/x", "nosuchthing://somewhere/x"])
def test_an_address_that_cannot_be_read_is_a_setting_to_mend_and_is_not_repeated(url: str) -> None:
    with pytest.raises(SettingsError) as raised:
        migrate(url)
    assert "FRONTDOOR_DATABASE_URL" in str(raised.value)
    assert url not in str(raised.value)


def test_a_server_that_is_not_there_is_a_store_out_of_reach() -> None:
    with pytest.raises(StoreUnavailableError):
        migrate("postgresql://nobody@127.0.0.1:9/nothing")
