"""The rehearsal studio in a real browser: a whole rehearsal, a learner's plots, nobody shut out, nothing left."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.journeys.axe import findings
from tests.journeys.conftest import a_front_door
from tests.journeys.front_door import FrontDoor, wait_until
from tests.journeys.keyboard import stops, tab_to
from tests.journeys.studio_page import StudioPage

WIDE, ZOOMED = {"width": 1280, "height": 1024}, {"width": 320, "height": 640}

ANSWERED = "Failed to load resource: the server responded"

POOR = ("What's going well for you?", "Do you live alone?", "Do you need help washing?")
BETTER = (
    "I'm so sorry. Forty-one years, and then teatime comes.",
    "How do you get through a day?",
    "You talk to his photo. What would he say to you?",
    "What could you talk about all day?",
    "What do you think should happen?",
)


@pytest.fixture(scope="module")
def studio(tmp_path_factory: pytest.TempPathFactory) -> Iterator[FrontDoor]:
    """A Front Door of which the studio alone is at work: it needs nothing else."""
    started = a_front_door(tmp_path_factory.mktemp("studio"))
    try:
        started.start(started.studio)
        yield started
    finally:
        started.stop()


Tabs = Callable[..., StudioPage]


@pytest.fixture
def new(chromium: Any, studio: FrontDoor) -> Iterator[Tabs]:
    """Opens tabs, each in a browser profile of its own; none may complain or ask anybody else for anything."""
    contexts: list[Any] = []
    complaints: list[str] = []

    def open_one(**options: Any) -> StudioPage:
        context = chromium.new_context(base_url=studio.studio_address, viewport=WIDE, **options)
        contexts.append(context)
        page = context.new_page()
        # That a page was answered with "not found" is no complaint; some of these ask for such pages.
        page.on("console", lambda message: message.text.startswith(ANSWERED) or complaints.append(message.text))
        page.on("request", lambda request: elsewhere(request.url))
        return StudioPage(page)

    def elsewhere(url: str) -> None:
        if not url.startswith(studio.studio_address):
            complaints.append(url)

    yield open_one
    for context in contexts:
        context.close()
    assert complaints == []


@pytest.fixture
def check_state() -> Callable[[StudioPage, str], None]:
    """Hold a state of the page against axe, wide and at 400 %; FRONTDOOR_TEST_PICTURES keeps pictures of it."""
    wanted = os.environ.get("FRONTDOOR_TEST_PICTURES")

    def look(tab: StudioPage, state: str) -> None:
        for size in (WIDE, ZOOMED):
            tab.page.set_viewport_size(size)  # type: ignore[arg-type]
            assert findings(tab.page) == [], f"{state} at {size['width']}"
            assert tab.page.evaluate("document.documentElement.scrollWidth") <= size["width"], state
            if wanted:
                tab.page.screenshot(path=Path(wanted) / f"studio-{state}-{size['width']}.png", full_page=True)
        tab.page.set_viewport_size(WIDE)  # type: ignore[arg-type]

    return look


@pytest.mark.parametrize("script", [True, False], ids=["with-script", "without-script"])
def test_a_whole_rehearsal_is_held_gone_back_in_and_talked_over(new: Tabs, script: bool) -> None:
    tab = new(java_script_enabled=script)
    tab.begin("Frank Molloy", "Acknowledge before asking")
    tab.say(*POOR)
    expect(tab.turns().first).to_contain_text("Something hard had just been said")
    tab.press("Try turn 1 another way")
    expect(tab.turns()).to_have_count(0)
    tab.say(*BETTER)
    expect(tab.turns()).to_have_count(len(BETTER))
    others = tab.page.get_by_role("region", name="Other ways you tried")
    others.locator("summary").click()
    expect(others).to_contain_text(POOR[1])
    tab.talk_over("He told me more when I said back what he misses.")
    main = tab.page.get_by_role("main")
    headings = main.get_by_role("heading", level=2).all_inner_texts()
    assert headings[:4] == ["Your own view", "What worked", "One thing to try", "Something to think about"]
    expect(main).to_contain_text("He told me more when I said back what he misses.")
    tab.page.locator("input[name=nearer]").first.check()
    tab.press("Note it")
    expect(tab.page.locator("input[name=nearer]").first).to_be_checked()
    with tab.page.expect_download() as download:
        tab.press("Download as text")
    text = download.value.path().read_text()
    for part in (*BETTER, *POOR, "ONE THING TO TRY"):
        assert part in text
    tab.press("Try turn 2 another way")
    expect(tab.turns()).to_have_count(1)
    tab.press("Leave")
    expect(tab.page.get_by_role("status")).to_contain_text("nothing of it is kept")


def test_nothing_of_a_rehearsal_without_an_account_is_in_any_file_or_log(new: Tabs, studio: FrontDoor) -> None:
    tab = new()
    tab.begin("Frank Molloy")
    tab.say("My aunt Philippa-Rosalind was the same")
    tab.talk_over("I thought of Philippa-Rosalind")
    files = [path for path in studio.settings.data_folder.rglob("*") if path.is_file()]
    assert len(files) >= 2
    assert [path.name for path in files if b"Philippa-Rosalind" in path.read_bytes()] == []


def test_the_safety_layer_is_forewarned_and_stopped_at_any_moment(new: Tabs) -> None:
    tab = new()
    tab.begin("Frank Molloy", safety=True)
    tab.say(BETTER[0])
    tab.press("Stop now")
    tab.expect_title("You have stopped")
    expect(tab.page.get_by_role("main")).to_contain_text("Samaritans")


def test_two_windows_of_one_learner_do_not_say_a_turn_twice(new: Tabs) -> None:
    tab = new()
    tab.begin("Frank Molloy")
    other = StudioPage(tab.page.context.new_page())
    other.page.goto(tab.page.url)
    tab.say("Hello, Frank.")
    other.page.get_by_label("What do you say?").fill("Something else")
    with other.page.expect_response(lambda answer: answer.status == 409):
        other.press("Say it")
    expect(other.page.get_by_label("What do you say?")).to_have_value("Something else")
    expect(other.turns()).to_have_count(1)


def test_a_learners_rehearsals_are_kept_plotted_and_deleted(new: Tabs, studio: FrontDoor) -> None:
    trainer, learner = new(), new()
    trainer.sign_in(studio.trainer)
    learner.come_in(trainer.make_learner("Autumn intake", "Ife"))
    for turns in (POOR, (*BETTER, *POOR), BETTER):
        learner.begin("Frank Molloy")
        learner.say(*turns)
        learner.talk_over("I waited more.")
    trainer.page.reload()
    expect(trainer.page.get_by_role("img")).to_have_count(6)
    rows = trainer.page.get_by_role("table").get_by_role("row")
    expect(rows).to_have_count(1 + 3)
    rows.nth(1).get_by_role("link").click()
    expect(trainer.page.get_by_role("heading", level=1)).to_have_text(re.compile("Ife.s rehearsal with Frank Molloy"))
    expect(trainer.page.get_by_role("main")).to_contain_text(POOR[1])
    trainer.follow("Back", exact=True)
    trainer.follow("Delete Ife and all their rehearsals")
    trainer.press("Delete for good")
    expect(trainer.page.get_by_role("status")).to_contain_text("deleted")
    learner.page.goto("/")
    expect(learner.page.get_by_role("main")).to_contain_text("nothing is kept")


def test_axe_finds_nothing_in_a_rehearsal(new: Tabs, check_state: Any) -> None:
    tab = new()
    tab.page.goto("/")
    check_state(tab, "choosing")
    tab.press("Begin", exact=True)
    check_state(tab, "choosing-failed")
    tab.begin("Frank Molloy", safety=True)
    check_state(tab, "talk-begins")
    tab.say(*POOR)
    tab.press("Try turn 2 another way")
    tab.say(*BETTER)
    tab.page.locator("summary").first.click()
    check_state(tab, "talk")
    tab.press("Take a break")
    check_state(tab, "break")
    tab.press("Go on")
    tab.press("Talk it over")
    check_state(tab, "own-view")
    tab.press("See what could be seen")
    check_state(tab, "debrief")
    tab.page.emulate_media(media="print")
    if folder := os.environ.get("FRONTDOOR_TEST_PICTURES"):
        tab.page.pdf(path=Path(folder) / "studio-debrief.pdf", format="A4")
    tab.page.emulate_media(media="screen")
    tab.follow("Back to the talk")
    tab.press("Stop now")
    check_state(tab, "stopped")
    tab.page.goto("/rehearsals/another-ones")
    check_state(tab, "over")


def test_axe_finds_nothing_before_the_safety_layer(new: Tabs, check_state: Any) -> None:
    tab = new()
    tab.page.goto("/")
    tab.page.get_by_label("Frank Molloy", exact=True).check()
    tab.page.get_by_label("With the safety layer").check()
    tab.press("Begin", exact=True)
    check_state(tab, "forewarning")


def test_axe_finds_nothing_in_what_is_kept(new: Tabs, check_state: Any, studio: FrontDoor) -> None:
    trainer, learner = new(), new()
    trainer.page.goto("/sign-in")
    check_state(trainer, "sign-in")
    trainer.sign_in(studio.trainer)
    trainer.page.goto("/groups")
    check_state(trainer, "groups")
    code = trainer.make_learner("Spring intake", "Bo")
    check_state(trainer, "learner-new")
    learner.page.goto("/with-records")
    check_state(learner, "code")
    learner.page.goto(f"/with-records/{code}")
    check_state(learner, "told")
    learner.come_in(code)
    check_state(learner, "choosing-as-learner")
    for turns in (BETTER, (*BETTER, *POOR), POOR, BETTER):
        learner.begin("Frank Molloy")
        learner.say(*turns)
        learner.talk_over("I waited more.")
    learner.follow("Your rehearsals")
    check_state(learner, "own-records")
    learner.page.get_by_role("table").get_by_role("link").first.click()
    check_state(learner, "own-rehearsal")
    trainer.page.reload()
    check_state(trainer, "learner")
    trainer.page.get_by_role("table").get_by_role("link").first.click()
    check_state(trainer, "kept-rehearsal")
    trainer.page.goto("/groups")
    trainer.follow("Spring intake")
    check_state(trainer, "group")
    trainer.follow("Delete this group")
    check_state(trainer, "sure")


def test_everything_can_be_reached_and_seen_with_a_keyboard_alone(new: Tabs) -> None:
    tab = new()
    tab.page.goto("/")
    tab_to(tab.page, "Alison Reid")
    for _ in range(4):
        tab.page.keyboard.press("ArrowDown")
    expect(tab.page.get_by_label("Frank Molloy", exact=True)).to_be_checked()
    tab_to(tab.page, "Begin")
    tab.page.keyboard.press("Enter")
    tab.expect_title("Talking with Frank Molloy")
    tab_to(tab.page, "What do you say?")
    tab.page.keyboard.type("I'm so sorry, Frank.")
    tab.page.keyboard.press("Tab")
    tab.page.keyboard.press("Enter")
    expect(tab.turns()).to_have_count(1)
    # The page begins at the latest turn, and with a script the next one can be typed at once.
    wait_until(lambda: tab.page.evaluate("document.activeElement.id") == "said", "the box did not get the keyboard")
    tab.page.keyboard.type("How do you get through a day?")
    tab.page.keyboard.press("Control+Enter")
    expect(tab.turns()).to_have_count(2)
    found = stops(tab.page)
    assert len(found) > 8
    assert [stop["name"] for stop in found if not (stop["in_sight"] and stop["on_top"] and stop["shows"])] == []


def test_in_forced_colours_voices_buttons_and_marks_have_an_edge(new: Tabs) -> None:
    tab = new(forced_colors="active")
    tab.begin("Frank Molloy")
    tab.say(*BETTER)
    tab.talk_over("")
    edges = tab.page.evaluate(
        """() => [...document.querySelectorAll('.fd-voice, .govuk-button')].filter(node => node.offsetWidth)
        .map(node => getComputedStyle(node)).map(style => parseFloat(style.borderTopWidth) >= 1)"""
    )
    assert len(edges) > 8
    assert all(edges)
    strokes = tab.page.evaluate(
        "() => [...document.querySelectorAll('.fd-found__mark circle')].map(node => getComputedStyle(node).strokeWidth)"
    )
    assert strokes
    assert all(float(stroke.removesuffix("px")) >= 2 for stroke in strokes)
