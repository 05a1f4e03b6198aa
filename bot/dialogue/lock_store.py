"""One turn at a time in each conversation, however many Rasa servers there are: locks kept in Redis.

Rasa's own Redis locks are read, changed and written back in three steps, so that two servers can draw the same number
and speak at once; they ask Redis on the server's only thread; and a lock whose holder was killed stands for a minute
[rasa 3.6.21, core/lock_store.py]. Here Redis's client library does the locking in one step (``redis.asyncio.lock``).
A lock lives for seconds and is renewed while its holder lives, so that a killed server holds nobody up for long.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from typing import Any

from rasa.core.lock_store import LockError, LockStore
from redis.asyncio import Redis
from redis.asyncio.lock import Lock
from redis.exceptions import RedisError

from bot.logs import logger
from bot.settings import settings

log = logger(__name__)

LIVES = 4.0
"""Seconds a lock outlives its holder."""

RENEWED_EVERY = 1.0
"""Seconds between two renewals."""

LOOKS_AGAIN_AFTER = 0.05
"""Seconds between two tries for a lock that somebody else has."""

WAITS = 20.0
"""Seconds somebody waits for a lock before the turn is given up, and the person is told to send it again."""

ANSWERS_WITHIN = 2.0
"""Seconds Redis has for an answer. It needs a thousandth of that; a turn must not hang on it."""


class Held:
    """A lock that is held.

    Attributes:
        lost: set when the lock could not be renewed in time, and somebody else may have it.
    """

    def __init__(self) -> None:
        self.lost = asyncio.Event()


class SharedLocks(LockStore):
    """Locks in the Redis that the settings name.

    Args:
        redis: the client; made from the settings unless given.
        unused: what ``endpoints.yml`` says besides.
    """

    def __init__(self, redis: Redis | None = None, **unused: Any) -> None:
        super().__init__()
        self._redis: Redis = redis or Redis.from_url(
            settings().locks_url, socket_timeout=ANSWERS_WITHIN, socket_connect_timeout=ANSWERS_WITHIN
        )

    @asynccontextmanager
    async def lock(
        self, conversation_id: str, lock_lifetime: float = LIVES, wait_time_in_seconds: float = LOOKS_AGAIN_AFTER
    ) -> AsyncIterator[Held]:
        """Hold the lock of a conversation.

        Args:
            conversation_id: whose; any other name that only one may hold.
            lock_lifetime: Rasa's; not read, for a lock here lives as long as its holder.
            wait_time_in_seconds: Rasa's; not read.

        Raises:
            LockError: somebody else held it all the time, or Redis cannot be reached.
        """
        lock = Lock(
            self._redis, f"front-door:{conversation_id}", timeout=LIVES, sleep=LOOKS_AGAIN_AFTER,
            blocking_timeout=WAITS, thread_local=False,
        )  # fmt: skip
        try:
            has_it = await lock.acquire()
        except RedisError as error:
            log.error("locks_unreachable", error=type(error).__name__)
            raise LockError("Redis cannot be reached.") from None
        if not has_it:
            raise LockError("Somebody else is still at it.")
        held = Held()
        renewing = asyncio.create_task(_renew(lock, held))
        try:
            yield held
        finally:
            renewing.cancel()
            with suppress(RedisError):
                await lock.release()


async def _renew(lock: Lock, held: Held) -> None:
    """Renew a lock for as long as it is held. A Redis that is away for a moment is asked again."""
    clock = asyncio.get_running_loop().time
    good_until = clock() + LIVES
    while clock() < good_until:
        await asyncio.sleep(RENEWED_EVERY)
        asked_at = clock()
        with suppress(RedisError):
            await lock.reacquire()
            good_until = asked_at + LIVES
    log.error("lock_lost")
    held.lost.set()
