"""A learner without an account, in a browser that checks every page."""

from __future__ import annotations

from tests.inbox.browsing import HTML, Browser, Page, text_of


class Learner:
    """Somebody who rehearses.

    Args:
        browser: what they use.
    """

    def __init__(self, browser: Browser) -> None:
        self.browser = browser
        self.room = ""
        self.page = browser.open("/")

    def begin(self, resident: str = "frank", aim: str = "listen", **more: str) -> Page:
        answer = self.browser.send(self.browser.open("/"), "/rehearsals", resident=resident, aim=aim, **more)
        return self._arrive(answer)

    def say(self, *lines: str) -> Page:
        for line in lines:
            self.send("turns", said=line)
        return self.page

    def send(self, what: str, **fields: str) -> Page:
        """Send the first form of the room's page that leads there and holds these hidden fields already, if any."""
        action = f"{self.room}/{what}"
        forms = [form for form in self.page.all("form") if form.get("action") == action]
        assert forms, f"no form leads to {action}"
        kept = {
            field.get("name", ""): field.get("value", "")
            for field in forms[0].iter(f"{HTML}input")
            if field.get("type") == "hidden"
        }
        return self._arrive(Page(self.browser.client.post(action, data={**kept, **fields}), self.browser.scripts))

    def open(self, what: str = "") -> Page:
        self.page = self.browser.open(f"{self.room}{what}")
        return self.page

    def talk(self) -> list[str]:
        """What was said, by both, in order."""
        return [text_of(voice) for voice in self.page.by_class("fd-voice")]

    def quiet_lines(self) -> list[str]:
        return [text_of(line) for line in self.page.by_class("fd-quiet-line")]

    def _arrive(self, answer: Page) -> Page:
        if answer.status == 303:
            address = answer.location.split("#")[0]
            if address.startswith("/rehearsals/"):
                self.room = "/".join(address.split("/")[:3])
            answer = self.browser.open(address)
        self.page = answer
        return answer
