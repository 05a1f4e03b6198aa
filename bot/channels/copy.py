"""The copy a person keeps: what the team was given, or would be given now, in the order of practice 6.1.

The same content serves the printable page, the text file and the JSON call.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.clock import Clock, now
from bot.errors import LibraryError
from bot.strengths.balance import Balance
from bot.strengths.circles import Circles, circles
from bot.strengths.contact import Contact
from bot.strengths.headings import heading_of, of_the_tie, order_of, who_typed
from bot.strengths.library import DOMAINS, wording
from bot.strengths.outcomes import Coverage
from bot.strengths.statement import STRENGTHS, Arrangement, Place, Statement
from bot.strengths.summary import Summary, summarise

TEMPLATES = Path(__file__).with_name("templates")
"""Where the copy's template as plain text is."""

ALWAYS_SHOWN = (*STRENGTHS, Place.HARD_NOW)
"""Both pans of the scale stand in every summary, even when one is empty (STU-5)."""

AT_THE_TOP = Place.COMMUNICATION_ACCESS
"""How somebody likes to talk stands above everything else (practice 6.1(1)), and not a second time."""

NOTES = {Place.WOULD_OFFER: "offer_note", Place.KICK_START: "kick_start_note"}
"""What has to be said beside the lines of a place."""


@dataclass(frozen=True, kw_only=True)
class Copy:
    """A copy of a summary.

    Attributes:
        content: headings and lines, as JSON shows them.
        circles: the strengths among them, for the picture.
    """

    content: dict[str, Any]
    circles: Circles


def copy_of(record: dict[str, Any], clock: Clock = now) -> Copy:
    """Return the copy of what a person shared or would share.

    Args:
        record: the contact, as the conversation keeps it.
        clock: tells the day of the copy.

    Raises:
        NothingToShareError: no line may be shared.
        KeyError: the record holds no contact.
    """
    contact = Contact.from_record(record)
    summary = summarise(contact, DOMAINS, clock())
    handed_over = contact.latest("summary")
    content: dict[str, Any] = {
        "title": summary.title or wording("summary_title"),
        "made_on": f"{summary.agreed_at.day} {summary.agreed_at:%B %Y}",
        "shared": handed_over is not None,
    }
    if handed_over is not None:
        content["reference"] = handed_over.reference
    content |= {
        "how_to_reach_me": _safe_contact(summary),
        "preferences": _how_to_talk(summary),
        "own_words": [statement.words for statement in summary.own_words],
        **({"about": wording("about_what_is_hard")} if _is_about_hardship(summary, contact) else {}),
        "headings": [
            heading for place in Place if place != AT_THE_TOP for heading in _headings(summary, contact, place)
        ],
        "asked_for": [_wording_or_key("asked_for", kind) for kind in summary.asked_for],
        "not_talked_about": _domains(summary.domains(Coverage.NOT_DISCUSSED)),
        "chose_not_to_say": _domains(summary.domains(Coverage.DECLINED)),
        "said_by": who_typed(summary),
        "standing_note": wording("standing_note"),
    }
    return Copy(content=content, circles=circles(summary.statements))


def _headings(summary: Summary, contact: Contact, place: Place) -> list[dict[str, Any]]:
    """The lines of one place, under the headings they had in the read-back: what is no strength is none here."""
    own = wording(f"places.{place}")
    if place is Place.WHAT_WOULD_HELP:
        lines = [
            line
            for arrangement in (*Arrangement, None)
            for line in _lines(summary.arranged(arrangement), wording(f"arrangements.{arrangement or 'unsorted'}"))
        ]
        return [{"heading": own, "lines": lines}] if lines else []
    by_heading: dict[str, list[Statement]] = {}
    for statement in sorted(summary.at(place), key=order_of):
        by_heading.setdefault(heading_of(statement), []).append(statement)
    if not by_heading:
        shown = place in ALWAYS_SHOWN and not (place in STRENGTHS and _is_about_hardship(summary, contact))
        return [_empty(summary, contact, place, own)] if shown else []
    headings: list[dict[str, Any]] = [{"heading": name, "lines": _lines(lines)} for name, lines in by_heading.items()]
    for heading in headings:
        if place in NOTES and heading["heading"] == own:
            heading["note"] = wording(NOTES[place])
    return headings


def _is_about_hardship(summary: Summary, contact: Contact) -> bool:
    """Whether only what is hard was told: no row of empty headings is shown then (RIP-3)."""
    held_back = any(statement.place in STRENGTHS for statement in contact.statements)
    return summary.balance is Balance.HARD and not held_back


def _empty(summary: Summary, contact: Contact, place: Place, heading: str) -> dict[str, Any]:
    held_back = any(statement.place is place for statement in contact.statements)
    why = Coverage.DECLINED if held_back else summary.coverage_of(place)
    return {"heading": heading, "lines": [], "note": wording(f"empty.{why}")}


def _lines(statements: Iterable[Statement], arrangement: str | None = None) -> list[dict[str, str]]:
    return [_line(statement, arrangement) for statement in statements]


def _line(statement: Statement, arrangement: str | None) -> dict[str, str]:
    line = {"words": statement.words, "source": wording(f"sources.{statement.source}")}
    if arrangement is not None:
        line["by_whom"] = arrangement
    about = of_the_tie(statement)
    if about:
        line["about"] = ", ".join(about)
    return line


def _how_to_talk(summary: Summary) -> list[str]:
    """The ways of talking asked for, and the words they were asked for in."""
    ways = [_wording_or_key("preferences", name) for name in summary.preferences]
    return [*ways, *(f"\u201c{line.words}\u201d" for line in summary.at(AT_THE_TOP))]


def _safe_contact(summary: Summary) -> list[dict[str, str]]:
    return [
        {
            "heading": wording(f"safe_contact.{part}"),
            "words": _wording_or_key("ways", value) if part == "way" else value,
        }
        for part, value in summary.safe_contact.to_record().items()
    ]


def _domains(names: Iterable[str]) -> list[str]:
    return [wording(f"domains.{name}") for name in names]


def _wording_or_key(group: str, key: str) -> str:
    try:
        return wording(f"{group}.{key}")
    except LibraryError:
        return key
