"""What the Telegram door keeps is found again, and goes when its time is over."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from pathlib import Path

import pytest
from rasa.shared.core.domain import Domain

from bot.dialogue.tracker_store import ConversationStore
from bot.settings import settings


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[ConversationStore]:
    monkeypatch.setenv("FRONTDOOR_CONVERSATIONS_URL", f"sqlite:///{tmp_path / 'conversations.db'}")
    monkeypatch.setenv("FRONTDOOR_DATA_FOLDER", str(tmp_path))
    settings.cache_clear()
    yield ConversationStore(domain=Domain.empty())
    settings.cache_clear()


def test_a_chat_is_found_in_the_conversation_it_was_last_in(store: ConversationStore) -> None:
    async def run() -> None:
        assert await store.chat("k") is None
        await store.keep_chat("k", "one", "", 1000.0)
        await store.keep_chat("k", "two", "seat", 2000.0)
        assert await store.chat("k") == ("two", "seat", 2000.0)

    asyncio.run(run())


def test_what_was_sent_is_known_and_noting_it_again_is_no_fault(store: ConversationStore) -> None:
    async def run() -> None:
        await store.note_sent("a", 1000.0)
        await store.note_sent("a", 1001.0)
        assert await store.was_sent(["a", "b"]) == {"a"}

    asyncio.run(run())


def test_what_is_old_is_forgotten_with_the_conversations(store: ConversationStore) -> None:
    async def run() -> None:
        await store.keep_chat("old", "one", "", 1000.0)
        await store.keep_chat("new", "two", "", 3000.0)
        await store.note_sent("a", 1000.0)
        await store.note_sent("b", 3000.0)

        await store.delete_older_than(2000.0)

        assert await store.chat("old") is None
        assert await store.chat("new") is not None
        assert await store.was_sent(["a", "b"]) == {"b"}

    asyncio.run(run())
