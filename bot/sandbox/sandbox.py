"""The sandbox that the studio's pages share: started when somebody sits down, ended when the last has left."""

from __future__ import annotations

import secrets
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Protocol

from bot.errors import NotFoundError, StartError
from bot.sandbox.calls import Calls, Content, Taken, Talk

OPENS_WITHIN = 45.0
"""Seconds that somebody who opens it is kept waiting; after that they are told that it is still being made ready."""


class Keeps(Protocol):
    """What a keeper's process can do (``process.KeeperProcess``)."""

    port: int

    @property
    def is_running(self) -> bool:
        """Whether the sandbox is there, open or about to be."""

    def wait(self, seconds: float) -> bool:
        """Return whether it is open, waiting for that a while."""

    def give_sign(self) -> None:
        """Say that somebody is there."""

    def end(self) -> None:
        """End it and all it kept."""


@dataclass(frozen=True)
class Switch:
    """A change of style.

    Attributes:
        after: id of the last message before it.
        style: the style from there on.
    """

    after: str
    style: str


@dataclass
class Seat:
    """One trainer in the other chair.

    Attributes:
        token: reaches their conversation.
        style: how they are asked now.
        began_in: how they were asked at first.
        switches: every change of that, oldest first.
    """

    token: str
    style: str
    began_in: str
    switches: list[Switch] = field(default_factory=list)


class Sandbox:
    """The sandbox of one studio.

    Args:
        start: starts a keeper.
        opens_within: seconds that somebody who opens it is kept waiting.
    """

    def __init__(self, start: Callable[[], Keeps], opens_within: float = OPENS_WITHIN) -> None:
        self._start = start
        self._opens_within = opens_within
        self._keeper: Keeps | None = None
        self._seats: dict[str, Seat] = {}
        self._one_at_a_time = threading.RLock()

    def sit_down(self, style: str) -> str | None:
        """Begin a conversation and return the name of the seat; None while the sandbox is still being made ready.

        Args:
            style: way of asking, of ``question.STYLES``.

        Raises:
            StartError: the sandbox could not be started.
            NotFoundError: it opened no conversation.
        """
        # Whoever leaves meanwhile must not end it under somebody who is just sitting down.
        with self._one_at_a_time:
            if not self._open():
                return None
            token = self._calls().begin(style)
            name = secrets.token_urlsafe(16)
            self._seats[name] = Seat(token=token, style=style, began_in=style)
            return name

    def seat(self, name: str) -> Seat:
        """Return a seat, and say to the keeper that somebody is there.

        Raises:
            NotFoundError: there is none: it was left, or the sandbox has ended.
        """
        self._calls()
        found = self._seats.get(name)
        if found is None:
            raise NotFoundError("Nobody sits there.")
        return found

    def say(self, name: str, message_id: str, *, text: str | None = None, choice: str | None = None) -> Taken:
        """Say something to the assistant, to be answered in the seat's style.

        Args:
            name: the seat.
            message_id: name of the message; sent again under the same name it counts once.
            text: words, or
            choice: id of a choice on offer.

        Raises:
            NotFoundError: there is no such seat.
        """
        seat = self.seat(name)
        said: Content = {"message_id": message_id, "style": seat.style}
        said |= {"text": text} if choice is None else {"choice": choice}
        return self._calls().say(seat.token, said)

    def switch(self, name: str, style: str) -> None:
        """Ask in another style from here on.

        Args:
            name: the seat.
            style: way of asking, of ``question.STYLES``.

        Raises:
            NotFoundError: there is no such seat.
        """
        seat = self.seat(name)
        messages = self.talk(name).messages
        after = str(messages[-1]["id"]) if messages else ""
        if style == seat.style:
            return
        # Of several changes at one place only the last was ever heard.
        seat.switches = [each for each in seat.switches if each.after != after]
        if style != (seat.switches[-1].style if seat.switches else seat.began_in):
            seat.switches.append(Switch(after, style))
        seat.style = style

    def talk(self, name: str) -> Talk:
        """Return the conversation of a seat.

        Raises:
            NotFoundError: there is no such seat.
        """
        return self._calls().talk(self.seat(name).token)

    def summary(self, name: str) -> Content | None:
        """Return what the team would be given of it, or None while there is nothing.

        Raises:
            NotFoundError: there is no such seat.
        """
        return self._calls().summary(self.seat(name).token)

    def leave(self, name: str, *, stays_open: bool = False) -> bool:
        """Leave a seat; when nobody else sits there, the sandbox ends and all in it is removed. Return whether it did.

        Args:
            name: the seat; one that is gone already is no matter.
            stays_open: for somebody who is about to sit down anew.
        """
        with self._one_at_a_time:
            self._seats.pop(name, None)
            ends = not self._seats and not stays_open
            if ends:
                self.close()
            return ends

    def close(self) -> None:
        """End the sandbox, whoever sits there, and all in it."""
        with self._one_at_a_time:
            keeper, self._keeper = self._keeper, None
            self._seats.clear()
            if keeper is not None:
                keeper.end()

    def _open(self) -> bool:
        """Start the sandbox if it is not there, and return whether it can be used yet."""
        if self._keeper is None or not self._keeper.is_running:
            self.close()
            self._keeper = self._start()
        try:
            return self._keeper.wait(self._opens_within)
        except StartError:
            self.close()
            raise

    def _calls(self) -> Calls:
        keeper = self._keeper
        if keeper is None or not keeper.is_running:
            raise NotFoundError("The sandbox is not open.")
        keeper.give_sign()
        return Calls(keeper.port)
