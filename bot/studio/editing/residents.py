"""Writing a resident: opened from a file, tried before it is kept, and put into the council's own folder."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import yaml

from bot.errors import NotFoundError, SettingsError
from bot.strengths.fault import Fault
from bot.studio.editing.own_folder import Earlier, OwnFolder, digest_of
from bot.studio.editing.resident_form import Fields, content_of, fields_of, file_text, tidied
from bot.studio.resident.cast import BUILT_IN_RESIDENTS, gather_residents
from bot.studio.resident.person import Resident
from bot.studio.resident.resident_file import read_resident

NOT_YET = "new"
"""Key of a resident who has no name yet."""

LONGEST_KEY = 40
OURS = "ours"
"""Names the version that comes with Front Door."""


@dataclass(frozen=True)
class Opened:
    """A resident's file, opened to be changed.

    Attributes:
        fields: what stands in it.
        digest: of the file as it is now, for the saving.
        is_own: whether the council has a file of its own.
        is_ours_too: whether there is one of ours below it.
        earlier: versions that were replaced, latest first.
    """

    fields: Fields
    digest: str
    is_own: bool
    is_ours_too: bool
    earlier: tuple[Earlier, ...]


@dataclass(frozen=True)
class ResidentDraft:
    """A resident as somebody is writing them.

    Attributes:
        key: name of the file.
        fields: those of the form.
        resident: the resident, or None while anything is wrong.
        faults: what is wrong, each with its field.
        text: the file as it would be kept.
    """

    key: str
    fields: Fields
    resident: Resident | None
    faults: tuple[Fault, ...]
    text: str


class ResidentWriting:
    """Where residents are written.

    Args:
        folder: the council's own; None when none is set, and nothing can be kept.
    """

    def __init__(self, folder: Path | None) -> None:
        self._folder = folder
        self._own = OwnFolder(folder or BUILT_IN_RESIDENTS, BUILT_IN_RESIDENTS)

    @property
    def can_keep(self) -> bool:
        """Whether there is a folder to keep residents in."""
        return self._folder is not None

    def own_keys(self) -> frozenset[str]:
        """Return the residents of whom the council has a file of its own."""
        folder = self._folder
        return frozenset(path.stem for path in folder.glob("*.yml")) if folder is not None else frozenset()

    def open(self, key: str, version: str = "") -> Opened:
        """Open a resident.

        Args:
            key: which.
            version: mark of an earlier version, ``ours`` for ours, "" for the present one.

        Raises:
            NotFoundError: there is no such resident or version.
            NotAllowedError: no file may have this name.
            SettingsError: the file cannot be read.
        """
        now = self._own.text(key)
        ours = BUILT_IN_RESIDENTS / f"{key}.yml"
        if not now:
            raise NotFoundError(f"There is no resident {key!r}.")
        shown = now
        if version:
            is_ours = version == OURS and ours.is_file()
            shown = ours.read_text(encoding="utf-8") if is_ours else self._own.earlier_text(key, version)
        return Opened(
            fields=tidied(fields_of(_content(shown))),
            digest=digest_of(now),
            is_own=self.can_keep and bool(self._own.own_text(key)),
            is_ours_too=ours.is_file(),
            earlier=self._own.earlier(key) if self.can_keep else (),
        )

    def draft(self, key: str, fields: Fields) -> ResidentDraft:
        """Return what fields would make, with all that is wrong.

        Args:
            key: whose file; "" for somebody new, whose file is named after them.
            fields: those of the form, tidied.
        """
        key = key or self._new_key(fields.get("name", ""))
        content = content_of(fields)
        text = file_text(content)
        resident, faults = read_resident(key, yaml.safe_load(text))
        return ResidentDraft(key, fields, resident, faults, text)

    def save(self, draft: ResidentDraft, *, instead_of: str, at: datetime) -> None:
        """Keep a resident.

        Args:
            draft: who, with nothing wrong.
            instead_of: digest of the file that the writer saw; that of nothing for somebody new.
            at: now.

        Raises:
            ConflictError: somebody else changed the file.
            SettingsError: there is no folder to keep residents in, or it cannot be written.
            ValueError: something is wrong with the draft.
        """
        self._demand_a_folder()
        if draft.resident is None:
            raise ValueError("A resident with faults is not kept.")
        self._own.save(draft.key, draft.text, instead_of=instead_of, at=at)

    def take_away(self, key: str, *, instead_of: str, at: datetime) -> None:
        """Take the council's own file away; ours is offered again if there is one.

        Raises:
            ConflictError: somebody else changed the file.
            NotFoundError: there is none.
            SettingsError: there is no folder, or it cannot be written.
        """
        self._demand_a_folder()
        self._own.take_away(key, instead_of=instead_of, at=at)

    def _demand_a_folder(self) -> None:
        if self._folder is None:
            raise SettingsError("No folder for residents of your own is set (FRONTDOOR_RESIDENT_FOLDER).")

    def _new_key(self, name: str) -> str:
        """A file's name from a person's first name that no file has yet."""
        plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
        first = next(iter(re.findall(r"[a-z0-9]+", plain)), NOT_YET)[:LONGEST_KEY]
        key, number = first, 2
        while self._own.text(key) or key == NOT_YET or key in gather_residents(self._folder).residents:
            key, number = f"{first}_{number}", number + 1
        return key


def _content(text: str) -> Mapping[str, object]:
    try:
        content = yaml.safe_load(text)
    except yaml.YAMLError:
        return {}
    return content if isinstance(content, dict) else {}
