"""Ports: free or taken, answering or silent."""

from __future__ import annotations

import socket
from collections.abc import Iterator

import pytest

from bot.running.ports import answers, can_connect, is_free, visible_host


@pytest.fixture
def listener() -> Iterator[socket.socket]:
    """Another program that listens."""
    with socket.socket() as server:
        server.bind(("127.0.0.1", 0))
        server.listen()
        yield server


def test_a_port_somebody_listens_on_is_not_free(listener: socket.socket) -> None:
    assert not is_free("127.0.0.1", listener.getsockname()[1])


def test_a_port_is_free_again_when_the_listener_is_gone(listener: socket.socket) -> None:
    port = listener.getsockname()[1]
    listener.close()

    assert is_free("127.0.0.1", port)


def test_a_listener_accepts_a_connection(listener: socket.socket) -> None:
    assert can_connect("127.0.0.1", listener.getsockname()[1])


def test_nothing_answers_where_nobody_listens(listener: socket.socket) -> None:
    port = listener.getsockname()[1]
    listener.close()

    assert not can_connect("127.0.0.1", port)
    assert not answers(f"http://127.0.0.1:{port}/")


@pytest.mark.parametrize(
    ("host", "seen"),
    [("127.0.0.1", "127.0.0.1"), ("0.0.0.0", "127.0.0.1"), ("::1", "[::1]"), ("door.local", "door.local")],
)
def test_the_address_shown_is_one_a_browser_can_open(host: str, seen: str) -> None:
    assert visible_host(host) == seen
