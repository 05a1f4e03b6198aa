"""The studio's pages as a process of their own: what waitress calls, with a log and somebody who watches."""

from __future__ import annotations

from flask import Flask

from bot.logs import write_logs
from bot.monitoring import watching
from bot.monitoring.readiness import Readiness
from bot.rehearsal_pages.app import create_app
from bot.rehearsal_pages.forgetting import begin_forgetting
from bot.settings import settings
from bot.store.studio import open_studio_store


def application() -> Flask:
    """Return the studio's pages, this process's log set up and its state to be seen.

    Raises:
        SettingsError: the settings cannot be used, or the data folder cannot be written.
        StoreUnavailableError: the folder of an SQLite file cannot be made.
        StartError: a backup is just being restored.
    """
    present = settings()
    write_logs(as_json=present.log_format == "json")
    store = open_studio_store(present.store_url)
    readiness = Readiness({"database": store.check})
    watching.begin("studio", present, is_ready=readiness.is_ready)
    begin_forgetting(store, present.rehearsal_days)
    return create_app(store, present, readiness=readiness)
