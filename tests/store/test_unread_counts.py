"""How many are new to somebody is counted without looking at each, and is what looking at each would give."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as with_settings
from hypothesis import strategies as st
from sqlalchemy import create_engine

from bot.errors import FrontDoorError
from bot.handover import hand_over, pass_on_request, record_view, withdraw
from bot.staff import add_staff
from bot.store import Role, Store, migrate, open_store
from tests.builders import a_request, a_summary

BEGAN = datetime(2026, 3, 2, 9, tzinfo=UTC)
STEPS = st.lists(
    st.tuples(st.sampled_from(["share", "ask", "open", "withdraw"]), st.integers(0, 2), st.integers(0, 1)), max_size=14
)


def opened_store(folder: Path, name: str) -> tuple[Store, list[str]]:
    url = f"sqlite:///{folder / name}"
    migrate(url)
    store = open_store(url)
    for who in ("priya", "sam"):
        add_staff(store.unit_of_work(), who, who, "correct horse battery", {Role.FRONT_DOOR})
    return store, [member.id for member in store.queries.list_staff()]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("counts")


def take(store: Store, staff: list[str], step: tuple[str, int, int], number: int) -> None:
    """Take one step; what is refused changes nothing."""
    what, which, who = step
    at = BEGAN + timedelta(minutes=number)
    contact = f"contact-{which}"
    try:
        match what:
            case "share":
                summary = a_summary(contact_id=contact, words=(f"words {number}",), agreed_at=at)
                hand_over(store.unit_of_work(), summary, lambda: at)
            case "ask":
                pass_on_request(store.unit_of_work(), a_request(contact_id=contact, words=f"{number}"), lambda: at)
            case "withdraw":
                withdraw(store.unit_of_work(), contact, clock=lambda: at)
            case _:
                rows = store.queries.list_contacts_page(staff[who], size=100).rows
                row = rows[which % len(rows)] if rows else None
                if row is not None:
                    record_view(store.unit_of_work(), row.kind, row.id, staff[who], clock=lambda: at)  # type: ignore[arg-type]
    except FrontDoorError:
        pass


@with_settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=STEPS)
def test_the_count_is_what_looking_at_each_gives(folder: Path, steps: list[tuple[str, int, int]]) -> None:
    store, staff = opened_store(folder, f"{len(list(folder.iterdir()))}.db")
    for number, step in enumerate(steps):
        take(store, staff, step, number)

    for one in staff:
        page = store.queries.list_contacts_page(one, size=100)
        assert (page.total, page.unread) == (len(page.rows), sum(row.unread for row in page.rows))
        moments = [(row.changed_at, row.id) for row in page.rows]
        assert moments == sorted(moments, reverse=True)
    store.close()


def test_pages_follow_each_other_without_a_gap(tmp_path: Path) -> None:
    store, (one, _) = opened_store(tmp_path, "pages.db")
    for number in range(7):
        take(store, [one], ("share", number, 0), number)
        take(store, [one], ("ask", number, 0), number)

    page = store.queries.list_contacts_page(one, size=3)
    together = [row.id for row in page]
    while page.older:
        page = store.queries.list_contacts_page(one, page.older, 3)
        together += [row.id for row in page]

    assert together == [row.id for row in store.queries.list_contacts_page(one, size=100).rows]
    assert len(set(together)) == 14
    store.close()


def test_what_was_opened_before_it_was_kept_is_counted(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'older.db'}"
    migrate(url, "0006")
    store = open_store(url)
    add_staff(store.unit_of_work(), "priya", "priya", "correct horse battery", {Role.FRONT_DOOR})
    (priya,) = [member.id for member in store.queries.list_staff()]
    for number in range(3):
        hand_over(store.unit_of_work(), a_summary(contact_id=f"contact-{number}"), lambda: BEGAN)
    engine = create_engine(url)
    with engine.begin() as connection:
        ids = connection.exec_driver_sql("SELECT id FROM summaries").scalars().all()
        for id_, is_latest in zip(ids, (1, 1, 0), strict=True):
            connection.exec_driver_sql(
                "INSERT INTO views (subject_kind, subject_id, staff_id, version, at, is_latest) VALUES "
                "('summary', ?, ?, 1, '2026-03-02 09:00:00.000000', ?)",
                (id_, priya, is_latest),
            )
    engine.dispose()

    migrate(url)

    assert store.queries.list_contacts_page(priya).unread == 1
    store.close()


@pytest.mark.parametrize(
    ("sentence", "unread"),
    [
        ("UPDATE views SET is_latest = false", 3),
        ("DELETE FROM views", 3),
        ("UPDATE views SET version = 7", 1),
        ("UPDATE views SET subject_kind = 'summary', is_latest = true", 1),
    ],
)
def test_whoever_writes_to_what_was_opened_the_count_holds(store: Store, sentence: str, unread: int) -> None:
    add_staff(store.unit_of_work(), "priya", "priya", "correct horse battery", {Role.FRONT_DOOR})
    (priya,) = [member.id for member in store.queries.list_staff()]
    for number in range(3):
        hand_over(store.unit_of_work(), a_summary(contact_id=f"contact-{number}"), lambda: BEGAN)
    for row in store.queries.list_contacts_page(priya).rows[:2]:
        record_view(store.unit_of_work(), "summary", row.id, priya, clock=lambda: BEGAN)
    assert store.queries.list_contacts_page(priya).unread == 1

    with store._engine.begin() as connection:
        connection.exec_driver_sql(sentence)

    assert store.queries.list_contacts_page(priya).unread == unread
