"""What words say, looked at once in a turn: many moments ask the same of the same words, one after another.

Nothing is remembered outside of a turn, and nothing when it is over: the words are nobody's but the conversation's.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import wraps
from typing import Any, TypeVar

Found = TypeVar("Found")

_turn: ContextVar[dict[Any, Any] | None] = ContextVar("front_door_heard", default=None)


@contextmanager
def one_turn() -> Iterator[None]:
    """Remember in here what was found in words."""
    found: dict[Any, Any] = {}
    token = _turn.set(found)
    try:
        yield
    finally:
        _turn.reset(token)
        # What was begun in the turn and goes on may hold this still.
        found.clear()


def once_a_turn(look: Callable[[str], Found]) -> Callable[[str], Found]:
    """Have a look at words taken once in a turn; what it finds depends on the words alone.

    Args:
        look: returns what it finds in words; nothing that could be changed.
    """

    @wraps(look)
    def found_in(words: str) -> Found:
        known = _turn.get()
        if known is None:
            return look(words)
        key = (look, words)
        if key not in known:
            known[key] = look(words)
        found: Found = known[key]
        return found

    return found_in
