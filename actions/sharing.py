"""The hand-over: the person says yes, one use case stores it, and only then is it said to have happened."""

from __future__ import annotations

import asyncio
import re

from actions.base import FrontDoorAction, HearingAction
from actions.turn import Turn
from bot.bootstrap import store
from bot.clock import now
from bot.handover import hand_over
from bot.strengths.asking import resume, show_all
from bot.strengths.closing import hear_after_sharing, hear_sharing, shared
from bot.strengths.consent import is_plain_yes
from bot.strengths.library import DOMAINS
from bot.strengths.read_back import hear_yes_to_lines
from bot.strengths.reply import Reply, Say
from bot.strengths.summary import summarise

LIMITS = re.compile(
    r"(?i)\b(?:except|apart from|all but|bar the|without|(?:do not|don'?t|dont|not) (?:share|send|show|put|the|my)"
    r"|but not|leave (?:out|off)|take (?:out|off)|only (?:the|my|share|send|number|line|\d))\b"
)
"""“Yes, except the bit about him”: nothing is shared that somebody asked not to share."""


class ActionReadyToShare(HearingAction):
    """Answer "yes" or "share it" beside the lines: the next of them, or how to reach the person, then a plain yes."""

    def name(self) -> str:
        """Return Rasa's name."""
        return "action_ready_to_share"

    def hear(self, turn: Turn) -> list[Reply]:
        """Go on."""
        return hear_yes_to_lines(turn.contact, turn.heard)


class ActionHandOver(FrontDoorAction):
    """Hand what the person agreed to share to the front-door team.

    The reference is said by this action alone, after the use case has committed (design 3.3). The use case knows
    a repeated hand-over, so a retry, a double click or a lost reply ends in the same reference.
    """

    def name(self) -> str:
        """Return Rasa's name."""
        return "action_hand_over"

    async def take(self, turn: Turn) -> list[Reply]:
        """Store the summary, then say so; a yes with a limit, or one that is not plain, sends nothing."""
        if turn.heard.choice is None and LIMITS.search(turn.heard.words.replace("\u2019", "'")):
            return [Say("utter_say_which_line"), *show_all(turn.contact)]
        if turn.heard.choice is None and not is_plain_yes(turn.heard.words):
            return [Say("utter_not_a_plain_yes"), *resume(turn.contact)]
        summary = summarise(turn.contact, DOMAINS, now())
        receipt = await asyncio.to_thread(lambda: hand_over(store().unit_of_work(), summary))
        return shared(turn.contact, receipt.reference, receipt.version, receipt.repeated)


class ActionHearSharing(HearingAction):
    """Hear anything but a yes to "shall I pass this on"."""

    says_what_was_sent = True

    def name(self) -> str:
        """Return Rasa's name."""
        return "action_hear_sharing"

    def hear(self, turn: Turn) -> list[Reply]:
        """Nothing is shared; words are kept."""
        return hear_sharing(turn.contact, turn.heard)


class ActionHearAfterSharing(HearingAction):
    """Hear words said after sharing."""

    def name(self) -> str:
        """Return Rasa's name."""
        return "action_hear_after_sharing"

    def hear(self, turn: Turn) -> list[Reply]:
        """Keep them and ask whether to share them too."""
        return hear_after_sharing(turn.contact, turn.heard)
