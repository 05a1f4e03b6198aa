"""How, when and where it is safe to reach the person (practice 5.3(9)); every part may be skipped."""

from __future__ import annotations

from dataclasses import replace

from bot.strengths.answering import chosen_from
from bot.strengths.asking import ask
from bot.strengths.contact import Contact, Moment
from bot.strengths.library import Library
from bot.strengths.reply import Heard, Reply, Say

QUESTIONS = (
    "safe_contact.way",
    "safe_contact.detail",
    "safe_contact.name",
    "safe_contact.when",
    "safe_contact.private",
)
THEY_WILL_RING = "they_will_ring"


def reach(contact: Contact, reaching_for: str) -> list[Reply]:
    """Ask how to reach the person, once; what was answered or skipped before is not asked again.

    Args:
        contact: the contact under way.
        reaching_for: ``summary``, ``person`` or ``assessment``.
    """
    contact.moment = Moment.SAFE_CONTACT
    contact.reaching_for = reaching_for
    return _ask_next(contact)


def hear_reaching(contact: Contact, heard: Heard, library: Library) -> list[Reply]:
    """Keep one part of how to reach the person, exactly as it was said, and ask for the next."""
    part = (contact.open_question or QUESTIONS[0]).partition(".")[2]
    if heard.act not in ("decline", "dont_know"):
        chosen = chosen_from(library, heard)
        said = chosen.key if chosen and part == "way" else chosen.say if chosen else heard.words
        contact.safe_contact = replace(contact.safe_contact, **{part: said})
    return _ask_next(contact)


def _ask_next(contact: Contact) -> list[Reply]:
    for question in QUESTIONS:
        if question in contact.asked or _not_needed(contact, question):
            continue
        return ask(contact, question)
    return _done(contact)


def _not_needed(contact: Contact, question: str) -> bool:
    way = contact.safe_contact.way
    return question != "safe_contact.way" and question != "safe_contact.name" and way in (None, THEY_WILL_RING)


def _done(contact: Contact) -> list[Reply]:
    if contact.reaching_for == "summary":
        contact.moment = Moment.SHARING
        shared = sum(statement.shared for statement in contact.statements)
        return [Say("utter_ready_to_share", {"count": str(shared)}), *ask(contact, "sharing.confirm")]
    contact.moment = Moment.PAUSED
    return [Say("utter_know_how_to_reach"), *ask(contact, "asides.after_request")]
