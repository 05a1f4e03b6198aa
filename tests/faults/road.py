"""A road between two processes that a test can close: a small TCP relay of its own, never the machine's services.

Open, it passes on every byte. It can be cut (nobody answers, and what was open is reset), blocked (connections are
taken and nothing moves), or answer by itself in place of whoever it leads to.
"""

from __future__ import annotations

import contextlib
import socket
import struct
import threading
from collections.abc import Callable, Iterator
from enum import Enum

PIECE = 65_536
RESET = struct.pack("ii", 1, 0)
"""Linger for no time: closing sends a reset, as when the other machine has gone."""


class State(Enum):
    OPEN = "open"
    CUT = "cut"
    BLOCKED = "blocked"
    ANSWERS = "answers"


class Road:
    """A port of its own that leads to another.

    Args:
        to: port that it leads to, on this machine.

    Attributes:
        port: where it begins.
        asked: how many pieces of what is asked came so far, also down a connection that was there already.
    """

    def __init__(self, to: int) -> None:
        self._to = to
        self._state = State.OPEN
        self._moves = threading.Event()
        self._moves.set()
        self._answer = b""
        self._open: set[socket.socket] = set()
        self._lock = threading.Lock()
        self.asked = 0
        self._listening = self._listen(0)
        self.port: int = self._listening.getsockname()[1]

    @contextlib.contextmanager
    def cut(self) -> Iterator[None]:
        """Nobody answers there any more, and whoever was connected is cut off; then it is as before."""
        self._state = State.CUT
        self._stop_listening()
        self._reset_all()
        try:
            yield
        finally:
            self._state = State.OPEN
            self._listening = self._listen(self.port)

    @contextlib.contextmanager
    def blocked(self) -> Iterator[None]:
        """Connections stay and are made, and nothing moves on them; then what waited goes on its way."""
        self._moves.clear()
        try:
            yield
        finally:
            self._moves.set()

    @contextlib.contextmanager
    def answering(self, answer: bytes) -> Iterator[None]:
        """Whoever comes gets this, whatever they wanted."""
        self._answer, self._state = answer, State.ANSWERS
        self._reset_all()
        try:
            yield
        finally:
            self._state = State.OPEN

    def close(self) -> None:
        """End the road."""
        self._state = State.CUT
        self._moves.set()
        self._stop_listening()
        self._reset_all()

    def _listen(self, port: int) -> socket.socket:
        listening = socket.create_server(("127.0.0.1", port), reuse_port=False, backlog=128)
        threading.Thread(target=self._take, args=(listening,), daemon=True).start()
        return listening

    def _stop_listening(self) -> None:
        with contextlib.suppress(OSError):
            self._listening.shutdown(socket.SHUT_RDWR)
        self._listening.close()

    def _reset_all(self) -> None:
        with self._lock:
            open_now, self._open = self._open, set()
        for one in open_now:
            with contextlib.suppress(OSError):
                one.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, RESET)
                # Whoever waits in recv has to wake up first; only then does closing send anything.
                one.shutdown(socket.SHUT_RD)
            one.close()

    def _take(self, listening: socket.socket) -> None:
        while True:
            try:
                came, _ = listening.accept()
            except OSError:
                return
            threading.Thread(target=self._serve, args=(came,), daemon=True).start()

    def _serve(self, came: socket.socket) -> None:
        with self._lock:
            self._open.add(came)
        if self._state is State.ANSWERS:
            self._answer_by_itself(came)
            return
        self._moves.wait()
        try:
            on = socket.create_connection(("127.0.0.1", self._to), timeout=5)
        except OSError:
            came.close()
            return
        on.settimeout(None)
        with self._lock:
            self._open.add(on)
        threading.Thread(target=self._carry, args=(on, came), daemon=True).start()
        self._carry(came, on, self._note)

    def _answer_by_itself(self, came: socket.socket) -> None:
        came.settimeout(2)
        with contextlib.suppress(OSError):
            came.recv(PIECE)
            came.sendall(self._answer)
            # What is left unread would turn the end into a reset that takes the answer with it.
            came.shutdown(socket.SHUT_WR)
            while came.recv(PIECE):
                pass
        came.close()

    def _note(self) -> None:
        with self._lock:
            self.asked += 1

    def _carry(self, one: socket.socket, other: socket.socket, note: Callable[[], None] = lambda: None) -> None:
        with contextlib.suppress(OSError):
            while piece := one.recv(PIECE):
                note()
                self._moves.wait()
                other.sendall(piece)
        with contextlib.suppress(OSError):
            other.shutdown(socket.SHUT_WR)
        with self._lock:
            self._open -= {one}
