"""Hearing words in whatever moment they were said."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from bot.strengths.answering import hear_answer, hear_permission, hear_reason, hear_staying
from bot.strengths.asking import resume
from bot.strengths.changing import hear_change
from bot.strengths.closing import do_not_forget, hear_after_sharing, hear_paused, hear_sharing
from bot.strengths.contact import Contact, Moment
from bot.strengths.library import Library
from bot.strengths.reaching import hear_reaching
from bot.strengths.read_back import hear_addition, hear_read_back
from bot.strengths.reply import Heard, Reply

HEARD_IN: dict[Moment, Callable[[Contact, Heard, Library], list[Reply]]] = {
    Moment.REASON: hear_reason,
    Moment.PERMISSION: hear_permission,
    Moment.STAYING: hear_staying,
    Moment.EXPLORING: hear_answer,
    Moment.READ_BACK: hear_read_back,
    Moment.CHANGING: hear_change,
    Moment.ADDING: lambda contact, heard, _: hear_addition(contact, heard),
    Moment.SAFE_CONTACT: hear_reaching,
    Moment.SHARING: lambda contact, heard, _: hear_sharing(contact, heard),
    Moment.SHARED: lambda contact, heard, _: hear_after_sharing(contact, heard),
    # What is typed in that moment is heard by an action of its own; what no rule foresaw is asked again.
    Moment.SAFETY: lambda contact, _, __: resume(contact),
}


def hear_anything(contact: Contact, heard: Heard, library: Library) -> list[Reply]:
    """Hear words as telling, in the moment they were said; nothing is thrown away.

    Args:
        contact: the contact under way.
        heard: what was said.
        library: the question library.
    """
    if contact.moment is Moment.FORGETTING:
        return hear_while_forgetting(contact, heard, library)
    if contact.moment is Moment.PAUSED:
        return hear_while_paused(contact, replace(heard, act="tell"), library)
    return HEARD_IN[contact.moment](contact, replace(heard, act="tell"), library)


def hear_while_paused(contact: Contact, heard: Heard, library: Library) -> list[Reply]:
    """Whoever goes on telling after a stop is talking again: their words are heard where they had left off."""
    if heard.act == "tell" and contact.step_back():
        return hear_anything(contact, heard, library)
    return hear_paused(contact, heard, library)


def hear_while_forgetting(contact: Contact, heard: Heard, library: Library) -> list[Reply]:
    """Anything but a yes to "shall I delete it" keeps all; words are heard where they would have been."""
    kept = do_not_forget(contact)
    if heard.act != "tell" or contact.moment is Moment.FORGETTING:
        return kept
    return [kept[0], *hear_anything(contact, heard, library)]
