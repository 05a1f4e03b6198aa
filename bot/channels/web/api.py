"""The conversation as JSON calls; ``docs/api.md`` describes every one of them."""

from __future__ import annotations

import json as json_text
import re
from typing import Any

from sanic import Blueprint
from sanic.request import Request
from sanic.response import HTTPResponse, json

from bot.channels.copy import copy_of
from bot.channels.exchange import Answer, Said
from bot.channels.routes import add_route
from bot.channels.transcript import Turn, shown
from bot.channels.web.door import STATUS, Door, is_over, retry_after
from bot.channels.web.fragments import Fragments
from bot.channels.web.protection import is_from_elsewhere, is_json, is_too_big
from bot.channels.web.view import said_all_the_same, standing
from bot.channels.web.visitor import set_seat
from bot.errors import (
    MessageRefusedError,
    NotAllowedError,
    NothingToShareError,
    NotTakenInError,
    StoreUnavailableError,
)
from bot.strengths.question import STYLES

FIELDS = {"message_id", "text", "choice", "page"}
FIELDS_OF_A_CODE = {"message_id", "code"}
FIELDS_OF_A_SANDBOX = {"style"}
"""What only the trainers' sandbox takes; anywhere else it is a field that nobody knows."""
MESSAGE_ID = re.compile(r"[A-Za-z0-9-]{8,64}")


class Api:
    """The JSON calls.

    Args:
        door: the web door's parts.
        fragments: draws new messages for our own page.
    """

    def __init__(self, door: Door, fragments: Fragments) -> None:
        self._door = door
        self._fragments = fragments
        self._fields = FIELDS | (FIELDS_OF_A_SANDBOX if door.settings.sandbox else set())

    def add_to(self, routes: Blueprint) -> None:
        """Add the calls to the door's routes."""
        add_route(routes, "/api/conversations", self.begin, "POST")
        add_route(routes, "/api/messages", self.say, "POST")
        add_route(routes, "/api/messages", self.transcript)
        add_route(routes, "/api/summary", self.summary)
        add_route(routes, "/api/another-device", self.take_over, "POST")
        add_route(routes, "/api/another-device/code", self.make_code, "POST")

    async def begin(self, request: Request) -> HTTPResponse:
        """Issue a conversation and say the welcome."""
        if is_from_elsewhere(request):
            raise MessageRefusedError("elsewhere")
        style = read_style(read_body(request, FIELDS_OF_A_SANDBOX)) if self._door.settings.sandbox else None
        conversation = self._door.identities.new_conversation()
        try:
            transcript = await self._door.conversations.begin(
                conversation, style=style, may_be_new=lambda: self._door.may_be_new(request)
            )
        except NotTakenInError:
            raise MessageRefusedError("not_started") from None
        request.ctx.conversation = conversation
        return json(
            {
                "token": self._door.identities.token(conversation),
                "messages": self._door.view(conversation).transcript(transcript),
                "standing_choices": standing(),
            },
            status=201,
        )

    async def say(self, request: Request) -> HTTPResponse:
        """Take one message and answer it."""
        # Over a limit nothing is looked up: the words are only looked at for danger.
        conversation = self._named(request) if is_over(request) else await self._conversation(request, to_say=True)
        if is_too_big(request):
            raise MessageRefusedError("too_big")
        body = read_body(request, self._fields)
        said = read_said(body, request.ctx.came_at)
        try:
            answer = await self._door.say(request, conversation, said)
        except NotTakenInError as error:
            return self._refusal(error.code, messages=said_all_the_same(error.first_help))
        except MessageRefusedError as refusal:
            return self._refusal(refusal.code, messages=said_all_the_same(refusal.first_help))
        return json(await self._answer(conversation, answer, body.get("page")))

    async def _answer(self, conversation: str, answer: Answer, page: Any) -> dict[str, Any]:
        latest = bool(answer.transcript) and answer.turn is answer.transcript[-1]
        view = self._door.view(conversation)
        content: dict[str, Any] = {
            "messages": view.replies(answer.turn, open_to_choice=latest),
            "repeated": answer.repeated,
        }
        if isinstance(page, dict):
            content["page"] = self._page(conversation, page.get("after"), view.transcript(answer.transcript))
        return content

    async def transcript(self, request: Request) -> HTTPResponse:
        """Return every message of the conversation, in order."""
        conversation = await self._conversation(request)
        all_turns, _ = await self._read(conversation)
        visible = shown(all_turns)
        messages = self._door.view(conversation).transcript(visible)
        content: dict[str, Any] = {"messages": messages, "standing_choices": standing()}
        if "page_after" in request.args:
            content["page"] = self._page(conversation, request.args.get("page_after"), messages)
        return json(content)

    def _page(self, conversation: str, after: Any, messages: list[dict[str, Any]]) -> dict[str, Any]:
        return self._fragments.since(after, messages, self._door.visitors.form_mark(conversation))

    async def summary(self, request: Request) -> HTTPResponse:
        """Return the copy of what was or would be shared."""
        conversation = await self._conversation(request)
        _, contact = await self._read(conversation)
        try:
            return json(copy_of(contact).content)
        except (NothingToShareError, KeyError):
            raise MessageRefusedError("nothing_yet") from None

    async def make_code(self, request: Request) -> HTTPResponse:
        """Make a code that opens the conversation from another device, once."""
        conversation = await self._conversation(request)
        try:
            made = await self._door.taking_over.give_code(conversation)
        except (StoreUnavailableError, NotTakenInError):
            raise MessageRefusedError("no_code_now") from None
        return json({"code": made.words, "expires_at": made.expires_at.isoformat(timespec="seconds")}, status=201)

    async def take_over(self, request: Request) -> HTTPResponse:
        """Take a code, and give a token for what it opens; no token from before opens that any more."""
        if is_from_elsewhere(request):
            raise MessageRefusedError("elsewhere")
        if is_too_big(request):
            raise MessageRefusedError("too_big")
        body = read_body(request, FIELDS_OF_A_CODE)
        typed = body.get("code")
        if not isinstance(typed, str):
            raise MessageRefusedError("malformed")
        try:
            taken = await self._door.taking_over.take_over(typed, self._door.address_of(request), read_name(body))
        except NotAllowedError:
            raise MessageRefusedError("code_refused") from None
        except (StoreUnavailableError, NotTakenInError):
            raise MessageRefusedError("no_code_now") from None
        set_seat(request, taken.conversation, taken.seat)
        return json({"token": self._door.identities.token(taken.conversation, taken.seat)})

    async def _read(self, conversation: str) -> tuple[list[Turn], dict[str, Any]]:
        try:
            return await self._door.conversations.read(conversation)
        except NotTakenInError:
            raise MessageRefusedError("not_started") from None

    async def _conversation(self, request: Request, *, to_say: bool = False) -> str:
        conversation = self._named(request)
        try:
            opens = await self._door.still_opens(request, conversation)
        except NotTakenInError:
            if not to_say:
                raise MessageRefusedError("not_started") from None
            opens = True
        if not opens:
            raise MessageRefusedError("moved")
        return conversation

    def _named(self, request: Request) -> str:
        by_header = self._door.visitors.by_header(request)
        if by_header is not None:
            return by_header
        # A browser sends the cookie by itself, whoever wrote the page that makes the call.
        if is_from_elsewhere(request):
            raise MessageRefusedError("elsewhere")
        by_cookie = self._door.visitors.by_cookie(request)
        if by_cookie is None:
            raise MessageRefusedError("no_token")
        return by_cookie

    def refuse(self, code: str) -> HTTPResponse:
        """Return the answer to a call that cannot be taken."""
        return self._refusal(code)

    def _refusal(self, code: str, messages: list[dict[str, Any]] | None = None) -> HTTPResponse:
        error: dict[str, Any] = {"code": code, "message": self._door.words_for(code)}
        content = {"error": error} | ({"messages": messages} if messages else {})
        return json(content, status=STATUS[code], headers=retry_after(code))


def read_body(request: Request, fields: set[str] = FIELDS) -> dict[str, Any]:
    """Return the JSON object a call holds.

    Args:
        request: the call.
        fields: what the object may hold.

    Raises:
        MessageRefusedError: it holds none, or one with fields we do not know.
    """
    if not is_json(request):
        raise MessageRefusedError("not_json")
    try:
        body = json_text.loads(request.body)
    except (ValueError, RecursionError):
        raise MessageRefusedError("malformed") from None
    if not isinstance(body, dict):
        raise MessageRefusedError("malformed")
    if set(body) - fields:
        raise MessageRefusedError("unknown_field")
    return body


def read_name(body: dict[str, Any]) -> str:
    """Return the name that the client gave its message.

    Raises:
        MessageRefusedError: it is none that can be used.
    """
    name = body.get("message_id")
    if not isinstance(name, str):
        raise MessageRefusedError("malformed")
    if MESSAGE_ID.fullmatch(name) is None:
        raise MessageRefusedError("bad_id")
    return name


def read_said(body: dict[str, Any], came_at: float) -> Said:
    """Return what a body says.

    Args:
        body: the call's JSON object.
        came_at: when it came, on the clock that only goes forward.

    Raises:
        MessageRefusedError: it says nothing, or two things, or has no usable id.
    """
    text, choice = body.get("text"), body.get("choice")
    if not isinstance(text, str | None) or not isinstance(choice, str | None):
        raise MessageRefusedError("malformed")
    message_id = read_name(body)
    if text is not None and choice is not None:
        raise MessageRefusedError("text_and_choice")
    if text is None and choice is None:
        raise MessageRefusedError("malformed")
    return Said(message_id=message_id, text=text, choice=choice, came_at=came_at, style=read_style(body))


def read_style(body: dict[str, Any]) -> str | None:
    """Return the way of asking that a trainer wishes for, or None.

    Raises:
        MessageRefusedError: it is none that there is.
    """
    style = body.get("style")
    if style is not None and style not in STYLES:
        raise MessageRefusedError("malformed")
    return style
