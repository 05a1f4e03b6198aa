"""A conversation that was deleted is in no file of the database any more."""

from __future__ import annotations

import asyncio
import time
from pathlib import Path

import pytest
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import BotUttered, Restarted, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from bot.dialogue import tracker_store
from bot.settings import Settings

WORDS = "The pettibone orchard keeps me going"


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tracker_store.ConversationStore:
    kept = Settings(_env_file=None, data_folder=tmp_path)  # type: ignore[call-arg]
    monkeypatch.setattr(tracker_store, "settings", lambda: kept)
    return tracker_store.ConversationStore(Domain.empty())


def conversation(*events: object) -> DialogueStateTracker:
    return DialogueStateTracker.from_events("somebody", [UserUttered(text=WORDS), *events], slots=[])


def traces(folder: Path) -> list[str]:
    return [file.name for file in sorted(folder.glob("*.db*")) if b"pettibone" in file.read_bytes()]


def test_deleting_leaves_the_words_neither_in_the_database_nor_in_its_log(
    store: tracker_store.ConversationStore, tmp_path: Path
) -> None:
    asyncio.run(store.save(conversation()))
    assert traces(tmp_path)
    said = (UserUttered(text="Yes, delete it"), BotUttered(text="I have deleted it."), Restarted())
    asyncio.run(store.save(conversation(*said)))
    assert traces(tmp_path) == []
    left = asyncio.run(store.retrieve("somebody"))
    assert left is not None
    assert [event.text for event in left.events if isinstance(event, BotUttered)] == ["I have deleted it."]


def test_a_conversation_whose_time_is_over_leaves_nothing_either(
    store: tracker_store.ConversationStore, tmp_path: Path
) -> None:
    asyncio.run(store.save(conversation()))
    assert asyncio.run(store.delete_older_than(time.time() + 1)) > 0
    assert traces(tmp_path) == []
