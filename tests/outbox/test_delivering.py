"""What was promised arrives, through every failure, on both databases."""

from __future__ import annotations

import json
import logging
import threading
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from standardwebhooks.webhooks import Webhook

from bot.clock import now
from bot.errors import DeliveryError, DeliveryPostponedError, DeliveryRefusedError, NotAllowedError, NotFoundError
from bot.handover import hand_over, pass_on_request, redeliver, withdraw
from bot.outbox.delivering import Worker
from bot.outbox.sender import Sender
from bot.staff import add_staff
from bot.store import DeliveryNote, Store, open_store
from bot.strengths.how_to_talk import HowToTalk
from bot.strengths.library import wording
from bot.strengths.statement import Place
from bot.strengths.summary import Summary
from tests.builders import a_request, a_statement, a_summary
from tests.conftest import StandingClock
from tests.outbox.conftest import SECRET, Receiver

PAUSES = [5, 300, 1_800, 7_200, 18_000, 36_000, 50_400, 72_000, 86_400]


def a_worker(store: Store, receiver: Receiver, clock: StandingClock, *, timeout: float = 5) -> Worker:
    return Worker(store.unit_of_work(), Sender(receiver.url, SECRET, timeout), clock)


def only_delivery(store: Store) -> DeliveryNote:
    (delivery,) = store.queries.list_deliveries()
    return delivery


class Answering:
    """A sender without a network: answers from a list, the last for ever."""

    def __init__(self, *answers: DeliveryError | int) -> None:
        self.answers = list(answers)
        self.sent: list[tuple[str, bytes, datetime]] = []

    def send(self, delivery_id: str, body: bytes, at: datetime) -> int:
        self.sent.append((delivery_id, body, at))
        answer = self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]
        if isinstance(answer, DeliveryError):
            raise answer
        return answer


def test_what_was_promised_before_the_clock_was_set_back_does_not_wait_for_that_time(
    store: Store, receiver: Receiver, clock: StandingClock
) -> None:
    hand_over(store.unit_of_work(), a_summary(), clock)
    clock.advance(days=-2)
    a_worker(store, receiver, clock).run_once()
    assert only_delivery(store).state == "delivered"
    assert a_worker(store, receiver, clock).run_once() == 0


def test_a_summary_arrives_whole_with_reference_version_and_standing_note(store: Store, receiver: Receiver) -> None:
    receipt = hand_over(store.unit_of_work(), a_summary())
    worker = Worker(store.unit_of_work(), Sender(receiver.url, SECRET, 5))
    assert worker.run_once() == 1
    (request,) = receiver.received
    message = Webhook(SECRET).verify(request.body.decode(), request.headers)
    delivery = only_delivery(store)
    assert request.headers["webhook-id"] == delivery.id
    assert (message["type"], message["timestamp"]) == ("summary.shared", delivery.made_at.isoformat())
    data = message["data"]
    assert (data["reference"], data["version"]) == (receipt.reference, 1)
    assert data["standing_note"] == wording("standing_note")
    assert Summary.from_record(data) == a_summary()
    assert delivery.state == "delivered"
    assert "delivery.delivered" in [note.event for note in store.queries.list_audit(delivery.subject_id)]


INTERPRETER = HowToTalk(ways=("interpreter",), words=("interpreter please. not my son", "Tigrinya"))


def test_a_summary_arrives_with_how_the_person_likes_to_talk(
    store: Store, receiver: Receiver, clock: StandingClock
) -> None:
    said = a_statement(words="no phone calls please", place=Place.COMMUNICATION_ACCESS)
    hand_over(store.unit_of_work(), replace(a_summary(), statements=(said,), preferences=("no_phone",)), clock)
    a_worker(store, receiver, clock).run_once()
    data = json.loads(receiver.received[0].body)["data"]
    assert data["preferences"] == ["no_phone"]
    assert [(line["place"], line["words"]) for line in data["statements"]] == [
        ("communication_access", "no phone calls please")
    ]


def test_a_request_from_before_ways_of_talking_were_told_arrives_too(
    store: Store, receiver: Receiver, clock: StandingClock
) -> None:
    pass_on_request(store.unit_of_work(), a_request(), clock)
    with store.unit_of_work() as work:
        row = work.requests.find_by_contact("contact-1", "person")
        assert row is not None
        row.content = {name: value for name, value in (row.content or {}).items() if name != "how_to_talk"}
        work.commit()
    a_worker(store, receiver, clock).run_once()
    assert json.loads(receiver.received[0].body)["data"]["how_to_talk"] == {"ways": [], "words": []}


def test_a_request_arrives_with_its_words_and_how_to_reach_the_person(
    store: Store, receiver: Receiver, clock: StandingClock
) -> None:
    receipt = pass_on_request(store.unit_of_work(), a_request(kind="assessment", how_to_talk=INTERPRETER), clock)
    a_worker(store, receiver, clock).run_once()
    message = json.loads(receiver.received[0].body)
    assert message["type"] == "request.made"
    assert message["data"] == {
        "contact_id": "contact-1",
        "kind": "assessment",
        "words": "Can I talk to somebody?",
        "safe_contact": {"name": "Maureen", "way": "phone", "detail": "01632 960001"},
        "how_to_talk": {"ways": ["interpreter"], "words": ["interpreter please. not my son", "Tigrinya"]},
        "reference": receipt.reference,
        "version": 1,
    }


def test_what_arrived_is_not_sent_again(store: Store, receiver: Receiver, clock: StandingClock) -> None:
    hand_over(store.unit_of_work(), a_summary(), clock)
    worker = a_worker(store, receiver, clock)
    assert [worker.run_once(), worker.run_once()] == [1, 0]
    clock.advance(days=30)
    assert worker.run_once() == 0


def test_a_failing_receiver_is_tried_ten_times_in_three_days_with_one_id_and_fresh_times(
    store: Store, clock: StandingClock
) -> None:
    hand_over(store.unit_of_work(), a_summary(), clock)
    sender = Answering(DeliveryPostponedError("status_500", 500))
    worker = Worker(store.unit_of_work(), sender, clock)
    began = clock.time
    for pause in PAUSES:
        assert worker.run_once() == 1
        clock.advance(seconds=pause - 1)
        assert worker.run_once() == 0, "not a second early"
        clock.advance(seconds=1)
    assert worker.run_once() == 1

    assert len({delivery_id for delivery_id, _, _ in sender.sent}) == 1
    assert len({body for _, body, _ in sender.sent}) == 1
    gaps = [later[2] - earlier[2] for earlier, later in zip(sender.sent, sender.sent[1:], strict=False)]
    assert [gap.total_seconds() for gap in gaps] == PAUSES
    assert clock.time - began == timedelta(seconds=sum(PAUSES))
    (dead,) = store.queries.list_dead_deliveries()
    assert (dead.tries, dead.failure) == (10, "status_500")
    assert store.queries.list_audit(dead.subject_id)[-1].event == "delivery.gave_up"
    clock.advance(days=30)
    assert worker.run_once() == 0


def test_a_receiver_that_recovers_gets_it(store: Store, receiver: Receiver, clock: StandingClock) -> None:
    hand_over(store.unit_of_work(), a_summary(), clock)
    worker = a_worker(store, receiver, clock)
    receiver.status = 503
    worker.run_once()
    assert (only_delivery(store).state, only_delivery(store).failure) == ("pending", "status_503")
    receiver.status = 200
    clock.advance(seconds=5)
    worker.run_once()
    assert (only_delivery(store).state, only_delivery(store).tries) == ("delivered", 2)
    assert len(set(receiver.ids)) == 1
    stamps = [int(request.headers["webhook-timestamp"]) for request in receiver.received]
    assert stamps[1] - stamps[0] == 5


def test_a_receiver_that_hangs_is_tried_again(store: Store, receiver: Receiver, clock: StandingClock) -> None:
    hand_over(store.unit_of_work(), a_summary(), clock)
    receiver.hang = 2
    a_worker(store, receiver, clock, timeout=0.2).run_once()
    assert (only_delivery(store).state, only_delivery(store).failure) == ("pending", "timeout")


def test_a_receiver_that_asks_for_time_gets_it(store: Store, receiver: Receiver, clock: StandingClock) -> None:
    hand_over(store.unit_of_work(), a_summary(), clock)
    receiver.status, receiver.headers = 429, {"Retry-After": "90"}
    a_worker(store, receiver, clock).run_once()
    assert only_delivery(store).due_at == clock.time + timedelta(seconds=90)


@pytest.mark.parametrize("status", [410, 422])
def test_a_refusal_is_a_dead_letter_at_once(
    store: Store, receiver: Receiver, clock: StandingClock, status: int
) -> None:
    hand_over(store.unit_of_work(), a_summary(), clock)
    receiver.status = status
    a_worker(store, receiver, clock).run_once()
    (dead,) = store.queries.list_dead_deliveries()
    assert (dead.tries, dead.failure) == (1, f"status_{status}")
    assert dead.reference == store.queries.list_contacts_page("nobody", size=1).rows[0].reference


def test_one_that_fails_does_not_hold_up_the_others(store: Store, clock: StandingClock) -> None:
    for number in range(3):
        hand_over(store.unit_of_work(), a_summary(contact_id=f"contact-{number}"), clock)
    sender = Answering(DeliveryRefusedError("status_400", 400), DeliveryPostponedError("timeout"), 200)
    assert Worker(store.unit_of_work(), sender, clock).run_once() == 3
    assert store.queries.count_deliveries() == {"pending": 1, "delivered": 1, "dead": 1, "cancelled": 0}


class Interrupting:
    """A sender during which something else happens."""

    def __init__(self, happening: object, answer: DeliveryError | int = 200) -> None:
        self.happening = happening
        self.answer = answer

    def send(self, delivery_id: str, body: bytes, at: datetime) -> int:
        self.happening()  # type: ignore[operator]
        if isinstance(self.answer, DeliveryError):
            raise self.answer
        return self.answer


def test_no_other_worker_gets_a_delivery_while_the_lease_holds(store: Store, clock: StandingClock) -> None:
    def look_again() -> None:
        tries.append(other.run_once())
        clock.advance(seconds=119)
        tries.append(other.run_once())

    hand_over(store.unit_of_work(), a_summary(), clock)
    tries: list[int] = []
    other = Worker(store.unit_of_work(), Answering(200), clock)
    Worker(store.unit_of_work(), Interrupting(look_again), clock).run_once()
    assert tries == [0, 0]


def test_no_transaction_is_open_while_a_request_is_under_way(store: Store, clock: StandingClock) -> None:
    def hand_over_another() -> None:
        hand_over(store.unit_of_work(), a_summary(contact_id="contact-2"), clock)

    hand_over(store.unit_of_work(), a_summary(), clock)
    sender = Interrupting(hand_over_another)
    Worker(
        store.unit_of_work(), sender, clock, stopping=lambda: bool(store.queries.count_deliveries()["delivered"])
    ).run_once()
    assert store.queries.list_contacts_page("nobody", size=10).total == 2


class Killed(BaseException):
    """Stands for SIGKILL: nothing of ours runs after it."""


def die() -> None:
    raise Killed


def test_what_a_killed_worker_held_goes_out_again_under_the_same_id(
    store: Store, receiver: Receiver, clock: StandingClock
) -> None:
    hand_over(store.unit_of_work(), a_summary(), clock)
    with pytest.raises(Killed):
        Worker(store.unit_of_work(), Interrupting(die), clock).run_once()
    worker = a_worker(store, receiver, clock)
    assert worker.run_once() == 0
    clock.advance(minutes=2)
    assert worker.run_once() == 1
    delivery = only_delivery(store)
    assert (delivery.state, delivery.tries, receiver.ids) == ("delivered", 2, [delivery.id])


def test_a_delivery_that_kills_every_worker_is_given_up_on(store: Store, clock: StandingClock) -> None:
    hand_over(store.unit_of_work(), a_summary(), clock)
    for _ in range(10):
        with pytest.raises(Killed):
            Worker(store.unit_of_work(), Interrupting(die), clock).run_once()
        clock.advance(minutes=2)
    assert Worker(store.unit_of_work(), Answering(200), clock).run_once() == 0
    (dead,) = store.queries.list_dead_deliveries()
    assert dead.failure == "worker_gone"


def test_a_worker_that_was_too_slow_leaves_the_outcome_to_the_next(store: Store, clock: StandingClock) -> None:
    def be_overtaken() -> None:
        clock.advance(minutes=3)
        with pytest.raises(Killed):
            Worker(store.unit_of_work(), Interrupting(die), clock).run_once()

    hand_over(store.unit_of_work(), a_summary(), clock)
    slow = Worker(store.unit_of_work(), Interrupting(be_overtaken, DeliveryRefusedError("status_400", 400)), clock)
    slow.run_once()
    assert only_delivery(store).state == "pending"


def test_several_workers_send_each_delivery_once(store: Store, store_url: str, receiver: Receiver) -> None:
    def work() -> None:
        own = open_store(store_url)
        try:
            barrier.wait()
            Worker(own.unit_of_work(), Sender(receiver.url, SECRET, 10)).run_once()
        except BaseException as error:
            faults.append(error)
        finally:
            own.close()

    for number in range(12):
        hand_over(store.unit_of_work(), a_summary(contact_id=f"contact-{number}"))
    barrier = threading.Barrier(3)
    faults: list[BaseException] = []
    threads = [threading.Thread(target=work) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert faults == []
    assert len(receiver.ids) == len(set(receiver.ids)) == 12
    assert store.queries.count_deliveries()["delivered"] == 12


def test_what_is_withdrawn_while_it_is_sent_is_not_tried_again(store: Store, clock: StandingClock) -> None:
    def change_of_mind() -> None:
        clock.advance(seconds=1)
        withdraw(store.unit_of_work(), "contact-1", clock)

    hand_over(store.unit_of_work(), a_summary(), clock)
    sender = Interrupting(change_of_mind, DeliveryPostponedError("timeout"))
    stop_after_one = iter([False, True])
    Worker(store.unit_of_work(), sender, clock, stopping=lambda: next(stop_after_one)).run_once()
    states = [(item.event, item.state) for item in store.queries.list_deliveries()]
    assert states == [("summary.shared", "cancelled"), ("summary.withdrawn", "pending")]


def test_what_arrived_although_it_was_withdrawn_meanwhile_is_noted_as_arrived(
    store: Store, clock: StandingClock
) -> None:
    def change_of_mind() -> None:
        clock.advance(seconds=1)
        withdraw(store.unit_of_work(), "contact-1", clock)

    hand_over(store.unit_of_work(), a_summary(), clock)
    stop_after_one = iter([False, True])
    Worker(store.unit_of_work(), Interrupting(change_of_mind), clock, stopping=lambda: next(stop_after_one)).run_once()
    assert store.queries.list_deliveries()[0].state == "delivered"


def test_a_receiver_hears_of_a_withdrawal_only_after_what_is_on_its_way(store: Store, clock: StandingClock) -> None:
    def change_of_mind() -> None:
        clock.advance(seconds=1)
        withdraw(store.unit_of_work(), "contact-1", clock)
        tries.append(other.run_once())

    hand_over(store.unit_of_work(), a_summary(), clock)
    tries: list[int] = []
    other = Worker(store.unit_of_work(), Answering(200), clock)
    Worker(store.unit_of_work(), Interrupting(change_of_mind), clock).run_once()
    assert tries == [0]
    clock.advance(minutes=2)
    assert other.run_once() == 1


@pytest.fixture
def dead(store: Store, clock: StandingClock) -> DeliveryNote:
    """A delivery that was refused."""
    hand_over(store.unit_of_work(), a_summary(), clock)
    Worker(store.unit_of_work(), Answering(DeliveryRefusedError("status_410", 410)), clock).run_once()
    return only_delivery(store)


def test_a_dead_letter_goes_out_again_by_hand_under_the_same_id(
    store: Store, receiver: Receiver, clock: StandingClock, dead: DeliveryNote
) -> None:
    redeliver(store.unit_of_work(), dead.id, None, clock)
    assert a_worker(store, receiver, clock).run_once() == 1
    assert receiver.ids == [dead.id]
    assert store.queries.list_dead_deliveries() == ()
    assert only_delivery(store).tries == 2
    said = [note.sentence for note in store.queries.list_audit(dead.subject_id)]
    assert said[-2] == "Whoever runs this service asked for version 1 to be sent again."


def test_a_redelivery_starts_the_schedule_anew(store: Store, clock: StandingClock, dead: DeliveryNote) -> None:
    redeliver(store.unit_of_work(), dead.id, None, clock)
    Worker(store.unit_of_work(), Answering(DeliveryPostponedError("timeout")), clock).run_once()
    assert only_delivery(store).due_at == clock.time + timedelta(seconds=5)


def test_the_audit_trail_names_who_asked_for_a_redelivery(
    store: Store, clock: StandingClock, dead: DeliveryNote
) -> None:
    add_staff(store.unit_of_work(), "Priya", "priya", "correct horse battery", ["administrator"], clock)
    redeliver(store.unit_of_work(), dead.id, store.queries.list_staff()[0].id, clock)
    assert store.queries.list_audit(dead.subject_id)[-1].by == "Priya"


def test_what_waits_or_was_cancelled_cannot_be_redelivered(
    store: Store, clock: StandingClock, dead: DeliveryNote
) -> None:
    redeliver(store.unit_of_work(), dead.id, None, clock)
    with pytest.raises(NotAllowedError):
        redeliver(store.unit_of_work(), dead.id, None, clock)
    withdraw(store.unit_of_work(), "contact-1", clock)
    with pytest.raises(NotAllowedError):
        redeliver(store.unit_of_work(), dead.id, None, clock)
    with pytest.raises(NotFoundError):
        redeliver(store.unit_of_work(), "no-such-delivery", None, clock)


@pytest.fixture
def delivered(store: Store, clock: StandingClock) -> DeliveryNote:
    """A delivery that arrived."""
    hand_over(store.unit_of_work(), a_summary(words=("I grow tomatoes", "a secret")), clock)
    Worker(store.unit_of_work(), Answering(200), clock).run_once()
    clock.advance(minutes=1)
    return only_delivery(store)


def test_a_version_from_which_a_line_was_taken_since_does_not_go_out_again_by_hand(
    store: Store, clock: StandingClock, delivered: DeliveryNote
) -> None:
    hand_over(store.unit_of_work(), a_summary(), clock)
    with pytest.raises(NotAllowedError, match="changed or withdrew"):
        redeliver(store.unit_of_work(), delivered.id, None, clock)
    sender = Answering(200)
    Worker(store.unit_of_work(), sender, clock).run_once()
    assert not [body for _, body, _ in sender.sent if b"a secret" in body]


def test_what_arrived_and_was_taken_back_since_does_not_go_out_again_by_hand_but_the_wish_does(
    store: Store, clock: StandingClock, delivered: DeliveryNote
) -> None:
    pass_on_request(store.unit_of_work(), a_request(), clock)
    Worker(store.unit_of_work(), Answering(200), clock).run_once()
    clock.advance(minutes=1)
    withdraw(store.unit_of_work(), "contact-1", clock)
    Worker(store.unit_of_work(), Answering(200), clock).run_once()
    for item in store.queries.list_deliveries():
        if item.event.endswith(".withdrawn"):
            redeliver(store.unit_of_work(), item.id, None, clock)
        else:
            with pytest.raises(NotAllowedError, match="changed or withdrew"):
                redeliver(store.unit_of_work(), item.id, None, clock)


def test_no_words_reach_the_log(
    store: Store, receiver: Receiver, clock: StandingClock, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG, logger="bot")
    hand_over(store.unit_of_work(), a_summary(), clock)
    receiver.status = 500
    worker = a_worker(store, receiver, clock)
    worker.run_once()
    receiver.status = 400
    clock.advance(seconds=5)
    worker.run_once()
    assert "delivery.failed" in caplog.text
    assert "delivery.gave_up" in caplog.text
    for words in ("tomatoes", "Maureen", "01632", "Traceback", receiver.url):
        assert words not in caplog.text


def test_a_worker_told_to_stop_begins_nothing_more(store: Store, receiver: Receiver, clock: StandingClock) -> None:
    for number in range(3):
        hand_over(store.unit_of_work(), a_summary(contact_id=f"contact-{number}"), now)
    clock.time = now()
    sender = Sender(receiver.url, SECRET, 5)
    worker = Worker(store.unit_of_work(), sender, clock, stopping=lambda: len(receiver.received) >= 1)
    assert worker.run_once() == 1
    assert store.queries.count_deliveries() == {"pending": 2, "delivered": 1, "dead": 0, "cancelled": 0}
