"""A real Rasa server with our door and a conversation of nothing but echoes, trained once for each run."""

from __future__ import annotations

import contextlib
import hashlib
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any

import pytest
import requests

from bot.store import migrate

ROOT = Path(__file__).resolve().parents[3]
ECHO = Path(__file__).with_name("echo")
START_WITHIN = 280


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "server" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.slow)


@dataclass(frozen=True)
class Server:
    """A running server: its address, its log, and what it keeps."""

    address: str
    log: Path
    folder: Path

    @property
    def conversations(self) -> Path:
        """The file of conversations under way."""
        return self.folder / "var" / "conversations.db"

    @property
    def store(self) -> str:
        """The address of what is kept besides."""
        return f"sqlite:///{self.folder / 'var' / 'frontdoor.db'}"

    def begin(self) -> Client:
        answer = requests.post(f"{self.address}/chat/api/conversations", timeout=20)
        assert answer.status_code == 201, answer.text
        return Client(self.address, answer.json()["token"], answer.json())

    def browser(self) -> requests.Session:
        """Something that holds cookies and follows forms, as a browser without JavaScript does."""
        return requests.Session()


@dataclass(frozen=True)
class Client:
    """A client with nothing but docs/api.md."""

    address: str
    token: str
    opening: dict[str, Any]

    @property
    def headers(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.token}"}

    def post(self, body: Any, **more: Any) -> requests.Response:
        return requests.post(f"{self.address}/chat/api/messages", json=body, headers=self.headers, timeout=30, **more)

    def say(self, text: str, message_id: str | None = None) -> requests.Response:
        return self.post({"message_id": message_id or str(uuid.uuid4()), "text": text})

    def choose(self, choice: str, message_id: str | None = None) -> requests.Response:
        return self.post({"message_id": message_id or str(uuid.uuid4()), "choice": choice})

    def transcript(self) -> list[dict[str, Any]]:
        answer = requests.get(f"{self.address}/chat/api/messages", headers=self.headers, timeout=20)
        assert answer.status_code == 200, answer.text
        messages: list[dict[str, Any]] = answer.json()["messages"]
        return messages

    def said(self) -> list[str]:
        return [message["text"] for message in self.transcript() if message["from"] == "resident"]


def rasa(command: str, **options: str | Path) -> list[str]:
    program = str(Path(sys.executable).with_name("rasa"))
    return [program, command, *(part for name, value in options.items() for part in (f"--{name}", str(value)))]


def surroundings(folder: Path) -> dict[str, str]:
    return {
        **os.environ,
        "PYTHONPATH": str(ROOT),
        "PYTHONWARNINGS": "ignore",
        "RASA_TELEMETRY_ENABLED": "false",
        "FRONTDOOR_DATA_FOLDER": str(folder / "var"),
        "FRONTDOOR_TEAM_PHONE": "01632 960123",
        "TF_CPP_MIN_LOG_LEVEL": "3",
        # Most tests come from one address and type faster than a person; limits are tested on a server of their own.
        "FRONTDOOR_LIMIT_REQUESTS": "0",
        "FRONTDOOR_LIMIT_NEW_CHATS": "0",
        "FRONTDOOR_LIMIT_MESSAGES": "0",
    }


@pytest.fixture(scope="session")
def echo_model(tmp_path_factory: pytest.TempPathFactory, pytestconfig: pytest.Config) -> Path:
    """The trained echo, kept from run to run until what it learns from changes."""
    kept = pytestconfig.cache.mkdir("echo-model") / f"{_fingerprint()}.tar.gz"
    if not kept.exists():
        folder = tmp_path_factory.mktemp("echo-model")
        training = subprocess.run(
            rasa(
                "train",
                domain=ECHO / "domain.yml",
                config=ECHO / "config.yml",
                data=ECHO / "data",
                out=folder,
                **{"fixed-model-name": "echo"},
            ),
            cwd=folder,
            env=surroundings(folder),
            capture_output=True,
            text=True,
            timeout=START_WITHIN,
        )
        assert training.returncode == 0, training.stdout[-2000:] + training.stderr[-2000:]
        shutil.move(folder / "echo.tar.gz", kept)
    return kept


def _fingerprint() -> str:
    learnt = b"".join(path.read_bytes() for path in sorted(ECHO.rglob("*.yml")))
    return hashlib.sha256(learnt + version("rasa").encode()).hexdigest()[:16]


@pytest.fixture(scope="session")
def server(echo_model: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with serve(echo_model, tmp_path_factory.mktemp("echo-server")) as started:
        yield started


@contextlib.contextmanager
def serve(echo_model: Path, folder: Path, **settings: str) -> Iterator[Server]:
    """A server of its own, with settings of its own."""
    # The action server's address leads nowhere: an action of its own always fails here.
    (folder / "endpoints.yml").write_text(
        "action_endpoint: {url: http://127.0.0.1:9/webhook}\n"
        "tracker_store: {type: bot.dialogue.tracker_store.ConversationStore, query: {}}\n"
    )
    migrate(f"sqlite:///{folder / 'var' / 'frontdoor.db'}")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    log = folder / "log.txt"
    with log.open("w") as file:
        process = subprocess.Popen(
            rasa(
                "run",
                model=echo_model,
                credentials=ROOT / "credentials.yml",
                endpoints=folder / "endpoints.yml",
                port=str(port),
                interface="127.0.0.1",
            ),
            cwd=folder,
            env=surroundings(folder) | {f"FRONTDOOR_{name.upper()}": value for name, value in settings.items()},
            stdout=file,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    try:
        address = f"http://127.0.0.1:{port}"
        _wait_for(f"{address}/chat/health", process, log)
        yield Server(address, log, folder)
    finally:
        os.killpg(process.pid, signal.SIGTERM)
        process.wait(20)


def _wait_for(address: str, process: subprocess.Popen[bytes], log: Path) -> None:
    end = time.monotonic() + START_WITHIN
    while time.monotonic() < end:
        assert process.poll() is None, log.read_text()[-3000:]
        try:
            if requests.get(address, timeout=2).status_code == 200:
                return
        except requests.ConnectionError:
            pass
        time.sleep(0.3)
    raise AssertionError("The server did not start: " + log.read_text()[-3000:])


@pytest.fixture
def client(server: Server) -> Client:
    """A conversation that has just begun."""
    return server.begin()
