"""Whether what a process needs can be reached: quickly, seldom, and without anybody waiting for what hangs."""

from __future__ import annotations

import threading
import time
from pathlib import Path

import pytest

from bot.errors import StoreUnavailableError
from bot.monitoring.pulse import Pulse, leave_sign, seconds_since_sign
from bot.monitoring.readiness import Readiness


class Seconds:
    """A clock that moves only when told to."""

    now = 0.0

    def __call__(self) -> float:
        return self.now


def fails() -> None:
    raise StoreUnavailableError("I grow tomatoes")


def test_ready_means_that_everything_is_reached() -> None:
    assert Readiness({"database": lambda: None, "model": lambda: True}).is_ready()
    assert not Readiness({"database": fails, "model": lambda: True}).is_ready()
    assert not Readiness({"database": lambda: None, "model": lambda: False}).is_ready()


def test_a_look_counts_for_a_moment_so_that_asking_costs_nothing() -> None:
    looks: list[int] = []
    clock = Seconds()
    readiness = Readiness({"database": lambda: looks.append(1)}, lasts=2, clock=clock)
    assert [readiness.is_ready() for _ in range(1000)] == [True] * 1000
    assert len(looks) == 1
    clock.now = 2.0
    readiness.is_ready()
    assert len(looks) == 2


def test_what_hangs_is_not_waited_for_and_not_begun_again() -> None:
    free = threading.Event()
    begun: list[int] = []

    def hang() -> None:
        begun.append(1)
        free.wait(10)

    readiness = Readiness({"database": hang, "model": lambda: True}, lasts=0, patience=0.05)
    started = time.monotonic()
    assert not readiness.is_ready()
    assert not readiness.is_ready()
    assert time.monotonic() - started < 5
    assert len(begun) == 1
    free.set()
    time.sleep(0.1)
    assert readiness.is_ready()


def test_what_becomes_out_of_reach_is_logged_once_and_without_what_the_error_said(
    caplog: pytest.LogCaptureFixture,
) -> None:
    readiness = Readiness({"database": fails}, lasts=0)
    for _ in range(3):
        readiness.is_ready()
    assert caplog.text.count("part.not_reached") == 1
    assert "tomatoes" not in caplog.text


def test_a_pulse_beats_until_nothing_has_been_heard_for_too_long() -> None:
    clock = Seconds()
    pulse = Pulse(longest=10, clock=clock)
    assert pulse.is_beating
    clock.now = 11
    assert not pulse.is_beating
    pulse.beat()
    assert pulse.is_beating


def test_a_sign_of_life_is_left_for_others_to_see(tmp_path: Path) -> None:
    assert seconds_since_sign(tmp_path, "deliveries") is None
    leave_sign(tmp_path, "deliveries")
    found = seconds_since_sign(tmp_path, "deliveries")
    assert found is not None
    assert found < 60


def test_a_folder_that_cannot_be_written_ends_no_process(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    leave_sign(tmp_path / "file", "deliveries")
    assert seconds_since_sign(tmp_path / "file", "deliveries") is None
