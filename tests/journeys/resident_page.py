"""The resident's page as a person uses it: what can be read, typed and pressed, found by role and label."""

from __future__ import annotations

import re
from typing import Any

from playwright.sync_api import Locator, Page, expect

from tests.journeys.words import remember

PATIENCE = 40_000
"""Milliseconds; a turn on a busy machine takes a while."""


class ResidentPage:
    """One tab of a resident's browser.

    Args:
        page: the tab.
    """

    def __init__(self, page: Page) -> None:
        self.page = page
        page.set_default_timeout(PATIENCE)

    def open(self) -> None:
        """Go to the page, as by the link on the council's own site."""
        self.page.goto("/chat")
        expect(self.box).to_be_visible()

    def say(self, text: str) -> None:
        """Type something, send it, and wait for the answer."""
        so_far = self.own_messages.count()
        self.send(text)
        expect(self.own_messages).to_have_count(so_far + 1, timeout=PATIENCE)

    def send(self, text: str) -> None:
        """Type something and send it."""
        self.box.fill(remember(text))
        self.page.get_by_role("button", name="Send", exact=True).click()

    def choose(self, title: str) -> None:
        """Press a button that is offered, and wait for the answer."""
        so_far = self.own_messages.count()
        self.press(title)
        expect(self.own_messages).to_have_count(so_far + 1, timeout=PATIENCE)

    def press(self, title: str) -> None:
        """Press a button that is offered."""
        self.page.get_by_role("button", name=title, exact=True).first.click()

    def choose_always(self, title: str) -> None:
        """Choose something that is possible at every turn, under "More choices", and wait for the answer."""
        so_far = self.own_messages.count()
        self.press_always(title)
        expect(self.own_messages).to_have_count(so_far + 1, timeout=PATIENCE)

    def press_always(self, title: str) -> None:
        """Choose something under "More choices"."""
        more = self.page.get_by_role("group").filter(has_text="More choices")
        button = more.get_by_role("button", name=title, exact=True)
        if not button.is_visible():
            self.page.get_by_text("More choices", exact=True).click()
        button.click()

    def choose_for_line(self, words: str, title: str) -> None:
        """Press a button beside a line of the read-back, and wait for the answer."""
        so_far = self.own_messages.count()
        name = re.compile(rf"^{title} line \d+: {re.escape(words)}$")
        self.page.get_by_role("button", name=name).click()
        expect(self.own_messages).to_have_count(so_far + 1, timeout=PATIENCE)

    def expect_answer(self, text: str) -> None:
        """Wait until the newest answer says this."""
        expect(self.messages.last).to_be_visible()
        expect(self.answers.filter(has_text=text).last).to_be_visible(timeout=PATIENCE)

    def expect_question(self, text: str) -> None:
        """Wait until the last thing said is this question."""
        expect(self.messages.last).to_contain_text(text, timeout=PATIENCE)

    @property
    def question(self) -> str:
        """The last thing said, without the buttons beside it."""
        return str(self.messages.last.locator(".fd-message__words").inner_text()).strip()

    def expect_fault(self, text: str) -> None:
        """Wait until the page says, beside the box, that something could not be taken."""
        expect(self.page.get_by_role("main")).to_contain_text(text, timeout=PATIENCE)

    @property
    def box(self) -> Locator:
        """Where words are typed."""
        return self.page.get_by_label("Your words")

    @property
    def messages(self) -> Locator:
        """Every message, oldest first."""
        said = self.page.get_by_role("listitem").filter(has=self.page.get_by_text("You said", exact=True))
        return said.or_(self.answers)

    @property
    def own_messages(self) -> Locator:
        """What the person said."""
        return self.page.get_by_role("listitem").filter(has=self.page.get_by_text("You said", exact=True))

    @property
    def answers(self) -> Locator:
        """What Front Door said."""
        return self.page.get_by_role("listitem").filter(has=self.page.get_by_text("Front Door said", exact=True))

    @property
    def reference(self) -> str:
        """The reference that the page shows."""
        shown = self.page.get_by_text("Your reference:").last.inner_text()
        return shown.removeprefix("Your reference:").strip()

    def text(self) -> str:
        """Everything that can be read on the page."""
        return str(self.page.get_by_role("main").inner_text())

    def transcript(self) -> list[str]:
        """What the person said, oldest first."""
        return [str(text).removeprefix("You said").strip() for text in self.own_messages.all_inner_texts()]

    def read_copy(self) -> str:
        """Open the copy to keep, and return what it says."""
        self.page.get_by_role("link", name="Keep a copy").last.click()
        expect(self.page.get_by_role("heading", level=1)).to_contain_text("What I want you to know")
        return self.text()

    def go_back_to_the_conversation(self) -> None:
        """Leave the copy."""
        self.page.get_by_role("link", name="Go back to the conversation").click()
        expect(self.box).to_be_visible()


def new_tab(browser: Any, address: str, **options: Any) -> ResidentPage:
    """Open a tab in a browser profile of its own."""
    context = browser.new_context(base_url=address, **options)
    return ResidentPage(context.new_page())
