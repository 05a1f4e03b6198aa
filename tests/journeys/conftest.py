"""One whole Front Door for all journeys, and a browser; everything it keeps stands in a temporary folder."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from bot.running import model
from bot.settings import Settings
from tests.conftest import need
from tests.journeys.front_door import FrontDoor, free_ports
from tests.journeys.receiver import SECRET, Receiver
from tests.journeys.telegram import TOKEN, Telegram
from tests.journeys.words import OUTPUT

HERE = Path(__file__).parent
BROWSERS = ("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome")
BROWSER_OPTIONS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.slow)


def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    OUTPUT.extend(text for _, text in report.sections)


def a_front_door(folder: Path, **more: Any) -> FrontDoor:
    """Return a Front Door of the council that all journeys are set in, the model trained if it is stale.

    Args:
        folder: for everything it keeps.
        more: settings besides.
    """
    if not model.is_fresh():
        model.train(print)
    resident, action, inbox, studio = free_ports(4)
    settings = Settings(
        _env_file=None,  # type: ignore[call-arg]
        environment="test",
        data_folder=folder,
        resident_port=more.pop("resident_port", resident),
        action_port=action,
        inbox_port=inbox,
        studio_port=studio,
        organisation_name="Aldermere Council",
        team_name="the Aldermere front-door team",
        team_phone="01632 960123",
        safeguarding_phone="01632 960124",
        emergency_duty_phone="01632 960125",
        children_phone="01632 960126",
        housing_phone="01632 960127",
        complaints_phone="01632 960128",
        **more,
    )
    return FrontDoor(settings)


@pytest.fixture(scope="package")
def receiver() -> Iterator[Receiver]:
    opened = Receiver()
    yield opened
    opened.close()


@pytest.fixture(scope="package")
def running(receiver: Receiver, tmp_path_factory: pytest.TempPathFactory) -> Iterator[FrontDoor]:
    """Front Door with everything but the worker at work, the model trained if it is stale."""
    started = a_front_door(
        tmp_path_factory.mktemp("front-door"),
        webhook_url=receiver.url,
        webhook_secret=SECRET,
        webhook_timeout=2,
        # Everybody in these journeys comes from one address, and a machine types faster than a person.
        limit_requests=100_000,
        limit_new_chats=100_000,
        limit_messages=100_000,
    )
    try:
        started.start(*started.always)
        yield started
    finally:
        started.stop()


@pytest.fixture
def front_door(running: FrontDoor, receiver: Receiver) -> Iterator[FrontDoor]:
    """Front Door with nothing in its store, all parts but the worker at work."""
    if running.worker.is_running:
        running.worker.end()
    running.empty()
    receiver.forget()
    ended = [part for part in running.always if not part.is_running]
    running.start(*ended)
    yield running
    if running.worker.is_running:
        running.worker.end()


@pytest.fixture(scope="package")
def chromium() -> Iterator[Any]:
    """One browser for all journeys, closed after the last: until then Playwright's event loop counts as running."""
    given = os.environ.get("FRONTDOOR_TEST_CHROMIUM", "")
    found = given or next((path for path in BROWSERS if Path(path).exists()), "")
    need(found, "Chromium")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=BROWSER_OPTIONS)
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def telegram(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Telegram]:
    """An emulator of Telegram's Bot API."""
    opened = Telegram(tmp_path_factory.mktemp("telegram") / "emulator.log")
    yield opened
    opened.close()


def with_telegram(folder: Path, telegram: Telegram, **more: Any) -> Iterator[FrontDoor]:
    """Run a Front Door that people reach by Telegram.

    Args:
        folder: for everything it keeps.
        telegram: the emulator.
        more: settings besides.
    """
    started = a_front_door(folder, telegram_token=TOKEN, telegram_api_url=telegram.address, **more)
    try:
        started.start(*started.always)
        yield started
    finally:
        started.stop()
