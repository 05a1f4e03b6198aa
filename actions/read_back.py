"""The read-back: see, keep, change, remove, add, choose what is shared."""

from __future__ import annotations

from actions.base import HearingAction
from actions.turn import Turn
from bot.bootstrap import library
from bot.strengths.changing import hear_change
from bot.strengths.read_back import (
    act_on_line,
    add_line,
    hear_addition,
    hear_finish,
    hear_read_back,
    share_nothing,
)
from bot.strengths.reply import Reply


class ActionShowLines(HearingAction):
    """Show what has been written down, whenever the person wants to see it."""

    def name(self) -> str:
        """Return Rasa's name."""
        return "action_show_lines"

    def hear(self, turn: Turn) -> list[Reply]:
        """Show the lines."""
        return hear_finish(turn.contact)


class ActionHearReadBack(HearingAction):
    """Do what was typed beside the read-back."""

    def name(self) -> str:
        """Return Rasa's name."""
        return "action_hear_read_back"

    def hear(self, turn: Turn) -> list[Reply]:
        """Act on "remove 2", or keep the words as a line."""
        return hear_read_back(turn.contact, turn.heard, library())


class ActionActOnLine(HearingAction):
    """Do what a button beside a line asks."""

    def name(self) -> str:
        """Return Rasa's name."""
        return "action_act_on_line"

    def hear(self, turn: Turn) -> list[Reply]:
        """Change, remove, share or hold back one line."""
        return act_on_line(turn.contact, turn.heard.act, turn.heard.line)


class ActionAddLine(HearingAction):
    """Ask what the person would like to add."""

    def name(self) -> str:
        """Return Rasa's name."""
        return "action_add_line"

    def hear(self, turn: Turn) -> list[Reply]:
        """Ask."""
        return add_line(turn.contact)


class ActionHearChange(HearingAction):
    """Take the new words for a line."""

    def name(self) -> str:
        """Return Rasa's name."""
        return "action_hear_change"

    def hear(self, turn: Turn) -> list[Reply]:
        """Put them in place."""
        return hear_change(turn.contact, turn.heard, library())


class ActionHearAddition(HearingAction):
    """Take the words of a line of its own."""

    def name(self) -> str:
        """Return Rasa's name."""
        return "action_hear_addition"

    def hear(self, turn: Turn) -> list[Reply]:
        """Keep them."""
        return hear_addition(turn.contact, turn.heard)


class ActionShareNothing(HearingAction):
    """Share nothing: a full choice."""

    says_what_was_sent = True

    def name(self) -> str:
        """Return Rasa's name."""
        return "action_share_nothing"

    def hear(self, turn: Turn) -> list[Reply]:
        """Say that nothing was sent."""
        return share_nothing(turn.contact)
