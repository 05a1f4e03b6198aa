"""Putting the next question, and coming back to one that is still open."""

from __future__ import annotations

from bot.strengths.agenda import STAY_OR_TURN, choose_next, remaining
from bot.strengths.contact import Contact, Moment
from bot.strengths.library import DOMAINS, Library
from bot.strengths.reply import Ask, Reply, Say, ShowLines

READ_BACK = "read_back.check"
PERMISSION = "permission.turn"

OPENING = "opening"
AT_THE_OPENING = (Moment.REASON, Moment.PERMISSION, Moment.STAYING)
"""Moments in which the person tells what made them get in touch."""

MAY_BE_ASKED_ABOUT = DOMAINS
"""Areas of life that a question may be about (practice 2.2)."""


def asked_about(contact: Contact | None) -> str:
    """Return what the open question asks about, so that an answer is understood as one.

    Args:
        contact: the contact under way, or None when it is not known.

    Returns:
        An area of life, ``opening`` while the person tells what made them get in touch, and otherwise nothing.
    """
    if contact is None:
        return ""
    domain = (contact.open_question or "").partition(".")[0]
    if domain in MAY_BE_ASKED_ABOUT:
        return domain
    return OPENING if contact.moment in AT_THE_OPENING else ""


def ask(contact: Contact, key: str, left: int | None = None) -> list[Reply]:
    """Put one question and remember that it is open."""
    contact.open_question = key
    contact.eased = None
    if key not in contact.asked:
        contact.asked.append(key)
    return [Ask(key, left=left)]


def ask_next(contact: Contact, library: Library) -> list[Reply]:
    """Put the next question of the agenda, or go on to the read-back when all have been offered.

    Leave to turn to the rest of the person's life is asked for once, before anything but how they get through.
    """
    contact.moment = Moment.EXPLORING
    found = choose_next(contact, library)
    if not leave_was_asked(contact) and not (found and contact.hard_in_a_row):
        contact.moment = Moment.PERMISSION
        return ask(contact, PERMISSION)
    if found is None:
        return [Say("utter_all_offered"), *show_lines(contact)]
    question = found.question
    if found.it is not None:
        contact.asked_of[question.key] = found.it
    if question.domain == "staying":
        contact.moment = Moment.STAYING
        return ask(contact, question.key)
    replies = ask(contact, question.key)
    return [Ask(question.key, left=remaining(contact, library))] if question.domain in DOMAINS else replies


def leave_was_asked(contact: Contact) -> bool:
    """Whether the person was asked if they would like to talk about the rest of their life too."""
    return PERMISSION in contact.asked or STAY_OR_TURN in contact.asked


def resume(contact: Contact) -> list[Reply]:
    """Put the open question again, after an aside."""
    if contact.moment is Moment.READ_BACK:
        return [ShowLines(), Ask(READ_BACK)]
    return [Ask(contact.open_question)] if contact.open_question else []


def carry_on(contact: Contact, library: Library) -> list[Reply]:
    """Go back to what was interrupted, or on to the next question."""
    if contact.moment is not Moment.READ_BACK and contact.step_back():
        return resume(contact)
    return ask_next(contact, library)


def come_back(contact: Contact) -> list[Reply]:
    """Leave a moment that is over for the one it interrupted; from nowhere, ask what the person would like."""
    contact.line = None
    if contact.step_back():
        return resume(contact)
    contact.moment = Moment.PAUSED
    return ask(contact, "asides.paused")


def finish(contact: Contact) -> list[Reply]:
    """Show what has been written down, whenever the person wants to see it."""
    if not contact.statements:
        return [Say("utter_nothing_written"), *resume(contact)]
    contact.interrupted.clear()
    contact.leave_open_question()
    return [Say("utter_here_is_what_i_have"), *show_lines(contact)]


def show_lines(contact: Contact) -> list[Reply]:
    """Show the read-back and ask whether it is right; with no line left, say so and ask what they would like."""
    contact.moment = Moment.READ_BACK
    contact.line = None
    if not contact.statements:
        # Not a question of the agenda: whoever skips everything would be asked it for ever.
        contact.moment = Moment.PAUSED
        contact.interrupted.clear()
        return [Say("utter_nothing_written"), *ask(contact, "asides.after_request")]
    contact.open_question = READ_BACK
    return [ShowLines(), Ask(READ_BACK)]
