"""Telling the team of a wish for a person or an assessment, and how to reach whoever has it."""

from __future__ import annotations

import asyncio
from typing import Literal, get_args

from actions.turn import Turn
from bot.bootstrap import store
from bot.errors import StoreUnavailableError
from bot.handover import ContactRequest, Receipt, pass_on_request
from bot.strengths.contact import SafeContact

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
    request = ContactRequest(contact_id=turn.contact.id, kind=kind, words=words, safe_contact=turn.contact.safe_contact)
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
    except StoreUnavailableError:
        return
    for item in passed_on:
        turn.contact.note_passed_on(item)


async def pass_on_change(turn: Turn, before: SafeContact) -> None:
    """Tell the team how to reach somebody who asked for a person or an assessment, if this turn changed it.

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
