"""The resident's page: plain HTML and forms, whole without JavaScript."""

from __future__ import annotations

import asyncio
from typing import Any
from urllib.parse import parse_qs
from uuid import NAMESPACE_URL, uuid4, uuid5

from jinja2 import Environment
from sanic import Blueprint
from sanic.request import Request
from sanic.response import HTTPResponse, html, raw, redirect, text

from bot.channels.copy import Copy, copy_of
from bot.channels.due import Due
from bot.channels.exchange import Said
from bot.channels.grammar import tidy
from bot.channels.routes import add_route
from bot.channels.transcript import Turn, shown
from bot.channels.web.door import STATUS, Door, is_over, retry_after
from bot.channels.web.protection import is_from_elsewhere, is_too_big
from bot.channels.web.view import first_of_latest, standing
from bot.channels.words import closed, ring_us, standing_titles
from bot.errors import MessageRefusedError, NothingToShareError, NotTakenInError
from bot.pages.drawing import png_of, svg_of
from bot.pages.picture import picture_of
from bot.strengths.first_help import at_a_closed_door, lines

ALWAYS_IN_SIGHT = ("person", "stop")
"""Standing choices that have a button of their own; the rest are under "More choices"."""

MOST_FIELDS = 20


class Pages:
    """Serves the page and takes its forms.

    Args:
        door: the web door's parts.
        environment: knows the page's templates.
    """

    def __init__(self, door: Door, environment: Environment) -> None:
        self._door = door
        self._environment = environment

    def add_to(self, routes: Blueprint) -> None:
        """Add the pages to the door's routes."""
        add_route(routes, "/", self.show)
        add_route(routes, "/", self.hear, "POST")
        add_route(routes, "/copy", self.copy)
        add_route(routes, "/copy.txt", self.copy_as_text)
        add_route(routes, "/circles.svg", self.circles_as_svg)
        add_route(routes, "/circles.png", self.circles_as_png)
        add_route(routes, "/privacy", self.privacy)

    async def show(self, request: Request) -> HTTPResponse:
        """Show the conversation, beginning one for whoever has none."""
        known = self._door.visitors.by_cookie(request)
        if known is None:
            return await self._page(request, self._door.visitors.newcomer(request))
        try:
            if not await self._door.still_opens(request, known):
                return await self._page(request, self._door.visitors.newcomer(request), refused="moved")
        except NotTakenInError:
            return await self._page(request, known, may_show=False)
        return await self._page(request, known)

    async def hear(self, request: Request) -> HTTPResponse:
        """Take a form: words or a choice. Then send the browser to the page, so that a reload repeats nothing."""
        if is_too_big(request):
            raise MessageRefusedError("too_big")
        form = read_form(request)
        conversation = self._door.visitors.by_cookie(request)
        words = form.get("text", "")
        if is_over(request):
            return await self._over(request, conversation, form)
        if conversation is None:
            return await self._page(request, self._door.visitors.newcomer(request), refused="lost_place", words=words)
        may_show = True
        try:
            if not await self._door.still_opens(request, conversation):
                return await self._page(request, self._door.visitors.newcomer(request), refused="moved", words=words)
        except NotTakenInError:
            may_show = False
        if not self._is_ours(request, form, conversation):
            return await self._page(request, conversation, refused="lost_place", words=words, may_show=may_show)
        try:
            await self._door.say(request, conversation, said_by(form, request.ctx.came_at))
        except MessageRefusedError as refusal:
            return await self._page(
                request,
                conversation,
                refused=refusal.code,
                words=words,
                first_help=refusal.first_help,
                # Sent again from the page of a closed door it is the same message.
                message_id=form.get("message_id") if refusal.code == "closed" else None,
                may_show=may_show,
            )
        except NotTakenInError as error:
            return await self._page(
                request,
                conversation,
                refused=error.code,
                words=words,
                first_help=error.first_help,
                message_id=form.get("message_id"),
                may_show=may_show,
            )
        return redirect("/chat#latest", status=303)

    async def _over(self, request: Request, conversation: str | None, form: dict[str, str]) -> HTTPResponse:
        """Answer words that are over a limit: nothing is taken in and nothing is read, but the words come back."""
        first_help: tuple[str, ...] = ()
        if conversation is not None and self._is_ours(request, form, conversation):
            try:
                await self._door.say(request, conversation, said_by(form, request.ctx.came_at))
            except MessageRefusedError as refusal:
                first_help = refusal.first_help
        return await self._page(
            request,
            conversation or self._door.visitors.newcomer(request),
            refused="too_many",
            words=form.get("text", ""),
            first_help=first_help,
            may_show=False,
        )

    def _is_ours(self, request: Request, form: dict[str, str], conversation: str) -> bool:
        """Whether a form came from a page of this conversation."""
        mark = form.get("mark", "")
        return not is_from_elsewhere(request) and self._door.visitors.is_form_mark(mark, conversation)

    async def copy(self, request: Request) -> HTTPResponse:
        """Show the copy of what was or would be shared, to print or keep."""
        copy = await self._copy(request)
        content = copy.content if copy else None
        picture = picture_of(copy.circles) if copy else None
        return self._html("copy.html", 200 if copy else 404, copy=content, picture=picture)

    async def copy_as_text(self, request: Request) -> HTTPResponse:
        """Give the copy as a text file."""
        copy = await self._copy(request)
        if copy is None:
            return self._html("copy.html", 404, copy=None, picture=None)
        body = self._environment.get_template("copy.txt").render(copy=copy.content, **page_facts(self._door))
        # The name says nothing about what it is: others may see the list of downloads.
        return text(body, headers={"Content-Disposition": 'attachment; filename="my-words.txt"'})

    async def circles_as_svg(self, request: Request) -> HTTPResponse:
        """Give the three circles as a picture that stays sharp at any size."""
        copy = await self._copy(request)
        if copy is None:
            return self._html("copy.html", 404, copy=None, picture=None)
        return raw(svg_of(picture_of(copy.circles)), content_type="image/svg+xml", headers=_kept_as("my-picture.svg"))

    async def circles_as_png(self, request: Request) -> HTTPResponse:
        """Give the three circles as a picture that every telephone can show."""
        copy = await self._copy(request)
        if copy is None:
            return self._html("copy.html", 404, copy=None, picture=None)
        # Drawing takes a moment; nobody else's conversation waits for it.
        drawn = await asyncio.to_thread(png_of, picture_of(copy.circles))
        return raw(drawn, content_type="image/png", headers=_kept_as("my-picture.png"))

    async def privacy(self, _request: Request) -> HTTPResponse:
        """Say who reads what, what is kept and for how long."""
        return self._html("privacy.html", 200)

    def refuse(self, code: str) -> HTTPResponse:
        """Return a page of its own for what cannot be answered with the conversation."""
        if code == "closed":
            return self._closed()
        answer = self._html("refused.html", STATUS[code], said=self._door.words_for(code))
        answer.headers.update(retry_after(code))
        return answer

    def _closed(
        self,
        conversation: str = "",
        words: str = "",
        first_help: tuple[str, ...] = (),
        message_id: str | None = None,
    ) -> HTTPResponse:
        """Return what stands in place of every page while the door is closed; what was typed comes back in it."""
        answer = self._html(
            "closed.html",
            STATUS["closed"],
            said=closed,
            words=tidy(words) if conversation else "",
            first_help=first_help,
            safe=at_a_closed_door(self._door.settings.local_details()),
            ring_us=ring_us(self._door.settings),
            mark=self._door.visitors.form_mark(conversation) if conversation else "",
            message_id=message_id or str(uuid4()),
        )
        answer.headers.update(retry_after("closed"))
        return answer

    async def _copy(self, request: Request) -> Copy | None:
        conversation = await self._door.whose(request)
        if conversation is None:
            return None
        try:
            _, contact = await self._door.conversations.read(conversation)
            return copy_of(contact)
        except (NothingToShareError, KeyError):
            return None
        except NotTakenInError:
            raise MessageRefusedError("not_started") from None

    async def _page(
        self,
        request: Request,
        conversation: str,
        refused: str | None = None,
        words: str = "",
        first_help: tuple[str, ...] = (),
        message_id: str | None = None,
        may_show: bool = True,
    ) -> HTTPResponse:
        if refused == "closed":
            return self._closed(conversation, words, first_help, message_id)
        try:
            if not may_show:
                raise NotTakenInError("not known whose it is")
            transcript = await self._what_to_show(request, conversation, failed=message_id is not None)
        except NotTakenInError:
            transcript = []
            refused = refused or "not_started"
        except MessageRefusedError as refusal:
            if refusal.code == "closed":
                return self._closed(conversation, words, first_help, message_id)
            transcript = []
            refused = refused or refusal.code
        messages = self._door.view(conversation).transcript(transcript)
        said_of_it = self._door.words_for(refused) if refused else ""
        return self._html(
            "chat.html",
            STATUS[refused] if refused else 200,
            messages=messages,
            latest=first_of_latest(messages),
            mark=self._door.visitors.form_mark(conversation),
            # The same words sent again from here are the same message: it may have arrived all the same.
            message_id=message_id or str(uuid4()),
            # Whoever finds another chat than they left is told at the top; beside the box only of words in it.
            notice=said_of_it if refused == "moved" else "",
            refused=said_of_it if refused != "moved" or words else "",
            words=tidy(words),
            first_help=first_help,
        )

    async def _what_to_show(self, request: Request, conversation: str, *, failed: bool) -> list[Turn]:
        """Return what was said so far; after a turn that failed nothing new is begun, and little time is left."""
        conversations = self._door.conversations
        if failed:
            left = Due.after(request.ctx.came_at).left()
            return shown((await conversations.read(conversation, left))[0])
        return await conversations.begin(conversation, may_be_new=lambda: self._door.may_be_new(request))

    def _html(self, template: str, status: int, **content: Any) -> HTTPResponse:
        return html(self._environment.get_template(template).render(**content, **page_facts(self._door)), status=status)


def page_facts(door: Door) -> dict[str, Any]:
    """Return what every page of the resident's shows."""
    emergency = lines()["emergency"]
    return {
        "settings": door.settings,
        "emergency": f"{emergency.say} {emergency.more}".strip(),
        "standing_choices": [choice for choice in standing() if choice["id"] not in ALWAYS_IN_SIGHT],
        "in_sight": [(name, standing_titles()[name]) for name in ALWAYS_IN_SIGHT],
        "titles": standing_titles(),
    }


def _kept_as(name: str) -> dict[str, str]:
    """Headers of a file to keep. The name says nothing about what it is: others may see the list of downloads."""
    return {"Content-Disposition": f'attachment; filename="{name}"'}


def read_form(request: Request) -> dict[str, str]:
    """Return the fields of a form, each once; an unreadable form has none."""
    try:
        fields = parse_qs(request.body.decode("utf-8", "replace"), keep_blank_values=True, max_num_fields=MOST_FIELDS)
    except ValueError:
        return {}
    return {name: values[0] for name, values in fields.items()}


def said_by(form: dict[str, str], came_at: float) -> Said:
    """Return what a form says.

    The message's name comes from the page's own number and from what was said: the same form sent twice is one
    message, and other words sent from a page that the browser brought back are another.

    Args:
        form: its fields.
        came_at: when it came, on the clock that only goes forward.
    """
    choice = form.get("choice")
    said = "" if choice is not None else form.get("text", "")
    name = uuid5(NAMESPACE_URL, "\x1f".join((form.get("message_id", ""), choice or "", said)))
    return Said(message_id=str(name), text=None if choice is not None else said, choice=choice, came_at=came_at)
