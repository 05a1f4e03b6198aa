"""What happens in conversations is published to a real RabbitMQ, without a word of them."""

from __future__ import annotations

import asyncio
import json
import os
from typing import Any

import aio_pika
import pytest

from bot.dialogue import events
from bot.dialogue.events import EXCHANGE, WordlessEvents, without_words
from tests.conftest import Needs

RABBITMQ = os.environ.get("FRONTDOOR_TEST_RABBITMQ", "amqp://guest:guest@127.0.0.1:5672/")
NOBODY = "amqp://guest:guest@127.0.0.1:9/"

SAID = {
    "sender_id": "c-1", "event": "user", "timestamp": 1.0, "text": "my neighbour Brenda has the key",
    "input_channel": "web", "message_id": "m-1", "metadata": {"concern": "x"},
    "parse_data": {"text": "my neighbour Brenda has the key", "intent": {"name": "tell", "confidence": 0.9},
                   "entities": [{"value": "Brenda"}]},
}  # fmt: skip
KEPT = {"sender_id": "c-1", "event": "slot", "timestamp": 2.0, "name": "contact", "value": {"lines": ["Brenda"]}}
ANSWERED = {
    "sender_id": "c-1", "event": "bot", "timestamp": 3.0, "text": "You have Brenda.",
    "data": {"buttons": [{"title": "Brenda"}]}, "metadata": {"utter_action": "utter_reflect", "words": "Brenda"},
}  # fmt: skip


@pytest.mark.parametrize("event", [SAID, KEPT, ANSWERED])
def test_no_word_of_an_event_is_published(event: dict[str, Any]) -> None:
    published = json.dumps(without_words(event))

    assert "Brenda" not in published
    assert "c-1" in published


def test_what_a_message_was_taken_for_and_which_sentence_answered_it_is_published() -> None:
    assert without_words(SAID) == {
        "sender_id": "c-1", "event": "user", "timestamp": 1.0, "input_channel": "web", "intent": "tell"
    }  # fmt: skip
    assert without_words(ANSWERED)["response"] == "utter_reflect"


def test_whoever_listens_reads_what_happened_in_order(needs: Needs) -> None:
    async def listen() -> list[dict[str, Any]]:
        connection = await aio_pika.connect(RABBITMQ, timeout=3)
        async with connection:
            channel = await connection.channel()
            exchange = await channel.declare_exchange(EXCHANGE, aio_pika.ExchangeType.FANOUT, durable=True)
            queue = await channel.declare_queue(exclusive=True)
            await queue.bind(exchange)
            published = WordlessEvents(RABBITMQ)
            for event in (SAID, KEPT, ANSWERED):
                published.publish(event | {"sender_id": "only-this-test"})
            found: list[dict[str, Any]] = []
            async with queue.iterator(timeout=10) as messages:
                async for message in messages:
                    body = json.loads(message.body)
                    if body.get("sender_id") == "only-this-test":
                        found.append(body)
                    if len(found) == 3:
                        break
            await published.close()
            return found

    try:
        found = asyncio.run(listen())
    except (ConnectionError, OSError):
        needs(None, "a RabbitMQ server on the usual local port")
        return

    assert [event["event"] for event in found] == ["user", "slot", "bot"]


def test_a_rabbitmq_that_is_away_holds_nobody_up_and_is_never_owed_more_than_so_much(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(events, "MOST_WAITING", 5)

    async def talk() -> WordlessEvents:
        published = WordlessEvents(NOBODY)
        for _ in range(8):
            published.publish(SAID)
        await asyncio.sleep(0.2)
        await published.close()
        return published

    published = asyncio.run(talk())

    assert published.lost == 3
