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
    resident.choose("Yes, that is all right")
    resident.expect_question("Would anything make this chat easier for you?")
    resident.choose("It is fine as it is")
    resident.say("To get back to bowls and see the old faces")
    resident.expect_question("Tell me about a day that went well")
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
    resident.say("The stairs are getting steep and I want to stay in my own home")
    resident.choose("Yes, that is all right")
    resident.expect_question("Would anything make this chat easier for you?")
    resident.choose("It is fine as it is")
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
    client.choose("Yes, that is all right")
    client.choose("It is fine as it is")
    client.say("To have my garden back as it was")
    client.say("When the sun is out and I sit by the beans")
    client.say("I drove the number 9 bus for thirty years")
    client.say("Brass band music, I played the cornet")
    client.say("Dot from the band, and Raj over the road")
    client.choose("We help each other")
    client.choose("Good for me")
    client.choose("Go on talking")
    client.say("The band room in Mill Lane")
    client.say("When Raj lent me a stool for the garden")
    client.say("A rail by the back step would do it")
    client.say("I could teach a young one the cornet")
    client.say("Someone to dig the top bed with me")
    client.choose("All of us together")
    client.say("The back step, when it is wet")
    client.choose("Share it with the team")
    client.choose("Phone call")
    client.say("01632 960 214")
    client.say("Walter Finch")
    client.choose("Mornings")
    client.choose("No, it is private")
    client.choose("Yes, pass it on")
