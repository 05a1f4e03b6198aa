"""Complaining: a wish to complain is no wish for a person. It is written down, and the way to complain is said.

What the council has set of its complaints team is said; where it has set nothing, that the team can tell how.
"""

from __future__ import annotations

from dataclasses import replace

from bot.strengths.asking import ask_next, resume, show_lines
from bot.strengths.contact import Contact, Moment
from bot.strengths.keeping import keep
from bot.strengths.library import Library
from bot.strengths.reply import Heard, Reply, Say
from bot.strengths.statement import Place

WAYS: tuple[Reply, ...] = (
    Say("utter_complaints_phone"),
    Say("utter_complaints_address"),
    Say("utter_complaints_page"),
)
"""Each is said only where its setting is filled in."""

ASKED_TO_SHARE = (Moment.SHARING, Moment.SHARED)


def how_to_complain(contact: Contact) -> list[Reply]:
    """Return how the complaints team can be reached, or that the front-door team can tell."""
    if "complaints" not in contact.mentioned:
        contact.mentioned.append("complaints")
    return [*WAYS, Say("utter_complaints_unknown")]


def answer_complaint(contact: Contact) -> list[Reply]:
    """Return the answer to a wish to complain: it is written down, this is how to complain, a person is there."""
    return [Say("utter_complaint_written_down"), *how_to_complain(contact), Say("utter_ask_for_a_person")]


def keep_complaint(contact: Contact, heard: Heard) -> None:
    """Write the wish down in its own words; at the opening it is what they came for."""
    is_reason = contact.moment is Moment.REASON
    place, question = (Place.REASON, "opening.reason") if is_reason else (Place.ALSO, f"beside.{contact.open_question}")
    in_a_row = contact.hard_in_a_row
    keep(contact, replace(heard, act="tell", strengths=(), hardship=False), place, domain="opening", question=question)
    contact.hard_in_a_row = in_a_row


def go_on_after_complaint(contact: Contact, library: Library) -> list[Reply]:
    """Go on from where the person was; what was written down is shown before it can be shared."""
    if contact.moment is Moment.REASON:
        return ask_next(contact, library)
    return show_lines(contact) if contact.moment in ASKED_TO_SHARE else resume(contact)
