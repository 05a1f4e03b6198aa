"""A council's own system: takes deliveries, checks each signature as a receiver would, and answers as told."""

from __future__ import annotations

import base64
import json
import threading
import time
from collections import Counter, deque
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from standardwebhooks import Webhook

SECRET = "whsec_" + base64.b64encode(bytes(range(7, 39))).decode()


@dataclass(frozen=True)
class Delivery:
    """One delivery that came, its signature good."""

    id: str
    content: dict[str, Any]

    @property
    def data(self) -> dict[str, Any]:
        """What it is about."""
        data: dict[str, Any] = self.content["data"]
        return data


@dataclass
class Receiver:
    """The receiver.

    Attributes:
        answers: the next answers, as HTTP statuses; when there is none left, 204.
        takes: seconds it takes before it answers.
        deliveries: everything that came, oldest first.
        faults: what was wrong with what came.
        coming: set whenever a request comes in.
    """

    answers: deque[int] = field(default_factory=deque)
    takes: float = 0.0
    deliveries: list[Delivery] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    coming: threading.Event = field(default_factory=threading.Event)

    def __post_init__(self) -> None:
        receiver = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"]))
                receiver.coming.set()
                receiver._take({name.lower(): value for name, value in self.headers.items()}, body)
                time.sleep(receiver.takes)
                try:
                    self.send_response(receiver.answers.popleft() if receiver.answers else 204)
                    self.end_headers()
                except OSError:
                    self.close_connection = True

            def log_message(self, *_: object) -> None:
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.05,), daemon=True)
        self._thread.start()

    @property
    def url(self) -> str:
        """Where to deliver."""
        return f"http://127.0.0.1:{self._server.server_port}/front-door"

    def ids_by_reference(self) -> dict[str, Counter[str]]:
        """Return how often each delivery id came, for each reference."""
        found: dict[str, Counter[str]] = {}
        for delivery in list(self.deliveries):
            found.setdefault(delivery.data["reference"], Counter())[delivery.id] += 1
        return found

    def forget(self) -> None:
        """Begin anew."""
        self.answers.clear()
        self.takes = 0.0
        self.deliveries.clear()
        self.faults.clear()

    def close(self) -> None:
        """Stop receiving."""
        self._server.shutdown()
        self._server.server_close()

    def _take(self, headers: dict[str, str], body: bytes) -> None:
        try:
            Webhook(SECRET).verify(body, headers)
        except Exception as error:
            self.faults.append(f"{type(error).__name__}: {error}")
            return
        self.deliveries.append(Delivery(headers["webhook-id"], json.loads(body)))
