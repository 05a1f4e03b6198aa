"""Conversations under way are kept, come back after a restart of the server, and can be forgotten for good."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
import sqlalchemy
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, BotUttered, Event, Restarted, SessionStarted, SlotSet, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from bot.dialogue.forgotten import is_forgotten, marks_kept_by
from bot.dialogue.tracker_store import ConversationStore
from bot.settings import settings

WORDS = "our Karen rings Sundays, 01632 960111"
DOMAIN = Domain.from_yaml(
    """
version: "3.1"
intents: [tell, affirm]
actions: [action_hear_answer, action_forget]
slots:
  contact: {type: any, influence_conversation: false, mappings: [{type: custom}]}
"""
)


@pytest.fixture
def url(conversations_url: str) -> str:
    """An empty database for conversations, once of each kind."""
    return conversations_url


def opened() -> ConversationStore:
    return ConversationStore(domain=DOMAIN)


def a_turn(words: str = WORDS, at: float = 1000.0) -> list[Event]:
    """A turn that kept some words."""
    events: list[Event] = [
        UserUttered(words, intent={"name": "tell"}, message_id=f"m-{at}", timestamp=at),
        ActionExecuted("action_hear_answer", timestamp=at + 0.1),
        BotUttered("I have that in your words.", timestamp=at + 0.2),
        SlotSet("contact", {"words": words}, timestamp=at + 0.3),
        ActionExecuted("action_listen", timestamp=at + 0.4),
    ]
    return events


def forgetting(at: float = 2000.0) -> list[Event]:
    """The turn in which a person says yes to deleting."""
    return [
        UserUttered(f"yes delete {WORDS}", intent={"name": "affirm"}, message_id="m-yes", timestamp=at),
        ActionExecuted("action_forget", timestamp=at + 0.1),
        BotUttered("I have deleted all that you said here.", timestamp=at + 0.2),
        Restarted(timestamp=at + 0.3),
        SlotSet("contact", {"words": ""}, timestamp=at + 0.4),
        ActionExecuted("action_listen", timestamp=at + 0.5),
    ]


def conversation(name: str, *events: Event) -> DialogueStateTracker:
    return DialogueStateTracker.from_events(name, list(events), DOMAIN.slots, domain=DOMAIN)


def save(store: ConversationStore, tracker: DialogueStateTracker) -> None:
    asyncio.run(store.save(tracker))


def read(store: ConversationStore, name: str) -> DialogueStateTracker:
    found = asyncio.run(store.retrieve(name))
    assert found is not None
    return found


def rows(url: str) -> list[str]:
    """Everything that the database holds of conversations."""
    engine = sqlalchemy.create_engine(url)
    with engine.connect() as connection:
        found = [str(row) for row in connection.execute(sqlalchemy.text("SELECT * FROM events ORDER BY id"))]
    engine.dispose()
    return found


def test_a_conversation_goes_on_after_the_server_was_started_again(url: str) -> None:
    save(opened(), conversation("c1", *a_turn()))

    again = read(opened(), "c1")

    assert again.get_slot("contact") == {"words": WORDS}
    assert [event.text for event in again.events if isinstance(event, UserUttered)] == [WORDS]
    assert len(rows(url)) == 5


def test_a_turn_is_added_to_what_is_there_and_nothing_is_written_twice(url: str) -> None:
    store = opened()
    save(store, conversation("c1", *a_turn()))
    tracker = read(store, "c1")
    for event in a_turn("and i can bake", at=1500.0):
        tracker.update(event, DOMAIN)
    save(store, tracker)

    assert len(rows(url)) == 10


def test_deleting_leaves_nothing_of_what_was_said_and_keeps_the_reply(url: str) -> None:
    store = opened()
    save(store, conversation("c1", *a_turn()))
    save(store, conversation("c2", *a_turn("somebody else")))
    tracker = read(store, "c1")
    for event in forgetting():
        tracker.update(event, DOMAIN)

    save(store, tracker)
    save(store, tracker)

    kept = [row for row in rows(url) if "c1" in row]
    assert not [row for row in kept if "Karen" in row or "960111" in row]
    assert [event.text for event in read(store, "c1").events if isinstance(event, BotUttered)] == [
        "I have deleted all that you said here."
    ]
    assert read(store, "c1").get_slot("contact") == {"words": ""}
    assert [event.message_id for event in read(store, "c1").events if isinstance(event, UserUttered)] == ["m-yes"]
    assert [row for row in rows(url) if "somebody else" in row], "another conversation is not touched"


def test_a_deletion_that_cannot_be_written_leaves_everything_as_it_was(url: str) -> None:
    store = opened()
    save(store, conversation("c1", *a_turn()))
    before = rows(url)
    tracker = read(store, "c1")
    for event in forgetting():
        tracker.update(event, DOMAIN)

    def fail(*_: object) -> None:
        raise sqlalchemy.exc.OperationalError("INSERT", {}, Exception("the disk is full"))

    # What replaces the conversation cannot be written: then it must not be gone.
    sqlalchemy.event.listen(store.SQLEvent, "before_insert", fail)
    try:
        with pytest.raises(sqlalchemy.exc.OperationalError):
            save(store, tracker)
    finally:
        sqlalchemy.event.remove(store.SQLEvent, "before_insert", fail)
    assert rows(url) == before


def test_the_messages_that_were_deleted_are_known_by_marks_and_not_by_name(url: str) -> None:
    store = opened()
    save(store, conversation("c1", *a_turn()))
    for at in (2000.0, 3000.0):
        tracker = read(store, "c1")
        for event in forgetting(at):
            tracker.update(event, DOMAIN)
        save(store, tracker)

    marks = [
        mark for event in read(store, "c1").events if isinstance(event, UserUttered) for mark in marks_kept_by(event)
    ]
    assert is_forgotten("c1", marks, "m-1000.0"), "after deleting twice too"
    assert not is_forgotten("c1", marks, "m-lost"), "what nobody answered is not kept, and may be sent again"
    assert not is_forgotten("c1", marks, "m-new")
    assert not [row for row in rows(url) if "m-1000.0" in row]


def test_a_deleted_conversation_goes_on_like_a_new_one(url: str) -> None:
    store = opened()
    save(store, conversation("c1", *a_turn(), *forgetting()))
    tracker = read(store, "c1")
    before = len(rows(url))
    for event in a_turn("hello again", at=3000.0):
        tracker.update(event, DOMAIN)
    save(store, tracker)

    assert len(rows(url)) == before + 5
    assert read(opened(), "c1").get_slot("contact") == {"words": "hello again"}


def test_the_words_are_gone_from_the_file_itself(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "conversations.db"
    monkeypatch.setenv("FRONTDOOR_CONVERSATIONS_URL", f"sqlite:///{path}")
    monkeypatch.setenv("FRONTDOOR_DATA_FOLDER", str(tmp_path))
    settings.cache_clear()
    store = opened()
    save(store, conversation("c1", *a_turn("a very particular budgerigar")))
    assert any(b"budgerigar" in file.read_bytes() for file in tmp_path.glob("conversations.db*"))

    tracker = read(store, "c1")
    for event in forgetting():
        tracker.update(event, DOMAIN)
    save(store, tracker)

    assert not [file.name for file in tmp_path.glob("conversations.db*") if b"budgerigar" in file.read_bytes()]
    settings.cache_clear()


def test_conversations_nobody_came_back_to_are_deleted_and_others_stay(url: str) -> None:
    store = opened()
    save(store, conversation("left", *a_turn(at=1000.0)))
    save(store, conversation("came back", *a_turn(at=1000.0), *a_turn("again", at=5000.0)))

    assert asyncio.run(store.delete_older_than(4000.0)) == 5

    assert not [row for row in rows(url) if "left" in row]
    assert len(rows(url)) == 10
    assert asyncio.run(store.delete_older_than(4000.0)) == 0


@pytest.mark.usefixtures("url")
def test_a_conversation_opens_from_the_seat_it_moved_to_until_no_older_token_is_left() -> None:
    async def moves() -> list[str | None]:
        store = opened()
        found = [await store.seat_of("a")]
        await store.give_seat("a", "one", 1000.0)
        await store.give_seat("a", "two", 2000.0)
        found.append(await store.seat_of("a"))
        await store.delete_older_than(1500.0)
        found.append(await store.seat_of("a"))
        await store.delete_older_than(2500.0)
        return [*found, await store.seat_of("a")]

    assert asyncio.run(moves()) == [None, "two", "two", None]


def test_a_turn_that_nobody_answered_is_not_kept(url: str) -> None:
    store = opened()
    save(store, conversation("c1", *a_turn()))
    tracker = read(store, "c1")
    for event in a_turn("and i can bake", at=1500.0):
        if not isinstance(event, BotUttered):
            tracker.update(event, DOMAIN)
    save(store, tracker)

    assert len(rows(url)) == 5
    assert "bake" not in str(rows(url))


def test_what_is_said_after_the_clock_was_set_back_is_there(url: str) -> None:
    store = opened()
    begun = [ActionExecuted("action_session_start", timestamp=5000.0), SessionStarted(timestamp=5000.0)]
    save(store, conversation("c1", *begun, *a_turn("said before", at=5001.0)))
    tracker = read(store, "c1")
    for event in a_turn("said after", at=1000.0):
        tracker.update(event, DOMAIN)
    save(store, tracker)
    save(store, read(store, "c1"))

    assert [event.text for event in read(opened(), "c1").events if isinstance(event, UserUttered)] == [
        "said before",
        "said after",
    ]
    assert len(rows(url)) == 12


def test_only_the_latest_session_counts(url: str) -> None:
    store = opened()
    for at, words in ((1000.0, "said long ago"), (5000.0, "said today")):
        begun = [ActionExecuted("action_session_start", timestamp=at), SessionStarted(timestamp=at)]
        tracker = asyncio.run(store.retrieve("c1")) or conversation("c1")
        for event in [*begun, *a_turn(words, at=at + 1)]:
            tracker.update(event, DOMAIN)
        save(store, tracker)

    assert [event.text for event in read(store, "c1").events if isinstance(event, UserUttered)] == ["said today"]
    everything = asyncio.run(store.retrieve_full_tracker("c1"))
    assert everything is not None
    assert [event.text for event in everything.events if isinstance(event, UserUttered)] == [
        "said long ago",
        "said today",
    ]


def test_a_database_that_is_away_at_the_start_is_used_when_it_is_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "away"
    monkeypatch.setenv("FRONTDOOR_CONVERSATIONS_URL", f"sqlite:///{folder / 'conversations.db'}")
    settings.cache_clear()
    store = opened()
    with pytest.raises(sqlalchemy.exc.OperationalError) as fault:
        save(store, conversation("c1", *a_turn()))
    assert "Karen" not in str(fault.value)

    folder.mkdir()
    save(store, conversation("c1", *a_turn()))

    assert read(store, "c1").get_slot("contact") == {"words": WORDS}
    settings.cache_clear()


def test_an_error_of_the_database_quotes_no_words(url: str) -> None:
    store = opened()
    save(store, conversation("c1", *a_turn()))
    with store.engine.begin() as connection:
        connection.execute(sqlalchemy.text("DROP TABLE events"))
    tracker = conversation("c1", *a_turn())

    with pytest.raises(sqlalchemy.exc.DBAPIError) as fault:
        save(store, tracker)
    assert "Karen" not in str(fault.value)


def test_several_presses_at_once_give_one_seat_and_none_fails(url: str) -> None:
    store = opened()

    async def press() -> None:
        await asyncio.gather(*(store.give_seat("c1", "the same seat", 5.0 + number) for number in range(6)))

    asyncio.run(press())

    assert asyncio.run(store.seat_of("c1")) == "the same seat"
