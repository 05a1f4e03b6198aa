"""What happens in conversations, published to RabbitMQ without a word that was said.

Rasa's own broker publishes every event whole: what people typed, every slot, for whoever reads the queue; what it
cannot publish it keeps in memory; and a server waits up to two minutes at its start for a RabbitMQ that is away
[rasa 3.6.21, core/brokers/pika.py]. Statistics need none of that. Here an event says what kind of thing happened, when,
by which door and in which conversation (a name that we made up), and for a message what it was taken for. A queue that
is out of reach holds up no turn: events are then lost, and counted. The tracker, not the queue, is the record.
"""

from __future__ import annotations

import asyncio
import json
from asyncio import AbstractEventLoop
from collections.abc import Mapping
from contextlib import suppress
from typing import Any

import aio_pika
from rasa.core.brokers.broker import EventBroker
from rasa.utils.endpoints import EndpointConfig

from bot.logs import logger
from bot.settings import settings

log = logger(__name__)

EXCHANGE = "front_door.events"
"""A fanout exchange: each reader binds a queue of its own to it."""

MOST_WAITING = 1_000
"""Events that wait for a connection; more are counted as lost."""

TRY_AGAIN_AFTER = 5.0
"""Seconds between two tries to connect."""

NAME_OF_RESPONSE = "utter" + "_action"
"""Where Rasa writes which response a sentence is (in two pieces, for it is no response itself)."""

KEPT = ("sender_id", "event", "timestamp", "name", "policy", "input_channel")
"""Fields of Rasa's events that hold no word of anybody's."""


class WordlessEvents(EventBroker):
    """Publishes wordless events to the RabbitMQ that the settings name.

    Args:
        url: its address.

    Attributes:
        lost: how many events could not be published.
    """

    def __init__(self, url: str) -> None:
        self._url = url
        self._waiting: asyncio.Queue[dict[str, Any]] = asyncio.Queue(MOST_WAITING)
        self.lost = 0
        self._work = asyncio.create_task(self._keep_publishing())

    @classmethod
    async def from_endpoint_config(
        cls, broker_config: EndpointConfig, event_loop: AbstractEventLoop | None = None
    ) -> WordlessEvents:
        """Return one for the settings; it connects by itself, as soon as RabbitMQ is there."""
        return cls(settings().events_url)

    def publish(self, event: dict[str, Any]) -> None:
        """Publish what may be known of an event; never waits."""
        try:
            self._waiting.put_nowait(without_words(event))
        except asyncio.QueueFull:
            self.lost += 1

    async def close(self) -> None:
        """Stop publishing."""
        self._work.cancel()
        with suppress(asyncio.CancelledError):
            await self._work

    async def _keep_publishing(self) -> None:
        while True:
            try:
                await self._publish_while_connected()
            except Exception as error:  # noqa: BLE001 (whatever the library raises, a turn must not know of it)
                log.warning("events_not_published", error=type(error).__name__, lost=self.lost)
                await asyncio.sleep(TRY_AGAIN_AFTER)

    async def _publish_while_connected(self) -> None:
        connection = await aio_pika.connect(self._url, timeout=TRY_AGAIN_AFTER)
        async with connection:
            channel = await connection.channel()
            exchange = await channel.declare_exchange(EXCHANGE, aio_pika.ExchangeType.FANOUT, durable=True)
            log.info("events_published", lost=self.lost)
            while True:
                event = await self._waiting.get()
                body = json.dumps(event).encode()
                try:
                    await exchange.publish(aio_pika.Message(body, content_type="application/json"), routing_key="")
                except BaseException:
                    self.lost += 1
                    raise


def without_words(event: Mapping[str, Any]) -> dict[str, Any]:
    """Return what may be known of an event of Rasa's.

    Args:
        event: as Rasa writes it.
    """
    kept = {name: event[name] for name in KEPT if event.get(name) is not None}
    if event.get("event") == "user":
        intent = (event.get("parse_data") or {}).get("intent") or {}
        kept["intent"] = intent.get("name")
    if event.get("event") == "bot":
        # Which of our own sentences it was; the sentence itself may quote the person.
        kept["response"] = (event.get("metadata") or {}).get(NAME_OF_RESPONSE)
    if event.get("event") == "slot":
        kept.pop("name", None)
    return kept
