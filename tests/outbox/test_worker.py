"""The worker as the process that it is."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator

import pytest

from bot.errors import StoreUnavailableError
from bot.handover import hand_over, raise_concern
from bot.outbox import worker
from bot.store import Store, open_store
from bot.store.tables import RESTRICTED_ROAD
from tests.builders import a_concern, a_summary
from tests.outbox.conftest import SECRET, Receiver


@pytest.fixture
def start(store_url: str) -> Iterator[Callable[..., subprocess.Popen[str]]]:
    """Starts workers, with settings, and ends them."""
    started: list[subprocess.Popen[str]] = []

    def begin(**settings: str) -> subprocess.Popen[str]:
        environment = {**os.environ, "FRONTDOOR_DATABASE_URL": store_url}
        environment |= {f"FRONTDOOR_{name.upper()}": value for name, value in settings.items()}
        process = subprocess.Popen(
            [sys.executable, "-m", "bot.outbox.worker"], env=environment, stderr=subprocess.PIPE, text=True
        )
        started.append(process)
        return process

    yield begin
    for process in started:
        process.kill()
        process.wait()
        if process.stderr is not None:
            process.stderr.close()


def wait_for(condition: Callable[[], bool], seconds: float = 30) -> None:
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "waited too long"
        time.sleep(0.05)


def first_line(process: subprocess.Popen[str]) -> str:
    assert process.stderr is not None
    return process.stderr.readline()


@pytest.mark.slow
def test_a_worker_delivers_what_is_there_and_what_comes_and_stops_when_told(
    store: Store, receiver: Receiver, start: Callable[..., subprocess.Popen[str]]
) -> None:
    hand_over(store.unit_of_work(), a_summary(contact_id="contact-1"))
    process = start(webhook_url=receiver.url, webhook_secret=SECRET)
    wait_for(lambda: len(receiver.received) == 1)
    hand_over(store.unit_of_work(), a_summary(contact_id="contact-2"))
    wait_for(lambda: store.queries.count_deliveries()["delivered"] == 2)
    process.send_signal(signal.SIGTERM)
    _, log = process.communicate(timeout=10)
    assert process.returncode == 0
    assert "worker.stopped" in log
    assert receiver.url not in log
    assert "tomatoes" not in log


@pytest.mark.slow
def test_a_worker_told_to_stop_finishes_the_request_under_way(
    store: Store, receiver: Receiver, start: Callable[..., subprocess.Popen[str]]
) -> None:
    hand_over(store.unit_of_work(), a_summary())
    receiver.hang = 1
    process = start(webhook_url=receiver.url, webhook_secret=SECRET)
    wait_for(lambda: len(receiver.received) == 1)
    process.send_signal(signal.SIGTERM)
    process.communicate(timeout=15)
    assert process.returncode == 0
    assert store.queries.count_deliveries()["delivered"] == 1


@pytest.mark.slow
def test_a_worker_killed_during_a_request_loses_nothing(
    store: Store, receiver: Receiver, start: Callable[..., subprocess.Popen[str]]
) -> None:
    hand_over(store.unit_of_work(), a_summary())
    receiver.hang = 3
    settings = {"webhook_url": receiver.url, "webhook_secret": SECRET}
    process = start(**settings)
    wait_for(lambda: len(receiver.received) == 1)
    process.kill()
    process.communicate()
    assert store.queries.count_deliveries()["pending"] == 1
    with store.unit_of_work() as work:
        # As if the two minutes of the lease had passed.
        delivery = work.deliveries.get(receiver.ids[0])
        assert delivery.leased_until is not None
        delivery.leased_until = delivery.made_at
        work.commit()
    receiver.hang = 0
    start(**settings)
    wait_for(lambda: store.queries.count_deliveries()["delivered"] == 1)
    assert len(receiver.ids) == 2
    assert len(set(receiver.ids)) == 1


@pytest.mark.slow
def test_with_no_webhook_the_worker_says_that_summaries_wait_in_the_inbox(
    store: Store, start: Callable[..., subprocess.Popen[str]]
) -> None:
    hand_over(store.unit_of_work(), a_summary())
    process = start()
    assert "summaries wait in the inbox" in first_line(process)
    process.send_signal(signal.SIGTERM)
    process.communicate(timeout=10)
    assert process.returncode == 0
    assert store.queries.count_deliveries()["pending"] == 1


@pytest.mark.slow
def test_a_worker_with_the_safeguarding_road_alone_sends_concerns_and_nothing_else(
    store: Store, store_url: str, receiver: Receiver, start: Callable[..., subprocess.Popen[str]]
) -> None:
    own = open_store(store_url, sends_concerns=True)
    hand_over(own.unit_of_work(), a_summary())
    raise_concern(own.unit_of_work(), a_concern())
    process = start(safeguarding_webhook_url=receiver.url, safeguarding_webhook_secret=SECRET)
    wait_for(lambda: store.queries.count_deliveries(RESTRICTED_ROAD)["delivered"] == 1)
    raise_concern(own.unit_of_work(), a_concern(message_id="message-2"))
    wait_for(lambda: store.queries.count_deliveries(RESTRICTED_ROAD)["delivered"] == 2)
    own.close()
    process.send_signal(signal.SIGTERM)
    _, log = process.communicate(timeout=10)
    assert process.returncode == 0
    assert [json.loads(request.body)["type"] for request in receiver.received] == ["concern.raised", "concern.changed"]
    assert store.queries.count_deliveries()["pending"] == 1
    for words in ("pension", "financial", "conversation-1", receiver.url):
        assert words not in log


@pytest.mark.slow
def test_a_general_receiver_that_hangs_holds_no_concern_up(
    store: Store, store_url: str, receiver: Receiver, start: Callable[..., subprocess.Popen[str]]
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        own = open_store(store_url, sends_concerns=True)
        for number in range(3):
            hand_over(own.unit_of_work(), a_summary(contact_id=f"contact-{number}"))
        general = f"http://127.0.0.1:{silent.getsockname()[1]}/in"
        start(
            webhook_url=general, webhook_secret=SECRET, webhook_timeout="20",
            safeguarding_webhook_url=receiver.url, safeguarding_webhook_secret=SECRET,
        )  # fmt: skip
        assert silent.accept()
        raise_concern(own.unit_of_work(), a_concern())
        wait_for(lambda: store.queries.count_deliveries(RESTRICTED_ROAD)["delivered"] == 1, seconds=10)
        assert store.queries.count_deliveries()["pending"] == 3
        own.close()


@pytest.mark.slow
@pytest.mark.parametrize(
    ("settings", "setting"),
    [
        ({"webhook_url": "ftp://example.org", "webhook_secret": SECRET}, "FRONTDOOR_WEBHOOK_URL"),
        ({"webhook_url": "https://example.org"}, "FRONTDOOR_WEBHOOK_SECRET"),
        ({"safeguarding_webhook_url": "https://example.org"}, "FRONTDOOR_SAFEGUARDING_WEBHOOK_SECRET"),
    ],
)
def test_a_setting_that_cannot_be_used_is_said_in_one_line(
    settings: dict[str, str], setting: str, sqlite_url: str
) -> None:
    environment = {**os.environ, "FRONTDOOR_DATABASE_URL": sqlite_url}
    environment |= {f"FRONTDOOR_{name.upper()}": value for name, value in settings.items()}
    ended = subprocess.run(
        [sys.executable, "-m", "bot.outbox.worker"], env=environment, capture_output=True, text=True, timeout=30
    )
    assert ended.returncode == 2
    assert setting in ended.stderr
    assert ended.stderr.count("\n") == 1


def test_a_database_out_of_reach_is_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    def work() -> int:
        looks.append(len(looks))
        if len(looks) == 1:
            raise StoreUnavailableError("not now")
        stop.set()
        return 0

    monkeypatch.setattr(worker, "PAUSE_WITHOUT_STORE", 0.01)
    looks: list[int] = []
    stop = threading.Event()
    worker.keep_doing(work, stop)
    assert looks == [0, 1]
