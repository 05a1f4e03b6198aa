"""A message is read beside everything else, one at a time, and as Rasa reads it."""

from __future__ import annotations

import asyncio
import threading
import time
from typing import Any

import pytest
from rasa.core.channels.channel import UserMessage
from rasa.core.processor import MessageProcessor
from rasa.shared.core.domain import Domain

from bot.dialogue.reading_aside import read_aside


class Processor(MessageProcessor):
    """Rasa's own, but for its graph of components.

    Args:
        elsewhere: reads in its place, as a server of its own would.
    """

    def __init__(self, elsewhere: Any = None) -> None:
        self.http_interpreter = elsewhere
        self.domain = Domain.from_yaml('version: "3.1"\nintents: [tell]\n')
        self.threads: list[int] = []
        self.at_once = self.most_at_once = 0

    def _parse_message_with_graph(self, message: UserMessage, *_: Any) -> dict[str, Any]:
        self.threads.append(threading.get_ident())
        self.at_once += 1
        self.most_at_once = max(self.most_at_once, self.at_once)
        time.sleep(0.05)
        self.at_once -= 1
        if message.text == "broken":
            raise ValueError("broken")
        return {"text": message.text, "intent": {"name": "tell"}, "entities": []}


class Elsewhere:
    """A server that reads."""

    async def parse(self, message: UserMessage) -> dict[str, Any]:
        await asyncio.sleep(0.01)
        return {"text": message.text, "intent": {"name": "tell"}, "entities": []}


@pytest.mark.parametrize("elsewhere", [None, Elsewhere()])
def test_what_rasa_makes_of_a_message_is_made_of_it(elsewhere: Any) -> None:
    async def read() -> None:
        message, processor = UserMessage(text="my words"), Processor(elsewhere)
        assert await read_aside(processor, message) == await processor.parse_message(message)

    asyncio.run(read())


def test_others_are_served_while_messages_are_read_one_at_a_time() -> None:
    async def read() -> Processor:
        processor, served = Processor(), 0
        reading = asyncio.gather(*(read_aside(processor, UserMessage(text=f"{number}")) for number in range(4)))
        while not reading.done():
            await asyncio.sleep(0.005)
            served += 1
        assert [each["text"] for each in await reading] == ["0", "1", "2", "3"]
        assert served > 4
        return processor

    processor = asyncio.run(read())

    assert processor.most_at_once == 1
    assert threading.get_ident() not in processor.threads


def test_what_breaks_in_a_model_is_told() -> None:
    with pytest.raises(ValueError, match="broken"):
        asyncio.run(read_aside(Processor(), UserMessage(text="broken")))


def test_whoever_gives_up_waiting_leaves_the_next_to_be_read() -> None:
    async def read() -> None:
        processor = Processor()
        with pytest.raises(TimeoutError):
            await asyncio.wait_for(read_aside(processor, UserMessage(text="first")), 0.01)
        assert (await read_aside(processor, UserMessage(text="second")))["text"] == "second"

    asyncio.run(read())
