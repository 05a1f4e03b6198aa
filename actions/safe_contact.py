"""How, when and where it is safe to reach the person."""

from __future__ import annotations

from actions.base import FrontDoorAction
from actions.requests import Kind, pass_on
from actions.turn import Turn
from bot.bootstrap import library
from bot.strengths.reaching import hear_reaching
from bot.strengths.reply import Reply


class ActionHearSafeContact(FrontDoorAction):
    """Keep one part of how to reach the person.

    When a person or an assessment was asked for, the team is told at each answer: whoever leaves half way is
    still reached by what they said.
    """

    def name(self) -> str:
        """Return Rasa's name."""
        return "action_hear_safe_contact"

    async def take(self, turn: Turn) -> list[Reply]:
        """Keep it and ask for the next part."""
        replies = hear_reaching(turn.contact, turn.heard, library())
        kinds: tuple[Kind, ...] = ("person", "assessment")
        for kind in kinds:
            if turn.contact.latest(kind) is not None:
                await pass_on(turn, kind, words="")
        return replies
