"""The action server's log and state, for those who run it: put on when rasa_sdk starts the server, and only then.

rasa_sdk offers one place for this, the hook ``attach_sanic_app_extensions``; ``python -m rasa_sdk`` calls it after the
actions are loaded, and nothing else does.
"""

from __future__ import annotations

import asyncio

import pluggy
from rasa_sdk.plugin import plugin_manager
from sanic import Sanic
from sanic.request import Request
from sanic.response import HTTPResponse, json

from actions.made_ready import begin_making_ready
from bot.bootstrap import store
from bot.logs import format_logs, let_ours_through
from bot.monitoring import watching
from bot.monitoring.readiness import Readiness
from bot.settings import settings

hook = pluggy.HookimplMarker("rasa_sdk")


class Watched:
    """Adds ``/ready`` to the action server (``/health``, which says that it is alive, is rasa_sdk's own)."""

    @hook
    def attach_sanic_app_extensions(self, app: Sanic) -> None:
        """Set up the log, and tell from now on how the process is.

        Args:
            app: the action server.

        Raises:
            SettingsError: the settings cannot be used.
            StartError: a backup is just being restored.
        """
        present = settings()
        format_logs(as_json=present.log_format == "json")
        let_ours_through()
        readiness = Readiness({"database": lambda: store().check()})

        async def ready(_request: Request) -> HTTPResponse:
            is_ready = await asyncio.to_thread(readiness.is_ready)
            return json({"ready": is_ready}, status=200 if is_ready else 503)

        app.add_route(ready, "/ready", name="ready")
        watching.begin("actions", present, is_ready=readiness.is_ready)
        begin_making_ready()


def be_watched() -> None:
    """Have rasa_sdk call us when it starts a server; called a second time it changes nothing."""
    if not any(isinstance(plugin, Watched) for plugin in plugin_manager().get_plugins()):
        plugin_manager().register(Watched())
