"""“I want a person”, “I want an assessment”: passed on at once, with no question first."""

from __future__ import annotations

from actions.base import FrontDoorAction
from actions.passing_on import Kind, note, pass_on
from actions.turn import Turn
from bot.strengths.closing import requested
from bot.strengths.reply import Reply


class ActionPassOnPerson(FrontDoorAction):
    """Pass on that somebody wants to talk to a person."""

    kind: Kind = "person"

    def name(self) -> str:
        """Return Rasa's name."""
        return "action_pass_on_person"

    async def take(self, turn: Turn) -> list[Reply]:
        """Store it, then say so."""
        receipt = await pass_on(turn, self.kind, turn.heard.words)
        if turn.contact.latest("concern") is not None:
            await note(turn, "wants_person")
        welcome = self.welcome(turn)
        return [*welcome, *requested(turn.contact, self.kind, receipt.reference, receipt.repeated)]


class ActionPassOnAssessment(ActionPassOnPerson):
    """Pass on that somebody wants an assessment: a right, never argued with (Care Act s.9)."""

    kind: Kind = "assessment"

    def name(self) -> str:
        """Return Rasa's name."""
        return "action_pass_on_assessment"
