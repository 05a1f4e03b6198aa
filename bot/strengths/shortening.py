"""Saying the same in fewer words to whoever asked for that (practice 2.1(2), 7)."""

from __future__ import annotations

from collections.abc import Sequence

from bot.strengths.contact import Contact
from bot.strengths.library import Question
from bot.strengths.reply import Reply, Say
from bot.strengths.ways import Way

SHORTER = {
    "utter_heard": "utter_heard_shortly",
    "utter_heard_words": "utter_heard_shortly",
    "utter_heard_choice": "utter_heard_shortly",
    "utter_noted": "utter_heard_shortly",
    "utter_glad_to_hear": "utter_heard_shortly",
    "utter_turning": "utter_heard_shortly",
    "utter_added": "utter_heard_shortly",
    "utter_heard_nothing_there": "utter_heard_shortly",
    "utter_heard_hard": "utter_heard_hard_shortly",
    "utter_heard_hard_words": "utter_heard_hard_shortly",
}
"""Acknowledgements that can be said in one short sentence. Everything else tells something and is said as it is."""

IN_FEWER_WORDS = (Way.SHORTER, Way.ONE_AT_A_TIME)
IN_EASIER_WORDS = (Way.EASIER, Way.CHOICES, Way.ONE_AT_A_TIME)


def in_their_way(replies: Sequence[Reply], contact: Contact) -> list[Reply]:
    """Return the replies in the way the person asked for: short acknowledgements, and one where there would be two.

    What is hard is named as hard however short it is said (STU-1).

    Args:
        replies: what would be said.
        contact: the contact under way, for the ways asked for.
    """
    if not any(way in contact.preferences for way in IN_FEWER_WORDS):
        return list(replies)
    short = [
        Say(SHORTER[each.response]) if isinstance(each, Say) and each.response in SHORTER else each for each in replies
    ]
    says_something = any(isinstance(each, Say) and each.response != "utter_heard_shortly" for each in short)
    kept: list[Reply] = []
    for each in short:
        is_thanks = each == Say("utter_heard_shortly")
        if not (is_thanks and (says_something or each in kept)):
            kept.append(each)
    return kept


def wording_for(question: Question, contact: Contact, easier: bool) -> str:
    """Return how a question is put to this person.

    Args:
        question: the question.
        contact: the contact under way, for the ways asked for.
        easier: whether easier words are wanted this time.
    """
    if easier or any(way in contact.preferences for way in IN_EASIER_WORDS):
        return question.easier
    if Way.SHORTER in contact.preferences:
        return min(question.wording, question.easier, key=len)
    return question.wording
