"""Pausing, going on, forgetting, and what is said once something has been passed on."""

from __future__ import annotations

from bot.strengths.acknowledging import acknowledgement
from bot.strengths.apart import is_apart
from bot.strengths.asking import READ_BACK, ask, carry_on, come_back, resume, show_all, show_lines
from bot.strengths.balance import Balance, balance
from bot.strengths.coming_back import CAME_BACK
from bot.strengths.contact import ASIDES, Contact, Moment
from bot.strengths.easing import review_question
from bot.strengths.hearing import can_be_quoted, carries_hardship
from bot.strengths.keeping import chosen_from, keep
from bot.strengths.library import Library
from bot.strengths.outcomes import PassedOn
from bot.strengths.reaching import reach
from bot.strengths.reply import Ask, Heard, Reply, Say
from bot.strengths.sent import what_was_sent
from bot.strengths.statement import (
    NOT_A_STRENGTH,
    RESIDENT,
    TYPING_PERSON,
    Holds,
    Place,
    Source,
    Statement,
    TieQuality,
)
from bot.strengths.turning import without_stop

CARED_ABOUT = {
    "aspirations": "utter_end_on_hope",
    "passions_interests": "utter_end_on_words",
    "good_day": "utter_end_on_words",
    "motivation_energy": "utter_end_on_words",
    "people_networks": "utter_end_on_words",
    "groups_places": "utter_end_on_words",
    "skills_experience": "utter_end_on_words",
}
"""Areas of life that hold what somebody cares about, and how a line of each is said last; hopes come first."""


def ready_to_share(contact: Contact) -> list[Reply]:
    """Answer "share it": ask how to reach the person first, then for a plain yes."""
    if not any(statement.shared for statement in contact.statements):
        return [Say("utter_nothing_to_share"), *resume(contact)]
    return reach(contact, "summary")


def shared(contact: Contact, reference: str, version: int, repeated: bool) -> list[Reply]:
    """Say that the team has it. Called only by the code that has just stored it (design 3.3).

    Args:
        contact: the contact under way.
        reference: what the person can quote.
        version: number of the summary's version.
        repeated: whether exactly this had been handed over before.
    """
    contact.note_passed_on(PassedOn(kind="summary", reference=reference, version=version))
    contact.moment = Moment.SHARED
    contact.interrupted.clear()
    said = "utter_shared_before" if repeated else "utter_shared" if version == 1 else "utter_shared_change"
    return [
        Say(said, {"reference": reference}),
        *_what_happens_next(contact),
        *([] if repeated else _end_well(contact)),
        *ask(contact, "asides.shared"),
    ]


def _what_happens_next(contact: Contact) -> list[Reply]:
    if contact.safe_contact.can_be_used:
        return [Say("utter_what_happens_next")]
    return [Say("utter_what_happens_next_unreachable"), Say("utter_team_phone")]


def _end_well(contact: Contact) -> list[Reply]:
    """End on something the person cares about, in their words (SCI-9), and say how to come back.

    Whoever told only of what is hard is not cheered up: it is said that this is enough (STU-6).
    """
    return [*_what_they_care_about(contact), Say("utter_come_back")]


def _what_they_care_about(contact: Contact) -> list[Reply]:
    shared_lines = [line for line in contact.statements if line.shared]
    for domain, said in CARED_ABOUT.items():
        for line in shared_lines:
            if line.domain == domain and _can_end(line) and not is_apart(contact, line.words):
                # What somebody tells of another, or has them say, is no wish of the one who types.
                as_told = "utter_end_on_what_was_told"
                return [Say(said if line.said_by == RESIDENT else as_told, {"words": without_stop(line.words)})]
    if balance(shared_lines, contact.hard) is Balance.HARD:
        return [Say("utter_end_on_hardship")]
    return []


def _can_end(line: Statement) -> bool:
    """Whether a line can be the last word: theirs, so now, no tie that hurts or is only heard of, nothing hard."""
    if line.about is not None or line.said_by == TYPING_PERSON:
        # Without what was asked it may say something else: "they want this" of "the other tenors". And how they are
        # themselves is not what somebody came for who types for another.
        return False
    if line.holds is not Holds.NOW or line.source is not Source.OWN_WORDS or not can_be_quoted(line.words):
        return False
    cared_for = line.domain != "people_networks" or line.quality in (None, TieQuality.STRONG)
    return cared_for and line.quality not in NOT_A_STRENGTH and not carries_hardship(line.words)


def requested(contact: Contact, kind: str, reference: str, repeated: bool, words: str = "") -> list[Reply]:
    """Say that a wish for a person or an assessment was passed on; then ask how to reach them, once.

    Args:
        contact: the contact under way.
        kind: ``person`` or ``assessment``.
        reference: what the person can quote.
        repeated: whether it had been passed on before.
        words: what was asked for, in their words.
    """
    contact.note_passed_on(PassedOn(kind=kind, reference=reference, words=words))
    said = f"utter_{kind}_passed_on_before" if repeated else f"utter_{kind}_passed_on"
    return [
        Say(said, {"reference": reference}),
        Say("utter_team_hours"),
        Say("utter_team_phone"),
        *([Say("utter_ways_passed_on")] if contact.how_to_talk else []),
        *_reach_for_request(contact, kind),
    ]


def _reach_for_request(contact: Contact, kind: str) -> list[Reply]:
    """Ask how to reach the person; if that is being asked already, the open question stays open."""
    contact.leave_safety()
    if contact.moment in ASIDES and contact.interrupted and contact.interrupted[-1][0] is Moment.SAFE_CONTACT:
        contact.step_back()
    if contact.moment is Moment.SAFE_CONTACT:
        if contact.reaching_for == "summary":
            contact.interrupted.append((Moment.READ_BACK, READ_BACK))
        contact.reaching_for = kind
        return resume(contact)
    contact.step_aside(Moment.SAFE_CONTACT, "safe_contact.way")
    return reach(contact, kind)


def hear_after_sharing(contact: Contact, heard: Heard) -> list[Reply]:
    """Hear words said after sharing: they are kept, shown, and not shared until the person says so."""
    if heard.act in ("deny", "decline", "dont_know"):
        return stop(contact)
    if heard.act == "affirm":
        return show_all(contact)
    keep(contact, heard, Place.ALSO, domain="opening", question="asides.shared")
    return [acknowledgement(heard, contact=contact), Say("utter_not_shared_yet"), *show_lines(contact)]


def hear_sharing(contact: Contact, heard: Heard) -> list[Reply]:
    """Hear anything but a yes to "shall I pass this on": nothing is shared, and words are kept."""
    if heard.act == "deny":
        contact.moment = Moment.PAUSED
        return [*what_was_sent(contact, "utter_nothing_shared"), *ask(contact, "asides.paused")]
    if heard.act == "tell":
        keep(contact, heard, Place.ALSO, domain="opening", question="sharing.confirm")
        return [acknowledgement(heard, contact=contact), Say("utter_not_shared_yet"), *show_lines(contact)]
    return show_all(contact)


def stop(contact: Contact) -> list[Reply]:
    """Stop here. What was said is kept for the person, and nobody else has it unless it was shared."""
    if contact.moment is Moment.PAUSED:
        return [Say("utter_goodbye")]
    contact.line = None
    contact.leave_safety()
    contact.step_aside(Moment.PAUSED, "asides.paused")
    return [*what_was_sent(contact, "utter_stopping"), Ask("asides.paused")]


def hear_paused(contact: Contact, heard: Heard, library: Library) -> list[Reply]:
    """Go on if the person wants to; words said meanwhile are kept."""
    chosen = chosen_from(library, heard)
    if heard.act == "affirm" or (chosen and chosen.does == "carry_on"):
        review = review_question(contact, library) if contact.open_question == CAME_BACK else None
        if review is not None:
            contact.moment = Moment.EXPLORING  # where the answer is heard; then on from what was interrupted
            return ask(contact, review)
        return carry_on(contact, library)
    if heard.act in ("deny", "decline", "dont_know"):
        return [Say("utter_goodbye")]
    keep(contact, heard, Place.ALSO, domain="opening", question="asides.paused")
    return [acknowledgement(heard, contact=contact), *resume(contact)]


def ask_to_forget(contact: Contact, question: str) -> list[Reply]:
    """Ask for a plain yes before anything is deleted.

    Args:
        contact: the contact under way.
        question: ``asides.delete`` or ``asides.start_again``.
    """
    contact.step_aside(Moment.FORGETTING, question)
    return [Ask(question)]


def do_not_forget(contact: Contact) -> list[Reply]:
    """Keep everything and go back to where the person was."""
    return [Say("utter_not_deleted"), *come_back(contact)]
