"""Both pans of the scale: what is strong, and what is hard right now (STU-5). The person sets the balance (STU-6).

A pan that is empty says so. Whoever talked only of what is hard has had a good conversation, and is shown no row of
empty headings (RIP-3).
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum

from bot.strengths.contact import Contact
from bot.strengths.hearing import carries_hardship
from bot.strengths.reply import Say
from bot.strengths.statement import STRENGTHS, Place, Statement

STRONG = (*STRENGTHS, Place.GOAL, Place.WOULD_OFFER)
"""Places that weigh in the pan of strengths, hopes and what somebody could share included."""

MAY_TELL_OF_HARDSHIP = (Place.REASON, Place.ALSO)


class Balance(StrEnum):
    """Which pans hold something."""

    BOTH = "both"
    STRONG = "strong"
    HARD = "hard"
    NEITHER = "neither"


SAID_OF: dict[Balance, str] = {
    Balance.STRONG: "utter_no_hard_now",
    Balance.HARD: "utter_about_what_is_hard",
    Balance.NEITHER: "utter_neither_pan",
}


def balance(statements: Iterable[Statement], heard_as_hard: Iterable[str] = ()) -> Balance:
    """Return which pans hold something.

    Args:
        statements: the lines.
        heard_as_hard: ids of lines in which something hard was heard, wherever they stand.
    """
    lines, hard_lines = list(statements), set(heard_as_hard)
    hard = any(line.id in hard_lines or tells_of_hardship(line) for line in lines)
    strong = any(line.place in STRONG for line in lines)
    if hard:
        return Balance.BOTH if strong else Balance.HARD
    return Balance.STRONG if strong else Balance.NEITHER


def tells_of_hardship(statement: Statement) -> bool:
    """Whether a line stands under what is hard, or its words say so by themselves."""
    if statement.place is Place.HARD_NOW:
        return True
    return statement.place in MAY_TELL_OF_HARDSHIP and carries_hardship(statement.words)


def say_which_pan_is_empty(contact: Contact) -> list[Say]:
    """Say of an empty pan that it is empty; said once in a conversation."""
    said = SAID_OF.get(balance(contact.statements, contact.hard))
    if said is None or said in contact.mentioned:
        return []
    contact.mentioned.append(said)
    return [Say(said)]
