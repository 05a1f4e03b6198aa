"""The council's own system is down, slow, broken, gone for good, moved, or answers too late."""

from __future__ import annotations

import time
from collections.abc import Iterator

import pytest

from bot.handover import hand_over
from bot.handover.redelivering import redeliver
from tests.builders import a_summary
from tests.faults.receiver import Receiver, answers, waits
from tests.faults.road import Road
from tests.journeys.front_door import FrontDoor, wait_until
from tests.journeys.interrupting import YES, about_to_say_yes
from tests.journeys.words import remember

SOON = 30
"""Seconds in which a delivery that failed once has come: the first pause is five."""


@pytest.fixture
def receiver(receiving: Receiver, front_door: FrontDoor) -> Iterator[Receiver]:
    """The receiver in a good mood, the worker at work."""
    receiving.moods.clear()
    receiving.came.clear()
    receiving.elsewhere.clear()
    front_door.start(front_door.worker)
    yield receiving
    front_door.worker.end()
    assert receiving.faults == []


def delivered(front_door: FrontDoor) -> int:
    return front_door.store.queries.count_deliveries()["delivered"]


def test_down_holds_no_resident_up_and_is_made_good(
    front_door: FrontDoor, receiver: Receiver, webhook_road: Road
) -> None:
    somebody = about_to_say_yes(front_door, "The goldsithney forge, while the receiver is down")
    with webhook_road.cut():
        began = time.monotonic()
        somebody.client.choose(YES)
        assert time.monotonic() - began < 5
        assert somebody.client.reference == front_door.the_summary().reference
        assert "passed this on" in " ".join(somebody.client.texts), "the team has it in the inbox"
        wait_until(lambda: failure_of(front_door) == "no_answer", "the worker never tried")
    wait_until(lambda: delivered(front_door) == 1, "it was not tried again", SOON)
    assert receiver.times("goldsithney") == [1]


def test_each_kind_of_trouble_ends_as_docs_deliveries_says(front_door: FrontDoor, receiver: Receiver) -> None:
    receiver.moods |= {
        "broken": answers(500),
        "busy": answers(503, Retry_After="1"),
        "moved": answers(302, Location=f"http://127.0.0.1:{receiver.port}/elsewhere"),
        "slow": waits(1.0, answers(204)),
        "late": waits(3.0, answers(204)),
        "gone": answers(410),
    }
    for mood in receiver.moods:
        summary = a_summary(contact_id=f"contact-{mood}", words=(remember(f"The goldsithney forge, {mood} receiver"),))
        hand_over(front_door.store.unit_of_work(), summary)
    wait_until(lambda: delivered(front_door) == len(receiver.moods) - 1, "not all were made good", SOON)
    assert receiver.times("slow") == [1]
    assert [receiver.times(mood) for mood in ("broken", "busy", "moved", "late")] == [[2]] * 4, "twice under one id"
    assert receiver.elsewhere == [], "no redirect was followed"
    (given_up,) = front_door.store.queries.list_dead_deliveries()
    assert given_up.failure == "status_410"
    assert receiver.times("gone") == [1]
    redeliver(front_door.store.unit_of_work(), given_up.id)
    wait_until(lambda: delivered(front_door) == len(receiver.moods), "it did not go again", SOON)
    assert receiver.times("gone") == [2]


def failure_of(front_door: FrontDoor) -> str | None:
    (note,) = front_door.store.queries.list_deliveries()
    return note.failure
