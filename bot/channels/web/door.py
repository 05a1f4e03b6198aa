"""What every route of the web door works with."""

from __future__ import annotations

from dataclasses import dataclass

from bot.channels.choices import Choices
from bot.channels.identity import Identities
from bot.channels.turn import Conversations
from bot.channels.web.view import View
from bot.channels.web.visitor import Visitors
from bot.channels.words import refusal, ring_us
from bot.settings import Settings

STATUS = {
    "empty": 400,
    "too_long": 413,
    "too_big": 413,
    "stale_choice": 409,
    "used_id": 409,
    "not_taken_in": 503,
    "not_started": 503,
    "lost_place": 400,
    "no_token": 401,
    "elsewhere": 403,
    "not_json": 415,
    "malformed": 400,
    "text_and_choice": 400,
    "unknown_field": 400,
    "bad_id": 400,
    "nothing_yet": 404,
    "not_here": 404,
}
"""HTTP status of each refusal; the words stand in ``words.yml`` under the same codes."""

BUSY = ("not_taken_in", "not_started")


@dataclass(frozen=True, kw_only=True)
class Door:
    """The web door's parts.

    Attributes:
        settings: of this process.
        identities: issues conversations and signs for them.
        visitors: tells whose conversation a request belongs to.
        choices: knows what is on offer.
        conversations: the assistant.
    """

    settings: Settings
    identities: Identities
    visitors: Visitors
    choices: Choices
    conversations: Conversations

    def view(self, conversation: str) -> View:
        """Return what shows the messages of a conversation."""
        return View(self.choices, conversation)

    def words_for(self, code: str) -> str:
        """Return what is said about a refusal; when the fault is ours, with a way to reach a person."""
        said = refusal(code)
        telephone = ring_us(self.settings) if code in BUSY else ""
        return f"{said} {telephone}".strip()
