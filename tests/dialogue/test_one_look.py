"""What a process holds of conversations is what the database says; a turn asks it once."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from contextvars import copy_context
from typing import Any

import pytest
import sqlalchemy
from hypothesis import HealthCheck, example, given
from hypothesis import settings as trying
from hypothesis import strategies as st
from rasa.shared.core.events import ActionExecuted, BotUttered, Event, Restarted, SessionStarted, SlotSet, UserUttered

from bot.dialogue.held import HELD_FOR, MOST, Held, Hold
from bot.dialogue.mark import NOTHING, Mark
from bot.dialogue.one_look import one_look
from bot.dialogue.tracker_store import ConversationStore
from bot.settings import settings
from tests.dialogue.small_domain import DOMAIN

NAME = "c1"


def a_turn(kind: str, number: int) -> list[Event]:
    at = 1000.0 + number
    contact = {"said": number, "alarms": [f"m{number}"] if kind == "danger" else []}
    opening: list[Event] = [ActionExecuted("action_session_start", timestamp=at), SessionStarted(timestamp=at)]
    events: list[Event] = [
        UserUttered(f"words {number}", intent={"name": "tell"}, message_id=f"m{number}", timestamp=at + 0.1),
        ActionExecuted("action_hear_answer", timestamp=at + 0.2),
        BotUttered(f"reply {number}", timestamp=at + 0.3),
    ]
    if kind == "delete":
        events.append(Restarted(timestamp=at + 0.4))
    if kind == "refused":
        events.pop()
    if kind != "no slots":
        events.append(SlotSet("contact", contact, timestamp=at + 0.5))
    if kind in ("moves", "danger"):
        events.append(SlotSet("moment", "exploring", timestamp=at + 0.6))
    events.append(ActionExecuted("action_listen", timestamp=at + 0.7))
    if kind == "twice":
        events += a_turn("tell", number + 500)
    return [*opening, *events] if kind == "session" else events


async def take(store: ConversationStore, events: list[Event]) -> None:
    """Take a turn the way Rasa does: read, add, save."""
    tracker = await store.get_or_create_tracker(NAME, append_action_listen=False)
    for event in events:
        tracker.update(event, DOMAIN)
    await store.save(tracker)


async def given_out(store: ConversationStore) -> list[dict[str, Any]]:
    tracker = await store.retrieve(NAME)
    return [event.as_dict() for event in tracker.events] if tracker is not None else []


def words_of(held: list[Held]) -> str:
    return repr([event.as_dict() for one in held for event in (*one.events, *one.written)])


KINDS = ["tell"] * 6 + ["moves", "no slots", "danger", "session", "delete", "refused", "twice", "forget"]


@pytest.fixture
def folder(tmp_path: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("FRONTDOOR_DATA_FOLDER", str(tmp_path))
    settings.cache_clear()
    yield
    settings.cache_clear()


@trying(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(st.tuples(st.integers(0, 1), st.booleans(), st.sampled_from(KINDS)), max_size=18))
# Set in the session before, and counted by the database alone once the new session had more turns than Rasa is given.
@example(steps=[(0, False, kind) for kind in ("moves", "session", *["tell"] * 5)])
def test_rasa_is_given_what_the_database_would_give(
    steps: list[tuple[int, bool, str]], tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FRONTDOOR_DATA_FOLDER", str(tmp_path_factory.mktemp("held")))
    settings.cache_clear()

    async def talk() -> None:
        stores = ConversationStore(domain=DOMAIN), ConversationStore(domain=DOMAIN)
        for number, (who, in_a_turn, kind) in enumerate(steps):
            store = stores[who]
            if kind == "forget":
                await store.delete_older_than(1e9)
                continue
            with one_look() if in_a_turn else nullcontext():
                await store.said_since(NAME, None)
                await take(store, a_turn(kind, number))
                afterwards = await store.slot_value(NAME, "contact"), await given_out(store)
            afresh = ConversationStore(domain=DOMAIN)
            assert afterwards == (await afresh.slot_value(NAME, "contact"), await given_out(afresh))

    try:
        asyncio.run(talk())
    finally:
        settings.cache_clear()


@contextmanager
def counted(store: ConversationStore) -> Iterator[list[str]]:
    """List the statements that a store gives its database."""
    asked: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
        asked.append(statement.split(maxsplit=1)[0])

    sqlalchemy.event.listen(store.engine, "before_cursor_execute", note)
    try:
        yield asked
    finally:
        sqlalchemy.event.remove(store.engine, "before_cursor_execute", note)


@pytest.mark.usefixtures("folder")
def test_a_turn_asks_the_database_once_and_writes_once() -> None:
    async def talk() -> list[str]:
        store = ConversationStore(domain=DOMAIN)
        for number in range(9):
            await take(store, a_turn("moves", number))
        mark = (await store.said_since(NAME, None)).mark
        with counted(store) as asked, one_look():
            before = await store.said_since(NAME, mark)
            await store.slot_value(NAME, "contact")
            await take(store, a_turn("moves", 9))
            since = await store.said_since(NAME, before.mark)
        assert (before.events, before.goes_on, since.goes_on) == ([], True, True)
        assert [getattr(event, "text", None) for event in since.events] == ["words 9", "reply 9"]
        return asked

    assert asyncio.run(talk()) == ["SELECT", "INSERT", "SELECT"]


@pytest.mark.usefixtures("folder")
def test_a_turn_that_could_not_be_kept_leaves_nothing_behind() -> None:
    async def talk() -> None:
        store = ConversationStore(domain=DOMAIN)
        await take(store, a_turn("tell", 1))
        before = await given_out(store)

        def fail(_connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
            if statement.startswith("INSERT"):
                raise sqlalchemy.exc.OperationalError("INSERT", {}, Exception("the disk is full"))

        sqlalchemy.event.listen(store.engine, "after_cursor_execute", fail)
        with one_look():
            await store.said_since(NAME, None)
            with pytest.raises(sqlalchemy.exc.OperationalError):
                await take(store, a_turn("tell", 2))
            assert await given_out(store) == before
        sqlalchemy.event.remove(store.engine, "after_cursor_execute", fail)

        assert await given_out(store) == before
        await take(store, a_turn("tell", 2))
        assert len(await given_out(store)) == 2 * len(before)

    asyncio.run(talk())


@pytest.mark.usefixtures("folder")
def test_what_outlives_a_turn_asks_the_database_and_keeps_no_words_of_it() -> None:
    async def talk() -> None:
        here, there = ConversationStore(domain=DOMAIN), ConversationStore(domain=DOMAIN)
        over, read, written = asyncio.Event(), asyncio.Event(), asyncio.Event()

        async def outliving() -> tuple[list[dict[str, Any]], Any]:
            await over.wait()
            held = [one for value in copy_context().values() if isinstance(value, dict) for one in value.values()]
            await here.said_since(NAME, None)
            read.set()
            await written.wait()
            assert "words" not in words_of(held)
            return await given_out(here), await here.slot_value(NAME, "contact")

        with one_look():
            await here.said_since(NAME, None)
            begun = asyncio.create_task(outliving())
            await take(here, a_turn("tell", 1))
        over.set()
        await read.wait()
        await take(there, a_turn("tell", 3))
        written.set()

        given, contact = await begun
        assert given == await given_out(there)
        assert contact["said"] == 3

    asyncio.run(talk())


@pytest.mark.usefixtures("folder")
def test_no_words_are_held_after_they_were_deleted() -> None:
    async def talk() -> None:
        here, there = ConversationStore(domain=DOMAIN), ConversationStore(domain=DOMAIN)
        for store in (here, there):
            await take(store, a_turn("tell", 1))
            await take(store, a_turn("tell", 2))
            await take(here, a_turn("delete", 3))
            await store.retrieve(NAME)

            assert "words 1" not in words_of([held for _, held in store._hold._held.values()])

    asyncio.run(talk())


def test_what_nobody_uses_is_not_held_for_long_and_there_is_room_for_so_many() -> None:
    now = [0.0]
    hold = Hold(lambda: now[0])
    hold.put("long ago", Held(mark=NOTHING, events=[]))
    now[0] = HELD_FOR + 1
    for number in range(MOST + 3):
        hold.put(str(number), Held(mark=NOTHING, events=[]))

    assert hold.get("long ago", NOTHING) is None
    assert hold.get("2", NOTHING) is None
    assert hold.get("3", NOTHING) is not None


def test_what_is_held_counts_only_while_the_conversation_stands_so() -> None:
    hold = Hold()
    stood = Mark(first=1, last=5, at=3.0, count=5)
    hold.put(NAME, Held(mark=stood, events=[]))

    assert hold.get(NAME, stood) is not None
    assert hold.get(NAME, Mark(first=1, last=5, at=4.0, count=5)) is None
    hold.drop(NAME)
    assert hold.get(NAME, stood) is None
