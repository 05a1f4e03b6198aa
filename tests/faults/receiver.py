"""A council's system with moods: what it does at the first try of each delivery is told beforehand."""

from __future__ import annotations

import json
import threading
import time
from collections import Counter
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from standardwebhooks import Webhook

from tests.journeys.receiver import SECRET

Mood = Callable[[BaseHTTPRequestHandler], None]


def answers(status: int, **headers: str) -> Mood:
    """Return a mood that answers with a status."""

    def do(request: BaseHTTPRequestHandler) -> None:
        request.send_response(status)
        for name, value in headers.items():
            request.send_header(name.replace("_", "-"), value)
        request.send_header("Content-Length", "0")
        request.end_headers()

    return do


def waits(seconds: float, mood: Mood) -> Mood:
    """Return a mood that takes its time first."""

    def do(request: BaseHTTPRequestHandler) -> None:
        time.sleep(seconds)
        mood(request)

    return do


class Receiver:
    """Takes deliveries, checks each signature, and answers as its moods tell it to; afterwards all is well.

    Attributes:
        moods: what it does at the first try, by a word in what is delivered.
        came: how often each delivery came, by its id and what it says.
        elsewhere: requests that came to any other address than the one that was given.
        faults: what was wrong with what came.
    """

    def __init__(self) -> None:
        self.moods: dict[str, Mood] = {}
        self.came: Counter[tuple[str, str]] = Counter()
        self.elsewhere: list[str] = []
        self.faults: list[str] = []
        receiver = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"]))
                if self.path != "/in":
                    receiver.elsewhere.append(self.path)
                    answers(204)(self)
                    return
                try:
                    receiver._take(self, body)
                except OSError:
                    self.close_connection = True

            def do_GET(self) -> None:
                receiver.elsewhere.append(self.path)
                answers(204)(self)

            def log_message(self, *_: object) -> None:
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        threading.Thread(target=self._server.serve_forever, args=(0.05,), daemon=True).start()

    @property
    def port(self) -> int:
        """Where it listens."""
        return int(self._server.server_port)

    def times(self, word: str) -> list[int]:
        """Return how often each delivery with this word came."""
        return [count for (_, said), count in self.came.items() if word in said]

    def close(self) -> None:
        """Stop receiving."""
        self._server.shutdown()
        self._server.server_close()

    def _take(self, request: BaseHTTPRequestHandler, body: bytes) -> None:
        try:
            Webhook(SECRET).verify(body, {name.lower(): value for name, value in request.headers.items()})
        except Exception as error:
            self.faults.append(type(error).__name__)
            answers(400)(request)
            return
        said = " ".join(line["words"] for line in json.loads(body)["data"]["statements"])
        delivery = (request.headers["webhook-id"], said)
        self.came[delivery] += 1
        first = self.came[delivery] == 1
        mood = next((mood for word, mood in self.moods.items() if word in said), None)
        (mood if mood is not None and first else answers(204))(request)
