"""Waiting for a turn as long as a person does, and telling them truly what became of it.

A turn outlives whoever waits for it. What Rasa has been handed may still count, and that is what the person is told;
what it has not been handed is called off, so that "not taken in" stays true.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Coroutine
from typing import Any

from bot.channels.due import ANSWERED_WITHIN, KEPT_FOR_HELP, Due
from bot.channels.exchange import Answer
from bot.channels.first_help import FirstHelp, Noticing
from bot.errors import AnswerLateError, MessageRefusedError, NotTakenInError
from bot.logs import logger

log = logger(__name__)

PATIENCE = ANSWERED_WITHIN - KEPT_FOR_HELP
"""Seconds the conversation has to answer. A turn under way goes on; sending the same message again finds its answer."""

PATIENCE_IN_DANGER = 2.5
"""Seconds that the conversation has to answer once danger was noticed; then first help is said without it."""

TURN_LASTS = 20.0
"""Seconds after which a turn under way is given up, so that the next can begin."""


class InTime:
    """The turns under way at one door.

    Args:
        first_help: notices danger, and does not let whoever voiced it wait as long.
        patience: seconds a person waits.
        patience_in_danger: seconds they wait when they voiced danger.
    """

    def __init__(self, first_help: FirstHelp, patience: float, patience_in_danger: float) -> None:
        self._first_help = first_help
        self._patience = patience
        self._patience_in_danger = patience_in_danger
        self._under_way: set[asyncio.Task[Answer]] = set()
        self._handed_on: set[tuple[str, str]] = set()  # conversation and message of what Rasa is at: it may count yet

    async def answer(
        self, conversation: str, work: Coroutine[Any, Any, Answer], due: Due, noticing: Noticing
    ) -> Answer:
        """Return the answer of a turn that comes in time.

        Args:
            conversation: in which it is.
            work: the turn.
            due: when its answer is.
            noticing: its message.

        Raises:
            MessageRefusedError: as the turn raises it.
            NotTakenInError: no answer came, and the turn does not count.
            AnswerLateError: no answer came, and the turn may still count.
        """
        # A person who goes away in the middle must not leave half a turn behind: the task outlives the request.
        task: asyncio.Task[Answer] = asyncio.create_task(work)
        self._under_way.add(task)
        task.add_done_callback(self._ended)
        try:
            patience = min(self._patience, due.left(KEPT_FOR_HELP))
            await self._first_help.wait(task, noticing, patience, self._patience_in_danger)
            if task.done():
                return task.result()
        except (MessageRefusedError, NotTakenInError):
            raise
        except Exception as error:  # noqa: BLE001 (every turn gets an answer, whatever broke)
            # Only the kind of error: its text may hold what the person said.
            log.error("turn_failed", conversation=conversation, error=type(error).__name__)
            raise NotTakenInError(type(error).__name__) from None
        is_under_way = (conversation, noticing.message_id) in self._handed_on
        log.error("turn_late", conversation=conversation, is_under_way=is_under_way)
        if is_under_way:
            raise AnswerLateError("no answer in time")
        # It waits behind another, or for the database: it must not count after the person was told that it does not.
        task.cancel()
        raise NotTakenInError("not begun in time")

    async def hand_on(self, conversation: str, message_id: str, handling: Awaitable[Any]) -> None:
        """Have Rasa handle a message; from here on it may count, until it is given up.

        Args:
            conversation: in which it was said.
            message_id: its name.
            handling: what Rasa does.

        Raises:
            NotTakenInError: it took too long and was given up.
        """
        self._handed_on.add((conversation, message_id))
        try:
            await asyncio.wait_for(handling, TURN_LASTS)
        except TimeoutError:
            raise NotTakenInError("given up") from None
        finally:
            self._handed_on.discard((conversation, message_id))

    def _ended(self, task: asyncio.Task[Answer]) -> None:
        self._under_way.discard(task)
        if not task.cancelled():
            task.exception()  # looked at, so that asyncio does not print it with the words in it
