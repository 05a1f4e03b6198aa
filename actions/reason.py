"""The first moment: the welcome, and what made the person get in touch."""

from __future__ import annotations

from actions.base import HearingAction
from actions.turn import Turn
from bot.bootstrap import library
from bot.strengths.answering import begin, hear_reason
from bot.strengths.asking import resume
from bot.strengths.coming_back import come_back
from bot.strengths.reply import Reply


class ActionBegin(HearingAction):
    """Welcome somebody who has just arrived; somebody who is back finds the question that was open."""

    def name(self) -> str:
        """Return Rasa's name."""
        return "action_begin"

    async def take(self, turn: Turn) -> list[Reply]:
        """Welcome, or put the open question again."""
        return begin(turn.contact) if turn.is_new else self.hear(turn)

    def hear(self, turn: Turn) -> list[Reply]:
        """Put the open question again; after a pause, say what is remembered and ask whether to go on."""
        return come_back(turn.contact) if turn.came_back else resume(turn.contact)


class ActionHearReason(HearingAction):
    """Hear what made the person get in touch."""

    def name(self) -> str:
        """Return Rasa's name."""
        return "action_hear_reason"

    def hear(self, turn: Turn) -> list[Reply]:
        """Keep it, say that it was heard, ask leave to turn."""
        return hear_reason(turn.contact, turn.heard, library())
