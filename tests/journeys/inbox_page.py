"""The staff inbox as a member of staff uses it, found by role and label."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import Locator, Page, expect

from tests.journeys.front_door import Staff


class InboxPage:
    """One tab of a staff member's browser.

    Args:
        page: the tab.
    """

    def __init__(self, page: Page) -> None:
        self.page = page

    def sign_in(self, staff: Staff) -> None:
        """Go to the inbox and sign in."""
        self.page.goto("/")
        self.page.get_by_label("Sign-in name").fill(staff.sign_in_name)
        self.page.get_by_label("Password").fill(staff.password)
        self.page.get_by_role("button", name="Sign in").click()
        self.expect_title("Inbox")

    def open_list(self) -> None:
        """Go to the list of what came in."""
        self.page.get_by_role("link", name="Inbox", exact=True).click()
        self.expect_title("Inbox")

    def row(self, reference: str) -> Locator:
        """The line of the list with this reference."""
        return self.page.get_by_role("listitem").filter(has_text=reference)

    def rows(self) -> Locator:
        """Every line of the list."""
        return self.page.get_by_role("main").get_by_role("listitem")

    def open(self, reference: str, what: str = "Summary") -> None:
        """Open one line of the list."""
        self.row(reference).get_by_role("link").click()
        self.expect_title(f"{what} {reference}")

    def pick_up(self) -> None:
        """Say that this person is on it."""
        self.page.get_by_role("button", name="I am picking this up").click()
        expect(self.page.get_by_role("status")).to_contain_text("You are picking this up.")

    def expect_title(self, title: str) -> None:
        """Wait until this page is open."""
        expect(self.page.get_by_role("heading", level=1)).to_have_text(title)

    def expect_nothing_waits(self) -> None:
        """See that nobody shared anything."""
        expect(self.page.get_by_role("main")).to_contain_text("Nobody has shared anything yet.")

    def text(self) -> str:
        """Everything that can be read on the page."""
        return str(self.page.get_by_role("main").inner_text())

    def everything(self) -> str:
        """Everything the browser was given, seen or not."""
        return str(self.page.content())

    def circle(self, name: str) -> list[str]:
        """Return what stands in one of the three circles, as its list says it."""
        part = self.page.get_by_role("heading", level=3, name=name, exact=True).locator("xpath=..")
        return [str(text) for text in part.get_by_role("listitem").all_inner_texts()]


def new_inbox(browser: Any, address: str, **options: Any) -> InboxPage:
    """Open the inbox in a browser profile of its own."""
    return InboxPage(browser.new_context(base_url=address, **options).new_page())
