"""Rehearsals under way. They live in the memory of this process, and are gone when they are over.

Nothing is written down: who rehearses without an account leaves nothing behind. A room is known by an id that cannot be
guessed, and opens only for the browser that holds it in its session (``holds``).
"""

from __future__ import annotations

import secrets
import threading
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from flask import session

from bot.clock import Clock
from bot.errors import NotAllowedError, NotFoundError
from bot.studio.rehearsal.rehearsal import Rehearsal

IDLE = timedelta(hours=2)
"""After this long without a turn a rehearsal is forgotten."""

MOST = 600
"""Rooms at once; each is some hundred kilobytes at most."""

MOST_FROM_AN_ADDRESS = 60
"""A training room full of people may come from one address; one visitor must not fill all rooms."""

HELD = "rooms"
MOST_HELD = 5
"""Rooms that one browser can have open."""


@dataclass(frozen=True, kw_only=True)
class Room:
    """One rehearsal under way.

    Attributes:
        id: cannot be guessed.
        address: the network address it was opened from; rooms are counted by it.
        rehearsal: as it stands.
        used_at: when it was last changed.
        feedback_hidden: whether the line after each turn is kept for the end.
        paused: whether the learner is taking a break.
        stopped: whether the learner stopped the talk for good.
        own_view: what the learner answered before the debrief; None before that.
        nearer: which of the pair to think about was nearer: ``conventional``, ``strengths`` or "".
        learner_id: whose record it goes into; "" for nobody's.
        record_id: of the record it is kept as; "" when it is not kept.
    """

    id: str
    address: str
    rehearsal: Rehearsal
    used_at: datetime
    feedback_hidden: bool = False
    paused: bool = False
    stopped: bool = False
    own_view: tuple[str, ...] | None = None
    nearer: str = ""
    learner_id: str = ""
    record_id: str = ""


@dataclass
class Rooms:
    """All rooms of one process; safe to use from several threads.

    Args:
        clock: the time.
    """

    clock: Clock
    _rooms: dict[str, Room] = field(default_factory=dict)
    _lock: threading.RLock = field(default_factory=threading.RLock)

    def open(self, rehearsal: Rehearsal, address: str, **more: object) -> Room:
        """Open a room.

        Args:
            rehearsal: as it begins.
            address: the network address it is opened from.
            more: fields of the room that do not begin empty.

        Raises:
            NotAllowedError: there is no room left.
        """
        with self._lock:
            self._forget_the_idle()
            if len(self._rooms) >= MOST:
                raise NotAllowedError("Every room is taken.")
            self._make_place_for(address)
            room = Room(id=secrets.token_urlsafe(24), address=address, rehearsal=rehearsal, used_at=self.clock())
            room = replace(room, **more)  # type: ignore[arg-type]
            self._rooms[room.id] = room
            return room

    def get(self, id: str) -> Room:  # noqa: A002 -- named as everybody names it
        """Return a room.

        Raises:
            NotFoundError: there is none, or it was forgotten.
        """
        with self._lock:
            self._forget_the_idle()
            if id not in self._rooms:
                raise NotFoundError("There is no such room.")
            return self._rooms[id]

    def change(self, id: str, change: Callable[[Room], Room]) -> Room:  # noqa: A002
        """Change a room; nobody else changes it meanwhile.

        Args:
            id: which.
            change: gives the room as it shall be.

        Raises:
            NotFoundError: there is none, or it was forgotten.
        """
        with self._lock:
            room = replace(change(self.get(id)), used_at=self.clock())
            self._rooms[id] = room
            return room

    def close(self, id: str) -> None:  # noqa: A002
        """Forget a room; harmless when it is gone."""
        with self._lock:
            self._rooms.pop(id, None)

    def close_all_of(self, learner_id: str) -> None:
        """Forget every room of a learner."""
        with self._lock:
            for room in [room for room in self._rooms.values() if room.learner_id == learner_id]:
                del self._rooms[room.id]

    def __len__(self) -> int:
        """Return how many rooms there are."""
        return len(self._rooms)

    def _forget_the_idle(self) -> None:
        now = self.clock()
        for room in [room for room in self._rooms.values() if now - room.used_at > IDLE]:
            del self._rooms[room.id]

    def _make_place_for(self, address: str) -> None:
        """Forget the room from this address that was used longest ago, when it has too many."""
        theirs = sorted(
            (room for room in self._rooms.values() if room.address == address), key=lambda room: room.used_at
        )
        for room in theirs[: max(0, len(theirs) - MOST_FROM_AN_ADDRESS + 1)]:
            del self._rooms[room.id]


def hold(room: Room) -> None:
    """Let this browser into a room from now on."""
    session[HELD] = [*session.get(HELD, [])[-(MOST_HELD - 1) :], room.id]


def let_go(room_id: str) -> None:
    """Let this browser into a room no longer."""
    session[HELD] = [held for held in session.get(HELD, []) if held != room_id]


def holds(room_id: str) -> bool:
    """Return whether this browser may enter a room."""
    return room_id in session.get(HELD, [])
