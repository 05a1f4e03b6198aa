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
    assert "from the second tab" in page.locator("body").inner_text()


def expect_to_see_nothing_after_leaving(page: Any) -> None:
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
    expect_to_see_nothing_after_leaving(page)
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
    expect_to_see_nothing_after_leaving(page)
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


SPEECH = """
  window.spoken = []
  const voice = {localService: LOCAL, lang: 'en-GB', name: 'Invented'}
  Object.defineProperty(window, 'speechSynthesis', {value: {
    getVoices: () => [voice], addEventListener: () => {}, cancel: () => { window.going = null },
    speak: said => { window.spoken.push(said.text); window.going = said },
  }})
  window.SpeechSynthesisUtterance = function (text) { this.text = text }
"""
"""Stands for the browser's own speech, which a browser without a screen has no voices for."""


@pytest.fixture
def with_a_voice(chromium: Any, server: Any, request: pytest.FixtureRequest) -> Iterator[Any]:
    context = chromium.new_context(base_url=server.address)
    opened = context.new_page()
    opened.add_init_script(SPEECH.replace("LOCAL", request.param))
    opened.goto("/chat")
    yield opened
    context.close()


@pytest.mark.parametrize("with_a_voice", ["true"], indirect=True)
def test_the_newest_answer_is_read_aloud_when_asked_and_stops_when_asked(with_a_voice: Any) -> None:
    page = with_a_voice
    say(page, "the garden. And the shed")
    heard(page, "the garden")
    assert page.evaluate("window.spoken") == [], "nothing speaks by itself"
    page.get_by_role("button", name="Read it to me").click()
    for _ in range(2):
        page.evaluate("window.going.onend()")
    assert page.evaluate("window.spoken") == ["I heard: the garden.", " And the shed", "You can choose: Yes"]
    page.get_by_role("button", name="Stop reading").click()
    assert page.evaluate("window.going") is None
    page.get_by_role("button", name="Read it to me").click()
    say(page, "something else")
    heard(page, "something else")
    assert page.evaluate("window.going") is None
    assert page.get_by_role("button", name="Read it to me").is_visible()


@pytest.mark.parametrize("with_a_voice", ["false"], indirect=True)
def test_a_voice_that_is_not_on_the_device_is_never_used(with_a_voice: Any) -> None:
    assert with_a_voice.locator("#read-aloud").is_hidden()


def test_what_could_not_be_sent_is_sent_once_by_itself_when_the_connection_is_back(page: Any) -> None:
    page.context.set_offline(True)
    page.locator("#waiting", has_text="You are offline now.").wait_for()
    say(page, "from the tunnel")
    page.locator("#words-error", has_text="I will send them when you are back.").wait_for()
    page.context.set_offline(False)
    heard(page, "from the tunnel")
    assert page.locator(".fd-message--resident").count() == 1
    assert page.get_by_label("Your words").input_value() == ""
    assert page.locator("#words-error").is_hidden()
    assert page.locator("#waiting").is_hidden()


def test_a_choice_made_offline_is_sent_once_too(page: Any) -> None:
    page.context.set_offline(True)
    page.get_by_role("button", name="A hope").click()
    page.locator("#words-error", has_text="I will send your choice").wait_for()
    page.context.set_offline(False)
    page.locator(WHO, has_text="You picked hope.").wait_for()
    page.wait_for_timeout(300)
    assert page.locator(".fd-message--resident").count() == 1


def test_words_changed_while_offline_wait_until_they_are_sent(page: Any) -> None:
    page.context.set_offline(True)
    say(page, "a first thought")
    page.locator("#words-error", has_text="offline").wait_for()
    page.get_by_label("Your words").fill("a second thought")
    assert page.locator("#words-error").is_hidden()
    page.context.set_offline(False)
    page.wait_for_timeout(2500)
    assert page.locator(".fd-message--resident").count() == 0
    page.get_by_role("button", name="Send").click()
    heard(page, "a second thought")
    assert page.locator(".fd-message--resident").count() == 1


def test_a_web_server_in_front_that_answers_with_a_page_of_its_own_loses_nothing(page: Any) -> None:
    answers: list[int] = []

    def answer(route: Any) -> None:
        answers.append(1)
        if len(answers) == 1:
            route.fulfill(status=502, content_type="text/html", body="<h1>Bad gateway</h1>")
        else:
            route.continue_()

    page.route("**/chat/api/messages", answer)
    say(page, "through the gateway")
    heard(page, "through the gateway")
    assert len(answers) == 2
    assert page.locator(".fd-message--resident").count() == 1


def test_the_first_screen_is_light_and_comes_from_one_place(chromium: Any, server: Any) -> None:
    context = chromium.new_context(base_url=server.address)
    page = context.new_page()
    sizes: dict[str, int] = {}
    page.on("response", lambda response: sizes.update({response.url: len(response.body())}))
    page.goto("/chat", wait_until="networkidle")
    # Unpacked, so that it holds behind a web server that packs nothing.
    assert sum(sizes.values()) <= 150_000, sizes
    assert all(url.startswith(server.address) for url in sizes)
    assert len(sizes) <= 12
    context.close()


TOO_NEW = {
    ".js": r"=>|\?\.[a-zA-Z(\[]|\?\?|`|\b(let|const|class|async|await|import|export)\s|\.{3}|\*{2}"
    r"|\.(at|replaceAll|flat|"
    r"flatMap|includes|padStart|matchAll|replaceChildren|append|remove|toSorted|findLast|hasOwn)\(|structuredClone",
    ".css": r"@layer|@container|@property|@scope|@starting-style|color-mix|:is\(|:where\(|[0-9](dvh|svh|lvh|cqw)\b|"
    r"\boklch|light-dark|accent-color|aspect-ratio|inset:|text-wrap: *pretty",
}
"""What browsers of five years ago, and many older ones, do not know. Scripts keep to ES5 and promises."""


def test_nothing_is_too_new_for_a_browser_five_years_old() -> None:
    root = Path(__file__).parents[3] / "bot"
    folders = (root / "channels/web/static", root / "pages/static", root / "channels/web/templates")
    files = [path for folder in folders for path in folder.iterdir() if path.suffix in TOO_NEW]
    assert len(files) >= 6
    for path in files:
        text = re.sub(r"//.*|/\*.*?\*/", "", path.read_text()) if path.suffix == ".js" else path.read_text()
        assert re.findall(TOO_NEW[path.suffix], text) == [], path.name


def test_the_script_is_small() -> None:
    script = Path(__file__).parents[3] / "bot/channels/web/static/chat.js"
    assert script.stat().st_size < 15_000
