"""Conversations by Telegram when Telegram calls us: only Telegram can, and each call counts once."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from typing import Any

import pytest
import requests

from bot.channels.identity import Identities
from tests.journeys.conftest import with_telegram
from tests.journeys.front_door import FrontDoor, free_ports, wait_until
from tests.journeys.telegram import TOKEN, Chat, Telegram

pytestmark = pytest.mark.timeout(600)

HEADER = "X-Telegram-Bot-Api-Secret-Token"


@pytest.fixture(scope="module")
def door(tmp_path_factory: pytest.TempPathFactory, telegram: Telegram) -> Iterator[FrontDoor]:
    # Telegram wants to know the address before the server has its port.
    (port,) = free_ports(1)
    address = f"http://127.0.0.1:{port}/telegram/webhook"
    more = {"resident_port": port, "telegram_webhook_url": address}
    yield from with_telegram(tmp_path_factory.mktemp("webhook"), telegram, **more)


@pytest.fixture
def anna(telegram: Telegram, door: FrontDoor) -> Chat:
    wait_until(lambda: telegram.state()["webhooks"] == 1, "Telegram was not told where to call")
    return Chat(telegram, 740002233)


def test_a_conversation_is_held_when_telegram_calls(door: FrontDoor, anna: Chat) -> None:
    welcome = anna.say("/start")
    answer = anna.say("I play the dulcimer at the quillwort inn")

    assert "Telegram's computers keep this chat." in welcome[0]
    assert answer
    anna.say("/finish")
    assert "quillwort inn" in "\n".join(anna.texts()[-3:])


@pytest.mark.parametrize("secret", [None, "", "wrong", TOKEN, "é"])
def test_a_forged_update_is_refused_and_does_nothing(door: FrontDoor, anna: Chat, secret: str | None) -> None:
    before = len(anna.telegram.state()["sent"])
    headers = {HEADER: secret.encode()} if secret is not None else {}
    update = {"update_id": 900001, "message": anna.message(7, text="he hits me, quillwort")}

    answer = requests.post(_address(door), json=update, headers=headers, timeout=20)

    assert answer.status_code == 403
    time.sleep(1)
    assert len(anna.telegram.state()["sent"]) == before
    assert door.concerns() == []


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b"", 400),
        (b"not json", 400),
        (b"[" * 100_000, 400),
        (b"[]", 400),
        (b'{"update_id": "x"}', 400),
        (b'{"message": {}}', 400),
        (b'{"update_id": 900002, "message": {"text": 5}}', 200),
        (b'{"update_id": 900003, "poll": {}}', 200),
        (b'{"update_id": 900004, "text": "' + b"x" * 1_100_000 + b'"}', 413),
        (b"x" * 9_000_000, 413),
    ],
    ids=["empty", "words", "deep", "a list", "no number", "unnumbered", "odd", "unknown", "big", "far too big"],
)
def test_whatever_arrives_is_answered(door: FrontDoor, anna: Chat, body: bytes, status: int) -> None:
    answer = requests.post(_address(door), data=body, headers={HEADER: _secret(door)}, timeout=30)

    assert answer.status_code == status


def test_an_update_that_comes_twice_is_dealt_with_once(door: FrontDoor, anna: Chat) -> None:
    update: dict[str, Any] = {"update_id": 900010, "message": anna.message(8, text="the quillwort fair is mine")}
    headers = {HEADER: _secret(door), "Content-Type": "application/json"}

    for _ in range(3):
        answer = requests.post(_address(door), data=json.dumps(update), headers=headers, timeout=60)
        assert answer.status_code == 200

    texts = anna.answer()
    assert len(texts) == len(set(texts)), texts


def test_nothing_is_served_there_by_other_means(door: FrontDoor) -> None:
    assert requests.get(_address(door), timeout=20).status_code in (404, 405)


def _address(door: FrontDoor) -> str:
    return door.settings.telegram_webhook_url


def _secret(door: FrontDoor) -> str:
    return Identities(door.settings.signing_key(), 1).mark("telegram.webhook", TOKEN)
