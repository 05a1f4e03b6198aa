"""Who may go where, and what every answer says to the browser."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urlsplit

from flask import Blueprint, Response, redirect, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from bot.errors import NotAllowedError
from bot.inbox.desk import desk
from bot.inbox.sessions import recognise, staff
from bot.pages.assets import KEEP
from bot.store import Role

READERS = frozenset({Role.FRONT_DOOR})
"""Who works with what residents share; ``bot.handover`` demands the same."""

SAFEGUARDERS = frozenset({Role.SAFEGUARDING})
"""Who works with concerns; ``bot.handover`` demands the same. Nobody else is even told how many there are."""

ADMINISTRATORS = frozenset({Role.ADMINISTRATOR})

OPEN_ENDPOINTS = frozenset({"static", "inbox_static", "health.show", "health.alive", "sign_in.show", "sign_in.submit"})
"""Everything that can be had without signing in; a test holds it against the route table."""

STATIC_ENDPOINTS = frozenset({"static", "inbox_static"})

HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; "
        "frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
"""On every answer. Our pages hold no script at all, so none may run."""

TLS_ONLY = "max-age=31536000"


def require_sign_in() -> AnyResponse | None:
    """Send whoever is not signed in to the sign-in page, whatever address they asked for."""
    if request.endpoint in OPEN_ENDPOINTS or recognise():
        return None
    wanted = request.full_path.rstrip("?") if request.method == "GET" else "/"
    return redirect(url_for("sign_in.show", next=wanted if wanted != "/" else None), 303)


def only_for(roles: frozenset[Role]) -> Callable[[], None]:
    """Return a check that lets only these roles through; for ``Blueprint.before_request``."""

    def check() -> None:
        if roles.isdisjoint(staff().roles):
            raise NotAllowedError("This page is for other roles.")

    return check


def restrict(pages: Blueprint, roles: frozenset[Role]) -> None:
    """Let only these roles see any page of a blueprint."""
    pages.before_request(only_for(roles))


def is_local_path(address: str) -> bool:
    """Return whether an address leads to one of our own pages and nowhere else."""
    if not address.startswith("/") or not address.isprintable() or "\\" in address:
        return False
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    return not parts.scheme and not parts.netloc and not address.startswith("//")


def add_headers(response: Response) -> Response:
    """Put the protecting headers on an answer, and keep pages out of caches."""
    for name, value in HEADERS.items():
        response.headers[name] = value
    if desk().settings.behind_tls:
        response.headers["Strict-Transport-Security"] = TLS_ONLY
    if request.endpoint not in STATIC_ENDPOINTS:
        response.headers["Cache-Control"] = "no-store"
    elif response.status_code in (200, 304):
        response.headers["Cache-Control"] = KEEP if "v" in request.args else "no-cache"
    return response
