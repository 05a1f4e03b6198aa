"""Putting the next question, and coming back to one that is still open."""

from __future__ import annotations

from bot.strengths.agenda import CHECK_IN, GETTING_THROUGH, STAY_OR_TURN, choose_next, remaining
from bot.strengths.apart import is_open_question_apart, lines_as_drawn
from bot.strengths.balance import say_which_pan_is_empty
from bot.strengths.circles import circles
from bot.strengths.contact import Contact, Moment
from bot.strengths.library import DOMAINS, Library
from bot.strengths.pieces import begin_anew, give_numbers, is_long, is_looked_at, look_at_all, piece_of, pieces_left
from bot.strengths.reply import Ask, Reply, Say, ShowCircles, ShowLines
from bot.strengths.script import is_scripted

READ_BACK = "read_back.check"
PERMISSION = "permission.turn"
PIECE, MISSED, TITLE = "read_back.piece", "read_back.missed", "read_back.title"

ASKED_AFTER_THE_LINES = (MISSED, TITLE)
"""Asked once each, in this order, when somebody with many lines has looked at all of them."""

WORTH_CIRCLES = 3
"""Fewest strengths that are said again as circles; with fewer, the lines say the same."""

NEED_NO_LEAVE = (GETTING_THROUGH, STAY_OR_TURN)
"""Questions that stay with what was said: how they get through, and whether to stay with this."""

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

    Leave to turn to the rest of the person's life is asked for once, before anything but how they get through; a script
    asks for none.
    """
    contact.moment = Moment.EXPLORING
    found = choose_next(contact, library)
    needs_leave = not is_scripted(contact) and not leave_was_asked(contact)
    if needs_leave and not (found and found.question.key in NEED_NO_LEAVE):
        contact.moment = Moment.PERMISSION
        return ask(contact, PERMISSION)
    if found is None:
        return [Say("utter_all_offered"), *begin_read_back(contact)]
    question = found.question
    if found.about is not None:
        contact.asked_of[question.key] = found.about
    if question.domain == "staying":
        contact.moment = Moment.STAYING
        return ask(contact, question.key)
    replies = ask(contact, question.key)
    return [Ask(question.key, left=remaining(contact, library))] if question.domain in DOMAINS else replies


def leave_was_asked(contact: Contact) -> bool:
    """Whether the person was asked if they would like to talk about the rest of their life too."""
    return PERMISSION in contact.asked or STAY_OR_TURN in contact.asked


WHAT_ELSE = "what_else"


def resume(contact: Contact) -> list[Reply]:
    """Put the open question again, after an aside; not one about somebody who may be the one who harms."""
    if contact.moment is Moment.READ_BACK:
        return show_lines(contact) if contact.statements else [Ask(READ_BACK)]
    if is_open_question_apart(contact):
        contact.moment = Moment.EXPLORING
        return ask(contact, CHECK_IN)
    again: list[Reply] = [Ask(contact.open_question)] if contact.open_question else []
    if contact.moment is not Moment.REASON or contact.latest("concern") is None or WHAT_ELSE in contact.mentioned:
        return again
    # Whoever came and told of danger has said something of what made them come, and is not asked as if they had not.
    contact.mentioned.append(WHAT_ELSE)
    return [Say("utter_what_else"), *again]


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
    looks_already = contact.moment is Moment.READ_BACK
    contact.interrupted.clear()
    contact.leave_open_question()
    if looks_already:
        return show_all(contact)
    return [Say("utter_here_is_what_i_have"), *begin_read_back(contact)]


def begin_read_back(contact: Contact) -> list[Reply]:
    """Show the lines from the start: in pieces, or all at once to somebody who has few or knows them all."""
    if is_looked_at(contact):
        return show_all(contact)[1:]
    begin_anew(contact)
    in_pieces = [Say("utter_in_pieces", {"count": str(pieces_left(contact))})] if is_long(contact) else []
    return [*in_pieces, *show_lines(contact)]


def show_all(contact: Contact) -> list[Reply]:
    """Show all lines at once, however many there are."""
    contact.moment = Moment.READ_BACK
    contact.line = None
    if not contact.statements:
        return [Say("utter_here_is_what_i_have"), *show_lines(contact)]
    give_numbers(contact)
    look_at_all(contact)
    contact.open_question = READ_BACK
    return [Say("utter_here_is_what_i_have"), ShowLines(), *say_which_pan_is_empty(contact), Ask(READ_BACK)]


def show_lines(contact: Contact) -> list[Reply]:
    """Show what is to be looked at next and ask whether it is right; with no line left, say so and ask what then."""
    contact.moment = Moment.READ_BACK
    contact.line = None
    if not contact.statements:
        # Not a question of the agenda: whoever skips everything would be asked it for ever.
        contact.moment = Moment.PAUSED
        contact.interrupted.clear()
        return [Say("utter_nothing_written"), *ask(contact, "asides.after_request")]
    give_numbers(contact)
    if not is_long(contact):
        look_at_all(contact)
        contact.open_question = READ_BACK
        return [ShowLines(), *say_which_pan_is_empty(contact), *_circles(contact), Ask(READ_BACK)]
    piece = piece_of(contact)
    if piece:
        contact.open_question = PIECE
        return [ShowLines(piece), Ask(PIECE)]
    if contact.open_question in (READ_BACK, *ASKED_AFTER_THE_LINES):
        return [Ask(contact.open_question)]
    return ask_after_the_lines(contact)


def ask_after_the_lines(contact: Contact) -> list[Reply]:
    """Ask what was missed, then what to call it, once each; then say the circles and ask whether it is right."""
    empty_pan = say_which_pan_is_empty(contact)
    for question in ASKED_AFTER_THE_LINES:
        if question not in contact.asked:
            return [*empty_pan, *ask(contact, question)]
    contact.open_question = READ_BACK
    return [*empty_pan, *_circles(contact), Ask(READ_BACK)]


def _circles(contact: Contact) -> list[Reply]:
    """The circles in words, once: what they hold can be kept as a picture too."""
    if "circles" in contact.mentioned or len(_drawn(contact)) < WORTH_CIRCLES:
        return []
    contact.mentioned.append("circles")
    return [Say("utter_your_circles"), ShowCircles()]


def _drawn(contact: Contact) -> tuple[object, ...]:
    return circles(line for line in lines_as_drawn(contact) if line.shared).all
