"""What became of a wish to delete, in every state a summary can be in."""

from __future__ import annotations

from datetime import timedelta

import pytest
import sqlalchemy

from bot.errors import DeliveryError, DeliveryPostponedError, DeliveryRefusedError
from bot.handover import Withdrawal, acknowledge, hand_over, pass_on_request, record_view, withdraw
from bot.outbox.delivering import Worker
from bot.staff import add_staff
from bot.store import ContactRow, Store
from tests.builders import a_request, a_summary
from tests.conftest import StandingClock


class Receiver:
    """A sender whose other end answers as told."""

    def __init__(self, answer: DeliveryError | int = 200) -> None:
        self.answer = answer
        self.bodies: list[bytes] = []

    def send(self, delivery_id: str, body: bytes, at: object) -> int:
        self.bodies.append(body)
        if isinstance(self.answer, DeliveryError):
            raise self.answer
        return self.answer


@pytest.fixture
def shared(store: Store, clock: StandingClock) -> ContactRow:
    """A summary that was handed over a moment ago."""
    hand_over(store.unit_of_work(), a_summary(), clock)
    clock.advance(minutes=1)
    return store.queries.list_contacts_page("nobody", size=1).rows[0]


@pytest.fixture
def priya(store: Store, clock: StandingClock) -> str:
    """A member of the front-door team."""
    add_staff(store.unit_of_work(), "Priya", "priya", "correct horse battery", ["front_door"], clock)
    return store.queries.list_staff()[0].id


def words_anywhere(url: str, words: str) -> bool:
    """Whether any table holds these words."""
    engine = sqlalchemy.create_engine(url, poolclass=sqlalchemy.NullPool)
    metadata = sqlalchemy.MetaData()
    with engine.connect() as connection:
        metadata.reflect(connection)
        return any(words in str(row) for table in metadata.sorted_tables for row in connection.execute(table.select()))


def states(store: Store) -> list[tuple[str, str]]:
    return [(delivery.event, delivery.state) for delivery in store.queries.list_deliveries()]


def test_what_nobody_has_is_erased_in_every_version(
    store: Store, store_url: str, shared: ContactRow, clock: StandingClock
) -> None:
    hand_over(store.unit_of_work(), a_summary(words=("I grow beans",)), clock)
    assert words_anywhere(store_url, "I grow tomatoes")
    clock.advance(minutes=1)
    outcome = withdraw(store.unit_of_work(), "contact-1", clock)
    assert outcome == Withdrawal(reference=shared.reference, already_read=False, found=True, opened=False)
    for words in ("I grow tomatoes", "I grow beans", "Maureen", "01632 960001"):
        assert not words_anywhere(store_url, words)
    stored = store.queries.read_summary(shared.id)
    assert stored.summary is None
    assert stored.erased_at == clock.time
    assert states(store) == [("summary.shared", "cancelled"), ("summary.shared", "cancelled")]
    assert store.queries.list_audit(shared.id)[-1].event == "summary.erased"


def test_what_is_erased_is_not_unread(store: Store, shared: ContactRow) -> None:
    withdraw(store.unit_of_work(), "contact-1")
    page = store.queries.list_contacts_page("nobody", size=10)
    assert (page.unread, page.rows[0].unread, page.rows[0].withdrawn, page.rows[0].erased) == (0, False, True, True)


def test_what_somebody_opened_but_did_not_pick_up_is_erased_and_that_is_said(
    store: Store, shared: ContactRow, priya: str
) -> None:
    record_view(store.unit_of_work(), "summary", shared.id, priya)
    outcome = withdraw(store.unit_of_work(), "contact-1")
    assert (outcome.already_read, outcome.opened) == (False, True)
    assert store.queries.read_summary(shared.id).summary is None


def test_what_somebody_picked_up_stays_and_staff_see_the_wish(
    store: Store, shared: ContactRow, priya: str, clock: StandingClock
) -> None:
    acknowledge(store.unit_of_work(), shared.id, priya, clock)
    outcome = withdraw(store.unit_of_work(), "contact-1", clock)
    assert outcome.already_read
    stored = store.queries.read_summary(shared.id)
    assert stored.summary == a_summary()
    assert stored.withdrawal_asked_at == clock.time
    assert store.queries.list_contacts_page(priya, size=1).rows[0].withdrawn
    assert store.queries.list_audit(shared.id)[-1].event == "summary.withdrawal_asked"
    assert states(store) == [("summary.shared", "cancelled")], "what was not sent yet is not sent after all"


def test_what_was_delivered_stays_and_the_receiver_is_told(
    store: Store, shared: ContactRow, clock: StandingClock
) -> None:
    receiver = Receiver()
    worker = Worker(store.unit_of_work(), receiver, clock)
    worker.run_once()
    outcome = withdraw(store.unit_of_work(), "contact-1", clock)
    assert outcome.already_read
    assert states(store) == [("summary.shared", "delivered"), ("summary.withdrawn", "pending")]
    worker.run_once()
    assert b"summary.withdrawn" in receiver.bodies[-1]
    assert b"tomatoes" not in receiver.bodies[-1]
    assert shared.reference.encode() in receiver.bodies[-1]


def test_what_is_on_its_way_at_this_moment_counts_as_delivered(
    store: Store, shared: ContactRow, clock: StandingClock
) -> None:
    with store.unit_of_work() as work:
        work.deliveries.claim("some-worker", clock.time, clock.time + timedelta(minutes=2))
        work.commit()
    outcome = withdraw(store.unit_of_work(), "contact-1", clock)
    assert outcome.already_read
    assert ("summary.withdrawn", "pending") in states(store)


@pytest.mark.parametrize("failure", [DeliveryPostponedError("timeout"), DeliveryRefusedError("status_410", 410)])
def test_what_could_not_be_delivered_is_erased_and_the_receiver_told_in_case_it_arrived(
    store: Store, shared: ContactRow, clock: StandingClock, failure: DeliveryError
) -> None:
    Worker(store.unit_of_work(), Receiver(failure), clock).run_once()
    outcome = withdraw(store.unit_of_work(), "contact-1", clock)
    assert not outcome.already_read
    assert store.queries.read_summary(shared.id).summary is None
    assert states(store) == [("summary.shared", "cancelled"), ("summary.withdrawn", "pending")]
    assert store.queries.list_dead_deliveries() == ()


def test_requests_are_withdrawn_with_the_summary_each_by_its_own_state(
    store: Store, store_url: str, shared: ContactRow, priya: str, clock: StandingClock
) -> None:
    pass_on_request(store.unit_of_work(), a_request(words="A person now"), clock)
    pass_on_request(store.unit_of_work(), a_request(kind="assessment", words="Assess me"), clock)
    requests = {row.asked_for: row for row in store.queries.list_contacts_page(priya, size=10) if row.kind == "request"}
    acknowledge(store.unit_of_work(), requests["person"].id, priya, clock)
    outcome = withdraw(store.unit_of_work(), "contact-1", clock)
    assert outcome == Withdrawal(reference=shared.reference, already_read=True, found=True)
    assert store.queries.read_request(requests["person"].id).words == "A person now"
    assert store.queries.read_request(requests["assessment"].id).words is None
    assert not words_anywhere(store_url, "Assess me")


def test_withdrawing_twice_is_withdrawing_once(store: Store, shared: ContactRow, clock: StandingClock) -> None:
    first = withdraw(store.unit_of_work(), "contact-1", clock)
    audit, promised = store.queries.list_audit(shared.id), states(store)
    clock.advance(minutes=1)
    assert withdraw(store.unit_of_work(), "contact-1", clock) == first
    assert (store.queries.list_audit(shared.id), states(store)) == (audit, promised)


def test_where_nothing_was_shared_there_is_nothing_to_withdraw(store: Store) -> None:
    outcome = withdraw(store.unit_of_work(), "somebody-else")
    assert outcome == Withdrawal(reference=None, already_read=False, found=False)
    assert states(store) == []


def test_another_contact_is_left_alone(store: Store, shared: ContactRow) -> None:
    hand_over(store.unit_of_work(), a_summary(contact_id="contact-2"))
    withdraw(store.unit_of_work(), "contact-2")
    assert store.queries.read_summary(shared.id).summary == a_summary()
