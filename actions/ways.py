"""Wishes about how to talk: heard before anything else that the words might mean, or beside it."""

from __future__ import annotations

from actions.passing_on import pass_on
from actions.turn import DANGER, Turn
from bot.bootstrap import library
from bot.strengths.answering import begin
from bot.strengths.closing import requested
from bot.strengths.easing import EASE, answer_wish, take_in, ways_heard
from bot.strengths.reply import Reply, Say
from bot.strengths.safety import Tier
from bot.strengths.ways import Way, WaysAsked, ways_asked

QUIET = (Tier.NONE,)


def ways_in(turn: Turn) -> WaysAsked | None:
    """Return the ways of talking asked for in this turn; words that may voice danger are heard as that alone."""
    if turn.heard.act == DANGER or turn.safety.tier not in QUIET:
        return None
    return ways_heard(turn.contact, turn.heard)


async def answer_to_wish(turn: Turn, asked: WaysAsked | None) -> list[Reply]:
    """Answer a message that asks for a way of talking and nothing besides.

    Somebody who would rather talk than type is not asked to go on typing: the team is told at once.

    Args:
        turn: the turn.
        asked: what was asked for in it.

    Returns:
        What is said; nothing when the turn says something besides, or an action of its own does what is asked.
    """
    if asked is None or not asked.whole or turn.heard.act in ("ask_person", "ask_assessment", "delete", "stop"):
        return []
    welcome = begin(turn.contact)[:-1] if turn.is_new else []
    if Way.PHONE in asked.asked and turn.contact.open_question != EASE:
        take_in(turn.contact, asked)
        receipt = await pass_on(turn, "person", turn.heard.words)
        return [*welcome, *requested(turn.contact, "person", receipt.reference, receipt.repeated)]
    return [*welcome, *answer_wish(turn.contact, asked, library())]


def beside(turn: Turn, asked: WaysAsked | None, replies: list[Reply]) -> list[Reply]:
    """Return the replies with what was asked for beside them done, and said after the first.

    Args:
        turn: the turn, after it was heard.
        asked: what was asked for in it.
        replies: what is said to the rest.
    """
    if turn.forgets:
        return replies
    if turn.heard.act == "ask_person":
        wish = ways_asked(turn.heard.words, asked_for=True)
        if wish and Way.PHONE in wish.asked:
            take_in(turn.contact, wish)
        return replies
    if asked is None or turn.heard.act in ("simpler", "delete", "stop"):
        return replies
    said = take_in(turn.contact, asked)
    first = 1 if replies and isinstance(replies[0], Say) else 0
    return [*replies[:first], *said, *replies[first:]]
