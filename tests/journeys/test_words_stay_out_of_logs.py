"""What residents say is in no log of any process, and in nothing a test printed, even when things break."""

from __future__ import annotations

import pytest

from tests.journeys.front_door import FrontDoor
from tests.journeys.other_client import OtherClient, RefusedError
from tests.journeys.words import OUTPUT, distinctive, remember


def test_no_log_holds_what_anybody_said_on_any_journey(front_door: FrontDoor) -> None:
    client = OtherClient(front_door.address)
    client.say("The wexcombe ferry bell, told before anything breaks")
    front_door.actions.kill()
    with pytest.raises(RefusedError):
        client.send({"text": remember("The wexcombe ferry bell, told while nothing answers")})
    front_door.start(front_door.actions)
    client.choose("Talk to a person")
    client.choose("Phone call")
    client.say("01632 960 871 wexcombe")
    said = distinctive()
    assert len(said) >= 4
    assert len(front_door.logs) >= 3
    for text, name in [(log.read_text(errors="replace"), log.name) for log in front_door.logs] + [
        (output, "the tests' output") for output in OUTPUT
    ]:
        lowered = text.lower()
        assert [words for words in said if words.lower() in lowered] == [], name
        assert "wexcombe" not in lowered, name
