"""The studio over an empty database, and browsers."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask

from bot.rehearsal_pages.app import create_app
from bot.settings import Settings
from bot.staff import add_staff
from bot.store.studio import StudioStore, open_studio_store
from tests.conftest import StandingClock
from tests.inbox.browsing import PASSWORD, Browser


@pytest.fixture
def studio_store(sqlite_url: str) -> Iterator[StudioStore]:
    """The studio's view of an empty database."""
    opened = open_studio_store(sqlite_url)
    yield opened
    opened.close()


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(data_folder=tmp_path, organisation_name="Ambleford Council")


@pytest.fixture
def app(studio_store: StudioStore, settings: Settings, clock: StandingClock) -> Flask:
    return create_app(studio_store, settings, clock)


@pytest.fixture
def browser(app: Flask) -> Browser:
    """A browser in which nobody is signed in."""
    return Browser(app, scripts=True)


@pytest.fixture
def tomasz(app: Flask, studio_store: StudioStore, clock: StandingClock) -> Browser:
    """The browser of a trainer."""
    add_staff(studio_store.unit_of_work(), "Tomasz", "tomasz", PASSWORD, ("trainer",), clock)
    browser = Browser(app, scripts=True)
    assert browser.sign_in("tomasz").status == 303
    return browser
