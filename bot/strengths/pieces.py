"""The read-back in pieces: few lines at once, headings kept whole, under numbers that stay (practice 6.3, RIP-1).

A number is given once, when the lines are first shown, and stays with its line until the next read-back: "remove 7"
means the same line however many were taken out before it. Somebody with few lines sees them all at once.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, islice

from bot.strengths.apart import lines_as_drawn
from bot.strengths.contact import Contact
from bot.strengths.headings import heading_of, order_of
from bot.strengths.statement import Statement

FEW = 5
"""Most lines in one piece; whoever has no more than this sees all at once."""


@dataclass(frozen=True, kw_only=True)
class ReadBackLine:
    """One line as the person sees it.

    Attributes:
        number: for people who type "remove 2"; it stays with the line for the whole of the read-back.
        heading: what kind of line it is, in plain words.
        statement: what was said.
    """

    number: int
    heading: str
    statement: Statement


def read_back_lines(contact: Contact, only: Collection[str] = ()) -> tuple[ReadBackLine, ...]:
    """Return the lines in the order of the summary's headings, under the numbers that they have.

    Args:
        contact: the contact under way.
        only: ids of the lines that are wanted; all of them unless given.
    """
    number_of = numbers(contact)
    wanted = [line for line in contact.statements if line.id in only] if only else contact.statements
    return tuple(
        ReadBackLine(number=number_of[statement.id], heading=heading_of(statement), statement=statement)
        for statement in _in_order(contact, wanted)
    )


def numbers(contact: Contact) -> dict[str, int]:
    """Return the number of every line, by its id; lines that have none yet are counted on from the last."""
    given = {line: number for number, line in enumerate(contact.numbered, start=1)}
    # Each line is given its number once: however many there are, only those that are new are put in order here.
    for line in _in_order(contact, [line for line in contact.statements if line.id not in given]):
        given[line.id] = len(given) + 1
    return given


def give_numbers(contact: Contact) -> None:
    """Give every line that has no number the next one. A number whose line was taken out is not used again."""
    contact.numbered = list(numbers(contact))


def begin_anew(contact: Contact) -> None:
    """Forget the numbers and what was looked at: a new read-back begins."""
    contact.numbered.clear()
    contact.looked_at.clear()
    give_numbers(contact)


def is_long(contact: Contact) -> bool:
    """Whether there are more lines than are shown at once."""
    return len(contact.statements) > FEW


def is_looked_at(contact: Contact) -> bool:
    """Whether the person has looked at every line there is."""
    return bool(contact.statements) and {line.id for line in contact.statements}.issubset(contact.looked_at)


def piece_of(contact: Contact) -> tuple[str, ...]:
    """Return the ids of the lines to show next, at most five; empty when every line was looked at."""
    return next((tuple(line.id for line in piece) for piece in _pieces(_waiting(contact))), ())


def pieces_left(contact: Contact) -> int:
    """Return in how many pieces the lines that were not looked at will be shown."""
    return sum(1 for _ in _pieces(_waiting(contact)))


def look_at(contact: Contact, lines: tuple[str, ...]) -> None:
    """Remember that the person has looked at these lines."""
    looked_at = set(contact.looked_at)
    contact.looked_at += [line for line in lines if line not in looked_at]


def look_at_all(contact: Contact) -> tuple[str, ...]:
    """Remember that the person has looked at every line, and return the ids of those they had not."""
    waiting = tuple(line.id for line in _waiting(contact))
    look_at(contact, waiting)
    return waiting


def look_again(contact: Contact, line: str) -> None:
    """Show a line once more in its turn, because its words have changed."""
    if line in contact.looked_at:
        contact.looked_at.remove(line)


def _pieces(lines: list[Statement]) -> Iterator[list[Statement]]:
    """The lines in pieces: a heading is parted only when it is too long by itself, and short ones go together."""
    piece: list[Statement] = []
    for _, under_one in groupby(lines, key=heading_of):
        while part := list(islice(under_one, FEW)):
            if len(piece) + len(part) <= FEW:
                piece += part
            else:
                yield piece
                piece = part
    if piece:
        yield piece


def _waiting(contact: Contact) -> list[Statement]:
    looked_at = set(contact.looked_at)
    return _in_order(contact, [line for line in contact.statements if line.id not in looked_at])


def _in_order(contact: Contact, lines: Sequence[Statement]) -> list[Statement]:
    """Some of the contact's lines in the order they are shown: by heading, and under one heading by number."""
    if not lines:
        return []
    place_of = {line: at for at, line in enumerate(contact.numbered)}
    last = len(place_of)
    return sorted(lines_as_drawn(contact, lines), key=lambda line: (*order_of(line), place_of.get(line.id, last)))
