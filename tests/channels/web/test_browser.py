"""The resident's page in a real browser, with its script."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

CHROMIUM = next((path for path in ("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome") if Path(path).exists()), "")  # fmt: skip  # noqa: E501
WHO = ".fd-message__words"


@pytest.fixture(scope="module")
def chromium(needs: Any) -> Iterator[Any]:
    found = os.environ.get("FRONTDOOR_TEST_CHROMIUM", CHROMIUM)
    needs(found, "Chromium")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=found, args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
        )
        yield browser
        browser.close()


@pytest.fixture
def page(chromium: Any, server: Any) -> Iterator[Any]:
    """A page just opened, which must not complain and must load nothing from elsewhere."""
    context = chromium.new_context(base_url=server.address, viewport={"width": 1280, "height": 800})
    opened = context.new_page()
    complaints: list[str] = []
    asked_for: list[str] = []
    opened.on("pageerror", lambda error: complaints.append(str(error)))
    opened.on(
        "console", lambda message: complaints.append(message.text) if "Content Security" in message.text else None
    )
    opened.on("request", lambda request: asked_for.append(request.url))
    opened.goto("/chat")
    # The browser's own helpers would change what a screen reader is told; watch the region from the start.
    opened.evaluate(
        """() => { window.told = []; new MutationObserver(() => {
            const text = document.getElementById('announcer').textContent; if (text) window.told.push(text)
        }).observe(document.getElementById('announcer'), {childList: true, characterData: true, subtree: true}) }"""
    )
    yield opened
    assert complaints == []
    assert [url for url in asked_for if not url.startswith((server.address, "https://www.bbc.co.uk"))] == []
    context.close()


def say(page: Any, text: str) -> None:
    page.get_by_label("Your words").fill(text)
    page.get_by_role("button", name="Send").click()


def heard(page: Any, text: str) -> None:
    page.locator(WHO, has_text=f"I heard: {text}").wait_for()


def told(page: Any) -> list[str]:
    """What the live region told, once it told something (the page's own rules forbid Playwright's waiting)."""
    for _ in range(100):
        found: list[str] = page.evaluate("window.told")
        if found:
            break
        page.wait_for_timeout(100)
    return found


def test_an_answer_comes_without_loading_the_page_again_and_focus_stays_in_the_box(page: Any) -> None:
    page.evaluate("window.still = true")
    say(page, "the garden")
    heard(page, "the garden")
    assert page.evaluate("window.still") is True
    assert page.evaluate("document.activeElement.id") == "words"
    assert page.get_by_label("Your words").input_value() == ""
    assert page.locator("#latest").count() == 1


def test_a_new_answer_is_told_once_and_nothing_is_told_on_arrival(page: Any) -> None:
    assert page.evaluate("document.getElementById('announcer').textContent") == ""
    say(page, "the garden")
    told(page)
    page.wait_for_timeout(500)
    assert told(page) == ["I heard: the garden You can choose: Yes."]
    page.reload()
    assert page.evaluate("document.getElementById('announcer').textContent") == ""
    assert page.locator("#announcer ol, #transcript [aria-live]").count() == 0


def test_a_choice_can_be_made_with_the_keyboard_and_focus_does_not_get_lost(page: Any) -> None:
    page.get_by_role("button", name="A hope").focus()
    page.keyboard.press("Enter")
    page.locator(WHO, has_text="You picked hope.").wait_for()
    assert page.evaluate("document.activeElement.id") == "words"
    assert page.get_by_role("button", name="A hope").count() == 0
    say(page, "show my lines")
    page.get_by_role("button", name="Remove line 2").focus()
    page.keyboard.press("Space")
    page.locator(WHO, has_text="That line is gone.").wait_for()
    assert page.get_by_role("button", name="Remove line").count() == 0
    assert page.locator(WHO, has_text="1. What matters to me: the garden").is_visible()


def test_whoever_works_through_a_read_back_stays_at_the_same_line(page: Any) -> None:
    say(page, "show my lines")
    page.get_by_role("button", name="Repeat line 2").click()
    page.locator(".fd-message--resident").nth(1).wait_for()
    assert page.evaluate("document.activeElement.closest('.fd-line').getAttribute('value')") == "2"


def test_the_box_is_reached_and_sent_with_the_keyboard_alone(page: Any) -> None:
    for _ in range(20):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.id") == "words":
            break
    page.keyboard.type("one line")
    page.keyboard.press("Shift+Enter")
    page.keyboard.type("and another")
    page.keyboard.press("Enter")
    page.locator(WHO, has_text="I heard: one line").wait_for()
    assert page.locator(".fd-message--resident").last.locator(WHO).inner_text() == "one line\nand another"


def test_words_not_sent_yet_outlive_a_reload(page: Any) -> None:
    page.get_by_label("Your words").fill("half a thought")
    page.reload()
    assert page.get_by_label("Your words").input_value() == "half a thought"
    say(page, "a whole one")
    heard(page, "a whole one")
    page.reload()
    assert page.get_by_label("Your words").input_value() == ""


def test_offline_words_are_kept_and_arrive_once_when_sent_again(page: Any) -> None:
    # The message arrives, and its answer is lost on the way back.
    sent: list[str] = []

    def lose(route: Any) -> None:
        sent.append(route.request.post_data_json["message_id"])
        if len(sent) == 1:
            route.fetch()
            route.abort()
        else:
            route.continue_()

    page.route("**/chat/api/messages", lose)
    say(page, "do not lose me")
    page.locator("#words-error", has_text="offline").wait_for()
    assert page.get_by_label("Your words").input_value() == "do not lose me"
    assert page.evaluate("document.activeElement.id") == "words"
    page.get_by_role("button", name="Send").click()
    heard(page, "do not lose me")
    assert sent[0] == sent[1]
    assert page.locator(".fd-message--resident").count() == 1
    assert page.locator("#words-error").is_hidden()


def test_a_fault_is_said_beside_the_box_and_told(page: Any) -> None:
    say(page, "break the action server")
    page.locator("#words-error", has_text="Your words were not taken in").wait_for()
    assert page.get_by_label("Your words").input_value() == "break the action server"
    assert page.get_by_label("Your words").get_attribute("aria-invalid") == "true"
    assert "not taken in" in told(page)[0]


@pytest.mark.parametrize("size", [4001, 1_000_000])
def test_far_too_many_words_stay_in_the_box(page: Any, size: int) -> None:
    page.evaluate(
        """size => { const box = document.getElementById('words'); box.value = 'a'.repeat(size)
        box.dispatchEvent(new Event('input')) }""",
        size,
    )
    page.get_by_role("button", name="Send").click()
    page.locator("#words-error", has_text="shorter parts").wait_for()
    assert page.evaluate("document.getElementById('words').value.length") == size


def test_two_tabs_show_one_conversation_and_a_stale_button_says_so(page: Any) -> None:
    other = page.context.new_page()
    other.goto("/chat")
    say(page, "from the first tab")
    heard(page, "from the first tab")
    other.get_by_role("button", name="A hope").click()
    other.locator("#words-error", has_text="Nothing has changed").wait_for()
    heard(other, "from the first tab")
    say(other, "from the second tab")
    heard(other, "from the second tab")
    page.get_by_role("button", name="Yes").click()
    heard(page, "from the second tab")


def leave_and_see_nothing_of_it(page: Any) -> None:
    page.wait_for_url("https://www.bbc.co.uk/weather")
    for going in (page.go_back, lambda: page.goto("/chat"), lambda: page.goto("/chat/copy")):
        going()
        assert page.locator("body").inner_text().count("secret garden") == 0
        assert "/chat" not in page.url or page.get_by_role("heading", name="You left this page").is_visible()


@pytest.mark.parametrize("way", ["button", "link at the top", "three times Shift"])
def test_who_exits_is_away_at_once_and_going_back_shows_nothing(page: Any, way: str) -> None:
    page.route("https://www.bbc.co.uk/**", lambda route: route.fulfill(body="weather"))
    say(page, "a secret garden")
    heard(page, "a secret garden")
    page.goto("/chat/privacy")
    page.goto("/chat")
    page.get_by_label("Your words").fill("nobody should see this")
    if way == "button":
        page.get_by_role("link", name="Exit this page").last.click()
    elif way == "link at the top":
        page.keyboard.press("Escape")
        page.get_by_role("link", name="Exit this page").first.focus()
        page.keyboard.press("Enter")
    else:
        for _ in range(3):
            page.keyboard.press("Shift")
    leave_and_see_nothing_of_it(page)
    page.goto("/chat")
    page.get_by_role("button", name="Open it again").click()
    heard(page, "a secret garden")
    assert page.get_by_label("Your words").input_value() == ""


def test_capital_letters_and_two_presses_send_nobody_away_and_are_told(page: Any) -> None:
    page.get_by_label("Your words").focus()
    for letter in "ABC":
        page.keyboard.press(f"Shift+{letter}")
    page.keyboard.press("Shift")
    assert page.locator("#exit-told").inner_text() == "Press Shift two more times to exit."
    page.keyboard.press("Shift")
    assert page.locator("#exit-told").inner_text() == "Press Shift one more time to exit."
    assert page.get_by_label("Your words").input_value() == "ABC"
    assert page.url.endswith("/chat")


def test_who_exits_without_javascript_sees_nothing_on_going_back_either(chromium: Any, server: Any) -> None:
    context = chromium.new_context(base_url=server.address, java_script_enabled=False)
    page = context.new_page()
    page.route("https://www.bbc.co.uk/**", lambda route: route.fulfill(body="weather"))
    page.goto("/chat")
    say(page, "a secret garden")
    heard(page, "a secret garden")
    page.get_by_role("link", name="Exit this page").last.click()
    leave_and_see_nothing_of_it(page)
    context.close()


def test_words_are_never_read_as_html(page: Any) -> None:
    text = "<img src=x onerror=alert(1)><script>alert(1)</script>"
    say(page, text)
    heard(page, text)
    assert page.locator(".fd-message img, .fd-message script").count() == 0


@pytest.mark.parametrize("width", [320, 375, 1280])
def test_nobody_has_to_scroll_sideways_and_targets_are_big_enough(page: Any, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 640})
    say(page, "show my lines " + "w" * 300)
    page.locator(".fd-line").first.wait_for()
    page.locator("summary", has_text="More choices").click()
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    for button in page.locator("button:visible, .fd-exit a").all():
        box = button.bounding_box()
        assert box["height"] >= 38, button.inner_text()
        assert box["width"] >= 44, button.inner_text()


def test_the_page_works_the_same_with_javascript_off(chromium: Any, server: Any) -> None:
    context = chromium.new_context(base_url=server.address, java_script_enabled=False)
    page = context.new_page()
    page.goto("/")
    say(page, "the garden")
    heard(page, "the garden")
    assert re.search(r"/chat#latest$", page.url)
    page.get_by_role("button", name="Yes").click()
    page.locator(WHO, has_text="You picked yes.").wait_for()
    page.get_by_role("button", name="Talk to a person").click()
    page.locator(WHO, has_text="Somebody will be in touch.").wait_for()
    context.close()


def test_the_script_is_small() -> None:
    script = Path(__file__).parents[3] / "bot/channels/web/static/chat.js"
    assert script.stat().st_size < 15_000
