"""A council's own page opens the chat: by one line of script, under a strict policy, and not by default."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
import requests

from tests.channels.web.conftest import serve
from tests.channels.web.test_browser import WHO, chromium, heard, say  # noqa: F401
from tests.journeys.axe import findings

LOGO = (
    b'<svg xmlns="http://www.w3.org/2000/svg" width="44" height="44">'
    b'<rect width="44" height="44" fill="#5a1b4a"/></svg>'
)


@dataclass
class Council:
    """A council's website with one page, and the chat it may open."""

    port: int
    chat: Any = None
    page: str = ""
    policy: str = ""

    def address(self, name: str = "127.0.0.1") -> str:
        return f"http://{name}:{self.port}"


@pytest.fixture(scope="module")
def council(echo_model: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Council]:
    folder = tmp_path_factory.mktemp("council")

    class Page(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.send_header("Content-Security-Policy", council.policy)
            self.end_headers()
            self.wfile.write(council.page.encode())

        def log_message(self, *_: Any) -> None:
            """Say nothing."""

    website = ThreadingHTTPServer(("127.0.0.1", 0), Page)
    threading.Thread(target=website.serve_forever, daemon=True).start()
    council = Council(website.server_port)
    (folder / "crest.svg").write_bytes(LOGO)
    settings = {
        "embed_origins": f"{council.address()} {council.address('localhost')}",
        "service_name": "Talk with us",
        "organisation_name": "Aldermere Council",
        "brand_colour": "#5a1b4a",
        "logo_file": str(folder / "crest.svg"),
    }
    with serve(echo_model, folder, **settings) as started:
        council.chat = started
        council.policy = f"default-src 'none'; script-src {started.address}; frame-src {started.address}"
        council.page = (
            "<!DOCTYPE html><html lang=en><title>Aldermere</title><main><h1>Aldermere Council</h1>"
            f'<p>Adult social care</p><script src="{started.address}/chat/embed.js" defer></script></main></html>'
        )
        yield council
    website.shutdown()


@pytest.fixture
def page(chromium: Any, council: Council) -> Iterator[Any]:  # noqa: F811
    context = chromium.new_context(viewport={"width": 1280, "height": 800})
    opened = context.new_page()
    complaints: list[str] = []
    opened.on("console", lambda message: complaints.append(message.text) if "Security Policy" in message.text else None)
    opened.on("pageerror", lambda error: complaints.append(str(error)))
    opened.route("https://www.bbc.co.uk/**", lambda route: route.fulfill(body="weather"))
    yield opened
    assert complaints == []
    context.close()


def open_by_keyboard(page: Any, council: Council) -> Any:
    page.goto(council.address())
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.get_by_role("dialog", name="Chat with us").wait_for()
    frame = page.frame_locator("iframe")
    frame.locator(WHO).first.wait_for()
    return frame


def test_one_line_of_script_opens_the_chat_by_keyboard_and_gives_the_focus_back(page: Any, council: Council) -> None:
    frame = open_by_keyboard(page, council)
    assert page.evaluate("document.activeElement.tagName") == "IFRAME"
    frame.get_by_label("Your words").fill("the garden")
    frame.get_by_role("button", name="Send").click()
    frame.locator(WHO, has_text="I heard: the garden").wait_for()
    frame.get_by_label("Your words").fill("half a thought")
    page.keyboard.press("Escape")
    page.get_by_role("dialog").wait_for(state="hidden")
    assert page.evaluate("document.activeElement.textContent") == "Tell us what matters to you"
    page.keyboard.press("Enter")
    assert frame.get_by_label("Your words").input_value() == "half a thought"
    page.get_by_role("button", name="Close this chat").click()
    page.get_by_role("dialog").wait_for(state="hidden")


def test_axe_finds_nothing_in_the_opened_chat_nor_around_it(page: Any, council: Council) -> None:
    open_by_keyboard(page, council)
    assert findings(page) == []
    (inside,) = [frame for frame in page.frames if frame.url.startswith(council.chat.address)]
    assert findings(inside) == []


@pytest.mark.parametrize("width", [320, 1280])
def test_the_opened_chat_fits_the_window(page: Any, council: Council, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 640})
    open_by_keyboard(page, council)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    box = page.get_by_role("dialog").bounding_box()
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= width
    (inside,) = [frame for frame in page.frames if frame.url.startswith(council.chat.address)]
    assert inside.evaluate("document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.parametrize("where", ["inside", "around", "by Shift"])
def test_who_exits_leaves_the_councils_page_too_and_the_chat_stays_shut(
    page: Any, council: Council, where: str
) -> None:
    frame = open_by_keyboard(page, council)
    frame.get_by_label("Your words").fill("nobody should see this")
    if where == "by Shift":
        for _ in range(3):
            page.keyboard.press("Shift")
    else:
        (frame if where == "inside" else page).get_by_role("link", name="Exit this page").last.click()
    page.wait_for_url("https://www.bbc.co.uk/weather")
    page.goto(f"{council.chat.address}/chat")
    assert page.get_by_role("heading", name="You left this page").is_visible()
    page.get_by_role("button", name="Open it again").click()
    assert page.get_by_label("Your words").input_value() == ""


def test_in_a_strangers_frame_where_cookies_are_kept_back_the_chat_opens_in_its_own_window(
    page: Any, council: Council
) -> None:
    page.goto(council.address("localhost"))
    page.get_by_role("link", name="Tell us what matters to you").click()
    with page.expect_popup() as window:
        page.frame_locator("iframe").get_by_role("link", name="Open the chat").click()
    say(window.value, "the garden")
    heard(window.value, "the garden")


def test_links_of_the_councils_own_are_taken_and_work_without_javascript(
    chromium: Any,  # noqa: F811
    council: Council,
) -> None:
    before, address = council.page, f"{council.chat.address}/chat"
    council.page = before.replace("<p>", f'<p><a href="{address}" data-front-door>Start here</a> ')
    try:
        for javascript in (True, False):
            context = chromium.new_context(java_script_enabled=javascript)
            page = context.new_page()
            page.goto(council.address())
            assert page.get_by_role("link").count() == 1
            page.get_by_role("link", name="Start here").click()
            place = page.frame_locator("iframe") if javascript else page
            place.locator(WHO).first.wait_for()
            context.close()
    finally:
        council.page = before


def test_only_the_websites_that_are_named_may_show_it(council: Council) -> None:
    answer = requests.get(f"{council.chat.address}/chat", timeout=20)
    named = f"frame-ancestors {council.address()} {council.address('localhost')}"
    assert answer.headers["Content-Security-Policy"].endswith(named)
    assert "X-Frame-Options" not in answer.headers


def test_nobody_may_unless_a_setting_says_so(server: Any) -> None:
    answer = requests.get(f"{server.address}/chat", timeout=20)
    assert "frame-ancestors 'none'" in answer.headers["Content-Security-Policy"]
    assert answer.headers["X-Frame-Options"] == "DENY"
    assert requests.get(f"{server.address}/chat/embed.js", timeout=20).status_code == 404


def test_the_page_wears_the_councils_name_colour_and_logo(page: Any, council: Council) -> None:
    page.goto(f"{council.chat.address}/chat")
    assert page.title() == "Talk with us"
    assert "Aldermere Council" in page.locator("header").inner_text()
    colour = page.locator("header").evaluate("node => getComputedStyle(node).backgroundColor")
    assert colour == "rgb(90, 27, 74)"
    assert page.locator(".fd-logo").evaluate("node => node.complete && node.naturalWidth") == 44
    assert findings(page) == []
