"""The resident's page shuts nobody out, whatever it shows: seen by axe, by a keyboard, at 400 %, in forced colours.

docs/accessibility.md says what these tests stand for and what no machine can find.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.journeys.axe import findings
from tests.journeys.front_door import FrontDoor
from tests.journeys.keyboard import stops, tab_to
from tests.journeys.resident_page import ResidentPage, new_tab

REASON = "My sister says you know about the wherry trips"
HOPE = "To sail the wherry again with the old crew"
DANGER = "He hits me when he has been drinking"
WIDE, ZOOMED = {"width": 1280, "height": 1024}, {"width": 320, "height": 256}
"""A window at 100 %, and the same at 400 %."""

AWAY = "https://www.bbc.co.uk/**"

Tabs = Callable[..., ResidentPage]


@pytest.fixture
def new(chromium: Any, front_door: FrontDoor) -> Iterator[Tabs]:
    """Opens tabs, each in a browser profile of its own, and closes them."""
    opened: list[ResidentPage] = []

    def open_one(**options: Any) -> ResidentPage:
        tab = new_tab(chromium, front_door.address, **options)
        opened.append(tab)
        tab.page.route(AWAY, lambda route: route.fulfill(body="weather"))
        tab.open()
        return tab

    yield open_one
    for tab in opened:
        tab.page.context.close()


@pytest.fixture
def see(tmp_path: Path) -> Callable[[ResidentPage, str], None]:
    """Hold a state of the page against axe, wide and at 400 %; FRONTDOOR_TEST_PICTURES keeps pictures of it."""
    wanted = os.environ.get("FRONTDOOR_TEST_PICTURES")

    def look(tab: ResidentPage, state: str) -> None:
        for size in (WIDE, ZOOMED):
            tab.page.set_viewport_size(size)  # type: ignore[arg-type]
            assert findings(tab.page) == [], f"{state} at {size['width']}"
            assert tab.page.evaluate("document.documentElement.scrollWidth") <= size["width"], state
            if wanted:
                tab.page.screenshot(path=Path(wanted) / f"{state}-{size['width']}.png", full_page=True)
        tab.page.set_viewport_size(WIDE)  # type: ignore[arg-type]

    return look


def watch(tab: ResidentPage) -> None:
    """Note whatever a screen reader is told from now on."""
    tab.page.evaluate(
        """() => { window.told = []; const region = document.getElementById('announcer')
        new MutationObserver(() => { if (region.textContent) window.told.push(region.textContent) })
          .observe(region, {childList: true, characterData: true, subtree: true}) }"""
    )


def told(tab: ResidentPage) -> list[str]:
    tab.page.wait_for_timeout(400)
    found: list[str] = tab.page.evaluate("window.told")
    # On a slow machine whoever waits is told so.
    return [text for text in found if not text.startswith("One moment.")]


def share(tab: ResidentPage) -> None:
    tab.choose_always("Show me what I said")
    tab.choose("Share it with the team")
    tab.choose("I will ring them")
    tab.say("Wilhelmina Wherryman")
    tab.choose("Yes, pass it on")
    tab.expect_answer("I have passed this on")


def test_axe_finds_nothing_from_the_welcome_to_the_copy(new: Tabs, see: Any) -> None:
    tab = new()
    see(tab, "welcome")
    tab.page.get_by_text("More choices", exact=True).click()
    tab.page.get_by_text("Help with this page", exact=True).click()
    see(tab, "all-open")
    tab.say(REASON)
    see(tab, "question-with-choices")
    tab.choose("Yes, that is all right")
    tab.say(HOPE)
    tab.send(" ")
    tab.expect_fault("Write something first")
    see(tab, "error")
    tab.choose_always("Show me what I said")
    see(tab, "read-back")
    tab.choose_for_line(REASON, "Do not share")
    share(tab)
    see(tab, "shared")
    tab.page.reload()
    expect(tab.box).to_be_visible()
    see(tab, "resumed")
    assert "What I want you to know" in tab.read_copy()
    see(tab, "copy")
    for path, state in (("/chat/privacy", "privacy"), ("/chat/another-device", "another-device")):
        tab.page.goto(path)
        see(tab, state)
    tab.page.get_by_role("button", name="Give me a code").click()
    see(tab, "code")
    tab.page.get_by_label("Your code").fill("four words that miss")
    tab.page.get_by_role("button", name="Go on with my chat").click()
    expect(tab.page.get_by_label("Your code")).to_have_attribute("aria-invalid", "true")
    see(tab, "code-refused")


def test_axe_finds_nothing_when_somebody_is_in_danger_offline_or_has_left(new: Tabs, see: Any) -> None:
    tab = new()
    tab.say(DANGER)
    tab.expect_answer("999")
    see(tab, "safety")
    tab.page.context.set_offline(True)
    tab.send("Are you there?")
    tab.expect_fault("You are offline.")
    see(tab, "offline")
    tab.page.context.set_offline(False)
    expect(tab.own_messages).to_have_count(2)
    tab.page.get_by_role("link", name="Exit this page").last.click()
    tab.page.wait_for_url(AWAY)
    tab.page.goto("/chat")
    see(tab, "left")
    assert DANGER not in tab.text()


def test_axe_finds_nothing_where_a_chat_has_moved_on_to_another_device(new: Tabs, see: Any) -> None:
    first, second = new(), new()
    first.say(REASON)
    first.page.goto("/chat/another-device")
    first.page.get_by_role("button", name="Give me a code").click()
    code = first.page.get_by_role("status").locator("strong").inner_text()
    second.page.goto("/chat/another-device")
    second.page.get_by_label("Your code").fill(code)
    second.page.get_by_role("button", name="Go on with my chat").click()
    expect(second.own_messages).to_have_count(1)
    see(second, "resumed-on-another-device")
    first.page.goto("/chat")
    first.expect_fault("This chat is open on another device now.")
    see(first, "moved-away")


def test_a_keyboard_alone_reaches_everything_in_order_and_shows_where_it_is(new: Tabs) -> None:
    tab = new()
    tab.say(REASON)
    tab.choose_always("Show me what I said")
    for size in (WIDE, ZOOMED):
        tab.page.set_viewport_size(size)  # type: ignore[arg-type]
        visited = stops(tab.page)
        assert [stop["name"] for stop in visited[:3]] == ["Skip to main content", "Exit this page", "Front Door"]
        assert [stop["place"] for stop in visited] == sorted(stop["place"] for stop in visited)
        assert [stop["name"] for stop in visited if not (stop["in_sight"] and stop["on_top"] and stop["shows"])] == []
        reachable = tab.page.locator("a[href]:visible, button:visible, textarea:visible, summary:visible").count()
        assert len(visited) == reachable


def test_a_whole_conversation_can_be_held_with_the_keyboard_and_the_focus_is_never_lost(new: Tabs) -> None:
    tab = new()
    tab_to(tab.page, "Your words")
    tab.page.keyboard.type(REASON)
    tab.page.keyboard.press("Enter")
    expect(tab.own_messages).to_have_count(1)
    assert tab.page.evaluate("document.activeElement.id") == "words"
    tab.page.keyboard.press("Shift+Tab")
    for name in ("Show me what I said", "Share it with the team"):
        if name == "Show me what I said":
            tab_to(tab.page, "More choices")
            tab.page.keyboard.press("Enter")
        before = tab.own_messages.count()
        tab_to(tab.page, name)
        tab.page.keyboard.press("Space")
        expect(tab.own_messages).to_have_count(before + 1)
        assert tab.page.evaluate("document.activeElement !== document.body"), name
    tab.expect_question("How is it best for the team to reach you?")


def test_each_answer_is_told_once_and_coming_back_tells_nothing(new: Tabs) -> None:
    tab = new()
    watch(tab)
    tab.say(REASON)
    (once,) = told(tab)
    assert tab.question in once
    tab.page.reload()
    expect(tab.box).to_be_visible()
    watch(tab)
    assert told(tab) == []
    assert tab.page.locator("#announcer").inner_text() == ""
    # The transcript is no live region, or it would be read again from the top.
    assert tab.page.locator("#transcript[aria-live], #transcript[role=log], #transcript [aria-live]").count() == 0


def test_wider_letters_and_lines_cut_nothing_off(new: Tabs) -> None:
    tab = new(viewport={"width": 320, "height": 640})
    tab.say(REASON)
    tab.choose_always("Show me what I said")
    # The figures of WCAG 1.4.12; put in as a reader's own style sheet would be.
    tab.page.evaluate(
        """() => document.styleSheets[0].insertRule(
        '* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important }', 0)"""
    )
    assert tab.page.evaluate("document.documentElement.scrollWidth") <= 320
    cut = tab.page.evaluate(
        """() => [...document.querySelectorAll('main *')].filter(node => node.clientWidth
        && !node.closest('.govuk-visually-hidden') && !node.classList.contains('fd-message__who')
        && node.tagName !== 'TEXTAREA'
        && (node.scrollWidth > node.clientWidth + 1 || node.scrollHeight > node.clientHeight + 2)
        && getComputedStyle(node).overflow !== 'visible').map(node => node.className)"""
    )
    assert cut == []


def test_in_forced_colours_every_message_button_and_field_has_an_edge(new: Tabs) -> None:
    tab = new(forced_colors="active")
    tab.say(REASON)
    tab.choose_always("Show me what I said")
    edges = tab.page.evaluate(
        """() => [...document.querySelectorAll('.fd-message, .fd-line, button, textarea, .fd-exit a')]
        .filter(node => node.getBoundingClientRect().width).map(node => getComputedStyle(node))
        .map(style => style.borderTopStyle !== 'none' && parseFloat(style.borderTopWidth) >= 1)"""
    )
    assert len(edges) > 8
    assert all(edges)
    assert all(stop["shows"] for stop in stops(tab.page))


def test_nothing_moves_by_itself(new: Tabs) -> None:
    tab = new(reduced_motion="reduce")
    tab.say(REASON)
    moving = tab.page.evaluate(
        """() => [...document.querySelectorAll('*')].filter(node => { const style = getComputedStyle(node)
        return style.animationName !== 'none' || parseFloat(style.transitionDuration) > 0
          || style.scrollBehavior === 'smooth' })
        .map(node => node.className)"""
    )
    assert moving == []
