"""“I want a person”, “I want an assessment”: passed on at once, with no question first."""

from __future__ import annotations

import asyncio
from typing import Literal

from actions.base import FrontDoorAction
from actions.turn import Turn
from bot.bootstrap import store
from bot.handover import ContactRequest, Receipt, pass_on_request
from bot.strengths.closing import requested
from bot.strengths.reply import Reply

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


class ActionPassOnPerson(FrontDoorAction):
    """Pass on that somebody wants to talk to a person."""

    kind: Kind = "person"

    def name(self) -> str:
        """Return Rasa's name."""
        return "action_pass_on_person"

    async def take(self, turn: Turn) -> list[Reply]:
        """Store it, then say so."""
        receipt = await pass_on(turn, self.kind, turn.heard.words)
        welcome = self.welcome(turn)
        return [*welcome, *requested(turn.contact, self.kind, receipt.reference, receipt.repeated)]


class ActionPassOnAssessment(ActionPassOnPerson):
    """Pass on that somebody wants an assessment: a right, never argued with (Care Act s.9)."""

    kind: Kind = "assessment"

    def name(self) -> str:
        """Return Rasa's name."""
        return "action_pass_on_assessment"
