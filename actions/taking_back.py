"""Putting right what the team was told on a guess: a request nobody made, and that somebody wants no contact."""

from __future__ import annotations

import asyncio
from dataclasses import replace

from actions.passing_on import pass_on_change
from actions.turn import Turn
from bot.bootstrap import store
from bot.handover import Withdrawal, withdraw_request
from bot.strengths.asked_of_us import Asked, take_apart
from bot.strengths.asking import ask, come_back, resume
from bot.strengths.complaining import how_to_complain, keep_complaint
from bot.strengths.contact import Contact, Moment
from bot.strengths.outcomes import PassedOn
from bot.strengths.reaching import may_be_contacted, reach, want_no_contact
from bot.strengths.reaching_parts import (
    may_take_request_back,
    names_a_request,
    read_reaching,
    takes_request_back,
    welcomes_contact,
)
from bot.strengths.reply import Reply, Say
from bot.strengths.safe_contact import NO_CONTACT
from bot.strengths.sent import what_was_sent

TAKE_BACK = "asides.take_back"

TAKEN_BACK = "taken_back"
"""Kind of what was passed on, was read, and was taken back."""

REQUESTS = ("person", "assessment")


def latest_request(contact: Contact) -> str | None:
    """Return the kind of what was asked for last and is with the team, or None."""
    return next((item.kind for item in reversed(contact.passed_on) if item.kind in REQUESTS), None)


async def hear_nothing_was_asked(turn: Turn, *, just_asked: bool) -> list[Reply]:
    """Hear that somebody did not ask for what the team was told; where it is in doubt, they are asked.

    It is no word on being contacted: of that nothing is told to anybody.

    Args:
        turn: the turn.
        just_asked: whether the request was the last thing spoken of, so that a doubtful word means it.
    """
    kind = latest_request(turn.contact)
    if kind is None:
        return []
    words = turn.heard.words
    if just_asked and takes_request_back(words):
        return [*await take_back(turn, kind), *_asked_besides(turn), *_go_on(turn.contact)]
    # Later on it may be something else that they never asked for, and nothing is undone on a guess.
    names_it = takes_request_back(words) and names_a_request(words)
    if names_it or (just_asked and may_take_request_back(words)):
        turn.contact.step_aside(Moment.PAUSED, TAKE_BACK)
        return ask(turn.contact, TAKE_BACK)
    return []


async def hear_whether_to_take_back(turn: Turn) -> list[Reply]:
    """Hear the answer to "shall I take that back"."""
    turn.contact.step_back()
    kind = latest_request(turn.contact)
    if turn.heard.act == "deny" or kind is None:
        return [Say("utter_kept_as_it_was"), *resume(turn.contact)]
    return [*await take_back(turn, kind), *_go_on(turn.contact)]


async def take_back(turn: Turn, kind: str) -> list[Reply]:
    """Take a request back from the team, then say truly what became of it."""
    contact = turn.contact
    withdrawal = await asyncio.to_thread(lambda: withdraw_request(store().unit_of_work(), contact.id, kind))
    contact.passed_on = [item for item in contact.passed_on if item.kind != kind]
    if withdrawal.reference is not None and (withdrawal.already_read or withdrawal.opened):
        # Whoever read it knows what was asked for, and it is never said that nobody does.
        contact.note_passed_on(PassedOn(kind=TAKEN_BACK, reference=withdrawal.reference))
    return [Say(_said_of(withdrawal))]


async def tell_no_contact(turn: Turn) -> list[Reply]:
    """Tell the team that somebody does not want to be contacted, and say so only then."""
    before = turn.contact.safe_contact
    want_no_contact(turn.contact)
    await pass_on_change(turn, before)
    in_reaching = turn.contact.moment is Moment.SAFE_CONTACT
    return [Say("utter_no_contact_told"), *(come_back(turn.contact) if in_reaching else resume(turn.contact))]


async def hear_contact_is_welcome(turn: Turn) -> list[Reply]:
    """Hear that somebody may be contacted who was taken for one who wants no contact, and tell whoever was told."""
    contact = turn.contact
    if contact.safe_contact.way != NO_CONTACT or not welcomes_contact(turn.heard.words):
        return []
    before, said = contact.safe_contact, read_reaching(turn.heard.words).found
    parts = {part: words for part, words in said.items() if part != "name"}
    may_be_contacted(contact)
    contact.safe_contact = replace(
        contact.safe_contact, **{part: said for part, said in parts.items() if part != "name"}
    )
    contact.asked += [f"safe_contact.{part}" for part in parts]
    await pass_on_change(turn, before)
    kind = latest_request(contact)
    if kind is None:
        return [Say("utter_may_contact"), *resume(contact)]
    if contact.moment is not Moment.SAFE_CONTACT:
        contact.step_aside(Moment.SAFE_CONTACT, "safe_contact.way")
    return [Say("utter_may_contact_told"), *reach(contact, kind)]


def _asked_besides(turn: Turn) -> list[Reply]:
    """Answer what was asked in place of it: what the team has, and where to complain."""
    asked = take_apart(turn.heard).asked
    said: list[Reply] = []
    if Asked.TO_COMPLAIN in asked:
        keep_complaint(turn.contact, turn.heard)
        said += [Say("utter_complaint_written_down"), *how_to_complain(turn.contact)]
    if Asked.WHO_READS in asked:
        said += [*what_was_sent(turn.contact, "utter_who_reads"), Say("utter_safety_duty")]
    return said


def _go_on(contact: Contact) -> list[Reply]:
    """Go on from where the person was; whoever asked for nobody is not asked how to reach them for it."""
    if contact.moment is Moment.SAFE_CONTACT and contact.reaching_for in REQUESTS:
        contact.leave_open_question()
        contact.reaching_for = "summary"
        return come_back(contact)
    return resume(contact)


def _said_of(withdrawal: Withdrawal) -> str:
    if withdrawal.already_read:
        return "utter_request_taken_back_told"
    return "utter_request_taken_back_seen" if withdrawal.opened else "utter_request_taken_back"
