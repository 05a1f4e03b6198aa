"""Writing a question: opened from its file, tried with the whole library before it is kept in the council's own copy.

It is checked by what ``frontdoor questions check`` calls, over all files as they would be.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from bot.errors import ConflictError, NotAllowedError, NotFoundError, SettingsError
from bot.strengths.fault import Fault
from bot.strengths.library import BUILT_IN_QUESTIONS, Gathered, gather
from bot.strengths.question import DOMAINS, STEPS, Question
from bot.strengths.question_wording import unclear
from bot.studio.editing.own_folder import Earlier, OwnFolder, digest_of
from bot.studio.editing.question_form import Fields, entry_of, fields_of
from bot.studio.editing.question_text import entries_in, with_entry
from bot.studio.editing.residents import OURS

ADDED = "own_{domain}"
"""File of the questions that are added to a domain."""

HELD_BACK = ("safety", "safe_contact", "sharing")
"""Steps in which one wrong word can do harm: who may be rung, what is passed on, what is asked of somebody in danger.

They are changed in their files, where somebody else looks at the change before it is used.
"""

WRITABLE = (*DOMAINS, *(step for step in STEPS if step not in HELD_BACK))


@dataclass(frozen=True)
class Listed:
    """A question in the list of what there is.

    Attributes:
        question: the question.
        is_own: whether it stands in a file of the council's own.
    """

    question: Question
    is_own: bool


@dataclass(frozen=True)
class OpenedQuestion:
    """A question, opened to be changed.

    Attributes:
        fields: what its entry holds.
        file: name of its file, without the ending.
        digest: of its entry as it is now, for the saving.
        is_own: whether the council has such a file of its own.
        is_ours_too: whether the question stands in a file of ours.
        earlier: versions of the file that were replaced, latest first.
    """

    fields: Fields
    file: str
    digest: str
    is_own: bool
    is_ours_too: bool
    earlier: tuple[Earlier, ...]


@dataclass(frozen=True)
class QuestionDraft:
    """A question as somebody is writing it.

    Attributes:
        fields: those of the form.
        question: the question, or None when it cannot be read.
        faults: what would be wrong with the library that is not wrong now; one of the question itself has its field.
        file: name of the file it would stand in, without the ending.
        text: that file as it would be kept.
        entry_before: digest of the entry as it is now; that of nothing for a new one.
        file_before: digest of the file as it is now.
    """

    fields: Fields
    question: Question | None
    faults: tuple[Fault, ...]
    file: str
    text: str
    entry_before: str
    file_before: str


class QuestionWriting:
    """Where questions are written.

    Args:
        folder: the council's own copy of the library; None when none is set, and nothing can be kept.
    """

    def __init__(self, folder: Path | None) -> None:
        self._folder = folder
        self._own = OwnFolder(folder or BUILT_IN_QUESTIONS, BUILT_IN_QUESTIONS)

    @property
    def can_keep(self) -> bool:
        """Whether there is a folder to keep questions in."""
        return self._folder is not None

    def all(self) -> Iterator[tuple[str, tuple[Listed, ...]]]:
        """Yield the questions that can be written here, by domain."""
        gathered = self._gathered()
        for domain in WRITABLE:
            found = (question for question in gathered.library.values() if question.domain == domain)
            yield domain, tuple(Listed(each, self._is_own(gathered.files[each.key])) for each in found)

    def open(self, key: str, version: str = "") -> OpenedQuestion:
        """Open a question.

        Args:
            key: which.
            version: mark of an earlier version of its file, ``ours`` for ours, "" for the present one.

        Raises:
            NotAllowedError: it is none that can be changed here.
            NotFoundError: there is no such question or version.
            SettingsError: its file cannot be read.
        """
        if key.partition(".")[0] not in WRITABLE:
            raise NotAllowedError("This question is changed in its file.")
        file = self._file_of(key)
        now = self._own.text(file)
        ours = _text_of(BUILT_IN_QUESTIONS / f"{file}.yml")
        shown = {"": now, OURS: ours}.get(version) or self._own.earlier_text(file, version)
        domain, _ = entries_in(shown)
        entry = _entry(shown, key)
        if entry is None:
            raise NotFoundError(f"There is no question {key!r} in this version.")
        return OpenedQuestion(
            fields=fields_of(entry, domain),
            file=file,
            digest=_digest(_entry(now, key)),
            is_own=self._is_own(f"{file}.yml"),
            is_ours_too=_entry(ours, key) is not None,
            earlier=self._own.earlier(file) if self.can_keep else (),
        )

    def draft(self, key: str, fields: Fields) -> QuestionDraft:
        """Return what fields would make, with all that would be wrong.

        Args:
            key: the question that is changed; "" for a new one.
            fields: those of the form, tidied.

        Raises:
            NotAllowedError: it belongs where questions cannot be changed here.
            NotFoundError: there is no such question.
        """
        before = self._gathered()
        domain = key.partition(".")[0] or fields.get("domain", "")
        if domain not in WRITABLE:
            raise NotAllowedError("Questions of this kind are changed in their files.")
        entry = entry_of(fields | {"domain": domain, "key": key})
        if not key:
            entry["key"] = _free(str(entry["key"]), before)
        file = self._file_of(key) if key else _added_file(domain)
        now = self._own.text(file)
        text = with_entry(now, domain, entry)
        after = gather(self._existing_folder(), {f"{file}.yml": text})
        known = set(_faults(before))
        faults = tuple(_at_home(fault, str(entry["key"])) for fault in _faults(after) if fault not in known)
        question = after.library.get(str(entry["key"]))
        return QuestionDraft(
            fields=fields,
            question=question,
            faults=faults,
            file=file,
            text=text,
            entry_before=_digest(_entry(now, key)),
            file_before=digest_of(now),
        )

    def save(self, draft: QuestionDraft, *, instead_of: str, at: datetime) -> None:
        """Keep a question.

        Args:
            draft: with nothing wrong.
            instead_of: digest of the entry that the writer saw; "" for a new one.
            at: now.

        Raises:
            ConflictError: somebody else changed the question, or its file in this very moment.
            SettingsError: there is no folder to keep questions in, or it cannot be written.
            ValueError: something is wrong with the draft.
        """
        if self._folder is None:
            raise SettingsError("No folder for questions of your own is set (FRONTDOOR_QUESTION_FOLDER).")
        if draft.faults or draft.question is None:
            raise ValueError("A question with faults is not kept.")
        if draft.entry_before != instead_of:
            raise ConflictError("The question was changed by somebody else meanwhile.")
        self._own.save(draft.file, draft.text, instead_of=draft.file_before, at=at)

    def _existing_folder(self) -> Path | None:
        return self._folder if self._folder is not None and self._folder.is_dir() else None

    def _gathered(self) -> Gathered:
        return gather(self._existing_folder())

    def _file_of(self, key: str) -> str:
        gathered = self._gathered()
        if key not in gathered.files:
            raise NotFoundError(f"There is no question {key!r}.")
        return gathered.files[key].removesuffix(".yml")

    def _is_own(self, file: str) -> bool:
        return self._folder is not None and (self._folder / file).is_file()


def _added_file(domain: str) -> str:
    return ADDED.format(domain=domain)


def _entry(text: str, key: str) -> dict[str, Any] | None:
    return next((each for each in entries_in(text)[1] if each.get("key") == key), None)


def _digest(entry: dict[str, Any] | None) -> str:
    """The digest of an entry whatever its layout, or "" for none."""
    return "" if entry is None else digest_of(json.dumps(entry, sort_keys=True, default=str))


def _faults(gathered: Gathered) -> tuple[Fault, ...]:
    return (*gathered.faults, *unclear(gathered.library, gathered.files))


def _at_home(fault: Fault, key: str) -> Fault:
    """A fault of another entry belongs to no field of this one."""
    return fault if fault.entry == key or not fault.field else Fault(fault.said, file=fault.file, entry=fault.entry)


def _free(key: str, gathered: Gathered) -> str:
    free, number = key, 2
    while free in gathered.library:
        free, number = f"{key}_{number}", number + 1
    return free


def _text_of(path: Path) -> str:
    return path.read_text(encoding="utf-8") if path.is_file() else ""
