"""Letting go of people's words in memory when their time is over, also where nobody says anything any more.

Whatever lets go of old words only when new ones come keeps the last ones of an evening until the morning.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable

LOOK_AGAIN = 60.0
"""Seconds between two looks."""


class LettingGo:
    """Looks again and again for what is old, as long as something is held.

    Args:
        let_go: lets go of what is old, and says whether anything is still held.
        pause: seconds between two looks; a minute unless given.
    """

    def __init__(self, let_go: Callable[[], bool], pause: float | None = None) -> None:
        self._let_go = let_go
        self._pause = LOOK_AGAIN if pause is None else pause
        self._loop: asyncio.AbstractEventLoop | None = None

    def begin(self) -> None:
        """Go on looking in the running loop; to be called whenever something may be held from now on."""
        loop = asyncio.get_running_loop()
        if self._loop is not loop:
            self._loop = loop
            loop.call_later(self._pause, self._look, loop)

    def _look(self, loop: asyncio.AbstractEventLoop) -> None:
        if self._let_go():
            loop.call_later(self._pause, self._look, loop)
        else:
            self._loop = None
