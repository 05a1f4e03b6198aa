"""What every action of ours does: read the turn, act, speak, write the contact back; and never fall silent."""

from __future__ import annotations

import time
from abc import ABC, abstractmethod
from dataclasses import replace
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.about_danger import answer_about_danger, hear_where_it_was_said
from actions.asked_back import answer_beside, answer_in_so_many_words
from actions.details import hear_details
from actions.passing_on import pass_on_change, pass_on_ways, remember_what_the_team_has
from actions.responses import wording_known
from actions.speaking import speak
from actions.turn import BEGIN, CONTACT, DANGER, MOMENT, Turn, read_turn
from actions.ways import answer_to_wish, before_the_team, beside, ways_in
from bot.bootstrap import library
from bot.errors import FrontDoorError
from bot.logs import logger
from bot.monitoring.metrics import count_action
from bot.settings import settings
from bot.strengths.answering import begin
from bot.strengths.answers_to_us import TALKING, hear_asked_of_us, with_carer_rights
from bot.strengths.asked_of_us import TELLS
from bot.strengths.asking import resume
from bot.strengths.choosing import as_chosen, is_a_button_that_has_gone
from bot.strengths.coming_back import asks_for_code, in_front, offer_code, welcome_back
from bot.strengths.contact import Contact
from bot.strengths.doing_wishes import do_wish, hear_lines_and_sharing, is_done_with_the_lines, wish_in
from bot.strengths.easing import is_heard_in_passing, take_in
from bot.strengths.explaining import explain
from bot.strengths.going_on import hear_going_on
from bot.strengths.hard_cues import as_meant
from bot.strengths.hard_moments import hear_hard_moment
from bot.strengths.heard_once import one_turn
from bot.strengths.in_danger import ask_about, slow_down
from bot.strengths.in_style import in_style
from bot.strengths.not_written import without_what_is_not_written
from bot.strengths.outcomes import PassedOn
from bot.strengths.reply import Reply, Say
from bot.strengths.safety import Tier
from bot.strengths.said_to_us import hear_said_to_us
from bot.strengths.taken_back import SORRY
from bot.strengths.undoing import asks_to_undo, undo

log = logger(__name__)

HAS_AN_ANSWER_OF_ITS_OWN = ("thanks", "greet", "off_topic", "complain")
"""Acts whose action answers them, and would not hear the choice that the words name."""

Events = list[dict[str, Any]]


class FrontDoorAction(Action, ABC):
    """Base of every action: one turn, all or nothing.

    A turn that fails changes nothing: the contact stays as it was, the person hears what the error says they
    should, and the open question is put again.
    """

    is_confidential = False
    """Whether the action's name says something of the person that must not be tied to them in a log."""

    @abstractmethod
    def name(self) -> str:
        """Return the name Rasa knows the action by."""

    def welcome(self, turn: Turn) -> list[Reply]:
        """Return the welcome for a person who speaks before being welcomed, without its question; else nothing."""
        return begin(turn.contact)[:-1] if turn.is_new else []

    @abstractmethod
    async def take(self, turn: Turn) -> list[Reply]:
        """Act on one turn, changing ``turn.contact``, and return what is said."""

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> Events:
        """Run the action for Rasa; see ``take``."""
        with one_turn():
            return await self._run(dispatcher, tracker, domain)

    async def _run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> Events:
        begun, outcome = time.monotonic(), "failed"
        try:
            turn = read_turn(tracker)
            replies = await self.whole_turn(turn)
            texts = wording_known(domain, turn.contact)
            speak(dispatcher, replies, turn.contact, library(), settings(), texts)
            outcome = "done"
            return self.written_back(turn)
        except Exception as error:  # noqa: BLE001 - whatever breaks, the person waiting reads a true sentence
            # What an action is for can say that danger was voiced; that never stands beside whose conversation it is.
            whose = {} if self.is_confidential else {"conversation": tracker.sender_id}
            log.warning("turn_failed", action=self.name(), error=type(error).__name__, **whose)
            dispatcher.messages.clear()
            self._say_that_it_failed(dispatcher, tracker, error)
            return []
        finally:
            count_action(outcome, time.monotonic() - begun)

    async def whole_turn(self, turn: Turn) -> list[Reply]:
        """Do all that one turn asks for, changing ``turn.contact``, and return what is said."""
        remember_concern(turn)
        turn.taken_for = turn.heard.act
        turn.heard = as_meant(as_chosen(turn.contact, turn.heard, library()))
        turn.answers_us = is_done_with_the_lines(turn.contact, turn.heard)
        unwritten = leave_unwritten(turn)
        welcome = welcome_back(turn.contact) if turn.came_back else None
        noted, is_all = await hear_details(turn)
        ways = ways_in(turn)
        if is_all and ways is not None:
            take_in(turn.contact, ways)  # "phone yes but Polish lady. 07700 ..."
        before_the_team(turn, ways)
        how_to_talk = turn.contact.how_to_talk
        in_passing = is_heard_in_passing(turn.contact)
        replies = (
            resume(turn.contact)
            if unwritten and not turn.heard.words
            else []
            if is_all
            else self._thank_without_a_line(turn)
            if turn.only_denies_harm
            else (
                await answer_in_so_many_words(turn)
                or await _do_plain_wish(turn)
                or _said_in_so_many_words(turn)
                or await answer_about_danger(turn)
                or await answer_to_wish(turn, ways)
                or with_care(
                    turn, answer_beside(turn, beside(turn, ways, await self.take(turn), in_passing=in_passing))
                )
            )
        )
        replies = [*unwritten, *noted, *replies]
        await pass_on_ways(turn, how_to_talk)
        if welcome is not None and may_be_welcomed_back(turn):
            replies = in_front(welcome, replies)
        if turn.safety.tier is Tier.NONE:
            replies = in_style(replies, turn.contact, library())
        return replies

    def _thank_without_a_line(self, turn: Turn) -> list[Reply]:
        """Thank somebody who says that nobody is hurt: a summary that others at home may read has no such line."""
        turn.contact.latest_change = None
        return with_care(turn, [*self.welcome(turn), Say("utter_no_line_of_that"), *resume(turn.contact)])

    def written_back(self, turn: Turn) -> Events:
        """Return the events that keep the contact for the next turn."""
        return [SlotSet(CONTACT, turn.contact.to_record()), SlotSet(MOMENT, turn.contact.moment.value)]

    def _say_that_it_failed(self, dispatcher: CollectingDispatcher, tracker: Tracker, error: Exception) -> None:
        """Say what the error says should be heard, and put the open question again if that can still be done."""
        told = error.response if isinstance(error, FrontDoorError) else FrontDoorError.response
        # A person is reached by telephone whatever is out of order here; it is left out where none is set.
        said: list[Reply] = [Say(told), Say("utter_team_phone")]
        try:
            contact = read_turn(tracker).contact
            speak(dispatcher, [*said, *resume(contact)], contact, library(), settings())
        except Exception:  # noqa: BLE001 - a contact or question that can't be read any more; the sentence still goes out
            dispatcher.messages.clear()
            speak(dispatcher, said, Contact(), library(), settings())


def leave_unwritten(turn: Turn) -> list[Reply]:
    """Take out of the turn what the person asks not to have written down, and say so; danger is heard as it is."""
    contact, heard = turn.contact, turn.heard
    harmless = turn.safety.tier is Tier.NONE and heard.act not in (DANGER, BEGIN)
    found = without_what_is_not_written(heard) if harmless and contact.moment in TALKING and not turn.is_new else None
    if found is None or asks_to_undo(heard):
        return []
    turn.heard = found.told or replace(heard, act="tell", words="", strengths=(), hardship=False)
    return [Say("utter_not_written")]


def remember_concern(turn: Turn) -> None:
    """Remember what the door has told the safeguarding team, so that nobody is told that nothing was sent."""
    if turn.concern is not None:
        turn.contact.note_passed_on(PassedOn(kind="concern", reference=turn.concern))


def with_care(turn: Turn, replies: list[Reply]) -> list[Reply]:
    """Return the replies, with a gentle check or without haste when the words, kept as always, ask for that."""
    typed = turn.heard.choice is None and turn.heard.line is None
    sorry = any(isinstance(reply, Say) and reply.response in SORRY for reply in replies)
    if not typed or turn.forgets or sorry:
        return replies
    match turn.safety.tier:
        case Tier.CHECK if not turn.answers_us:
            return ask_about(turn.contact, turn.heard_in_full, turn.safety, turn.message_id, replies)
        case Tier.DISTRESS:
            return slow_down(turn.contact, replies)
        case _:
            return replies


def may_be_welcomed_back(turn: Turn) -> bool:
    """Whether words typed after a pause get the line for whoever comes back; help in danger is never held up by it."""
    calm = turn.safety.tier is Tier.NONE and turn.heard.act not in (DANGER, BEGIN)
    return turn.came_back and calm and not turn.is_new and not turn.forgets


async def _do_plain_wish(turn: Turn) -> list[Reply]:
    """Share nothing, stop or show the lines where the words plainly ask for that, whatever they were taken for."""
    found = wish_in(turn.contact, turn.heard) if turn.heard.act != DANGER and not turn.is_new else None
    if found is None:
        return []
    await remember_what_the_team_has(turn)
    return with_care(turn, do_wish(turn.contact, turn.heard, found, library()))


def _said_in_so_many_words(turn: Turn) -> list[Reply]:
    """Return the answer to wishes that are plain in the words alone, whatever act they were taken for."""
    if turn.heard.act == DANGER:
        return []
    if asks_to_undo(turn.heard):
        taken_back = undo(turn.contact)
        if taken_back:
            return taken_back
    turn.contact.latest_change = None
    if not turn.is_new and asks_for_code(turn.heard):
        return offer_code(turn.contact)
    if turn.taken_for in HAS_AN_ANSWER_OF_ITS_OWN and turn.heard.act == "choose":
        return hear_where_it_was_said(turn.contact, turn.heard)  # "nice", of how a tie feels, is no thanks to us
    done = hear_lines_and_sharing(turn.contact, turn.heard) or _hear_said_to_us(turn) or _explain(turn)
    if not done and turn.heard.act in TELLS and is_a_button_that_has_gone(turn.contact, turn.heard, library()):
        return [Say("utter_button_gone"), *resume(turn.contact)]
    return done


def _hear_said_to_us(turn: Turn) -> list[Reply]:
    """Answer words to the program; words that may voice danger are heard as that alone."""
    if turn.is_new or turn.safety.tier is not Tier.NONE:
        return []
    return hear_said_to_us(turn.contact, turn.heard)


def _explain(turn: Turn) -> list[Reply]:
    """Explain one of our words to whoever asks; words that may voice danger are heard as that alone."""
    if turn.is_new or turn.safety.tier is not Tier.NONE:
        return []
    return explain(turn.contact, turn.heard, library())


class HearingAction(FrontDoorAction, ABC):
    """An action that hears and answers: everything happens in ``bot.strengths``.

    A person who speaks before being welcomed is welcomed, and heard.
    """

    @abstractmethod
    def hear(self, turn: Turn) -> list[Reply]:
        """Return what is said to this turn."""

    says_what_was_sent = False
    """Whether the answer speaks of what the team has, so that the store is asked first."""

    async def take(self, turn: Turn) -> list[Reply]:
        """Welcome a newcomer first, then hear; what the turn says of how to reach the person reaches the team."""
        if self.says_what_was_sent and not turn.is_new:
            await remember_what_the_team_has(turn)
        before = turn.contact.safe_contact
        welcome = self.welcome(turn)
        heard = hear_asked_of_us(turn.contact, turn.heard, library())
        if heard is None and turn.safety.tier is Tier.NONE:
            # What a gentle check may have to take out again is a line of its own.
            heard = hear_going_on(turn.contact, turn.heard, library())
        if heard is None:
            heard = hear_hard_moment(turn.contact, turn.heard, library())
        heard = self.hear(turn) if heard is None else heard
        replies = [*welcome, *with_carer_rights(turn.contact, turn.heard, heard)]
        await pass_on_change(turn, before)
        return replies
