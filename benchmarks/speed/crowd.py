"""Many people at once: each in a conversation of their own, saying the next thing as soon as they have an answer."""

from __future__ import annotations

import asyncio
import time
import uuid
from collections.abc import Callable, Coroutine, Sequence
from dataclasses import dataclass, field
from typing import Any

import aiohttp

from benchmarks.speed.bots import FrontDoorBot, StockBot
from benchmarks.speed.figures import Measure, percentile
from benchmarks.speed.stage import Stage
from benchmarks.speed.talking import MOODS, TOLD, SilentError
from benchmarks.speed.where import looked_at

CROWDS = {4: 4.0, 16: 5.0, 64: 8.0}
"""How many at once, and for how many seconds at a time."""

ROUNDS = 2
JSON = {"Content-Type": "application/json"}
Post = Callable[[str], Coroutine[Any, Any, None]]


@dataclass
class Told:
    """What a crowd was answered."""

    milliseconds: list[float] = field(default_factory=list)
    seconds: float = 0.0

    @property
    def a_second(self) -> float:
        """Messages answered a second."""
        return len(self.milliseconds) / self.seconds


def at_once(stage: Stage) -> None:
    """Let 4, 16 and 64 people talk at once with each bot, by turns."""
    said: list[tuple[StockBot | FrontDoorBot, Sequence[str]]] = [
        (stage.stock, MOODS), (stage.ours, TOLD), (stage.floor, MOODS),
    ]  # fmt: skip
    for bot, _ in said:
        stage.serving(bot)
    for many, seconds in CROWDS.items():
        told = {bot.name: Told() for bot, _ in said}
        for _ in range(ROUNDS):
            for bot, words in said:
                asyncio.run(crowd(bot, words, many, seconds, told[bot.name]))
        ours, stock, floor = (told[bot.name] for bot in (stage.ours, stage.stock, stage.floor))
        n = len(ours.milliseconds)
        stage.add(
            Measure(
                key=f"rate_{many}", name=f"{many} at once, messages a second", unit="/s", ours=ours.a_second,
                stock=stock.a_second, floor=floor.a_second, ratio=ours.a_second / stock.a_second,
                target=2.5 if many == 16 else None, at_most=False, n=n,
            )
        )  # fmt: skip
        slow = [percentile(one.milliseconds, 0.95) for one in (ours, stock, floor)]
        stage.add(
            Measure(
                key=f"crowd_p95_{many}", name=f"{many} at once, p95", unit="ms", ours=slow[0], stock=slow[1],
                floor=slow[2], ratio=slow[0] / slow[1], target=0.4 if many == 64 else None, n=n,
            )
        )  # fmt: skip
    for bot, words in said[:2]:
        with looked_at(stage.serving(bot), stage.place.samples) as found:
            asyncio.run(crowd(bot, words, 64, 4.0, Told()))
        stage.where.setdefault("64 at once", {})[bot.name] = found


async def crowd(bot: StockBot | FrontDoorBot, said: Sequence[str], many: int, seconds: float, told: Told) -> None:
    """Let people talk until the time is up, and note what they were answered."""
    address = f"http://127.0.0.1:{bot.port}"
    connector = aiohttp.TCPConnector(limit=0)
    async with aiohttp.ClientSession(address, connector=connector, headers=JSON) as session:
        ours = isinstance(bot, FrontDoorBot)
        begin = in_front_door if ours else in_stock
        # Everybody is welcomed before the clock starts.
        people = await asyncio.gather(*(begin(session) for _ in range(many)))
        started = time.perf_counter()
        await asyncio.gather(*(person(talk, said, at, started + seconds, told) for at, talk in enumerate(people)))
        told.seconds += time.perf_counter() - started


async def person(talk: Post, said: Sequence[str], first: int, until: float, told: Told) -> None:
    """Say one thing after another; not everybody says the same at the same moment."""
    number = first
    while time.perf_counter() < until:
        started = time.perf_counter()
        await talk(said[number % len(said)])
        told.milliseconds.append(1000 * (time.perf_counter() - started))
        number += 1


async def in_stock(session: aiohttp.ClientSession) -> Post:
    """Begin a conversation with stock Rasa."""
    sender = uuid.uuid4().hex

    async def talk(words: str) -> None:
        async with session.post("/webhooks/rest/webhook", json={"sender": sender, "message": words}) as answer:
            await read(answer)

    return talk


async def in_front_door(session: aiohttp.ClientSession) -> Post:
    """Begin a conversation with Front Door."""
    async with session.post("/chat/api/conversations", json={}) as begun:
        token = (await read(begun))["token"]

    async def talk(words: str) -> None:
        message = {"message_id": uuid.uuid4().hex, "text": words}
        headers = {"Authorization": f"Bearer {token}"}
        async with session.post("/chat/api/messages", json=message, headers=headers) as answer:
            await read(answer)

    return talk


async def read(answer: aiohttp.ClientResponse) -> Any:
    """Return what was answered.

    Raises:
        SilentError: it was refused.
    """
    if answer.status >= 400:
        raise SilentError(f"{answer.url.path}: {answer.status}")
    return await answer.json(content_type=None)
