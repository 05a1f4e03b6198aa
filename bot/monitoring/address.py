"""Where a process tells how it is: ``/alive``, ``/ready`` and ``/metrics``, on a port of its own.

It listens on this machine only, unless the settings say otherwise; then the metrics are for whoever has the token. The
first two say yes or no and nothing else, so that no stranger learns what is out of order.
"""

from __future__ import annotations

import hmac
import json
import threading
from collections.abc import Callable
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from prometheus_client.exposition import CONTENT_TYPE_PLAIN_0_0_4

from bot.monitoring.metrics import written_out

PATIENCE = 5.0
"""Seconds that a caller may take to say what is wanted."""

BEARER = "Bearer "


class Address(ThreadingHTTPServer):
    """Tells whether a process is alive, whether it is ready, and what it has counted.

    Args:
        host: address to listen on.
        port: port to listen on; 0 for any that is free.
        is_alive: whether the process still does something.
        is_ready: whether everything it needs can be reached.
        token: whoever wants the metrics has to show it; empty when anybody may have them who can call.
    """

    daemon_threads = True

    def __init__(
        self, host: str, port: int, is_alive: Callable[[], bool], is_ready: Callable[[], bool], token: str = ""
    ) -> None:
        super().__init__((host, port), _Answering)
        self.is_alive = is_alive
        self.is_ready = is_ready
        self.token = token

    def begin(self) -> None:
        """Answer from now on, beside everything else the process does."""
        threading.Thread(target=self.serve_forever, name="monitoring", daemon=True).start()

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing: a caller who goes away is no event, and the library would print a whole traceback."""


class _Answering(BaseHTTPRequestHandler):
    """Answers one call."""

    server: Address
    timeout = PATIENCE
    server_version, sys_version = "front-door", ""

    def do_GET(self) -> None:
        match self.path:
            case "/alive":
                self._say_whether("alive", self.server.is_alive())
            case "/ready":
                self._say_whether("ready", self.server.is_ready())
            case "/metrics" if self._may_read():
                self._send(HTTPStatus.OK, CONTENT_TYPE_PLAIN_0_0_4, written_out())
            case "/metrics":
                self._send(HTTPStatus.UNAUTHORIZED, "text/plain", b"")
            case _:
                self._send(HTTPStatus.NOT_FOUND, "text/plain", b"")

    def log_message(self, *_: object) -> None:
        """Say nothing: whoever watches us asks every few seconds."""

    def _may_read(self) -> bool:
        wanted = f"{BEARER}{self.server.token}"
        given = self.headers.get("Authorization", "")
        return not self.server.token or hmac.compare_digest(given.encode(), wanted.encode())

    def _say_whether(self, what: str, is_so: bool) -> None:
        status = HTTPStatus.OK if is_so else HTTPStatus.SERVICE_UNAVAILABLE
        self._send(status, "application/json", json.dumps({what: is_so}).encode())

    def _send(self, status: HTTPStatus, kind: str, body: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Cache-Control", "no-store")
        if status is HTTPStatus.UNAUTHORIZED:
            self.send_header("WWW-Authenticate", "Bearer")
        self.end_headers()
        self.wfile.write(body)
