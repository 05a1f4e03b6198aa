"""Under which heading a line stands for the person who said it, and what is said of a tie beside it.

What was heard in the words shows in the heading, in the read-back and in the copy, so that the person sees it and can
change it before anybody else reads it.
"""

from __future__ import annotations

from functools import cache

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
    TieQuality,
)
from bot.strengths.summary import Summary

APART = (THEIR_WORDS_AS_TOLD, TYPING_PERSON)
"""Voices with a heading of their own, so that neither is taken for what was said of the person."""


def heading_of(statement: Statement) -> str:
    """Return the heading of a line.

    "Nowt" is not shown to anybody as something they are good at, and neither is a tie that hurts. What was so says that
    it is over.
    """
    return order_of(statement)[-1]


def order_of(statement: Statement) -> tuple[int, int, str]:
    """Return what lines are sorted by: place; in it what just stands there, what was so, what hurts, what is not so.

    The heading comes last.
    """
    holds = statement.holds
    is_none = holds is Holds.DENIED and _says_none(statement)
    return _order(statement.place, statement.domain, statement.said_by, holds, statement.quality, is_none)


def _says_none(statement: Statement) -> bool:
    """Whether a line that denies something only says that there is none."""
    return statement.source is Source.CHOSEN_OPTION or says_nothing_there(statement.words)


@cache
def _order(
    place: Place, domain: str, said_by: str, holds: Holds, quality: TieQuality | None, is_none: bool
) -> tuple[int, int, str]:
    """Work out once how lines of one sort are ordered; their words have no part in it."""
    at, heading = list(Place).index(place), _place(place, said_by)
    if said_by in APART or domain not in DOMAINS:
        return at, 0, heading
    if holds is Holds.DENIED:
        return at, 3, f"{wording('said_none' if is_none else 'said_not')}: {wording(f'domains.{domain}')}"
    if quality in NOT_A_STRENGTH:
        return at, 2, f"{wording(f'domains.{domain}')}: {wording(f'qualities.{quality}')}"
    return (at, 1, f"{heading}: {wording('past')}") if holds is Holds.PAST else (at, 0, heading)


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


def _place(place: Place, said_by: str) -> str:
    """The heading of a place, in the voice of whoever said it."""
    if said_by in APART:
        return wording(f"voices.{said_by}")
    return wording(f"{'places' if said_by == RESIDENT else 'places_for_them'}.{place}")
