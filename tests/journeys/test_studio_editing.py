"""In the studio, in a real browser: styles are compared, a resident and a question written; without JavaScript too."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from bot.clock import now
from bot.staff import add_staff
from bot.strengths.library import read_library
from bot.studio.resident.cast import gather_residents
from tests.journeys.axe import findings
from tests.journeys.conftest import a_front_door
from tests.journeys.front_door import FrontDoor

PASSWORD = "correct horse battery"
WIDE, ZOOMED = {"width": 1280, "height": 1024}, {"width": 320, "height": 256}
"""A window at 100 %, and the same at 400 %."""

See = Callable[[Page, str], None]


@pytest.fixture(scope="module")
def studio(tmp_path_factory: pytest.TempPathFactory) -> Iterator[FrontDoor]:
    """The studio alone, with folders of the council's own that are not there yet."""
    folder = tmp_path_factory.mktemp("studio")
    started = a_front_door(folder, resident_folder=folder / "people", question_folder=folder / "questions")
    add_staff(started.store.unit_of_work(), "Wanda", "wanda", PASSWORD, ("trainer",), now)
    try:
        started.start(started.studio)
        yield started
    finally:
        started.stop()


@pytest.fixture(params=[True, False], ids=["script", "no script"])
def page(chromium: Any, studio: FrontDoor, request: pytest.FixtureRequest) -> Iterator[Page]:
    context = chromium.new_context(base_url=studio.studio_address, java_script_enabled=request.param, viewport=WIDE)
    yield context.new_page()
    context.close()


@pytest.fixture
def trainer(page: Page) -> Page:
    page.goto("/sign-in")
    page.get_by_label("Sign-in name").fill("wanda")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    return page


@pytest.fixture
def see(request: pytest.FixtureRequest) -> See:
    """Hold a page against axe, wide and at 400 %; FRONTDOOR_TEST_PICTURES keeps pictures of it."""
    wanted = os.environ.get("FRONTDOOR_TEST_PICTURES")
    has_script = "no script" not in request.node.name

    def look(page: Page, state: str) -> None:
        if not has_script:  # axe is script; the page is the same
            return
        for size in (WIDE, ZOOMED):
            page.set_viewport_size(size)  # type: ignore[arg-type]
            assert findings(page) == [], f"{state} at {size['width']}"
            assert page.evaluate("document.documentElement.scrollWidth") <= size["width"], state
            if wanted:
                page.screenshot(path=Path(wanted) / f"studio-{state}-{size['width']}.png", full_page=True)
        page.set_viewport_size(WIDE)  # type: ignore[arg-type]

    return look


def test_anybody_compares_styles_and_puts_two_side_by_side(page: Page, see: See) -> None:
    page.goto("/")
    page.get_by_role("link", name="Compare styles").click()
    see(page, "compare-choosing")
    page.get_by_role("link", name="Doreen Hartley").click()

    maps = page.locator(".fd-small-map")
    expect(maps).to_have_count(4)
    expect(maps.filter(has_text="Asset-balanced").first).to_contain_text("came out: Plays the chapel organ")
    expect(maps.filter(has_text="Conventional").first).to_contain_text("stayed hidden")
    boxes = [part.bounding_box() for part in maps.all()]
    assert len({round(box["y"]) for box in boxes if box}) == 1, "side by side where there is room"
    see(page, "compare")

    page.get_by_role("link", name="Conventional beside asset-balanced").click()
    expect(page.locator(".fd-small-map")).to_have_count(2)
    expect(page.get_by_role("heading", level=4, name="Strengths-only")).to_have_count(0)
    see(page, "compare-two")


def test_a_comparison_reads_from_top_to_bottom_on_a_small_screen_and_prints(chromium: Any, studio: FrontDoor) -> None:
    context = chromium.new_context(base_url=studio.studio_address, viewport=ZOOMED)
    page = context.new_page()
    page.goto("/compare/doreen")
    lefts = {round(box["x"]) for part in page.locator(".fd-small-map").all() if (box := part.bounding_box())}
    page.emulate_media(media="print")
    printed = page.pdf(format="A4")
    hidden = page.get_by_role("link", name="Somebody else").is_visible()
    context.close()

    assert len(lefts) == 1
    assert printed.startswith(b"%PDF")
    assert not hidden, "what can only be pressed is not on paper"


def test_a_trainer_changes_a_resident_is_told_what_is_wrong_tries_and_saves(
    trainer: Page, see: See, studio: FrontDoor
) -> None:
    trainer.get_by_role("link", name="Residents", exact=True).click()
    see(trainer, "residents")
    trainer.get_by_role("link", name="Write somebody new, starting from these lines of Ken").click()
    trainer.get_by_label("What they say first").fill("My hands shake now, and I cannot hold a cup.")
    trainer.get_by_role("button", name="Save (at the top)").click()

    alert = trainer.get_by_role("alert")
    expect(alert).to_contain_text("“Name” is missing.")
    see(trainer, "resident-wrong")
    alert.get_by_role("link", name="“Name” is missing.").click()
    expect(trainer.get_by_label("Name", exact=True)).to_be_focused()
    expect(trainer.get_by_label("What they say first")).to_have_value("My hands shake now, and I cannot hold a cup.")

    name = f"Ann Weaver{len(gather_residents(studio.settings.resident_folder).residents)}"
    trainer.get_by_label("Name", exact=True).fill(name)
    trainer.get_by_role("button", name="Try a talk (at the top)").click()
    preview = trainer.get_by_role("region", name=f"Preview: {name}")
    expect(preview).to_contain_text("My hands shake now, and I cannot hold a cup.")
    expect(preview.get_by_role("listitem")).to_have_count(3)
    see(trainer, "resident-preview")
    trainer.get_by_role("button", name="Try four ways of asking (at the top)").click()
    expect(trainer.locator(".fd-small-map")).to_have_count(4)
    see(trainer, "resident-four-ways")

    trainer.get_by_role("button", name="Save (at the end)").click()
    expect(trainer.get_by_role("status")).to_contain_text(f"{name} is saved")
    see(trainer, "resident-saved")
    trainer.get_by_role("link", name="Rehearse", exact=True).click()
    expect(trainer.get_by_role("main")).to_contain_text(name)


def test_a_trainer_changes_a_question_is_told_what_is_wrong_and_sees_it_as_a_resident_does(
    trainer: Page, see: See, studio: FrontDoor
) -> None:
    trainer.get_by_role("link", name="Questions", exact=True).click()
    see(trainer, "questions")
    trainer.get_by_role("link", name="Skills and experience").click()
    see(trainer, "questions-in")
    trainer.get_by_role("link", name="What do people come to you for?").click()
    easier = trainer.get_by_label("The same in easier words")
    easier.fill("Why do people ask you?")
    trainer.get_by_role("button", name="Save (at the top)").click()

    expect(trainer.get_by_role("alert")).to_contain_text("“The same in easier words”: why (Why).")
    see(trainer, "question-wrong")
    assert (easier.get_attribute("aria-describedby") or "").endswith("easier-error")

    easier.fill("What do people ask you to help with?")
    trainer.get_by_role("button", name="See it as a resident does (at the top)").click()
    seen = trainer.get_by_role("region", name="As a resident sees it")
    expect(seen).to_contain_text("What do people ask you to help with?")
    expect(seen.get_by_role("list", name="Choices offered").first).to_contain_text("Someone to listen")
    see(trainer, "question-preview")
    trainer.get_by_role("button", name="Save (at the end)").click()
    expect(trainer.get_by_role("status")).to_contain_text("The question is saved.")
    see(trainer, "question-saved")

    kept = read_library(studio.settings.question_folder)["skills_experience.come_to_you"]
    assert kept.easier == "What do people ask you to help with?"


def test_a_question_can_be_written_with_the_keyboard_alone(trainer: Page) -> None:
    trainer.goto("/questions/new?in=groups_places")
    for label, words in (
        ("What is asked", "Do you go to the market? Tell me who you see there."),
        ("The same in easier words", "Who do you see at the market?"),
        ("The same for somebody who types for another person", "Do they go to the market? Tell me who they see there."),
        ("The same for another person in easier words", "Who do they see at the market?"),
    ):
        trainer.get_by_label(label, exact=True).focus()
        trainer.keyboard.type(words)
    trainer.get_by_role("button", name="Save (at the end)").focus()
    trainer.keyboard.press("Enter")

    expect(trainer.get_by_role("status")).to_contain_text("Residents are asked it from their next message on.")
