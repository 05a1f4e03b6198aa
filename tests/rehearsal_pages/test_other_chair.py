"""The pages of the other chair: who may sit there, what is shown of the talk, and that it goes when it ends."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from flask import Flask

from bot.errors import StartError
from bot.rehearsal_pages.app import create_app
from bot.sandbox.sandbox import Sandbox
from bot.settings import Settings
from bot.staff import add_staff
from bot.store.studio import StudioStore
from tests.conftest import StandingClock
from tests.inbox.browsing import PASSWORD, Browser, Page, text_of
from tests.sandbox.assistant import Assistant, Keeper

COPY = {
    "title": "What I want you to know", "made_on": "2 March 2026", "shared": True, "reference": "FD-7K3M-Q2XT",
    "how_to_reach_me": [{"heading": "Best way to reach me", "words": "Phone call"}], "preferences": [],
    "own_words": ["I can bake anything"],
    "headings": [
        {"heading": "What matters to me", "lines": [{"words": "back to <b>bowls</b>", "source": "own words"}]},
        {"heading": "What is hard right now", "lines": [], "note": "Not talked about"},
    ],
    "asked_for": [], "not_talked_about": ["Groups and places"], "chose_not_to_say": [],
    "said_by": "Typed by the person who got in touch.", "standing_note": "First conversation.",
}  # fmt: skip


@pytest.fixture
def assistant() -> Iterator[Assistant]:
    opened = Assistant()
    yield opened
    opened.shutdown()
    opened.server_close()


@pytest.fixture
def keepers() -> list[Keeper]:
    return []


@pytest.fixture
def app(
    studio_store: StudioStore, settings: Settings, clock: StandingClock, assistant: Assistant, keepers: list[Keeper]
) -> Flask:
    def start() -> Keeper:
        keepers.append(Keeper(assistant.server_port))
        return keepers[-1]

    return create_app(studio_store, settings, clock, sandbox=Sandbox(start))


def sit(browser: Browser, style: str = "conventional") -> Page:
    answer = browser.send(browser.open("/other-chair"), "/other-chair", style=style)
    assert (answer.status, answer.location) == (303, "/other-chair/talk")
    return browser.open("/other-chair/talk")


def transcript(page: Page) -> list[str]:
    (shown,) = page.by_class("fd-transcript")
    return [text_of(row) for row in shown]


@pytest.mark.parametrize("address", ["", "/talk", "/summary"])
def test_only_trainers_come_to_the_other_chair(
    address: str, app: Flask, browser: Browser, studio_store: StudioStore, clock: StandingClock, keepers: list[Keeper]
) -> None:
    assert browser.open(f"/other-chair{address}", follow=False).location.startswith("/sign-in")
    add_staff(studio_store.unit_of_work(), "Femi", "femi", PASSWORD, ("front_door",), clock)
    of_the_team = Browser(app)
    of_the_team.sign_in("femi")

    assert of_the_team.open(f"/other-chair{address}").status == 403
    assert keepers == []


def test_looking_at_the_page_starts_nothing(tomasz: Browser, keepers: list[Keeper]) -> None:
    page = tomasz.open("/other-chair")

    assert "Play somebody invented." in page.main
    assert "30 minutes without a word" in page.main
    assert page.all("input", name="style", checked="")[0].get("value") == "asset_balanced"
    assert keepers == []


def test_a_trainer_sits_down_talks_and_sees_where_the_style_changed(tomasz: Browser, assistant: Assistant) -> None:
    page = sit(tomasz)
    assert tomasz.send(page, "/other-chair/say", text="the stairs").location == "/other-chair/talk#latest"
    answer = tomasz.send(tomasz.open("/other-chair/talk"), "/other-chair/style", style="strengths_only")
    assert answer.status == 303
    page = tomasz.open("/other-chair/talk")

    assert transcript(page) == [
        "Asked in this style: conventional",
        "The assistant What is wrong? I would rather not say",
        "You, as the resident the stairs",
        "The assistant Question 1?",
        "From here on: strengths-only",
    ]
    assert text_of(page.by_id("latest")) == "The assistant Question 1?"
    tomasz.send(page, "/other-chair/say", text="my cat")
    assert [said.get("style") for said in assistant.heard] == ["conventional", "conventional", "strengths_only"]


def test_what_is_on_offer_is_a_button(tomasz: Browser, assistant: Assistant) -> None:
    page = sit(tomasz)
    offered = {text_of(button): button.get("value", "") for button in page.all("button", name="choice")}
    assert offered == {"I would rather not say": "choice-1", "Show me what I said": "finish"}

    tomasz.send(page, "/other-chair/say", choice=offered["Show me what I said"])
    assert assistant.heard[-1]["choice"] == "finish"
    assert "text" not in assistant.heard[-1]


def test_a_form_sent_twice_counts_once(tomasz: Browser, assistant: Assistant) -> None:
    page = sit(tomasz)
    for _ in range(2):
        tomasz.send(page, "/other-chair/say", text="the stairs")

    assert assistant.heard[-1]["message_id"] == assistant.heard[-2]["message_id"]


def test_what_was_not_taken_in_stays_in_the_box_with_the_reason_and_the_help(
    tomasz: Browser, assistant: Assistant
) -> None:
    page = sit(tomasz)
    assistant.refuses = {"error": {"message": "Sorry, that did not work."}, "messages": [{"text": "Ring 999."}]}
    answer = tomasz.send(page, "/other-chair/say", text="he <hits> me")

    assert answer.status == 422
    assert text_of(answer.by_id("words-error")) == "Error: Sorry, that did not work."
    assert text_of(answer.by_id("words")) == "he <hits> me"
    assert "Ring 999." in answer.main


def test_the_lines_of_a_read_back_come_with_what_can_be_done_to_each(tomasz: Browser, assistant: Assistant) -> None:
    sit(tomasz)
    line = {
        "id": "s1", "number": 1, "heading": "What I am good at", "words": "I can <bake>", "shared": True,
        "choices": [{"id": "change-1", "title": "Change"}],
    }  # fmt: skip
    assistant.messages.append(
        {"id": "m-2", "from": "front_door", "text": "1. I can <bake>", "choices": [], "read_back": {"lines": [line]}}
    )
    page = tomasz.open("/other-chair/talk")

    assert "What I am good at I can <bake> Will be shared Change" in text_of(page.by_class("fd-lines__list")[0])
    assert "change-1" in [button.get("value") for button in page.all("button", name="choice")]


def test_the_summary_is_what_the_team_would_read_and_says_that_it_went_nowhere(
    tomasz: Browser, assistant: Assistant
) -> None:
    sit(tomasz)
    assert "Nobody reads anything before" in tomasz.open("/other-chair/summary").main

    assistant.summary = COPY
    page = tomasz.open("/other-chair/summary")
    assert "From here it went nowhere." in page.main
    for words in ("back to <b>bowls</b> (own words)", "Not talked about", "I can bake anything", "Phone call"):
        assert words in page.main
    assert "Danger was voiced" not in page.main

    assistant.summary = COPY | {"shared": False}
    assistant.messages.append(
        {"id": "m-2-help-1", "from": "front_door", "text": "I have told them.", "choices": [], "reference": "FD-1"}
    )
    page = tomasz.open("/other-chair/summary")
    assert "you have not said yes" in page.main
    assert "the safeguarding team would have been told at once" in page.main


def test_whoever_ends_it_is_told_that_nothing_was_kept(tomasz: Browser, keepers: list[Keeper]) -> None:
    page = sit(tomasz)
    assert tomasz.send(page, "/other-chair/leave").location == "/other-chair"

    assert not keepers[0].is_running
    assert "thrown away" in tomasz.open("/other-chair/talk").text


def test_whoever_begins_anew_goes_on_in_the_same_sandbox(tomasz: Browser, keepers: list[Keeper]) -> None:
    sit(tomasz)
    page = tomasz.open("/other-chair")
    assert "You have a conversation under way." in page.main
    tomasz.send(page, "/other-chair", style="asset_balanced")

    assert transcript(tomasz.open("/other-chair/talk"))[0] == "Asked in this style: asset-balanced"
    assert len(keepers) == 1


@pytest.mark.parametrize("address", ["/talk", "/summary"])
def test_a_sandbox_that_has_ended_is_said_to_have_ended(tomasz: Browser, keepers: list[Keeper], address: str) -> None:
    sit(tomasz)
    keepers[0].is_running = False

    page = tomasz.open(f"/other-chair{address}")
    assert page.heading == "The other chair"
    assert "There is no conversation in the sandbox now." in page.text


def test_a_style_that_is_none_is_refused(tomasz: Browser, keepers: list[Keeper]) -> None:
    assert tomasz.send(tomasz.open("/other-chair"), "/other-chair", style="rude").status == 400
    assert keepers == []


def test_a_trainer_is_told_when_the_assistant_is_not_ready_or_does_not_start(
    tomasz: Browser, app: Flask, assistant: Assistant, keepers: list[Keeper], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Keeper, "wait", lambda self, seconds: False)
    tomasz.send(tomasz.open("/other-chair"), "/other-chair", style="conventional")
    assert "still being made ready" in tomasz.open("/other-chair").text

    def fails(_self: Keeper, _seconds: float) -> bool:
        raise StartError("no")

    monkeypatch.setattr(Keeper, "wait", fails)
    tomasz.send(tomasz.open("/other-chair"), "/other-chair", style="conventional")
    assert "could not be started" in tomasz.open("/other-chair").text
    assert not keepers[0].is_running


def test_two_trainers_sit_apart(
    app: Flask, tomasz: Browser, studio_store: StudioStore, clock: StandingClock, keepers: list[Keeper]
) -> None:
    add_staff(studio_store.unit_of_work(), "Ama", "ama", PASSWORD, ("trainer",), clock)
    ama = Browser(app)
    ama.sign_in("ama")
    sit(tomasz, "conventional")
    page = sit(ama, "strengths_only")
    assert transcript(page)[0] == "Asked in this style: strengths-only"

    ama.send(page, "/other-chair/leave")
    assert "removed when the last of them leaves" in ama.open("/other-chair").text
    assert transcript(tomasz.open("/other-chair/talk"))[0] == "Asked in this style: conventional"
    assert keepers[0].is_running
