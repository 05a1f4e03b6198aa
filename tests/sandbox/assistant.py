"""A small assistant that answers the resident's calls as docs/api.md says, and a keeper without a process."""

from __future__ import annotations

import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

STANDING = [{"id": "finish", "title": "Show me what I said"}]
OPENING = {
    "id": "first",
    "from": "front_door",
    "text": "What is wrong?",
    "choices": [{"id": "choice-1", "title": "I would rather not say"}],
}


class Assistant(ThreadingHTTPServer):
    """Remembers what it was sent; every answer is one more question.

    Attributes:
        heard: the bodies of all calls, oldest first.
        messages: the conversation.
        refuses: what a message is refused with, if it is.
        summary: what the team would read.
    """

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Answers)
        self.heard: list[dict[str, Any]] = []
        self.messages: list[dict[str, Any]] = []
        self.refuses: dict[str, Any] = {}
        self.summary: dict[str, Any] | None = None
        threading.Thread(target=self.serve_forever, args=(0.01,), daemon=True).start()


class Answers(BaseHTTPRequestHandler):
    server: Assistant

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.server.heard.append(body)
        if self.path.endswith("/conversations"):
            self.server.messages = [OPENING]
            return self.answer(201, {"token": "token-1"})
        if self.server.refuses:
            return self.answer(503, self.server.refuses)
        said = body.get("text") or "(a button)"
        number = len(self.server.messages)
        self.server.messages += [
            {"id": body["message_id"], "from": "resident", "text": said, "choices": []},
            {"id": f"answer-{number}", "from": "front_door", "text": f"Question {number}?", "choices": []},
        ]
        return self.answer(200, {})

    def do_GET(self) -> None:
        known = self.headers["Authorization"] == "Bearer token-1"
        if self.path.endswith("/summary"):
            found = self.server.summary
            return self.answer(404, {"error": {"code": "nothing_yet"}}) if found is None else self.answer(200, found)
        return self.answer(200 if known else 401, {"messages": self.server.messages, "standing_choices": STANDING})

    def answer(self, status: int, content: dict[str, Any]) -> None:
        self.send_response(status)
        self.end_headers()
        self.wfile.write(json.dumps(content).encode())

    def log_message(self, *_: Any) -> None:
        pass


class Keeper:
    """Stands in for the process that keeps a sandbox."""

    def __init__(self, port: int, opens: bool | Exception = True) -> None:
        self.port, self.opens = port, opens
        self.is_running, self.signs = True, 0

    def wait(self, _seconds: float) -> bool:
        if isinstance(self.opens, Exception):
            raise self.opens
        return self.opens

    def give_sign(self) -> None:
        self.signs += 1

    def end(self) -> None:
        self.is_running = False
