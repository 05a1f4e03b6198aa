"""Who may go where, and what every answer says to the browser."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urlsplit

from flask import Blueprint, Response, g, redirect, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from bot.errors import NotAllowedError
from bot.pages.assets import KEEP
from bot.staff_pages.desk import desk
from bot.staff_pages.sessions import staff
from bot.store.staff_records import Role

SCRIPTS = "script-src 'self'; connect-src 'self'; "
"""Added for a part that sends a script of its own; the inbox sends none, so there none may run."""

HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
"""On every answer."""

TLS_ONLY = "max-age=31536000"


def to_sign_in() -> AnyResponse:
    """Send somebody to the sign-in page, and from there to where they wanted to go."""
    wanted = request.full_path.rstrip("?") if request.method == "GET" else "/"
    return redirect(url_for("sign_in.show", next=wanted if wanted != "/" else None), 303)


def only_for(roles: frozenset[Role]) -> Callable[[], AnyResponse | None]:
    """Return a check that lets only these roles through; for ``Blueprint.before_request``."""

    def check() -> AnyResponse | None:
        if g.get("staff") is None:
            return to_sign_in()
        if roles.isdisjoint(staff().roles):
            raise NotAllowedError("This page is for other roles.")
        return None

    return check


def restrict(pages: Blueprint, roles: frozenset[Role]) -> None:
    """Let only these roles see any page of a blueprint; whoever is not signed in is sent to do so."""
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


def header_adder(static_endpoints: frozenset[str], *, scripts: bool) -> Callable[[Response], Response]:
    """Return what puts the protecting headers on every answer, and keeps pages out of caches.

    Args:
        static_endpoints: whose answers may be kept.
        scripts: whether this part sends scripts of its own.
    """
    policy = (
        f"default-src 'none'; {SCRIPTS if scripts else ''}style-src 'self'; img-src 'self'; form-action 'self'; "
        "base-uri 'none'; frame-ancestors 'none'"
    )

    def add(response: Response) -> Response:
        response.headers["Content-Security-Policy"] = policy
        for name, value in HEADERS.items():
            response.headers[name] = value
        if desk().settings.behind_tls:
            response.headers["Strict-Transport-Security"] = TLS_ONLY
        if request.endpoint not in static_endpoints:
            response.headers["Cache-Control"] = "no-store"
        elif response.status_code in (200, 304):
            response.headers["Cache-Control"] = KEEP if "v" in request.args else "no-cache"
        return response

    return add
