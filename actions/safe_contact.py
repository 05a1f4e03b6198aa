"""How, when and where it is safe to reach the person."""

from __future__ import annotations

from actions.base import HearingAction
from actions.turn import Turn
from bot.bootstrap import library
from bot.strengths.reaching import hear_reaching
from bot.strengths.reply import Reply


class ActionHearSafeContact(HearingAction):
    """Keep one part of how to reach the person."""

    def name(self) -> str:
        """Return Rasa's name."""
        return "action_hear_safe_contact"

    def hear(self, turn: Turn) -> list[Reply]:
        """Keep it and ask for the next part."""
        return hear_reaching(turn.contact, turn.heard, library())
