"""Which page of a list was asked for."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from flask import request

from bot.errors import NotFoundError
from bot.store.records import ListPage

MOST_DIGITS = 6
"""Of a page number; a longer one is nobody's, and the database may not hold it."""

Found = TypeVar("Found", bound=ListPage[Any])


def page_asked_for(read: Callable[[int], Found]) -> Found:
    """Return the page of a list that the address asks for; the first if it asks for none that could be.

    Args:
        read: gives the page with a number.

    Raises:
        NotFoundError: the list does not go on so far.
    """
    asked = request.args.get("page", "1")
    number = int(asked) if asked.isdecimal() and len(asked) <= MOST_DIGITS else 1
    found = read(number)
    if number > found.pages:
        raise NotFoundError("The list has no such page.")
    return found
