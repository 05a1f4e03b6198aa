"""Somebody was pitied for what is good, and says so: that was wrong, it is taken back, and what they say is heard.

"That sounds hard." - "Hard? No, I said a baby!" To be pitied again for it is to be told that nobody listens
(practice 2.3, caution: never tell people what they feel).
"""

from __future__ import annotations

import re
from dataclasses import replace

from bot.strengths.acknowledging import acknowledgement, hard_responses
from bot.strengths.agenda import GETTING_THROUGH, STAY_OR_TURN
from bot.strengths.asked_of_us import not_hard_cues
from bot.strengths.asking import ask_next
from bot.strengths.contact import Contact, Moment
from bot.strengths.hear import hear_anything
from bot.strengths.hearing import carries_hardship, names_hardship
from bot.strengths.keeping import keep
from bot.strengths.library import Library
from bot.strengths.reply import Heard, Reply, Say
from bot.strengths.statement import Place

TALKING = (Moment.REASON, Moment.PERMISSION, Moment.STAYING, Moment.EXPLORING)
SENTENCE = re.compile(r"[^.!?\n\u2026]+[.!?\n\u2026]*")
LEFT = re.compile(r"[^\w]*(?:\w+[^\w]*){0,1}")
"""What is left of a message and tells nothing: a word at most."""
ASKED_OF_WHAT_IS_HARD = (GETTING_THROUGH, "staying.coping", STAY_OR_TURN)


def hear_not_hard(contact: Contact, heard: Heard, library: Library) -> list[Reply] | None:
    """Take back that something is hard, say that this was wrong, and go on with what was said.

    Args:
        contact: the contact under way.
        heard: what was said.
        library: the question library.

    Returns:
        What is said; None, and nothing is changed, when nothing was put right.
    """
    if contact.moment not in TALKING or not contact.acknowledged or not contact.statements:
        return None
    if not says_not_hard(heard.words, pitied=_was_pitied(contact)):
        return None
    wrong = Say("utter_got_that_wrong")
    if carries_hardship(heard.words):
        # One thing is good and another is hard: both are heard.
        return [wrong, *hear_anything(contact, heard, library)]
    question = contact.open_question or "opening.reason"
    take_hardship_back(contact)
    told = replace(heard, act="tell", hardship=False)
    if LEFT.fullmatch(_beside(heard.words)):
        return [wrong, *ask_next(contact, library)]
    if contact.moment is Moment.EXPLORING and question not in ASKED_OF_WHAT_IS_HARD:
        return [wrong, *hear_anything(contact, told, library)[1:]]
    kept = keep(contact, told, Place.ALSO, domain="opening", question=f"beside.{question}")
    return [wrong, acknowledgement(told, kept, contact), *ask_next(contact, library)]


def take_hardship_back(contact: Contact) -> None:
    """What was told last was not hard: nobody is asked how they get through it, and it stands with nothing hard."""
    contact.hard_in_a_row = 0
    latest = contact.statements[-1]
    if latest.id in contact.hard:
        contact.hard.remove(latest.id)
        if latest.place is Place.HARD_NOW and latest.domain != "hard_now":
            contact.alter(latest.id, place=Place.ALSO)
    if contact.open_question in ASKED_OF_WHAT_IS_HARD and contact.open_question in contact.asked:
        contact.asked.remove(contact.open_question)


def says_not_hard(words: str, *, pitied: bool) -> bool:
    """Whether words say that something is not hard, or is good.

    Args:
        words: what was typed.
        pitied: whether the person was just told that something is hard.
    """
    return any(_puts_right(sentence, pitied=pitied) for sentence in SENTENCE.findall(words))


def _puts_right(sentence: str, *, pitied: bool) -> bool:
    plainly, once_pitied = not_hard_cues()
    straight = " ".join(re.sub(r"[\"\u201c\u201d.,!;:()\u2026]+", " ", sentence.replace("\u2019", "'")).split())
    if plainly.search(straight.rstrip(" ?")):
        return True
    is_said_again = straight.casefold().startswith("i said") and names_hardship(straight)
    return pitied and not is_said_again and bool(once_pitied.search(straight))


def _beside(words: str) -> str:
    """What a message says besides putting it right."""
    return " ".join(
        sentence
        for sentence in SENTENCE.findall(words)
        if len(sentence.split()) > 8 or not _puts_right(sentence, pitied=True)
    )


def _was_pitied(contact: Contact) -> bool:
    return contact.acknowledged[-1] in hard_responses()
