"""Stop, go on later, start again, delete."""

from __future__ import annotations

import asyncio
from typing import Any

from rasa_sdk.events import FollowupAction, Restarted

from actions.base import Events, FrontDoorAction, HearingAction
from actions.passing_on import remember_what_the_team_has
from actions.turn import Turn
from bot.bootstrap import library, store
from bot.errors import StoreUnavailableError
from bot.handover import Withdrawal, end_resume_code, withdraw
from bot.logs import logger
from bot.strengths.answering import begin
from bot.strengths.closing import ask_to_forget, stop
from bot.strengths.contact import Contact
from bot.strengths.forgetting import confirms
from bot.strengths.hear import hear_while_forgetting, hear_while_paused
from bot.strengths.reply import Reply, Say

log = logger(__name__)

OTHER = {"delete": "asides.start_again", "start_again": "asides.delete"}
"""Asking for the one is no yes to the other."""


class ActionStop(HearingAction):
    """Stop here; nothing is lost and nothing is sent."""

    says_what_was_sent = True

    def name(self) -> str:
        """Return Rasa's name."""
        return "action_stop"

    def hear(self, turn: Turn) -> list[Reply]:
        """Stop."""
        return stop(turn.contact)


class ActionHearPaused(HearingAction):
    """Go on if the person wants to."""

    def name(self) -> str:
        """Return Rasa's name."""
        return "action_hear_paused"

    def hear(self, turn: Turn) -> list[Reply]:
        """Go on, or keep what was said meanwhile."""
        return hear_while_paused(turn.contact, turn.heard, library())


class ActionAskToDelete(HearingAction):
    """They said: “Delete what I said”: one plain yes first."""

    def name(self) -> str:
        """Return Rasa's name."""
        return "action_ask_to_delete"

    def hear(self, turn: Turn) -> list[Reply]:
        """Ask."""
        return ask_to_forget(turn.contact, "asides.delete")


class ActionAskToStartAgain(HearingAction):
    """They said: “Start again”: one plain yes first."""

    def name(self) -> str:
        """Return Rasa's name."""
        return "action_ask_to_start_again"

    def hear(self, turn: Turn) -> list[Reply]:
        """Ask."""
        return ask_to_forget(turn.contact, "asides.start_again")


class ActionKeep(HearingAction):
    """Anything but a yes keeps everything."""

    def name(self) -> str:
        """Return Rasa's name."""
        return "action_keep"

    def hear(self, turn: Turn) -> list[Reply]:
        """Keep all, and hear what was said where it belongs."""
        return hear_while_forgetting(turn.contact, turn.heard, library())


class ActionForget(FrontDoorAction):
    """Delete the conversation, and what was shared as far as nobody has it yet.

    The restart event makes the tracker store delete the conversation's rows (``bot.dialogue.tracker_store``).
    """

    def name(self) -> str:
        """Return Rasa's name."""
        return "action_forget"

    async def take(self, turn: Turn) -> list[Reply]:
        """Delete, and say truthfully what could not be deleted."""
        if turn.heard.act in OTHER and turn.contact.open_question == OTHER[turn.heard.act]:
            return ask_to_forget(turn.contact, f"asides.{turn.heard.act}")
        if not confirms(turn.heard):
            return hear_while_forgetting(turn.contact, turn.heard, library())
        wipe_only = turn.contact.open_question == "asides.start_again"
        await remember_what_the_team_has(turn)
        before = turn.contact
        # What the safeguarding team was told stays with them, and must not be forgotten in what is said afterwards.
        concerns = [item for item in before.passed_on if item.kind == "concern"]
        turn.contact, turn.forgets = Contact(passed_on=concerns, style=before.style), True
        if wipe_only:
            await _end_code(turn)
            left = [Say("utter_shared_stays")] if len(before.passed_on) > len(concerns) else []
            left += [Say("utter_concern_stays")] if concerns else []
            return [*left, *begin(turn.contact)]
        # Asked of the store, not of the contact: a reply that was lost may have left the contact without its reference.
        withdrawal = await asyncio.to_thread(
            lambda: withdraw(store().unit_of_work(), before.id, conversation=turn.conversation)
        )
        await _end_code(turn)
        turn.contact.open_question = "opening.reason"
        turn.contact.asked.append("opening.reason")
        stays = [Say("utter_concern_stays_noted")] if withdrawal.concern_stays else []
        return [Say(_said_of(withdrawal)), *stays]

    def written_back(self, turn: Turn) -> Events:
        """Return a restart, the fresh contact, and then nothing but listening; or no restart, if all was kept."""
        events: list[dict[str, Any]] = super().written_back(turn)
        if not turn.forgets:
            return events
        return [Restarted(), *events, FollowupAction("action_listen")]


async def _end_code(turn: Turn) -> None:
    """End the code that opens the conversation from another device.

    If the store is away nobody is kept from starting again: a code opens nothing that began after it was made
    (``bot.channels.taking_over``).
    """
    try:
        await asyncio.to_thread(lambda: end_resume_code(store().unit_of_work(), turn.conversation))
    except StoreUnavailableError:
        log.warning("resume_code.not_ended")


def _said_of(withdrawal: Withdrawal) -> str:
    """Return the response that is true of what could be taken back."""
    if not withdrawal.found:
        return "utter_deleted"
    if withdrawal.already_read:
        return "utter_deleted_team_keeps"
    return "utter_deleted_after_opening" if withdrawal.opened else "utter_deleted_with_shared"
