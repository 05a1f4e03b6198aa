"""The staff pages as one Flask application; waitress calls ``create_app``."""

from __future__ import annotations

import hmac
from pathlib import Path

from flask import Flask, send_from_directory
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import CSRFProtect

from bot import bootstrap
from bot.clock import Clock, now
from bot.inbox import account, concerns, contacts, deliveries, door, health, sign_in
from bot.inbox.desk import Desk
from bot.inbox.faults import add_fault_pages
from bot.inbox.protection import ADMINISTRATORS, READERS, SAFEGUARDERS, add_headers, require_sign_in
from bot.inbox.sessions import LIFETIME
from bot.inbox.times import as_day, as_day_and_time
from bot.monitoring.readiness import Readiness
from bot.pages.assets import STATIC_FOLDER, Assets
from bot.pages.environment import StrictUndefined, as_shown, page_globals, page_loader
from bot.settings import Settings
from bot.settings import settings as settings_of_this_process
from bot.store import Store

HERE = Path(__file__).parent
TEMPLATES = HERE / "templates"
OWN_STATIC = HERE / "static"
OWN_STATIC_ADDRESS = "/inbox-static"

COOKIE = "front_door_staff"
MOST_BYTES = 64 * 1024
"""Of a form: names and passwords, nothing long."""


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
    app = Flask(__name__, static_folder=STATIC_FOLDER, static_url_path="/static", template_folder=str(TEMPLATES))
    store = store or bootstrap.store()
    readiness = readiness or Readiness({"database": store.check}, lasts=0)
    Desk(store=store, settings=settings, clock=clock, readiness=readiness).lay_out(app)
    _configure(app, settings)
    _dress(app, settings)
    app.before_request(health.begin_counting)
    app.before_request(require_sign_in)
    CSRFProtect(app)
    app.after_request(add_headers)
    app.after_request(health.count)
    app.add_url_rule(f"{OWN_STATIC_ADDRESS}/<path:filename>", "inbox_static", _own_static)
    for pages in (
        health.pages, sign_in.pages, contacts.first_page, contacts.pages, concerns.pages, account.pages,
        deliveries.pages, door.pages,
    ):  # fmt: skip
        app.register_blueprint(pages)
    add_fault_pages(app)
    return app


def session_key(settings: Settings) -> bytes:
    """Return the key that signs staff sessions: made from the one secret, and no use for a resident's cookie."""
    return hmac.digest(settings.signing_key().encode(), b"front door: staff sessions", "sha256")


def _configure(app: Flask, settings: Settings) -> None:
    app.config.update(
        SECRET_KEY=session_key(settings),
        # Browsers give one host's cookies to every port, so the name must not be the resident's.
        SESSION_COOKIE_NAME=f"__Host-{COOKIE}" if settings.behind_tls else COOKIE,
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_SECURE=settings.behind_tls,
        SESSION_REFRESH_EACH_REQUEST=False,
        PERMANENT_SESSION_LIFETIME=LIFETIME,
        MAX_CONTENT_LENGTH=MOST_BYTES,
        MAX_FORM_MEMORY_SIZE=MOST_BYTES,
        MAX_FORM_PARTS=20,
        # The mark in a form is good for as long as the session.
        WTF_CSRF_TIME_LIMIT=None,
        # It asks for a Referer header, and our pages tell browsers to send none.
        WTF_CSRF_SSL_STRICT=False,
    )


def _dress(app: Flask, settings: Settings) -> None:
    app.jinja_options = {
        "autoescape": True,
        "undefined": StrictUndefined,
        "finalize": as_shown,
        "trim_blocks": True,
        "lstrip_blocks": True,
        "loader": page_loader(TEMPLATES),
    }
    assets = Assets({"/static": STATIC_FOLDER, OWN_STATIC_ADDRESS: OWN_STATIC})
    app.jinja_env.globals.update(page_globals(organisation_name=settings.organisation_name, assets=assets))
    app.jinja_env.globals.update(
        settings=settings, readers=READERS, safeguarders=SAFEGUARDERS, administrators=ADMINISTRATORS
    )
    app.jinja_env.filters.update(day=as_day, day_and_time=as_day_and_time)


def _own_static(filename: str) -> ResponseReturnValue:
    return send_from_directory(OWN_STATIC, filename)
