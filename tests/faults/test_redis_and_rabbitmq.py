"""Redis, which several servers take turns by, and RabbitMQ, which is told what happens, go away and come back."""

from __future__ import annotations

import asyncio

import aio_pika
import pytest

from bot.dialogue.events import EXCHANGE
from tests.faults.holding import (
    PHONE,
    assert_answered,
    assert_goes_on,
    assert_in_time,
    assert_told_the_truth,
    kept,
    settled,
)
from tests.faults.resident import Resident
from tests.faults.road import Road
from tests.journeys.front_door import FrontDoor

DANGER = "botallack, I am going to kill myself tonight"
RABBITMQ = "amqp://guest:guest@127.0.0.1:5672/"
HEARD_WITHIN = 20.0
"""Seconds from RabbitMQ's return until what is said is published again."""


@pytest.fixture
def resident(for_several: FrontDoor) -> Resident:
    return settled(for_several.address, "I came about the botallack count house")


def test_redis_gone_and_back(for_several: FrontDoor, resident: Resident, redis_road: Road) -> None:
    words = "The botallack count house, told while the locks are gone"
    with redis_road.cut():
        assert_told_the_truth(resident.say(words), words)
    assert_goes_on(for_several, resident, words)


def test_redis_there_and_silent(for_several: FrontDoor, resident: Resident, redis_road: Road) -> None:
    words = "The botallack count house, told to silent locks"
    with redis_road.blocked():
        assert_told_the_truth(resident.say(words), words)
    assert_goes_on(for_several, resident, words)


def test_danger_is_helped_while_redis_is_gone(resident: Resident, redis_road: Road) -> None:
    with redis_road.cut():
        page = resident.say(DANGER)
    assert_in_time(page)
    assert "999" in page.text
    assert PHONE in page.text


def test_rabbitmq_gone_is_not_noticed(for_several: FrontDoor, resident: Resident, rabbitmq_road: Road) -> None:
    words = "The botallack count house, told while nobody listens"
    with rabbitmq_road.cut():
        assert_answered(resident.say(words))
    assert kept(for_several).count(words) == 1


def test_rabbitmq_there_and_silent_is_not_noticed(
    for_several: FrontDoor, resident: Resident, rabbitmq_road: Road
) -> None:
    words = "The botallack count house, told to a silent queue"
    with rabbitmq_road.blocked():
        assert_answered(resident.say(words))
    assert kept(for_several).count(words) == 1


def test_what_happens_is_published_again_once_rabbitmq_is_back_and_without_a_word(
    for_several: FrontDoor, resident: Resident, rabbitmq_road: Road
) -> None:
    with rabbitmq_road.cut():
        assert_answered(resident.say("botallack, told meanwhile"))

    heard = asyncio.run(_listen_while(resident))

    assert heard
    assert not [body for body in heard if b"botallack" in body]


async def _listen_while(resident: Resident) -> list[bytes]:
    """Return what is published while somebody goes on talking."""
    bodies: list[bytes] = []
    connection = await aio_pika.connect(RABBITMQ, timeout=5)
    async with connection:
        channel = await connection.channel()
        exchange = await channel.declare_exchange(EXCHANGE, aio_pika.ExchangeType.FANOUT, durable=True)
        queue = await channel.declare_queue(exclusive=True)
        await queue.bind(exchange)

        async def take(message: aio_pika.abc.AbstractIncomingMessage) -> None:
            bodies.append(message.body)

        await queue.consume(take, no_ack=True)
        until = asyncio.get_running_loop().time() + HEARD_WITHIN
        while not bodies and asyncio.get_running_loop().time() < until:
            await asyncio.to_thread(resident.say, "botallack, and one thing more")
            await asyncio.sleep(1)
    return bodies
