"""Someone who shares nothing leaves nothing for staff."""

from __future__ import annotations

from typing import Any

from tests.journeys.front_door import FrontDoor
from tests.journeys.inbox_page import new_inbox
from tests.journeys.resident_page import new_tab


def test_someone_who_shares_nothing_leaves_nothing_for_staff(chromium: Any, front_door: FrontDoor) -> None:
    resident = new_tab(chromium, front_door.address)
    resident.open()
    resident.say("Somebody at the marrowfield shop said to look in here")
    resident.choose("Yes, that is all right")
    resident.expect_question("Would anything make this chat easier for you?")
    resident.choose("It is fine as it is")
    resident.say("A marrowfield garden of my own, with a bench")
    resident.choose_always("Show me what I said")
    resident.expect_answer("Here is what I have written down.")
    resident.choose("Share it with the team")
    resident.choose("Phone call")
    resident.say("01632 960 402")
    resident.choose("Skip this")
    resident.choose("Mornings")
    resident.choose("No, it is private")
    resident.expect_question("Shall I pass this on to the team now?")
    resident.choose("No, share nothing")
    resident.expect_answer("Nothing has been sent.")
    resident.choose("Stop")
    resident.page.context.close()

    assert front_door.summaries() == []
    assert front_door.requests() == []
    assert front_door.store.queries.list_deliveries() == ()
    inbox = new_inbox(chromium, front_door.inbox_address)
    inbox.sign_in(front_door.staff)
    inbox.expect_nothing_waits()
    inbox.page.context.close()
    kept = front_door.settings.data_folder
    for file in (kept / "frontdoor.db", kept / "frontdoor.db-wal"):
        assert not file.exists() or b"marrowfield" not in file.read_bytes()
