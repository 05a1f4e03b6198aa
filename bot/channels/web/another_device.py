"""Going on from another device: a page that gives a code, and takes one. Whole without JavaScript."""

from __future__ import annotations

from jinja2 import Environment
from sanic import Blueprint
from sanic.request import Request
from sanic.response import HTTPResponse, html, redirect

from bot.channels.routes import add_route
from bot.channels.web.door import Door
from bot.channels.web.pages import page_facts, read_form
from bot.channels.web.protection import is_from_elsewhere, is_too_big
from bot.channels.web.visitor import set_seat
from bot.errors import MessageRefusedError, NotAllowedError, NotTakenInError, StoreUnavailableError

HERE = "/another-device"
HOURS_OF_A_DAY = 24


class AnotherDevice:
    """Serves the page and takes its two forms.

    Args:
        door: the web door's parts.
        environment: knows the page's templates.
    """

    def __init__(self, door: Door, environment: Environment) -> None:
        self._door = door
        self._environment = environment

    def add_to(self, routes: Blueprint) -> None:
        """Add the page to the door's routes."""
        add_route(routes, HERE, self.another_device)
        add_route(routes, HERE, self.enter_code, "POST")
        add_route(routes, f"{HERE}/code", self.give_code, "POST")

    async def another_device(self, request: Request) -> HTTPResponse:
        """Show the page."""
        conversation = await self._door.whose(request)
        if conversation is None and self._door.visitors.has_cookie(request):
            return _to_the_chat()
        return await self._page(conversation or self._door.visitors.newcomer(request))

    async def give_code(self, request: Request) -> HTTPResponse:
        """Make a code for the conversation and show it, once."""
        conversation = await self._door.whose(request)
        if conversation is None and self._door.visitors.has_cookie(request):
            return _to_the_chat()
        if conversation is None or not self._is_ours(request, conversation):
            raise MessageRefusedError("lost_place")
        try:
            made = await self._door.taking_over.give_code(conversation)
        except (StoreUnavailableError, NotTakenInError):
            return await self._page(conversation, failed="no_code_now", status=503)
        return await self._page(conversation, code=made.words)

    async def enter_code(self, request: Request) -> HTTPResponse:
        """Take a code; what it opens takes the place of what was open on this device, and the other device lets go."""
        conversation = await self._door.whose(request)
        if conversation is None and self._door.visitors.has_cookie(request):
            return _to_the_chat()
        conversation = conversation or self._door.visitors.newcomer(request)
        if not self._is_ours(request, conversation):
            return await self._page(conversation, refused="lost_place", status=400)
        typed = read_form(request).get("code", "")
        try:
            # The conversation that was open here names the try: a button pressed twice is one try.
            taken = await self._door.taking_over.take_over(typed, self._door.address_of(request), conversation)
        except NotAllowedError:
            return await self._page(conversation, refused="code_refused", status=400)
        except (StoreUnavailableError, NotTakenInError):
            return await self._page(conversation, refused="no_code_now", status=503)
        set_seat(request, taken.conversation, taken.seat)
        return redirect("/chat#latest", status=303)

    def _is_ours(self, request: Request, conversation: str) -> bool:
        if is_too_big(request):
            raise MessageRefusedError("too_big")
        mark = read_form(request).get("mark", "")
        return not is_from_elsewhere(request) and self._door.visitors.is_form_mark(mark, conversation)

    async def _page(
        self, conversation: str, *, code: str = "", refused: str = "", failed: str = "", status: int = 200
    ) -> HTTPResponse:
        hours = int(self._door.taking_over.lasts.total_seconds() // 3600)
        days = hours // HOURS_OF_A_DAY
        content = self._environment.get_template("another_device.html").render(
            mark=self._door.visitors.form_mark(conversation),
            code=code,
            refused=self._door.words_for(refused) if refused else "",
            failed=self._door.words_for(failed) if failed else "",
            lasts=f"{days} days" if days > 1 else f"{hours} hours" if hours > 1 else "1 hour",
            **page_facts(self._door),
        )
        return html(content, status=status)


def _to_the_chat() -> HTTPResponse:
    """Lead somebody whose cookie opens nothing any more to the page that says so."""
    return redirect("/chat", status=303)
