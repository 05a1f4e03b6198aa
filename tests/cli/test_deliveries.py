"""``frontdoor deliveries``."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from click.testing import Result

from bot.bootstrap import store, unit_of_work
from bot.errors import NotAllowedError, NotFoundError
from bot.handover import ContactRequest, pass_on_request
from bot.strengths.safe_contact import SafeContact

pytestmark = pytest.mark.usefixtures("migrated")
NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


@pytest.fixture
def given_up() -> str:
    """The id of a delivery that was given up."""
    request = ContactRequest(
        contact_id="c-1", kind="person", words="I want to talk to somebody", safe_contact=SafeContact(name="June")
    )
    pass_on_request(unit_of_work(), request)
    (note,) = store().queries.list_deliveries()
    with unit_of_work() as work:
        work.deliveries.mark_dead(work.deliveries.get(note.id), NOW, "status_404", 404)
        work.commit()
    return note.id


def test_no_deliveries_is_said(type_in: Callable[..., Result]) -> None:
    assert type_in("deliveries", "list").output == "No deliveries yet.\n"


def test_what_was_given_up_is_listed_with_its_reference_and_reason(
    type_in: Callable[..., Result], given_up: str
) -> None:
    (reference,) = {note.reference for note in store().queries.list_deliveries()}

    listed = type_in("deliveries", "list").output

    assert given_up in listed
    assert reference in listed
    assert "status_404" in listed
    assert "1 dead" in listed


def test_no_words_of_a_resident_are_listed(type_in: Callable[..., Result], given_up: str) -> None:
    listed = type_in("deliveries", "list", "--all").output

    assert given_up in listed
    assert "June" not in listed
    assert "somebody" not in listed


def test_what_was_given_up_can_be_sent_again(type_in: Callable[..., Result], given_up: str) -> None:
    assert type_in("deliveries", "redeliver", given_up).exit_code == 0

    assert [note.state for note in store().queries.list_deliveries()] == ["pending"]


def test_what_waits_anyway_is_not_sent_again(type_in: Callable[..., Result], given_up: str) -> None:
    type_in("deliveries", "redeliver", given_up)

    assert isinstance(type_in("deliveries", "redeliver", given_up).exception, NotAllowedError)


def test_an_unknown_delivery_is_refused(type_in: Callable[..., Result]) -> None:
    assert isinstance(type_in("deliveries", "redeliver", "nothing").exception, NotFoundError)
