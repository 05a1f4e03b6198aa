"""The clock of the machine is set back in the middle of a conversation, by an hour or by days."""

from __future__ import annotations

import pytest

from tests.conftest import need
from tests.faults.clockhands import Clockhands
from tests.faults.holding import kept, open_until_answered, send_until_answered
from tests.faults.resident import Resident
from tests.journeys.front_door import FrontDoor
from tests.journeys.interrupting import YES, about_to_say_yes
from tests.journeys.words import remember


@pytest.mark.parametrize("hours", [1, 50])
def test_set_back(on_postgresql: FrontDoor, hands: Clockhands, hours: int) -> None:
    need(hands.library, "libfaketime")
    before, meanwhile, after = (
        remember(f"The zennor quoit, {when} the clock was set back {hours} hours")
        for when in ("before", "while", "after")
    )
    somebody = Resident(on_postgresql.address)
    open_until_answered(somebody)
    somebody.say(before)
    send_until_answered(somebody)
    yes = about_to_say_yes(on_postgresql, remember(f"The zennor quoit, passed on {hours} hours ago"))
    with hands.set_back(hours):
        open_until_answered(somebody)
        assert somebody.page.said == [before], "nobody loses their place"
        somebody.say(meanwhile)
        send_until_answered(somebody)
        assert somebody.page.said == [before, meanwhile], "in the order in which it was said"
        yes.say_yes_until_answered()
        assert yes.references == {on_postgresql.the_summary().reference}
        newcomer = Resident(on_postgresql.address)
        open_until_answered(newcomer)
    somebody.say(after)
    send_until_answered(somebody)
    assert somebody.page.said == [before, meanwhile, after]
    assert [kept(on_postgresql).count(words) for words in (before, meanwhile, after)] == [1, 1, 1]
    assert kept(on_postgresql).count(YES) >= 1
    newcomer.say(remember("The zennor quoit, a newcomer of yesterday"))
    send_until_answered(newcomer)
