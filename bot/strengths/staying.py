"""Staying with what is hard: another way of listening each time (RIP-3, STU-6)."""

from __future__ import annotations

import re

from bot.strengths.agenda import GETTING_THROUGH, STAY_OR_TURN
from bot.strengths.asking import ask
from bot.strengths.contact import Contact, Moment
from bot.strengths.hearing import tells_that_nothing_helps
from bot.strengths.library import Library
from bot.strengths.reply import Heard, Reply, Say

WISHES_TO_STAY = re.compile(
    r"(?:(?:yes|yeah|aye|ok|okay|no|just|let'?s|please|can we|we can|we could"
    r"|i'?d (?:sooner|rather|like to)|i want to)\W+)*"
    r"(?:stay|stick|keep|carry on|go on) (?:with|on|to|at) (?:this|it|that)"
    r"(?:\W+(?:please|if you like|for now|(?:for )?a bit|then|ta|thanks|thank you|one"
    r"|if that'?s (?:ok|all right)))*\W*",
    re.IGNORECASE,
)


def hear_wish_to_stay(contact: Contact, heard: Heard) -> list[Reply] | None:
    """Hear that somebody wants to stay with what is hard, whatever act the words were taken for.

    Returns:
        What is said; None, and nothing is changed, when the words say something else.
    """
    may_stay = contact.moment in (Moment.PERMISSION, Moment.STAYING) and heard.choice is None
    if not may_stay or not WISHES_TO_STAY.fullmatch(heard.words.replace("\u2019", "'").strip()):
        return None
    if contact.moment is Moment.STAYING:
        return [Say("utter_listening")]
    contact.moment = Moment.STAYING
    return [Say("utter_staying"), *ask(contact, "staying.more")]


def next_while_staying(contact: Contact, library: Library) -> str:
    """Return the key of another way of listening: whoever stays for long is not asked the same over and over.

    Whether to stay or turn, and what helps, is asked once in a conversation; the rest comes in turn.
    """
    once = (STAY_OR_TURN, *(one.key for one in library.openers("staying") if one.question_type == "coping"))
    questions = [one.key for one in library.openers("staying") if not (one.key in once and one.key in contact.asked)]
    said_so = any(tells_that_nothing_helps(line.words) for line in contact.statements)
    if said_so or GETTING_THROUGH in contact.asked:
        # What helps was asked, or answered by saying that nothing does; it is not asked again in other words.
        questions = [key for key in questions if library[key].question_type != "coping"] or questions
    heard = sum(statement.question.startswith("staying.") for statement in contact.statements)
    in_turn = [questions[(heard + 1 + later) % len(questions)] for later in range(len(questions))]
    return next((key for key in in_turn if key != contact.open_question), in_turn[0])
