"""A summary as staff read it, in the order of practice 6.1: what is shown where, and what is said where nothing is."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from bot.errors import LibraryError
from bot.pages.picture import Picture, picture_of
from bot.strengths.balance import Balance
from bot.strengths.circles import CIRCLE_OF, circles
from bot.strengths.headings import of_the_tie, who_typed
from bot.strengths.library import wording
from bot.strengths.outcomes import Coverage
from bot.strengths.reaching_parts import needs_care
from bot.strengths.safe_contact import SafeContact
from bot.strengths.statement import STRENGTHS, Arrangement, Holds, Place, Statement
from bot.strengths.summary import Summary

AFTER_CIRCLES = (Place.HARD_NOW, Place.OWN_IDEA, Place.WHAT_WOULD_HELP, Place.KICK_START, Place.WOULD_OFFER)
NOTES = {Place.WOULD_OFFER: "offer_note", Place.KICK_START: "kick_start_note"}
LAST = (Place.REASON, Place.ALSO)
ALWAYS_SHOWN = (Place.HARD_NOW,)
"""Both pans of the scale stand in every summary (STU-5): the circles, and what is hard, even when nothing was said."""


@dataclass(frozen=True, kw_only=True)
class Line:
    """One thing the person said.

    Attributes:
        words: exactly as they were shared.
        source: how the words came about.
        about: what else was said of it: which way help goes, how the tie feels.
        past: whether it was so, and was not said to be so now.
    """

    words: str
    source: str
    about: tuple[str, ...]
    past: bool


@dataclass(frozen=True, kw_only=True)
class Group:
    """Lines under one heading of their own, or under none."""

    heading: str | None
    lines: tuple[Line, ...]


@dataclass(frozen=True, kw_only=True)
class Section:
    """One part of the sheet.

    Attributes:
        key: name of the part, for its id on the page.
        heading: as in the person's own copy.
        groups: the lines.
        note: what has to be said beside them, or why there are none.
    """

    key: str
    heading: str
    groups: tuple[Group, ...]
    note: str | None = None


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """Everything the summary page shows of a summary.

    Attributes:
        title: what the person calls it, or None.
        about: what is said of a conversation that was only about what is hard (STU-6), or None.
        beside_picture: what was said of the person, their people and their places that is no strength to draw:
            "nobody", or somebody with whom it is up and down (SIM-4).
    """

    title: str | None
    about: str | None
    safe_contact: tuple[tuple[str, str], ...]
    preferences: tuple[str, ...]
    own_words: tuple[Line, ...]
    goals: Section | None
    picture: Picture
    beside_picture: tuple[Group, ...]
    sections: tuple[Section, ...]
    asked_for: tuple[str, ...]
    last_sections: tuple[Section, ...]
    not_discussed: tuple[str, ...]
    declined: tuple[str, ...]
    said_by: str
    standing_note: str


def sheet_of(summary: Summary) -> Sheet:
    """Return what the page shows of a summary: its lines and nothing else.

    Args:
        summary: what the person agreed to share.
    """
    hard_only = summary.balance is Balance.HARD
    return Sheet(
        title=summary.title,
        about=wording("about_what_is_hard") if hard_only else None,
        safe_contact=ways_to_reach(summary.safe_contact),
        preferences=how_to_talk(summary.preferences, (line.words for line in summary.at(Place.COMMUNICATION_ACCESS))),
        own_words=_lines(summary, summary.own_words),
        goals=_section(summary, Place.GOAL),
        picture=picture_of(circles(summary.statements)),
        beside_picture=_beside_picture(summary),
        sections=_sections(summary, AFTER_CIRCLES),
        asked_for=tuple(_asked_for(summary, kind) for kind in summary.asked_for),
        last_sections=_sections(summary, LAST),
        not_discussed=_domains(summary.domains(Coverage.NOT_DISCUSSED)),
        declined=_domains(summary.domains(Coverage.DECLINED)),
        said_by=who_typed(summary),
        standing_note=wording("standing_note"),
    )


def _asked_for(summary: Summary, kind: str) -> str:
    """What was asked for, with the words beside it, so that a carer's assessment reads as one."""
    words = summary.asked_for_words.get(kind)
    asked = wording_or_key("asked_for", kind)
    return f"{asked}: \u201c{words}\u201d" if words else asked


def how_to_talk(ways: Iterable[str], words: Iterable[str]) -> tuple[str, ...]:
    """Return the ways of talking asked for, and under them the words they were asked for in (practice 6.1(1)).

    Args:
        ways: names of the ways.
        words: what was said of it.
    """
    asked_for = (wording_or_key("preferences", name) for name in ways)
    return (*asked_for, *(f"\u201c{said}\u201d" for said in words))


def ways_to_reach(safe_contact: SafeContact) -> tuple[tuple[str, str], ...]:
    """Return how to reach somebody, as headings with what the person said; empty if they said nothing yet."""
    said_of = tuple(
        (wording(f"safe_contact.{part}"), wording_or_key("ways", said) if part == "way" else said)
        for part, said in safe_contact.to_record().items()
    )
    # Nobody should have rung before they read the warning.
    flag = ((wording("safe_contact.take_care"), safe_contact.private),) if needs_care(safe_contact.private) else ()
    return tuple((heading, said) for heading, said in (*flag, *said_of) if said is not None)


def _sections(summary: Summary, places: Iterable[Place]) -> tuple[Section, ...]:
    sections = (_section(summary, place) for place in places)
    return tuple(section for section in sections if section is not None)


def _section(summary: Summary, place: Place) -> Section | None:
    groups = _groups(summary, place)
    if not groups and place not in ALWAYS_SHOWN:
        return None
    note = None
    if not groups:
        note = _why_empty(summary, place)
    elif place in NOTES:
        note = wording(NOTES[place])
    return Section(key=place.value, heading=wording(f"places.{place}"), groups=groups, note=note)


def _groups(summary: Summary, place: Place) -> tuple[Group, ...]:
    if place is Place.WHAT_WOULD_HELP:
        by_whom = [
            Group(
                heading=wording(f"arrangements.{arrangement or 'unsorted'}"),
                lines=_lines(summary, summary.arranged(arrangement)),
            )
            for arrangement in (*Arrangement, None)
        ]
        return tuple(group for group in by_whom if group.lines)
    lines = _lines(summary, summary.at(place))
    return (Group(heading=None, lines=lines),) if lines else ()


def _beside_picture(summary: Summary) -> tuple[Group, ...]:
    groups = []
    for place in STRENGTHS:
        lines = _lines(summary, (statement for statement in summary.at(place) if not statement.is_strength))
        if lines:
            groups.append(Group(heading=wording(f"circles.{CIRCLE_OF[place]}"), lines=lines))
    return tuple(groups)


def _why_empty(summary: Summary, place: Place) -> str:
    return wording(f"empty.{summary.coverage_of(place)}")


def _lines(summary: Summary, statements: Iterable[Statement]) -> tuple[Line, ...]:
    return tuple(_line(summary, statement) for statement in statements)


def _line(summary: Summary, statement: Statement) -> Line:
    about = list(of_the_tie(statement))
    if statement.said_by != summary.said_by:
        about.append(wording_or_key("said_by", statement.said_by).rstrip("."))
    return Line(
        words=statement.words,
        source=wording(f"sources.{statement.source}"),
        about=tuple(about),
        past=statement.holds is Holds.PAST,
    )


def _domains(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(wording_or_key("domains", name) for name in names)


def wording_or_key(group: str, key: str) -> str:
    """Return the wording; a word that an older version knew and this one does not is shown as it is.

    Args:
        group: where in ``wording.yml``.
        key: which of the group.
    """
    try:
        return wording(f"{group}.{key}")
    except LibraryError:
        return key
