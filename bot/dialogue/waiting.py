"""Waiting for the database in threads of their own: while one conversation waits, everybody else is served.

Rasa's SQL store works on the server's one event loop, so that a locked database stops every resident at once
(platform 2.2). Reading has threads of its own, because reading goes on while writers queue for a lock.
"""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

READERS = 4
WRITERS = 4

Found = TypeVar("Found")


class Threads:
    """The threads in which one store reads and writes.

    Args:
        writers: how many may write at once. SQLite lets one write at a time; a second would only sleep and ask again.
    """

    def __init__(self, writers: int = WRITERS) -> None:
        self._readers = ThreadPoolExecutor(READERS, thread_name_prefix="conversations-read")
        self._writers = ThreadPoolExecutor(writers, thread_name_prefix="conversations-write")

    async def read(self, work: Callable[[], Found]) -> Found:
        """Read; whoever gives up waiting leaves nothing behind.

        Args:
            work: reads.
        """
        return await asyncio.get_running_loop().run_in_executor(self._readers, work)

    async def write(self, work: Callable[[], Found]) -> Found:
        """Write; whoever gives up waiting for a write that has begun learns that only when it has ended.

        What comes next may then count on what the database holds: no write arrives behind its back.

        Args:
            work: writes.
        """
        begun = self._writers.submit(work)
        writing = asyncio.wrap_future(begun)
        try:
            return await asyncio.shield(writing)
        except asyncio.CancelledError:
            # One that has not begun never will.
            if not begun.cancel():
                with contextlib.suppress(Exception):
                    await writing
            raise
