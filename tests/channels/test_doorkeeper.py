"""Whether the door is closed is looked at for every message, and a fault of the database changes nothing about it."""

from __future__ import annotations

import asyncio
import threading
import time
from typing import Any

import pytest

from bot.channels.choices import Choices
from bot.channels.doorkeeper import Doorkeeper
from bot.channels.exchange import Said
from bot.channels.first_help import FirstHelp
from bot.channels.identity import Identities
from bot.channels.turn import Conversations
from bot.errors import MessageRefusedError, StoreUnavailableError
from bot.settings import Settings
from tests.channels.test_turn import ALICE, Agent, no_store


class Database:
    """Stands for the database: it can be closed, slow or away."""

    def __init__(self) -> None:
        self.is_open, self.away, self.looks = True, False, 0
        self.free = threading.Event()
        self.free.set()

    def look(self) -> bool:
        self.looks += 1
        seen = self.is_open
        self.free.wait(5)
        if self.away:
            raise StoreUnavailableError("not now")
        return seen


def conversations(keeper: Doorkeeper, agent: Any = None) -> Conversations:
    first_help = FirstHelp(no_store, Settings(_env_file=None).local_details(), has_way_out=True)  # type: ignore[call-arg]
    choices = Choices(Identities("a key that is long enough", 1))
    return Conversations(lambda: agent, choices, first_help, "web", 5, 5, doorkeeper=keeper)


def test_closing_and_opening_count_from_the_next_message_on() -> None:
    database = Database()
    keeper = Doorkeeper(database.look)

    async def live() -> list[bool]:
        seen = [await keeper.is_closed()]
        database.is_open = False
        seen.append(await keeper.is_closed())
        database.is_open = True
        return [*seen, await keeper.is_closed()]

    assert asyncio.run(live()) == [False, True, False]


@pytest.mark.parametrize("is_open", [True, False])
def test_a_database_that_is_away_leaves_the_door_as_it_was(is_open: bool) -> None:
    database = Database()
    database.is_open = is_open
    keeper = Doorkeeper(database.look)

    async def live() -> tuple[bool, bool]:
        before = await keeper.is_closed()
        database.away, database.is_open = True, not is_open
        return before, await keeper.is_closed()

    assert asyncio.run(live()) == (not is_open, not is_open)


def test_a_database_that_hangs_holds_nobody_up_and_is_not_asked_by_everybody() -> None:
    database = Database()
    keeper = Doorkeeper(database.look, patience=0.05)

    async def live() -> list[bool]:
        database.free.clear()
        try:
            return await asyncio.gather(*(keeper.is_closed() for _ in range(50)))
        finally:
            database.free.set()

    begun = time.monotonic()
    assert asyncio.run(live()) == [False] * 50
    assert time.monotonic() - begun < 4
    assert database.looks <= 2


def test_a_message_never_relies_on_a_look_that_began_before_it_came() -> None:
    database = Database()
    keeper = Doorkeeper(database.look)

    async def live() -> bool:
        database.free.clear()
        earlier = asyncio.create_task(keeper.is_closed())
        while not database.looks:
            await asyncio.sleep(0.001)
        database.is_open = False  # the earlier look has seen it open and is not back yet
        later = asyncio.create_task(keeper.is_closed())
        await asyncio.sleep(0.01)
        database.free.set()
        await earlier
        return await later

    assert asyncio.run(live()) is True


def test_many_messages_at_once_are_few_looks() -> None:
    database = Database()
    keeper = Doorkeeper(database.look)

    async def live() -> None:
        await asyncio.gather(*(keeper.is_closed() for _ in range(200)))

    asyncio.run(live())
    assert database.looks == 2


def test_at_a_closed_door_nothing_is_taken_in_and_no_welcome_is_said() -> None:
    agent = Agent()
    door = conversations(Doorkeeper(lambda: False), agent)
    with pytest.raises(MessageRefusedError, match="closed") as refusal:
        asyncio.run(door.say(ALICE, Said(message_id="message-1", text="I bake bread")))
    assert refusal.value.first_help == ()
    with pytest.raises(MessageRefusedError, match="closed"):
        asyncio.run(door.begin(ALICE))
    assert agent.events == []
    assert agent.handed is None


def test_danger_at_a_closed_door_is_helped_even_when_no_model_is_loaded() -> None:
    door = conversations(Doorkeeper(lambda: False), None)
    with pytest.raises(MessageRefusedError, match="closed") as refusal:
        asyncio.run(door.say(ALICE, Said(message_id="message-1", text="he hits me every night")))
    help_said = " ".join(refusal.value.first_help)
    assert "999" in help_said
    assert "I could not tell the safeguarding team just now." in help_said
