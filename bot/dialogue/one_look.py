"""One look at the database for a whole turn.

A turn holds the lock of its conversation, so that nobody else writes in it. What it read at its beginning, and what it
wrote since, is what the database holds; asking again at every step would only say the same.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from bot.dialogue.held import Held


class Looked(dict[str, Held]):
    """What a turn has read and written, by the name of the conversation.

    Attributes:
        is_over: whether the turn has ended. What was begun in it, such as a kept connection, may go on and hold this.
    """

    is_over = False


_turn: ContextVar[Looked | None] = ContextVar("front_door_turn", default=None)


@contextmanager
def one_look() -> Iterator[None]:
    """Look at the database once in here, and in the tasks begun in here; to be used under the conversation's lock."""
    looked = Looked()
    token = _turn.set(looked)
    try:
        yield
    finally:
        _turn.reset(token)
        # The lock is given back now: whoever goes on has to ask for themselves, and keeps nobody's words.
        looked.is_over = True
        looked.clear()


def turn_under_way() -> Looked | None:
    """Return what the turn under way has read and written; None outside of one."""
    looked = _turn.get()
    return None if looked is None or looked.is_over else looked
