"""The lines of a contact as its record holds them: what many of them share is written once.

All that was said goes to the action server and back, and into the database, at every turn. Most of a line's record says
what sort of line it is, and of a hundred lines there are a dozen sorts; so a line names its sort, and is no longer than
its words are.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields
from operator import itemgetter
from typing import Any

from bot.strengths.statement import Statement

OF_ITS_OWN = ("id", "words", "about", "pieces")
"""What no two lines need have in common; all else is the line's sort."""

_sort_of = itemgetter(*(each.name for each in fields(Statement) if each.name not in OF_ITS_OWN))


def pack(lines: Sequence[Statement]) -> dict[str, Any]:
    """Return plain values for JSON.

    Args:
        lines: of a contact, oldest first.
    """
    numbers: dict[Any, int] = {}
    sorts: list[dict[str, Any]] = []
    packed: list[list[Any]] = []
    for line in lines:
        sort = _sort_of(vars(line))
        number = numbers.get(sort)
        if number is None:
            number = numbers[sort] = len(sorts)
            sorts.append({name: value for name, value in line.to_record().items() if name not in OF_ITS_OWN})
        own = [line.about, list(line.pieces)] if line.about or line.pieces else []
        packed.append([line.id, line.words, number, *own])
    return {"sorts": sorts, "lines": packed}


def unpack(kept: dict[str, Any] | Sequence[dict[str, Any]]) -> list[Statement]:
    """Return the lines that ``pack`` wrote.

    Args:
        kept: what it wrote; in a conversation that began long ago, a whole record of each line.

    Raises:
        KeyError, TypeError, ValueError: these are no lines.
    """
    if not isinstance(kept, dict):
        return [Statement.from_record(record) for record in kept]
    sorts = {
        number: vars(Statement.from_record(sort | {"id": "", "words": ""})) for number, sort in enumerate(kept["sorts"])
    }
    lines = []
    for line, words, number, *own in kept["lines"]:
        # Put together at once: by its own ``__init__`` a frozen class takes each field by itself, five times as long.
        statement = object.__new__(Statement)
        told = vars(statement)
        told.update(sorts[number])
        told["id"], told["words"] = line, words
        if own:
            about, pieces = own
            told["about"], told["pieces"] = about, tuple(pieces)
        lines.append(statement)
    return lines
