"""“5 isn't what I'm good at, it's what is hard”: a line that stands under the wrong heading, in the person's own words.

The person decides where their words stand (RIP-1). What people call the headings stands in ``moving_lines.yml``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from bot.strengths.contact import Contact
from bot.strengths.hearing import names_somebody
from bot.strengths.pieces import numbers
from bot.strengths.statement import SOMEONE_ELSE, TYPING_PERSON, Place, Statement

CUES = Path(__file__).with_name("moving_lines.yml")

DOMAIN_OF = {
    Place.HARD_NOW: "hard_now",
    Place.GOAL: "aspirations",
    Place.WOULD_OFFER: "would_offer",
    Place.WHAT_WOULD_HELP: "what_would_help",
    Place.OWN_IDEA: "own_ideas",
    Place.NETWORK_STRENGTH: "people_networks",
    Place.COMMUNITY_STRENGTH: "groups_places",
    Place.PERSONAL_STRENGTH: "skills_experience",
}
"""The area of life of a line that the person put under a heading; under any other it is of none."""

LONGEST = 20
"""Words of a wish to move a line; more than this is telling."""

MOST_WORDS_OF_A_NAME = 3


@dataclass(frozen=True, kw_only=True)
class Move:
    """A line that is to stand elsewhere.

    Attributes:
        line: its id.
        place: where the person wants it, or None when they say only where it does not belong.
        is_about_me: whether it is about the person who types for another.
    """

    line: str
    place: Place | None = None
    is_about_me: bool = False


def moves_in(contact: Contact, words: str) -> tuple[Move, ...]:
    """Return the lines that somebody says stand in the wrong place.

    Args:
        contact: the contact under way, for its lines.
        words: what was typed beside them.
    """
    cues = _cues()
    plain = " ".join(words.replace("\u2019", "'").split())
    found = []
    of_a_number = list(cues["of_a_number"].finditer(plain))
    line_of = {number: line for line, number in numbers(contact).items()} if of_a_number else {}
    for match in of_a_number:
        line = line_of.get(int(match["number"]))
        move = None if line is None else _move(contact, line, match["said"])
        found += [move] if move is not None else []
    by_name = cues["of_a_name"].fullmatch(plain.strip(" .!"))
    if by_name is not None and not found:
        found += [Move(line=line.id, place=_as_named(line)) for line in _lines_named(contact, by_name["name"])]
    return tuple(found)


def move(contact: Contact, wanted: Move) -> None:
    """Put a line where the person wants it."""
    if wanted.is_about_me:
        contact.alter(wanted.line, said_by=TYPING_PERSON)
        return
    place = wanted.place or Place.ALSO
    contact.alter(wanted.line, place=place, domain=DOMAIN_OF.get(place, "opening"), also=(), pieces=())
    if place is Place.HARD_NOW and wanted.line not in contact.hard:
        contact.hard.append(wanted.line)
    if place is not Place.HARD_NOW and wanted.line in contact.hard:
        contact.hard.remove(wanted.line)


def _move(contact: Contact, line: str, said: str) -> Move | None:
    cues = _cues()
    if len(said.split()) > LONGEST:
        return None
    if contact.said_by == SOMEONE_ELSE and cues["about_me"].match(said):
        return Move(line=line, is_about_me=True)
    wanted = cues["is_in"].search(cues["is_not"].sub(" ", said))
    if wanted is not None:
        return Move(line=line, place=_place(wanted["heading"]))
    return Move(line=line) if cues["is_not"].match(said) else None


def _lines_named(contact: Contact, name: str) -> list[Statement]:
    """The lines that are, or begin with, what was named."""
    named = _bare(name)
    return [line for line in contact.statements if _bare(line.words) in (named, f"my {named}")]


def _bare(words: str) -> str:
    return " ".join(re.findall(r"[^\W_]+", words.casefold()))


def _as_named(line: Statement) -> Place:
    """Somebody who stood among places belongs among people; anything else is something else that was said."""
    is_somebody = line.place is Place.COMMUNITY_STRENGTH and names_somebody(line.words)
    return Place.NETWORK_STRENGTH if is_somebody else Place.ALSO


def _place(heading: str) -> Place:
    headings: dict[Place, str] = _cues()["headings"]
    return next(place for place, cue in headings.items() if re.fullmatch(cue, heading, re.IGNORECASE) is not None)


@lru_cache(maxsize=1)
def _cues() -> dict[str, Any]:
    read: dict[str, Any] = yaml.safe_load(CUES.read_text(encoding="utf-8"))
    headings = {Place(place): cue for place, cue in read["headings"].items()}
    heading = "|".join(headings.values())
    between = (
        r"(?:\s+(?:a|an|the|my|any|one of|about|under|in|into|with|among|to|what|what's|whats|what is|something|things"
        r"|that|that's|thats|i'm|im|i am|is|where|are|more|really|of|not))*\s+"
    )
    return {
        "headings": headings,
        "of_a_number": re.compile(
            r"(?:^|[.;,!]\s*|\b(?:and|but)\s+)(?:line |number |no )?(?P<number>\d{1,3})\s+(?P<said>(?:"
            + read["is_not"] + "|" + read["is_in"] + r")\b[^.;!\d]*)",
            re.IGNORECASE,
        ),
        "of_a_name": re.compile(
            rf"(?P<name>(?:\S+ ){{0,{MOST_WORDS_OF_A_NAME - 1}}}\S+?) (?:is |are )?(?:not|isn't|isnt|aint|ain't)"
            rf"(?: (?:a|an|my))? (?:{heading})",
            re.IGNORECASE,
        ),
        "is_not": re.compile(rf"{read['is_not']}{between}(?:{heading})\b(?!\s+(?:of|for|with)\b)", re.IGNORECASE),
        "is_in": re.compile(
            rf"\b{read['is_in']}{between}(?P<heading>{heading})\b(?=\W*(?:$|[,.!]|for me|now|right now|please|really))",
            re.IGNORECASE,
        ),
        "about_me": re.compile(read["about_me"], re.IGNORECASE),
    }  # fmt: skip
