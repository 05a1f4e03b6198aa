"""How somebody talks with each bot over HTTP, over one connection that is kept."""

from __future__ import annotations

import http.client
import json
import time
import uuid
from collections.abc import Sequence
from typing import Any, Protocol

PATIENCE = 120


class SilentError(Exception):
    """A bot did not answer."""


class Talk(Protocol):
    """One conversation."""

    def say(self, words: str) -> float:
        """Say something; return the milliseconds until the answer was there."""


class Connection:
    """One kept connection.

    Args:
        port: of a server on this machine.
    """

    def __init__(self, port: int) -> None:
        self._connection = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)

    def post(self, path: str, body: Any, headers: dict[str, str] | None = None) -> tuple[Any, float]:
        """Return what was answered, and the milliseconds it took.

        Raises:
            SilentError: it was refused.
        """
        content = json.dumps(body)
        sent = {"Content-Type": "application/json", **(headers or {})}
        started = time.perf_counter()
        self._connection.request("POST", path, content, sent)
        answer = self._connection.getresponse()
        received = answer.read()
        took = 1000 * (time.perf_counter() - started)
        if answer.status >= http.client.BAD_REQUEST:
            raise SilentError(f"{path}: {answer.status} {received[:200]!r}")
        return json.loads(received), took

    def get(self, path: str, headers: dict[str, str] | None = None) -> tuple[bytes, float]:
        """Return a page, and the milliseconds it took.

        Raises:
            SilentError: it was refused.
        """
        started = time.perf_counter()
        self._connection.request("GET", path, headers=headers or {})
        answer = self._connection.getresponse()
        received = answer.read()
        took = 1000 * (time.perf_counter() - started)
        if answer.status != http.client.OK:
            raise SilentError(f"{path}: {answer.status}")
        return received, took


class StockTalk:
    """A conversation with a stock Rasa bot over its REST channel.

    Args:
        port: of its server.
    """

    def __init__(self, port: int) -> None:
        self._connection = Connection(port)
        self._sender = uuid.uuid4().hex

    def heard(self, words: str) -> list[str]:
        """Say something; return the texts that were answered."""
        answer, _ = self._connection.post("/webhooks/rest/webhook", {"sender": self._sender, "message": words})
        return [str(one.get("text", "")) for one in answer]

    def say(self, words: str) -> float:
        """Say something; an empty answer counts, for stock Rasa gives one when it knows nothing to say."""
        _, took = self._connection.post("/webhooks/rest/webhook", {"sender": self._sender, "message": words})
        return took


class FrontDoorTalk:
    """A conversation with Front Door over its JSON calls; the welcome was said.

    Args:
        port: of the residents' server.
    """

    def __init__(self, port: int) -> None:
        self._connection = Connection(port)
        begun, _ = self._connection.post("/chat/api/conversations", {})
        self._headers = {"Authorization": f"Bearer {begun['token']}"}

    def say(self, words: str) -> float:
        """Say something.

        Raises:
            SilentError: nothing was answered.
        """
        message = {"message_id": uuid.uuid4().hex, "text": words}
        answer, took = self._connection.post("/chat/api/messages", message, self._headers)
        if not answer["messages"]:
            raise SilentError("no bubble")
        return took


MOODS = (
    "hello", "i am sad", "no", "hi there", "i feel great", "are you a bot?", "good morning", "so saaad", "yes", "bye",
)  # fmt: skip
"""What is said to ``rasa init``'s bot: its own subject."""

TOLD = (
    "My wife used to do the shopping and since she died in March I can't face it.",
    "I find the evenings the hardest",
    "yes that's fine",
    "I grew up here, I know everyone on the street",
    "My neighbour Sheila pops in most mornings with the paper",
    "I used to run the allotment society, and I still grow tomatoes",
    "I don't know",
    "Getting to the choir on a Thursday, I'd like to get back to that",
    "skip",
    "My son lives in Leeds and rings on Sundays",
    "The stairs are getting difficult with my knee",
    "are you a bot?",
)
"""What is said to Front Door: an invented person's own life, an aside, a question to us."""


def turn_of(said: Sequence[str], number: int) -> str:
    """Return what is said in a turn of a conversation longer than the list; telling goes on, with another day in it."""
    words, again = said[number % len(said)], number // len(said)
    return words if not again else f"{words} ({again + 1})"
