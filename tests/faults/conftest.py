"""Two Front Doors for all faults, each started once: on SQLite on a small disk, and on PostgreSQL down a road."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
import sqlalchemy

from bot.running import model
from bot.settings import Settings
from tests.conftest import need
from tests.faults.clockhands import Clockhands
from tests.faults.injecting import a_small_disk
from tests.faults.receiver import Receiver
from tests.faults.resident import Resident
from tests.faults.road import Road
from tests.journeys.front_door import FrontDoor, Process, free_ports
from tests.journeys.receiver import SECRET
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
def receiving() -> Iterator[Receiver]:
    """The council's own system."""
    opened = Receiver()
    yield opened
    opened.close()


@pytest.fixture(scope="session")
def webhook_road(receiving: Receiver) -> Iterator[Road]:
    """The road to it."""
    road = Road(receiving.port)
    yield road
    road.close()


@pytest.fixture(scope="session")
def running(disk: Path, action_road: Road, webhook_road: Road) -> Iterator[FrontDoor]:
    """Front Door on SQLite on a small disk; Rasa reaches the actions by a road of the tests'."""
    if not model.is_fresh():
        model.train(print)
    chosen = settings_for(
        disk / "var",
        action_address=f"http://127.0.0.1:{action_road.port}/webhook",
        webhook_url=f"http://127.0.0.1:{webhook_road.port}/in",
        webhook_secret=SECRET,
        webhook_timeout=2,
    )
    started = FrontDoor(chosen.model_copy(update={"action_port": action_road._to}))
    talkative(started.rasa)
    talkative(started.actions)
    try:
        started.start(started.rasa, started.actions)
        yield started
    finally:
        started.stop()


@pytest.fixture
def front_door(running: FrontDoor) -> FrontDoor:
    """Front Door on SQLite, nothing out of order, nothing passed on."""
    running.empty()
    start_what_ended(running)
    return running


def start_what_ended(running: FrontDoor) -> None:
    """Start what the test before has killed."""
    running.start(*(part for part in (running.rasa, running.actions) if not part.is_running))


@pytest.fixture(scope="session")
def database(make_postgresql: Callable[[], str]) -> sqlalchemy.URL:
    """A PostgreSQL database of these tests' own, reached directly."""
    return sqlalchemy.make_url(make_postgresql())


@pytest.fixture(scope="session")
def database_road(database: sqlalchemy.URL) -> Iterator[Road]:
    """The road to it."""
    road = Road(database.port or 5432)
    yield road
    road.close()


@pytest.fixture(scope="session")
def hands(tmp_path_factory: pytest.TempPathFactory) -> Clockhands:
    """The clock of the Front Door on PostgreSQL."""
    return Clockhands(tmp_path_factory.mktemp("clock") / "clock")


@pytest.fixture(scope="session")
def running_on_postgresql(
    tmp_path_factory: pytest.TempPathFactory, database: sqlalchemy.URL, database_road: Road, hands: Clockhands
) -> Iterator[tuple[FrontDoor, Resident]]:
    """Front Door on PostgreSQL, which was away when it was started, and whoever came to the page then."""
    if not model.is_fresh():
        model.train(print)
    by_road = database.set(host="127.0.0.1", port=database_road.port).render_as_string(hide_password=False)
    started = FrontDoor(settings_for(tmp_path_factory.mktemp("on-postgresql"), database_url=by_road))
    for part in (started.rasa, started.actions):
        talkative(part)
        hands.give_to(part)
    early = Resident(started.address)
    try:
        with database_road.cut():
            started.start(started.rasa, started.actions)
            early.open()
        yield started, early
    finally:
        started.stop()


@pytest.fixture(scope="session")
def redis_road() -> Iterator[Road]:
    """The road to Redis."""
    road = Road(6379)
    yield road
    road.close()


@pytest.fixture(scope="session")
def rabbitmq_road() -> Iterator[Road]:
    """The road to RabbitMQ."""
    road = Road(5672)
    yield road
    road.close()


@pytest.fixture(scope="session")
def running_for_several(
    tmp_path_factory: pytest.TempPathFactory, make_postgresql: Callable[[], str], redis_road: Road, rabbitmq_road: Road
) -> Iterator[FrontDoor]:
    """Front Door as one of several servers: locks in Redis, events to RabbitMQ, each down a road."""
    chosen = settings_for(
        tmp_path_factory.mktemp("for-several"),
        database_url=make_postgresql(),
        locks_url=f"redis://127.0.0.1:{redis_road.port}/15",
        events_url=f"amqp://guest:guest@127.0.0.1:{rabbitmq_road.port}/",
    )
    started = FrontDoor(chosen)
    for part in (started.rasa, started.actions):
        talkative(part)
    try:
        started.start(started.rasa, started.actions)
        yield started
    finally:
        started.stop()


@pytest.fixture
def for_several(running_for_several: FrontDoor) -> FrontDoor:
    """Front Door as one of several servers, nothing out of order, nothing passed on."""
    running_for_several.empty()
    start_what_ended(running_for_several)
    return running_for_several


@pytest.fixture
def on_postgresql(running_on_postgresql: tuple[FrontDoor, Resident]) -> FrontDoor:
    """Front Door on PostgreSQL, nothing out of order, nothing passed on."""
    started, _ = running_on_postgresql
    started.empty()
    start_what_ended(started)
    return started
