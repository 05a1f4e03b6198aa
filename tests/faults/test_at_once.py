"""Two messages at once from one person, and one message twice, as double clicks and bad lines make them."""

from __future__ import annotations

import threading
import uuid
from collections.abc import Callable, Iterable

import pytest
import requests

from tests.faults.holding import kept
from tests.faults.injecting import hanging
from tests.journeys.front_door import FrontDoor
from tests.journeys.other_client import OtherClient
from tests.journeys.words import remember


def at_once(*works: Callable[[], object]) -> None:
    """Do all of this at the same moment, and return when all of it is done."""
    together = threading.Barrier(len(works))

    def do(work: Callable[[], object]) -> None:
        together.wait()
        work()

    threads = [threading.Thread(target=do, args=(work,)) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def send_all(client: OtherClient, bodies: Iterable[dict[str, str]]) -> list[requests.Response]:
    answers: list[requests.Response] = []
    at_once(*(lambda body=body: answers.append(client.post(body)) for body in bodies))
    return answers


@pytest.mark.parametrize("round_", range(3))
def test_two_messages_at_once_are_both_answered_one_after_the_other(front_door: FrontDoor, round_: int) -> None:
    client = OtherClient(front_door.address)
    words = [remember(f"The crowlas mill race, side {side} in round {round_}") for side in (1, 2)]
    answers = send_all(client, ({"message_id": str(uuid.uuid4()), "text": said} for said in words))
    assert [answer.status_code for answer in answers] == [200, 200]
    assert all(answer.json()["messages"] for answer in answers)
    assert max(answer.elapsed.total_seconds() for answer in answers) < 5
    assert sorted(client.said) == sorted(words)
    assert sorted(set(words) & set(kept(front_door))) == sorted(words)
    said_and_answered = [message["from"] for message in client.transcript()]
    assert "resident,resident" not in ",".join(said_and_answered), "each has its own answer behind it"


@pytest.mark.parametrize("times", [2, 5])
def test_a_message_that_comes_several_times_at_once_counts_once(front_door: FrontDoor, times: int) -> None:
    client = OtherClient(front_door.address)
    words = remember(f"The crowlas mill pond, sent {times} times")
    answers = send_all(client, [{"message_id": str(uuid.uuid4()), "text": words}] * times)
    assert {answer.status_code for answer in answers} == {200}
    assert len({str(answer.json()["messages"]) for answer in answers}) == 1, "the same answer each time"
    assert sorted(answer.json()["repeated"] for answer in answers) == [False] + [True] * (times - 1)
    assert kept(front_door).count(words) == 1


def test_a_message_that_comes_again_while_its_first_is_under_way_counts_once(front_door: FrontDoor) -> None:
    client = OtherClient(front_door.address)
    words = remember("The crowlas mill pond, sent again and again")
    body = {"message_id": str(uuid.uuid4()), "text": words}
    with hanging(front_door.actions):
        answers = send_all(client, [body] * 3)
        assert {(answer.status_code, answer.json()["error"]["code"]) for answer in answers} == {(503, "too_slow")}
        assert max(answer.elapsed.total_seconds() for answer in answers) < 5
    client.send_until_taken({"text": words}, body["message_id"])
    assert client.said.count(words) == 1
    assert kept(front_door).count(words) == 1


def test_other_words_under_a_name_that_was_used_are_refused_and_change_nothing(front_door: FrontDoor) -> None:
    client = OtherClient(front_door.address)
    name = str(uuid.uuid4())
    client.send({"text": remember("The crowlas sluice gate, first")}, name)
    answer = client.post({"message_id": name, "text": remember("The crowlas sluice gate, other words")})
    assert (answer.status_code, answer.json()["error"]["code"]) == (409, "used_id")
    assert client.said == ["The crowlas sluice gate, first"]
