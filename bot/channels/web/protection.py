"""What keeps the web door shut to everything but a resident's own browser or client."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import urlsplit

from sanic.request import Request

BODY_LIMIT = 1_500_000
"""Most bytes of a request that are looked at: room for far too long a message, so that its words can be given back."""

REQUEST_LIMIT = 8_000_000
"""Most bytes that are read at all; above, the connection is closed with 413."""

NO_FRAME = "frame-ancestors 'none'"

PAGE_HEADERS = {
    "Content-Security-Policy": (
        f"default-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; {NO_FRAME}"
    ),
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
"""On every answer. The page loads nothing from elsewhere, runs nothing inline, and stands in nobody's frame."""


def page_headers(websites_around: Sequence[str]) -> dict[str, str]:
    """Return what every answer carries.

    Args:
        websites_around: origins of websites that may open the page in a frame of theirs; usually none.
    """
    if not websites_around:
        return PAGE_HEADERS
    policy = PAGE_HEADERS["Content-Security-Policy"].replace(NO_FRAME, f"frame-ancestors {' '.join(websites_around)}")
    # X-Frame-Options cannot name a website; browsers that know frame-ancestors do not need it.
    headers = {name: value for name, value in PAGE_HEADERS.items() if name != "X-Frame-Options"}
    return headers | {"Content-Security-Policy": policy}


NOT_KEPT = "no-store"
"""``Cache-Control`` for whatever holds a conversation: nothing of it stays on a shared computer's disk."""

TLS_ONLY = "max-age=31536000"


def is_too_big(request: Request) -> bool:
    """Return whether a request's body is more than anybody would type."""
    return len(request.body) > BODY_LIMIT


def is_json(request: Request) -> bool:
    """Return whether a request says that it holds JSON.

    A page of another website cannot say so without asking us first (CORS), and we never agree.
    """
    media_type, _, _ = str(request.headers.get("content-type", "")).partition(";")
    return media_type.strip().lower() == "application/json"


def is_from_elsewhere(request: Request) -> bool:
    """Return whether a browser says that another website's page made this call."""
    site = request.headers.get("sec-fetch-site")
    if site is not None:
        return site not in ("same-origin", "none")
    # A page that sends no referrer names its origin "null" in older browsers, ours among them; there the token in the
    # form, the cookie's SameSite and the preflight that JSON needs do the work.
    origin = request.headers.get("origin", "null")
    return bool(origin != "null" and urlsplit(origin).netloc != request.headers.get("host"))


def is_in_a_strangers_frame(request: Request) -> bool:
    """Return whether a browser says that it shows the page in a frame of another site, where it keeps our cookie back.

    A site is a registered name: ``chat.example.org`` inside ``www.example.org`` is at home.
    """
    fetched = request.headers.get("sec-fetch-dest"), request.headers.get("sec-fetch-site")
    return fetched == ("iframe", "cross-site")
