"""Who asks for what they said to be deleted is told the truth, and it is gone as far as that says."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import expect

from tests.journeys.front_door import FrontDoor
from tests.journeys.inbox_page import new_inbox
from tests.journeys.resident_page import ResidentPage, new_tab

WORDS = "The pettibone orchard is where I learned to graft"
CHANGED = "The pettibone orchard, and a graft of every apple in it"
NAME = "Ursa Pettibone"
TRACE = b"pettibone"


def share(resident: ResidentPage) -> str:
    """Share one line, change it and share it again; return the reference."""
    resident.open()
    resident.say(WORDS)
    resident.choose_always("Show me what I said")
    resident.choose("Share it with the team")
    resident.choose("I will ring them")
    resident.say(NAME)
    resident.choose("Yes, pass it on")
    resident.choose("Look at it again")
    resident.choose_for_line(WORDS, "Change")
    resident.say(CHANGED)
    resident.choose("Share it with the team")
    resident.choose("Yes, pass it on")
    resident.expect_answer("I have passed on the change")
    return resident.reference


def traces(front_door: FrontDoor) -> list[str]:
    """Return the files of the data folder in which anything of it can be found, deleted or not."""
    folder = front_door.settings.data_folder
    return [file.name for file in sorted(folder.glob("*.db*")) if TRACE in file.read_bytes().lower()]


def test_what_nobody_picked_up_is_gone_to_the_last_byte(chromium: Any, front_door: FrontDoor) -> None:
    resident = new_tab(chromium, front_door.address)
    inbox = new_inbox(chromium, front_door.inbox_address)
    reference = share(resident)
    assert traces(front_door), "there is something to delete"
    resident.press_always("Delete what I said")
    resident.expect_question("Shall I delete all that you said here?")
    resident.press("Yes, delete it")
    resident.expect_answer("I have deleted all that you said. I also took back what you shared.")
    assert resident.transcript() == []
    resident.page.reload()
    assert "pettibone" not in resident.text().lower()
    assert "pettibone" not in resident.page.content().lower()

    (stored,) = front_door.summaries()
    assert stored.summary is None
    assert traces(front_door) == []
    inbox.sign_in(front_door.staff)
    expect(inbox.row(reference)).to_contain_text("Deleted by the person")
    inbox.open(reference)
    assert "Its words were erased" in inbox.text()
    assert "pettibone" not in inbox.everything().lower()
    resident.page.context.close()
    inbox.page.context.close()


def test_what_staff_work_with_stays_and_both_are_told(chromium: Any, front_door: FrontDoor) -> None:
    resident = new_tab(chromium, front_door.address)
    inbox = new_inbox(chromium, front_door.inbox_address)
    reference = share(resident)
    inbox.sign_in(front_door.staff)
    inbox.open(reference)
    inbox.pick_up()
    resident.press_always("Delete what I said")
    resident.press("Yes, delete it")
    resident.expect_answer("I have deleted this chat.")
    resident.expect_answer("already has what you shared. I have told them you want it deleted.")
    assert "pettibone" not in resident.text().lower()
    assert "conversations.db" not in " ".join(traces(front_door))
    inbox.open_list()
    expect(inbox.row(reference)).to_contain_text("Asked to be deleted")
    inbox.open(reference)
    assert "The person asked for this to be deleted on" in inbox.text()
    assert CHANGED in inbox.text()
    resident.page.context.close()
    inbox.page.context.close()
