"""What has to hold in every fault: the truth, kindly, in time, with a way to a person; and no word lost or doubled."""

from __future__ import annotations

import json

import sqlalchemy

from bot.channels.words import refusal
from tests.faults.resident import Page, Resident
from tests.journeys.front_door import FrontDoor

PROMISED = 5.0
"""Seconds within which a turn is answered, whatever happens."""

PHONE = "01632 960123"
"""The team's number in these tests: the way to a person that needs nothing of ours."""

CLAIMS = ("Your reference", "passed this on", "passed it on", "have told the safeguarding team", "I have that in your")


def assert_told_the_truth(page: Page, words: str, *, late: bool = False) -> None:
    """The words were not taken in, or nobody knows yet: that is said, the words come back, and a person is near.

    Args:
        page: what the person reads.
        words: what they had sent.
        late: whether the turn may count all the same.
    """
    assert_in_time(page)
    assert page.status == 503, (page.status, page.answer)
    assert refusal("too_slow" if late else "not_taken_in") in page.fault
    assert PHONE in page.fault
    assert "call 999" in page.text
    assert page.box == words
    assert words not in page.said, "it shows as said, and does not count"
    assert_claims_nothing(page)


def assert_in_time(page: Page) -> None:
    """Nobody waits longer than was promised, whatever is out of order."""
    assert page.seconds < PROMISED, f"{page.seconds:.1f} s"


def assert_claims_nothing(page: Page) -> None:
    """Nothing is said to have happened."""
    newest = " ".join((page.fault, page.help, *page.answer))
    assert not [claim for claim in CLAIMS if claim in newest], newest


def assert_answered(page: Page) -> None:
    """The conversation goes on."""
    assert page.status == 200, page.fault
    assert page.answer, "nobody said anything"
    assert not page.fault


TRIES = 4
"""How often somebody tries where nothing is out of order but the machine may be busy with other tests."""


def settled(address: str, words: str) -> Resident:
    """Return somebody who has told something, and was answered.

    Args:
        address: where the resident server is.
        words: what they told.
    """
    somebody = Resident(address)
    open_until_answered(somebody)
    somebody.say(words)
    send_until_answered(somebody)
    return somebody


def open_until_answered(somebody: Resident) -> None:
    """Load the page until it is there."""
    for _ in range(TRIES):
        if somebody.open().status == 200:
            break
    assert_answered(somebody.page)


def send_until_answered(somebody: Resident) -> None:
    """Send what is in the box until it is answered, as the page asks for."""
    for _ in range(TRIES):
        if somebody.page.status == 200:
            break
        somebody.send_again()
    assert_answered(somebody.page)


def assert_goes_on(front_door: FrontDoor, resident: Resident, words: str) -> None:
    """The fault is over: what is in the box is sent again, is answered, and stands there once.

    Args:
        front_door: where.
        resident: who; the words are still in their box.
        words: what they had sent.
    """
    send_until_answered(resident)
    assert resident.page.said.count(words) == 1
    assert kept(front_door).count(words) == 1, "in the conversation's own record too"
    # A button after it works as well, so that nothing is stuck behind the fault.
    assert_answered(resident.press("Say it again"))


def kept(front_door: FrontDoor) -> list[str]:
    """Return everything that residents said, as the database of conversations keeps it."""
    engine = sqlalchemy.create_engine(front_door.settings.tracker_url)
    with engine.connect() as connection:
        rows = connection.execute(sqlalchemy.text("SELECT data FROM events WHERE type_name = 'user' ORDER BY id"))
        found = [str(json.loads(row[0])["text"]) for row in rows]
    engine.dispose()
    return found
