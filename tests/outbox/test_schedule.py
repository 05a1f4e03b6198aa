"""Ten tries in about three days."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from bot.outbox.schedule import MOST_TRIES, next_try

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
SECONDS = [5, 300, 1_800, 7_200, 18_000, 36_000, 50_400, 72_000, 86_400]


def pause(tries: int, retry_after: float | None = None) -> float | None:
    due = next_try(tries, NOW, retry_after)
    return None if due is None else (due - NOW).total_seconds()


def test_the_pauses_are_those_of_the_standard() -> None:
    assert [pause(tries) for tries in range(1, MOST_TRIES + 1)] == [*SECONDS, None]


def test_a_receiver_may_ask_for_a_longer_pause_but_not_a_shorter_one() -> None:
    assert pause(1, 120) == 120
    assert pause(3, 120) == 1_800
    assert pause(1, 0) == 5
    assert pause(1, -50) == 5


@pytest.mark.parametrize("wish", [10**9, float("inf")])
def test_nobody_can_make_us_wait_for_ever(wish: float) -> None:
    assert pause(1, wish) == timedelta(hours=24).total_seconds()


def test_a_wish_does_not_add_a_try() -> None:
    assert pause(MOST_TRIES, 60) is None
