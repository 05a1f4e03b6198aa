"""An administrator closes the door to residents and opens it again."""

from __future__ import annotations

import pytest

from bot.handover import DOOR
from bot.store import Store
from tests.inbox.conftest import SignedIn


def test_an_administrator_closes_the_door_with_a_reason_and_opens_it_again(store: Store, signed_in: SignedIn) -> None:
    anna = signed_in("Anna", "administrator")
    page = anna.open("/door")
    assert "The door is open." in page.main
    assert anna.send(page, "/door/close", reason="The telephone number is wrong").location == "/door"
    assert not store.queries.is_door_open()
    closed = anna.open("/door")
    assert "The door is closed to residents." in closed.main
    assert "Anna closed the door: The telephone number is wrong" in closed.main
    anna.send(closed, "/door/open", reason="It is right now")
    assert store.queries.is_door_open()
    assert "Anna opened the door: It is right now" in anna.open("/door").main
    assert [note.sentence for note in store.queries.list_audit(DOOR)] == [
        "Anna closed the door to residents.",
        "Anna opened the door to residents.",
    ]


@pytest.mark.parametrize("reason", ["", "x" * 201])
def test_without_a_reason_that_can_be_kept_nothing_changes_and_the_page_says_so(
    store: Store, signed_in: SignedIn, reason: str
) -> None:
    anna = signed_in("Anna", "administrator")
    answer = anna.send(anna.open("/door"), "/door/close", reason=reason)
    assert answer.status == 400
    assert "Nothing has changed" in answer.main
    assert [box.get("value") for box in answer.all("input", name="reason")] == [reason]
    assert store.queries.is_door_open()
