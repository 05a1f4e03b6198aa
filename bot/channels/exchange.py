"""What comes in at a door in one turn, and what goes out."""

from __future__ import annotations

import time
from dataclasses import dataclass, field

from bot.channels.transcript import Offer, Turn


@dataclass(frozen=True, kw_only=True)
class Said:
    """What came in: words or a choice, never both.

    Attributes:
        message_id: name the sender gave it; the same name is the same message.
        text: words, as typed.
        choice: id of an offer.
        offer: or what the door itself makes of it; nothing that came from outside stands in it.
        brought: kind of what came with it that nobody here can read, such as ``voice``; kept for staff.
        style: way of asking that a trainer wishes for from here on; only a sandbox takes it.
        came_at: when it came in, on the clock that only goes forward; its answer is due soon after.
    """

    message_id: str
    text: str | None = None
    choice: str | None = None
    offer: Offer | None = None
    brought: str | None = None
    style: str | None = None
    came_at: float = field(default_factory=time.monotonic)


@dataclass(frozen=True, kw_only=True)
class Answer:
    """What came of it.

    Attributes:
        turn: the message and its replies.
        repeated: whether it had been answered before, so that nothing was done again.
        transcript: everything the person sees now, this turn included.
    """

    turn: Turn
    repeated: bool
    transcript: list[Turn]
