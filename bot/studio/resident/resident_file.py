"""How a resident is written in a file, and what is said of a file that is not written so.

Everything that is wrong is listed with its file and entry, as for questions: whoever writes a resident mends them all
in one go.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from bot.strengths.fault import Fault
from bot.studio.resident.cues import cue_of
from bot.studio.resident.person import (
    CIRCLES,
    KINDS,
    MOMENTS,
    ON_THE_CIRCLES,
    TOO_BROAD,
    Fact,
    Resident,
    SafetyLayer,
    SorePoint,
)
from bot.studio.resident.topics import topics
from bot.studio.words import content_words

FIELDS = (
    "name", "about", "voice", "trust", "opening", "asks_for_choices", "facts", "lines", "answers", "sore", "safety",
)  # fmt: skip
FACT_FIELDS = ("key", "kind", "circle", "label", "topics", "words", "trust", "says", "hint", "hard")
SORE_FIELDS = ("words", "says", "opens")
SAFETY_FIELDS = ("warning", "cues", "noticed", "told", "missed", "met")

NEEDED = ("goal", "strength", "hidden", "tie", "strained", "hard", "own_idea", "would_offer")
"""Kinds of fact without which nobody can be rehearsed with (practice 4.5)."""

HARD = ("hard", "strained")
"""Kinds of fact whose telling tells hardship unless the file says otherwise."""


@dataclass
class Page:
    """A part of a file while it is read; what is wrong is noted and the reading goes on.

    Attributes:
        fields: what is written.
        faults: what is wrong so far, each with the path of its field; shared by all parts of one file.
        entry: the name said before each fault.
        path: where the part stands in the file, such as ``facts.3``.
    """

    fields: Mapping[str, Any]
    faults: list[tuple[str, str]] = field(default_factory=list)
    entry: str = ""
    path: str = ""

    def part(self, written: Any, entry: str, path: str) -> Page:
        """Return a part of this page; one that is no mapping is a fault."""
        if not isinstance(written, dict):
            self.faults.append((path, f"{entry}: must hold fields and their values, and holds {written!r}"))
            return Page({}, self.faults, entry, path)
        return Page({str(name): value for name, value in written.items()}, self.faults, entry, path)

    def wrong(self, fault: str, name: str = "") -> None:
        """Note a fault.

        Args:
            fault: what is wrong.
            name: the field in which it is; "" for this part as a whole.
        """
        path = ".".join(each for each in (self.path, name) if each)
        self.faults.append((path, f"{self.entry}: {fault}" if self.entry else fault))

    def only(self, known: tuple[str, ...]) -> None:
        """Note fields that are not known."""
        unknown = sorted(set(self.fields) - set(known))
        if unknown:
            self.wrong(f"unknown field {', '.join(unknown)}; known are {', '.join(known)}")

    def text(self, name: str, *, needed: bool = True) -> str:
        """Return a text; one that is missing or no text is a fault."""
        value = self.fields.get(name)
        if value is None:
            if needed:
                self.wrong(f"{name} is missing", name)
            return ""
        if not isinstance(value, str) or not value.strip():
            self.wrong(f"{name} must be words, in quotation marks if they are a number or a yes or no", name)
            return ""
        return value.strip()

    def texts(self, name: str, least: int = 1) -> tuple[str, ...]:
        """Return a list of texts; too few, or one that is no text, is a fault."""
        value = self.fields.get(name)
        if value is None:
            if least:
                self.wrong(f"{name} is missing", name)
            return ()
        if not isinstance(value, list) or not all(isinstance(each, str) and each.strip() for each in value):
            self.wrong(f'{name} must be a list of words, such as ["one", "two"]', name)
            return ()
        if len(value) < least:
            self.wrong(f"{name} holds {len(value)}, and must hold at least {least}", name)
        if len({each.strip().lower() for each in value}) < len(value):
            self.wrong(f"{name} holds the same words twice", name)
        return tuple(each.strip() for each in value)

    def number(self, name: str, default: float) -> float:
        """Return a number from 0 to 10."""
        value = self.fields.get(name, default)
        if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= 10:
            self.wrong(f"{name} must be a number from 0 to 10, and is {value!r}", name)
            return default
        return float(value)

    def yes_or_no(self, name: str, default: bool) -> bool:
        """Return true or false."""
        value = self.fields.get(name, default)
        if not isinstance(value, bool):
            self.wrong(f"{name} must be true or false, and is {value!r}", name)
            return default
        return value

    def pattern(self, name: str) -> re.Pattern[str]:
        """Return a pattern that finds any of a list of words or regular expressions."""
        try:
            return cue_of(self.texts(name))
        except ValueError as error:
            self.wrong(f"{name} cannot be looked for: {error}", name)
            return re.compile(r"(?!)")


def read_resident_file(path: Path) -> tuple[Resident | None, tuple[Fault, ...]]:
    """Read one resident; a file that has not changed since is not read again.

    Args:
        path: the file; its name is the resident's key.

    Returns:
        The resident, or None if anything is wrong, and the faults, each with file and entry.
    """
    try:
        state = path.stat()
    except OSError as error:
        return None, (Fault(f"cannot be read: {error.strerror}", file=path.name),)
    return _read(path, state.st_mtime_ns, state.st_size)


@lru_cache(maxsize=256)
def _read(path: Path, changed: int, size: int) -> tuple[Resident | None, tuple[Fault, ...]]:
    """Read a file as it was at one time (``changed``, ``size``)."""
    try:
        content = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeError, yaml.YAMLError) as error:
        return None, (Fault(f"cannot be read: {' '.join(str(error).split())}", file=path.name),)
    return read_resident(path.stem, content)


def read_resident(key: str, content: Any) -> tuple[Resident | None, tuple[Fault, ...]]:
    """Read one resident from what stands in a file, or would.

    Args:
        key: the resident's key, which is the file's name.
        content: what is written.

    Returns:
        The resident, or None if anything is wrong, and the faults, each with file, entry and field.
    """
    file = f"{key}.yml"
    if not isinstance(content, dict):
        return None, (Fault("must hold fields such as name, opening and facts", file=file),)
    page = Page({str(name): value for name, value in content.items()})
    resident = _resident(key, page)
    faults = tuple(Fault(said, file=file, field=path) for path, said in page.faults)
    return (None if faults else resident), faults


def _resident(key: str, page: Page) -> Resident:
    page.only(FIELDS)
    asks_for_choices = page.yes_or_no("asks_for_choices", False)
    facts = _facts(page)
    resident = Resident(
        key=key,
        name=page.text("name"),
        about=page.text("about"),
        voice=page.text("voice"),
        trust=page.number("trust", 3.0),
        opening=page.text("opening"),
        asks_for_choices=asks_for_choices,
        facts=facts,
        lines=_lines(page, asks_for_choices),
        answers=_answers(page, facts),
        sore=_sore(page),
        safety=_safety(page),
    )
    _check_words_are_said_once(resident, page)
    return resident


def _facts(page: Page) -> tuple[Fact, ...]:
    written = page.fields.get("facts")
    if not isinstance(written, list) or not written:
        page.wrong("facts must be a list of what the resident could tell", "facts")
        return ()
    facts = tuple(_fact(page, number, entry) for number, entry in enumerate(written, start=1))
    keys = [fact.key for fact in facts]
    for key in sorted({key for key in keys if keys.count(key) > 1}):
        page.wrong(f"fact {key}: there are two of this key", f"facts.{_last(keys, key)}.key")
    missing = [kind for kind in NEEDED if kind not in {fact.kind for fact in facts}]
    if missing:
        page.wrong(f"facts: none is of the kind {', '.join(missing)}", "facts")
    return facts


def _fact(page: Page, number: int, written: Any) -> Fact:
    name = written.get("key", number) if isinstance(written, dict) else number
    part = page.part(written, f"fact {name}", f"facts.{number - 1}")
    part.only(FACT_FIELDS)
    kind = _one_of(part, "kind", KINDS)
    circle = _one_of(part, "circle", CIRCLES, needed=kind in ON_THE_CIRCLES)
    topics_named = part.texts("topics")
    unknown = [topic for topic in topics_named if topic not in topics()]
    if unknown:
        part.wrong(f"topics holds {', '.join(unknown)}; it may hold {', '.join(topics())}", "topics")
    hint = part.texts("hint", least=2 if kind == "hidden" else 0)
    return Fact(
        key=part.text("key"),
        kind=kind,
        circle=circle,
        label=part.text("label"),
        topics=topics_named,
        words=content_words(" ".join(part.texts("words"))),
        trust=part.number("trust", 2.0),
        says=part.texts("says", least=2),
        hint=hint,
        hard=part.yes_or_no("hard", kind in HARD),
    )


def _one_of(part: Page, name: str, allowed: tuple[str, ...], *, needed: bool = True) -> str:
    value = part.fields.get(name)
    if value is None and not needed:
        return ""
    if value not in allowed:
        said = "is missing" if value is None else f"{value!r} is not known"
        part.wrong(f"{name} {said}; it may be {', '.join(allowed)}", name)
        return ""
    return str(value)


def _lines(page: Page, asks_for_choices: bool) -> Mapping[str, tuple[str, ...]]:
    part = page.part(page.fields.get("lines"), "lines", "lines")
    wanted = dict(MOMENTS) | ({TOO_BROAD: 2} if asks_for_choices else {})
    part.only((*MOMENTS, TOO_BROAD))
    return {moment: part.texts(moment, least) for moment, least in wanted.items()}


def _answers(page: Page, facts: tuple[Fact, ...]) -> Mapping[str, tuple[str, ...]]:
    part = page.part(page.fields.get("answers"), "answers", "answers")
    part.only(tuple(topics()))
    # The skill that nobody asked about answers to nobody at first.
    covered = {topic for fact in facts if fact.kind != "hidden" for topic in fact.topics}
    needed = [topic.name for topic in topics().values() if not topic.may_be_left_out]
    missing = [topic for topic in needed if topic not in covered and topic not in part.fields]
    if missing:
        said = f"nothing is said about {', '.join(missing)}, and no fact but a hidden one has it among its topics"
        part.wrong(said, missing[0])
    return {topic: part.texts(topic) for topic in part.fields if topic in topics()}


def _sore(page: Page) -> tuple[SorePoint, ...]:
    written = page.fields.get("sore")
    if not isinstance(written, list) or not written:
        page.wrong("sore must be a list of what the resident does not want to be pressed about", "sore")
        return ()
    found = []
    for number, entry in enumerate(written, start=1):
        part = page.part(entry, f"sore point {number}", f"sore.{number - 1}")
        part.only(SORE_FIELDS)
        found.append(SorePoint(part.pattern("words"), part.texts("says", 2), part.text("opens", needed=False)))
    return tuple(found)


def _safety(page: Page) -> SafetyLayer | None:
    if page.fields.get("safety") is None:
        return None
    part = page.part(page.fields["safety"], "safety", "safety")
    part.only(SAFETY_FIELDS)
    return SafetyLayer(
        warning=part.text("warning"),
        cues=part.texts("cues", 2),
        noticed=part.pattern("noticed"),
        told=part.texts("told", 2),
        missed=part.text("missed"),
        met=part.text("met"),
    )


def _check_words_are_said_once(resident: Resident, page: Page) -> None:
    """What is told of two facts must differ: a fact is told as it is written."""
    seen: dict[str, str] = {}
    for number, fact in enumerate(resident.facts):
        for name in ("says", "hint"):
            for line in getattr(fact, name):
                place = f"fact {fact.key}"
                before = seen.setdefault(line.lower(), place)
                if before != place:
                    page.wrong(f"{place}: {line!r} stands in {before} as well", f"facts.{number}.{name}")


def _last(keys: list[str], key: str) -> int:
    return len(keys) - 1 - keys[::-1].index(key)
