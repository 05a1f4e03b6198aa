"""Which processes make up one Front Door, with the command that starts each."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from bot.monitoring.watching import port_of
from bot.running.endpoints import endpoints_file
from bot.running.model import MODEL
from bot.running.ports import visible_host
from bot.settings import Settings, environment_name

# What every process is started with. Rasa must not report to anybody, and its libraries' own notices are no news.
QUIET = {
    "RASA_TELEMETRY_ENABLED": "false",
    "TF_CPP_MIN_LOG_LEVEL": "3",
    "PYTHONWARNINGS": "ignore",
    "PYTHONUNBUFFERED": "1",
}


@dataclass(frozen=True)
class Part:
    """One process of Front Door.

    Attributes:
        name: what people call it; also the stem of its log file.
        command: program and arguments.
        environment: what is added to the environment.
        host: address it listens on, if it does.
        port: port it listens on, if it does.
        port_setting: the setting that changes the port, as it is written in the environment.
        watched_port: port at which it tells how it is, if the settings name one.
        ready_address: an address that answers once the part is ready; None for a part that only has to stay alive.
    """

    name: str
    command: tuple[str, ...]
    environment: Mapping[str, str] = field(default_factory=dict)
    host: str = "127.0.0.1"
    port: int | None = None
    port_setting: str = ""
    ready_address: str | None = None
    watched_port: int | None = None


def all_parts(settings: Settings) -> tuple[Part, ...]:
    """Return every part, the slowest to start first.

    Args:
        settings: the settings of this Front Door.
    """
    parts = conversation(settings), actions(settings), inbox(settings), studio(settings), deliveries(settings)
    return tuple(replace(part, watched_port=port_of(part.name, settings)) for part in parts)


def conversation(settings: Settings) -> Part:
    """Rasa with the resident's page. Never started with ``--debug``: that logs whole conversations."""
    port = str(settings.resident_port)
    return Part(
        name="conversation",
        command=(
            *_python("-m", "bot.dialogue.quick_start", "run", "--quiet"),
            *("--interface", settings.host, "--port", port, "--model", str(MODEL)),
            *("--credentials", "credentials.yml", "--endpoints", str(endpoints_file(settings))),
        ),
        environment=QUIET,
        host=settings.host,
        port=settings.resident_port,
        port_setting=environment_name("resident_port"),
        ready_address=f"http://{visible_host(settings.host)}:{port}/chat/health",
    )


def actions(settings: Settings) -> Part:
    """The action server. It has no lock on its door, so it listens on this machine only unless it is told otherwise."""
    port = str(settings.action_port)
    return Part(
        name="actions",
        command=_python("-m", "rasa_sdk", "--actions", "actions", "--port", port, "--quiet"),
        # rasa_sdk has no option for the address; it reads this variable, and without it listens everywhere.
        environment={**QUIET, "SANIC_HOST": settings.action_host},
        host=settings.action_host,
        port=settings.action_port,
        port_setting=environment_name("action_port"),
        ready_address=f"http://{visible_host(settings.action_host)}:{port}/health",
    )


def inbox(settings: Settings) -> Part:
    """The staff pages."""
    return _pages(settings, "inbox", "inbox_port", "bot.inbox.serving:application")


def studio(settings: Settings) -> Part:
    """The rehearsal studio's pages."""
    return _pages(settings, "studio", "studio_port", "bot.rehearsal_pages.serving:application")


def deliveries(_settings: Settings) -> Part:
    """The worker that sends what was promised."""
    return Part(name="deliveries", command=_python("-m", "bot.outbox.worker"), environment=QUIET)


def log_file(settings: Settings, part: Part) -> Path:
    """Return where a part's log goes."""
    return settings.data_folder / "logs" / f"{part.name}.log"


def listening_host(host: str) -> str:
    """Return the address as servers want it written before a port."""
    return f"[{host}]" if ":" in host else host


def _pages(settings: Settings, name: str, port_setting: str, application: str) -> Part:
    """A Flask application of ours under waitress."""
    port: int = getattr(settings, port_setting)
    listen = f"{listening_host(settings.host)}:{port}"
    return Part(
        name=name,
        command=_python("-m", "waitress", "--listen", listen, *_proxy(settings), "--call", application),
        environment=QUIET,
        host=settings.host,
        port=port,
        port_setting=environment_name(port_setting),
        ready_address=f"http://{visible_host(settings.host)}:{port}/healthz",
    )


def _proxy(settings: Settings) -> tuple[str, ...]:
    """Only where a proxy of the council's stands in front is what it says about the visitor believed."""
    if not settings.proxies_in_front:
        return ()
    return (
        *("--trusted-proxy", "*", "--trusted-proxy-count", str(settings.proxies_in_front)),
        *("--trusted-proxy-headers", "x-forwarded-for x-forwarded-proto x-forwarded-host"),
    )


def _python(*words: str) -> tuple[str, ...]:
    """Return a command that runs in the environment this process runs in."""
    return (sys.executable, *words)
