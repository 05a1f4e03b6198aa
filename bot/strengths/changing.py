"""A line takes new words: which one, what it says now, and what becomes of the question that stood open meanwhile."""

from __future__ import annotations

import re
from dataclasses import replace

from bot.strengths.agenda import GETTING_THROUGH
from bot.strengths.asking import ask_next, come_back, resume, show_lines
from bot.strengths.contact import Contact, Moment
from bot.strengths.hearing import says_nothing_there, says_only_yes
from bot.strengths.keeping import lengthen, reword
from bot.strengths.library import Library
from bot.strengths.pieces import look_again
from bot.strengths.reply import Ask, Heard, Reply, Say
from bot.strengths.turning import without_stop

CHANGE = "read_back.change"

ADDS_TO_IT = re.compile(r"^\W*(?:no\W+)?add\s+to\s+(?:it|that|this)\W+(?P<more>.+)$", re.IGNORECASE | re.DOTALL)
"""Said when asked how a line should read: the line stays, and gets longer."""

TAKES_IT_OUT = re.compile(
    r"(?ix) \W* (?:(?:no|please|just|oh|sorry|ok|can\s+you|you\s+can)\b\W*)*"
    r"(?:remove|delete|erase|scrap|lose|drop|cross\s+out|take\s+out|take|get\s+rid\s+of)"
    r"(?:\s+(?:it|this|that|the|whole|all\s+of\s+it|line|one|out|off|away|altogether|please|then|now))* \W*"
)
"""Said when asked how a line should read: it should not be there at all."""
HOLDS_IT_BACK = re.compile(
    r"(?ix) \W* (?:(?:no|please|just|oh|ok)\b\W*)* (?:(?:do\s+not|don'?t|dont)\s+(?:share|send|show)|hide|keep)"
    r"(?:\s+(?:it|this|that|back|private|to\s+them|with\s+them|the\s+team|with|please))+ \W*"
)
"""Said when asked how a line should read: it may stay, and nobody shall be given it."""
NAMES_A_SECRET = re.compile(r"(?i)share|send|show|hide|back|private")


def change_line(contact: Contact, line: str) -> list[Reply]:
    """Ask how a line should read."""
    statement = contact.line_named(line)
    contact.step_aside(Moment.CHANGING, CHANGE)
    contact.line = line
    return [Say("utter_it_says_now", {"words": without_stop(statement.words)}), Ask(CHANGE)]


def change_latest(contact: Contact) -> list[Reply]:
    """Ask how the latest line should read ("that's not what I said")."""
    if contact.moment is Moment.CHANGING:
        return resume(contact)
    if not contact.statements:
        return [Say("utter_nothing_to_change"), *resume(contact)]
    return change_line(contact, contact.statements[-1].id)


def hear_change(contact: Contact, heard: Heard, library: Library) -> list[Reply]:
    """Take the new words for the line, or leave it as it was."""
    line, contact.line = contact.line, None
    was_hard = line in contact.hard
    if line is None or leaves_as_is(heard):
        return [Say("utter_kept_as_it_was"), *come_back(contact)]
    typed = heard.words.replace("\u2019", "'")
    if heard.choice is None and TAKES_IT_OUT.fullmatch(typed):
        contact.remove(line)
        return [Say("utter_removed"), *come_back(contact)]
    if heard.choice is None and HOLDS_IT_BACK.fullmatch(typed) and NAMES_A_SECRET.search(typed):
        contact.alter(line, shared=False)
        return [Say("utter_will_hold_line_back"), *come_back(contact)]
    more = ADDS_TO_IT.match(heard.words)
    if more:
        lengthen(contact, line, replace(heard, act="tell", words=more["more"]))
    else:
        reword(contact, line, heard)
    look_again(contact, line)
    replies = come_back(contact)
    if was_hard and line not in contact.hard and contact.open_question == GETTING_THROUGH:
        # It was never hard: nobody is asked how they get through it.
        contact.hard_in_a_row = 0
        contact.asked.remove(GETTING_THROUGH)
        replies = ask_next(contact, library)
    if contact.latest("summary") is not None and contact.moment is Moment.SHARED:
        replies = [Say("utter_not_shared_yet"), *show_lines(contact)]
    return [Say("utter_changed"), *replies]


def leaves_as_is(heard: Heard) -> bool:
    """Whether this gives no new words: a skip, "I don't know", a bare yes or no."""
    if heard.act in ("decline", "dont_know"):
        return True
    if heard.act == "affirm":
        return says_only_yes(heard.words)
    return heard.act == "deny" and says_nothing_there(heard.words)
