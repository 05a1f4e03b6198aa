"""The rehearsal studio as learners and trainers use it, found by role and label."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import Locator, Page, expect

from tests.journeys.front_door import Staff


class StudioPage:
    """One tab.

    Args:
        page: the tab.
    """

    def __init__(self, page: Page) -> None:
        self.page = page

    def begin(self, resident: str, aim: str = "Just listen", *, safety: bool = False) -> None:
        """Choose a resident and an aim, and begin; with the safety layer only after its warning."""
        self.page.goto("/")
        self.page.get_by_label(resident, exact=True).check()
        self.page.get_by_label(aim, exact=True).check()
        if safety:
            self.page.get_by_label("With the safety layer").check()
        self.press("Begin", exact=True)
        if safety:
            self.expect_title(f"Before you meet {resident}")
            self.press("Begin with the safety layer")
        self.expect_title(f"Talking with {resident}")

    def say(self, *turns: str) -> None:
        """Take turns."""
        for turn in turns:
            count = self.turns().count()
            self.page.get_by_label("What do you say?").fill(turn)
            self.press("Say it")
            expect(self.turns()).to_have_count(count + 1)

    def turns(self) -> Locator:
        """The turns of the talk as it stands."""
        return self.page.get_by_role("list", name="The talk").get_by_role("listitem")

    def press(self, name: str, **more: Any) -> None:
        """Press a button, or follow a link that looks like one."""
        self.page.get_by_role("button", name=name, **more).first.click()

    def follow(self, name: str, **more: Any) -> None:
        """Follow a link."""
        self.page.get_by_role("link", name=name, **more).first.click()

    def talk_over(self, view: str) -> None:
        """Give one's own view, and see what could be seen."""
        self.press("Talk it over")
        self.expect_title("Your own view first")
        self.page.get_by_role("textbox").first.fill(view)
        self.press("See what could be seen")
        expect(self.page.get_by_role("heading", level=1)).to_contain_text("Talking it over")

    def sign_in(self, staff: Staff) -> None:
        """Sign in as a trainer."""
        self.page.goto("/sign-in")
        self.page.get_by_label("Sign-in name").fill(staff.sign_in_name)
        self.page.get_by_label("Password").fill(staff.password)
        self.press("Sign in")
        expect(self.page.get_by_role("button", name=f"Sign out {staff.name}")).to_be_visible()

    def make_learner(self, group: str, name: str) -> str:
        """As a trainer, make a group with a learner; return the learner's code."""
        self.page.goto("/groups")
        self.page.get_by_label("Name of the group").fill(group)
        self.press("Make the group")
        self.expect_title(group)
        self.page.get_by_label("Add a learner").fill(name)
        self.press("Add", exact=True)
        self.expect_title(name)
        code: str = self.page.locator(".fd-code").inner_text()
        return code

    def come_in(self, code: str) -> None:
        """As a learner, come in with a code after being told what is kept."""
        self.page.goto("/with-records")
        self.page.get_by_label("Your code").fill(code)
        self.press("Continue")
        expect(self.page.get_by_role("heading", level=1)).to_contain_text("What is kept")
        self.press("Rehearse with records kept")
        expect(self.page.get_by_role("main")).to_contain_text("You rehearse as")

    def expect_title(self, title: str) -> None:
        """Wait until this page is open."""
        expect(self.page.get_by_role("heading", level=1)).to_have_text(title)
