"""What is plain in words typed after danger, whatever act they were taken for: a denial, a question, an age."""

from __future__ import annotations

from dataclasses import replace

from actions.passing_on import note, tell_more
from actions.turn import DANGER, Turn
from bot.bootstrap import library
from bot.strengths.asked_of_us import TELLS, take_apart
from bot.strengths.asking import resume
from bot.strengths.contact import Contact, Moment
from bot.strengths.danger_cues import calls_for_help, unsays
from bot.strengths.hard_cues import HardMoment, moment_in
from bot.strengths.hard_moments import hear_hard_moment
from bot.strengths.hear import hear_anything
from bot.strengths.in_danger import more_of
from bot.strengths.keeping import keep
from bot.strengths.outcomes import PassedOn
from bot.strengths.reply import Heard, Reply, Say
from bot.strengths.statement import Place
from bot.strengths.taken_back import answers_about_telling, ask_again, denied, hear_a_child_in_danger, not_meant

TALKING = (Moment.REASON, Moment.PERMISSION, Moment.STAYING, Moment.EXPLORING)
FEWEST_WORDS_TOLD = 4
"""Words beside a question about the telling from which on something is told."""

WISHES_OF_THEIR_OWN = ("ask_person", "ask_assessment", "delete", "start_again", "share", "share_nothing")
"""Acts that are done at once, whatever else is in the words."""


async def answer_about_danger(turn: Turn) -> list[Reply]:
    """Return the answer to what is plain in words typed after danger; nothing when they are heard as always.

    Args:
        turn: the turn.
    """
    heard, contact = turn.heard, turn.contact
    if contact.moment is Moment.SAFETY and contact.voiced and heard.choice is None and heard.act != DANGER:
        plain = await _hear_plainly_in_safety(turn)
        if plain:
            return plain
    if heard.act in (DANGER, *WISHES_OF_THEIR_OWN) or heard.choice is not None or heard.line is not None:
        return []
    if contact.moment in (Moment.SAFETY, Moment.SAFE_CONTACT) and moment_in(heard.words) is HardMoment.UNDER_18:
        return await _hear_a_child(turn)
    if contact.open_check is None and denied(contact, heard) is not None:
        return await take_back(turn)
    answers = answers_about_telling(contact, heard)
    if not answers:
        return []
    told = take_apart(heard).told if contact.moment in TALKING and heard.act in TELLS else None
    if told is not None and len(told.words.split()) >= FEWEST_WORDS_TOLD:
        return [*answers, *hear_anything(contact, told, library())]
    return [*answers, *ask_again(contact)]


async def _hear_plainly_in_safety(turn: Turn) -> list[Reply]:
    """Answer a bare call for help, and a wish to have it unsaid, which deletes nothing and takes nothing back."""
    contact, heard = turn.contact, turn.heard
    if contact.open_check is not None:
        return []
    if calls_for_help(heard.words):
        receipt = await tell_more(turn, more_of(turn.safety))
        contact.note_passed_on(PassedOn(kind="concern", reference=receipt.reference))
        return [Say("utter_emergency"), Say("utter_they_read_this"), *ask_again(contact)]
    if unsays(heard.words) and denied(contact, heard) is None:
        knows = contact.latest("concern") is not None
        return [Say("utter_safeguarding_knows" if knows else "utter_asked_told_nobody"), *ask_again(contact)]
    return []


async def take_back(turn: Turn) -> list[Reply]:
    """Take it that it was not meant so: the safeguarding team is told, and the conversation goes on where it was."""
    noted = await note(turn, "not_meant")
    return not_meant(turn.contact, turn.heard, noted, turn.voiced, hear_where_it_was_said)


def hear_where_it_was_said(contact: Contact, heard: Heard) -> list[Reply]:
    """Hear words where the person is again, after danger: a question of a hard moment may be the open one."""
    told = replace(heard, act="tell") if heard.act == DANGER else heard
    return hear_hard_moment(contact, told, library()) or hear_anything(contact, told, library())


async def _hear_a_child(turn: Turn) -> list[Reply]:
    """A child's age is no way to reach them: the safeguarding team is told, or it is kept as they said it."""
    contact = turn.contact
    told: list[Reply] = []
    if contact.latest("concern") is not None:
        receipt = await tell_more(turn, more_of(turn.safety))
        contact.note_passed_on(PassedOn(kind="concern", reference=receipt.reference))
        told = [Say("utter_they_read_this")]
    else:
        keep(contact, turn.heard, Place.ALSO, domain="opening", question="hard_moments.under_18")
    return [*hear_a_child_in_danger(contact), *told, *(ask_again(contact) or resume(contact))]
