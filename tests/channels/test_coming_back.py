"""Who comes back after a pause, or from another device, is welcomed once."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from bot.channels.exchange import Said
from bot.channels.identity import Identities
from bot.channels.turn import Conversations
from tests.channels.test_turn import ALICE, Agent, conversations


class Door:
    """A door whose clock can be put forward, and what its agent was handed last."""

    def __init__(self) -> None:
        self.agent, self.passed = Agent(), timedelta()
        self.door: Conversations = conversations(self.agent)
        self.door._clock = lambda: datetime.now(UTC) + self.passed

    def say(self, text: str) -> dict[str, Any]:
        asyncio.run(self.door.say(ALICE, Said(message_id=f"message-{text}", text=text)))
        return self.handed

    def open(self) -> int:
        return len(asyncio.run(self.door.begin(ALICE)))

    @property
    def handed(self) -> dict[str, Any]:
        assert self.agent.handed is not None
        return dict(self.agent.handed.metadata or {})


@pytest.fixture
def door() -> Door:
    return Door()


def test_words_after_a_pause_are_marked_and_words_before_are_not(door: Door) -> None:
    assert door.say("one") == {}
    assert door.say("two") == {}
    door.passed = timedelta(minutes=31)
    assert door.say("three") == {"came_back": True}


def test_opening_the_page_after_a_pause_runs_one_turn_and_soon_after_none(door: Door) -> None:
    door.say("one")
    before = len(door.agent.events)
    door.open()
    assert len(door.agent.events) == before
    door.passed = timedelta(minutes=31)
    door.open()
    assert len(door.agent.events) > before
    assert door.handed == {"came_back": True}


def test_whoever_comes_from_another_device_is_welcomed_back_at_once_and_once_only(door: Door) -> None:
    door.say("one")
    for _ in range(2):
        before = len(door.agent.events)
        asyncio.run(door.door.begin(ALICE, from_another_device=True))
        assert door.handed == {"came_back": True}
        door.agent.handed = None
        door.open()
        assert door.agent.handed is None
        door.say(f"two {before}")


def test_a_conversation_that_began_after_a_moment_does_not_go_back_to_it(door: Door) -> None:
    before = datetime.now(UTC) - timedelta(seconds=1)
    assert not asyncio.run(door.door.goes_back_to(ALICE, before))
    door.say("one")
    assert not asyncio.run(door.door.goes_back_to(ALICE, before))
    assert asyncio.run(door.door.goes_back_to(ALICE, datetime.now(UTC) + timedelta(seconds=1)))


def test_whoever_is_back_while_all_is_down_finds_what_was_said(door: Door) -> None:
    door.say("one")
    door.passed = timedelta(minutes=31)
    door.agent.broken = "turn"
    assert door.open() == 1


def test_a_token_carries_its_seat_and_an_older_one_has_none() -> None:
    identities = Identities("a key that is long enough", 1)
    assert identities.opening(identities.token(ALICE)) == (ALICE, "")
    assert identities.opening(identities.token(ALICE, "5ea7")) == (ALICE, "5ea7")
