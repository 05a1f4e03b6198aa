"""A folder of a council's own, in which files are written over ours; nothing outside it can be written.

A file is put in its place in one step, so that nobody reads half of it, and what stood there is kept beside it.
"""

from __future__ import annotations

import fcntl
import hashlib
import os
import re
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from bot.errors import ConflictError, NotAllowedError, NotFoundError, SettingsError

NAME = re.compile(r"[a-z0-9][a-z0-9_]{0,59}")
"""What a file may be called, before its ending: nothing that leads elsewhere, or is hidden, in any system."""

ENDING = ".yml"
EARLIER = "earlier"
MOMENT = "%Y%m%dT%H%M%S%f"
OF_A_MOMENT = re.compile(r"\d{8}T\d{12}")
MOST_BYTES = 200_000
READABLE_BY_ALL = 0o644


@dataclass(frozen=True)
class Earlier:
    """A version of a file that another took the place of.

    Attributes:
        mark: names it.
        until: when it was replaced.
    """

    mark: str
    until: datetime


def digest_of(text: str) -> str:
    """Return a short mark by which a text is known again.

    Args:
        text: a file's text; "" for none.
    """
    return hashlib.sha256(text.encode()).hexdigest()[:16]


class OwnFolder:
    """A council's own folder.

    Args:
        folder: where it is; it is made at the first saving.
        laid_over: the folder of the files that it is laid over.
    """

    def __init__(self, folder: Path, laid_over: Path) -> None:
        self._folder = folder
        self._laid_over = laid_over

    def text(self, name: str) -> str:
        """Return what stands in a file: the council's own, ours where it has none, or "".

        Args:
            name: the file's name without its ending.

        Raises:
            NotAllowedError: the name is none that a file may have.
            SettingsError: it cannot be read.
        """
        return self.own_text(name) or _read(self._laid_over / f"{checked(name)}{ENDING}")

    def own_text(self, name: str) -> str:
        """Return what stands in the council's own file, or ""."""
        return _read(self._place(name))

    def save(self, name: str, text: str, *, instead_of: str, at: datetime) -> None:
        """Put a text in the place of a file, and keep what stood there.

        Args:
            name: the file's name without its ending.
            text: what is to stand in it.
            instead_of: digest of what the writer saw; somebody else may have changed it since.
            at: now.

        Raises:
            ConflictError: somebody else changed it.
            NotAllowedError: the name is none that a file may have, or the file leads elsewhere.
            SettingsError: the folder cannot be written.
        """
        if len(text.encode()) > MOST_BYTES:
            raise NotAllowedError(f"A file holds at most {MOST_BYTES} bytes.")
        with self._held():
            path = self._place(name)
            if digest_of(self.text(name)) != instead_of:
                raise ConflictError(f"{path.name} was changed by somebody else meanwhile.")
            self._keep_earlier(path, at)
            _put(path, text)

    def take_away(self, name: str, *, instead_of: str, at: datetime) -> None:
        """Take the council's own file away, so that ours is used again if there is one; it is kept as an earlier one.

        Raises:
            ConflictError: somebody else changed it.
            NotFoundError: there is none.
            NotAllowedError: the name is none that a file may have, or the file leads elsewhere.
            SettingsError: the folder cannot be written.
        """
        with self._held():
            path = self._place(name)
            if not path.is_file():
                raise NotFoundError(f"There is no {path.name} of your own.")
            if digest_of(self.text(name)) != instead_of:
                raise ConflictError(f"{path.name} was changed by somebody else meanwhile.")
            self._keep_earlier(path, at)
            path.unlink()

    def earlier(self, name: str) -> tuple[Earlier, ...]:
        """Return the versions of a file that were replaced, latest first."""
        found = []
        for path in (self._folder / EARLIER).glob(f"{checked(name)}.*{ENDING}"):
            mark = path.name.removesuffix(ENDING).rpartition(".")[2]
            if OF_A_MOMENT.fullmatch(mark):
                found.append(Earlier(mark, datetime.strptime(mark, MOMENT)))  # noqa: DTZ007 - as the clock said it
        return tuple(sorted(found, key=lambda version: version.mark, reverse=True))

    def earlier_text(self, name: str, mark: str) -> str:
        """Return an earlier version.

        Raises:
            NotFoundError: there is none of this mark.
        """
        if not OF_A_MOMENT.fullmatch(mark):
            raise NotFoundError("There is no such version.")
        text = _read(self._folder / EARLIER / f"{checked(name)}.{mark}{ENDING}")
        if not text:
            raise NotFoundError("There is no such version.")
        return text

    def _place(self, name: str) -> Path:
        path = self._folder / f"{checked(name)}{ENDING}"
        if path.is_symlink():
            raise NotAllowedError(f"{path.name} leads out of the folder; it is not followed.")
        return path

    def _keep_earlier(self, path: Path, at: datetime) -> None:
        if not path.exists():
            return
        kept = self._folder / EARLIER
        if kept.is_symlink():
            raise NotAllowedError(f"{EARLIER} leads out of the folder; it is not followed.")
        kept.mkdir(exist_ok=True)
        _put(kept / f"{path.stem}.{at.strftime(MOMENT)}{ENDING}", path.read_text(encoding="utf-8"))

    @contextmanager
    def _held(self) -> Iterator[None]:
        """Let one writer at a time into the folder, of all processes."""
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            with (self._folder / ".lock").open("a") as lock:
                fcntl.flock(lock, fcntl.LOCK_EX)
                yield
        except OSError as error:
            raise SettingsError(f"The folder {self._folder} cannot be written: {error.strerror}.") from error


def checked(name: str) -> str:
    """Return a file's name if a file may have it.

    Raises:
        NotAllowedError: it may not.
    """
    if not NAME.fullmatch(name):
        raise NotAllowedError("A file is named with small letters, numbers and _ alone.")
    return name


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8") if path.is_file() else ""
    except (OSError, UnicodeError) as error:
        raise SettingsError(f"{path.name} cannot be read.") from error


def _put(path: Path, text: str) -> None:
    """Write a file beside its place and move it there in one step."""
    with tempfile.NamedTemporaryFile("w", encoding="utf-8", dir=path.parent, prefix=".new-", delete=False) as file:
        try:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
            Path(file.name).chmod(READABLE_BY_ALL)
            Path(file.name).replace(path)
        except BaseException:
            Path(file.name).unlink(missing_ok=True)
            raise
