"""What Rasa is given of the conversations under way, held in this process until the database says otherwise.

Each record says how the conversation stood when it was read or written (``Mark``); it is used only while the database
says that it stands so still. So several servers side by side, a deletion and a restart are all seen.
"""

from __future__ import annotations

import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field

from rasa.shared.core.events import Event

from bot.dialogue.mark import Mark

MOST = 500
"""Conversations held at once; whichever was not used for longest goes first, and is read when it is wanted again."""

HELD_FOR = 900.0
"""Seconds after which what nobody uses is held no longer (``LettingGo`` looks every minute)."""


@dataclass(frozen=True, kw_only=True)
class Held:
    """One conversation.

    Attributes:
        mark: how it stands.
        events: what Rasa is given of it.
        before: how it stood before what was written last; None when it was read and not written.
        written: what was written then.
    """

    mark: Mark
    events: list[Event]
    before: Mark | None = None
    written: list[Event] = field(default_factory=list)


class Hold:
    """Holds conversations; threads may share it.

    Args:
        clock: seconds that only go up.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._held: OrderedDict[str, tuple[float, Held]] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, sender_id: str, mark: Mark) -> Held | None:
        """Return what is held of a conversation, if it stands so still."""
        with self._lock:
            _, held = self._held.get(sender_id, (0.0, None))
        return held if held is not None and held.mark == mark else None

    def put(self, sender_id: str, held: Held) -> None:
        """Hold a conversation, in place of what was held of it."""
        now = self._clock()
        with self._lock:
            self._held[sender_id] = (now, held)
            self._held.move_to_end(sender_id)
            while len(self._held) > MOST:
                self._held.popitem(last=False)
            self._let_go(now)

    def drop(self, sender_id: str) -> None:
        """Hold nothing of a conversation any more."""
        with self._lock:
            self._held.pop(sender_id, None)

    def let_go(self) -> bool:
        """Hold nothing any more that was not used for long; return whether anything is still held."""
        with self._lock:
            self._let_go(self._clock())
            return bool(self._held)

    def _let_go(self, now: float) -> None:
        while self._held and next(iter(self._held.values()))[0] < now - HELD_FOR:
            self._held.popitem(last=False)
