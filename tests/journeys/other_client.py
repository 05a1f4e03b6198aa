"""Someone else's client: it knows docs/api.md and nothing else."""

from __future__ import annotations

import time
import uuid
from typing import Any

import requests

from tests.journeys.words import remember

PATIENCE = 60.0


class RefusedError(Exception):
    """A call was refused, with the code docs/api.md gives, and what is said all the same."""

    def __init__(self, status: int, code: str, message: str, said: tuple[str, ...] = ()) -> None:
        super().__init__(f"{status} {code}")
        self.status, self.code, self.message, self.said = status, code, message, said


class OtherClient:
    """One conversation held over the JSON calls.

    Args:
        address: where the resident server is.
    """

    def __init__(self, address: str) -> None:
        self._calls = f"{address}/chat/api"
        begun = requests.post(f"{self._calls}/conversations", timeout=30)
        assert begun.status_code == 201, begun.text
        content = begun.json()
        self.token: str = content["token"]
        self.standing: list[dict[str, str]] = content["standing_choices"]
        self.newest: list[dict[str, Any]] = content["messages"]

    def say(self, text: str) -> list[str]:
        """Type something; return the texts that answer it."""
        return self.send({"text": remember(text)})

    def choose(self, title: str) -> list[str]:
        """Choose one of the buttons of the newest answer, or a standing choice, by its title."""
        return self.send({"choice": self.choice(title)})

    def choose_for_line(self, words: str, title: str) -> list[str]:
        """Choose what is to happen to the line of the read-back that has these words."""
        (line,) = [line for line in self.lines if line["words"] == words]
        (choice,) = [choice["id"] for choice in line["choices"] if choice["title"] == title]
        return self.send({"choice": choice})

    def choice(self, title: str) -> str:
        """Return the id of a choice that is offered now."""
        offered = [choice for message in self.newest for choice in message["choices"]] + self.standing
        found = [choice["id"] for choice in offered if choice["title"] == title]
        titles = [choice["title"] for message in self.newest for choice in message["choices"]]
        assert found, f"{title!r} is not offered beside {self.texts}, only {titles}"
        return str(found[0])

    def send(self, body: dict[str, Any], message_id: str | None = None) -> list[str]:
        """Send one message once; return the texts of the answer.

        Raises:
            RefusedError: it was not taken.
        """
        answer = self.post({"message_id": message_id or str(uuid.uuid4()), **body})
        content = answer.json()
        if answer.status_code != 200:
            said = tuple(message["text"] for message in content.get("messages", ()))
            raise RefusedError(answer.status_code, **content["error"], said=said)
        self.newest = content["messages"]
        return self.texts

    def send_until_taken(self, body: dict[str, Any], message_id: str) -> list[str]:
        """Send a message again and again under the same name, as docs/api.md says, until it is answered."""
        end = time.monotonic() + PATIENCE
        while True:
            try:
                return self.send(body, message_id)
            except (requests.ConnectionError, requests.Timeout):
                assert time.monotonic() < end, "nobody answered"
            except RefusedError as refused:
                assert refused.status == 503, refused
                assert time.monotonic() < end, refused
            time.sleep(0.2)

    def post(self, body: Any, **more: Any) -> requests.Response:
        """Send any body at all as a message."""
        return requests.post(f"{self._calls}/messages", json=body, headers=self._headers, timeout=40, **more)

    def transcript(self) -> list[dict[str, Any]]:
        """Return the whole conversation."""
        answer = requests.get(f"{self._calls}/messages", headers=self._headers, timeout=30)
        assert answer.status_code == 200, answer.text
        messages: list[dict[str, Any]] = answer.json()["messages"]
        return messages

    def copy(self) -> dict[str, Any]:
        """Return the copy of what was or would be shared."""
        answer = requests.get(f"{self._calls}/summary", headers=self._headers, timeout=30)
        assert answer.status_code == 200, answer.text
        copy: dict[str, Any] = answer.json()
        return copy

    @property
    def texts(self) -> list[str]:
        """The texts of the newest answer."""
        return [message["text"] for message in self.newest]

    @property
    def question(self) -> str:
        """The last thing said that is no list of lines."""
        return self.texts[-1] if not self.lines else next(text for text in reversed(self.texts) if "\n" not in text)

    @property
    def lines(self) -> list[dict[str, Any]]:
        """The lines of the read-back in the newest answer."""
        return [line for message in self.newest for line in message.get("read_back", {}).get("lines", [])]

    @property
    def reference(self) -> str | None:
        """The reference in the newest answer."""
        return next((message["reference"] for message in self.newest if "reference" in message), None)

    @property
    def said(self) -> list[str]:
        """What the person said, as the transcript shows it."""
        return [message["text"] for message in self.transcript() if message["from"] == "resident"]

    @property
    def _headers(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.token}"}
