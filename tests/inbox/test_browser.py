"""The staff pages in a real browser without JavaScript, on a wide screen, a small one and on paper."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from waitress.server import create_server

from bot.store import Store
from bot.strengths.safety import KINDS, Tier
from tests.conftest import Needs, StandingClock
from tests.inbox.browsing import PASSWORD
from tests.inbox.conftest import SignedIn
from tests.inbox.test_concerns import voice
from tests.inbox.test_contacts import FULL, share

BROWSERS = ("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome")
OPTIONS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]

pytestmark = pytest.mark.slow


@pytest.fixture
def address(app: Flask) -> Iterator[str]:
    """The inbox as it is really served."""
    server = create_server(app, listen="127.0.0.1:0")
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.effective_port}"
    server.close()
    thread.join(timeout=10)


@pytest.fixture
def page(needs: Needs, address: str, signed_in: SignedIn) -> Iterator[Any]:
    """A page in which Priya is signed in; nothing may come from elsewhere and the browser may not complain."""
    signed_in("Priya", "front_door", "safeguarding")
    found = os.environ.get("FRONTDOOR_TEST_CHROMIUM") or next((path for path in BROWSERS if Path(path).exists()), "")
    needs(found, "Chromium")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=OPTIONS)
        opened = browser.new_context(base_url=address, java_script_enabled=False).new_page()
        complaints: list[str] = []
        asked_for: list[str] = []
        opened.on("console", lambda message: complaints.append(message.text))
        opened.on("request", lambda request: asked_for.append(request.url))
        opened.goto("/")
        opened.get_by_label("Sign-in name").fill("priya")
        opened.get_by_label("Password").fill(PASSWORD)
        opened.get_by_role("button", name="Sign in").click()
        yield opened
        assert complaints == []
        assert [url for url in asked_for if not url.startswith(address)] == []
        browser.close()


def test_a_summary_is_read_and_picked_up_without_a_script(store: Store, clock: StandingClock, page: Any) -> None:
    share(store, clock, FULL)
    page.goto("/contacts")
    page.get_by_role("link", name="Summary").click()
    assert page.get_by_role("img", name="Me, My people, My places and groups").is_visible()
    page.get_by_role("button", name="I am picking this up").click()
    assert page.get_by_text("You are picking this up.").is_visible()
    page.get_by_role("button", name="Sign out Priya").click()
    assert page.get_by_role("heading", name="Sign in").is_visible()


@pytest.mark.parametrize("width", [320, 1280])
def test_nobody_has_to_scroll_sideways(store: Store, clock: StandingClock, page: Any, width: int) -> None:
    long = "He takes my pension card. " * 20 + "a" * 200
    concern = voice(store, clock, words=long, why=("pattern: " + "x" * 100,), kinds=KINDS)
    address = share(store, clock, FULL)
    page.set_viewport_size({"width": width, "height": 800})
    for shown in ("/contacts", address, "/concerns", concern, "/password"):
        page.goto(shown)
        wide = [box for box in (item.bounding_box() for item in page.locator("body *").all()) if box]
        hidden = 1  # what is for screen readers only is one pixel wide
        assert not [box for box in wide if box["x"] + box["width"] > width + 1 and box["width"] > hidden]


def test_paper_holds_the_words_and_no_buttons(store: Store, clock: StandingClock, page: Any) -> None:
    page.goto(share(store, clock, FULL))
    page.emulate_media(media="print")
    assert page.get_by_text("It is not an assessment.").is_visible()
    assert page.get_by_role("img").is_visible()
    assert page.get_by_text("The stairs").is_visible()
    for hidden in ("I am picking this up", "Sign out Priya", "Skip to main content"):
        assert not page.get_by_text(hidden).is_visible()
    assert page.pdf(prefer_css_page_size=True).startswith(b"%PDF")


def test_a_concern_is_found_read_and_picked_up_without_a_script(store: Store, clock: StandingClock, page: Any) -> None:
    voice(store, clock, contact_id="conversation-1", tier=Tier.PAST_DISCLOSURE)
    voice(store, clock, contact_id="conversation-2", tier=Tier.EMERGENCY_NOW, words="he is at the  door\nnow")
    page.goto("/")
    assert page.get_by_role("heading", level=1).inner_text() == "Concerns"
    first = page.locator(".fd-contacts__row").first
    assert first.get_by_role("heading", name="Emergency now").is_visible()
    first.get_by_role("link").click()
    assert page.get_by_role("heading", name="Safe to contact: not yet said").is_visible()
    assert page.locator("blockquote").inner_text() == "he is at the  door\nnow"
    assert page.get_by_text("Nobody has assessed it.").is_visible()
    assert not page.get_by_text("Do not send or show this to the household.").first.is_visible()
    page.get_by_role("button", name="I am picking this up").click()
    assert page.get_by_text("You are picking this up.").is_visible()
    page.get_by_role("link", name="Concerns").click()
    assert page.locator(".fd-contacts__row").first.get_by_role("heading", name="Harm in the past").is_visible()


def test_a_concern_on_paper_warns_and_holds_no_buttons(store: Store, clock: StandingClock, page: Any) -> None:
    page.goto(voice(store, clock))
    page.emulate_media(media="print")
    warnings = page.get_by_text("Do not send or show this to the household.")
    assert [warning.is_visible() for warning in warnings.all()] == [True, True]
    assert warnings.first.bounding_box()["y"] < page.get_by_text("Safe to contact: not yet said").bounding_box()["y"]
    assert page.get_by_text("He takes my pension card").is_visible()
    assert page.get_by_text("Nobody has assessed it.").is_visible()
    for hidden in ("I am picking this up", "Sign out Priya", "What happened"):
        assert not page.get_by_text(hidden, exact=True).is_visible()
    assert page.pdf(prefer_css_page_size=True).startswith(b"%PDF")


def test_a_concern_can_be_reached_and_picked_up_with_the_keyboard_alone(
    store: Store, clock: StandingClock, page: Any
) -> None:
    voice(store, clock)
    page.goto("/concerns")

    def go_to(name: str) -> None:
        for _ in range(20):
            page.keyboard.press("Tab")
            if name in page.locator(":focus").inner_text():
                return page.keyboard.press("Enter")
        raise AssertionError(f"{name} is not reached by the keyboard")

    go_to("Safeguarding concern")
    page.wait_for_url("**/concerns/*")
    go_to("I am picking this up")
    page.get_by_text("You are picking this up.").wait_for()
    assert page.get_by_text("Priya picked this up on").is_visible()
