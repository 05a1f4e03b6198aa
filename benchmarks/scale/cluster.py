"""Several machines' worth of Front Door on this one: real PostgreSQL, Redis and RabbitMQ, HAProxy in front.

Each process is started as ``frontdoor up`` starts it, and started again when it dies, as a service manager would.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import socket
import subprocess
import threading
import time
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import psycopg2
import redis
import sqlalchemy

from bot.running.child import Child
from bot.running.endpoints import write_endpoints
from bot.running.model import ROOT
from bot.running.parts import Part, actions, conversation, deliveries
from bot.settings import Settings, environment_name
from bot.store import migrate

POSTGRESQL = os.environ.get("FRONTDOOR_TEST_POSTGRESQL", "postgresql://postgres@localhost:5432/postgres")
REDIS = os.environ.get("FRONTDOOR_TEST_REDIS", "redis://127.0.0.1:6379/14")
RABBITMQ = os.environ.get("FRONTDOOR_TEST_RABBITMQ", "amqp://guest:guest@127.0.0.1:5672/")
START_WITHIN = 240.0
STARTS_AGAIN_AFTER = 2.0
"""Seconds from the death of a process to its next start."""

BALANCING = """
global
    maxconn 4000
defaults
    mode http
    timeout connect 2s
    timeout client 60s
    timeout server 60s
    # A server that cannot be reached is passed over; a request that was sent is never sent twice.
    retries 3
    option redispatch
    default-server check inter 500ms fall 2 rise 1
frontend residents
    bind 127.0.0.1:{front}
    default_backend conversations
backend conversations
    balance leastconn
    option httpchk GET /chat/health
{conversations}
frontend rasa
    bind 127.0.0.1:{action_front}
    default_backend actions
backend actions
    balance leastconn
    option httpchk GET /health
{actions}
"""


@dataclass
class Cluster:
    """What runs.

    Attributes:
        address: where residents go.
        database: the address of the one database.
        children: every process by its name, such as ``conversation-2``.
        told: what happened to processes, with the time.
    """

    address: str
    database: str
    children: dict[str, Child] = field(default_factory=dict)
    told: list[str] = field(default_factory=list)
    _ending: threading.Event = field(default_factory=threading.Event)

    def kill(self, name: str) -> None:
        """End a process as a power cut would; it is started again by itself."""
        process = self.children[name]._process
        assert process is not None
        os.killpg(process.pid, signal.SIGKILL)
        self.told.append(f"{name} killed")

    def memory(self) -> int:
        """Return the proportional memory of all our processes, in bytes."""
        total = 0
        for child in self.children.values():
            process = child._process
            with contextlib.suppress(OSError, AssertionError):
                assert process is not None
                text = Path(f"/proc/{process.pid}/smaps_rollup").read_text()
                total += 1024 * int(next(line for line in text.splitlines() if line.startswith("Pss:")).split()[1])
        return total

    def keep_alive(self) -> None:
        """Start again what died, until the end."""
        while not self._ending.wait(0.2):
            for name, child in self.children.items():
                if child.exit_code is not None and not self._ending.wait(STARTS_AGAIN_AFTER):
                    child.start()
                    self.told.append(f"{name} started again")

    def end(self) -> None:
        """Stop everything."""
        self._ending.set()
        for child in self.children.values():
            child.ask_to_stop()
        for child in self.children.values():
            child.stop(20)


@contextmanager
def cluster(
    folder: Path,
    webhook: tuple[str, str],
    say: Callable[[str], None],
    *,
    conversations: int,
    action_servers: int,
    workers: int,
) -> Iterator[Cluster]:
    """Start it, wait until every server answers, and take it down afterwards.

    Args:
        folder: an empty folder.
        webhook: address and secret of the council's own system.
        say: told about progress.
        conversations: how many Rasa servers.
        action_servers: how many action servers.
        workers: how many delivery workers.
    """
    if shutil.which("haproxy") is None:
        raise SystemExit("HAProxy is not installed. Install it and start again: apt-get install haproxy")
    redis.Redis.from_url(REDIS).flushdb()
    with _database() as database:
        migrate(database)
        front, action_front = _free_port(), _free_port()
        common = {
            "environment": "test",
            "database_url": database,
            "locks_url": REDIS,
            "events_url": RABBITMQ,
            "secret_key": uuid.uuid4().hex + uuid.uuid4().hex,
            "action_address": f"http://127.0.0.1:{action_front}/webhook",
            "webhook_url": webhook[0],
            "webhook_secret": webhook[1],
            # One machine plays everybody, and a program types faster than a person.
            "limit_requests": 0, "limit_new_chats": 0, "limit_messages": 0,
        }  # fmt: skip
        made = Cluster(f"http://127.0.0.1:{front}", database)
        wanted: list[tuple[str, Callable[[Settings], Part], str]] = [
            *((f"conversation-{number}", conversation, "resident_port") for number in range(1, conversations + 1)),
            *((f"actions-{number}", actions, "action_port") for number in range(1, action_servers + 1)),
            *((f"worker-{number}", deliveries, "") for number in range(1, workers + 1)),
        ]
        ports: dict[str, int] = {}
        for name, part, port in wanted:
            settings = common | {"data_folder": folder / name}
            if port:
                settings[port] = ports[name] = _free_port()
            made.children[name] = _child(name, part, settings, folder)
        config = folder / "haproxy.cfg"
        config.write_text(
            BALANCING.format(
                front=front, action_front=action_front,
                conversations=_servers(ports, "conversation"), actions=_servers(ports, "actions"),
            )
        )  # fmt: skip
        balancing = subprocess.Popen(
            ["haproxy", "-f", str(config)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        try:
            for child in made.children.values():
                child.start()
            for name, child in made.children.items():
                _wait(name, child)
                say(f"  {name} is ready")
            threading.Thread(target=made.keep_alive, daemon=True).start()
            time.sleep(2)
            yield made
        finally:
            made.end()
            balancing.terminate()
            balancing.wait(10)


def _child(name: str, part: Callable[[Settings], Part], settings: dict[str, Any], folder: Path) -> Child:
    present = Settings(_env_file=None, **settings)  # type: ignore[call-arg]
    write_endpoints(present)
    one = part(present)
    environment = {environment_name(setting): str(value) for setting, value in settings.items()}
    return Child(replace(one, name=name, environment={**one.environment, **environment}), ROOT, folder / f"{name}.log")


def _servers(ports: dict[str, int], kind: str) -> str:
    return "\n".join(f"    server {name} 127.0.0.1:{port}" for name, port in ports.items() if name.startswith(kind))


def _wait(name: str, child: Child) -> None:
    until = time.monotonic() + START_WITHIN
    while not child.is_ready():
        if child.exit_code is not None or time.monotonic() > until:
            raise SystemExit(f"{name} did not start. See {child.log}")
        time.sleep(0.2)


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


@contextmanager
def _database() -> Iterator[str]:
    name = f"frontdoor_scale_{uuid.uuid4().hex[:8]}"
    server = psycopg2.connect(POSTGRESQL, connect_timeout=3)
    server.autocommit = True
    with server.cursor() as cursor:
        cursor.execute(f'CREATE DATABASE "{name}"')
    try:
        yield sqlalchemy.make_url(POSTGRESQL).set(database=name).render_as_string(hide_password=False)
    finally:
        with server.cursor() as cursor:
            cursor.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
        server.close()
