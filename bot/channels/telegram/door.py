"""What every part of the Telegram door works with."""

from __future__ import annotations

from dataclasses import dataclass

from bot.channels.choices import Choices
from bot.channels.seats import Seats
from bot.channels.taking_over import TakingOver
from bot.channels.telegram.chats import Chats
from bot.channels.telegram.sending import Sender
from bot.channels.turn import Conversations
from bot.channels.words import refusal, ring_us, telegram
from bot.settings import Settings

BUSY = ("not_taken_in", "too_slow", "not_started", "no_code_now", "closed")


@dataclass(frozen=True, kw_only=True)
class Door:
    """The Telegram door's parts.

    Attributes:
        settings: of this process.
        choices: knows what is on offer.
        conversations: the assistant.
        seats: tells which device a conversation is open to.
        taking_over: gives codes for another device, and takes them.
        chats: tells which conversation a chat is in.
        sender: says things.
    """

    settings: Settings
    choices: Choices
    conversations: Conversations
    seats: Seats
    taking_over: TakingOver
    chats: Chats
    sender: Sender

    def words_for(self, code: str) -> str:
        """Return what is said about a refusal; when the fault is ours, with a way to reach a person."""
        said = telegram(code) if code == "closed" else refusal(code)
        telephone = ring_us(self.settings) if code in BUSY else ""
        return f"{said} {telephone}".strip()
