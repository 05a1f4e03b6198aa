"""Under which heading a line stands for the person who said it, and what is said of a tie beside it.

What was heard in the words shows in the heading, in the read-back and in the copy, so that the person sees it and can
change it before anybody else reads it.
"""

from __future__ import annotations

from bot.strengths.hearing import says_nothing_there
from bot.strengths.library import DOMAINS, wording
from bot.strengths.statement import (
    NOT_A_STRENGTH,
    RESIDENT,
    THEIR_WORDS_AS_TOLD,
    TYPING_PERSON,
    Holds,
    Place,
    Source,
    Statement,
)
from bot.strengths.summary import Summary

APART = (THEIR_WORDS_AS_TOLD, TYPING_PERSON)
"""Voices with a heading of their own, so that neither is taken for what was said of the person."""


def heading_of(statement: Statement) -> str:
    """Return the heading of a line.

    "Nowt" is not shown to anybody as something they are good at, and neither is a tie that hurts. What was so says that
    it is over.
    """
    place, domain = _place(statement), statement.domain
    if statement.said_by in APART:
        return place
    if domain not in DOMAINS:
        return place
    if statement.holds is Holds.DENIED:
        none = statement.source is Source.CHOSEN_OPTION or says_nothing_there(statement.words)
        return f"{wording('said_none' if none else 'said_not')}: {wording(f'domains.{domain}')}"
    if statement.quality in NOT_A_STRENGTH:
        return f"{wording(f'domains.{domain}')}: {wording(f'qualities.{statement.quality}')}"
    return f"{place}: {wording('past')}" if statement.holds is Holds.PAST else place


def order_of(statement: Statement) -> tuple[int, int, str]:
    """Return what lines are sorted by: place; in it what just stands there, what was so, what hurts, what is not so."""
    heading = heading_of(statement)
    if heading == _place(statement):
        return list(Place).index(statement.place), 0, heading
    rank = 3 if statement.holds is Holds.DENIED else 2 if statement.quality in NOT_A_STRENGTH else 1
    return list(Place).index(statement.place), rank, heading


def of_the_tie(statement: Statement) -> tuple[str, ...]:
    """Return what stands beside a line, in words: what it was asked about; of a tie, help, feeling and wish."""
    told = [wording("asked_about").format(it=statement.about)] if statement.about else []
    told += [
        wording(f"{kind}.{value}")
        for kind, value in (("flows", statement.flow), ("qualities", statement.quality), ("wishes", statement.wish))
        if value is not None
    ]
    return (*told, wording("tie_is_heard")) if statement.tie_is_heard else tuple(told)


def who_typed(summary: Summary) -> str:
    """Return who typed; for somebody else, who that is and whether they know, as the typing person says."""
    said = [wording(f"said_by.{summary.said_by}")]
    if summary.about is not None:
        said.append(f"{wording('about')}: {summary.about}.")
    if summary.person_knows is not None:
        said.append(wording(f"person_knows.{summary.person_knows}"))
    return " ".join(said)


def _place(statement: Statement) -> str:
    """The heading of a place, in the voice of whoever said it."""
    if statement.said_by in APART:
        return wording(f"voices.{statement.said_by}")
    places = "places" if statement.said_by == RESIDENT else "places_for_them"
    return wording(f"{places}.{statement.place}")
