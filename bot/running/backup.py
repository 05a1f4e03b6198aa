"""What a backup of the embedded set-up is: a folder with copies of both databases, the key, and a list of all that.

manifest.json       what is in it, from which version, with a checksum of each file
conversations.db    conversations under way
frontdoor.db        what was shared, staff, deliveries, the audit trail
secret_key          signs cookies
settings.env        settings that differ from the built-in ones; tokens and secrets are left out and named
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from dataclasses import dataclass
from datetime import datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

from bot.clock import Clock, now
from bot.errors import BackupError
from bot.settings import Settings, environment_name
from bot.store.copying import copy_while_running, revision_of

FORMAT = 1
MANIFEST = "manifest.json"
CONVERSATIONS = "conversations.db"
RECORDS = "frontdoor.db"
KEY = "secret_key"
SETTINGS = "settings.env"

SECRETS = frozenset(
    {
        "secret_key", "webhook_secret", "safeguarding_webhook_secret", "telegram_token", "monitoring_token",
        "database_url", "conversations_url",
    }
)  # fmt: skip
"""Settings that may open something elsewhere. Whoever restores has to bring them along."""


@dataclass(frozen=True, kw_only=True)
class Manifest:
    """What a backup says of itself.

    Attributes:
        version: of Front Door.
        made_at: when.
        revision: latest migration of the records.
        files: each with its SHA-256.
        left_out: settings that were set and are not in it.
        key: SHA-256 of the signing key, which may be kept in the settings.
    """

    version: str
    made_at: datetime
    revision: str
    files: dict[str, str]
    left_out: tuple[str, ...]
    key: str

    def to_json(self) -> str:
        """Return it as it is kept."""
        content = {
            "format": FORMAT,
            "version": self.version,
            "made_at": self.made_at.isoformat(timespec="seconds"),
            "revision": self.revision,
            "files": self.files,
            "left_out": self.left_out,
            "key": self.key,
        }
        return json.dumps(content, indent=2) + "\n"


def check_embedded(settings: Settings) -> None:
    """Refuse where the databases are not the two files in the data folder.

    Args:
        settings: of this Front Door.

    Raises:
        BackupError: they are elsewhere.
    """
    if settings.database_url or settings.conversations_url:
        raise BackupError(
            "This is for the embedded set-up: your databases are elsewhere (FRONTDOOR_DATABASE_URL or "
            "FRONTDOOR_CONVERSATIONS_URL is set). Use what your database offers, such as pg_dump."
        )


def back_up(settings: Settings, target: Path, clock: Clock = now) -> Manifest:
    """Make a backup, whether Front Door is running or not.

    Conversations are copied as they were a moment before the records. So no conversation in it says that something was
    shared that the records do not hold.

    Args:
        settings: of this Front Door.
        target: folder for it; it must not be there yet, or be empty.
        clock: the time.

    Returns:
        What it says of itself.

    Raises:
        BackupError: it could not be made; nothing is left at ``target``.
        StoreUnavailableError: the databases could not be read.
    """
    check_embedded(settings)
    source = settings.data_folder.resolve()
    if not (source / RECORDS).is_file():
        raise BackupError(f"There is nothing to back up in {settings.data_folder}: no {RECORDS}.")
    if target.exists() and (not target.is_dir() or any(target.iterdir())):
        raise BackupError(f"{target} is there already. A backup gets a folder of its own.")
    unfinished = target.with_name(f".{target.name}.unfinished")
    try:
        shutil.rmtree(unfinished, ignore_errors=True)
        # It holds what people said about their lives: for whoever made it, and nobody else.
        unfinished.mkdir(parents=True, mode=0o700)
        manifest = _fill(settings, source, unfinished, clock())
        if target.exists():
            target.rmdir()
        unfinished.rename(target)
    except OSError as error:
        raise BackupError(f"The backup could not be written: {error.strerror}.") from error
    finally:
        shutil.rmtree(unfinished, ignore_errors=True)
    return manifest


def _fill(settings: Settings, source: Path, folder: Path, at: datetime) -> Manifest:
    databases = [name for name in (CONVERSATIONS, RECORDS) if (source / name).is_file()]
    copy_while_running({source / name: folder / name for name in databases})
    key = settings.signing_key()
    (folder / KEY).write_text(key)
    (folder / SETTINGS).write_text(_settings_text(settings))
    for path in folder.iterdir():
        path.chmod(0o600)
        _keep_for_good(path)
    manifest = Manifest(
        version=version("frontdoor"),
        made_at=at,
        revision=revision_of(folder / RECORDS) or "",
        files={path.name: checksum(path) for path in sorted(folder.iterdir())},
        left_out=tuple(environment_name(name) for name in sorted(SECRETS) if getattr(settings, name)),
        key=hashlib.sha256(key.encode()).hexdigest(),
    )
    # Last: without it the rest is no backup.
    (folder / MANIFEST).write_text(manifest.to_json())
    (folder / MANIFEST).chmod(0o600)
    _keep_for_good(folder / MANIFEST)
    return manifest


def checksum(path: Path) -> str:
    """Return the SHA-256 of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def differing(settings: Settings) -> dict[str, str]:
    """Return the settings that differ from the built-in ones and are no secret, as they are written in ``.env``."""
    found = {}
    for name, field in Settings.model_fields.items():
        value: Any = getattr(settings, name)
        if name not in SECRETS and value != field.default:
            found[environment_name(name)] = str(value).lower() if isinstance(value, bool) else str(value)
    return found


def _settings_text(settings: Settings) -> str:
    return "".join(f"{name}={value}\n" for name, value in differing(settings).items())


def _keep_for_good(path: Path) -> None:
    """Have a file on the disk before anything says that it is there."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
