"""Saying the same in fewer words to whoever asked for that (practice 2.1(2), 7)."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.strengths.acknowledging import REFLECTED, hard_responses, responses
from bot.strengths.contact import Contact
from bot.strengths.library import Question, wording
from bot.strengths.naming import mention
from bot.strengths.question import IT
from bot.strengths.reply import Reply, Say
from bot.strengths.ways import Way

SHORTLY, HARD_SHORTLY = "utter_heard_shortly", "utter_heard_hard_shortly"

SAYS_LITTLE = ("utter_heard_choice", "utter_noted", "utter_glad_to_hear", "utter_turning", "utter_added")
"""Replies beside acknowledgements that can be said in one short sentence. Anything else tells something."""

IN_FEWER_WORDS = (Way.SHORTER, Way.ONE_AT_A_TIME)
IN_EASIER_WORDS = (Way.EASIER, Way.CHOICES, Way.ONE_AT_A_TIME)

END_OF_SENTENCE = re.compile(r"(?<=[.?!])\s+(?=[A-Z\u201c{])")
"""Where one sentence of ours ends and the next begins."""


def in_bubbles(text: str, contact: Contact) -> list[str]:
    """Return what is said in one go: one sentence each to whoever wants one thing at a time, and all of it otherwise.

    Args:
        text: a fixed reply, with its placeholders, or a question.
        contact: the contact under way, for the ways asked for.
    """
    return END_OF_SENTENCE.split(text) if Way.ONE_AT_A_TIME in contact.preferences else [text]


def in_their_way(replies: Sequence[Reply], contact: Contact) -> list[Reply]:
    """Return the replies in the way the person asked for: short acknowledgements, and one where there would be two.

    What is hard is named as hard however short it is said (STU-1).

    Args:
        replies: what would be said.
        contact: the contact under way, for the ways asked for.
    """
    if not any(way in contact.preferences for way in IN_FEWER_WORDS):
        return list(replies)
    short = [_shortly(each) if isinstance(each, Say) else each for each in replies]
    says_something = any(isinstance(each, Say) and each.response != SHORTLY for each in short)
    kept: list[Reply] = []
    for each in short:
        is_thanks = each == Say(SHORTLY)
        if not (is_thanks and (says_something or each in kept)):
            kept.append(each)
    return kept


def _shortly(said: Say) -> Say:
    """Return the same in few words. Their own words said back are few already, and stay."""
    if said.response in hard_responses():
        return Say(HARD_SHORTLY)
    ordinary = said.response in responses() and said.response != REFLECTED
    return Say(SHORTLY) if ordinary or said.response in SAYS_LITTLE else said


def wording_for(question: Question, contact: Contact, easier: bool) -> str:
    """Return how a question is put to this person: in their way, about what they mentioned, or about somebody else.

    Args:
        question: the question.
        contact: the contact under way, for the ways asked for.
        easier: whether easier words are wanted this time.
    """
    easier = easier or any(way in contact.preferences for way in IN_EASIER_WORDS)
    words = {False: question.wording, True: question.easier}
    if contact.said_by == "someone_else":
        words = {False: question.for_another or words[False], True: question.for_another_easier or words[True]}
    chosen = min(words.values(), key=len) if Way.SHORTER in contact.preferences and not easier else words[easier]
    about = contact.asked_of.get(question.key)
    return chosen.replace(IT, (mention(about.text) if about else None) or wording("that"))
