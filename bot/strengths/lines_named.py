"""Lines that are named by their words instead of their numbers: "the bit about my brother"."""

from __future__ import annotations

from dataclasses import replace

from bot.strengths.all_but import all_but, lines_with
from bot.strengths.contact import Contact
from bot.strengths.line_commands import LAST, LineCommand, named_by, read_line_commands
from bot.strengths.pieces import numbers


def wishes_about_lines(contact: Contact, words: str) -> tuple[LineCommand, ...]:
    """Return the wishes about lines in what was typed, by the numbers of the lines; empty if there are none.

    Args:
        contact: the contact under way, for its lines.
        words: what was typed.
    """
    besides = all_but(words)
    return by_number(contact, (besides,) if besides is not None else read_line_commands(words))


def by_number(contact: Contact, commands: tuple[LineCommand, ...]) -> tuple[LineCommand, ...]:
    """Return the wishes with the lines that were named by their words; what fits no line may be no wish at all."""
    if not commands:
        return ()
    lines = {line.id: line.words for line in contact.statements}
    number_of = numbers(contact)
    read = []
    for command in commands:
        if command.every:
            every = lines_with(command.about, lines)
            read.append(replace(command, numbers=command.numbers or tuple(sorted(number_of[line] for line in every))))
            continue
        named = named_by(command.about, lines) if command.about and not command.numbers else None
        if named is not None:
            read.append(replace(command, numbers=(number_of[named],)))
        elif command.numbers or command.surely:
            last = max(number_of.values(), default=LAST)
            read.append(replace(command, numbers=tuple(last if one == LAST else one for one in command.numbers)))
    return tuple(read)


def line_asked_for(contact: Contact, words: str) -> str | None:
    """Return the id of the line that somebody asks for by its words ("where's the bit about the dog"), or None."""
    return named_by(words, {line.id: line.words for line in contact.statements})
