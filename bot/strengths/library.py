"""The question library and the fixed wording of summaries, read from YAML beside this file.

A council may point a setting at its own folder of question files; what it holds is read in place of ours, file
by file name. The same questions are asked in the live conversation and rehearsed by trainers (design 3.2).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from bot.errors import LibraryError
from bot.strengths.soundness import check
from bot.strengths.statement import Arrangement, Flow, Holds, Place, TieQuality

HERE = Path(__file__).parent
BUILT_IN_QUESTIONS = HERE / "questions"

DOMAINS = (
    "aspirations",
    "good_day",
    "motivation_energy",
    "skills_experience",
    "passions_interests",
    "people_networks",
    "groups_places",
    "coping_exceptions",
    "own_ideas",
    "would_offer",
    "what_would_help",
    "hard_now",
)
"""The domains of practice 2.2 that a summary speaks of, in the order the conversation offers them."""

STEPS = ("opening", "permission", "staying", "read_back", "safe_contact", "sharing", "asides", "safety", "hard_moments")
"""Moments that have questions of their own and are not areas of life."""

QUESTION_TYPES = (
    "open",
    "exception",
    "coping",
    "survival",
    "support",
    "possibility",
    "miracle",
    "scaling",
    "esteem",
    "perspective",
    "change",
    "meaning",
    "choice",
)
"""Kinds of question (practice 2.3: Saleebey; De Jong and Berg), with ``open`` and ``choice`` for the rest."""

AFTER = ("answer", "yes", "volunteered")
"""When a follower is asked."""

ACTS = (
    "answer",
    "enough",
    "explore",
    "stay",
    "carry_on",
    "decline",
    "dont_know",
    "affirm",
    "deny",
    "ask_person",
    "finish",
    "share",
    "share_nothing",
    "add_line",
    "stop",
    "delete",
)
"""What a choice may do."""

STYLES = ("conventional", "strengths_based", "asset_balanced")


@dataclass(frozen=True, kw_only=True)
class Choice:
    """One answer offered as a button beside the text box.

    Attributes:
        key: short name, unique within its question.
        say: the words on the button, and what is kept if it is chosen.
        does: ``answer`` (keep it), or an act: ``decline``, ``dont_know``, ``ask_person`` ...
        holds: whether a kept answer says that the thing is so.
        flow: for people, which way help goes.
        quality: for people, how the tie feels.
        arrangement: who would do what would help.
        also: other ways people type the same, in lower case.
    """

    key: str
    say: str
    does: str = "answer"
    holds: Holds = Holds.NOW
    flow: Flow | None = None
    quality: TieQuality | None = None
    arrangement: Arrangement | None = None
    also: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Question:
    """One question, with the ways to say it and when not to.

    Attributes:
        key: name, such as ``aspirations.more_of``; the part before the dot is the domain.
        domain: one of ``DOMAINS`` or ``STEPS``.
        question_type: one of ``QUESTION_TYPES``.
        style: one of ``STYLES``.
        tradition: where the question comes from (RIP-12).
        wording: what is asked.
        easier: the same in easier words.
        choices: answers offered; free text is always allowed beside them.
        caution: when not to ask it.
        place: where an answer stands in the summary; None when nothing is kept as a statement.
        follows: key of the question this one asks more about; None for an opener.
        after: when a follower is asked: ``answer`` (once something was kept), ``yes`` (a bare yes), or
            ``volunteered`` (in place of the question it follows, when that was answered unasked).
        asked: False for wording that only trainers use.
    """

    key: str
    domain: str
    question_type: str
    style: str
    tradition: str
    wording: str
    easier: str
    choices: tuple[Choice, ...]
    caution: str
    place: Place | None
    follows: str | None
    after: str
    asked: bool

    def choice(self, key: str) -> Choice | None:
        """Return the choice with this key, or None."""
        return next((choice for choice in self.choices if choice.key == key), None)


class Library(Mapping[str, Question]):
    """All questions, by key, in the order they are written.

    Args:
        questions: the questions; keys must differ.
    """

    def __init__(self, questions: list[Question]) -> None:
        self._questions = {question.key: question for question in questions}

    def __getitem__(self, key: str) -> Question:
        return self._questions[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._questions)

    def __len__(self) -> int:
        return len(self._questions)

    def openers(self, domain: str) -> tuple[Question, ...]:
        """Return the questions that may open a domain in the live conversation, in order."""
        return tuple(
            question
            for question in self._questions.values()
            if question.domain == domain and question.asked and question.follows is None
        )

    def follower(self, key: str, after: str) -> Question | None:
        """Return the question that asks more about another, for one occasion (``after``), or None."""
        return next(
            (
                question
                for question in self._questions.values()
                if question.follows == key and question.after == after and question.asked
            ),
            None,
        )


def read_library(folder: Path | None = None) -> Library:
    """Read the question library.

    Args:
        folder: a council's own folder; a file there replaces ours of the same name, others are added.

    Returns:
        The library, our file order first.

    Raises:
        LibraryError: a file cannot be read or an entry is wrong; the message names file, entry and fault.
    """
    files = {path.name: path for path in sorted(BUILT_IN_QUESTIONS.glob("*.yml"))}
    if folder is not None:
        if not folder.is_dir():
            raise LibraryError(f"The question folder {folder} is not there.")
        files.update({path.name: path for path in sorted(folder.glob("*.yml"))})
    questions: list[Question] = []
    seen: dict[str, str] = {}
    for name, path in files.items():
        for question in _read_file(path):
            if question.key in seen:
                raise LibraryError(f"{name}: {question.key} stands in {seen[question.key]} already.")
            seen[question.key] = name
            questions.append(question)
    library = Library(questions)
    check(library, seen)
    return library


def _read_file(path: Path) -> Iterator[Question]:
    try:
        content = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeError, yaml.YAMLError) as error:
        raise LibraryError(f"{path.name}: cannot be read: {error}") from error
    if not isinstance(content, dict) or not isinstance(content.get("questions"), list):
        raise LibraryError(f"{path.name}: must hold 'domain' and a list called 'questions'.")
    domain = content.get("domain")
    if domain not in DOMAINS + STEPS:
        raise LibraryError(f"{path.name}: domain {domain!r} is not one of {', '.join(DOMAINS + STEPS)}.")
    for entry in content["questions"]:
        try:
            yield _question(domain, entry)
        except (KeyError, TypeError, ValueError) as error:
            name = entry.get("key", "an entry without a key") if isinstance(entry, dict) else repr(entry)
            fault = f"{error.args[0]} is missing" if isinstance(error, KeyError) else str(error)
            raise LibraryError(f"{path.name}: {name}: {fault}.") from error


def _question(domain: str, entry: dict[str, Any]) -> Question:
    known = {
        "key", "type", "style", "tradition", "wording", "easier", "choices", "caution", "place", "follows", "after",
        "asked",
    }  # fmt: skip
    unknown = set(entry) - known
    if unknown:
        raise ValueError(f"unknown field {', '.join(sorted(unknown))}")
    if not str(entry["key"]).startswith(f"{domain}."):
        raise ValueError(f"the key must begin with '{domain}.'")
    choices = tuple(_choice(item) for item in entry.get("choices", ()))
    if len({choice.key for choice in choices}) != len(choices):
        raise ValueError("two choices have the same key")
    return Question(
        key=entry["key"],
        domain=domain,
        question_type=_one_of(QUESTION_TYPES, entry.get("type", "open"), "type"),
        style=_one_of(STYLES, entry.get("style", "asset_balanced"), "style"),
        tradition=entry.get("tradition", "our own"),
        wording=_text(entry, "wording"),
        easier=_text(entry, "easier"),
        choices=choices,
        caution=entry.get("caution", ""),
        place=Place(entry["place"]) if entry.get("place") else None,
        follows=entry.get("follows"),
        after=_one_of(AFTER, entry.get("after", "answer"), "after"),
        asked=entry.get("asked", True),
    )


def _one_of(allowed: tuple[str, ...], value: Any, field: str) -> str:
    if value not in allowed:
        raise ValueError(f"{field} {value!r} is not one of {', '.join(allowed)}")
    return str(value)


def _text(entry: dict[str, Any], field: str) -> str:
    value = entry[field]
    if not isinstance(value, str) or not value.strip():
        raise ValueError(f"{field} must be a sentence")
    return value.strip()


def _choice(item: dict[str, Any]) -> Choice:
    unknown = set(item) - {"key", "say", "does", "holds", "flow", "quality", "arrangement", "also"}
    if unknown:
        raise ValueError(f"a choice has an unknown field {', '.join(sorted(unknown))}")
    return Choice(
        key=str(item["key"]),
        say=_text(item, "say"),
        does=_one_of(ACTS, item.get("does", "answer"), "does"),
        holds=Holds(item.get("holds", Holds.NOW)),
        flow=Flow(item["flow"]) if "flow" in item else None,
        quality=TieQuality(item["quality"]) if "quality" in item else None,
        arrangement=Arrangement(item["arrangement"]) if "arrangement" in item else None,
        also=tuple(str(words) for words in item.get("also", ())),
    )


@lru_cache(maxsize=1)
def _wording() -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.safe_load((HERE / "wording.yml").read_text(encoding="utf-8"))
    return loaded


def wording(key: str) -> str:
    """Return a heading or fixed sentence of the summary.

    Args:
        key: dotted path in ``wording.yml``, such as ``places.goal`` or ``standing_note``.

    Raises:
        LibraryError: there is no such wording.
    """
    value: Any = _wording()
    for part in key.split("."):
        if not isinstance(value, dict) or part not in value:
            raise LibraryError(f"wording.yml has no {key}.")
        value = value[part]
    if not isinstance(value, str):
        raise LibraryError(f"wording.yml: {key} is not a sentence.")
    return value
