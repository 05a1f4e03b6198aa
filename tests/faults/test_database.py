"""The databases on this machine are locked, full or read-only: the one of conversations, the store, and both."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

import pytest

from tests.faults.holding import (
    PHONE,
    assert_answered,
    assert_claims_nothing,
    assert_goes_on,
    assert_in_time,
    assert_told_the_truth,
    kept,
    settled,
)
from tests.faults.injecting import full, locked, unwritable
from tests.faults.resident import Page, Resident
from tests.journeys.front_door import FrontDoor
from tests.journeys.interrupting import YES, about_to_say_yes

DANGER = "tremarrow, I am going to kill myself tonight"
Fault = Callable[[FrontDoor], AbstractContextManager[None]]


def conversations(front_door: FrontDoor) -> Path:
    return front_door.settings.data_folder / "conversations.db"


def store(front_door: FrontDoor) -> Path:
    return front_door.settings.data_folder / "frontdoor.db"


CONVERSATIONS_FAIL: dict[str, Fault] = {
    "the conversations are locked": lambda front_door: locked(conversations(front_door)),
    "the disk is full": lambda front_door: full(front_door.settings.data_folder),
    "the disk is read-only": lambda front_door: unwritable(front_door.rasa, front_door.actions),
}
STORE_FAILS: dict[str, Fault] = {
    "the store is locked": lambda front_door: locked(store(front_door)),
    "the actions' disk is read-only": lambda front_door: unwritable(front_door.actions),
}


@pytest.fixture
def resident(front_door: FrontDoor) -> Resident:
    return settled(front_door.address, "I came about the tremarrow boat shed")


@pytest.mark.parametrize("fault", CONVERSATIONS_FAIL)
def test_words_that_cannot_be_kept_come_back(front_door: FrontDoor, resident: Resident, fault: str) -> None:
    words = f"The tremarrow boat shed, told while {fault}"
    before = resident.page.said
    with CONVERSATIONS_FAIL[fault](front_door):
        assert_told_the_truth(resident.say(words), words)
        assert resident.page.said == before, "what was kept before can still be read"
    assert kept(front_door).count(words) == 0
    assert_goes_on(front_door, resident, words)


@pytest.mark.parametrize("fault", CONVERSATIONS_FAIL)
def test_nobody_new_is_let_into_a_conversation_that_cannot_be_kept(front_door: FrontDoor, fault: str) -> None:
    with CONVERSATIONS_FAIL[fault](front_door):
        newcomer = Resident(front_door.address)
        page = newcomer.open()
        assert_in_time(page)
        assert page.status == 503
        assert PHONE in page.fault
        assert "call 999" in page.text
        assert page.messages == ()
    assert_answered(newcomer.open())


def test_many_at_once_at_a_locked_database_are_each_answered_in_time(front_door: FrontDoor) -> None:
    crowd = [Resident(front_door.address) for _ in range(12)]
    for somebody in crowd:
        somebody.open()
    words = [f"The tremarrow slipway, seat {number}" for number in range(len(crowd))]
    with locked(conversations(front_door)):
        threads = [
            threading.Thread(target=somebody.say, args=(said,)) for somebody, said in zip(crowd, words, strict=True)
        ]
        for thread in threads:
            thread.start()
        began = time.monotonic()
        assert front_door.rasa.is_ready()
        assert time.monotonic() - began < 2, "whoever needs nothing of the database does not wait for it"
        for thread in threads:
            thread.join()
    late = [somebody for somebody in crowd if "too long" in somebody.page.fault]
    for somebody, said in zip(crowd, words, strict=True):
        assert_told_the_truth(somebody.page, said, late=somebody in late)
    for somebody, said in zip(crowd, words, strict=True):
        assert_goes_on(front_door, somebody, said)


@pytest.mark.parametrize("fault", STORE_FAILS)
def test_a_request_that_cannot_be_stored_is_not_said_to_be(
    front_door: FrontDoor, resident: Resident, fault: str
) -> None:
    with STORE_FAILS[fault](front_door):
        assert_said_that_nothing_changed(resident.press("Talk to a person"))
        assert front_door.requests() == []
    assert_answered(resident.press("Talk to a person"))
    (request,) = front_door.requests()
    assert request.reference in resident.page.text
    assert_answered(resident.press("Phone call"))
    number = "01632 960 872 tremarrow"
    with STORE_FAILS[fault](front_door):
        assert_said_that_nothing_changed(resident.say(number))
        assert number in resident.page.said, "they can see what they typed"
        assert "01632 960 872" not in str(front_door.requests())
    assert_answered(resident.say(number))
    assert "01632 960 872" in str(front_door.requests())


def assert_said_that_nothing_changed(page: Page) -> None:
    assert_in_time(page)
    assert_answered(page)
    assert_claims_nothing(page)
    assert "Nothing has changed" in " ".join(page.answer)
    assert PHONE in " ".join(page.answer)


@pytest.mark.parametrize("fault", STORE_FAILS)
def test_a_yes_that_cannot_be_stored_is_said_again_and_counts_once(front_door: FrontDoor, fault: str) -> None:
    somebody = about_to_say_yes(front_door, f"The tremarrow oars, told before {fault}")
    with STORE_FAILS[fault](front_door):
        began = time.monotonic()
        answer = somebody.client.choose(YES)
        assert time.monotonic() - began < 5
        assert "Nothing has changed" in " ".join(answer)
        assert PHONE in " ".join(answer)
        assert somebody.client.reference is None
        assert front_door.summaries() == []
    somebody.client.choose(YES)
    assert somebody.client.reference == front_door.the_summary().reference


@pytest.mark.parametrize(
    "fault",
    [
        lambda front_door: locked(store(front_door)),
        lambda front_door: full(front_door.settings.data_folder),
        lambda front_door: unwritable(front_door.rasa),
    ],
    ids=["the store is locked", "the disk is full", "the disk is read-only"],
)
def test_danger_gets_help_and_the_truth_that_nobody_was_told(
    front_door: FrontDoor, resident: Resident, fault: Fault
) -> None:
    with fault(front_door):
        page = resident.say(DANGER)
        assert_in_time(page)
        assert "999" in page.help + " ".join(page.answer)
        assert "could not tell the safeguarding team" in page.help + " ".join(page.answer)
        assert "01632 960124" in page.help + " ".join(page.answer)
        assert_claims_nothing(page)
        assert front_door.concerns() == []
    # In the next turn they are told, and only then it is said.
    page = resident.send_again() if page.status == 503 else resident.say("tremarrow, are you still there")
    assert_answered(page)
    assert front_door.the_concern().reference in page.text
