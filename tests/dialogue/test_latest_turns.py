"""However long a conversation is, Rasa is given its last turns and what still counts of those before."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy
from rasa.shared.core.events import ActionExecuted, BotUttered, Event, SessionStarted, SlotSet, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from bot.dialogue.latest_turns import TURNS
from bot.dialogue.tracker_store import ConversationStore
from bot.settings import settings
from tests.dialogue.small_domain import DOMAIN

NAME = "c1"


class Broker:
    """Stands for an event broker."""

    def __init__(self) -> None:
        self.published: list[dict[str, Any]] = []

    def publish(self, event: dict[str, Any]) -> None:
        self.published.append(event)


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[ConversationStore]:
    monkeypatch.setenv("FRONTDOOR_CONVERSATIONS_URL", f"sqlite:///{tmp_path / 'conversations.db'}")
    monkeypatch.setenv("FRONTDOOR_DATA_FOLDER", str(tmp_path))
    settings.cache_clear()
    yield ConversationStore(domain=DOMAIN)
    settings.cache_clear()


def a_turn(number: int, *, alarms: tuple[str, ...] = (), moment: str | None = "exploring") -> list[Event]:
    at = 1000.0 + number
    contact = {"said": number, "alarms": list(alarms)}
    events: list[Event] = [
        UserUttered(f"words {number}", intent={"name": "tell"}, message_id=f"m{number}", timestamp=at),
        ActionExecuted("action_hear_answer", timestamp=at + 0.1),
        BotUttered(f"reply {number}", timestamp=at + 0.2),
        SlotSet("contact", contact, timestamp=at + 0.3),
    ]
    if moment:
        events.append(SlotSet("moment", moment, timestamp=at + 0.4))
    return [*events, ActionExecuted("action_listen", timestamp=at + 0.5)]


def opening() -> list[Event]:
    return [
        ActionExecuted("action_session_start", timestamp=999.0),
        SessionStarted(timestamp=999.1),
        ActionExecuted("action_listen", timestamp=999.2),
    ]


def read(store: ConversationStore) -> DialogueStateTracker:
    tracker = asyncio.run(store.retrieve(NAME))
    assert tracker is not None
    return tracker


def talk(store: ConversationStore, *turns: list[Event]) -> None:
    """Take turns the way Rasa does: read, add, save."""
    for turn in turns:
        tracker = asyncio.run(store.get_or_create_tracker(NAME, append_action_listen=False))
        for event in turn:
            tracker.update(event, DOMAIN)
        asyncio.run(store.save(tracker))


def said(tracker: DialogueStateTracker) -> list[str | None]:
    return [event.text for event in tracker.events if isinstance(event, UserUttered)]


def rows(store: ConversationStore) -> int:
    with store.engine.connect() as connection:
        return int(connection.execute(sqlalchemy.text("SELECT count(*) FROM events")).scalar_one())


def test_a_short_conversation_is_given_whole(store: ConversationStore) -> None:
    turns = [opening(), *(a_turn(number) for number in range(TURNS))]
    talk(store, *turns)

    assert [type(event) for event in read(store).events] == [type(event) for turn in turns for event in turn]


def test_of_a_long_conversation_the_last_turns_are_given(store: ConversationStore) -> None:
    talk(store, opening(), *(a_turn(number) for number in range(40)))

    tracker = read(store)

    assert said(tracker) == [f"words {number}" for number in range(40 - TURNS, 40)]
    assert tracker.get_slot("contact") == {"said": 39, "alarms": []}
    assert tracker.latest_message is not None
    assert tracker.latest_message.text == "words 39"


def test_what_it_costs_does_not_grow(store: ConversationStore) -> None:
    talk(store, opening(), *(a_turn(number) for number in range(TURNS + 1)))
    early = len(read(store).events)
    talk(store, *(a_turn(number) for number in range(TURNS + 1, 60)))

    assert len(read(store).events) == early


def test_the_contact_is_given_once_as_it_is_now(store: ConversationStore) -> None:
    talk(store, opening(), *(a_turn(number) for number in range(12)))

    contacts = [event for event in read(store).events if isinstance(event, SlotSet) and event.key == "contact"]

    assert [event.value["said"] for event in contacts] == [11]


def test_a_slot_that_was_last_set_long_ago_keeps_its_value(store: ConversationStore) -> None:
    talk(store, opening(), a_turn(0, moment="reason"), *(a_turn(number, moment=None) for number in range(1, 20)))

    assert read(store).get_slot("moment") == "reason"


def test_turns_in_which_danger_was_voiced_are_given_as_long_as_it_counts(store: ConversationStore) -> None:
    talk(store, opening(), *(a_turn(number) for number in range(8)))
    talk(store, *(a_turn(number, alarms=("m6",)) for number in range(8, 20)))

    assert "words 6" in said(read(store))

    talk(store, a_turn(20))
    assert said(read(store)) == [f"words {number}" for number in range(21 - TURNS, 21)]


def test_every_turn_is_kept_once_however_little_of_them_was_given(store: ConversationStore) -> None:
    turns = [opening(), *(a_turn(number) for number in range(30))]
    talk(store, *turns)

    assert rows(store) == sum(len(turn) for turn in turns)
    full = asyncio.run(store.retrieve_full_tracker(NAME))
    assert full is not None
    assert said(full) == [f"words {number}" for number in range(30)]


def test_saving_twice_writes_once(store: ConversationStore) -> None:
    talk(store, opening(), *(a_turn(number) for number in range(10)))
    before = rows(store)
    tracker = read(store)
    for event in a_turn(10):
        tracker.update(event, DOMAIN)
    asyncio.run(store.save(tracker))
    asyncio.run(store.save(tracker))

    assert rows(store) == before + len(a_turn(10))


def test_an_event_broker_hears_of_each_event_once(store: ConversationStore) -> None:
    broker = Broker()
    store.event_broker = broker  # type: ignore[assignment]
    turns = [opening(), *(a_turn(number) for number in range(12))]
    talk(store, *turns)

    published = [(event["event"], event["timestamp"]) for event in broker.published]

    assert published == [(event.type_name, event.timestamp) for turn in turns for event in turn]
