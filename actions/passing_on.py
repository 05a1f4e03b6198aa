"""Telling the team of a wish for a person or an assessment, and how to reach whoever has it."""

from __future__ import annotations

import asyncio
from typing import Literal, get_args
from uuid import uuid4

from actions.turn import Turn
from bot.bootstrap import store
from bot.errors import StoreUnavailableError
from bot.handover import (
    Concern,
    ContactRequest,
    Note,
    Receipt,
    change_concern_contact,
    change_summary_contact,
    note_on_concern,
    pass_on_request,
    raise_concern,
)
from bot.logs import logger
from bot.strengths.contact import Contact, Moment
from bot.strengths.how_to_talk import HowToTalk
from bot.strengths.outcomes import PassedOn
from bot.strengths.safe_contact import SafeContact
from bot.strengths.safety import Safety

log = logger(__name__)

Kind = Literal["person", "assessment"]


async def pass_on(turn: Turn, kind: Kind, words: str) -> Receipt:
    """Store that somebody asked for a person or an assessment, or how to reach them now.

    Args:
        turn: the turn in which it was said.
        kind: ``person`` or ``assessment``.
        words: what was said; empty when only the way to reach them changed.

    Returns:
        The receipt, with the reference.
    """
    contact = turn.contact
    request = ContactRequest(
        contact_id=contact.id,
        kind=kind,
        words=words,
        safe_contact=contact.safe_contact,
        how_to_talk=contact.how_to_talk,
    )
    return await asyncio.to_thread(lambda: pass_on_request(store().unit_of_work(), request))


async def remember_what_the_team_has(turn: Turn) -> None:
    """Put right what the contact believes the team has, before it is said that nothing was sent.

    A reply that was lost after the hand-over was stored leaves the contact without its reference. If the store can't
    be asked, the contact's own word stands.

    Args:
        turn: the turn in which it is about to be said.
    """
    try:
        passed_on = await asyncio.to_thread(store().queries.list_passed_on, turn.contact.id)
        concern = await asyncio.to_thread(store().queries.find_concern_reference, turn.conversation)
    except StoreUnavailableError:
        return
    for item in passed_on:
        turn.contact.note_passed_on(item)
    if concern is not None:
        turn.contact.note_passed_on(PassedOn(kind="concern", reference=concern))


async def pass_on_change(turn: Turn, before: SafeContact) -> None:
    """Tell whoever is to reach somebody how to do it, if this turn changed it: the team, the safeguarding team.

    Whoever leaves half way is still reached by what they said.

    Args:
        turn: the turn, after it was heard.
        before: how to reach the person before it.
    """
    if turn.contact.safe_contact == before:
        return
    for kind in get_args(Kind):
        if turn.contact.latest(kind) is not None:
            await pass_on(turn, kind, words="")
    if turn.contact.latest("concern") is not None:
        safe_contact = turn.contact.safe_contact
        await asyncio.to_thread(lambda: change_concern_contact(store().unit_of_work(), turn.conversation, safe_contact))
    if turn.contact.latest("summary") is not None and not _is_about_to_share(turn.contact):
        await _pass_on_beside_summary(turn.contact)


def _is_about_to_share(contact: Contact) -> bool:
    """Whether how to reach somebody goes out with the next version of their summary, once they say yes to it."""
    return contact.moment is Moment.SHARING or (
        contact.moment is Moment.SAFE_CONTACT and contact.reaching_for == "summary"
    )


async def _pass_on_beside_summary(contact: Contact) -> None:
    receipt = await asyncio.to_thread(
        lambda: change_summary_contact(store().unit_of_work(), contact.id, contact.safe_contact)
    )
    if receipt is not None:
        contact.note_passed_on(PassedOn(kind="summary", reference=receipt.reference, version=receipt.version))


async def pass_on_ways(turn: Turn, before: HowToTalk) -> None:
    """Tell the team how somebody likes to talk who asked for a person or an assessment, if this turn changed it.

    Args:
        turn: the turn, after it was heard.
        before: how they liked to talk before it.
    """
    if turn.contact.how_to_talk == before:
        return
    for kind in get_args(Kind):
        if turn.contact.latest(kind) is not None:
            await pass_on(turn, kind, words="")


async def tell_more(turn: Turn, safety: Safety) -> Receipt:
    """Add further words to what the safeguarding team was told in this conversation.

    Args:
        turn: the turn in which they were said.
        safety: what they are about.

    Returns:
        The receipt, with the reference.
    """
    concern = Concern(
        contact_id=turn.conversation,
        message_id=turn.message_id or uuid4().hex,
        words=turn.heard.words,
        safety=safety,
        asked=turn.contact.open_question,
        said_by=turn.contact.said_by,
        safe_contact=turn.contact.safe_contact,
    )
    return await asyncio.to_thread(lambda: raise_concern(store().unit_of_work(), concern))


async def note(turn: Turn, what: Note) -> bool:
    """Tell the safeguarding team what the person decided; return whether they know.

    What the person wants is done whether or not the note could be kept.

    Args:
        turn: the turn in which it was decided.
        what: what was decided.
    """
    try:
        receipt = await asyncio.to_thread(lambda: note_on_concern(store().unit_of_work(), turn.conversation, what))
    except StoreUnavailableError:
        log.warning("concern.note_not_kept")
        return False
    return receipt is not None
