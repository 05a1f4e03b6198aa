"""Running a real action as the action server does, and reading what came of it."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.base import FrontDoorAction
from bot.strengths.contact import Contact


@dataclass(frozen=True)
class Outcome:
    """What one action gave back."""

    events: list[dict[str, Any]]
    messages: list[dict[str, Any]]

    @property
    def responses(self) -> list[str]:
        """Names of the responses said."""
        return [message["response"] for message in self.messages if message.get("response")]

    @property
    def contact(self) -> Contact:
        """The contact as it was written back."""
        return Contact.from_record(next(event["value"] for event in self.events if event.get("name") == "contact"))

    @property
    def reference(self) -> str:
        """The reference that was said."""
        return str(next(message["reference"] for message in self.messages if message.get("reference")))


def tracker(
    contact: Contact | None, act: str, words: str, parsed: dict[str, Any] | None = None, **entities: str
) -> Tracker:
    """A tracker at the moment Rasa calls an action; ``parsed`` is what the understanding adds."""
    return Tracker(
        sender_id="conversation-1",
        slots={
            "contact": contact.to_record() if contact else None,
            "moment": contact.moment.value if contact else None,
        },
        latest_message={
            "text": words,
            "intent": {"name": act, "confidence": 1.0},
            "entities": [{"entity": name, "value": value} for name, value in entities.items()],
            **(parsed or {}),
        },
        events=[],
        paused=False,
        followup_action=None,
        active_loop={},
        latest_action_name=None,
    )


def run(
    action: FrontDoorAction,
    contact: Contact | None,
    act: str,
    words: str = "",
    parsed: dict[str, Any] | None = None,
    **entities: str,
) -> Outcome:
    """Run an action for one turn; ``parsed`` is what the understanding and the door add."""
    dispatcher = CollectingDispatcher()
    events = asyncio.run(action.run(dispatcher, tracker(contact, act, words, parsed, **entities), {}))
    return Outcome(events=list(events), messages=list(dispatcher.messages))
