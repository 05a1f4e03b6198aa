"""Two Front Doors for all faults, each started once: on SQLite on a small disk, and on PostgreSQL down a road."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from bot.running import model
from bot.settings import Settings
from tests.conftest import need
from tests.faults.injecting import a_small_disk
from tests.faults.road import Road
from tests.journeys.front_door import FrontDoor, Process, free_ports
from tests.journeys.words import OUTPUT

HERE = Path(__file__).parent
DISK = 96
"""Megabytes of the small disk; what is kept there, logs included, takes a tenth of it."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.slow)


def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    OUTPUT.extend(text for _, text in report.sections)


def settings_for(folder: Path, **more: object) -> Settings:
    """Return the settings of a Front Door for faults.

    Args:
        folder: for everything it keeps.
        more: settings besides.
    """
    resident, action, inbox = free_ports(3)
    return Settings(
        _env_file=None,  # type: ignore[call-arg]
        environment="test",
        data_folder=folder,
        resident_port=resident,
        action_port=action,
        inbox_port=inbox,
        organisation_name="Aldermere Council",
        team_name="the Aldermere front-door team",
        team_phone="01632 960123",
        safeguarding_phone="01632 960124",
        # Everybody in these tests comes from one address, and a machine types faster than a person.
        limit_requests=100_000,
        limit_new_chats=100_000,
        limit_messages=100_000,
        **more,  # type: ignore[arg-type]
    )


def talkative(part: Process) -> None:
    """Have a process log all that it can, so that looking for people's words in its log means something."""
    part.part = replace(
        part.part, command=tuple("--debug" if word == "--quiet" else word for word in part.part.command)
    )


@pytest.fixture(scope="session")
def disk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    folder = tmp_path_factory.mktemp("small-disk")
    with a_small_disk(folder, DISK) as mounted:
        need(mounted, "the right to mount a small disk")
        yield folder


@pytest.fixture(scope="session")
def action_road() -> Iterator[Road]:
    """The road from Rasa to the action server."""
    (port,) = free_ports(1)
    road = Road(port)
    yield road
    road.close()


@pytest.fixture(scope="session")
def running(disk: Path, action_road: Road) -> Iterator[FrontDoor]:
    """Front Door on SQLite on a small disk; Rasa reaches the actions by a road of the tests'."""
    if not model.is_fresh():
        model.train(print)
    chosen = settings_for(disk / "var", action_address=f"http://127.0.0.1:{action_road.port}/webhook")
    started = FrontDoor(chosen.model_copy(update={"action_port": action_road._to}))
    talkative(started.rasa)
    talkative(started.actions)
    try:
        started.start(started.rasa, started.actions)
        yield started
    finally:
        import shutil

        shutil.copytree(started.settings.data_folder / "logs", "/tmp/flogs", dirs_exist_ok=True)
        started.stop()


@pytest.fixture
def front_door(running: FrontDoor) -> FrontDoor:
    """Front Door on SQLite, nothing out of order, nothing passed on."""
    running.empty()
    ended = [part for part in (running.rasa, running.actions) if not part.is_running]
    running.start(*ended)
    return running
