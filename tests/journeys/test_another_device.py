"""Somebody begins on one device and goes on on another; somebody comes back after a pause."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.front_door import FrontDoor
from tests.journeys.resident_page import ResidentPage, new_tab
from tests.passing_time import let_time_pass

NARROW = {"width": 320, "height": 640}
REASON = "My sister says you know about clubs in Quillmarsh"
HOPE = "To get back to the allotment and grow quillmarsh beans"


@pytest.fixture
def computer(chromium: Any, front_door: FrontDoor) -> Any:
    """A computer on which somebody has told of a hope."""
    tab = new_tab(chromium, front_door.address)
    tab.open()
    tab.say(REASON)
    tab.choose("Yes, that is all right")
    tab.say(HOPE)
    expect(tab.answers.last).to_contain_text("?")
    yield tab
    tab.page.context.close()


def to_the_codes(tab: ResidentPage) -> None:
    tab.page.get_by_role("link", name="Go on from another device").first.click()
    expect(tab.page.get_by_role("heading", level=1)).to_have_text("Go on from another device")


def get_code(tab: ResidentPage) -> str:
    to_the_codes(tab)
    tab.page.get_by_role("button", name="Give me a code").click()
    return str(tab.page.get_by_role("status").locator("strong").inner_text())


def enter(tab: ResidentPage, code: str) -> None:
    tab.page.get_by_label("Your code").fill(code)
    tab.page.get_by_role("button", name="Go on with my chat").click()


def see_that_it_fits(page: Page, picture: Path) -> None:
    page.screenshot(path=picture, full_page=True)
    assert page.evaluate("document.documentElement.scrollWidth") <= page.viewport_size["width"], picture.name  # type: ignore[index]


def test_somebody_goes_on_on_a_small_telephone_without_scripts_and_the_computer_shows_nothing_more(
    chromium: Any, front_door: FrontDoor, computer: ResidentPage, tmp_path: Path
) -> None:
    question = computer.question
    code = get_code(computer)
    see_that_it_fits(computer.page, tmp_path / "code-wide.png")
    computer.page.set_viewport_size(NARROW)  # type: ignore[arg-type]
    see_that_it_fits(computer.page, tmp_path / "code-320.png")
    computer.go_back_to_the_conversation()

    telephone = new_tab(chromium, front_door.address, viewport=NARROW, java_script_enabled=False)
    telephone.open()
    to_the_codes(telephone)
    enter(telephone, "four words that miss")
    expect(telephone.page.get_by_role("main")).to_contain_text("That code did not work")
    expect(telephone.page.get_by_label("Your code")).to_have_attribute("aria-invalid", "true")
    telephone.page.screenshot(path=tmp_path / "refused-320.png", full_page=True)
    enter(telephone, code.upper())
    telephone.expect_question("Shall we go on?")
    telephone.expect_answer("Welcome back. Last time you told me about an allotment.")
    assert telephone.transcript() == [REASON, "Yes, that is all right", HOPE]
    telephone.page.screenshot(path=tmp_path / "welcome-320.png", full_page=True)
    telephone.choose("Go on")
    telephone.expect_question(question)
    telephone.say("Quillmarsh market with the beans sold by noon")
    assert telephone.question != question

    computer.send("Is my quillmarsh chat still here?")
    computer.expect_fault("This chat is open on another device now.")
    assert computer.box.input_value() == "Is my quillmarsh chat still here?"
    for words in (REASON, HOPE, "allotment", "market"):
        assert words not in computer.text()
    see_that_it_fits(computer.page, tmp_path / "moved-320.png")
    computer.page.reload()
    assert computer.transcript() == []
    assert "Is my quillmarsh chat" not in telephone.text()
    telephone.page.context.close()


def test_somebody_who_opens_the_page_after_a_pause_is_reminded_of_one_harmless_thing(
    front_door: FrontDoor, computer: ResidentPage
) -> None:
    question = computer.question
    computer.page.reload()
    computer.expect_question(question)
    let_time_pass(front_door.settings.data_folder / "conversations.db", front_door.settings.pause_minutes + 1)
    computer.page.reload()
    computer.expect_question("Shall we go on?")
    computer.expect_answer("Welcome back. Last time you told me about an allotment.")
    computer.choose("Go on")
    computer.expect_question(question)


def test_somebody_who_types_after_a_pause_is_heard_and_greeted_in_one_line(
    front_door: FrontDoor, computer: ResidentPage
) -> None:
    let_time_pass(front_door.settings.data_folder / "conversations.db", front_door.settings.pause_minutes + 1)
    computer.say("Picking quillmarsh beans at first light")
    computer.expect_answer("Welcome back. Last time you told me about an allotment.")
    expect(computer.messages.last).not_to_contain_text("Shall we go on?")
    computer.choose_always("Show me what I said")
    assert "Picking quillmarsh beans at first light" in computer.text()


def test_somebody_who_said_that_somebody_looks_is_reminded_of_nothing(
    front_door: FrontDoor, computer: ResidentPage
) -> None:
    computer.say("Quillmarsh fair, though my sister uses my phone too")
    let_time_pass(front_door.settings.data_folder / "conversations.db", front_door.settings.pause_minutes + 1)
    computer.page.reload()
    computer.expect_question("Shall we go on?")
    computer.expect_answer("Welcome back.")
    assert "Last time you told me" not in computer.text()
