"""Residents at the very last question, and what has to be true of them however they were interrupted."""

from __future__ import annotations

import threading
import time
import uuid
from dataclasses import dataclass, field

import requests

from tests.journeys.front_door import FrontDoor
from tests.journeys.other_client import OtherClient, RefusedError

YES = "Yes, pass it on"


@dataclass
class Resident:
    """Somebody who has only to say yes.

    Attributes:
        client: what they hold the conversation with.
        words: what they told, like nobody else's.
        message_id: name of their yes, the same at each try.
        references: every reference they were ever shown.
    """

    client: OtherClient
    words: str
    message_id: str = field(default_factory=lambda: str(uuid.uuid4()))
    references: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        self._yes = {"choice": self.client.choice(YES)}

    def say_yes(self) -> None:
        """Say yes once; whatever comes of it, the resident is none the wiser than what they were shown."""
        try:
            self.client.send(self._yes, self.message_id)
        except (requests.RequestException, RefusedError):
            return
        self._look()

    def say_yes_until_answered(self) -> None:
        """Try again, as the page tells people."""
        self.client.send_until_taken(self._yes, self.message_id)
        self._look()

    def _look(self) -> None:
        assert self.client.reference is not None, self.client.texts
        self.references.add(self.client.reference)


def about_to_say_yes(front_door: FrontDoor, words: str) -> Resident:
    """Return somebody who told one thing and is asked whether to pass it on.

    Args:
        front_door: where.
        words: what they tell.
    """
    client = OtherClient(front_door.address)
    client.say(words)
    client.choose("Show me what I said")
    client.choose("Share it with the team")
    client.choose("I will ring them")
    client.choose("Skip this")
    return Resident(client, words)


def say_yes_around(moment: float, residents: list[Resident], before: list[float]) -> list[threading.Thread]:
    """Have each resident say yes some time before a moment (or after it, when the time is negative).

    Args:
        moment: on the clock of ``time.monotonic``.
        residents: who.
        before: seconds before the moment, for each of them.
    """

    def wait_and_say_yes(resident: Resident, at: float) -> None:
        time.sleep(max(0.0, at - time.monotonic()))
        resident.say_yes()

    threads = [
        threading.Thread(target=wait_and_say_yes, args=(resident, moment - earlier))
        for resident, earlier in zip(residents, before, strict=True)
    ]
    for thread in threads:
        thread.start()
    return threads


def assert_true_to_their_words(front_door: FrontDoor, residents: list[Resident]) -> None:
    """Whoever was answered has one summary, with their words and the one reference they were shown; nobody has two."""
    summaries = front_door.summaries()
    deliveries = front_door.store.queries.list_deliveries()
    for resident in residents:
        theirs = [
            stored
            for stored in summaries
            if stored.summary and [line.words for line in stored.summary.statements] == [resident.words]
        ]
        assert len(theirs) <= 1, f"{len(theirs)} summaries for one person"
        assert resident.references <= {stored.reference for stored in theirs}, "a reference without a summary"
        assert all(stored.version == 1 for stored in theirs)
        for stored in theirs:
            assert len([note for note in deliveries if note.subject_id == stored.id]) == 1
    assert len(summaries) <= len(residents)


def assert_nothing_lost(residents: list[Resident]) -> None:
    """Every conversation still holds what was told, once, and the yes, once."""
    for resident in residents:
        said = resident.client.said
        assert said.count(resident.words) == 1
        assert said.count(YES) == 1, said
        assert len(resident.references) == 1
