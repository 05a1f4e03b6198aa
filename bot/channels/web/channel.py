"""What Rasa loads: the web door's routes, and what every answer carries."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable, Mapping
from datetime import timedelta
from pathlib import Path
from typing import Any

from jinja2 import Environment
from rasa.core.agent import Agent
from rasa.core.channels.channel import InputChannel, UserMessage
from sanic import Blueprint, Sanic
from sanic.exceptions import PayloadTooLarge
from sanic.request import Request
from sanic.response import HTTPResponse, redirect

from bot.bootstrap import is_door_open, unit_of_work
from bot.channels import copy
from bot.channels.choices import Choices
from bot.channels.doorkeeper import Doorkeeper
from bot.channels.first_help import FirstHelp
from bot.channels.forgetting import keep_forgetting
from bot.channels.identity import Identities
from bot.channels.seats import Seats
from bot.channels.taking_over import TakingOver
from bot.channels.turn import Conversations
from bot.channels.web.another_device import AnotherDevice
from bot.channels.web.api import Api
from bot.channels.web.assets import OUR_FOLDER, StaticFiles
from bot.channels.web.brand import Brand
from bot.channels.web.door import Door
from bot.channels.web.embedding import Embedding
from bot.channels.web.fragments import Fragments
from bot.channels.web.leaving import LEFT, Leaving
from bot.channels.web.limits import limits
from bot.channels.web.pages import Pages
from bot.channels.web.protection import NOT_KEPT, REQUEST_LIMIT, TLS_ONLY, page_headers
from bot.channels.web.visitor import Visitors
from bot.channels.web.watched import Watched
from bot.channels.words import speaker
from bot.dialogue.kept_connection import close_connections
from bot.errors import MessageRefusedError
from bot.logs import keep_words_out_of_rasa, logger
from bot.pages.assets import STATIC_FOLDER
from bot.pages.environment import page_environment
from bot.settings import Settings, settings
from bot.strengths.library import wording

log = logger(__name__)

TEMPLATES = Path(__file__).with_name("templates")
HOME = "/chat"
STATIC = f"{HOME}/static"
API = f"{HOME}/api/"
UNCOUNTED = (f"{STATIC}/", f"{HOME}/health", f"{HOME}/alive", f"{HOME}/ready")
"""What costs next to nothing, and is asked for again and again by honest browsers and by whoever watches us."""

OPEN_AT_A_CLOSED_DOOR = (f"{HOME}/privacy", f"{HOME}/leave", f"{HOME}/return", f"{HOME}/embed.js")
"""What can be had while the door is closed: nothing of anybody's conversation is in it."""

ASKS_FOR_ITSELF = {("GET", HOME), ("POST", f"{API}conversations")}
"""What looks for itself whether the door is closed, beside what takes words."""

TAKES_WORDS = {("POST", HOME), ("POST", f"{API}messages")}


class WebChannel(InputChannel):
    """The resident's page and its JSON calls, served by the Rasa server itself."""

    def __init__(self) -> None:
        self._app: Sanic | None = None
        self._forgetting: asyncio.Task[None] | None = None

    @classmethod
    def name(cls) -> str:
        """Return the name that each message carries as its door."""
        return "web"

    def url_prefix(self) -> str:
        """Return where the door stands; a whole path, so not under ``/webhooks/``."""
        return HOME

    def blueprint(self, _on_new_message: Callable[[UserMessage], Awaitable[Any]]) -> Blueprint:
        """Return the door's routes.

        Rasa's own handler is left aside: it throws the answer away and keeps no account of what failed.
        """
        present = settings()
        keep_words_out_of_rasa(as_json=present.log_format == "json")
        present.check_may_start()
        door = open_door(present, self._agent)
        brand = Brand(present)
        environment = resident_pages(present, brand)
        files = StaticFiles(brand.files)
        headers = page_headers(present.websites_around)
        leaving, embedding = Leaving(door, environment, HOME), Embedding(door, environment, HOME)
        pages, api = Pages(door, environment), Api(door, Fragments(environment))
        routes = Blueprint("front_door")
        pages.add_to(routes)
        api.add_to(routes)
        AnotherDevice(door, environment).add_to(routes)
        leaving.add_to(routes)
        embedding.add_to(routes)
        Watched(present, self._agent).add_to(routes)

        async def static(request: Request, name: str) -> HTTPResponse:
            answer = files.answer(request, name)
            if answer is None:
                raise MessageRefusedError("not_here")
            return answer

        async def refuse(request: Request, error: Exception) -> HTTPResponse:
            return (api if request.path.startswith(API) else pages).refuse(_code(error))

        async def let_in(request: Request) -> HTTPResponse | None:
            request.ctx.came_at = time.monotonic()
            if request.path.startswith(UNCOUNTED):
                return None
            request.ctx.is_over = not door.limits.requests.take(door.sender_of(request))
            # Words that are over a limit have to come back to whoever sent them, so their own handlers answer.
            if request.ctx.is_over and (request.method, request.path.rstrip("/")) not in TAKES_WORDS:
                return (api if request.path.startswith(API) else pages).refuse("too_many_calls")
            in_front = leaving.in_front(request) or embedding.in_front(request)
            if in_front is None and _is_shut_with_the_door(request) and await door.conversations.is_closed():
                return (api if request.path.startswith(API) else pages).refuse("closed")
            return in_front

        async def finish(request: Request, response: HTTPResponse) -> None:
            _finish(request, response, door, headers)

        routes.add_route(static, "/static/<name:str>", methods=["GET"], name="static")
        routes.exception(Exception)(refuse)
        routes.middleware("request")(let_in)
        routes.middleware("response")(finish)
        routes.listener("before_server_start")(self._attach)
        routes.listener("after_server_start")(self._keep_forgetting)
        routes.listener("before_server_stop")(self._stop_forgetting)
        routes.listener("after_server_stop")(_close_connections)
        return routes

    def _agent(self) -> Agent | None:
        return getattr(self._app.ctx, "agent", None) if self._app is not None else None

    def _attach(self, app: Sanic, *_: Any) -> None:
        self._app = app
        app.config.REQUEST_MAX_SIZE = REQUEST_LIMIT
        # Rasa answers "/" with its own greeting; residents who leave out "/chat" should arrive all the same.
        app.register_middleware(_lead_to_the_door, "request")

    async def _keep_forgetting(self, *_: Any) -> None:
        work = keep_forgetting(lambda: getattr(self._agent(), "tracker_store", None), settings().resume_hours)
        self._forgetting = asyncio.create_task(work)

    async def _stop_forgetting(self, *_: Any) -> None:
        if self._forgetting is not None:
            self._forgetting.cancel()


async def _close_connections(*_: Any) -> None:
    # After the last turn: one that is under way while the server stops still needs its action.
    await close_connections()


def open_door(present: Settings, find_agent: Callable[[], Agent | None]) -> Door:
    """Return the web door's parts for these settings.

    Args:
        present: the settings.
        find_agent: gives Rasa's agent, or None while none is loaded.
    """
    identities = Identities(present.signing_key(), present.resume_hours)
    choices = Choices(identities)
    first_help = FirstHelp(unit_of_work, present.local_details(), has_way_out=True)
    conversations = Conversations(
        find_agent,
        choices,
        first_help,
        WebChannel.name(),
        pause=timedelta(minutes=present.pause_minutes),
        doorkeeper=Doorkeeper(is_door_open),
    )
    seats = Seats(find_agent)
    # Never longer than there is something to come back to.
    code_lasts = timedelta(hours=min(present.resume_code_hours, present.resume_hours))
    return Door(
        settings=present,
        identities=identities,
        visitors=Visitors(identities, behind_tls=present.behind_tls),
        choices=choices,
        conversations=conversations,
        seats=seats,
        taking_over=TakingOver(conversations, seats, identities, unit_of_work, code_lasts),
        limits=limits(
            requests=present.limit_requests, new_chats=present.limit_new_chats, messages=present.limit_messages
        ),
    )


def resident_pages(present: Settings, brand: Brand) -> Environment:
    """Return the environment that draws the resident's pages, in the council's own look."""
    environment = page_environment(
        TEMPLATES,
        copy.TEMPLATES,
        organisation_name=present.organisation_name,
        service_name=present.service_name,
        home=HOME,
        # Both folders are served under one address; ``StaticFiles`` tells them apart by name.
        static={STATIC: OUR_FOLDER, f"{STATIC}/": STATIC_FOLDER},
    )
    environment.globals.update(
        wording=wording,
        speaker=speaker,
        brand=brand.address(STATIC, "brand.css"),
        logo=brand.address(STATIC, brand.logo) if brand.logo else "",
        left_mark=LEFT,
    )
    return environment


def _is_shut_with_the_door(request: Request) -> bool:
    asked = (request.method, request.path.rstrip("/"))
    return asked not in TAKES_WORDS | ASKS_FOR_ITSELF and not request.path.startswith(OPEN_AT_A_CLOSED_DOOR)


async def _lead_to_the_door(request: Request) -> HTTPResponse | None:
    return redirect(HOME) if request.path == "/" else None


def _code(error: Exception) -> str:
    if isinstance(error, MessageRefusedError):
        return error.code
    if isinstance(error, PayloadTooLarge):
        return "too_big"
    # Only the kind of error: its text may hold what the person said.
    log.error("request_failed", error=type(error).__name__)
    return "not_started"


def _finish(request: Request, response: HTTPResponse, door: Door, headers: Mapping[str, str]) -> None:
    response.headers.update({name: value for name, value in headers.items() if name not in response.headers})
    response.headers.setdefault("Cache-Control", NOT_KEPT)
    if door.settings.behind_tls:
        response.headers.setdefault("Strict-Transport-Security", TLS_ONLY)
    door.visitors.remember(request, response)
