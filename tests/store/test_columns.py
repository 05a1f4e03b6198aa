"""Moments and words come back as they went in."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest
from sqlalchemy.exc import StatementError

from bot.handover import hand_over
from bot.store import Store
from tests.builders import a_summary

IN_INDIA = timezone(timedelta(hours=5, minutes=30))


def test_a_moment_comes_back_in_utc(store: Store) -> None:
    moment = datetime(2026, 7, 1, 14, 30, 0, 123456, tzinfo=IN_INDIA)
    hand_over(store.unit_of_work(), a_summary(), lambda: moment)
    row = store.queries.list_contacts_page("nobody", size=1).rows[0]
    assert row.arrived_at == moment
    assert row.arrived_at.tzinfo is UTC


def test_a_moment_without_a_time_zone_is_refused(store: Store) -> None:
    with pytest.raises(StatementError, match="time zone"):
        hand_over(store.unit_of_work(), a_summary(), lambda: datetime(2026, 7, 1, 14, 30))  # noqa: DTZ001


@pytest.mark.parametrize(
    "words",
    [
        "naïve café",
        "👩‍🌾🍅",
        "null \x00 inside",
        "half \ud83d of one",
        "\u202eright to left",
        "'; DROP TABLE summaries; --",
        "",
    ],
)
def test_any_words_a_person_can_send_come_back_unchanged(store: Store, words: str) -> None:
    hand_over(store.unit_of_work(), a_summary(words=(words,)))
    row = store.queries.list_contacts_page("nobody", size=1).rows[0]
    summary = store.queries.read_summary(row.id).summary
    assert summary is not None
    assert summary.statements[0].words == words
