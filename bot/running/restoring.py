"""Putting a backup back: looked at first, never over what is there, and only when nothing runs."""

from __future__ import annotations

import hashlib
import json
import shutil
from dataclasses import dataclass
from datetime import datetime
from importlib.metadata import version
from pathlib import Path

from bot.clock import Clock, now
from bot.errors import BackupError
from bot.monitoring.presence import FILE as LOCK
from bot.monitoring.presence import alone
from bot.running.backup import (
    CONVERSATIONS,
    FORMAT,
    KEY,
    MANIFEST,
    RECORDS,
    SETTINGS,
    Manifest,
    check_embedded,
    checksum,
    differing,
)
from bot.running.parts import all_parts
from bot.running.ports import answers
from bot.settings import Settings
from bot.store.copying import is_whole
from bot.store.migrating import known_revisions

ASIDE = "before-restore-"
"""How the folder begins to which everything is moved that was there before."""

UNFINISHED = ".restoring"
NEEDED = frozenset({RECORDS, KEY, SETTINGS})
KNOWN = NEEDED | {CONVERSATIONS}


@dataclass(frozen=True, kw_only=True)
class Restored:
    """What came of it.

    Attributes:
        manifest: of the backup.
        aside: where everything is now that was there before; None if there was nothing.
        other_settings: settings that were not the same when the backup was made.
        other_key: whether the key in the settings is not the one that the backup was made with.
    """

    manifest: Manifest
    aside: Path | None
    other_settings: tuple[str, ...]
    other_key: bool


def restore(settings: Settings, source: Path, clock: Clock = now) -> Restored:
    """Put a backup into the data folder; what was there is moved aside within it.

    Args:
        settings: of this Front Door.
        source: folder of the backup.
        clock: the time.

    Raises:
        BackupError: Front Door is running, or the backup is damaged or from a newer version; nothing was changed.
    """
    check_embedded(settings)
    manifest = read_manifest(source)
    check_files(source, manifest)
    with alone(settings.data_folder) as is_alone:
        if not is_alone or any(part.ready_address and answers(part.ready_address) for part in all_parts(settings)):
            raise BackupError("Front Door is running. Stop it first; nothing was changed.")
        try:
            aside = _put(settings.data_folder.resolve(), source, manifest, clock())
        except OSError as error:
            raise BackupError(f"The backup could not be put back: {error.strerror}. All is as it was.") from error
    kept = dict(line.split("=", 1) for line in (source / SETTINGS).read_text().splitlines() if "=" in line)
    present = differing(settings)
    return Restored(
        manifest=manifest,
        aside=aside,
        other_settings=tuple(name for name in sorted({*kept, *present}) if kept.get(name, "") != present.get(name, "")),
        other_key=bool(settings.secret_key) and _digest(settings.secret_key) != manifest.key,
    )


def read_manifest(source: Path) -> Manifest:
    """Return what a backup says of itself.

    Args:
        source: its folder.

    Raises:
        BackupError: it is none, is damaged, or comes from a newer version.
    """
    try:
        content = json.loads((source / MANIFEST).read_text())
    except FileNotFoundError:
        raise BackupError(f"{source} is no backup: it holds no {MANIFEST}.") from None
    except (OSError, ValueError):
        raise BackupError(f"The backup in {source} is damaged: {MANIFEST} cannot be read.") from None
    try:
        made_by = str(content["version"])
        is_newer = int(content["format"]) > FORMAT or _numbers(made_by) > _numbers(version("frontdoor"))
        manifest = Manifest(
            version=made_by,
            made_at=datetime.fromisoformat(content["made_at"]),
            revision=str(content["revision"]),
            files={str(name): str(given) for name, given in content["files"].items()},
            left_out=tuple(map(str, content["left_out"])),
            key=str(content["key"]),
        )
    except (AttributeError, KeyError, TypeError, ValueError):
        raise BackupError(f"The backup in {source} is damaged: {MANIFEST} is not as it should be.") from None
    if is_newer or manifest.revision not in known_revisions():
        raise BackupError(
            f"The backup in {source} was made by a newer Front Door ({manifest.version}; this is "
            f"{version('frontdoor')}). Update this one first; nothing was changed."
        )
    return manifest


def check_files(source: Path, manifest: Manifest) -> None:
    """Refuse a backup of which a file is missing, changed or broken.

    Args:
        source: its folder.
        manifest: what it says of itself.

    Raises:
        BackupError: it is damaged; the message names the file.
    """
    if not NEEDED <= set(manifest.files) <= KNOWN:
        raise BackupError(f"The backup in {source} is damaged: its list of files is not as it should be.")
    for name, expected in manifest.files.items():
        path = source / name
        if not path.is_file():
            raise BackupError(f"The backup in {source} is damaged: {name} is missing. Nothing was changed.")
        if checksum(path) != expected:
            raise BackupError(f"The backup in {source} is damaged: {name} is not as it was. Nothing was changed.")
        if path.suffix == ".db" and not is_whole(path):
            raise BackupError(f"The backup in {source} is damaged: {name} is no whole database. Nothing was changed.")


def _put(folder: Path, source: Path, manifest: Manifest, at: datetime) -> Path | None:
    """Copy the backup beside what is there, move that aside, and move the copy to its place; undone if it fails."""
    fresh = folder / UNFINISHED
    shutil.rmtree(fresh, ignore_errors=True)
    fresh.mkdir(mode=0o700)
    wanted = [name for name in manifest.files if name != SETTINGS]
    aside = folder / f"{ASIDE}{at:%Y%m%dT%H%M%SZ}"
    moved: list[tuple[Path, Path]] = []
    try:
        for name in wanted:
            shutil.copyfile(source / name, fresh / name)
            (fresh / name).chmod(0o600)
            if checksum(fresh / name) != manifest.files[name]:
                raise OSError(None, "a copy came out different")
        before = [path for path in folder.iterdir() if path.name not in (LOCK, UNFINISHED, "logs")]
        before = [path for path in before if not path.name.startswith(ASIDE)]
        if before:
            aside.mkdir(mode=0o700)
        for path, target in [(path, aside / path.name) for path in before] + [
            (fresh / name, folder / name) for name in wanted
        ]:
            path.rename(target)
            moved.append((path, target))
    except OSError:
        for path, target in reversed(moved):
            target.rename(path)
        if aside.is_dir() and not any(aside.iterdir()):
            aside.rmdir()
        raise
    finally:
        shutil.rmtree(fresh, ignore_errors=True)
    return aside if before else None


def _numbers(text: str) -> tuple[int, ...]:
    return tuple(int(part) for part in text.split("."))


def _digest(key: str) -> str:
    return hashlib.sha256(key.encode()).hexdigest()
