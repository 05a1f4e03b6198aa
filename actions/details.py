"""A number or address that somebody types of themselves, at any moment: kept, and told to whoever is to reach them."""

from __future__ import annotations

from dataclasses import replace

from actions.passing_on import pass_on_change
from actions.turn import DANGER, Turn
from bot.strengths.answering import begin
from bot.strengths.asking import come_back, resume
from bot.strengths.contact import Contact, Moment
from bot.strengths.details_given import take_details
from bot.strengths.reaching import reach
from bot.strengths.reply import Reply, Say
from bot.strengths.safety import Tier

WISHES = ("ask_person", "ask_assessment")
"""Acts that are done at once, and take the number with them."""

GOES_OUT_ANYWAY = (Moment.READ_BACK, Moment.SHARING, Moment.SHARED)
"""Moments in which somebody who gives a number says how to reach them, and has asked for nothing more."""


async def hear_details(turn: Turn) -> tuple[list[Reply], bool]:
    """Hear how to reach somebody wherever it is typed; what is told beside it stays in the turn, to be heard.

    Args:
        turn: the turn.

    Returns:
        What is said, and whether that is all there is to say.
    """
    contact, heard = turn.contact, turn.heard
    if heard.act == DANGER:
        return [], False
    before = contact.safe_contact
    given = take_details(contact, heard)
    if given is None:
        return [], False
    if heard.act in WISHES and not (given.rest is None and contact.moment in GOES_OUT_ANYWAY):
        return [], False
    await pass_on_change(turn, before)
    said: list[Reply] = [Say(_said(contact))]
    if turn.safety.tier is not Tier.NONE:
        return said, False
    if given.rest is None:
        return [*(begin(contact)[:-1] if turn.is_new else []), *said, *_after(contact)], True
    turn.heard = replace(given.rest, act=heard.act)
    return said, False


def _said(contact: Contact) -> str:
    """Say who knows it, and no more than is so."""
    about_to_share = contact.moment is Moment.SHARING
    team_knows = any(contact.latest(kind) for kind in ("person", "assessment")) or (
        contact.latest("summary") is not None and not about_to_share
    )
    if not contact.safe_contact.can_be_used:
        return "utter_noted_how_to_reach"
    if team_knows:
        return "utter_know_how_to_reach"
    return "utter_safeguarding_can_reach" if contact.latest("concern") is not None else "utter_noted_how_to_reach"


def _after(contact: Contact) -> list[Reply]:
    """Go on from where the person was; whoever is about to share is asked what is still open of how to reach them."""
    match contact.moment:
        case Moment.SHARING:
            return reach(contact, "summary")
        case Moment.ADDING:
            return come_back(contact)
        case _:
            return resume(contact)
