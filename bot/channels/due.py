"""When an answer is due: within five seconds of what came in, whatever hangs behind the door.

Whoever waits longer goes away, or sends it again. So each step of a turn is given what is left of the time, and the
last of it is kept for saying what became of the words.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass

ANSWERED_WITHIN = 4.0
"""Seconds from coming in to being answered; of the five that are promised, the rest is left to a busy machine."""

KEPT_FOR_HELP = 0.6
"""Seconds of these kept for first help and the truth, should the conversation not answer."""

LEAST = 0.2
"""Seconds that each step is given even when there is no time left, so that it can fail by itself."""

LOOKED_UP_WITHIN = 0.8
"""Seconds for what has to be looked up before a turn begins."""


@dataclass(frozen=True)
class Due:
    """The moment at which an answer is due.

    Attributes:
        at: on the clock that only goes forward.
        clock: that clock.
    """

    at: float
    clock: Callable[[], float] = time.monotonic

    @classmethod
    def after(cls, came_at: float) -> Due:
        """Return when what came in then is due to be answered."""
        return cls(came_at + ANSWERED_WITHIN)

    def left(self, keeping: float = 0.0) -> float:
        """Return the seconds a step may take.

        Args:
            keeping: seconds that must be left after it.
        """
        return max(LEAST, self.at - keeping - self.clock())
