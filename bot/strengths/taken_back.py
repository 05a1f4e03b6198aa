"""What is plain in words after danger: it was not meant so, a question about who was told, a child's age."""

from __future__ import annotations

from collections.abc import Callable

from bot.strengths.acknowledging import responses
from bot.strengths.apart import forget_harm
from bot.strengths.asked_of_us import asks_what_is_kept
from bot.strengths.asking import ask, resume
from bot.strengths.contact import Contact, Moment
from bot.strengths.danger_cues import Asks, Denial, asks_in, denial_in
from bot.strengths.first_help import is_by_others
from bot.strengths.keeping import keep
from bot.strengths.outcomes import TAKEN_BACK
from bot.strengths.reply import Ask, Heard, Reply, Say
from bot.strengths.statement import Place
from bot.strengths.told_after_danger import forget_told_beside
from bot.strengths.under_18 import UNDER_18, is_a_child, note_lines_for_children

NEXT, NOT_MEANT = "safety.next", "safety.not_meant"

ANSWERS_TO = {
    Asks.TOLD: "utter_asked_told_nobody",
    Asks.TAKEN: "utter_asked_taken",
    Asks.COMING: "utter_asked_coming",
    Asks.NUMBERS: "utter_asked_numbers",
    Asks.TWIST: "utter_asked_twist",
}
"""What answers a question about the telling; who was told depends on whether the telling worked."""

OVER_IS_OVER = ("fire_gas",)
"""Kinds of danger that are none once they are put right; harm by somebody is told as over and is not."""

NOBODY_TOLD = "utter_asked_told_nobody"

LINES_OF_CALM = 3
"""So many further lines raise no gentle check of what was just said not to be meant so; danger itself always counts."""

Listen = Callable[[Contact, Heard], list[Reply]]
"""Hears words where they were said; given, for hearing builds on this moment."""


def denied(contact: Contact, heard: Heard) -> Denial | None:
    """Return what words typed after danger deny, or None.

    "I am safe" takes nothing back that somebody told of harm by another person.

    Args:
        contact: the contact under way.
        heard: what was said.
    """
    reaching = contact.moment is Moment.SAFE_CONTACT and contact.reaching_for == "concern"
    if heard.choice is not None or not (contact.moment is Moment.SAFETY or reaching):
        return None
    over = any(kind in OVER_IS_OVER for kind in contact.voiced)
    return denial_in(heard.words, safe_counts=not is_by_others(contact.voiced), over_counts=over)


def answers_about_telling(contact: Contact, heard: Heard) -> list[Say]:
    """Return what is true of what was told, to whom, and what happens, as far as that was asked; else nothing.

    Args:
        contact: the contact under way, in which danger was voiced before.
        heard: what was said.
    """
    if not contact.voiced or heard.choice is not None or heard.line is not None:
        return []
    concern = contact.latest("concern")
    is_over = TAKEN_BACK in contact.mentioned
    said = [Say("utter_what_is_kept")] if asks_what_is_kept(heard.words) else []
    for asked in asks_in(heard.words):
        if is_over and asked is not Asks.TOLD:
            continue  # "when will someone come" is about a ramp again
        if asked is Asks.TOLD and concern is not None:
            said.append(Say("utter_asked_told", {"reference": concern.reference}))
        else:
            said.append(Say(ANSWERS_TO[asked] if concern is not None or asked is not Asks.TWIST else NOBODY_TOLD))
    return said


def ask_again(contact: Contact) -> list[Reply]:
    """Put the open question again, shortly: that the questions have stopped was said once."""
    return [Ask(NEXT, easier=True)] if contact.open_question == NEXT else resume(contact)


def not_meant(contact: Contact, heard: Heard, noted: bool, voiced: tuple[Heard, ...], listen: Listen) -> list[Reply]:
    """Take it that it was not meant so, without a word of blame, and go on where the words were said.

    What was passed on stays, and this is added to it. The words become a line in the place where they were said.

    Args:
        contact: the contact under way.
        heard: what takes it back; what it asks is answered.
        noted: whether the safeguarding team was told.
        voiced: the messages taken for danger since the questions were stopped, oldest first.
        listen: hears words where they were said.
    """
    said: list[Reply] = [Say("utter_not_meant_noted" if noted else "utter_not_meant")]
    # Who was told is said with it.
    said += [
        reply for reply in answers_about_telling(contact, heard) if not noted or reply.response != "utter_asked_told"
    ]
    forget_harm(contact, contact.alarms)
    forget_told_beside(contact, voiced)
    contact.check, contact.alarms, contact.since_danger = None, [], 0
    contact.mentioned.append(TAKEN_BACK)
    contact.calm_until = contact.issued + len(voiced) + LINES_OF_CALM
    if not contact.interrupted:
        contact.moment = Moment.SAFETY
        for words in voiced:
            keep_beside(contact, words, NOT_MEANT)
        return [*said, *ask(contact, NOT_MEANT)]
    contact.step_back()
    if not voiced or contact.moment not in HEARS_WORDS or is_a_child(contact):
        for words in voiced:
            keep_beside(contact, words, contact.open_question or NEXT)
        return [*said, *resume(contact)]
    question = contact.open_question or NEXT
    first, *others = voiced
    replies = listen(contact, first)
    for words in others:
        keep_beside(contact, words, question)
    # Whoever has just said that we got it wrong is told sorry for that, and is not pitied for the same words.
    return [*said, *(reply for reply in replies if not (isinstance(reply, Say) and reply.response in responses()))]


SORRY = frozenset({"utter_not_meant", "utter_not_meant_noted"})
"""The apology for a false alarm; nothing of pity comes after it."""

HEARS_WORDS = (Moment.REASON, Moment.PERMISSION, Moment.STAYING, Moment.EXPLORING)
"""Moments in which words are heard as telling."""


def keep_beside(contact: Contact, heard: Heard, question: str) -> None:
    """Keep words as a line beside the question they were said to, in no place of their own."""
    keep(contact, heard, Place.ALSO, domain="opening", question=f"beside.{question}")


def hear_a_child_in_danger(contact: Contact, *, lines_said: bool = False) -> list[Reply]:
    """Say to somebody under 18, once, who is there for them; the questions about their life do not go on.

    Args:
        contact: the contact under way; the open question stays open.
        lines_said: whether first help has just named who is there for children, as it does where an age is told.
    """
    first_time = not is_a_child(contact)
    contact.interrupted = [(Moment.PAUSED, UNDER_18)]
    if not first_time:
        return []
    contact.asked.append(UNDER_18)
    note_lines_for_children(contact)
    lines = [] if lines_said else [Say("utter_childline"), Say("utter_children_phone")]
    return [Say("utter_under_18"), *lines]
