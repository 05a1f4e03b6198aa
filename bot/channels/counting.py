"""Counting turns for those who run the service: how many, how long, what became of them. Never whose, never what."""

from __future__ import annotations

import time
from collections.abc import Awaitable, Callable, Mapping
from functools import wraps
from typing import Any

from bot.channels.exchange import Answer, Said
from bot.errors import MessageRefusedError, NotTakenInError
from bot.monitoring.metrics import count_fallback, count_turn
from bot.understanding.acts import UNSURE

CLOSED = "closed"


def counted(say: Callable[[Any, str, Said], Awaitable[Answer]]) -> Callable[[Any, str, Said], Awaitable[Answer]]:
    """Count every turn that a door takes, and how long it took.

    Args:
        say: ``Conversations.say``.
    """

    @wraps(say)
    async def counting(self: Any, conversation: str, said: Said) -> Answer:
        begun, outcome = time.monotonic(), "failed"
        try:
            answer = await say(self, conversation, said)
            outcome = "repeated" if answer.repeated else "answered"
        except MessageRefusedError as refusal:
            outcome = CLOSED if refusal.code == CLOSED else "refused"
            raise
        except NotTakenInError:
            outcome = "not_taken_in"
            raise
        finally:
            count_turn(self.door, outcome, time.monotonic() - begun)
        return answer

    return counting


def count_reading(door: str, understood: Mapping[str, Any] | None) -> None:
    """Count a message that the model was not sure about, or could not read.

    Args:
        door: by which it came.
        understood: what the model read, or None when it failed.
    """
    if understood is None or (understood.get("intent") or {}).get("name") == UNSURE:
        count_fallback(door)
