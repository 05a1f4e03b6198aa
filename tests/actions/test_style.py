"""Only a sandbox takes a trainer's wish for another style; a resident's conversation never does."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from actions.exploring import ActionHearAnswer
from actions.pausing import ActionForget
from bot import bootstrap
from bot.settings import settings
from bot.strengths.contact import Contact, Moment
from tests.actions.turns import run

WISHED = {"metadata": {"style": "conventional"}}


@pytest.fixture
def in_a_sandbox(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("FRONTDOOR_SANDBOX", str(tmp_path))
    for cached in (settings, bootstrap.store, bootstrap.shelf):
        cached.cache_clear()
    bootstrap.migrate_store()
    yield
    for cached in (settings, bootstrap.store, bootstrap.shelf):
        cached.cache_clear()


def exploring() -> Contact:
    """Somebody who was just asked what they would like more of."""
    asked = ["opening.reason", "permission.turn", "aspirations.more_of"]
    return Contact(moment=Moment.EXPLORING, asked=asked, open_question="aspirations.more_of")


@pytest.mark.usefixtures("in_a_sandbox")
def test_in_a_sandbox_the_next_question_is_in_the_style_that_was_wished_for() -> None:
    outcome = run(ActionHearAnswer(), exploring(), "tell", "I would like to sing again", parsed=WISHED)

    assert outcome.contact.style == "conventional"
    assert [message.get("text") for message in outcome.messages] == ["Can you cope?"]


@pytest.mark.usefixtures("in_a_sandbox")
def test_in_a_sandbox_a_style_that_is_none_changes_nothing() -> None:
    outcome = run(ActionHearAnswer(), exploring(), "tell", "I sing", parsed={"metadata": {"style": "rude"}})

    assert outcome.contact.style == "asset_balanced"


@pytest.mark.usefixtures("store")
def test_a_resident_is_asked_in_our_way_whatever_comes_with_a_message() -> None:
    wished = run(ActionHearAnswer(), exploring(), "tell", "I would like to sing again", parsed=WISHED)
    usual = run(ActionHearAnswer(), exploring(), "tell", "I would like to sing again")

    assert wished.contact.style == "asset_balanced"
    assert wished.messages == usual.messages
    assert "Can you cope?" not in [message.get("text") for message in wished.messages]


@pytest.mark.usefixtures("in_a_sandbox")
def test_whoever_starts_again_in_a_sandbox_is_asked_in_the_same_style() -> None:
    contact = exploring()
    contact.style, contact.moment, contact.open_question = "conventional", Moment.FORGETTING, "asides.start_again"

    outcome = run(ActionForget(), contact, "affirm", "yes")

    assert outcome.contact.style == "conventional"
    assert outcome.messages[-1]["text"] == "What is wrong?"
