"""One visit by a slow phone: the page is opened, something can be typed, something is said, an answer stands there."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from importlib.resources import files
from typing import Any
from urllib.parse import urlsplit

PHONE = {"width": 360, "height": 640}
LATENCY_MILLISECONDS = 150
DOWN_BYTES_A_SECOND = 1.6e6 / 8
UP_BYTES_A_SECOND = 750e3 / 8
SLOWER_BY = 4
"""The phone: Lighthouse's "slow 4G" and a processor four times slower than this one."""

PATIENCE = 60_000
"""Milliseconds."""

SETTLES_IN = 1_000
"""Milliseconds after a page is loaded in which what its scripts ask for still counts as the first screen."""

AXE = files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8")
RULES = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "rules": {"target-size": {"enabled": True}},
}


@dataclass(frozen=True)
class Chat:
    """How a chat is used.

    Attributes:
        name: what it is called in the table.
        box: selector of the text box.
        send: selector of the button that sends, or empty for the key Enter.
        said: selector of everything that was said by either side; one more than was sent is an answer.
        own: among these, what the resident said.
        answers: how many of ``said`` stand there at least before anything is typed: the greeting.
        without: JavaScript that runs before the page's own.
    """

    name: str
    box: str
    send: str
    said: str
    own: str
    answers: int = 1
    without: str = ""


@dataclass
class Visit:
    """What one visit took.

    Attributes:
        bytes: received for the first screen, headers included.
        requests: asked for by it.
        elsewhere: of these, to other origins than the page's and the server's own.
        usable: seconds until the greeting stands there and the box can be typed in.
        replies: seconds from sending to an answer, one for each message.
        findings: how many places axe-core objects to, by rule; on the screen with an answer.
    """

    bytes: int = 0
    requests: int = 0
    elsewhere: int = 0
    usable: float = 0.0
    replies: list[float] = field(default_factory=list)
    findings: Counter[str] = field(default_factory=Counter)


def visit(browser: Any, address: str, chat: Chat, messages: tuple[str, ...]) -> Visit:
    """Visit once, with nothing kept from before.

    Args:
        browser: a started Chromium.
        address: the page's address.
        chat: how it is used.
        messages: what is said, one after the other.
    """
    seen = Visit()
    context = browser.new_context(viewport=PHONE)
    try:
        page = context.new_page()
        page.set_default_timeout(PATIENCE)
        if chat.without:
            page.add_init_script(chat.without)
        with _slow_phone(context, page, seen):
            begun = time.perf_counter()
            page.goto(address, wait_until="commit")
            _wait_for(page, chat, chat.answers)
            page.locator(chat.box).first.wait_for(state="visible")
            seen.usable = time.perf_counter() - begun
            page.wait_for_load_state("load")
            page.wait_for_timeout(SETTLES_IN)
            counted = Visit(seen.bytes, seen.requests, seen.elsewhere, seen.usable)
            for message in messages:
                counted.replies.append(_say(page, chat, message))
        page.evaluate(AXE)
        found = page.evaluate("rules => axe.run(document, rules)", RULES)
        counted.findings = Counter({rule["id"]: len(rule["nodes"]) for rule in found["violations"]})
        return counted
    finally:
        context.close()


def _say(page: Any, chat: Chat, message: str) -> float:
    """Say something; return the seconds until something that is not one's own stands below it."""
    own, said = page.locator(chat.own).count(), page.locator(chat.said).count()
    page.locator(chat.box).first.fill(message)
    begun = time.perf_counter()
    if chat.send:
        page.locator(chat.send).first.click()
    else:
        page.locator(chat.box).first.press("Enter")
    _wait_for(page, chat, said - own + 1)
    return time.perf_counter() - begun


def _wait_for(page: Any, chat: Chat, answers: int) -> None:
    page.wait_for_function(
        "([said, own, count]) => { const found = what => document.querySelectorAll(what).length\n"
        "  return found(said) - found(own) >= count }",
        arg=[chat.said, chat.own, answers],
        polling=50,
    )


@contextmanager
def _slow_phone(context: Any, page: Any, seen: Visit) -> Iterator[None]:
    session = context.new_cdp_session(page)
    session.send("Network.enable")
    session.send(
        "Network.emulateNetworkConditions",
        {
            "offline": False,
            "latency": LATENCY_MILLISECONDS,
            "downloadThroughput": DOWN_BYTES_A_SECOND,
            "uploadThroughput": UP_BYTES_A_SECOND,
        },
    )
    session.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER_BY})

    def asked(event: dict[str, Any]) -> None:
        address = urlsplit(event["request"]["url"])
        if address.scheme in ("http", "https"):
            seen.requests += 1
            seen.elsewhere += address.hostname != "127.0.0.1"

    def finished(event: dict[str, Any]) -> None:
        seen.bytes += int(event["encodedDataLength"])

    session.on("Network.requestWillBeSent", asked)
    session.on("Network.loadingFinished", finished)
    yield
    session.send("Emulation.setCPUThrottlingRate", {"rate": 1})
    session.detach()
