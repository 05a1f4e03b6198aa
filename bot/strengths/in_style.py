"""What an answer sounds like in a style other than ours: the opening in its words, and nothing said back.

That words are said back, and hardship is named before the next question, is what makes a talk asset-balanced (STU-1).
A trainer who tries another style meets what is left without it. Only what stands in front of a question of the script
is left out; help in danger, gentle checks, hard moments and every step of the service sound the same in all styles.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.strengths.acknowledging import responses
from bot.strengths.contact import Contact
from bot.strengths.library import Library
from bot.strengths.reply import Ask, Reply, Say
from bot.strengths.script import is_scripted, opening

REASON = "opening.reason"

TURNS_GENTLY = frozenset({"utter_turning", "utter_heard_choice", "utter_glad_to_hear"})
"""What else is said kindly in front of a next question."""


def in_style(replies: Sequence[Reply], contact: Contact, library: Library) -> list[Reply]:
    """Return the replies of one turn as the contact's style says them; ours stay as they are.

    Args:
        replies: what would be said.
        contact: the contact under way, for its style.
        library: the question library.
    """
    if not is_scripted(contact):
        return list(replies)
    styled = [_opened(reply, contact, library) for reply in replies]
    if not any(isinstance(reply, Ask) and _is_of_script(reply, library) for reply in styled):
        return styled
    left_out = responses() | TURNS_GENTLY
    return [reply for reply in styled if not (isinstance(reply, Say) and reply.response in left_out)]


def _opened(reply: Reply, contact: Contact, library: Library) -> Reply:
    asked = opening(library, contact.style) if isinstance(reply, Ask) and reply.question == REASON else None
    return replace(reply, question=asked.key) if isinstance(reply, Ask) and asked is not None else reply


def _is_of_script(asked: Ask, library: Library) -> bool:
    return asked.question in library and library[asked.question].pair is not None
