"""Sharing, changing, taking back and delivering in any order, with faults between: nothing twice, nothing lost.

What should be so is kept beside the store in a few plain records, and compared after each step. A fault is a commit
that fails, or one whose answer is lost; whoever asked tries again with the same, as the conversation does.
"""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest
import sqlalchemy
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule
from hypothesis.stateful import run_state_machine_as_test as check_machine

from bot.errors import (
    DeliveryPostponedError,
    DeliveryRefusedError,
    NotAllowedError,
    NotFoundError,
    StoreUnavailableError,
)
from bot.handover import (
    acknowledge,
    change_summary_contact,
    hand_over,
    pass_on_request,
    raise_concern,
    redeliver,
    withdraw,
)
from bot.outbox.delivering import Worker
from bot.store import Store, open_store
from bot.store.tables import RESTRICTED_ROAD, Table
from bot.store.unit_of_work import Work
from bot.strengths.safe_contact import SafeContact
from tests.builders import a_concern, a_request, a_summary
from tests.conftest import StandingClock
from tests.handover.conftest import a_member

OFTEN = settings(
    max_examples=40,
    stateful_step_count=25,
    deadline=None,
    derandomize=True,
    suppress_health_check=list(HealthCheck),
    phases=(Phase.generate,),
)
LONG = settings(OFTEN, max_examples=100, stateful_step_count=40)

contacts = st.sampled_from(("contact-1", "contact-2"))
words = st.lists(st.sampled_from(("tomatoes", "chapel", "sister", "clocks", "secret")), min_size=1, unique=True)
faults = st.sampled_from((None, None, None, "fails", "answer lost"))
WITH_WORDS = ("summary.shared", "request.made", "request.contact_changed", "concern.raised", "concern.changed")


class LostError(Exception):
    """It was written, and whoever asked never heard so."""


def reached(number: str) -> SafeContact:
    return SafeContact(name="Maureen", way="phone", detail=number)


@dataclass
class Shared:
    """What should be so of one contact's summary."""

    versions: list[tuple[tuple[str, ...], str]] = field(default_factory=list)
    number: str = "01632 960001"
    reference: str | None = None
    withdrawn: bool = False


@contextmanager
def a_fault(fault: str | None) -> Iterator[None]:
    """Let the first commit fail, or its answer be lost."""
    commit, left = Work.commit, [fault] if fault else []

    def try_to_commit(work: Work) -> None:
        now = left.pop() if left else None
        if now == "fails":
            raise StoreUnavailableError("injected")
        commit(work)
        if now == "answer lost":
            raise LostError

    with patch.object(Work, "commit", try_to_commit):
        yield


class AnyOrder(RuleBasedStateMachine):
    """Two residents, a member of staff, two workers, and what fails between them."""

    open: Callable[[], Store]

    def __init__(self) -> None:
        super().__init__()
        self.store = type(self).open()
        self.clock = StandingClock()
        self.staff = a_member(self.store, self.clock, name="Priya").id
        self.shared: dict[str, Shared] = {"contact-1": Shared(), "contact-2": Shared()}
        self.sent: list[tuple[str, dict[str, Any]]] = []
        self.accounts: set[str] = set()

    def teardown(self) -> None:
        self.store.close()

    def until_it_is_heard(self, act: Callable[[], Any], fault: str | None) -> Any:
        """Do an act with a fault in its first commit, and the same act again until its answer is heard."""
        with a_fault(fault):
            for _ in range(2):
                try:
                    return act()
                except (StoreUnavailableError, LostError):
                    continue
        raise AssertionError("one fault fails one try")

    # What people do

    @rule(contact=contacts, said=words, fault=faults)
    def share(self, contact: str, said: list[str], fault: str | None) -> None:
        self.clock.advance(seconds=1)
        model = self.shared[contact]
        summary = replace(
            a_summary(contact_id=contact, words=tuple(said), agreed_at=self.clock()), safe_contact=reached(model.number)
        )
        receipt = self.until_it_is_heard(lambda: hand_over(self.store.unit_of_work(), summary, self.clock), fault)
        if model.withdrawn or model.versions[-1:] != [(tuple(said), model.number)]:
            model.versions.append((tuple(said), model.number))
        model.withdrawn = False
        assert receipt.version == len(model.versions)
        assert model.reference in (None, receipt.reference), "a later version keeps the reference"
        model.reference = receipt.reference

    @rule(contact=contacts, fault=faults)
    def take_back(self, contact: str, fault: str | None) -> None:
        self.clock.advance(seconds=1)
        found = self.until_it_is_heard(lambda: withdraw(self.store.unit_of_work(), contact, self.clock), fault)
        if self.shared[contact].versions:
            assert found.found
            self.shared[contact].withdrawn = True

    @rule(contact=contacts, number=st.sampled_from(("01632 960001", "01632 960002")), fault=faults)
    def say_how_to_be_reached(self, contact: str, number: str, fault: str | None) -> None:
        self.clock.advance(seconds=1)
        model = self.shared[contact]
        model.number = number
        receipt = self.until_it_is_heard(
            lambda: change_summary_contact(self.store.unit_of_work(), contact, reached(number), self.clock), fault
        )
        assert (receipt is None) == (not model.versions or model.withdrawn)
        if receipt is not None and model.versions[-1][1] != number:
            model.versions.append((model.versions[-1][0], number))

    @rule(contact=contacts, asks=st.booleans(), fault=faults)
    def ask_for_a_person(self, contact: str, asks: bool, fault: str | None) -> None:
        self.clock.advance(seconds=1)
        requests = self.rows("requests")
        if not asks and not any(row["contact_id"] == contact for row in requests):
            return
        before = next((row for row in requests if row["contact_id"] == contact), None)
        request = a_request(contact_id=contact, words="a person please" if asks else "")
        self.until_it_is_heard(lambda: pass_on_request(self.store.unit_of_work(), request, self.clock), fault)
        after = next(row for row in self.rows("requests") if row["contact_id"] == contact)
        if not asks and before is not None and before["withdrawal_asked_at"] is not None:
            assert after["withdrawal_asked_at"] is not None, "nobody asked for it again"

    @rule(contact=contacts, number=st.integers(1, 4), fault=faults)
    def voice_danger(self, contact: str, number: int, fault: str | None) -> None:
        self.clock.advance(seconds=1)
        concern = a_concern(contact_id=contact, message_id=f"message-{number}", words=f"danger {number}")
        self.until_it_is_heard(lambda: raise_concern(self.store.unit_of_work(), concern, self.clock), fault)
        self.accounts.add(f"{contact}/message-{number}")

    @rule(contact=contacts, fault=faults)
    def pick_up(self, contact: str, fault: str | None) -> None:
        row = self.row(contact)
        if row is None:
            return
        try:
            act = lambda: acknowledge(self.store.unit_of_work(), row["id"], self.staff, self.clock)  # noqa: E731
            assert self.until_it_is_heard(act, fault).is_you
        except NotFoundError:
            assert row["erased"]

    @rule(
        answer=st.sampled_from(("arrives", "arrives", "fails", "refused", "killed")),
        restricted=st.booleans(),
        fault=faults,
    )
    def deliver(self, answer: str, restricted: bool, fault: str | None) -> None:
        self.clock.advance(seconds=1)
        machine = self

        class Receiver:
            def send(self, delivery_id: str, body: bytes, at: datetime) -> int:
                if answer == "fails":
                    raise DeliveryPostponedError("status_500", 500)
                if answer == "refused":
                    raise DeliveryRefusedError("status_410", 410)
                machine.arrived(delivery_id, json.loads(body), restricted)
                if answer == "killed":
                    raise LostError
                return 200

        more = {"kinds": RESTRICTED_ROAD} if restricted else {}

        def work() -> int:
            return Worker(self.store.unit_of_work(), Receiver(), self.clock, **more).run_once()

        # A worker is not called again: whatever it lost, its lease runs out and another goes on.
        with suppress(LostError, StoreUnavailableError), a_fault(fault):
            work()

    @rule(minutes=st.sampled_from((3, 60, 3000)))
    def wait(self, minutes: int) -> None:
        self.clock.advance(minutes=minutes)

    @rule(number=st.integers(0, 30))
    def send_once_more_by_hand(self, number: int) -> None:
        deliveries = [one for one in self.store.queries.list_deliveries() if one.state in ("delivered", "dead")]
        if not deliveries:
            return
        chosen = deliveries[number % len(deliveries)]
        try:
            redeliver(self.store.unit_of_work(), chosen.id, None, self.clock)
        except NotAllowedError:
            return
        self.deliver("arrives", restricted=False, fault=None)

    # What always holds

    def arrived(self, delivery_id: str, message: dict[str, Any], restricted: bool) -> None:
        """Look at what goes out at the moment it does."""
        self.sent.append((delivery_id, message))
        data = message["data"]
        assert message["type"].startswith("concern.") is restricted, "nothing takes the other road"
        if message["type"] == "summary.shared":
            model = self.shared[data["contact_id"]]
            assert not model.withdrawn, "what was taken back is not sent"
            said = tuple(line["words"] for line in data["statements"])
            assert data["version"] == len(model.versions), "only the latest version is sent"
            assert (said, data["safe_contact"]["detail"]) == model.versions[-1]

    @invariant()
    def every_summary_is_stored_once_and_its_versions_count_up(self) -> None:
        for contact, model in self.shared.items():
            rows = [row for row in self.rows("summaries") if row["contact_id"] == contact]
            assert len(rows) == (1 if model.versions else 0)
            for row in rows:
                assert (row["version"], row["reference"]) == (len(model.versions), model.reference)
                versions = [one for one in self.rows("summary_versions") if one["summary_id"] == row["id"]]
                assert sorted(one["version"] for one in versions) == list(range(1, row["version"] + 1))

    @invariant()
    def each_version_is_promised_once_on_its_road(self) -> None:
        promised = [
            (row["subject_id"], row["version"]) for row in self.rows("deliveries") if row["event"] in WITH_WORDS
        ]
        assert len(set(promised)) == len(promised)
        for table in ("summaries", "requests", "concerns"):
            for row in self.rows(table):
                for version in range(1, row["version"] + 1):
                    assert (row["id"], version) in promised
        for row in self.rows("deliveries"):
            assert (row["subject_kind"] == "concern") is row["event"].startswith("concern.")

    @invariant()
    def what_stands_now_is_delivered_or_still_to_be_tried_or_somebody_is_told(self) -> None:
        state = {(row["subject_id"], row["version"], row["event"]): row["state"] for row in self.rows("deliveries")}
        for contact, model in self.shared.items():
            row = self.row(contact)
            if row is not None and not model.withdrawn:
                assert state[row["id"], row["version"], "summary.shared"] in ("pending", "delivered", "dead")

    @invariant()
    def what_was_taken_back_and_nobody_has_is_nowhere(self) -> None:
        for contact, model in self.shared.items():
            row = self.row(contact)
            if row is None:
                assert not model.versions
                continue
            assert row["withdrawn"] is model.withdrawn
            if row["erased"]:
                stored = self.store.queries.read_summary(row["id"])
                assert stored.summary is None
            elif not model.withdrawn:
                summary = self.store.queries.read_summary(row["id"]).summary
                assert summary is not None
                said = tuple(line.words for line in summary.statements)
                assert (said, summary.safe_contact.detail) == model.versions[-1]

    @invariant()
    def every_message_of_danger_is_one_account(self) -> None:
        found = []
        for row in self.rows("concerns"):
            content = row["content"] if isinstance(row["content"], dict) else json.loads(row["content"])
            found += [f"{row['contact_id']}/{account['message_id']}" for account in content["accounts"]]
        assert sorted(found) == sorted(self.accounts)

    def rows(self, table: str) -> list[dict[str, Any]]:
        with self.store._engine.connect() as connection:
            return [dict(row._mapping) for row in connection.exec_driver_sql(f"SELECT * FROM {table}")]

    def row(self, contact: str) -> dict[str, Any] | None:
        found = next((row for row in self.rows("summaries") if row["contact_id"] == contact), None)
        if found is None:
            return None
        return found | {
            "withdrawn": found["withdrawal_asked_at"] is not None,
            "erased": found["erased_at"] is not None,
        }


def machine(opened: Callable[[], Store]) -> type[AnyOrder]:
    return type("AnyOrder", (AnyOrder,), {"open": staticmethod(opened)})


@pytest.fixture
def on_sqlite(migrated_file: Path, tmp_path: Path) -> Callable[[], Store]:
    """Opens a store on an empty file of its own each time."""

    def opened() -> Store:
        folder = Path(tempfile.mkdtemp(dir=tmp_path))
        shutil.copy(migrated_file, folder / "frontdoor.db")
        return open_store(f"sqlite:///{folder / 'frontdoor.db'}", sends_concerns=True)

    return opened


def test_whatever_is_done_in_whatever_order_nothing_is_stored_or_promised_twice(on_sqlite: Callable[[], Store]) -> None:
    check_machine(machine(on_sqlite), settings=OFTEN)


@pytest.mark.slow
def test_the_same_holds_at_length(on_sqlite: Callable[[], Store]) -> None:
    check_machine(machine(on_sqlite), settings=LONG)


@pytest.mark.slow
def test_the_same_holds_on_postgresql(postgresql_url: str) -> None:
    def opened() -> Store:
        engine = sqlalchemy.create_engine(postgresql_url, poolclass=sqlalchemy.NullPool)
        tables = ", ".join(f'"{table.name}"' for table in Table.metadata.sorted_tables)
        with engine.begin() as connection:
            connection.execute(sqlalchemy.text(f"TRUNCATE {tables} RESTART IDENTITY"))
        return open_store(postgresql_url, sends_concerns=True)

    check_machine(machine(opened), settings=OFTEN)
