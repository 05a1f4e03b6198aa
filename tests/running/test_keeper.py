"""A sandbox's processes: started as ours are, ended with the life line, and nothing of them left behind."""

from __future__ import annotations

import json
import os
import signal
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from bot.errors import StartError
from bot.running import model
from bot.sandbox.process import KeeperProcess
from bot.settings import Settings
from tests.running.test_supervisor import is_alive

pytestmark = pytest.mark.slow

Start = Callable[[], KeeperProcess]


@pytest.fixture(scope="module", autouse=True)
def _trained() -> None:
    if not model.is_fresh():
        model.train(print)


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Start]:
    started: list[KeeperProcess] = []

    def start_one() -> KeeperProcess:
        started.append(KeeperProcess(Settings(_env_file=None, data_folder=tmp_path)))  # type: ignore[call-arg]
        return started[-1]

    yield start_one
    for each in started:
        if each.is_running:
            each.end()


def process_ids(keeper: KeeperProcess) -> list[int]:
    """The keeper's process and every process below it, as Linux lists them."""
    found = [keeper._process.pid]
    for parent in found:
        listed = Path(f"/proc/{parent}/task/{parent}/children")
        found += [int(child) for child in listed.read_text().split()]
    return found


def soon(condition: Callable[[], bool], within: float = 30) -> bool:
    end = time.monotonic() + within
    while not condition() and time.monotonic() < end:
        time.sleep(0.1)
    return condition()


def test_it_opens_listens_on_this_machine_alone_and_ends_without_a_trace(start: Start) -> None:
    keeper = start()
    assert keeper.wait(150)
    with urllib.request.urlopen(f"http://127.0.0.1:{keeper.port}/chat/health") as answer:
        assert json.load(answer) == {"ready": True}
    listening = {line.split()[1] for line in Path("/proc/net/tcp").read_text().splitlines() if line.split()[3] == "0A"}
    ours = {address.partition(":")[0] for address in listening if address.endswith(f":{keeper.port:04X}")}
    alive = process_ids(keeper)

    keeper.end()

    assert ours == {"0100007F"}
    assert len(alive) >= 3
    assert not [pid for pid in alive if is_alive(pid)]
    assert list(keeper.folder.parent.iterdir()) == []


def test_it_ends_by_itself_when_nobody_says_a_word(start: Start, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FRONTDOOR_SANDBOX_MINUTES", "0.1")
    keeper = start()
    assert keeper.wait(150)
    keeper.give_sign()
    assert keeper.is_open

    assert soon(lambda: not keeper.is_running, within=60)
    assert not keeper.folder.exists()


def test_it_ends_when_the_studio_dies_and_what_a_killed_one_leaves_is_removed_by_the_next(start: Start) -> None:
    killed = start()
    assert killed.wait(150)
    below = process_ids(killed)[1:]
    os.kill(killed._process.pid, signal.SIGKILL)
    assert soon(lambda: not any(is_alive(pid) for pid in below)), "its processes outlived it"
    assert killed.folder.exists()

    following = start()
    assert following.wait(150)
    assert not killed.folder.exists()
    os.close(following._life_line)  # as it is when the studio's process is gone

    assert soon(lambda: not following.is_running)
    assert not following.folder.exists()
    following._life_line = os.open(os.devnull, os.O_WRONLY)


def test_one_that_cannot_start_says_so(start: Start, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FRONTDOOR_QUESTION_FOLDER", "")
    monkeypatch.setenv("FRONTDOOR_ENVIRONMENT", "production")  # without the local numbers, which no sandbox invents
    with pytest.raises(StartError):
        start().wait(150)
