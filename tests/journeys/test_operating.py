"""Whoever runs it closes the door and opens it, makes a backup and puts it back, with everything at work."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
import requests

from bot.errors import BackupError
from bot.handover import close_door, open_door
from bot.running.backup import back_up
from bot.running.restoring import restore
from tests.journeys.conftest import a_front_door
from tests.journeys.front_door import FrontDoor, free_ports, wait_until
from tests.journeys.other_client import OtherClient, RefusedError
from tests.journeys.words import remember

pytestmark = pytest.mark.timeout(600)


@pytest.fixture(scope="module")
def door(tmp_path_factory: pytest.TempPathFactory) -> Iterator[FrontDoor]:
    port = min(next(iter(free_ports(1))), 65531)
    started = a_front_door(tmp_path_factory.mktemp("operated"), monitoring_port=port, log_format="json")
    try:
        started.start(*started.always, started.worker)
        yield started
    finally:
        started.stop()


def share(client: OtherClient) -> None:
    client.choose("Show me what I said")
    client.choose("Share it with the team")
    client.choose("I will ring them")
    client.choose("Skip this")
    client.choose("Yes, pass it on")


def metric(door: FrontDoor, name: str) -> float:
    page = requests.get(f"http://127.0.0.1:{door.settings.monitoring_port}/metrics", timeout=10).text
    return next(float(line.rsplit(" ", 1)[1]) for line in page.splitlines() if line.startswith(name))


def test_a_closed_door_is_closed_at_the_next_message_survives_a_restart_and_still_hears_danger(
    door: FrontDoor,
) -> None:
    client = OtherClient(door.address)
    client.say("The tilbury orchard is where I go")
    close_door(door.store.unit_of_work(), "Two people saw each other's words")

    with pytest.raises(RefusedError) as refused:
        client.send({"text": remember("The tilbury orchard, and the hens")})
    assert refused.value.code == "closed"
    assert "01632 960123" in refused.value.message
    page = requests.get(f"{door.address}/chat", timeout=10)
    assert page.status_code == 503
    assert "116 123" in page.text
    assert metric(door, "frontdoor_door_closed") == 1

    door.rasa.kill()
    door.start(door.rasa)
    with pytest.raises(RefusedError) as danger:
        client.send({"text": remember("he hits me in the tilbury orchard")})
    assert danger.value.code == "closed"
    assert "999" in danger.value.said[0]
    assert door.the_concern().reference in " ".join(danger.value.said)

    open_door(door.store.unit_of_work())
    client.say("The tilbury orchard, and the hens")
    assert [message["text"] for message in client.transcript() if message["from"] == "resident"] == [
        "The tilbury orchard is where I go",
        "The tilbury orchard, and the hens",
    ]
    assert metric(door, 'frontdoor_turns_total{door="web",outcome="closed"}') == 1


def test_every_process_is_alive_and_ready_and_says_what_it_cannot_reach_only_by_not_being_ready(
    door: FrontDoor,
) -> None:
    first = door.settings.monitoring_port
    for port in range(first, first + 4):
        for what in ("alive", "ready"):
            answer = requests.get(f"http://127.0.0.1:{port}/{what}", timeout=10)
            assert (answer.status_code, answer.json()) == (200, {what: True}), port
    door.actions.kill()
    try:
        ready = f"{door.address}/chat/ready"
        wait_until(lambda: requests.get(ready, timeout=10).status_code == 503, "it still said that it was ready")
        assert requests.get(ready, timeout=10).json() == {"ready": False}
        assert requests.get(f"{door.address}/chat/alive", timeout=10).status_code == 200
        assert metric(door, 'frontdoor_reached{part="actions"}') == 0
    finally:
        door.start(door.actions)


def test_our_events_are_json_and_no_log_and_no_metric_holds_a_word(door: FrontDoor) -> None:
    client = OtherClient(door.address)
    client.say("The tilbury orchard bell rings on Sundays")
    events = [
        json.loads(line)
        for log in door.logs
        for line in log.read_text(errors="replace").splitlines()
        if line.startswith("{")
    ]
    assert {"message.came", "worker.started", "monitoring.listening"} <= {event["event"] for event in events}
    first = door.settings.monitoring_port
    told = [requests.get(f"http://127.0.0.1:{port}/metrics", timeout=10).text for port in range(first, first + 4)]
    for text in [*(log.read_text(errors="replace") for log in door.logs), *told]:
        assert "tilbury" not in text.lower()
        assert "two people saw" not in text.lower()


def test_a_backup_made_at_work_puts_both_back_as_they_were(door: FrontDoor, tmp_path: Path) -> None:
    sharer, talker = OtherClient(door.address), OtherClient(door.address)
    sharer.say("I mend tilbury clocks")
    share(sharer)
    talker.say("The tilbury choir is on Tuesdays")
    before = talker.transcript()
    references = {summary.reference for summary in door.summaries()}

    back_up(door.settings, tmp_path / "kept")

    talker.say("and the tilbury dances on Fridays")
    share(talker)
    assert len(door.summaries()) == len(references) + 1
    with pytest.raises(BackupError, match="Front Door is running"):
        restore(door.settings, tmp_path / "kept")
    door.stop()
    restored = restore(door.settings, tmp_path / "kept")
    assert restored.aside is not None
    assert (restored.aside / "frontdoor.db").is_file()

    door.begin_again()
    assert {summary.reference for summary in door.summaries()} == references
    assert [message["text"] for message in talker.transcript()] == [message["text"] for message in before]
    talker.newest = [message for message in talker.transcript() if message["from"] == "front_door"][-1:]
    talker.say("The tilbury dances, then")
    share(talker)
    assert len(door.summaries()) == len(references) + 1
