"""Explaining one of our own words, then going on: what is told besides is heard, and the open question put again."""

from __future__ import annotations

from dataclasses import replace

from bot.strengths.asked_back import answer_to
from bot.strengths.asking import resume
from bot.strengths.contact import Contact, Moment
from bot.strengths.glossary import words_asked
from bot.strengths.hear import hear_anything
from bot.strengths.library import Library
from bot.strengths.reply import Ask, Heard, Reply, Say

NOT_IN = (Moment.CHANGING, Moment.ADDING, Moment.FORGETTING, Moment.SAFETY)
"""Moments in which words are a line, or an answer that must stay one."""
TALKING = (Moment.REASON, Moment.PERMISSION, Moment.STAYING, Moment.EXPLORING)


def explain(contact: Contact, heard: Heard, library: Library) -> list[Reply]:
    """Explain what was asked about, and go on; nothing when no word of ours was asked about.

    Args:
        contact: the contact under way.
        heard: what was said.
        library: the question library.
    """
    if heard.choice is not None or heard.line is not None or contact.moment in NOT_IN:
        return []
    asked = words_asked(heard.words)
    if asked is None:
        return []
    said: list[Reply] = [Say(response) for response in asked.explain]
    said += [reply for reply in answer_to(contact, heard.words) if reply not in said]
    if asked.told and contact.moment in TALKING and not asked.told.endswith("?"):
        rest = replace(heard, act="tell", words=asked.told, strengths=None)
        return [*said, *hear_anything(contact, rest, library)]
    if contact.moment is Moment.SAFE_CONTACT and contact.open_question:
        return [*said, Ask(contact.open_question)]
    return [*said, *resume(contact)]
