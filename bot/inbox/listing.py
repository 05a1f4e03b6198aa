"""Which page of a list was asked for: by its number, or by where it begins or ends."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any, TypeVar

from flask import request

from bot.errors import NotFoundError
from bot.store.identifiers import is_identifier
from bot.store.records import Edge, ListPage

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


OLDER_THAN, NEWER_THAN = "older_than", "newer_than"
BETWEEN = "_"
"""Stands in an address between the moment and the id of an edge."""


def edge_asked_for() -> Edge | None:
    """Return where the page begins or ends that the address asks for; None if it names no edge that could be."""
    for name in (OLDER_THAN, NEWER_THAN):
        moment, _, id_ = request.args.get(name, "").partition(BETWEEN)
        try:
            changed_at = datetime.fromisoformat(moment)
        except ValueError:
            continue
        if changed_at.tzinfo is None and is_identifier(id_):
            return Edge(changed_at=changed_at.replace(tzinfo=UTC), id=id_, is_below=name == NEWER_THAN)
    return None


def as_address(edge: Edge) -> dict[str, str]:
    """Return what the address of a page says of its edge."""
    moment = edge.changed_at.astimezone(UTC).replace(tzinfo=None).isoformat()
    return {NEWER_THAN if edge.is_below else OLDER_THAN: f"{moment}{BETWEEN}{edge.id}"}
