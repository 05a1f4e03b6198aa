"""Killing any process at any moment of a hand-over: no reference without a summary, no second summary, no word lost."""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from typing import Any

import pytest

from tests.journeys.front_door import FrontDoor, Process, wait_until
from tests.journeys.interrupting import (
    Resident,
    about_to_say_yes,
    assert_nothing_lost,
    assert_true_to_their_words,
    say_yes_around,
)
from tests.journeys.receiver import Receiver
from tests.journeys.resident_page import new_tab

pytestmark = pytest.mark.timeout(600)

CHANCE = random.Random(20260302)
ACTIONS: Callable[[FrontDoor], Process] = lambda front_door: front_door.actions  # noqa: E731
RASA: Callable[[FrontDoor], Process] = lambda front_door: front_door.rasa  # noqa: E731


def moments(count: int) -> list[float]:
    """Return seconds from yes to kill: one a little before the click, the rest in steps over the first 300 ms."""
    return [-0.02, *(step * 0.3 / (count - 2) + CHANCE.uniform(0, 0.02) for step in range(count - 1))]


@pytest.mark.parametrize(
    ("part", "rounds", "at_once"), [(ACTIONS, 4, 4), (RASA, 3, 5)], ids=["the action server", "the Rasa server"]
)
def test_a_process_killed_at_any_moment_of_a_hand_over_leaves_one_summary_and_loses_nothing(
    front_door: FrontDoor, receiver: Receiver, part: Callable[[FrontDoor], Process], rounds: int, at_once: int
) -> None:
    killed, unanswered = part(front_door), 0
    all_moments = moments(rounds * at_once)
    CHANCE.shuffle(all_moments)
    everybody: list[Resident] = []
    for number in range(rounds):
        residents = [
            about_to_say_yes(front_door, f"The fennimore kiln room, bench {number} by {seat}")
            for seat in range(at_once)
        ]
        everybody += residents
        kill_at = time.monotonic() + 0.5
        threads = say_yes_around(kill_at, residents, all_moments[number * at_once : (number + 1) * at_once])
        time.sleep(max(0.0, kill_at - time.monotonic()))
        killed.kill()
        for thread in threads:
            thread.join()
        unanswered += sum(not resident.references for resident in residents)
        assert_true_to_their_words(front_door, everybody)
        front_door.start(killed)
        for resident in residents:
            resident.say_yes_until_answered()
            # And once more, as a double click would.
            resident.say_yes_until_answered()
    assert unanswered, "every answer came before the kill, so that nothing was tried"
    assert_true_to_their_words(front_door, everybody)
    assert_nothing_lost(everybody)
    assert len(front_door.summaries()) == len(everybody)
    assert_each_is_delivered_under_one_id(front_door, receiver, everybody)


def test_a_worker_killed_at_any_moment_delivers_everything_under_one_id(
    front_door: FrontDoor, receiver: Receiver
) -> None:
    receiver.takes = 0.15
    everybody: list[Resident] = []
    for number in range(12):
        resident = about_to_say_yes(front_door, f"The fennimore dye garden, row {number}")
        everybody.append(resident)
        receiver.coming.clear()
        if not front_door.worker.is_running:
            front_door.worker.start()
        resident.say_yes()
        if number % 2:
            # Around the click, whatever the worker is at.
            time.sleep(CHANCE.uniform(0, 0.3))
        else:
            # In the middle of a delivery: before the receiver answers, while it does, or just after.
            receiver.coming.wait(15)
            time.sleep(CHANCE.uniform(0, 0.3))
        front_door.worker.kill()
    assert_true_to_their_words(front_door, everybody)
    assert_nothing_lost(everybody)
    receiver.takes = 0.0
    assert_each_is_delivered_under_one_id(front_door, receiver, everybody)


@pytest.mark.parametrize("part", [ACTIONS, RASA], ids=["the action server", "the Rasa server"])
def test_a_resident_whose_yes_met_a_dead_process_is_told_so_and_presses_again(
    chromium: Any, front_door: FrontDoor, part: Callable[[FrontDoor], Process]
) -> None:
    resident = new_tab(chromium, front_door.address)
    resident.open()
    resident.say("The fennimore weaving shed, on Fridays")
    resident.choose_always("Show me what I said")
    resident.choose("Share it with the team")
    resident.choose("I will ring them")
    resident.choose("Skip this")
    part(front_door).kill()
    resident.press("Yes, pass it on")
    resident.expect_fault("again")
    assert "Your reference" not in resident.text()
    assert front_door.summaries() == []
    front_door.start(part(front_door))
    resident.press("Yes, pass it on")
    resident.expect_answer("I have passed this on")
    assert resident.reference == front_door.the_summary().reference
    assert resident.transcript().count("Yes, pass it on") == 1
    resident.page.context.close()


def assert_each_is_delivered_under_one_id(front_door: FrontDoor, receiver: Receiver, residents: list[Resident]) -> None:
    """Start the worker and see every summary arrive; what a killed worker held comes when its lease has run out."""
    front_door.worker.start()
    references = {reference for resident in residents for reference in resident.references}
    wait_until(
        lambda: front_door.store.queries.count_deliveries()["delivered"] == len(residents),
        "not everything was delivered",
        within=75,
    )
    assert receiver.faults == []
    ids = receiver.ids_by_reference()
    assert set(ids) == references
    assert all(len(of_one) == 1 for of_one in ids.values()), "one delivery came under two ids"
    words = {delivery.data["reference"]: delivery.data["statements"][0]["words"] for delivery in receiver.deliveries}
    assert sorted(words.values()) == sorted(resident.words for resident in residents)
