"""Under which heading a line stands for the person who said it, and what is said of a tie beside it.

What was heard in the words shows in the heading, in the read-back and in the copy, so that the person sees it and can
change it before anybody else reads it.
"""

from __future__ import annotations

from bot.strengths.hearing import says_nothing_there
from bot.strengths.library import DOMAINS, wording
from bot.strengths.statement import NOT_A_STRENGTH, Holds, Place, Source, Statement


def heading_of(statement: Statement) -> str:
    """Return the heading of a line.

    "Nowt" is not shown to anybody as something they are good at, and neither is a tie that hurts. What was so says that
    it is over.
    """
    place, domain = wording(f"places.{statement.place}"), statement.domain
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
    if heading == wording(f"places.{statement.place}"):
        return list(Place).index(statement.place), 0, heading
    rank = 3 if statement.holds is Holds.DENIED else 2 if statement.quality in NOT_A_STRENGTH else 1
    return list(Place).index(statement.place), rank, heading


def of_the_tie(statement: Statement) -> tuple[str, ...]:
    """Return what was told of a tie, in words: which way help goes, how it feels (or only seems to), what is wished."""
    told = [
        wording(f"{kind}.{value}")
        for kind, value in (("flows", statement.flow), ("qualities", statement.quality), ("wishes", statement.wish))
        if value is not None
    ]
    return (*told, wording("tie_is_heard")) if statement.tie_is_heard else tuple(told)
