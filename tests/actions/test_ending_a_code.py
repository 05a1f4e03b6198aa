"""Deleting what was said, and starting again, end the code that opens it from another device."""

from __future__ import annotations

from datetime import timedelta

import pytest

from actions.pausing import ActionForget
from bot.channels.identity import Identities
from bot.errors import NotAllowedError, StoreUnavailableError
from bot.handover import give_resume_code, use_resume_code
from bot.store import Store
from bot.strengths.contact import Contact, Moment
from tests.actions.turns import run

MARK = Identities("a key that is long enough for a test", 1).mark
WHOSE = "conversation-1"


def code_for(store: Store, conversation: str = WHOSE) -> str:
    return give_resume_code(store.unit_of_work(), conversation, MARK, timedelta(days=7)).words


def opens(store: Store, code: str) -> bool:
    try:
        use_resume_code(store.unit_of_work(), code, "::1", "telephone", MARK)
    except NotAllowedError:
        return False
    return True


@pytest.mark.parametrize("question", ["asides.delete", "asides.start_again"])
def test_a_yes_ends_the_code_and_nobody_elses(store: Store, contact: Contact, question: str) -> None:
    code, other = code_for(store), code_for(store, "conversation-2")
    contact.moment, contact.open_question = Moment.FORGETTING, question
    assert any(event.get("event") == "restart" for event in run(ActionForget(), contact, "affirm", "yes").events)
    assert (opens(store, code), opens(store, other)) == (False, True)


def test_a_no_leaves_the_code(store: Store, contact: Contact) -> None:
    code = code_for(store)
    contact.moment, contact.open_question = Moment.FORGETTING, "asides.delete"
    run(ActionForget(), contact, "tell", "I would like to think about it")
    assert opens(store, code)


def test_starting_again_works_while_the_store_is_away(
    store: Store, contact: Contact, monkeypatch: pytest.MonkeyPatch
) -> None:
    def away(*_: object) -> None:
        raise StoreUnavailableError("The database could not be reached or written.")

    monkeypatch.setattr(type(store.unit_of_work()), "__enter__", away)
    monkeypatch.setattr(type(store.queries), "list_passed_on", away)
    contact.moment, contact.open_question = Moment.FORGETTING, "asides.start_again"

    outcome = run(ActionForget(), contact, "affirm", "yes")

    assert outcome.events[0]["event"] == "restart"
    assert outcome.contact.statements == []
    assert "utter_welcome" in outcome.responses
