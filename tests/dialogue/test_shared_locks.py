"""Several servers take turns in one conversation, by locks in a real Redis."""

from __future__ import annotations

import asyncio
import os
import uuid
from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import Any

import pytest
from rasa.core.lock_store import InMemoryLockStore, LockError
from redis import Redis as WaitingRedis
from redis.asyncio import Redis
from redis.exceptions import RedisError

from bot.channels.telegram import channel
from bot.dialogue import lock_store
from bot.dialogue.lock_store import SharedLocks
from tests.conftest import Needs

REDIS = os.environ.get("FRONTDOOR_TEST_REDIS", "redis://127.0.0.1:6379/15")
NOBODY = "redis://127.0.0.1:9/0"


@pytest.fixture
def two_servers(needs: Needs) -> Callable[[], tuple[SharedLocks, SharedLocks]]:
    """Makes the locks of two servers, once an event loop runs."""
    there = False
    with suppress(RedisError):
        there = WaitingRedis.from_url(REDIS, socket_timeout=2).ping()
    needs(there, "a Redis server on the usual local port")
    return lambda: (SharedLocks(Redis.from_url(REDIS)), SharedLocks(Redis.from_url(REDIS)))


def conversation() -> str:
    return f"test-{uuid.uuid4().hex}"


def test_two_servers_never_hold_the_same_conversation_at_once(two_servers: Callable[[], Any]) -> None:
    inside, most = 0, 0

    async def turn(locks: SharedLocks, name: str) -> None:
        nonlocal inside, most
        async with locks.lock(name):
            inside += 1
            most = max(most, inside)
            await asyncio.sleep(0.01)
            inside -= 1

    async def many() -> None:
        one, other = two_servers()
        name = conversation()
        await asyncio.gather(*(turn(locks, name) for locks in (one, other) * 6))

    asyncio.run(many())

    assert most == 1


def test_other_conversations_are_not_held_up(two_servers: Callable[[], Any]) -> None:
    async def both() -> bool:
        one, other = two_servers()
        async with one.lock(conversation()):
            await asyncio.wait_for(_take(other, conversation()), 2)
        return True

    assert asyncio.run(both()), "a TimeoutError otherwise"


def test_a_lock_outlives_its_life_while_its_holder_is_at_work(
    two_servers: Callable[[], Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lock_store, "LIVES", 0.4)
    monkeypatch.setattr(lock_store, "RENEWED_EVERY", 0.1)
    monkeypatch.setattr(lock_store, "WAITS", 1.0)

    async def long_turn() -> None:
        one, other = two_servers()
        name = conversation()
        async with one.lock(name) as held:
            with pytest.raises(LockError):
                await _take(other, name)
            assert not held.lost.is_set()

    asyncio.run(long_turn())


def test_the_lock_of_a_killed_server_runs_out(two_servers: Callable[[], Any], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lock_store, "LIVES", 0.4)
    monkeypatch.setattr(lock_store, "RENEWED_EVERY", 60.0)

    async def killed() -> bool:
        one, other = two_servers()
        name = conversation()
        # Never released: whoever is killed tidies nothing up.
        await one.lock(name).__aenter__()
        await asyncio.wait_for(_take(other, name), 5)
        return True

    assert asyncio.run(killed()), "a TimeoutError otherwise"


def test_who_cannot_keep_a_lock_is_told(two_servers: Callable[[], Any], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lock_store, "LIVES", 0.3)
    monkeypatch.setattr(lock_store, "RENEWED_EVERY", 0.1)

    async def away() -> bool:
        one, _ = two_servers()

        async def refuse(*_: Any) -> None:
            raise RedisError

        monkeypatch.setattr(lock_store.Lock, "reacquire", refuse)
        async with one.lock(conversation()) as held:
            await asyncio.wait_for(held.lost.wait(), 5)
        return True

    assert asyncio.run(away())


def test_without_redis_there_is_no_turn() -> None:
    """Two servers that each go on alone could answer twice; the person is told, and sends it again."""

    async def alone() -> None:
        with pytest.raises(LockError):
            await _take(SharedLocks(Redis.from_url(NOBODY, socket_connect_timeout=1)), conversation())

    asyncio.run(alone())


@pytest.mark.parametrize("kind", ["shared", "in memory"])
def test_one_server_alone_fetches_from_telegram_and_another_goes_on_when_it_ends(
    kind: str, two_servers: Callable[[], Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(channel, "LOOK_AGAIN", 0.05)
    monkeypatch.setattr(channel, "FETCHING", conversation())
    fetching: list[str] = []

    def work(name: str) -> Callable[[], Awaitable[None]]:
        async def fetch() -> None:
            fetching.append(name)
            await asyncio.Event().wait()

        return fetch

    async def turns() -> None:
        if kind == "shared":
            stores: tuple[Any, Any] = two_servers()
        else:
            stores = (InMemoryLockStore(),) * 2
        agents = [type("Agent", (), {"lock_store": store}) for store in stores]
        first = asyncio.create_task(channel.only_here(lambda: agents[0], work("first")))
        await _until(lambda: fetching == ["first"])
        second = asyncio.create_task(channel.only_here(lambda: agents[1], work("second")))
        await asyncio.sleep(0.3)
        assert fetching == ["first"]
        first.cancel()
        await _until(lambda: fetching == ["first", "second"])
        second.cancel()

    asyncio.run(turns())


async def _take(locks: SharedLocks, name: str) -> None:
    async with locks.lock(name):
        pass


async def _until(there: Callable[[], bool]) -> None:
    async def look() -> None:
        while not there():
            await asyncio.sleep(0.02)

    await asyncio.wait_for(look(), 5)
