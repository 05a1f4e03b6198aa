"""Invented residents for Locust: each holds one whole conversation over the residents' API, and shares it.

Like the page, each sends a message again under the same name until it is answered. What each said, and the reference
they were given, is written down for the checks afterwards.
"""

from __future__ import annotations

import json
import os
import random
import time
import uuid
from pathlib import Path
from typing import Any

import gevent
from locust import FastHttpUser, events, task
from locust.exception import StopUser

RECORD = Path(os.environ["SCALE_RECORD"])
PEOPLE = int(os.environ["SCALE_PEOPLE"])
THINK = (float(os.environ["SCALE_THINK_FROM"]), float(os.environ["SCALE_THINK_TO"]))
GIVES_UP_AFTER = 120.0
"""Seconds that one message may take with all its repeats; then it counts as unanswered."""

LINES = (
    "my neighbour helps me with the shopping and I grow leeks on plot {number}",
    "I would like to get back to the choir, there are {number} of us",
    "on Fridays I bake bread for the hall, {number} loaves",
    "I mend bikes with my friend Ron, shed {number}",
    "some days are long, I got through {number} of them",
    "my sister rings me, her house is number {number}",
)
"""What everybody says, with a number of their own in it, so that every word can be found again."""

PRESSED = (
    "Yes, pass it on", "Share it with the team",
    "Phone call", "That is right", "Nothing", "Yes, share it", "No, that is all", "Yes",
    "Skip this",
)  # fmt: skip
TURNS_AT_MOST = 40

numbers = iter(range(1, 1_000_000))
gone: list[int] = []
"""The numbers of those whose conversation has ended."""


class Resident(FastHttpUser):
    """One person; ends with their conversation."""

    network_timeout = 30.0
    connection_timeout = 5.0

    def on_start(self) -> None:
        """Have a number of one's own."""
        self.number = 1000 + next(numbers)
        self.said: list[dict[str, Any]] = []
        self.reference = ""
        self.seconds: list[float] = []
        self.repeats = 0

    @task
    def conversation(self) -> None:
        """Hold the conversation, write it down, and go."""
        ended = "unanswered"
        try:
            ended = self._hold()
        finally:
            with RECORD.open("a") as file:
                file.write(json.dumps({
                    "number": self.number, "ended": ended, "said": self.said, "reference": self.reference,
                    "seconds": self.seconds, "repeats": self.repeats,
                }) + "\n")  # fmt: skip
            gone.append(self.number)
            if len(gone) >= PEOPLE:
                self.environment.runner.quit()
        raise StopUser

    def _hold(self) -> str:
        begun = self._call("begin", "/chat/api/conversations", None, {})
        if begun is None:
            return "not begun"
        self.bearer = {"Authorization": f"Bearer {begun['token']}"}
        newest = begun["messages"]
        for line in LINES:
            newest = self._say(text=line.format(number=self.number))
            if newest is None:
                return "unanswered"
        newest = self._say(choice="finish")
        for _ in range(TURNS_AT_MOST):
            if newest is None:
                return "unanswered"
            self.reference = next((one["reference"] for one in newest if one.get("reference")), "")
            if self.reference:
                return "shared"
            newest = self._go_on(newest)
        return "never shared"

    def _go_on(self, newest: list[dict[str, Any]]) -> list[dict[str, Any]] | None:
        if "number or address" in newest[-1]["text"]:
            return self._say(text="01632 960177")
        offered = {choice["title"]: choice["id"] for one in newest for choice in one["choices"]}
        title = next((one for one in PRESSED if one in offered), None)
        return self._say(choice=offered[title]) if title else self._say(choice="finish")

    def _say(self, **what: str) -> list[dict[str, Any]] | None:
        gevent.sleep(random.uniform(*THINK))
        named = {"message_id": str(uuid.uuid4()), **what}
        self.said.append(named)
        answer = self._call("say", "/chat/api/messages", named, self.bearer)
        return None if answer is None else answer["messages"]

    def _call(self, name: str, address: str, body: dict[str, str] | None, headers: dict[str, str]) -> Any:
        """Call until there is an answer, as the page does; return None when there never is."""
        begun = time.monotonic()
        while time.monotonic() - begun < GIVES_UP_AFTER:
            with self.client.post(address, json=body, headers=headers, name=name, catch_response=True) as response:
                if response.status_code in (200, 201):
                    self.seconds.append(time.monotonic() - begun)
                    return response.json()
                if response.status_code in (400, 401, 409):
                    response.failure(f"refused: {response.status_code} {response.text[:80]}")
                    return None
                response.failure(f"no answer: {response.status_code}")
            self.repeats += 1
            gevent.sleep(random.uniform(0.3, 1.0))
        return None


@events.quitting.add_listener
def _leave(environment: Any, **_: Any) -> None:
    """A killed server fails some calls; whether anything was lost is for the checks to say."""
    environment.process_exit_code = 0
