"""Messages as the page and the JSON calls show them: one shape for both."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from bot.channels.choices import Choices, standing_choices
from bot.channels.transcript import Line, Message, Offer, Turn


class View:
    """Shows the messages of one conversation.

    Args:
        choices: gives offers their ids.
        conversation: whose messages they are.
    """

    def __init__(self, choices: Choices, conversation: str) -> None:
        self._choices = choices
        self._conversation = conversation

    def transcript(self, turns: list[Turn]) -> list[dict[str, Any]]:
        """Return every message in order; only the latest turn's can still be chosen from."""
        return [
            message
            for turn in turns
            for message in (
                *([self.message(turn.said, open_to_choice=False)] if turn.said else []),
                *self.replies(turn, open_to_choice=turn is turns[-1]),
            )
        ]

    def replies(self, turn: Turn, *, open_to_choice: bool) -> list[dict[str, Any]]:
        """Return the answers of one turn."""
        return [self.message(reply, open_to_choice=open_to_choice) for reply in turn.replies]

    def message(self, message: Message, *, open_to_choice: bool) -> dict[str, Any]:
        """Return one message; what it does not have is left out.

        Args:
            message: the message.
            open_to_choice: whether its choices still count.
        """
        shown: dict[str, Any] = {
            "id": message.id,
            "from": message.speaker,
            "text": message.text,
            "choices": self._offers(message, message.choices) if open_to_choice else [],
        }
        if message.lines is not None:
            shown["read_back"] = {"lines": [self._line(message, line, open_to_choice) for line in message.lines]}
        if message.reference:
            shown["reference"] = message.reference
        if message.copy:
            shown["copy"] = True
        if message.left is not None and open_to_choice:
            shown["left"] = message.left
        if message.another_device:
            shown["another_device"] = True
        return shown

    def _line(self, message: Message, line: Line, open_to_choice: bool) -> dict[str, Any]:
        return {
            "id": line.id,
            "number": line.number,
            "heading": line.heading,
            "words": line.words,
            "shared": line.shared,
            "choices": self._offers(message, line.choices) if open_to_choice else [],
        }

    def _offers(self, message: Message, offers: Iterable[Offer]) -> list[dict[str, str]]:
        return [
            {"id": self._choices.name(self._conversation, message, offer), "title": offer.title} for offer in offers
        ]


def said_all_the_same(first_help: Iterable[str]) -> list[dict[str, Any]]:
    """Return first help that belongs to no turn, because the turn failed, as messages.

    Args:
        first_help: a bubble each.
    """
    return [
        {"id": f"help-{number}", "from": "front_door", "text": text, "choices": []}
        for number, text in enumerate(first_help, 1)
    ]


def standing() -> list[dict[str, str]]:
    """Return the choices that are possible at every turn."""
    return [{"id": name, "title": title} for name, title in standing_choices()]


def first_of_latest(messages: list[dict[str, Any]]) -> str | None:
    """Return the id of the first message of the newest answer, where a person goes on reading."""
    found = None
    for message in reversed(messages):
        if message["from"] != "front_door":
            break
        found = message["id"]
    return found
