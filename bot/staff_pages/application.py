"""A Flask application of ours: templates, session cookie, marks in forms, headers, fault pages."""

from __future__ import annotations

import hmac
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from flask import Flask, send_from_directory
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import CSRFProtect
from werkzeug.wrappers import Response as AnyResponse

from bot.pages.assets import STATIC_FOLDER, Assets
from bot.pages.environment import SERVICE_NAME, StrictUndefined, as_shown, page_globals, page_loader
from bot.settings import Settings
from bot.staff_pages import account, health, sign_in
from bot.staff_pages.desk import Desk
from bot.staff_pages.faults import add_fault_pages
from bot.staff_pages.protection import header_adder
from bot.staff_pages.sessions import LIFETIME
from bot.staff_pages.times import as_day, as_day_and_time

TEMPLATES = Path(__file__).parent / "templates"


@dataclass(frozen=True, kw_only=True)
class Kind:
    """What tells one part's application from another's.

    Attributes:
        name: of the part, for the addresses of its own static files.
        folder: the part's package, with ``templates`` and ``static`` in it.
        frame: the template that every page of the part extends, those shared here included.
        sign_in_for: who may sign in, for the sign-in page.
        cookie: name of its session cookie. Browsers give one host's cookies to every port, so each part has its own.
        purpose: what its sessions are for; makes its key another than any other part's.
        most_bytes: most that a form may hold.
        most_fields: most fields that a form may have.
        scripts: whether it sends scripts of its own.
        service_name: what its heading bar and titles call it.
    """

    name: str
    folder: Path
    frame: str
    sign_in_for: str
    cookie: str
    purpose: bytes
    most_bytes: int
    most_fields: int = 20
    scripts: bool = False
    service_name: str = SERVICE_NAME

    @property
    def static_endpoint(self) -> str:
        """Name of the route of its own static files."""
        return f"{self.name}_static"


def make_application(kind: Kind, desk: Desk, guard: Callable[[], AnyResponse | None] | None = None) -> Flask:
    """Return an application with the pages that every part has: signing in and out, a new password, health.

    Args:
        kind: which part it is for.
        desk: what its pages work with.
        guard: asked before anything else is looked at, a form's mark included; what it returns is the answer.
    """
    own_static = kind.folder / "static"
    own_address = f"/{kind.name}-static"
    app = Flask(
        f"bot.{kind.folder.name}",
        static_folder=STATIC_FOLDER,
        static_url_path="/static",
        template_folder=str(kind.folder / "templates"),
    )
    desk.lay_out(app)
    _configure(app, kind, desk.settings)
    _dress(app, kind, desk.settings, Assets({"/static": STATIC_FOLDER, own_address: own_static}))
    app.before_request(health.begin_counting)
    if guard is not None:
        app.before_request(guard)
    CSRFProtect(app)
    app.after_request(header_adder(frozenset({"static", kind.static_endpoint}), scripts=kind.scripts))
    app.after_request(health.count)

    def show_own_static(filename: str) -> ResponseReturnValue:
        return send_from_directory(own_static, filename)

    app.add_url_rule(f"{own_address}/<path:filename>", kind.static_endpoint, show_own_static)
    for pages in (health.pages, sign_in.pages, account.pages):
        app.register_blueprint(pages)
    add_fault_pages(app)
    return app


def session_key(settings: Settings, purpose: bytes) -> bytes:
    """Return the key that signs sessions: made from the one secret, and no use for any other part's cookie.

    Args:
        settings: hold the secret.
        purpose: what the sessions are for.
    """
    return hmac.digest(settings.signing_key().encode(), purpose, "sha256")


def _configure(app: Flask, kind: Kind, settings: Settings) -> None:
    app.config.update(
        SECRET_KEY=session_key(settings, kind.purpose),
        SESSION_COOKIE_NAME=f"__Host-{kind.cookie}" if settings.behind_tls else kind.cookie,
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_SECURE=settings.behind_tls,
        SESSION_REFRESH_EACH_REQUEST=False,
        PERMANENT_SESSION_LIFETIME=LIFETIME,
        MAX_CONTENT_LENGTH=kind.most_bytes,
        MAX_FORM_MEMORY_SIZE=kind.most_bytes,
        MAX_FORM_PARTS=kind.most_fields,
        # The mark in a form is good for as long as the session.
        WTF_CSRF_TIME_LIMIT=None,
        # It asks for a Referer header, and our pages tell browsers to send none.
        WTF_CSRF_SSL_STRICT=False,
    )


def _dress(app: Flask, kind: Kind, settings: Settings, assets: Assets) -> None:
    app.jinja_options = {
        "autoescape": True,
        "undefined": StrictUndefined,
        "finalize": as_shown,
        "trim_blocks": True,
        "lstrip_blocks": True,
        "loader": page_loader(kind.folder / "templates", TEMPLATES),
    }
    of_pages = page_globals(organisation_name=settings.organisation_name, assets=assets, service_name=kind.service_name)
    app.jinja_env.globals.update(of_pages)
    app.jinja_env.globals.update(settings=settings, frame=kind.frame, sign_in_for=kind.sign_in_for)
    app.jinja_env.filters.update(day=as_day, day_and_time=as_day_and_time)
