"""After danger was voiced. First help and who was told are said by the door before any action runs."""

from __future__ import annotations

from actions.about_danger import hear_where_it_was_said, take_back
from actions.base import FrontDoorAction, HearingAction
from actions.passing_on import note, pass_on_change, tell_more
from actions.turn import Turn
from bot.strengths.answering import begin
from bot.strengths.asking import resume
from bot.strengths.hard_cues import HardMoment, moment_in
from bot.strengths.in_danger import (
    Wish,
    after_danger,
    carry_on,
    hear_check,
    more_of,
    no_more,
    reach_safely,
    stop_here,
    told_more,
    wish,
)
from bot.strengths.reply import Reply
from bot.strengths.safety import Tier
from bot.strengths.taken_back import hear_a_child_in_danger
from bot.strengths.told_after_danger import keep_told_beside_danger


class ActionHearDanger(FrontDoorAction):
    """Stop the questions, from wherever the conversation stands, and ask what the person wants."""

    is_confidential = True

    def name(self) -> str:
        """Return Rasa's name."""
        return "action_hear_danger"

    async def take(self, turn: Turn) -> list[Reply]:
        """Ask. What voiced danger is with the safeguarding team and is kept nowhere else."""
        if turn.is_new:
            begin(turn.contact)
        reached = turn.contact.safe_contact
        asked = after_danger(turn.contact, turn.safety, turn.concern, turn.message_id, turn.heard, turn.before)
        await pass_on_change(turn, reached)
        if moment_in(turn.heard.words) is not HardMoment.UNDER_18:
            keep_told_beside_danger(turn.contact, turn.heard, turn.told_beside)
        else:
            return [*hear_a_child_in_danger(turn.contact, lines_said=True), *asked]
        return asked


class ActionHearInSafety(HearingAction):
    """Do what the person wants after danger: stop, carry on, say how to be reached; further words are passed on."""

    is_confidential = True

    def name(self) -> str:
        """Return Rasa's name."""
        return "action_hear_in_safety"

    async def take(self, turn: Turn) -> list[Reply]:
        """Tell the safeguarding team what was decided, or said further; then answer."""
        contact = turn.contact
        wanted = wish(contact, turn.heard)
        match wanted:
            case Wish.TELL_MORE:
                receipt = await tell_more(turn, more_of(turn.safety))
                ordinary = turn.safety.tier is Tier.NONE and not turn.safety.kinds
                return told_more(contact, turn.heard, receipt.reference, is_ordinary=ordinary)
            case Wish.NOT_MEANT:
                return await take_back(turn)
            case Wish.CARRY_ON:
                await note(turn, "carried_on")
            case Wish.STOP:
                await note(turn, "stopped")
            case _:
                pass
        return self.hear(turn)

    def hear(self, turn: Turn) -> list[Reply]:
        """Answer what needs nobody to be told."""
        contact = turn.contact
        match wish(contact, turn.heard):
            case Wish.CARRY_ON:
                return carry_on(contact)
            case Wish.STOP:
                return stop_here(contact)
            case Wish.REACH:
                return reach_safely(contact)
            case Wish.NO_MORE:
                return no_more(contact)
            case Wish.ANSWER_CHECK:
                return hear_check(contact, turn.heard) or hear_where_it_was_said(contact, turn.heard)
            case _:
                return resume(contact)
