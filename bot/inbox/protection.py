"""Who may see what of the inbox; nothing of it can be had without signing in but what is named here."""

from __future__ import annotations

from flask import request
from werkzeug.wrappers import Response as AnyResponse

from bot.staff_pages.protection import to_sign_in
from bot.staff_pages.sessions import recognise
from bot.store import Role

READERS = frozenset({Role.FRONT_DOOR})
"""Who works with what residents share; ``bot.handover`` demands the same."""

SAFEGUARDERS = frozenset({Role.SAFEGUARDING})
"""Who works with concerns; ``bot.handover`` demands the same. Nobody else is even told how many there are."""

ADMINISTRATORS = frozenset({Role.ADMINISTRATOR})

OPEN_ENDPOINTS = frozenset({"static", "inbox_static", "health.show", "health.alive", "sign_in.show", "sign_in.submit"})
"""Everything that can be had without signing in; a test holds it against the route table."""


def require_sign_in() -> AnyResponse | None:
    """Send whoever is not signed in to the sign-in page, whatever address they asked for."""
    if request.endpoint in OPEN_ENDPOINTS or recognise():
        return None
    return to_sign_in()
