"""What is plain in the words alone and has a true answer: heard before the act that the words were taken for."""

from __future__ import annotations

import re

from actions.passing_on import pass_on, pass_on_change, remember_what_the_team_has
from actions.taking_back import (
    TAKE_BACK,
    hear_contact_is_welcome,
    hear_nothing_was_asked,
    hear_whether_to_take_back,
    latest_request,
    tell_no_contact,
)
from actions.turn import DANGER, Turn
from bot.bootstrap import library
from bot.strengths.acknowledging import responses
from bot.strengths.answers_to_us import TALKING
from bot.strengths.asked_back import answer_to, asks_nothing_besides, asks_plainly, themes_asked
from bot.strengths.asked_of_us import NOT_KNOWN, TELLS, refuses_leave, take_apart
from bot.strengths.asking import ask, carry_on, finish, resume
from bot.strengths.asking_about_people import asks_about_a_person
from bot.strengths.closing import requested
from bot.strengths.contact import Moment
from bot.strengths.forgetting import asks_of_forgetting, what_stays
from bot.strengths.hard_cues import ANGER_HEARD_AS
from bot.strengths.hearing import opens_with_yes
from bot.strengths.reaching import hear_reaching, hears_of_reaching
from bot.strengths.reaching_parts import refuses_contact
from bot.strengths.reply import Ask, Reply, Say
from bot.strengths.under_18 import UNDER_18

ASK_PERSON = "asides.ask_person"

ASKED_WHEN = "asked_when"
"""What stands in ``Contact.mentioned`` once somebody has asked when anybody comes."""

HEARD_IN_REACHING = frozenset(
    {"tell", "affirm", "deny", "choose", "dont_know", "decline", "complain", "ask_practical", "proxy", "greet"}
    | {"share_nothing", "thanks"}
)
"""Acts that reach the questions of how to reach somebody by the rules."""

WISHES = ("ask_person", "ask_assessment", "delete", "start_again", "share", "share_nothing", "stop", "finish")
"""Acts that are done by an action which answers nothing besides."""

SHOWS = re.compile(
    r"(?i)\b(?:show|let|read) (?:me|us) (?:see )?(?:again )?(?:what(?:ever)?|everything|all|the things?|owt) "
    r"(?:that )?(?:you(?:'ve|ve| have| 've)?|u(?:'ve|ve| have)?|i(?:'ve|ve| have)?) (?:got |all )?"
    r"(?:put|written|wrote|got|noted|said|typed|taken)\b"
)
"""“Stop now and show me what you've put down”."""


async def answer_in_so_many_words(turn: Turn) -> list[Reply]:
    """Return the answer to what is plain in the words, whatever act they were taken for; nothing for anything else.

    Args:
        turn: the turn.
    """
    if turn.heard.act == DANGER or turn.is_new:
        return []
    if turn.contact.open_question == TAKE_BACK and turn.heard.act in ("affirm", "deny"):
        return await hear_whether_to_take_back(turn)
    if turn.contact.open_question == ASK_PERSON and turn.heard.act in ("affirm", "deny"):
        return await _hear_whether_to_ask(turn)
    if turn.heard.choice is not None or turn.heard.line is not None:
        return []
    if turn.contact.open_question == UNDER_18 and _says_yes(turn):
        # A child who types the yes is as much in want of a person as one who presses it.
        return await _ask_for_a_person(turn)
    if turn.contact.moment is Moment.FORGETTING:
        if not asks_of_forgetting(turn.heard):
            return []
        await remember_what_the_team_has(turn)
        return [*what_stays(turn.contact), *resume(turn.contact)]
    return await _hear_of_contact(turn) or _hear_question(turn)


def answer_beside(turn: Turn, replies: list[Reply]) -> list[Reply]:
    """Return the replies, with the answer to a question that stood beside what was heard.

    Args:
        turn: the turn, after it was heard.
        replies: what is said to the rest.
    """
    typed = turn.heard.choice is None and turn.heard.line is None
    if not typed or turn.forgets or turn.is_new or turn.heard.act in (DANGER, "ask_privacy", "ask_cuts"):
        return replies
    said = {reply.response for reply in replies if isinstance(reply, Say)}
    answer = [
        reply
        for reply in answer_to(turn.contact, turn.heard.words)
        if isinstance(reply, Say)
        and reply.response not in said
        and not (reply.response == "utter_no_dates" and HOURS & said)
    ]
    if not answer:
        return _offer_a_person(turn, _noted(turn, replies))
    replies = [reply for reply in replies if reply != Say("utter_question_kept")]
    first = 1 if replies and isinstance(replies[0], Say) else 0
    return _offer_a_person(turn, [*replies[:first], *answer, *replies[first:]])


def _offer_a_person(turn: Turn, replies: list[Reply]) -> list[Reply]:
    """Offer a person, in place of the next question, to whoever asks again when somebody comes.

    We can't know it, and whoever came to hear that has not come to be asked about the rest of their life.
    """
    contact = turn.contact
    if contact.moment not in TALKING or "how_long" not in themes_asked(turn.heard.words):
        return replies
    if ASKED_WHEN not in contact.mentioned:
        contact.mentioned.append(ASKED_WHEN)
        return replies
    if contact.latest("person") is not None or not replies or not isinstance(replies[-1], Ask):
        return replies
    contact.step_aside(Moment.PAUSED, ASK_PERSON)
    return [*(reply for reply in replies if isinstance(reply, Say)), *ask(contact, ASK_PERSON)]


def _noted(turn: Turn, replies: list[Reply]) -> list[Reply]:
    """The replies, with it said truly that a question which nothing answers was written down."""
    asks = turn.heard.act in TELLS and turn.contact.moment not in WORDS_ARE_A_LINE
    said = {reply.response for reply in replies if isinstance(reply, Say)}
    if not asks or not said or not said <= ANSWERS_NOTHING | responses():
        return replies
    if not any(asked in NOT_KNOWN for asked in take_apart(turn.heard).asked):
        return replies
    first = 1 if isinstance(replies[0], Say) else 0
    return [*replies[:first], Say("utter_question_noted"), *replies[first:]]


WORDS_ARE_A_LINE = (Moment.CHANGING, Moment.ADDING, Moment.FORGETTING)
"""Moments in which words are a line, or a yes or no, and ask nothing."""

ANSWERS_NOTHING = frozenset(
    {*ANGER_HEARD_AS.values()}
    | {"utter_complaints_phone", "utter_complaints_address", "utter_complaints_page", "utter_complaints_unknown"}
    | {"utter_ask_for_a_person", "utter_not_arguing", "utter_slowly", "utter_listening_line"}
    | {"utter_safeguarding_told_more", "utter_they_read_this", "utter_carer_rights", "utter_hear_complaint"}
)
"""What is said to something else, beside which a question would go unanswered; the words themselves were kept."""

HOURS = {"utter_team_hours", "utter_what_happens_next", "utter_about_person", "utter_about_person_asked"}
"""What says already when the team aims to get in touch."""


def answer_about_a_person(turn: Turn) -> list[Reply]:
    """Say truly what a person does, and offer to ask for one; nobody is asked for yet."""
    if turn.contact.latest("person") is not None:
        return [Say("utter_about_person_asked"), *resume(turn.contact)]
    turn.contact.step_aside(Moment.PAUSED, ASK_PERSON)
    return [Say("utter_about_person"), *ask(turn.contact, ASK_PERSON)]


async def _hear_whether_to_ask(turn: Turn) -> list[Reply]:
    if turn.heard.act == "deny":
        return carry_on(turn.contact, library())
    turn.contact.step_back()
    return await _ask_for_a_person(turn)


def _says_yes(turn: Turn) -> bool:
    return turn.heard.act == "affirm" or opens_with_yes(turn.heard.words)


async def _ask_for_a_person(turn: Turn) -> list[Reply]:
    receipt = await pass_on(turn, "person", turn.heard.words)
    return requested(turn.contact, "person", receipt.reference, receipt.repeated)


async def _hear_of_contact(turn: Turn) -> list[Reply]:
    """Hear that somebody wants no contact, or how to reach them in words that were taken for something else."""
    contact, words = turn.contact, turn.heard.words
    is_with_the_team = latest_request(contact) is not None
    just_asked = (contact.moment is Moment.SAFE_CONTACT and contact.reaching_for in ("person", "assessment")) or (
        contact.open_question == "asides.after_request"
    )
    welcome = await hear_contact_is_welcome(turn)
    if welcome:
        return welcome
    if is_with_the_team and not refuses_contact(words):
        taken_back = await hear_nothing_was_asked(
            turn, just_asked=just_asked and not ("?" in words and asks_about_a_person(words))
        )
        if taken_back:
            return taken_back
    if hears_of_reaching(contact, turn.heard) and (turn.heard.act not in HEARD_IN_REACHING or refuses_contact(words)):
        before = contact.safe_contact
        replies = hear_reaching(contact, turn.heard, library())
        await pass_on_change(turn, before)
        return replies
    if is_with_the_team and contact.moment is not Moment.SAFE_CONTACT and refuses_contact(words):
        return await tell_no_contact(turn)
    return []


def _hear_question(turn: Turn) -> list[Reply]:
    """Answer a message that is a question and nothing besides, or a wish to see the lines."""
    contact, heard = turn.contact, turn.heard
    if heard.act in ("stop", "tell", "ask_person", "complain", "deny", "decline") and SHOWS.search(
        heard.words.replace("\u2019", "'")
    ):
        return finish(contact)
    if heard.act in ("ask_privacy", "how_many") or not asks_nothing_besides(heard.words):
        return []
    if heard.act != "ask_cuts" and not asks_plainly(heard.words):
        return []
    if "how_to_get" in themes_asked(heard.words):
        # What somebody may have come for is written down for the team too.
        return []
    if heard.act not in WISHES and (len(take_apart(heard).asked) > 1 or refuses_leave(heard.words)):
        # More is asked, or told, than is answered here.
        return []
    answer = answer_to(contact, heard.words)
    if contact.moment is Moment.SAFE_CONTACT and contact.open_question:
        return [*answer, Ask(contact.open_question)]
    return _offer_a_person(turn, [*answer, *resume(contact)])
