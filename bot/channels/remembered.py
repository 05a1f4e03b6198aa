"""What was said in the conversations under way, held in this process so that only what is new is read at each turn.

The database knows best: each reading first asks it whether what is held is still there, so that several servers side
by side, a deletion and a restart are all seen.
"""

from __future__ import annotations

import copy
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from rasa.shared.core.events import Event, UserUttered

from bot.channels.first_help import FirstHelp
from bot.channels.transcript import Names, Turn, turns
from bot.dialogue.letting_go import LettingGo
from bot.strengths.first_help import Given

MOST = 2_000
"""Conversations held at once; whichever was not read for longest goes first."""

HELD_FOR = 900.0
"""Seconds after which what nobody reads is held no longer (``LettingGo`` looks every minute)."""


@dataclass
class _Held:
    """One conversation: the turns that are over, and the events of the latest, which may go on."""

    mark: Any = None
    over: list[Turn] = field(default_factory=list)
    latest: list[Event] = field(default_factory=list)
    names: Names = field(default_factory=Names)
    given: Given = field(default_factory=Given)
    read_at: float = 0.0


class Remembered:
    """Turns of conversations, as a door shows them.

    Args:
        first_help: puts first help into the turns it was said in.
        clock: seconds that only go up.
    """

    def __init__(self, first_help: FirstHelp, clock: Callable[[], float] = time.monotonic) -> None:
        self._first_help = first_help
        self._clock = clock
        self._held: OrderedDict[str, _Held] = OrderedDict()
        self._letting_go = LettingGo(self._let_go)

    async def turns(self, store: Any, conversation: str) -> list[Turn]:
        """Return every turn of a conversation, answered or not, oldest first.

        Args:
            store: the store of conversations.
            conversation: its name.
        """
        # Taken out while it is worked on: two readings at once never share one.
        held = self._held.pop(conversation, _Held())
        since = await store.said_since(conversation, held.mark)
        if not since.goes_on:
            held = _Held()
        held.mark, held.read_at = since.mark, self._clock()
        self._close(held, [*held.latest, *since.events])
        latest = turns(held.latest, Names(held.names))
        self._first_help.add_to(latest, copy.deepcopy(held.given))
        self._hold(conversation, held)
        return [*held.over, *latest]

    def _close(self, held: _Held, events: list[Event]) -> None:
        """Draw up the turns that are over; only the latest can still grow."""
        begins = [at for at, event in enumerate(events) if isinstance(event, UserUttered)]
        last = begins[-1] if begins else 0
        over = turns(events[:last], held.names)
        held.given = self._first_help.add_to(over, held.given)
        held.over += over
        held.latest = events[last:]

    def _hold(self, conversation: str, held: _Held) -> None:
        self._held[conversation] = held
        self._held.move_to_end(conversation)
        while len(self._held) > MOST:
            self._held.popitem(last=False)
        self._let_go()
        self._letting_go.begin()

    def _let_go(self) -> bool:
        """Hold nothing any more that was not read for long; return whether anything is still held."""
        while self._held and next(iter(self._held.values())).read_at < self._clock() - HELD_FOR:
            self._held.popitem(last=False)
        return bool(self._held)
