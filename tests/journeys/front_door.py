"""A whole Front Door for journeys: real processes on free ports, started as ``frontdoor up`` starts them.

Parts can be killed and started again, as on a bad day. The store can be read as the inbox reads it.
"""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from sqlalchemy import create_engine

from bot.running.child import Child
from bot.running.endpoints import write_endpoints
from bot.running.model import MODEL, ROOT
from bot.running.parts import Part, actions, conversation, deliveries, inbox, log_file, studio
from bot.settings import Settings, environment_name
from bot.staff import add_staff
from bot.store import Role, Store, StoredConcern, migrate, open_store
from bot.store.records import StoredRequest, StoredSummary
from bot.store.tables import Table

START_WITHIN = 150.0
STOP_WITHIN = 10.0


@dataclass(frozen=True)
class Staff:
    """Somebody invented who reads the inbox."""

    id: str
    name: str
    sign_in_name: str
    password: str


class Process(Child):
    """One part, which can also be killed as a power cut would kill it."""

    def kill(self) -> None:
        """End the process and whatever it started, at once, with no chance to tidy up."""
        assert self._process is not None
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()

    def end(self) -> None:
        """End the process as somebody would who stops Front Door."""
        self.ask_to_stop()
        self.stop(STOP_WITHIN)


class FrontDoor:
    """All parts of one Front Door.

    Args:
        settings: its settings; the data folder must be empty.

    Attributes:
        settings: as given.
        rasa: the Rasa server with the resident's page.
        actions: the action server.
        inbox: the staff pages.
        studio: the rehearsal studio's pages; not started with the rest.
        worker: sends deliveries; not started with the rest.
        always: everything that a resident's journey needs.
        store: the store, as another process of ours sees it.
        staff: who reads what people share.
        safeguarder: who reads concerns, and nothing else.
        trainer: who looks after learners in the studio.
    """

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.rasa = self._process(conversation(settings))
        self.actions = self._process(actions(settings))
        self.inbox = self._process(inbox(settings))
        self.studio = self._process(studio(settings))
        self.worker = self._process(deliveries(settings))
        self.always = (self.rasa, self.actions, self.inbox)
        write_endpoints(settings)
        migrate(settings.store_url)
        self.store: Store = open_store(settings.store_url)
        self.staff = self._add_staff("Femi Adeyemi-Stone", "femi", Role.FRONT_DOOR)
        self.safeguarder = self._add_staff("Sanjay Okafor-Reid", "sanjay", Role.SAFEGUARDING)
        self.trainer = self._add_staff("Tomasz Bell-Nowak", "tomasz", Role.TRAINER)

    @property
    def address(self) -> str:
        """Where residents go."""
        return f"http://127.0.0.1:{self.settings.resident_port}"

    @property
    def inbox_address(self) -> str:
        """Where staff go."""
        return f"http://127.0.0.1:{self.settings.inbox_port}"

    @property
    def studio_address(self) -> str:
        """Where learners and trainers go."""
        return f"http://127.0.0.1:{self.settings.studio_port}"

    @property
    def logs(self) -> list[Path]:
        """Every log of every process."""
        return sorted((self.settings.data_folder / "logs").iterdir())

    def start(self, *parts: Process) -> None:
        """Start parts at once and return when all of them do their work."""
        for part in parts:
            part.start()
        self.wait_for(*parts)

    def wait_for(self, *parts: Process) -> None:
        """Return when all of these parts do their work."""
        for part in parts:
            wait_until(
                lambda part=part: part.is_ready() or not part.is_running,
                f"{part.part.name} did not start",
                START_WITHIN,
            )
            assert part.is_running, f"{part.part.name} ended:\n{part.last_lines(40)}"

    def stop(self) -> None:
        """End every part."""
        for part in (self.rasa, self.actions, self.inbox, self.studio, self.worker):
            part.ask_to_stop()
        for part in (self.rasa, self.actions, self.inbox, self.studio, self.worker):
            part.stop(STOP_WITHIN)
        self.store.close()

    def begin_again(self) -> None:
        """Start every part after all were stopped, with what is in the data folder by then."""
        write_endpoints(self.settings)
        self.store = open_store(self.settings.store_url)
        self.start(*self.always, self.worker)

    def empty(self) -> None:
        """Forget everything that was passed on, keeping who may sign in."""
        engine = create_engine(self.settings.store_url)
        with engine.begin() as connection:
            for table in reversed(Table.metadata.sorted_tables):
                if table.name != "staff":
                    connection.execute(table.delete())
        engine.dispose()

    def summaries(self) -> list[StoredSummary]:
        """Return every summary the team can read."""
        return [self.store.queries.read_summary(row.id) for row in self._rows("summary")]

    def requests(self) -> list[StoredRequest]:
        """Return every request the team can read."""
        return [self.store.queries.read_request(row.id) for row in self._rows("request")]

    def concerns(self) -> list[StoredConcern]:
        """Return every concern the safeguarding team can read."""
        page = self.store.queries.list_concerns_page(self.safeguarder.id, size=1000)
        return [self.store.queries.read_concern(row.id) for row in page.rows]

    def the_concern(self) -> StoredConcern:
        """Return the only concern there is."""
        (found,) = self.concerns()
        return found

    def without_a_model(self) -> Process:
        """Return a Rasa server whose model cannot be loaded, for the same port; the usual one has to be ended first."""
        part = conversation(self.settings)
        spoilt = self.settings.data_folder / "spoilt-model.tar.gz"
        # Rasa would look for another model in place of one that is not there.
        spoilt.write_bytes(b"not a model")
        command = tuple(str(spoilt) if word == str(MODEL) else word for word in part.command)
        ready = part.ready_address and part.ready_address.removesuffix("/health")
        return self._process(replace(part, command=command, ready_address=ready))

    def the_summary(self) -> StoredSummary:
        """Return the only summary there is."""
        (found,) = self.summaries()
        return found

    def _rows(self, kind: str) -> list[Any]:
        page = self.store.queries.list_contacts_page(self.staff.id, size=10_000)
        return [row for row in page.rows if row.kind == kind]

    def _process(self, part: Part) -> Process:
        # Every setting by name, so that nothing in the developer's own surroundings counts.
        given = {environment_name(name): str(getattr(self.settings, name) or "") for name in Settings.model_fields}
        given[environment_name("behind_tls")] = "false"
        part = replace(part, environment={**given, **part.environment})
        return Process(part, ROOT, log_file(self.settings, part))

    def _add_staff(self, name: str, sign_in_name: str, role: Role) -> Staff:
        password = add_staff(self.store.unit_of_work(), name, sign_in_name, None, {role})
        (member,) = [member for member in self.store.queries.list_staff() if member.sign_in_name == sign_in_name]
        return Staff(member.id, name, sign_in_name, password)


def wait_until(is_so: Callable[[], bool], otherwise: str, within: float = 20.0) -> None:
    """Wait until something is so.

    Args:
        is_so: says whether it is.
        otherwise: what to say when it does not become so.
        within: seconds to wait.
    """
    end = time.monotonic() + within
    while not is_so():
        assert time.monotonic() < end, otherwise
        time.sleep(0.05)


def free_ports(count: int) -> Iterator[int]:
    """Give ports nobody listens on; all are held until the last is known, so that each differs."""
    with contextlib.ExitStack() as held:
        sockets = [held.enter_context(socket.socket()) for _ in range(count)]
        for one in sockets:
            one.bind(("127.0.0.1", 0))
        ports = [one.getsockname()[1] for one in sockets]
    yield from ports
