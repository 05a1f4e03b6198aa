"""Actions in these tests use a real store in a temporary file."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from bot import bootstrap
from bot.settings import settings
from bot.store import Store
from bot.strengths.contact import Contact, Moment
from bot.strengths.safe_contact import SafeContact
from bot.strengths.statement import Place, Source


@pytest.fixture
def store(sqlite_url: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[Store]:
    """The store that the actions use."""
    monkeypatch.setenv("FRONTDOOR_DATABASE_URL", sqlite_url)
    for cached in (settings, bootstrap.store, bootstrap.shelf):
        cached.cache_clear()
    yield bootstrap.store()
    bootstrap.store().close()
    for cached in (settings, bootstrap.store, bootstrap.shelf):
        cached.cache_clear()


@pytest.fixture
def contact() -> Contact:
    """Somebody who has said two things and is asked for a plain yes."""
    contact = Contact(id="contact-1", moment=Moment.SHARING, open_question="sharing.confirm")
    contact.asked = ["opening.reason", "sharing.confirm"]
    for words, place, domain in (
        ("to get back to bowls", Place.GOAL, "aspirations"),
        ("our Karen rings Sundays", Place.NETWORK_STRENGTH, "people_networks"),
    ):
        contact.keep(words, source=Source.OWN_WORDS, place=place, domain=domain, question=f"{domain}.asked")
    contact.safe_contact = SafeContact(name="Mo", way="phone", detail="01632 960111")
    return contact
