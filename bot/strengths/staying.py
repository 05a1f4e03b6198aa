"""Staying with what is hard: another way of listening each time (RIP-3, STU-6)."""

from __future__ import annotations

from bot.strengths.agenda import STAY_OR_TURN
from bot.strengths.contact import Contact
from bot.strengths.hearing import tells_that_nothing_helps
from bot.strengths.library import Library


def next_while_staying(contact: Contact, library: Library) -> str:
    """Return the key of another way of listening: whoever stays for long is not asked the same over and over.

    Whether to stay or turn, and what helps, is asked once in a conversation; the rest comes in turn.
    """
    once = (STAY_OR_TURN, *(one.key for one in library.openers("staying") if one.question_type == "coping"))
    questions = [one.key for one in library.openers("staying") if not (one.key in once and one.key in contact.asked)]
    if any(tells_that_nothing_helps(line.words) for line in contact.statements):
        # Asked what helps, they have said that nothing does.
        questions = [key for key in questions if library[key].question_type != "coping"] or questions
    heard = sum(statement.question.startswith("staying.") for statement in contact.statements)
    in_turn = [questions[(heard + 1 + later) % len(questions)] for later in range(len(questions))]
    return next((key for key in in_turn if key != contact.open_question), in_turn[0])
