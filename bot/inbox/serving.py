"""The staff pages as a process of their own: what waitress calls, with a log and somebody who watches."""

from __future__ import annotations

from flask import Flask

from bot import bootstrap
from bot.inbox.app import create_app
from bot.logs import write_logs
from bot.monitoring import watching
from bot.monitoring.readiness import Readiness
from bot.settings import settings


def application() -> Flask:
    """Return the staff pages, this process's log set up and its state to be seen.

    Raises:
        SettingsError: the settings cannot be used, or the data folder cannot be written.
        StoreUnavailableError: the folder of an SQLite file cannot be made.
        StartError: a backup is just being restored.
    """
    present = settings()
    write_logs(as_json=present.log_format == "json")
    store = bootstrap.store()
    readiness = Readiness({"database": store.check})
    watching.begin("inbox", present, is_ready=readiness.is_ready, is_door_open=bootstrap.is_door_open)
    return create_app(store, present, readiness=readiness)
