"""From leave to turn, through the areas of life, as far as the person wants to go."""

from __future__ import annotations

from actions.base import HearingAction
from actions.turn import Turn
from bot.bootstrap import library
from bot.strengths.answering import accept_dont_know, accept_skip, hear_answer, hear_permission, hear_staying
from bot.strengths.reply import Reply


class ActionHearPermission(HearingAction):
    """Hear whether to turn to the rest of the person's life, or stay."""

    def name(self) -> str:
        """Return Rasa's name."""
        return "action_hear_permission"

    def hear(self, turn: Turn) -> list[Reply]:
        """Turn, or stay."""
        return hear_permission(turn.contact, turn.heard, library())


class ActionHearMore(HearingAction):
    """Stay with what is hard."""

    def name(self) -> str:
        """Return Rasa's name."""
        return "action_hear_more"

    def hear(self, turn: Turn) -> list[Reply]:
        """Keep it and listen on."""
        return hear_staying(turn.contact, turn.heard, library())


class ActionHearAnswer(HearingAction):
    """Hear an answer about an area of life."""

    def name(self) -> str:
        """Return Rasa's name."""
        return "action_hear_answer"

    def hear(self, turn: Turn) -> list[Reply]:
        """Keep it and go on."""
        return hear_answer(turn.contact, turn.heard, library())


class ActionAcceptDontKnow(HearingAction):
    """Take "I don't know" as the fair answer it is."""

    def name(self) -> str:
        """Return Rasa's name."""
        return "action_accept_dont_know"

    def hear(self, turn: Turn) -> list[Reply]:
        """Offer easier words once, then go on."""
        return accept_dont_know(turn.contact, library())


class ActionAcceptSkip(HearingAction):
    """Leave a question out because the person chose to."""

    def name(self) -> str:
        """Return Rasa's name."""
        return "action_accept_skip"

    def hear(self, turn: Turn) -> list[Reply]:
        """Leave it out and go on."""
        return accept_skip(turn.contact, library())
