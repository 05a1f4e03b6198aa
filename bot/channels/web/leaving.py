"""What comes after "Exit this page": whoever goes back, or opens the page on the same device, sees nothing of the chat.

A browser keeps where it has been, so "back" would ask for the conversation again, and its cookie would open it. So the
button leaves a mark in the browser, and while the mark is there a page that says nothing stands in front of the chat.
Whoever knows of the chat can open it from there. The mark is set by the page's script; without JavaScript by the
browser's own ``ping`` attribute where it has that. It holds nothing and is no secret.
"""

from __future__ import annotations

from jinja2 import Environment
from sanic import Blueprint
from sanic.request import Request
from sanic.response import HTTPResponse, empty, html, redirect

from bot.channels.routes import add_route
from bot.channels.web.door import Door
from bot.channels.web.pages import page_facts
from bot.channels.web.protection import is_from_elsewhere
from bot.errors import MessageRefusedError

LEFT = "front-door-left"
"""Name of the mark; ``exit-this-page.js`` is told it by the button."""

LASTS = 365 * 24 * 3600

NO_PAGES = ("/static/", "/api/", "/health", "/alive", "/ready", "/embed.js")


class Leaving:
    """Sets the mark, and stands in front of the chat while it is there.

    Args:
        door: the web door's parts.
        environment: knows the page's templates.
        home: where the door stands.
    """

    def __init__(self, door: Door, environment: Environment, home: str) -> None:
        self._door = door
        self._environment = environment
        self._home = home

    def add_to(self, routes: Blueprint) -> None:
        """Add the two calls to the door's routes."""
        add_route(routes, "/leave", self.leave, "POST")
        add_route(routes, "/return", self.come_back, "POST")

    async def leave(self, request: Request) -> HTTPResponse:
        """Remember that somebody left in a hurry."""
        if is_from_elsewhere(request):
            raise MessageRefusedError("elsewhere")
        answer = empty()
        self._mark(answer, LASTS)
        return answer

    async def come_back(self, request: Request) -> HTTPResponse:
        """Show the chat again."""
        if is_from_elsewhere(request):
            raise MessageRefusedError("elsewhere")
        answer = redirect(f"{self._home}#latest", status=303)
        self._mark(answer, 0)
        return answer

    def in_front(self, request: Request) -> HTTPResponse | None:
        """Return the page that says nothing, where a page of the chat was asked for after somebody left."""
        path = request.path[len(self._home) :]
        if request.method != "GET" or not request.cookies.get(LEFT) or path.startswith(NO_PAGES):
            return None
        return html(self._environment.get_template("left.html").render(**page_facts(self._door)))

    def _mark(self, answer: HTTPResponse, lasts: int) -> None:
        answer.cookies[LEFT] = "1"
        cookie = answer.cookies[LEFT]
        cookie["path"] = self._home
        cookie["max-age"] = lasts
        cookie["samesite"] = "Lax"
        if self._door.settings.behind_tls:
            cookie["secure"] = True
