"""Written residents: what a person says, presses and expects, read from YAML and checked.

``tests/conversations/residents/*.yml`` holds a list ``residents``; README.md beside this file describes each field.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from bot.running.model import ROOT
from bot.strengths.contact import Moment
from bot.strengths.library import DOMAINS, STEPS

RESIDENTS = ROOT / "tests" / "conversations" / "residents"

VOICES = (
    "older",
    "carer",
    "autistic",
    "learning_disability",
    "care_leaver",
    "refugee",
    "grief",
    "stroke",
    "disabled_parent",
    "past_addiction",
    "suspicious",
    "proxy",
)
"""The voices of practice 2.5."""

SITUATIONS = (
    "ordinary",
    "wits_end",
    "only_hard",
    "no_good",
    "dont_know",
    "one_word",
    "anger",
    "distress",
    "only_practical",
    "wants_human",
    "are_you_a_bot",
    "refuses",
    "off_topic",
    "cut_my_care",
    "for_someone_else",
    "delete_it",
    "ways_of_talking",
    "next_day",
    "changes_mind",
    "suspicious",
    "volunteers_all",
    "emoji",
    "limited_english",
    "unasked_interest",
    "strained_tie",
    "offers_to_share",
)

ENDS = ("share", "share_some", "nothing", "stop", "delete", "person")
AREAS = (*DOMAINS, "communication_access")
MORE = "more"
"""Key in ``answers`` of what is said when asked more about something that was mentioned."""

REACH = ("name", "way", "detail", "when", "private")
MOMENTS = tuple(moment.value for moment in Moment)

RESIDENT_FIELDS = {
    "name", "voice", "situation", "about", "turns", "answers", "otherwise", "presses", "reach", "withholds", "removes",
    "changes", "ends", "never_asked", "in_summary", "not_in_summary", "preferences", "passed_on",
}  # fmt: skip
LINE_FIELDS = {"say", "hard", "volunteers", "facts", "at", "after", "next_day"}


class ScriptError(ValueError):
    """A written resident is not written as it must be; the message names file, resident and every fault."""


@dataclass(frozen=True, kw_only=True)
class Line:
    """One thing that is said, with its writer's labels.

    Attributes:
        say: the words, as they are typed.
        hard: whether they carry hardship.
        volunteers: areas of life that they answer, asked or not.
        facts: pieces of them that have to stand in the summary, if one is shared.
        at: key of the question, area of life or moment at which it is said; empty for "in its turn".
        after: said once the person has had so many turns; 0 for "in its turn".
        next_day: whether a night passes before it is said.
    """

    say: str
    hard: bool = False
    volunteers: tuple[str, ...] = ()
    facts: tuple[str, ...] = ()
    at: str = ""
    after: int = 0
    next_day: bool = False


@dataclass(frozen=True, kw_only=True)
class Resident:
    """One written resident.

    Attributes:
        name: unlike any other's.
        voice: one of ``VOICES``.
        situation: one of ``SITUATIONS``.
        about: who this is, in one sentence.
        turns: what is said in order while nothing else applies.
        answers: by area of life or key of a question, what is said when asked about it, used in order.
        otherwise: lines for a question without an answer, used in order; then "dunno".
        presses: titles of buttons that are pressed once each when they are offered.
        reach: how the person says they can be reached.
        withholds: pieces of lines that are not to be shared.
        removes: pieces of lines that are taken out at the read-back.
        changes: pieces of lines, and the words that take the line's place.
        ends: how the person wants it to end.
        never_asked: areas of life that must not be asked about.
        in_summary: exact pieces that shared lines must hold.
        not_in_summary: pieces that no shared line may hold.
        preferences: ways of talking that have to be remembered.
        passed_on: kinds of things the team must have been given.
    """

    name: str
    voice: str
    situation: str
    about: str
    turns: tuple[Line, ...]
    answers: dict[str, tuple[Line, ...]]
    otherwise: tuple[str, ...]
    presses: tuple[str, ...]
    reach: dict[str, str]
    withholds: tuple[str, ...]
    removes: tuple[str, ...]
    changes: dict[str, str]
    ends: str
    never_asked: tuple[str, ...]
    in_summary: tuple[str, ...]
    not_in_summary: tuple[str, ...]
    preferences: tuple[str, ...]
    passed_on: tuple[str, ...]

    @property
    def lines(self) -> Iterator[Line]:
        """Everything that may be said, with its labels."""
        yield from self.turns
        for lines in self.answers.values():
            yield from lines


def read_residents(folder: Path = RESIDENTS) -> list[Resident]:
    """Return every written resident, file by file.

    Raises:
        ScriptError: something is not written as it must be; the message lists every fault.
    """
    residents: list[Resident] = []
    faults: list[str] = []
    for path in sorted(folder.glob("*.yml")):
        try:
            entries = yaml.safe_load(path.read_text(encoding="utf-8"))["residents"]
        except (OSError, UnicodeError, yaml.YAMLError, KeyError, TypeError) as error:
            faults.append(f"{path.name}: cannot be read: {error}")
            continue
        for entry in entries:
            found = list(faults_of(entry))
            faults += [f"{path.name}: {_name(entry)}: {fault}" for fault in found]
            if not found:
                residents.append(_resident(entry))
    names = [resident.name for resident in residents]
    faults += [f"{name} is the name of two residents" for name in sorted(set(names)) if names.count(name) > 1]
    if faults:
        raise ScriptError("\n".join(faults))
    return residents


def faults_of(entry: Any) -> Iterator[str]:
    """Say everything that is wrong with one entry."""
    if not isinstance(entry, dict):
        yield "is not a resident"
        return
    unknown = set(entry) - RESIDENT_FIELDS
    if unknown:
        yield f"unknown field {', '.join(sorted(unknown))}"
    for name, known in (("voice", VOICES), ("situation", SITUATIONS), ("ends", ENDS)):
        if entry.get(name) not in known:
            yield f"{name} must be one of {', '.join(known)}"
    for name in ("name", "about"):
        if not isinstance(entry.get(name), str) or not entry[name].strip():
            yield f"{name} is missing"
    yield from _faults_of_lines(entry)
    yield from _faults_of_expectations(entry)


def _faults_of_expectations(entry: dict[str, Any]) -> Iterator[str]:
    for name in sorted(set(entry.get("reach", {})) - set(REACH)):
        yield f"reach: {name} is not one of {', '.join(REACH)}"
    for area in set(_listed(entry.get("never_asked"))) - set(AREAS):
        yield f"never_asked: {area} is no area of life"
    for name in ("otherwise", "presses", "withholds", "removes", "in_summary", "not_in_summary", "preferences"):
        for piece in _listed(entry.get(name)):
            # YAML reads a bare no as False.
            if not isinstance(piece, str) or not piece:
                yield f"{name}: {piece!r} is not words"
    for kind in set(_listed(entry.get("passed_on"))) - {"person", "assessment", "summary"}:
        yield f"passed_on: {kind} is nothing that can be passed on"


def _faults_of_lines(entry: dict[str, Any]) -> Iterator[str]:
    turns = entry.get("turns")
    if not isinstance(turns, list) or not turns:
        yield "turns must say something"
        turns = []
    for key, lines in (entry.get("answers") or {}).items():
        area = str(key).partition(".")[0]
        if area not in AREAS + STEPS and key != MORE:
            yield f"answers: {key} is no area of life and no question"
        turns = [*turns, *_listed(lines)]
    for line in turns:
        yield from _faults_of_line(line)


def _faults_of_line(line: Any) -> Iterator[str]:
    if isinstance(line, str):
        if not line.strip():
            yield "a line without words"
        return
    if not isinstance(line, dict) or not isinstance(line.get("say"), str) or not line["say"].strip():
        yield f"{line!r} is neither words nor holds 'say'"
        return
    unknown = set(line) - LINE_FIELDS
    if unknown:
        yield f"{line['say']!r}: unknown field {', '.join(sorted(unknown))}"
    for area in set(line.get("volunteers", ())) - set(AREAS):
        yield f"{line['say']!r}: volunteers {area}, which is no area of life"
    for piece in line.get("facts", ()):
        if piece not in line["say"]:
            yield f"{line['say']!r}: the fact {piece!r} is not in it"
    at = str(line.get("at", ""))
    if at and at.partition(".")[0] not in AREAS + STEPS and at not in MOMENTS:
        yield f"{line['say']!r}: {at} is no question, area of life or moment"


def _resident(entry: dict[str, Any]) -> Resident:
    def listed(name: str) -> tuple[str, ...]:
        return tuple(_listed(entry.get(name)))

    return Resident(
        name=entry["name"],
        voice=entry["voice"],
        situation=entry["situation"],
        about=entry["about"],
        turns=tuple(_line(line) for line in entry["turns"]),
        answers={
            key: tuple(_line(line) for line in _listed(lines)) for key, lines in (entry.get("answers") or {}).items()
        },
        otherwise=listed("otherwise"),
        presses=listed("presses"),
        reach={name: str(value) for name, value in (entry.get("reach") or {}).items()},
        withholds=listed("withholds"),
        removes=listed("removes"),
        changes=dict(entry.get("changes") or {}),
        ends=entry["ends"],
        never_asked=listed("never_asked"),
        in_summary=listed("in_summary"),
        not_in_summary=listed("not_in_summary"),
        preferences=listed("preferences"),
        passed_on=listed("passed_on"),
    )


def _line(line: Any) -> Line:
    if isinstance(line, str):
        return Line(say=line)
    labels = {name: tuple(line.get(name, ())) for name in ("volunteers", "facts")}
    others = {name: line[name] for name in ("hard", "at", "after", "next_day") if name in line}
    return Line(say=line["say"], **labels, **others)


def _listed(value: Any) -> list[Any]:
    return list(value) if isinstance(value, list | tuple) else [] if value is None else [value]


def _name(entry: Any) -> str:
    return str(entry.get("name", "an entry without a name")) if isinstance(entry, dict) else "an entry"
