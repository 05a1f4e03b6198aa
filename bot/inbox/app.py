"""The staff pages as one Flask application; waitress calls ``create_app``."""

from __future__ import annotations

from pathlib import Path

from flask import Flask

from bot import bootstrap
from bot.clock import Clock, now
from bot.inbox import concerns, contacts, deliveries, door
from bot.inbox.desk import Desk
from bot.inbox.protection import ADMINISTRATORS, READERS, SAFEGUARDERS, require_sign_in
from bot.monitoring.readiness import Readiness
from bot.settings import Settings
from bot.settings import settings as settings_of_this_process
from bot.staff_pages.application import Kind, make_application
from bot.store import Store

INBOX = Kind(
    name="inbox",
    folder=Path(__file__).parent,
    frame="staff.html",
    sign_in_for="For the front-door team, the safeguarding team and those who look after this service.",
    cookie="front_door_staff",
    purpose=b"front door: staff sessions",
    # Names and passwords, nothing long.
    most_bytes=64 * 1024,
)


def create_app(
    store: Store | None = None,
    settings: Settings | None = None,
    clock: Clock = now,
    readiness: Readiness | None = None,
) -> Flask:
    """Return the staff pages.

    Args:
        store: where everything is kept; this process's own unless given.
        settings: this process's own unless given.
        clock: the time.
        readiness: whether the store can be reached; looked at afresh each time unless given.

    Raises:
        SettingsError: the settings cannot be used, or the data folder cannot be written.
        StoreUnavailableError: the folder of an SQLite file cannot be made.
    """
    settings = settings or settings_of_this_process()
    store = store or bootstrap.store()
    readiness = readiness or Readiness({"database": store.check}, lasts=0)
    desk = Desk(store=store, settings=settings, clock=clock, readiness=readiness)
    app = make_application(INBOX, desk, require_sign_in)
    app.jinja_env.globals.update(readers=READERS, safeguarders=SAFEGUARDERS, administrators=ADMINISTRATORS)
    for pages in (contacts.first_page, contacts.pages, concerns.pages, deliveries.pages, door.pages):
        app.register_blueprint(pages)
    return app
