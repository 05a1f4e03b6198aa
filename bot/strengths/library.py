"""The question library and the fixed wording of summaries, read from YAML beside this file.

A council may point a setting at its own folder of question files; what it holds is read in place of ours, file
by file name. The same questions are asked in the live conversation and rehearsed by trainers (design 3.2).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

import yaml

from bot.errors import LibraryError
from bot.strengths.fault import Fault
from bot.strengths.question import ACTS, DOMAINS, QUESTION_TYPES, STEPS, STYLES, Choice, Question
from bot.strengths.question_file import QuestionFile, read_question_file, read_question_text
from bot.strengths.soundness import unsound

__all__ = [
    "ACTS",
    "BUILT_IN_QUESTIONS",
    "DOMAINS",
    "QUESTION_TYPES",
    "STEPS",
    "STYLES",
    "Choice",
    "Gathered",
    "Library",
    "Question",
    "gather",
    "question_files",
    "read_library",
    "wording",
]

HERE = Path(__file__).parent
BUILT_IN_QUESTIONS = HERE / "questions"


class Library(Mapping[str, Question]):
    """All questions, by key, in the order they are written.

    Args:
        questions: the questions; keys must differ.
    """

    def __init__(self, questions: list[Question]) -> None:
        self._questions = {question.key: question for question in questions}
        # Choosing what comes next looks for these many times in a turn, and a library never changes.
        self._openers: dict[str, tuple[Question, ...]] = {}
        self._followers: dict[tuple[str | None, str | None], Question] = {}
        self._mentions: dict[str | None, tuple[Question, ...]] = {}
        for question in self._questions.values():
            if question.is_opener:
                self._openers[question.domain] = (*self._openers.get(question.domain, ()), question)
            if question.asked:
                self._followers.setdefault((question.follows, question.after), question)
                of_kind = question.asks_more_of
                self._mentions[of_kind] = (*self._mentions.get(of_kind, ()), question)

    def __getitem__(self, key: str) -> Question:
        return self._questions[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._questions)

    def __len__(self) -> int:
        return len(self._questions)

    def openers(self, domain: str) -> tuple[Question, ...]:
        """Return the questions that may open a domain in the live conversation, in order."""
        return self._openers.get(domain, ())

    def follower(self, key: str, after: str) -> Question | None:
        """Return the question that asks more about another, for one occasion (``after``), or None."""
        return self._followers.get((key, after))

    def mentions(self, kind: str) -> tuple[Question, ...]:
        """Return the questions that ask more about one thing of a kind that was mentioned, in order.

        Args:
            kind: one of ``KINDS_MENTIONED``.
        """
        return self._mentions.get(kind, ())

    def counterparts(self, pair: str) -> tuple[Question, ...]:
        """Return the questions that share a pair: the same thing asked in several styles, in order."""
        return tuple(question for question in self._questions.values() if question.pair == pair)


@dataclass(frozen=True)
class Gathered:
    """A library as it was found, with all that is wrong with it.

    Attributes:
        library: the questions that could be read.
        files: name of the file each question stands in, by key.
        faults: what is wrong, in plain words, each with its file, entry and field.
    """

    library: Library
    files: Mapping[str, str]
    faults: tuple[Fault, ...]


def read_library(folder: Path | None = None) -> Library:
    """Read the question library.

    Args:
        folder: a council's own folder; a file there replaces ours of the same name, others are added.

    Returns:
        The library, our file order first.

    Raises:
        LibraryError: files cannot be read or entries are wrong; it names file, entry and fault of them all.
    """
    gathered = gather(folder)
    if gathered.faults:
        raise LibraryError(*gathered.faults)
    return gathered.library


def gather(folder: Path | None = None, instead: Mapping[str, str] | None = None) -> Gathered:
    """Read what can be read of the question library, and list all that is wrong.

    Args:
        folder: a council's own folder; see ``read_library``.
        instead: what would stand in files of the council's own, by file name, to try it before it is kept.
    """
    if folder is not None and not folder.is_dir():
        return Gathered(Library([]), {}, (Fault(f"The question folder {folder} is not there", file=""),))
    questions: list[Question] = []
    faults: list[Fault] = []
    files: dict[str, str] = {}
    broken: set[str] = set()
    for name, read in _read_all(folder, instead or {}):
        faults += read.faults
        broken |= read.broken
        for question in read.questions:
            if question.key in files:
                said = f"{question.key} stands in {files[question.key]} already"
                faults.append(Fault(said, file=name, field="key"))
                continue
            files[question.key] = name
            questions.append(question)
    library = Library(questions)
    return Gathered(library, files, (*faults, *unsound(library, files, frozenset(broken))))


def _read_all(folder: Path | None, instead: Mapping[str, str]) -> Iterator[tuple[str, QuestionFile]]:
    paths = {path.name: path for path in question_files(folder)}
    for name in (*paths, *(name for name in instead if name not in paths)):
        yield name, read_question_text(name, instead[name]) if name in instead else read_question_file(paths[name])


def question_files(folder: Path | None) -> tuple[Path, ...]:
    """Return the files that make up the library, in order: ours, and a council's laid over them.

    Args:
        folder: a council's own folder, or None.
    """
    files = {path.name: path for path in sorted(BUILT_IN_QUESTIONS.glob("*.yml"))}
    if folder is not None:
        files.update({path.name: path for path in sorted(folder.glob("*.yml"))})
    return tuple(files.values())


@lru_cache(maxsize=1)
def _wording() -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.safe_load((HERE / "wording.yml").read_text(encoding="utf-8"))
    return loaded


@cache
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
