"""“I want a person”, “I want an assessment”: passed on at once, with no question first."""

from __future__ import annotations

from dataclasses import replace

from actions.asked_back import answer_about_a_person
from actions.base import FrontDoorAction
from actions.passing_on import Kind, note, pass_on
from actions.taking_back import tell_no_contact
from actions.turn import Turn
from bot.bootstrap import library
from bot.strengths.answers_to_us import hear_asked_of_us
from bot.strengths.asked_of_us import wants_a_person_too, wants_no_person, wants_to_complain
from bot.strengths.asking import resume
from bot.strengths.asking_about_people import asks_about_a_person, speaks_of_some_day
from bot.strengths.closing import requested
from bot.strengths.complaining import how_to_complain
from bot.strengths.hard_moments import hear_hard_moment
from bot.strengths.hear import hear_anything
from bot.strengths.reaching import may_be_contacted, want_no_contact
from bot.strengths.reaching_parts import refuses_contact
from bot.strengths.reply import Reply, Say
from bot.strengths.under_18 import is_a_child


class ActionPassOnPerson(FrontDoorAction):
    """Pass on that somebody wants to talk to a person."""

    kind: Kind = "person"

    def name(self) -> str:
        """Return Rasa's name."""
        return "action_pass_on_person"

    async def take(self, turn: Turn) -> list[Reply]:
        """Store it, then say so; what only asks about a person, or wants no contact, is answered."""
        if turn.heard.choice is None and not turn.is_new:
            answered = await self._hear_no_wish(turn)
            if answered:
                return answered
        may_be_contacted(turn.contact)
        words = turn.heard.words
        receipt = await pass_on(turn, self.kind, words)
        if turn.contact.latest("concern") is not None:
            await note(turn, "wants_person")
        welcome = self.welcome(turn)
        first, *then = requested(turn.contact, self.kind, receipt.reference, receipt.repeated, words)
        complains = how_to_complain(turn.contact) if wants_to_complain(words) else []
        return [*welcome, first, *complains, *then]

    async def _hear_no_wish(self, turn: Turn) -> list[Reply]:
        """Answer words that were taken for a wish for a person and are none; nothing for a wish."""
        words = turn.heard.words
        if refuses_contact(words):
            if turn.contact.latest("person") is not None or turn.contact.latest("assessment") is not None:
                return await tell_no_contact(turn)
            want_no_contact(turn.contact)
            return [Say("utter_no_contact"), *resume(turn.contact)]
        if wants_no_person(words):
            said_no = replace(turn.heard, act="deny")
            heard = hear_hard_moment(turn.contact, said_no, library()) if is_a_child(turn.contact) else None
            return heard or [Say("utter_leave_out"), *resume(turn.contact)]
        if wants_to_complain(words) and not wants_a_person_too(words):
            return hear_asked_of_us(turn.contact, turn.heard, library()) or []
        if self.kind != "person":
            return []
        if asks_about_a_person(words):
            return answer_about_a_person(turn)
        return hear_anything(turn.contact, turn.heard, library()) if speaks_of_some_day(words) else []


class ActionPassOnAssessment(ActionPassOnPerson):
    """Pass on that somebody wants an assessment: a right, never argued with (Care Act s.9)."""

    kind: Kind = "assessment"

    def name(self) -> str:
        """Return Rasa's name."""
        return "action_pass_on_assessment"
