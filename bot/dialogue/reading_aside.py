"""Reading a message beside everything else: while the network reads for one person, others are served.

Reading is a quarter of a turn's work, and most of it is ONNX Runtime's, which lets go of the interpreter while it
counts. On the server's one thread everybody waits for it all the same; in a thread of its own it takes a second
processor. It is one thread, so that a model's parts read one message at a time, as they were made for.
"""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from rasa.core.channels.channel import UserMessage
from rasa.core.processor import MessageProcessor

_reader = ThreadPoolExecutor(1, thread_name_prefix="reading")


async def read_aside(processor: MessageProcessor, message: UserMessage) -> dict[str, Any]:
    """Return what a model makes of a message; whatever it raises is raised.

    Args:
        processor: Rasa's, with the model.
        message: to be read.
    """
    if getattr(processor, "http_interpreter", True):
        # Another server reads; waiting for it is what the event loop is for.
        return dict(await processor.parse_message(message))
    return await asyncio.get_running_loop().run_in_executor(_reader, _read, processor, message)


def _read(processor: MessageProcessor, message: UserMessage) -> dict[str, Any]:
    reading = processor.parse_message(message)
    try:
        # Rasa's method waits for nothing where it reads by itself, so that one step is all of it.
        reading.send(None)
    except StopIteration as end:
        return dict(end.value)
    finally:
        reading.close()
    raise RuntimeError("reading a message waits for something")
