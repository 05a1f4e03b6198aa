"""The resident's page through plain HTML forms, as a browser without JavaScript uses it."""

from __future__ import annotations

from typing import Any
from urllib.parse import urljoin
from xml.etree.ElementTree import Element

import html5lib
import pytest
import requests

XHTML = "{http://www.w3.org/1999/xhtml}"


class Visit:
    """A browser without JavaScript: it holds cookies, reads the page and sends its forms."""

    def __init__(self, server: Any) -> None:
        self.address = f"{server.address}/chat"
        self.session = requests.Session()
        self.answer = self.session.get(self.address, timeout=20)

    @property
    def page(self) -> Element:
        root: Element = html5lib.parse(self.answer.content, transport_encoding="utf-8")
        return root

    def all(self, tag: str, **attributes: str) -> list[Element]:
        return [
            found
            for found in self.page.iter(f"{XHTML}{tag}")
            if all(value in found.get(name.rstrip("_"), "") for name, value in attributes.items())
        ]

    def form_with(self, tag: str, **attributes: str) -> dict[str, str]:
        for form in self.all("form"):
            if any(
                all(item.get(name) == value for name, value in attributes.items())
                for item in form.iter(f"{XHTML}{tag}")
            ):
                return {item.get("name", ""): item.get("value", "") for item in form.iter(f"{XHTML}input")}
        raise AssertionError(f"No form with {tag} {attributes}.")

    def send(self, fields: dict[str, str], **headers: str) -> requests.Response:
        self.answer = self.session.post(self.address, data=fields, headers=headers, timeout=30)
        return self.answer

    def say(self, text: str) -> requests.Response:
        return self.send({**self.form_with("textarea", name="text"), "text": text})

    def press(self, title: str) -> requests.Response:
        for form in self.all("form"):
            for button in form.iter(f"{XHTML}button"):
                if words(button).startswith(title):
                    hidden = {item.get("name", ""): item.get("value", "") for item in form.iter(f"{XHTML}input")}
                    return self.send({**hidden, "choice": button.get("value", "")})
        raise AssertionError(f"No button {title}.")

    @property
    def messages(self) -> list[str]:
        return [words(item) for item in self.all("div", class_="fd-message__words")]

    @property
    def error(self) -> str:
        (found,) = [item for item in self.all("span") if item.get("id") == "words-error-text"]
        return words(found)

    @property
    def box(self) -> str:
        (found,) = self.all("textarea")
        return found.text or ""


def words(element: Element) -> str:
    return " ".join("".join(element.itertext()).split())


@pytest.fixture
def visit(server: Any) -> Visit:
    return Visit(server)


def test_a_first_visit_shows_the_welcome_and_the_first_question(visit: Visit) -> None:
    assert visit.answer.status_code == 200
    assert visit.messages == ["Hello, I am the echo.", "What made you get in touch?"]
    assert visit.error == ""


def test_the_cookie_is_ours_alone(visit: Visit) -> None:
    header = visit.answer.headers["Set-Cookie"]
    assert "HttpOnly" in header
    assert "SameSite=Lax" in header
    assert f"Max-Age={168 * 3600}" in header
    assert "Secure" not in header


def test_words_are_sent_and_the_page_that_follows_can_be_reloaded(visit: Visit) -> None:
    answer = visit.say("the garden <b>& Rita</b>")
    assert [step.status_code for step in answer.history] == [303]
    assert visit.messages[-2:] == ["the garden <b>& Rita</b>", "I heard: the garden <b>& Rita</b>"]
    visit.answer = visit.session.get(visit.address, timeout=20)
    assert visit.messages[-2:] == ["the garden <b>& Rita</b>", "I heard: the garden <b>& Rita</b>"]


def test_a_button_of_the_newest_message_works_and_older_buttons_are_gone(visit: Visit) -> None:
    visit.press("A hope")
    assert visit.messages[-2:] == ["A hope", "You picked hope."]
    with pytest.raises(AssertionError, match="No button A hope"):
        visit.press("A hope")


def test_standing_choices_are_on_the_page_at_every_turn(visit: Visit) -> None:
    visit.press("Skip this")
    assert visit.messages[-1] == "We leave that out."
    visit.press("Talk to a person")
    assert visit.messages[-1] == "Somebody will be in touch."


def test_the_same_form_sent_twice_is_one_message(visit: Visit) -> None:
    fields = {**visit.form_with("textarea", name="text"), "text": "only once"}
    visit.send(fields)
    visit.send(fields)
    assert visit.messages.count("only once") == 1
    visit.send({**fields, "text": "other words from the same page"})
    assert visit.messages[-2] == "other words from the same page"


def test_the_newest_read_back_has_buttons_that_name_their_line(visit: Visit) -> None:
    visit.say("show my lines")
    names = [words(button) for button in visit.all("button") if "line" in words(button)]
    assert names == [
        f"{act} line {line}"
        for line in ("1: the garden", "2: <b>Rita</b> & Bo")
        for act in ("Change", "Remove", "Repeat")
    ]  # fmt: skip
    visit.press("Change line 1")
    assert visit.messages[-1] == "How should it read?"
    assert not [button for button in visit.all("button") if "line" in words(button)]
    assert "1. What matters to me: the garden 2. My people: <b>Rita</b> & Bo" in visit.messages


def test_only_a_message_that_offers_a_copy_leads_to_it(visit: Visit) -> None:
    assert not visit.all("p", class_="fd-message__copy")
    visit.say("share it now")
    assert len(visit.all("p", class_="fd-message__copy")) == 1
    assert [words(found) for found in visit.all("p", class_="fd-message__reference")] == [
        "Your reference: FD-7K3M-Q2XT"
    ]


KEPT = {
    "nothing": ("  ", 400, "Write something first", ""),
    "too long": ("é" * 4001, 413, "shorter parts", "é" * 4001),
    "far too long": ("a" * 100_000, 413, "shorter parts", "a" * 100_000),
    "a whole megabyte": ("a" * 1_000_000, 413, "shorter parts", "a" * 1_000_000),
    "a turn that fails": ("break the action server", 503, "Your words were not taken in", "break the action server"),
}


@pytest.mark.parametrize(("text", "status", "said", "kept"), KEPT.values(), ids=KEPT.keys())
def test_what_is_not_taken_in_stays_in_the_box_with_a_kind_word(
    visit: Visit, text: str, status: int, said: str, kept: str
) -> None:
    answer = visit.say(text)
    assert answer.status_code == status
    assert answer.elapsed.total_seconds() < 3
    assert said in visit.error
    assert visit.box == kept
    assert len(visit.messages) == 2
    (title,) = visit.all("title")
    assert words(title).startswith("Error:")


def test_a_fault_of_ours_comes_with_a_way_to_reach_a_person(visit: Visit) -> None:
    visit.say("break the action server")
    assert "01632 960123" in visit.error


def test_more_than_anybody_types_gets_a_page_of_its_own(visit: Visit) -> None:
    answer = visit.say("a" * 2_000_000)
    assert answer.status_code == 413
    assert "far too long" in answer.text


def test_an_old_button_says_so_and_changes_nothing(visit: Visit) -> None:
    fields = {**visit.form_with("button", name="choice"), "choice": "5d92e576388eb9824d730aaa5a3efd0c"}
    assert visit.send(fields).status_code == 409
    assert "Nothing has changed" in visit.error
    assert len(visit.messages) == 2


def test_a_form_without_our_mark_or_from_another_website_changes_nothing(visit: Visit) -> None:
    fields = {**visit.form_with("textarea", name="text"), "text": "kept"}
    for wrong, headers in (
        ({**fields, "mark": "0" * 32}, {}),
        ({**fields, "mark": ""}, {}),
        (fields, {"Origin": "https://elsewhere.example"}),
        (fields, {"Sec-Fetch-Site": "cross-site"}),
    ):
        assert visit.send(wrong, **headers).status_code == 400
        assert visit.box == "kept"
        assert len(visit.messages) == 2


def test_whoever_lost_the_cookie_keeps_the_words_and_starts_afresh(visit: Visit) -> None:
    fields = {**visit.form_with("textarea", name="text"), "text": "my long story"}
    visit.session.cookies.clear()
    assert visit.send(fields).status_code == 400
    assert visit.box == "my long story"
    visit.say("my long story")
    assert visit.messages[-1] == "I heard: my long story"


def test_another_browser_sees_nothing_of_it(visit: Visit, server: Any) -> None:
    visit.say("my secret")
    assert Visit(server).messages == ["Hello, I am the echo.", "What made you get in touch?"]


def test_a_second_tab_shows_the_same_conversation(visit: Visit, server: Any) -> None:
    visit.say("from the first tab")
    second = Visit(server)
    second.session.cookies.update(visit.session.cookies)
    second.answer = second.session.get(second.address, timeout=20)
    assert second.messages[-1] == "I heard: from the first tab"


@pytest.mark.parametrize("text", ["/restart", '/choose{"choice":"hope"}', " /restart"])
def test_an_instruction_typed_into_the_box_is_only_words(visit: Visit, text: str) -> None:
    visit.say(text)
    assert visit.messages[-2:] == [text.strip(), f"I heard: {text.strip()}"]


def test_nothing_is_loaded_from_elsewhere_and_nothing_runs_inside_the_page(visit: Visit) -> None:
    for tag, attribute in (("script", "src"), ("link", "href"), ("img", "src")):
        for found in visit.all(tag):
            target = urljoin(visit.address, found.get(attribute, ""))
            assert target.startswith(visit.address), target
            assert requests.get(target, timeout=20).status_code == 200
    assert all(not (script.text or "").strip() for script in visit.all("script"))
    assert not [found for found in visit.page.iter() if found.get("style") or found.get("onclick")]
    assert not visit.all("style")


def test_the_way_out_is_on_every_page_and_works_without_javascript(visit: Visit) -> None:
    for path in ("", "/copy", "/privacy"):
        visit.answer = visit.session.get(f"{visit.address}{path}", timeout=20)
        (exit_button,) = visit.all("a", class_="govuk-js-exit-this-page-button")
        assert exit_button.get("href") == "https://www.bbc.co.uk/weather"
        assert "noreferrer" in exit_button.get("rel", "")


def test_emergency_help_stands_on_the_page(visit: Visit) -> None:
    assert "999" in words(visit.all("p", class_="fd-emergency")[0])


def test_everything_that_can_be_filled_in_or_pressed_has_a_name(visit: Visit) -> None:
    visit.say("show my lines")
    labelled = {label.get("for") for label in visit.all("label")}
    assert all(box.get("id") in labelled for box in visit.all("textarea"))
    assert all(words(found) for tag in ("button", "a", "summary") for found in visit.all(tag))
    ids = [found.get("id") for found in visit.page.iter() if found.get("id")]
    assert len(ids) == len(set(ids))
    assert visit.page.get("lang") == "en-GB"
    (title,) = visit.all("title")
    assert words(title) == "Front Door"


def test_there_is_nothing_to_copy_before_anything_was_said(visit: Visit, server: Any) -> None:
    for path in ("/copy", "/copy.txt"):
        for session in (visit.session, requests.Session()):
            answer = session.get(f"{visit.address}{path}", timeout=20)
            assert answer.status_code == 404
            assert "nothing to copy" in answer.text


def test_the_address_without_a_path_leads_to_the_page(server: Any) -> None:
    answer = requests.get(f"{server.address}/", timeout=20)
    assert answer.url == f"{server.address}/chat"
    assert answer.status_code == 200
    assert requests.get(f"{server.address}/chat/", timeout=20).status_code == 200
