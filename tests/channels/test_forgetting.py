"""Conversations nobody came back to are deleted when residents were told they would be."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime

import pytest

from bot.channels.forgetting import forget_old, keep_forgetting

NOON = datetime(2026, 3, 9, 12, tzinfo=UTC)


class Store:
    """Remembers what it was asked to delete; fails as often as it is told to."""

    def __init__(self, failures: int = 0) -> None:
        self.asked: list[float] = []
        self._failures = failures

    async def delete_older_than(self, timestamp: float) -> int:
        """Note the moment, or fail."""
        self.asked.append(timestamp)
        if len(self.asked) <= self._failures:
            raise OSError("away")
        return 3


class Wrapper:
    """Rasa's wrapper around a store."""

    def __init__(self, store: Store) -> None:
        self._tracker_store = store


@pytest.mark.parametrize("wrapped", [False, True])
def test_conversations_are_kept_exactly_as_long_as_a_person_can_come_back(wrapped: bool) -> None:
    store = Store()

    deleted = asyncio.run(forget_old(Wrapper(store) if wrapped else store, 48, lambda: NOON))

    assert store.asked == [datetime(2026, 3, 7, 12, tzinfo=UTC).timestamp()]
    assert deleted == 3


def test_forgetting_goes_on_after_the_database_was_away() -> None:
    store = Store(failures=1)

    async def for_a_moment() -> None:
        task = asyncio.create_task(keep_forgetting(lambda: store, 48, pause=0))
        while len(store.asked) < 3:
            await asyncio.sleep(0)
        task.cancel()

    asyncio.run(asyncio.wait_for(for_a_moment(), timeout=10))

    assert len(store.asked) >= 3


def test_nothing_is_done_while_no_store_is_there() -> None:
    looked: list[int] = []

    def none_yet() -> None:
        looked.append(1)

    async def for_a_moment() -> None:
        task = asyncio.create_task(keep_forgetting(none_yet, 48, pause=0))
        while len(looked) < 2:
            await asyncio.sleep(0)
        task.cancel()

    asyncio.run(asyncio.wait_for(for_a_moment(), timeout=10))

    assert len(looked) >= 2
