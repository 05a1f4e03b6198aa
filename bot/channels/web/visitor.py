"""Whose conversation a request belongs to: the cookie, or the same token in an ``Authorization`` header."""

from __future__ import annotations

from sanic.request import Request
from sanic.response import HTTPResponse

from bot.channels.identity import Identities

BEARER = "Bearer "


class Visitors:
    """Reads the token of a request and writes a fresh one onto the answer.

    Args:
        identities: signs and reads tokens.
        behind_tls: whether residents come by https, so that the cookie never travels without.
    """

    def __init__(self, identities: Identities, *, behind_tls: bool) -> None:
        self._identities = identities
        self._behind_tls = behind_tls
        # The prefix makes browsers refuse the cookie from any other host or without https.
        self.cookie = "__Host-front-door" if behind_tls else "front-door"

    def by_cookie(self, request: Request) -> str | None:
        """Return the conversation of the browser that asks, or None."""
        return self._known(request, request.cookies.get(self.cookie))

    def has_cookie(self, request: Request) -> bool:
        """Return whether a browser comes with a cookie of ours, whatever it opens."""
        return bool(request.cookies.get(self.cookie))

    def by_header(self, request: Request) -> str | None:
        """Return the conversation of a client that holds no cookies, or None."""
        header = request.headers.get("authorization", "")
        return self._known(request, header.removeprefix(BEARER)) if header.startswith(BEARER) else None

    def newcomer(self, request: Request) -> str:
        """Return a new conversation for whoever asks."""
        conversation = self._identities.new_conversation()
        set_seat(request, conversation, "")
        return conversation

    def _known(self, request: Request, token: str | None) -> str | None:
        opened = self._identities.opening(token)
        if opened is None:
            return None
        set_seat(request, *opened)
        return opened[0]

    def remember(self, request: Request, response: HTTPResponse) -> None:
        """Put a fresh token for the request's conversation, if it has one, into the answer's cookie."""
        conversation = getattr(request.ctx, "conversation", None)
        if conversation is None:
            return
        response.cookies[self.cookie] = self._identities.token(conversation, seat_of(request))
        cookie = response.cookies[self.cookie]
        cookie["path"] = "/"
        cookie["max-age"] = self._identities.lasts
        cookie["httponly"] = True
        # Lax, not Strict: who comes back by a link on the council's own site must find the conversation again.
        cookie["samesite"] = "Lax"
        if self._behind_tls:
            cookie["secure"] = True

    def form_mark(self, conversation: str) -> str:
        """Return what every form of this conversation carries, which no other website can know."""
        return self._identities.mark("form", conversation)

    def is_form_mark(self, given: str, conversation: str) -> bool:
        """Return whether a form came from a page of this conversation."""
        return self._identities.is_mark(given, "form", conversation)


def set_seat(request: Request, conversation: str, seat: str) -> None:
    """Let the answer's cookie open a conversation from a seat in it."""
    request.ctx.conversation, request.ctx.seat = conversation, seat


def seat_of(request: Request) -> str:
    """Return the seat of the token that a request came with, or that its answer is to have."""
    return str(getattr(request.ctx, "seat", ""))
