"""What is erased is in no file of the database any more, not even in SQLite's log beside it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.handover import hand_over, pass_on_request, withdraw
from bot.store import Store, open_store
from tests.builders import a_request, a_summary

WORDS = "The pettibone orchard keeps me going"


@pytest.fixture
def file(sqlite_url: str) -> Path:
    return Path(sqlite_url.removeprefix("sqlite:///"))


@pytest.fixture
def opened(sqlite_url: str) -> Iterator[Store]:
    found = open_store(sqlite_url)
    yield found
    found.close()


def traces(file: Path) -> list[str]:
    return [each.name for each in sorted(file.parent.glob("*.db*")) if b"pettibone" in each.read_bytes()]


@pytest.mark.parametrize("more", [0, 200], ids=["a line", "many pages of lines"])
def test_words_taken_back_are_gone_from_the_database_and_its_log_at_once(opened: Store, file: Path, more: int) -> None:
    words = (WORDS, *(f"{WORDS}, row {number}" * 20 for number in range(more)))
    hand_over(opened.unit_of_work(), a_summary(words=words))
    pass_on_request(opened.unit_of_work(), a_request(words=WORDS))
    hand_over(opened.unit_of_work(), a_summary(contact_id="contact-2"))
    assert traces(file)
    withdraw(opened.unit_of_work(), "contact-1")
    assert traces(file) == []


def test_erasing_succeeds_while_somebody_goes_on_reading(opened: Store) -> None:
    hand_over(opened.unit_of_work(), a_summary(words=(WORDS,)))
    with opened._engine.connect() as reader:
        reader.exec_driver_sql("SELECT count(*) FROM summaries").fetchall()
        assert withdraw(opened.unit_of_work(), "contact-1").found
    assert opened.queries.list_contacts_page("nobody").rows[0].erased
