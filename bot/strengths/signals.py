"""What the conversation has given that speaks for or against a question (practice 2.3, cautions).

A miracle question hurts somebody who is grieving; nobody with nothing left to give is asked what they would share.
Each question of the library names the signals with which it is not asked, and those without which it is not.
"""

from __future__ import annotations

from bot.strengths.contact import Contact
from bot.strengths.question import Question
from bot.strengths.statement import Holds, Place


def signals(contact: Contact) -> frozenset[str]:
    """Return the signals that the conversation has given so far.

    Args:
        contact: the contact under way.

    Returns:
        Some of ``bot.strengths.question.SIGNALS``: ``hardship`` is of the latest answer, the others stay.
    """
    given = set().union(*(line.signals for line in contact.statements))
    if contact.hard_in_a_row:
        given.add("hardship")
    if contact.said_by == "someone_else":
        given.add("proxy")
    if _said_there_is_none(contact, Place.NETWORK_STRENGTH):
        given.add("nobody")
    if _said_there_is_none(contact, Place.WOULD_OFFER):
        given.add("no_offer")
    return frozenset(given)


def fits(question: Question, given: frozenset[str]) -> bool:
    """Whether a question may be asked with these signals given."""
    return not given.intersection(question.not_with) and (
        not question.only_with or bool(given.intersection(question.only_with))
    )


def _said_there_is_none(contact: Contact, place: Place) -> bool:
    lines = [line for line in contact.statements if line.place is place]
    return bool(lines) and all(line.holds is Holds.DENIED for line in lines)
