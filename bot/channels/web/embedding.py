"""A council's own page opens the chat: one line of script, and a rule of who may show the page in a frame.

Off unless ``FRONTDOOR_EMBED_ORIGINS`` names the website. The chat has to live under the council's own domain name
(``chat.example.gov.uk`` inside ``www.example.gov.uk``), for browsers keep cookies back from a stranger's frame; there a
page is shown that opens the chat in a window of its own.
"""

from __future__ import annotations

from jinja2 import Environment
from sanic import Blueprint
from sanic.request import Request
from sanic.response import HTTPResponse, html, text

from bot.channels.routes import add_route
from bot.channels.web.door import Door
from bot.channels.web.pages import page_facts
from bot.channels.web.protection import is_in_a_strangers_frame
from bot.channels.words import embedding
from bot.errors import MessageRefusedError
from bot.pages.environment import EXIT_TO


class Embedding:
    """Serves the script, and the page for a stranger's frame.

    Args:
        door: the web door's parts.
        environment: knows the templates.
        home: where the door stands.
    """

    def __init__(self, door: Door, environment: Environment, home: str) -> None:
        self._door = door
        self._environment = environment
        self._script = environment.get_template("embed.js").render(words=embedding(), home=home, exit_to=EXIT_TO)

    def add_to(self, routes: Blueprint) -> None:
        """Add the script to the door's routes."""
        add_route(routes, "/embed.js", self.script)

    async def script(self, _request: Request) -> HTTPResponse:
        """Give the script that a council's page loads."""
        if not self._door.settings.websites_around:
            raise MessageRefusedError("not_here")
        # Another website's page loads it: that is what it is for, and it holds nothing of anybody's.
        headers = {"Cross-Origin-Resource-Policy": "cross-origin", "Cache-Control": "public, max-age=3600"}
        return text(self._script, content_type="text/javascript; charset=utf-8", headers=headers)

    def in_front(self, request: Request) -> HTTPResponse | None:
        """Return the page for a frame in which no cookie would come back, where one was asked for."""
        if not is_in_a_strangers_frame(request):
            return None
        return html(self._environment.get_template("framed.html").render(**page_facts(self._door)))
