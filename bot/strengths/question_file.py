"""How questions are written in a file, and what is said of a file that is not written so.

Everything that is wrong is listed, not the first fault only: whoever writes questions mends them all in one go.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeVar

import yaml

from bot.strengths.fault import Fault
from bot.strengths.question import (
    ACTS,
    AFTER,
    ASKED_OF,
    DOMAINS,
    IT,
    KINDS_MENTIONED,
    QUESTION_TYPES,
    SIGNALS,
    STEPS,
    STYLES,
    TOLD_AS,
    Choice,
    Question,
)
from bot.strengths.statement import Arrangement, Flow, Holds, Place, TieQuality, Wish

FIELDS = (
    "key", "type", "style", "tradition", "wording", "easier", "choices", "caution", "place", "follows", "after",
    "asked", "for_another", "for_another_easier", "pair", "asks_more_of", "told_as", "not_with", "only_with", "asks_of",
    "partner",
)  # fmt: skip
CHOICE_FIELDS = ("key", "say", "does", "holds", "flow", "quality", "wish", "arrangement", "also")

# The loader written in C reads the same files ten times as fast; it is missing where PyYAML was built without it.
LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

Word = TypeVar("Word", bound=StrEnum)


@dataclass(frozen=True)
class QuestionFile:
    """What one file holds.

    Attributes:
        questions: the entries that are right.
        faults: what is wrong, each with the file's name, the entry's and the field's.
        broken: keys of the entries that are wrong, so that nobody is told that they are missing as well.
    """

    questions: tuple[Question, ...] = ()
    faults: tuple[Fault, ...] = ()
    broken: frozenset[str] = frozenset()


def read_question_file(path: Path) -> QuestionFile:
    """Read one file of questions; one that has not changed since is not read again.

    Args:
        path: the file.

    Returns:
        What it holds, and what is wrong with it.
    """
    try:
        state = path.stat()
    except OSError as error:
        return QuestionFile(faults=(Fault(f"cannot be read: {error}", file=path.name),))
    return _read(path, state.st_mtime_ns, state.st_size)


@lru_cache(maxsize=512)
def _read(path: Path, changed: int, size: int) -> QuestionFile:
    """Read a file as it was at one time (``changed``, ``size``)."""
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeError) as error:
        return QuestionFile(faults=(Fault(f"cannot be read: {error}", file=path.name),))
    return read_question_text(path.name, text)


def read_question_text(file: str, text: str) -> QuestionFile:
    """Read what stands in a file of questions, or would.

    Args:
        file: the file's name.
        text: what is written.
    """
    try:
        content = yaml.load(text, LOADER)  # noqa: S506 - both loaders are safe ones
    except yaml.YAMLError as error:
        return QuestionFile(faults=(Fault(f"cannot be read: {error}", file=file),))
    if not isinstance(content, dict) or not isinstance(content.get("questions"), list):
        return QuestionFile(faults=(Fault("must hold 'domain' and a list called 'questions'", file=file),))
    domain = content.get("domain")
    if domain not in DOMAINS + STEPS:
        said = f"domain {domain!r} is not one of {', '.join(DOMAINS + STEPS)}"
        return QuestionFile(faults=(Fault(said, file=file, field="domain"),))
    entries = [_Entry.of(entry) for entry in content["questions"]]
    questions = [_question(domain, entry) for entry in entries]
    return QuestionFile(
        questions=tuple(question for question in questions if question is not None),
        faults=tuple(
            Fault(said, file=file, entry=entry.name, field=place) for entry in entries for place, said in entry.faults
        ),
        broken=frozenset(entry.name for entry in entries if entry.faults),
    )


@dataclass
class _Entry:
    """One mapping of a file, read field by field; what is wrong is noted and the reading goes on.

    Attributes:
        fields: what is written.
        faults: what is wrong so far, each with the path of its field.
        place: said before each fault, for a part of an entry ("choice 'home': ").
        path: path of such a part ("choices.2.").
    """

    fields: dict[str, Any]
    faults: list[tuple[str, str]] = field(default_factory=list)
    place: str = ""
    path: str = ""

    @classmethod
    def of(cls, written: Any) -> _Entry:
        if isinstance(written, dict):
            return cls({str(name): value for name, value in written.items()})
        return cls({"key": repr(written)}, [("", f"{written!r} must be an entry with a key and a wording")])

    @property
    def name(self) -> str:
        return str(self.fields.get("key") or "an entry without a key")

    def wrong(self, fault: str, name: str = "") -> None:
        self.faults.append((f"{self.path}{name}" if name else self.path.rstrip("."), f"{self.place}{fault}"))

    def only(self, known: Iterable[str]) -> None:
        unknown = set(self.fields) - set(known)
        if unknown:
            self.wrong(f"unknown field {', '.join(sorted(unknown))}")

    def text(self, name: str) -> str:
        if self.fields.get(name) is None:
            self.wrong(f"{name} is missing", name)
            return ""
        return self.text_if_given(name) or ""

    def text_if_given(self, name: str) -> str | None:
        value = self.fields.get(name)
        if value is None:
            return None
        if not isinstance(value, str) or not value.strip():
            self.wrong(f"{name} must be a sentence, in quotation marks if it is a number or a yes or no", name)
            return None
        return value.strip()

    def one_of(self, allowed: Iterable[str], name: str, default: str | None = None) -> str | None:
        value = self.fields.get(name)
        if value is None:
            return default
        if value not in tuple(allowed):
            self.wrong(f"{name} {value!r} is not one of {', '.join(allowed)}", name)
            return default
        return str(value)

    def word_of(self, kind: type[Word], name: str) -> Word | None:
        value = self.one_of([word.value for word in kind], name)
        return None if value is None else kind(value)

    def many_of(self, allowed: tuple[str, ...], name: str) -> tuple[str, ...]:
        values = self.list_of(name)
        unknown = [str(value) for value in values if value not in allowed]
        if unknown:
            self.wrong(f"{name} holds {', '.join(unknown)}; it may hold {', '.join(allowed)}", name)
        return tuple(str(value) for value in values)

    def list_of(self, name: str) -> list[Any]:
        values = self.fields.get(name)
        if values is None:
            return []
        if not isinstance(values, list):
            self.wrong(f"{name} must be a list, such as [one, two]", name)
            return []
        return values

    def yes_or_no(self, name: str, default: bool) -> bool:
        value = self.fields.get(name, default)
        if not isinstance(value, bool):
            self.wrong(f"{name} must be true or false", name)
            return default
        return value


def _question(domain: str, entry: _Entry) -> Question | None:
    """Return the question an entry holds, or None when something is wrong with it."""
    if entry.faults:
        return None
    entry.only(FIELDS)
    key = entry.text("key")
    if key and not key.startswith(f"{domain}."):
        entry.wrong(f"the key must begin with '{domain}.'", "key")
    question = Question(
        key=key,
        domain=domain,
        question_type=entry.one_of(QUESTION_TYPES, "type", "open") or "",
        style=entry.one_of(STYLES, "style", "asset_balanced") or "",
        tradition=entry.text_if_given("tradition") or "our own",
        wording=entry.text("wording"),
        easier=entry.text("easier"),
        choices=_choices(entry),
        caution=entry.text_if_given("caution") or "",
        place=entry.word_of(Place, "place"),
        follows=entry.text_if_given("follows"),
        after=entry.one_of(AFTER, "after", "answer") or "",
        asked=entry.yes_or_no("asked", True),
        for_another=entry.text_if_given("for_another"),
        for_another_easier=entry.text_if_given("for_another_easier"),
        pair=entry.text_if_given("pair"),
        asks_more_of=entry.one_of(KINDS_MENTIONED, "asks_more_of"),
        told_as=entry.many_of(TOLD_AS, "told_as"),
        not_with=entry.many_of(SIGNALS, "not_with"),
        only_with=entry.many_of(SIGNALS, "only_with"),
        asks_of=entry.one_of(ASKED_OF, "asks_of"),
        partner=entry.text_if_given("partner"),
    )
    _check_together(question, entry)
    return None if entry.faults else question


def _check_together(question: Question, entry: _Entry) -> None:
    """Note what is wrong between fields that are each right by themselves."""
    both = sorted(set(question.not_with) & set(question.only_with))
    if both:
        entry.wrong(f"{', '.join(both)} stands in not_with and in only_with", "only_with")
    if question.asked and question.domain in DOMAINS:
        _check_an_area_of_life(question, entry)
    if question.asks_more_of is not None and question.follows is not None:
        entry.wrong("a question with asks_more_of follows nothing: leave out follows", "follows")
    for name in ("wording", "easier", "for_another", "for_another_easier"):
        said = getattr(question, name) or ""
        if question.asks_more_of is not None and said and said.count(IT) != 1:
            entry.wrong(f"{name} must hold {IT} once, because the question has asks_more_of", name)
        if question.asks_more_of is None and IT in said:
            entry.wrong(f"{name} holds {IT}, which is only filled when asks_more_of says what was mentioned", name)


def _check_an_area_of_life(question: Question, entry: _Entry) -> None:
    """Note what is missing for a resident to be asked about an area of life."""
    for name in ("for_another", "for_another_easier"):
        # Given and not a sentence is a fault already.
        if entry.fields.get(name) is None:
            entry.wrong(f"{name} is missing: the words for somebody who types for another person", name)
    written = entry.fields.get("choices")
    if isinstance(written, list) and not any(said.startswith("choice") for _, said in entry.faults):
        if not question.can_be_left:
            entry.wrong(
                "no choice is for somebody without an answer: add one that does dont_know or decline", "choices"
            )
    elif written is None:
        entry.wrong("choices is missing: give some answers, one of them 'I am not sure'", "choices")


def _choices(entry: _Entry) -> tuple[Choice, ...]:
    choices = tuple(_choice(entry, number, item) for number, item in enumerate(entry.list_of("choices"), start=1))
    if len({choice.key for choice in choices}) != len(choices):
        entry.wrong("two choices have the same key", "choices")
    return choices


def _choice(entry: _Entry, number: int, written: Any) -> Choice:
    name = written.get("key", number) if isinstance(written, dict) else number
    item = _Entry(
        written if isinstance(written, dict) else {}, entry.faults, f"choice {name}: ", f"choices.{number - 1}."
    )
    item.only(CHOICE_FIELDS)
    return Choice(
        key=item.text("key") or str(number),
        say=item.text("say"),
        does=item.one_of(ACTS, "does", "answer") or "",
        holds=item.word_of(Holds, "holds") or Holds.NOW,
        flow=item.word_of(Flow, "flow"),
        quality=item.word_of(TieQuality, "quality"),
        wish=item.word_of(Wish, "wish"),
        arrangement=item.word_of(Arrangement, "arrangement"),
        also=tuple(str(words) for words in item.list_of("also")),
    )
