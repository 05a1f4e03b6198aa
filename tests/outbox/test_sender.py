"""What each answer of a real server means."""

from __future__ import annotations

import logging
import socket
import time
from datetime import UTC, datetime

import pytest

from bot.errors import DeliveryPostponedError, DeliveryRefusedError, SettingsError
from bot.outbox.sender import Sender
from tests.outbox.conftest import SECRET, Receiver

BODY = b'{"type":"summary.shared","data":{"words":"I grow tomatoes"}}'
NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


def send(receiver: Receiver, *, timeout: float = 5) -> int:
    return Sender(receiver.url, SECRET, timeout).send("0123456789abcdef", BODY, NOW)


@pytest.mark.parametrize("status", [200, 201, 202, 204, 299])
def test_any_2xx_is_success(receiver: Receiver, status: int) -> None:
    receiver.status = status
    receiver.answer = b""
    assert send(receiver) == status


def test_what_is_sent_is_exactly_the_body_with_its_id_time_and_signature(receiver: Receiver) -> None:
    send(receiver)
    (request,) = receiver.received
    assert (request.path, request.body) == ("/hook", BODY)
    assert request.headers["content-type"] == "application/json"
    assert request.headers["webhook-id"] == "0123456789abcdef"
    assert request.headers["webhook-timestamp"] == str(int(NOW.timestamp()))
    assert request.headers["webhook-signature"].startswith("v1,")


@pytest.mark.parametrize("status", [400, 401, 403, 404, 405, 409, 410, 413, 422, 451, 499])
def test_a_no_that_stays_a_no_is_a_refusal(receiver: Receiver, status: int) -> None:
    receiver.status = status
    with pytest.raises(DeliveryRefusedError) as raised:
        send(receiver)
    assert (raised.value.failure, raised.value.status) == (f"status_{status}", status)


@pytest.mark.parametrize("status", [408, 425, 429, 500, 502, 503, 504, 599])
def test_busy_or_broken_is_tried_again(receiver: Receiver, status: int) -> None:
    receiver.status = status
    with pytest.raises(DeliveryPostponedError) as raised:
        send(receiver)
    assert (raised.value.failure, raised.value.retry_after) == (f"status_{status}", None)


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_a_redirect_is_not_followed_and_is_no_success(receiver: Receiver, status: int) -> None:
    receiver.status = status
    receiver.headers = {"Location": receiver.url.replace("/hook", "/elsewhere")}
    with pytest.raises(DeliveryPostponedError):
        send(receiver)
    assert [request.path for request in receiver.received] == ["/hook"]


@pytest.mark.parametrize(
    ("wish", "seconds"),
    [
        ("120", 120),
        (" 7 ", 7),
        ("Mon, 02 Mar 2026 09:10:00 GMT", 600),
        ("Mon, 02 Mar 2026 08:00:00 GMT", 0),
        ("soon", None),
        ("-5", None),
        ("9" * 400, float("inf")),
    ],
)
def test_the_wait_a_receiver_asks_for_is_read(receiver: Receiver, wish: str, seconds: float | None) -> None:
    receiver.status = 429
    receiver.headers = {"Retry-After": wish}
    with pytest.raises(DeliveryPostponedError) as raised:
        send(receiver)
    assert raised.value.retry_after == seconds


def test_a_receiver_that_hangs_is_given_up_on_in_time(receiver: Receiver) -> None:
    receiver.hang = 3
    began = time.monotonic()
    with pytest.raises(DeliveryPostponedError) as raised:
        send(receiver, timeout=0.3)
    assert raised.value.failure == "timeout"
    assert time.monotonic() - began < 2


def test_an_endless_answer_does_not_keep_the_worker(receiver: Receiver) -> None:
    receiver.answer = None
    began = time.monotonic()
    assert send(receiver) == 200
    assert time.monotonic() - began < 2


def test_nobody_there_is_tried_again() -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{probe.getsockname()[1]}/"
    with pytest.raises(DeliveryPostponedError) as raised:
        Sender(url, SECRET, 1).send("0123456789abcdef", BODY, NOW)
    assert raised.value.failure == "no_answer"


def test_a_server_without_the_right_certificate_is_not_trusted(receiver: Receiver) -> None:
    receiver.url = receiver.url.replace("http://", "https://")
    with pytest.raises(DeliveryPostponedError) as raised:
        send(receiver)
    assert raised.value.failure == "certificate"
    assert receiver.received == []


@pytest.mark.parametrize(
    "url", ["", "ftp://example.org/x", "file:///etc/passwd", "example.org/hook", "http://", "http://["]
)
def test_only_web_addresses_are_sent_to(url: str) -> None:
    with pytest.raises(SettingsError, match="FRONTDOOR_WEBHOOK_URL"):
        Sender(url, SECRET, 1)


def test_nothing_that_is_sent_or_secret_is_logged(receiver: Receiver, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO)
    receiver.status = 500
    with pytest.raises(DeliveryPostponedError) as raised:
        send(receiver)
    for text in ("tomatoes", SECRET, receiver.url):
        assert text not in caplog.text
        assert text not in str(raised.value)
