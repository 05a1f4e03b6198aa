"""The staff pages over an empty database, members of staff, and browsers."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from flask import Flask

from bot.inbox.app import create_app
from bot.settings import Settings
from bot.staff import add_staff
from bot.store import Store, open_store
from tests.conftest import StandingClock
from tests.inbox.browsing import PASSWORD, Browser


@pytest.fixture
def store(sqlite_url: str) -> Iterator[Store]:
    """An empty store; that both databases behave alike is the matter of other tests."""
    opened = open_store(sqlite_url)
    yield opened
    opened.close()


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(data_folder=tmp_path, organisation_name="Ambleford Council")


@pytest.fixture
def app(store: Store, settings: Settings, clock: StandingClock) -> Flask:
    return create_app(store, settings, clock)


@pytest.fixture
def browser(app: Flask) -> Browser:
    """A browser in which nobody is signed in."""
    return Browser(app)


SignedIn = Callable[..., Browser]


@pytest.fixture
def signed_in(app: Flask, store: Store, clock: StandingClock) -> SignedIn:
    """``signed_in("Priya", "front_door")``: a browser in which she is signed in; she is added if she is new."""

    def enter(name: str, *roles: str) -> Browser:
        if name not in {member.name for member in store.queries.list_staff()}:
            add_staff(store.unit_of_work(), name, name.lower(), PASSWORD, roles or ("front_door",), clock)
        browser = Browser(app)
        assert browser.sign_in(name.lower()).status == 303
        return browser

    return enter


@pytest.fixture
def priya(signed_in: SignedIn) -> Browser:
    """The browser of a member of the front-door team."""
    return signed_in("Priya")


def staff_id(store: Store, name: str) -> str:
    return next(member.id for member in store.queries.list_staff() if member.name == name)
