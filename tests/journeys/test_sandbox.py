"""A trainer in the other chair, in a real browser, against the live assistant: with and without JavaScript."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from bot.staff import add_staff
from bot.store import Role
from tests.journeys.axe import findings
from tests.journeys.front_door import FrontDoor, Staff, wait_until
from tests.journeys.keyboard import stops, tab_to
from tests.journeys.receiver import Receiver

WIDE, ZOOMED = {"width": 1280, "height": 1024}, {"width": 320, "height": 256}
SLOW = 120_000
"""Milliseconds that a machine with other work may take to start the assistant."""


@pytest.fixture(scope="module")
def trainer(running: FrontDoor) -> Staff:
    """Somebody invented who trains."""
    password = add_staff(running.store.unit_of_work(), "Ama Quillfeather", "ama", None, {Role.TRAINER})
    (member,) = [each for each in running.store.queries.list_staff() if each.sign_in_name == "ama"]
    return Staff(member.id, "Ama Quillfeather", "ama", password)


@pytest.fixture
def studio(front_door: FrontDoor) -> Iterator[str]:
    """Address of the studio's pages at work."""
    front_door.start(front_door.studio)
    yield front_door.studio_address
    front_door.studio.end()


@pytest.fixture(params=[True, False], ids=["with JavaScript", "without JavaScript"])
def scripts(request: pytest.FixtureRequest) -> bool:
    """Whether the browser runs scripts; axe is one."""
    return bool(request.param)


@pytest.fixture
def page(scripts: bool, chromium: Any, studio: str, trainer: Staff) -> Iterator[Page]:
    """The page of the other chair, as a trainer who has signed in finds it."""
    context = chromium.new_context(base_url=studio, viewport=WIDE, java_script_enabled=scripts)
    context.set_default_timeout(SLOW)
    context.set_default_navigation_timeout(SLOW)
    tab = context.new_page()
    tab.goto("/other-chair")
    tab.get_by_label("Sign-in name").fill(trainer.sign_in_name)
    tab.get_by_label("Password").fill(trainer.password)
    tab.get_by_role("button", name="Sign in").click()
    expect(tab.get_by_role("heading", level=1)).to_have_text("The other chair")
    yield tab
    context.close()


def look(page: Page, state: str, scripts: bool) -> None:
    """Hold a state of the page against axe, wide and at 400 %; FRONTDOOR_TEST_PICTURES keeps pictures of it."""
    if not scripts:
        return
    wanted = os.environ.get("FRONTDOOR_TEST_PICTURES")
    for size in (WIDE, ZOOMED):
        page.set_viewport_size(size)  # type: ignore[arg-type]
        assert findings(page) == [], f"{state} at {size['width']}"
        assert page.evaluate("document.documentElement.scrollWidth") <= size["width"], state
        if wanted:
            page.screenshot(path=Path(wanted) / f"{state}-{size['width']}.png", full_page=True)
    page.set_viewport_size(WIDE)  # type: ignore[arg-type]


def say(page: Page, words: str) -> None:
    page.get_by_label("What you say").fill(words)
    page.get_by_role("button", name="Say it").click()


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).first.click()


def sit_down(page: Page, style: str) -> None:
    """Sit down in a style, again if the page says that the assistant is still being made ready."""
    for _ in range(4):
        page.get_by_label(style, exact=True).check()
        press(page, "Sit down")
        if page.locator(".fd-switch").count():
            break
    expect(page.locator(".fd-switch")).to_have_text(f"Asked in this style: {style.lower()}")


def switch(page: Page, style: str) -> None:
    page.get_by_label(style, exact=True).check()
    press(page, "Change from here on")


def latest(page: Page) -> str:
    return str(page.locator(".fd-message--front_door").last.inner_text())


def test_a_trainer_plays_a_resident_switches_style_and_sees_what_the_team_would_read(
    page: Page, scripts: bool, front_door: FrontDoor, receiver: Receiver
) -> None:
    front_door.start(front_door.worker)
    sandboxes = front_door.settings.data_folder / "sandboxes"
    look(page, "other-chair", scripts)
    sit_down(page, "Conventional")
    assert "What is wrong?" in latest(page)
    assert len(list(sandboxes.iterdir())) == 1

    say(page, "my husband is in hospital this month and the house is quiet")
    assert "Can you cope?" in latest(page)
    switch(page, "Strengths-only")
    expect(page.locator(".fd-switch").last).to_have_text("From here on: strengths-only")
    say(page, "I get by, one bill at a time")
    assert "What is making you smile today?" in latest(page)
    switch(page, "Asset-balanced")
    say(page, "I sing alto in the sallowfield choir")
    expect(page.get_by_role("button", name="Yes, that is all right")).to_be_visible()
    look(page, "other-chair-talk", scripts)

    page.get_by_text("More choices that residents have").click()
    press(page, "Show me what I said")
    expect(page.get_by_text("Will be shared").first).to_be_visible()
    look(page, "other-chair-lines", scripts)
    press(page, "Share it with the team")
    press(page, "Phone call")
    say(page, "01632 960777")
    say(page, "Ottoline")
    press(page, "Mornings")
    press(page, "No, it is private")
    press(page, "Yes, pass it on")
    say(page, "he hits me when he has been drinking")
    assert "999" in page.get_by_role("main").inner_text()
    page.get_by_role("link", name="See what the team would read").click()
    summary = page.get_by_role("main")
    for words in ("From here it went nowhere.", "alto in the sallowfield choir", "01632 960777", "Danger was voiced."):
        expect(summary).to_contain_text(words)
    expect(summary).not_to_contain_text("hits me")
    look(page, "other-chair-summary", scripts)

    press(page, "End, and throw it away")
    expect(page.get_by_role("status")).to_contain_text("nobody was told anything")
    wait_until(lambda: not list(sandboxes.iterdir()), "something of the sandbox is left")
    assert front_door.summaries() == []
    assert front_door.concerns() == []
    assert receiver.deliveries == []


@pytest.mark.parametrize("scripts", [True], indirect=True)
def test_the_other_chair_needs_nothing_but_a_keyboard(page: Page) -> None:
    tab_to(page, "Asset-balanced")
    page.keyboard.press("ArrowDown")
    tab_to(page, "Sit down")
    page.keyboard.press("Enter")
    expect(page.locator(".fd-switch")).to_have_text("Asked in this style: strengths-only", timeout=SLOW)
    reached = stops(page)
    assert [each for each in reached if not (each["in_sight"] and each["on_top"] and each["shows"])] == []
    names = [each["name"] for each in reached]
    for name in ("What you say", "Say it", "Change from here on", "See what the team would read"):
        assert [each for each in names if each.startswith(name)], name
    page.reload()
    tab_to(page, "What you say")
    page.keyboard.type("I make marmalade")
    tab_to(page, "Say it")
    page.keyboard.press("Enter")
    expect(page.locator(".fd-message--resident")).to_contain_text("I make marmalade")
    assert page.evaluate("document.activeElement.id || location.hash.slice(1)") == "latest"


@pytest.mark.parametrize("scripts", [True], indirect=True)
def test_when_the_studio_stops_nothing_of_the_sandbox_is_left(page: Page, front_door: FrontDoor) -> None:
    sit_down(page, "Asset-balanced")
    sandboxes = front_door.settings.data_folder / "sandboxes"
    assert list(sandboxes.iterdir())

    front_door.studio.end()

    wait_until(lambda: not list(sandboxes.iterdir()), "something of the sandbox is left")
