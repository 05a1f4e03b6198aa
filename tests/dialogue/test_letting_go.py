"""Words are held in memory no longer than is said, also when nobody says anything any more."""

from __future__ import annotations

import asyncio

import pytest

from bot.dialogue import held, letting_go
from bot.dialogue.held import HELD_FOR, Held, Hold
from bot.dialogue.letting_go import LettingGo
from bot.dialogue.mark import NOTHING
from bot.dialogue.tracker_store import ConversationStore
from tests.dialogue.test_one_look import DOMAIN, NAME, a_turn, take


def test_what_is_old_goes_though_nothing_new_comes() -> None:
    now = [0.0]
    hold = Hold(lambda: now[0])
    hold.put("c1", Held(mark=NOTHING, events=[]))
    now[0] = HELD_FOR / 2
    hold.put("c2", Held(mark=NOTHING, events=[]))
    now[0] = HELD_FOR + 1

    assert hold.let_go()
    assert hold.get("c1", NOTHING) is None
    assert hold.get("c2", NOTHING) is not None

    now[0] = HELD_FOR * 2
    assert not hold.let_go()


def test_it_is_looked_for_until_nothing_is_held_and_again_when_something_is() -> None:
    left = [2, 0, 0]
    looks: list[int] = []

    def let_go() -> bool:
        looks.append(left.pop(0))
        return bool(looks[-1])

    async def run() -> None:
        going = LettingGo(let_go, 0.01)
        going.begin()
        going.begin()
        await asyncio.sleep(0.1)
        assert looks == [2, 0]
        going.begin()
        await asyncio.sleep(0.1)
        assert looks == [2, 0, 0]

    asyncio.run(run())


def test_the_store_of_conversations_lets_go(conversations_url: str, monkeypatch: pytest.MonkeyPatch) -> None:

    monkeypatch.setattr(letting_go, "LOOK_AGAIN", 0.02)
    monkeypatch.setattr(held, "HELD_FOR", 0.1)

    async def run() -> None:
        store = ConversationStore(DOMAIN)
        await take(store, a_turn("session", 1))
        assert list(store._hold._held) == [NAME]
        await asyncio.sleep(0.5)
        assert not store._hold._held
        assert len((await store.said_since(NAME, None)).events) == 2
        await store.retrieve(NAME)
        await asyncio.sleep(0.5)
        assert not store._hold._held

    asyncio.run(run())
