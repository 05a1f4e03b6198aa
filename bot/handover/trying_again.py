"""Trying again when somebody else wrote the same thing at the same moment."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from bot.errors import ConflictError

Result = TypeVar("Result")
TRIES = 5


def until_alone(act: Callable[[], Result]) -> Result:
    """Do an act, and again if another process was first: the second time it finds what that one wrote.

    Args:
        act: a whole transaction, from beginning to commit.

    Raises:
        ConflictError: somebody was first every time.
    """
    for _ in range(TRIES - 1):
        try:
            return act()
        except ConflictError:
            continue
    return act()
