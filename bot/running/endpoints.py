"""Where Rasa finds the action server: ``endpoints.yml`` with the address of the settings put in.

The file in the project's folder serves stock Rasa commands and cannot read our settings; the copy in the data
folder is made at each start.
"""

from __future__ import annotations

from pathlib import Path

import yaml

from bot.errors import SettingsError
from bot.running.model import ROOT
from bot.settings import Settings

LOCKS = "bot.dialogue.lock_store.SharedLocks"
EVENTS = "bot.dialogue.events.WordlessEvents"


def endpoints_file(settings: Settings) -> Path:
    """Return where the copy is.

    Args:
        settings: the settings of this Front Door.
    """
    return settings.data_folder.resolve() / "endpoints.yml"


def write_endpoints(settings: Settings) -> None:
    """Make the copy.

    Args:
        settings: the settings of this Front Door.

    Raises:
        SettingsError: the data folder cannot be written.
    """
    endpoints = yaml.safe_load((ROOT / "endpoints.yml").read_text())
    endpoints["action_endpoint"]["url"] = settings.action_server
    # Their addresses may hold passwords, so each reads its own from the settings; Rasa wants some address.
    if settings.locks_url:
        endpoints["lock_store"] = {"type": LOCKS}
    if settings.events_url:
        endpoints["event_broker"] = {"type": EVENTS}
    target = endpoints_file(settings)
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(f"# Made by `frontdoor up` from the project's endpoints.yml.\n{yaml.safe_dump(endpoints)}")
    except OSError as error:
        raise SettingsError(f"The data folder {settings.data_folder} cannot be written: {error.strerror}.") from error
