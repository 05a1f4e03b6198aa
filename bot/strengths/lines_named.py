"""Lines that are named by their words instead of their numbers: "the bit about my brother"."""

from __future__ import annotations

from dataclasses import replace

from bot.strengths.contact import Contact
from bot.strengths.line_commands import LineCommand, named_by
from bot.strengths.pieces import numbers


def by_number(contact: Contact, commands: tuple[LineCommand, ...]) -> tuple[LineCommand, ...]:
    """Return the wishes with the lines that were named by their words; what fits no line may be no wish at all."""
    lines = {line.id: line.words for line in contact.statements}
    number_of = numbers(contact)
    read = []
    for command in commands:
        named = named_by(command.about, lines) if command.about and not command.numbers else None
        if named is not None:
            read.append(replace(command, numbers=(number_of[named],)))
        elif command.numbers or command.surely:
            read.append(command)
    return tuple(read)
