"""Whether the conversation process is there and works: ``/chat/alive``, ``/chat/ready``, and its metrics elsewhere.

Anybody can ask, so the answers cost next to nothing and say yes or no. A server that is not ready still answers: it is
worth asking, for it reads danger without Rasa, without a model and without the action server. So a web server in front
goes by ``alive``; ``ready`` is for whoever is to be woken.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from rasa.core.agent import Agent
from sanic import Blueprint
from sanic.request import Request
from sanic.response import HTTPResponse, json

from bot.bootstrap import is_door_open, store
from bot.channels.routes import add_route
from bot.channels.seats import conversation_store
from bot.logs import let_ours_through
from bot.monitoring import watching
from bot.monitoring.pulse import Pulse
from bot.monitoring.readiness import Readiness, answers
from bot.settings import Settings

BEAT = 1.0
"""Seconds between two beats of the event loop that answers residents."""

OF_NOBODY = "nobody"


class Watched:
    """Tells how the conversation process is.

    Args:
        present: the settings.
        find_agent: gives Rasa's agent, or None while none is loaded.
    """

    def __init__(self, present: Settings, find_agent: Callable[[], Agent | None]) -> None:
        self._present = present
        self._find_agent = find_agent
        self._pulse = Pulse()
        self._readiness = Readiness(
            {
                "model": self.has_model,
                "database": lambda: store().check(),
                "conversations": self._can_read_conversations,
                "actions": self._actions_answer,
            }
        )
        self._beating: asyncio.Task[None] | None = None

    def add_to(self, routes: Blueprint) -> None:
        """Add the addresses to the door's routes."""
        add_route(routes, "/alive", self.alive)
        add_route(routes, "/ready", self.ready)
        add_route(routes, "/health", self.health)
        routes.listener("after_server_start")(self._begin)
        routes.listener("before_server_stop")(self._end)

    async def alive(self, _request: Request) -> HTTPResponse:
        """Answer 200: the process answers residents. Nothing is looked at."""
        return json({"alive": True})

    async def ready(self, _request: Request) -> HTTPResponse:
        """Answer 200 if a turn can be taken as it should be, otherwise 503."""
        return _whether(await asyncio.to_thread(self._readiness.is_ready))

    async def health(self, _request: Request) -> HTTPResponse:
        """Answer 200 once a model is loaded; what a start waits for."""
        return _whether(self.has_model())

    def has_model(self) -> bool:
        """Return whether a model is loaded."""
        agent = self._find_agent()
        return agent is not None and bool(agent.is_ready())

    def _can_read_conversations(self) -> None:
        # In a thread of its own, which has no event loop yet.
        asyncio.run(conversation_store(self._find_agent()).seat_of(OF_NOBODY))

    def _actions_answer(self) -> bool:
        return answers(f"{self._present.action_server.rsplit('/', 1)[0]}/health")

    async def _begin(self, *_: object) -> None:
        let_ours_through()
        self._pulse.beat()
        self._beating = asyncio.create_task(self._beat())
        watching.begin(
            "conversation",
            self._present,
            is_ready=self._readiness.is_ready,
            is_alive=lambda: self._pulse.is_beating,
            is_door_open=is_door_open,
        )

    async def _beat(self) -> None:
        while True:
            self._pulse.beat()
            await asyncio.sleep(BEAT)

    async def _end(self, *_: object) -> None:
        if self._beating is not None:
            self._beating.cancel()


def _whether(ready: bool) -> HTTPResponse:
    return json({"ready": ready}, status=200 if ready else 503)
