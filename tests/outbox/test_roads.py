"""Concerns and what residents shared never meet on the way out; on both databases."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from datetime import datetime

import pytest
import sqlalchemy
from standardwebhooks.webhooks import Webhook

from bot.errors import DeliveryPostponedError, DeliveryRefusedError, SettingsError
from bot.handover import change_concern_contact, hand_over, note_on_concern, pass_on_request, raise_concern, redeliver
from bot.outbox import worker
from bot.outbox.delivering import Worker
from bot.outbox.roads import general_road, restricted_road
from bot.settings import Settings
from bot.store import DeliveryNote, Store, open_store
from bot.store.tables import EVERY_ROAD, GENERAL_ROAD, RESTRICTED_ROAD
from bot.strengths.library import wording
from bot.strengths.safe_contact import SafeContact
from bot.strengths.safety import Tier
from tests.builders import a_concern, a_request, a_summary
from tests.conftest import StandingClock
from tests.outbox.conftest import SECRET, Receiver


@pytest.fixture
def sending(store_url: str, store: Store) -> Iterator[Store]:
    """An empty store, where the safeguarding team has a system of its own."""
    opened = open_store(store_url, sends_concerns=True)
    yield opened
    opened.close()


class Answering:
    """A sender without a network that remembers what it was given."""

    def __init__(self, answer: Exception | int = 200) -> None:
        self.answer = answer
        self.bodies: list[bytes] = []

    def send(self, delivery_id: str, body: bytes, at: datetime) -> int:
        self.bodies.append(body)
        if isinstance(self.answer, Exception):
            raise self.answer
        return self.answer


def everything(store: Store, clock: StandingClock) -> None:
    """One of each kind."""
    hand_over(store.unit_of_work(), a_summary(), clock)
    pass_on_request(store.unit_of_work(), a_request(), clock)
    raise_concern(store.unit_of_work(), a_concern(), clock)


def concern_deliveries(store: Store) -> list[DeliveryNote]:
    return sorted(store.queries.list_deliveries(road=RESTRICTED_ROAD), key=lambda note: note.version)


def test_each_worker_sends_what_is_for_its_address_and_nothing_else(sending: Store, clock: StandingClock) -> None:
    everything(sending, clock)
    general, restricted = Answering(), Answering()
    assert Worker(sending.unit_of_work(), general, clock).run_once() == 2
    assert Worker(sending.unit_of_work(), restricted, clock, kinds=RESTRICTED_ROAD).run_once() == 1
    assert not any(b"concern" in body or b"pension" in body for body in general.bodies)
    (body,) = restricted.bodies
    assert b"pension" in body
    assert b"tomatoes" not in body


def test_a_concern_waits_for_ever_rather_than_take_the_general_road(sending: Store, clock: StandingClock) -> None:
    raise_concern(sending.unit_of_work(), a_concern(), clock)
    clock.advance(days=30)
    assert Worker(sending.unit_of_work(), Answering(), clock).run_once() == 0
    assert [note.state for note in concern_deliveries(sending)] == ["pending"]


def test_every_kind_of_subject_has_exactly_one_road() -> None:
    assert GENERAL_ROAD.isdisjoint(RESTRICTED_ROAD)
    assert {"summary", "request", "concern"} == EVERY_ROAD
    assert general_road(Settings()).kinds == GENERAL_ROAD
    assert restricted_road(Settings()).kinds == RESTRICTED_ROAD


def test_a_concern_arrives_whole_signed_with_its_own_secret(
    sending: Store, receiver: Receiver, clock: StandingClock
) -> None:
    own_secret = SECRET.replace("whsec_A", "whsec_B")
    contact = SafeContact(way="phone", detail="01632 960001")
    receipt = raise_concern(sending.unit_of_work(), a_concern(safe_contact=contact))
    road = restricted_road(
        Settings(
            safeguarding_webhook_url=receiver.url,
            safeguarding_webhook_secret=own_secret,
            webhook_url="http://127.0.0.1:1/",
            webhook_secret=SECRET,
        )
    )
    assert Worker(sending.unit_of_work(), road.sender(), kinds=road.kinds).run_once() == 1
    (request,) = receiver.received
    message = Webhook(own_secret).verify(request.body.decode(), request.headers)
    (delivery,) = concern_deliveries(sending)
    assert (message["type"], delivery.state) == ("concern.raised", "delivered")
    at = message["data"]["accounts"][0].pop("at")
    assert datetime.fromisoformat(at) == delivery.made_at
    assert message["data"] == {
        "accounts": [
            {
                "message_id": "message-1",
                "words": "He takes my pension card",
                "tier": "safeguarding_concern",
                "kinds": ["financial_abuse"],
                "why": ["pattern: somebody takes their money"],
                "asked": "opening.reason",
                "said_by": "resident",
            }
        ],
        "safe_contact": {"way": "phone", "detail": "01632 960001"},
        "earlier_contacts": [],
        "notes": [],
        "tier": "safeguarding_concern",
        "kinds": ["financial_abuse"],
        "reference": receipt.reference,
        "version": 1,
        "standing_note": wording("concerns.standing_note"),
    }
    assert b"conversation-1" not in request.body


def test_each_change_is_sent_as_the_whole_concern_with_its_version(sending: Store, clock: StandingClock) -> None:
    sender = Answering()
    own = Worker(sending.unit_of_work(), sender, clock, kinds=RESTRICTED_ROAD)
    raise_concern(sending.unit_of_work(), a_concern(), clock)
    own.run_once()
    clock.advance(minutes=1)
    raise_concern(sending.unit_of_work(), a_concern(message_id="m-2", tier=Tier.EMERGENCY_NOW), clock)
    own.run_once()
    clock.advance(minutes=1)
    change_concern_contact(sending.unit_of_work(), "conversation-1", SafeContact(way="they_will_ring"), clock)
    note_on_concern(sending.unit_of_work(), "conversation-1", "stopped", clock)
    own.run_once()
    sent = [json.loads(body) for body in sender.bodies]
    assert [(item["type"], item["data"]["version"], item["data"]["tier"]) for item in sent] == [
        ("concern.raised", 1, "safeguarding_concern"),
        ("concern.changed", 2, "emergency_now"),
        ("concern.changed", 4, "emergency_now"),
    ]
    assert [len(item["data"]["accounts"]) for item in sent] == [1, 2, 2]
    assert [note["note"] for note in sent[-1]["data"]["notes"]] == ["stopped"]


def test_a_concern_that_cannot_be_sent_is_given_up_aloud_and_can_go_again(
    sending: Store, clock: StandingClock, caplog: pytest.LogCaptureFixture
) -> None:
    raise_concern(sending.unit_of_work(), a_concern(), clock)
    refusing = Answering(DeliveryRefusedError("status_410", 410))
    Worker(sending.unit_of_work(), refusing, clock, kinds=RESTRICTED_ROAD).run_once()
    (dead,) = sending.queries.list_dead_deliveries(RESTRICTED_ROAD)
    assert sending.queries.list_dead_deliveries() == ()
    assert sending.queries.list_audit(dead.subject_id)[-1].event == "delivery.gave_up"
    assert not any(word in caplog.text for word in ("pension", "financial", "safeguarding_concern", "conversation-1"))
    redeliver(sending.unit_of_work(), dead.id, None, clock)
    assert Worker(sending.unit_of_work(), Answering(), clock, kinds=RESTRICTED_ROAD).run_once() == 1


def test_what_changed_while_it_was_being_sent_is_sent_after_it(sending: Store, clock: StandingClock) -> None:
    class Meanwhile(Answering):
        def send(self, delivery_id: str, body: bytes, at: datetime) -> int:
            if not self.bodies:
                raise_concern(sending.unit_of_work(), a_concern(message_id="message-2"), clock)
            return super().send(delivery_id, body, at)

    raise_concern(sending.unit_of_work(), a_concern(), clock)
    sender = Meanwhile()
    assert Worker(sending.unit_of_work(), sender, clock, kinds=RESTRICTED_ROAD).run_once() == 2
    assert b"message-2" not in sender.bodies[0]
    assert b"message-2" in sender.bodies[1]
    assert [note.state for note in concern_deliveries(sending)] == ["delivered", "delivered"]


def test_after_a_failed_try_a_change_goes_out_at_once(sending: Store, clock: StandingClock) -> None:
    failing = Answering(DeliveryPostponedError("timeout"))
    raise_concern(sending.unit_of_work(), a_concern(), clock)
    Worker(sending.unit_of_work(), failing, clock, kinds=RESTRICTED_ROAD).run_once()
    raise_concern(sending.unit_of_work(), a_concern(message_id="message-2"), clock)
    mended = Answering()
    assert Worker(sending.unit_of_work(), mended, clock, kinds=RESTRICTED_ROAD).run_once() == 1
    assert [(note.event, note.state) for note in concern_deliveries(sending)] == [
        ("concern.raised", "cancelled"),
        ("concern.changed", "delivered"),
    ]


def test_a_worker_and_somebody_who_voices_danger_never_wait_for_each_other(
    postgresql_url: str, clock: StandingClock
) -> None:
    """Each locks what the other wants next; PostgreSQL would end one of them, and it must not be the resident."""
    opened = open_store(postgresql_url, sends_concerns=True)
    raise_concern(opened.unit_of_work(), a_concern(), clock)
    engine = sqlalchemy.create_engine(postgresql_url, poolclass=sqlalchemy.NullPool)
    with engine.begin() as resident:
        resident.execute(sqlalchemy.text("SELECT * FROM concerns FOR UPDATE"))
        assert Worker(opened.unit_of_work(), Answering(), clock, kinds=RESTRICTED_ROAD).run_once() == 1
    opened.close()


def test_a_change_made_where_no_address_is_set_takes_no_promise_away(
    store: Store, sending: Store, clock: StandingClock
) -> None:
    raise_concern(sending.unit_of_work(), a_concern(), clock)
    raise_concern(store.unit_of_work(), a_concern(message_id="message-2"), clock)
    sender = Answering()
    assert Worker(sending.unit_of_work(), sender, clock, kinds=RESTRICTED_ROAD).run_once() == 1
    assert json.loads(sender.bodies[0])["data"]["version"] == 2
    assert b"message-2" in sender.bodies[0]


# The process


def test_a_road_without_an_address_is_closed() -> None:
    assert worker.deliveries(Settings(), lambda: False) == ()


def test_a_fault_in_the_safeguarding_webhook_names_its_own_settings() -> None:
    for settings, named in (
        ({"safeguarding_webhook_url": "ftp://x"}, "FRONTDOOR_SAFEGUARDING_WEBHOOK_URL"),
        ({"safeguarding_webhook_url": "https://council.example"}, "FRONTDOOR_SAFEGUARDING_WEBHOOK_SECRET"),
    ):
        with pytest.raises(SettingsError, match=named):
            restricted_road(Settings(**settings)).sender()


def test_a_general_receiver_that_hangs_holds_no_concern_up() -> None:
    """Side by side: while one road is blocked the other is worked on."""

    def blocked() -> int:
        assert stop.wait(10)
        return 0

    def open_road() -> int:
        looks.append(1)
        if len(looks) == 2:
            stop.set()
        return 0

    looks: list[int] = []
    stop = threading.Event()
    worker.keep_doing_all([blocked, open_road], stop)
    assert len(looks) == 2


def test_a_road_that_breaks_ends_the_process_so_that_it_is_started_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    def breaks() -> int:
        raise ZeroDivisionError

    monkeypatch.setattr(worker, "LOOK_AFTER", 0.01)
    stop = threading.Event()
    with pytest.raises(ZeroDivisionError):
        worker.keep_doing_all([breaks, lambda: 0], stop)
    assert stop.is_set()


def test_with_no_road_open_the_worker_waits_until_it_is_told_to_stop() -> None:
    stop = threading.Event()
    threading.Timer(0.05, stop.set).start()
    worker.keep_doing_all([], stop)
    assert stop.is_set()


def test_a_store_promises_concerns_only_if_the_safeguarding_webhook_is_set(
    monkeypatch: pytest.MonkeyPatch, sqlite_url: str
) -> None:
    from bot import bootstrap
    from bot.settings import settings

    for url, promised in (("", 0), ("https://council.example/in", 1)):
        monkeypatch.setenv("FRONTDOOR_DATABASE_URL", sqlite_url)
        monkeypatch.setenv("FRONTDOOR_WEBHOOK_URL", "https://council.example/general")
        monkeypatch.setenv("FRONTDOOR_SAFEGUARDING_WEBHOOK_URL", url)
        settings.cache_clear()
        bootstrap.store.cache_clear()
        raise_concern(bootstrap.unit_of_work(), a_concern(contact_id=f"conversation{promised}"))
        assert len(bootstrap.store().queries.list_deliveries(road=EVERY_ROAD)) == promised
    settings.cache_clear()
    bootstrap.store.cache_clear()
