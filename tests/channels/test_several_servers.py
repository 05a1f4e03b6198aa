"""Several servers take the turns of one conversation: what one of them holds in memory is what the database says."""

from __future__ import annotations

import asyncio
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy
from hypothesis import HealthCheck, given
from hypothesis import settings as trying
from hypothesis import strategies as st
from rasa.core.channels.channel import UserMessage
from rasa.core.lock_store import InMemoryLockStore
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, BotUttered, Event, Restarted, SessionStarted, SlotSet, UserUttered

from bot.channels.choices import Choices
from bot.channels.exchange import Answer, Said
from bot.channels.first_help import FirstHelp
from bot.channels.identity import Identities
from bot.channels.turn import Conversations
from bot.dialogue.tracker_store import ConversationStore
from bot.errors import StoreUnavailableError
from bot.settings import Settings, settings
from bot.store import UnitOfWork

ROOT = Path(__file__).resolve().parents[2]
NAME = "a" * 40
DELETE = "delete what i said"
DOMAIN = Domain.from_yaml(
    """
version: "3.1"
intents: [tell]
actions: [action_hear_answer]
slots:
  contact: {type: any, influence_conversation: false, mappings: [{type: custom}]}
"""
)
LOCKS = InMemoryLockStore()
"""Stands for the locks that servers share (``tests/dialogue/test_shared_locks.py``)."""


def opening(at: float) -> list[Event]:
    return [ActionExecuted("action_session_start", timestamp=at), SessionStarted(timestamp=at)]


def a_turn(words: str, message_id: str, at: float) -> list[Event]:
    events: list[Event] = [
        UserUttered(words, intent={"name": "tell"}, message_id=message_id, timestamp=at),
        ActionExecuted("action_hear_answer", timestamp=at + 0.1),
        BotUttered(f"I heard: {words}", timestamp=at + 0.2),
    ]
    if words == DELETE:
        events.append(Restarted(timestamp=at + 0.3))
    return [*events, SlotSet("contact", {}, timestamp=at + 0.4), ActionExecuted("action_listen", timestamp=at + 0.5)]


class Server:
    """One server: Rasa's agent as far as a door uses it, a store with connections of its own, and a door."""

    def __init__(self, ticks: list[float]) -> None:
        self.tracker_store = ConversationStore(domain=DOMAIN)
        self.lock_store = LOCKS
        self.processor = self
        self._ticks = ticks
        self.door = self.another_door()

    def another_door(self) -> Conversations:
        """Return a door to the same conversations which remembers nothing."""
        first_help = FirstHelp(no_store, Settings(_env_file=None).local_details(), has_way_out=True)  # type: ignore[call-arg]
        choices = Choices(Identities("a key that is long enough", 1))
        return Conversations(lambda: self, choices, first_help, "web")  # type: ignore[arg-type,return-value]

    def is_ready(self) -> bool:
        return True

    async def parse_message(self, message: UserMessage) -> dict[str, Any]:
        return {"text": message.text, "intent": {"name": "tell", "confidence": 1.0}, "entities": []}

    async def handle_message(self, message: UserMessage) -> None:
        self._ticks[0] += 1
        await self.keep(*a_turn(message.text or "", message.message_id, self._ticks[0]))

    async def keep(self, *events: Event) -> None:
        tracker = await self.tracker_store.get_or_create_tracker(NAME, append_action_listen=False)
        for event in events:
            tracker.update(event, DOMAIN)
        await self.tracker_store.save(tracker)

    async def begin_session(self) -> None:
        self._ticks[0] += 1
        await self.keep(*opening(self._ticks[0]))

    async def say(self, words: str, message_id: str = "") -> Answer:
        return await self.door.say(NAME, Said(message_id=message_id or f"message of {words}", text=words))

    async def shown(self) -> list[tuple[str | None, list[str]]]:
        """Return what its door shows."""
        every_turn, _ = await self.door.read(NAME)
        return [(turn.said.text if turn.said else None, [reply.text for reply in turn.replies]) for turn in every_turn]

    def remembers(self, words: str) -> bool:
        return words in repr(self.door._remembered._held)


def no_store() -> UnitOfWork:
    raise StoreUnavailableError("nobody is told here")


def two_servers() -> tuple[Server, Server]:
    ticks = [1000.0]
    return Server(ticks), Server(ticks)


def heard(*words: str) -> list[tuple[str, list[str]]]:
    return [(each, [f"I heard: {each}"]) for each in words]


@pytest.mark.usefixtures("conversations_url")
def test_turns_that_another_server_took_are_there_in_their_order() -> None:
    async def talk() -> None:
        one, other = two_servers()
        await one.say("first")
        await other.say("second")
        await other.say("third")

        answer = await one.say("fourth")

        assert [turn.said.text for turn in answer.transcript if turn.said] == ["first", "second", "third", "fourth"]
        assert await one.shown() == await other.shown() == heard("first", "second", "third", "fourth")

    asyncio.run(talk())


@pytest.mark.usefixtures("conversations_url")
def test_a_message_that_another_server_answered_is_not_taken_twice() -> None:
    async def talk() -> None:
        one, other = two_servers()
        await one.say("first")
        answered = await other.say("second", "message-2")

        again = await one.say("second", "message-2")

        assert again.repeated
        assert again.turn == answered.turn
        assert await one.shown() == heard("first", "second")

    asyncio.run(talk())


@pytest.mark.usefixtures("conversations_url")
def test_what_was_deleted_at_another_server_is_shown_and_remembered_no_more() -> None:
    async def talk() -> None:
        one, other = two_servers()
        for words in ("our Karen", "rings Sundays"):
            await one.say(words)
        await other.say(DELETE)

        assert await one.shown() == [(None, [f"I heard: {DELETE}"])]
        assert not one.remembers("Karen")
        # As many turns as before: a database may give the same numbers out again.
        await other.say("and then")
        await other.say("something else")
        assert await one.shown() == await other.shown()
        assert not one.remembers("Karen")

    asyncio.run(talk())


@pytest.mark.usefixtures("conversations_url")
def test_a_conversation_that_another_server_began_anew_is_shown_anew() -> None:
    async def talk() -> None:
        one, other = two_servers()
        await one.begin_session()
        await one.say("long ago")
        await other.begin_session()
        await other.say("today")

        assert await one.shown() == heard("today")

    asyncio.run(talk())


def test_what_came_in_late_under_an_earlier_number_is_read_too(conversations_url: str) -> None:
    """A database gives out numbers when a transaction begins, and shows what it holds when the transaction ends."""

    async def talk() -> None:
        one, other = two_servers()
        await one.say("first")
        with other.tracker_store._session() as session:
            table = other.tracker_store.SQLEvent
            last = session.scalar(sqlalchemy.select(sqlalchemy.func.max(table.id)))
            for number, words in ((last + 50, "third"), (last + 10, "second")):
                for offset, event in enumerate(a_turn(words, words, number)):
                    row = other.tracker_store._row(NAME, event)
                    row.id = number + offset
                    session.add(row)
                session.commit()
                await one.shown()

        assert await one.shown() == heard("first", "second", "third")

    asyncio.run(talk())


STEPS = st.lists(
    st.tuples(
        st.integers(0, 1), st.sampled_from(["tell", "tell", "tell", "delete", "session", "forget", "read", "read"])
    ),
    max_size=14,
)


@trying(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=STEPS)
def test_whoever_takes_the_turns_every_door_shows_what_is_kept(
    steps: list[tuple[int, str]], tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FRONTDOOR_DATA_FOLDER", str(tmp_path_factory.mktemp("several")))
    settings.cache_clear()

    async def talk() -> None:
        servers = two_servers()
        for number, (who, step) in enumerate(steps):
            server = servers[who]
            match step:
                case "tell":
                    await server.say(f"words {number}")
                case "delete":
                    await server.say(DELETE, f"delete-{number}")
                case "session":
                    await server.begin_session()
                case "forget":
                    await server.tracker_store.delete_older_than(1e9)
                case _:
                    held = await server.door.read(NAME)
                    assert held == await server.another_door().read(NAME)
        afresh = await servers[0].another_door().read(NAME)
        assert [await server.door.read(NAME) for server in servers] == [afresh, afresh]

    try:
        asyncio.run(talk())
    finally:
        settings.cache_clear()


ANOTHER_PROCESS = """
import asyncio, sys
from tests.channels.test_several_servers import Server
async def talk():
    server = Server([float(sys.argv[1])])
    for words in sys.argv[2:]:
        await server.say(words)
asyncio.run(talk())
"""


@pytest.mark.slow
@pytest.mark.usefixtures("conversations_url")
def test_what_another_process_wrote_is_there_at_the_next_turn() -> None:
    def another_process(at: float, *words: str) -> None:
        done = subprocess.run(
            [sys.executable, "-W", "ignore", "-c", ANOTHER_PROCESS, str(at), *words],
            cwd=ROOT, capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr[-2000:]

    async def talk() -> None:
        here, _ = two_servers()
        await here.say("our Karen")
        another_process(2000.0, "second", "third")
        await here.say("fourth")
        assert await here.shown() == heard("our Karen", "second", "third", "fourth")

        another_process(3000.0, DELETE)
        assert await here.shown() == [(None, [f"I heard: {DELETE}"])]
        assert not here.remembers("Karen")

    asyncio.run(talk())
