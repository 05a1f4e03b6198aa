"""The action server is down, hangs, answers with an error, or with nonsense."""

from __future__ import annotations

import json
import time

import pytest

from tests.faults.holding import (
    PHONE,
    assert_answered,
    assert_goes_on,
    assert_in_time,
    assert_told_the_truth,
    kept,
    settled,
)
from tests.faults.injecting import hanging
from tests.faults.resident import Resident
from tests.faults.road import Road
from tests.journeys.front_door import FrontDoor, wait_until
from tests.journeys.interrupting import YES, about_to_say_yes


def reply(status: str, body: str, kind: str = "application/json") -> bytes:
    """A whole HTTP answer."""
    head = f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {len(body)}\r\nConnection: close\r\n\r\n"
    return (head + body).encode()


NONSENSE = {
    "an error": reply("500 Internal Server Error", '{"error": "the petherwin mill"}'),
    "an error page": reply("502 Bad Gateway", "<h1>Bad gateway</h1>", "text/html"),
    "a refusal": reply("400 Bad Request", json.dumps({"error": "no", "action_name": "action_begin"})),
    "a refusal that is none": reply("400 Bad Request", "not JSON"),
    "a page": reply("200 OK", "<h1>It works!</h1>", "text/html"),
    "half a JSON text": reply("200 OK", '{"events": [{"event": "sl'),
    "another shape": reply("200 OK", '{"events": "none", "responses": 4}'),
    "an event nobody knows": reply("200 OK", '{"events": [{"event": "mill"}], "responses": []}'),
    "nothing": reply("200 OK", "null"),
    "no reply": reply("200 OK", '{"events": [], "responses": []}'),
    "half an answer": reply("200 OK", '{"events": []}')[:-9],
    "no HTTP": b"\x00\x01 the petherwin mill\r\n\r\n",
    "silence": b"",
}


@pytest.fixture
def resident(front_door: FrontDoor) -> Resident:
    return settled(front_door.address, "I came about the petherwin water mill")


def test_down(front_door: FrontDoor, resident: Resident) -> None:
    words = "The petherwin mill, told while the action server is down"
    front_door.actions.kill()
    for _ in range(3):
        assert_told_the_truth(resident.say(words), words)
    assert kept(front_door).count(words) == 0
    front_door.start(front_door.actions)
    assert_goes_on(front_door, resident, words)


def test_hanging_and_then_at_work_again(front_door: FrontDoor, resident: Resident) -> None:
    words = "The petherwin mill, told while the action server hangs"
    with hanging(front_door.actions):
        assert_told_the_truth(resident.say(words), words, late=True)
        # Trying again behind the turn that hangs is no other answer: it still may count.
        assert_told_the_truth(resident.send_again(), words, late=True)
        others = "Something else about the petherwin mill"
        assert_told_the_truth(resident.say(others), others)
    wait_until(lambda: kept(front_door).count(words) == 1, "the turn under way did not end")
    assert resident.open().said.count(words) == 1, "what was said in the end is there without sending it again"
    time.sleep(0.5)
    assert kept(front_door).count(others) == 0, "what was said not to count does not count later"


def test_a_hand_over_that_hangs_is_told_as_open_and_comes_out_once(front_door: FrontDoor) -> None:
    somebody = about_to_say_yes(front_door, "The petherwin mill, about to be passed on")
    page = somebody.client
    with hanging(front_door.actions):
        began = time.monotonic()
        answer = page.post({"message_id": somebody.message_id, "choice": page.choice(YES)})
        assert time.monotonic() - began < 5
        assert (answer.status_code, answer.json()["error"]["code"]) == (503, "too_slow")
        assert PHONE in answer.json()["error"]["message"]
        assert "Retry-After" in answer.headers
        assert front_door.summaries() == []
    somebody.say_yes_until_answered()
    assert somebody.references == {front_door.the_summary().reference}


@pytest.mark.parametrize("kind", NONSENSE)
def test_nonsense(front_door: FrontDoor, resident: Resident, action_road: Road, kind: str) -> None:
    words = f"The petherwin mill, told to {kind}"
    with action_road.answering(NONSENSE[kind]):
        assert_told_the_truth(resident.say(words), words)
        assert "mill" not in resident.page.fault
    assert kept(front_door).count(words) == 0
    assert_goes_on(front_door, resident, words)


def test_a_blocked_road_to_it_is_given_up_and_holds_nobody_up_for_long(
    front_door: FrontDoor, resident: Resident, action_road: Road
) -> None:
    words = "The petherwin mill, told down a blocked road"
    with action_road.blocked():
        assert_told_the_truth(resident.say(words), words, late=True)
        other = Resident(front_door.address)
        other.open()
        assert_in_time(other.page)
        assert other.page.status == 503
        assert PHONE in other.page.fault
        # Nobody else waits longer because of it; the page itself is there.
        assert front_door.rasa.is_ready()
    assert_goes_on(front_door, resident, words)
    assert_answered(other.open())


def test_danger_is_answered_although_no_action_is(front_door: FrontDoor, resident: Resident) -> None:
    words = "petherwin, I am going to kill myself tonight"
    with hanging(front_door.actions):
        page = resident.say(words)
        assert_in_time(page)
        assert page.status == 503
        assert "999" in page.help
        told = front_door.the_concern()
        assert told.reference in page.help, "said because it is so"
        assert page.box == words
    assert_answered(resident.send_again())
    assert len(front_door.concerns()) == 1
