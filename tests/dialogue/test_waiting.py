"""Waiting for the database in threads: nobody else waits, and no write arrives behind anybody's back."""

from __future__ import annotations

import asyncio
import threading
import time

import pytest

from bot.dialogue.waiting import WRITERS, Threads


def test_reading_goes_on_while_every_writer_waits() -> None:
    async def work() -> str:
        threads, held = Threads(), threading.Event()
        writing = [asyncio.create_task(threads.write(held.wait)) for _ in range(3 * WRITERS)]
        await asyncio.sleep(0.05)
        found = await asyncio.wait_for(threads.read(lambda: "found"), 5)
        held.set()
        await asyncio.gather(*writing)
        return found

    assert asyncio.run(work()) == "found"


def test_who_gives_up_on_a_write_that_has_begun_learns_it_when_it_has_ended() -> None:
    written: list[str] = []

    def write() -> None:
        time.sleep(0.3)
        written.append("written")

    async def work() -> None:
        with pytest.raises(TimeoutError):
            await asyncio.wait_for(Threads().write(write), 0.05)
        assert written == ["written"]

    asyncio.run(work())


def test_a_write_that_has_not_begun_never_does_once_nobody_waits_for_it() -> None:
    written: list[str] = []

    async def work() -> None:
        threads, held = Threads(), threading.Event()
        before = [asyncio.create_task(threads.write(held.wait)) for _ in range(WRITERS)]
        await asyncio.sleep(0.05)
        with pytest.raises(TimeoutError):
            await asyncio.wait_for(threads.write(lambda: written.append("written")), 0.05)
        held.set()
        await asyncio.gather(*before)
        await asyncio.sleep(0.05)

    asyncio.run(work())
    assert written == []
