"""Every main page fits a phone and a desk; with FRONTDOOR_TEST_PICTURES=docs/images they are also drawn for the docs.

Everybody in the pictures is invented.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Locator, Page

from tests.journeys.front_door import FrontDoor
from tests.journeys.inbox_page import new_inbox
from tests.journeys.listening import answer_what_is_asked
from tests.journeys.other_client import OtherClient
from tests.journeys.resident_page import new_tab

WIDE, NARROW = {"width": 1280, "height": 1000}, {"width": 320, "height": 640}


@pytest.fixture
def album(tmp_path: Path) -> Path:
    wanted = os.environ.get("FRONTDOOR_TEST_PICTURES")
    folder = Path(wanted).resolve() if wanted else tmp_path
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def test_every_main_page_fits_a_desk_and_a_phone(chromium: Any, front_door: FrontDoor, album: Path) -> None:
    somebody_asks_for_an_assessment(front_door)
    somebody_shares(front_door)
    resident = new_tab(chromium, front_door.address, viewport=WIDE)
    resident.open()
    resident.say("My wife died in spring and the house is very quiet")
    resident.expect_question("What helps you on the hard days?")
    resident.say("The wireless, and my neighbour Marjorie")
    resident.choose("Yes, that is all right")
    resident.say("To get back to bowls and see the old faces")
    draw(resident.page, album, "resident-page", resident.own_messages.nth(1))
    resident.say("Tuesdays, when Marjorie next door comes for tea")
    resident.choose_always("Show me what I said")
    resident.choose_for_line("My wife died in spring and the house is very quiet", "Do not share")
    draw(resident.page, album, "read-back", resident.own_messages.last)

    inbox = new_inbox(chromium, front_door.inbox_address, viewport=WIDE)
    inbox.sign_in(front_door.staff)
    draw(inbox.page, album, "inbox")
    inbox.open(front_door.the_summary().reference)
    draw(inbox.page, album, "summary")
    resident.page.context.close()
    inbox.page.context.close()


def test_on_a_phone_the_way_out_does_not_lie_over_the_newest_answer(chromium: Any, front_door: FrontDoor) -> None:
    resident = new_tab(chromium, front_door.address, viewport=NARROW)
    resident.open()
    resident.say("My sister said to look in here")
    resident.choose("Yes, that is all right")
    resident.expect_answer("You can skip any question")
    way_out = resident.page.get_by_role("link", name="Exit this page").last.bounding_box()
    newest = resident.answers.filter(has_text="You can skip any question").bounding_box()
    assert way_out is not None
    assert newest is not None
    assert newest["y"] >= way_out["y"] + way_out["height"]
    resident.page.context.close()


def draw(page: Page, album: Path, name: str, begin: Locator | None = None) -> None:
    """Draw a page at both widths, and see that nobody has to scroll sideways.

    Args:
        page: the page.
        album: where pictures go.
        name: of the picture.
        begin: what stands at the top of it; None draws the whole page.
    """
    for size, ending in ((WIDE, ""), (NARROW, "-320")):
        page.set_viewport_size(size)  # type: ignore[arg-type]
        assert page.evaluate("document.documentElement.scrollWidth") <= size["width"], name
        if begin is not None:
            begin.evaluate("node => node.scrollIntoView()")
            page.mouse.move(0, 0)
        page.screenshot(path=album / f"{name}{ending}.png", full_page=begin is None)
    page.set_viewport_size(WIDE)  # type: ignore[arg-type]


def somebody_asks_for_an_assessment(front_door: FrontDoor) -> None:
    client = OtherClient(front_door.address)
    client.choose("Ask for an assessment")
    client.choose("Letter")
    client.say("4 Weir Cottages, Aldermere")


def somebody_shares(front_door: FrontDoor) -> None:
    client = OtherClient(front_door.address)
    client.say("The stairs are getting steep and I want to stay in my own home")
    answer_what_is_asked(
        client,
        {
            "What would you like more of": "To have my garden back as it was",
            "What have you learned to do": "I drove the number 9 bus for thirty years",
            "What do you enjoy": "Brass band music, I played the cornet",
            "Who is in your life": "Dot from the band, and Raj over the road",
            "Where do you feel at home": "The band room in Mill Lane",
            "What do you think should happen": "A rail by the back step would do it",
            "you would enjoy sharing": "I could teach a young one the cornet",
            "What one thing would make": "Someone to dig the top bed with me",
            "Is anything hard right now": "The back step, when it is wet",
        },
    )
    client.choose("Show me all of it")
    client.choose("Share it with the team")
    client.choose("Phone call")
    client.say("01632 960 214")
    client.say("Walter Finch")
    client.choose("Mornings")
    client.choose("No, it is private")
    client.choose("Yes, pass it on")
