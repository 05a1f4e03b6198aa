"""Long polling. Telegram itself keeps what was not dealt with yet (for a day): an update is confirmed only then.

The library's own poller confirms an update when it has been fetched; whatever waits in memory at that moment is lost
when the process dies. Here it is fetched again, and dealt with once (``order``, ``sending``).
"""

from __future__ import annotations

import asyncio
import warnings
from collections.abc import Awaitable, Callable
from typing import Any

from telegram import Bot, Update
from telegram.error import Conflict, InvalidToken, RetryAfter, TelegramError

from bot.channels.telegram.incoming import WANTED, Incoming, read
from bot.channels.telegram.order import Order
from bot.logs import logger

log = logger(__name__)

WAIT = 25
"""Seconds that Telegram holds a request open while there is nothing."""

LOOK_AGAIN = 0.3
"""Seconds between two requests while something is under way; what is not confirmed comes back at once."""

FIRST_PAUSE, LONGEST_PAUSE = 1.0, 60.0
"""Seconds between two tries when Telegram cannot be reached: doubled each time, up to the longer."""


class Fetching:
    """Fetches updates, as long as the server runs.

    Args:
        bot: Telegram's library.
        order: deals with them.
        wait: seconds that a request is held open.
        sleep: waits; another in tests.
    """

    def __init__(
        self,
        bot: Bot,
        order: Order,
        wait: int = WAIT,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._bot = bot
        self._order = order
        self._wait = wait
        self._sleep = sleep
        self._offset = 0
        self._under_way: dict[int, asyncio.Task[None]] = {}
        self._pause = FIRST_PAUSE

    async def run(self) -> None:
        """Go on fetching."""
        while True:
            try:
                await self.once()
                self._pause = FIRST_PAUSE
            except TelegramError as error:
                await self._wait_after(error)
            except Exception as error:  # noqa: BLE001 (whatever Telegram sends must not end this)
                log.error("telegram.fetching_failed", error=type(error).__name__)
                await self._sleep(LONGEST_PAUSE)

    async def once(self) -> None:
        """Fetch once, and deal with what came."""
        self._confirm()
        started = asyncio.get_running_loop().time()
        wait = 0 if self._under_way else self._wait
        fetched = await fetch(self._bot, self._offset, wait)
        for number, data in sorted((item for item in map(_numbered, fetched) if item), key=lambda item: item[0]):
            self._take(number, data)
        # A server that does not hold requests open is not asked without a pause.
        if self._under_way or asyncio.get_running_loop().time() - started < LOOK_AGAIN:
            await self._sleep(LOOK_AGAIN)

    def _take(self, number: int, data: dict[str, Any]) -> None:
        if number in self._under_way or number < self._offset:
            return
        incoming = understood(data, self._bot)
        # What is nothing to us is confirmed like everything else.
        self._under_way[number] = self._order.take(incoming) if incoming else asyncio.create_task(_nothing())

    def _confirm(self) -> None:
        """Move past what was dealt with; what came later than something unfinished waits for it."""
        for number in sorted(self._under_way):
            if not self._under_way[number].done():
                return
            del self._under_way[number]
            self._offset = number + 1

    async def _wait_after(self, error: TelegramError) -> None:
        # 409: another program fetches with the same token, or a webhook is set; both end by themselves or not at all.
        serious = isinstance(error, Conflict | InvalidToken)
        (log.error if serious else log.warning)("telegram.not_fetched", error=type(error).__name__)
        if isinstance(error, RetryAfter):
            after = error.retry_after
            await self._sleep(float(after) if isinstance(after, int | float) else after.total_seconds())
            return
        await self._sleep(self._pause)
        self._pause = min(2 * self._pause, LONGEST_PAUSE)


async def fetch(bot: Bot, offset: int, wait: int) -> list[Any]:
    """Return updates as Telegram sends them, from a number on.

    The library's own call gives nothing at all when one of them cannot be read, and writes them all into its log.

    Raises:
        TelegramError: they could not be fetched.
    """
    wanted = {"offset": offset, "timeout": wait, "allowed_updates": list(WANTED)}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        fetched = await bot.do_api_request("get_updates", api_kwargs=wanted, read_timeout=wait + 10)
    return fetched if isinstance(fetched, list) else []


def understood(data: dict[str, Any], bot: Bot) -> Incoming | None:
    """Return what an update holds, or None when it is nothing to us or cannot be read."""
    try:
        return read(Update.de_json(data, bot))
    except Exception as error:  # noqa: BLE001 (the library raises what it likes at what it does not know)
        log.error("telegram.update_unreadable", error=type(error).__name__)
        return None


def _numbered(data: Any) -> tuple[int, dict[str, Any]] | None:
    number = data.get("update_id") if isinstance(data, dict) else None
    return (number, data) if isinstance(number, int) else None


async def _nothing() -> None:
    """There is nothing to do."""
