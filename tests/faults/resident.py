"""Somebody at the resident's page, without JavaScript: what they read, what is in their box, how long they waited."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from typing import Any

import html5lib
import requests

from tests.journeys.words import remember

GIVES_UP = 40


@dataclass(frozen=True)
class Page:
    """One page as it came.

    Attributes:
        status: HTTP status.
        seconds: how long the person waited for it.
        fault: what is said to have gone wrong, or nothing.
        box: the words in the box.
        help: what is said although the turn failed.
        messages: the conversation, who and what.
        choices: what can be pressed, by title.
        fields: what its forms carry unseen.
        text: all of it.
    """

    status: int
    seconds: float
    fault: str = ""
    box: str = ""
    help: str = ""
    messages: tuple[tuple[str, str], ...] = ()
    choices: dict[str, str] = field(default_factory=dict)
    fields: dict[str, str] = field(default_factory=dict)
    text: str = ""

    @property
    def said(self) -> list[str]:
        """What the person said, as the page shows it."""
        return [words for who, words in self.messages if who == "resident"]

    @property
    def answer(self) -> list[str]:
        """What was said to their latest words."""
        said: list[str] = []
        for who, words in reversed(self.messages):
            if who == "resident":
                break
            said.insert(0, words)
        return said


class Resident:
    """One conversation on the page.

    Args:
        address: where the resident server is.

    Attributes:
        page: what they have before them.
    """

    def __init__(self, address: str) -> None:
        self._address = f"{address}/chat"
        self._browser = requests.Session()
        self.page = Page(0, 0)

    def open(self) -> Page:
        """Open the page, or load it again."""
        return self._show("GET")

    def say(self, words: str) -> Page:
        """Type words and send them."""
        return self._show("POST", text=remember(words))

    def send_again(self) -> Page:
        """Send what is in the box, as the page asks for."""
        return self._show("POST", text=self.page.box)

    def press(self, title: str) -> Page:
        """Press a button."""
        assert title in self.page.choices, f"{title!r} is not offered, only {sorted(self.page.choices)}"
        return self._show("POST", choice=self.page.choices[title])

    def press_again(self, title: str, choice: str) -> Page:
        """Press a button of a page that the browser still shows."""
        self.page.choices.setdefault(title, choice)
        return self.press(title)

    def _show(self, method: str, **said: str) -> Page:
        began = time.monotonic()
        given = {**self.page.fields, **said} if said else None
        came = self._browser.request(method, self._address, data=given, timeout=GIVES_UP)
        self.page = read(came.status_code, time.monotonic() - began, came.text)
        return self.page


def read(status: int, seconds: float, html: str) -> Page:
    """Return what a page shows.

    Args:
        status: HTTP status that it came with.
        seconds: how long it took to come.
        html: the page.
    """
    tree = html5lib.parse(html, namespaceHTMLElements=False)
    named = {node.get("id"): node for node in tree.iter() if node.get("id")}

    def text_of(name: str) -> str:
        node = named.get(name)
        return words_in(node) if node is not None and node.get("hidden") is None else ""

    shown = [node for node in tree.iter("li") if node.get("data-message")]
    form = named.get("say")
    hidden = [] if form is None else [node for node in form.iter("input") if node.get("type") == "hidden"]
    return Page(
        status=status,
        seconds=seconds,
        fault=text_of("words-error-text") if named.get("words-error", {}).get("hidden") is None else "",
        box=(named["words"].text or "") if "words" in named else "",
        help=text_of("first-help"),
        messages=tuple((who_says(node), words_of(node)) for node in shown),
        choices={words_in(node): node.get("value", "") for node in tree.iter("button") if node.get("name") == "choice"},
        fields={node.get("name", ""): node.get("value", "") for node in hidden},
        text=words_in(named.get("main-content", tree)),
    )


def who_says(message: Any) -> str:
    return "resident" if "fd-message--resident" in message.get("class", "") else "front_door"


def words_of(message: Any) -> str:
    (found,) = [node for node in message.iter("div") if "fd-message__words" in node.get("class", "")]
    return words_in(found)


def words_in(node: Any) -> str:
    return " ".join("".join(node.itertext()).split())
