"""Wishes about how to talk: heard before anything else that the words might mean, or beside it."""

from __future__ import annotations

from dataclasses import replace

from actions.passing_on import pass_on
from actions.turn import DANGER, Turn
from bot.bootstrap import library
from bot.strengths.answering import begin
from bot.strengths.asked_of_us import take_apart
from bot.strengths.closing import requested
from bot.strengths.easing import (
    EASE,
    answer_wish,
    is_answered_at_once,
    is_choice,
    leave_ours,
    speaks_of_help,
    take_in,
    ways_heard,
)
from bot.strengths.reply import Reply, Say
from bot.strengths.safety import Tier
from bot.strengths.statement import Source
from bot.strengths.ways import Way, WaysAsked, ways_asked

QUIET = (Tier.NONE,)

NOT_ANSWERED = (Say("utter_question_kept"), Say("utter_question_noted"))

WISHES_OF_THEIR_OWN = ("ask_person", "ask_assessment", "delete", "start_again", "stop")
"""Acts that are done at once, whatever is asked for beside them."""


def ways_in(turn: Turn) -> WaysAsked | None:
    """Return the ways of talking asked for in this turn; words that may voice danger are heard as that alone.

    Only an interpreter asked for is no wish for a person yet, however alike the two sound.
    """
    if turn.heard.act == DANGER or turn.safety.tier not in QUIET:
        return None
    asked = ways_heard(turn.contact, turn.heard)
    if asked is None or turn.heard.act != "ask_person":
        return asked
    only_to_interpret = set(asked.asked) <= {Way.INTERPRETER, Way.BSL} and speaks_of_help(turn.heard.words)
    if only_to_interpret and is_answered_at_once(turn.contact, asked):
        turn.heard = replace(turn.heard, act="tell")
    return asked


def before_the_team(turn: Turn, asked: WaysAsked | None) -> None:
    """Write down how somebody who asks for a person or an assessment likes to talk, so that both go out together.

    Whoever was asked how they like to talk, and pressed "A phone call", has answered, and is not asked it again.

    Args:
        turn: the turn, before it is acted on.
        asked: the ways of talking asked for in it.
    """
    if turn.heard.act not in ("ask_person", "ask_assessment"):
        return
    wish = asked or ways_asked(turn.heard.words, asked_for=True)
    if wish is not None:
        chosen = turn.contact.open_question == EASE and is_choice(library(), turn.heard.words)
        take_in(turn.contact, wish, source=Source.CHOSEN_OPTION if chosen else Source.OWN_WORDS)
    leave_ours(turn.contact, library())


async def answer_to_wish(turn: Turn, asked: WaysAsked | None) -> list[Reply]:
    """Answer a message that asks for a way of talking and nothing besides.

    Somebody who would rather talk than type is not asked to go on typing: the team is told at once.

    Args:
        turn: the turn.
        asked: what was asked for in it.

    Returns:
        What is said; nothing when the turn says something besides, or an action of its own does what is asked.
    """
    if asked is None or turn.heard.act in WISHES_OF_THEIR_OWN or not is_answered_at_once(turn.contact, asked):
        return []
    welcome = begin(turn.contact)[:-1] if turn.is_new else []
    if Way.PHONE in asked.asked:
        take_in(turn.contact, asked)
        leave_ours(turn.contact, library())
        receipt = await pass_on(turn, "person", turn.heard.words)
        return [*welcome, *requested(turn.contact, "person", receipt.reference, receipt.repeated)]
    return [*welcome, *answer_wish(turn.contact, asked, library())]


def beside(turn: Turn, asked: WaysAsked | None, replies: list[Reply], *, in_passing: bool) -> list[Reply]:
    """Return the replies with what was asked for beside them done, and said after the first.

    Args:
        turn: the turn, after it was heard.
        asked: what was asked for in it.
        replies: what is said to the rest.
        in_passing: whether it is done and not spoken of, because what was open must not be disturbed.
    """
    if asked is None or turn.forgets or turn.heard.act in ("simpler", *WISHES_OF_THEIR_OWN):
        return replies
    said = take_in(turn.contact, asked)
    if in_passing:
        return replies
    if Way.INTERPRETER in asked.asked and ways_asked(take_apart(turn.heard).questions) is not None:
        # "Can be Polish?" has its answer.
        replies = [reply for reply in replies if reply not in NOT_ANSWERED]
    first = 1 if replies and isinstance(replies[0], Say) else 0
    return [*replies[:first], *said, *replies[first:]]
