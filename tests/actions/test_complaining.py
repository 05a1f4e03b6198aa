"""Of complaining what the council has set is said, and a complaint is never passed on as a wish for a person."""

from __future__ import annotations

import pytest

from actions.requests import ActionPassOnPerson
from bot.settings import settings
from bot.store import Store
from bot.strengths.contact import Contact, Moment
from tests.actions.turns import run


@pytest.fixture
def exploring(store: Store, contact: Contact) -> Contact:
    """Somebody half way."""
    contact.moment, contact.open_question = Moment.EXPLORING, "good_day.recent"
    return contact


def test_asking_how_to_complain_passes_nothing_on(store: Store, exploring: Contact) -> None:
    outcome = run(ActionPassOnPerson(), exploring, "ask_person", "Who do I complain to, and what is the number?")

    assert outcome.responses[0] == "utter_complaint_written_down"
    assert store.queries.list_passed_on(exploring.id) == ()


def test_whoever_wants_a_person_to_complain_to_gets_one_and_the_way_to_complain(
    store: Store, exploring: Contact
) -> None:
    outcome = run(ActionPassOnPerson(), exploring, "ask_person", "I want to speak to someone, I want to complain")

    assert outcome.responses[:2] == ["utter_person_passed_on", "utter_complaints_unknown"]
    assert len(store.queries.list_passed_on(exploring.id)) == 1


@pytest.mark.parametrize("way", ["phone", "address", "page"])
def test_only_what_is_set_is_said(exploring: Contact, monkeypatch: pytest.MonkeyPatch, way: str) -> None:
    monkeypatch.setenv(f"FRONTDOOR_COMPLAINTS_{way.upper()}", "1 Moor Road, Tipton")
    settings.cache_clear()

    outcome = run(ActionPassOnPerson(), exploring, "ask_person", "where do i complain")

    assert [said for said in outcome.responses if said.startswith("utter_complaints_")] == [f"utter_complaints_{way}"]
