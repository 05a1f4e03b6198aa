"""Who sees what, and what everybody is told when something fails."""

from __future__ import annotations

import pytest
from flask import Flask
from sqlalchemy import text

from bot import bootstrap
from bot.errors import ConflictError
from bot.handover import hand_over
from bot.inbox import app as module
from bot.inbox import contacts
from bot.inbox.app import create_app
from bot.settings import Settings
from bot.store import Role, Store
from bot.store.tables import DeliveryState
from tests.builders import a_summary
from tests.conftest import StandingClock
from tests.inbox.browsing import Browser
from tests.inbox.conftest import SignedIn
from tests.inbox.test_concerns import voice
from tests.inbox.test_contacts import ask, share


@pytest.mark.parametrize(
    ("roles", "covered"),
    [
        (("front_door",), {"/contacts"}),
        (("safeguarding",), {"/concerns"}),
        (("administrator",), {"/deliveries", "/door"}),
        (("trainer",), set()),
        (("trainer", "administrator"), {"/deliveries", "/door"}),
        (("front_door", "administrator"), {"/contacts", "/deliveries", "/door"}),
        (("front_door", "safeguarding"), {"/contacts", "/concerns"}),
        (("front_door", "trainer", "administrator"), {"/contacts", "/deliveries", "/door"}),
    ],
)
def test_each_role_sees_what_it_works_with(
    store: Store, clock: StandingClock, signed_in: SignedIn, roles: tuple[str, ...], covered: set[str]
) -> None:
    pages = {
        "/contacts": ["/contacts", share(store, clock), ask(store, clock)],
        "/concerns": ["/concerns", voice(store, clock)],
        "/deliveries": ["/deliveries"],
        "/door": ["/door"],
    }
    somebody = signed_in("Somebody", *roles)
    for area, addresses in pages.items():
        expected = 200 if area in covered else 403
        assert [somebody.open(address).status for address in addresses] == [expected] * len(addresses)
    assert somebody.open("/password").status == 200
    assert {area for area in pages if somebody.open("/password").links(area)} == covered


VALUES = {"subject_id": "x", "delivery_id": "x", "version": 1, "filename": "inbox.css"}


def test_every_route_of_a_part_is_closed_to_every_role_that_does_not_work_there(
    app: Flask, signed_in: SignedIn
) -> None:
    """Held against the route table, so that a page added later is not forgotten."""
    works = {
        "contacts": "front_door",
        "concerns": "safeguarding",
        "deliveries": "administrator",
        "door": "administrator",
    }
    tried = 0
    for role in Role:
        somebody = signed_in(role.title(), role)
        mark = somebody.open("/password").all("input", name="csrf_token")[0].get("value")
        with app.test_request_context():
            rules = [
                (app.url_for(rule.endpoint, **{name: VALUES[name] for name in rule.arguments}), rule)
                for rule in app.url_map.iter_rules()
                if rule.endpoint.split(".")[0] in works
            ]
        for address, rule in rules:
            for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}:
                status = somebody.client.open(address, method=method, data={"csrf_token": mark}).status_code
                allowed = works[rule.endpoint.split(".")[0]] == role
                assert (status != 403) == allowed, f"{role} {method} {address} answered {status}"
                tried += 1
    assert tried >= 40


def test_a_summary_refused_is_a_summary_not_opened(store: Store, clock: StandingClock, signed_in: SignedIn) -> None:
    address = share(store, clock)
    page = signed_in("Tomasz", "trainer").open(address)
    assert page.heading == "You can\u2019t see this page"
    assert "tomatoes" not in page.html
    assert [note.event for note in store.queries.list_audit(address.split("/")[-1])] == ["summary.shared"]


def test_a_trainer_is_told_in_plain_words_and_can_still_sign_out(signed_in: SignedIn) -> None:
    trainer = signed_in("Tomasz", "trainer")
    page = trainer.open("/")
    assert page.status == 403
    assert "Your sign-in does not cover it." in page.main
    assert trainer.send(page, "/sign-out").status == 303


def test_an_administrator_begins_with_deliveries(signed_in: SignedIn) -> None:
    assert signed_in("Anna", "administrator").open("/").heading == "Deliveries"


def test_an_administrator_cannot_pick_up(store: Store, clock: StandingClock, signed_in: SignedIn) -> None:
    address = share(store, clock)
    anna = signed_in("Anna", "administrator")
    mark = anna.open("/password").all("input", name="csrf_token")[0].get("value")
    assert anna.client.post(f"{address}/pick-up", data={"csrf_token": mark}).status_code == 403


def give_up(store: Store) -> None:
    """Let every delivery have failed for good."""
    with store.unit_of_work() as work:
        for note in store.queries.list_deliveries():
            row = work.deliveries.get(note.id)
            row.state = DeliveryState.DEAD
            row.failure = "status_500"
        work.commit()


def test_what_could_not_be_sent_is_listed_without_words_and_can_be_sent_again(
    store: Store, clock: StandingClock, signed_in: SignedIn
) -> None:
    address = share(store, clock)
    give_up(store)
    anna = signed_in("Anna", "administrator")
    page = anna.open("/deliveries")
    (delivery,) = store.queries.list_dead_deliveries()
    assert delivery.reference in page.main
    assert "status_500" in page.main
    for words in ("tomatoes", "Maureen"):
        assert words not in page.html
    assert anna.send(page, f"/deliveries/{delivery.id}/send-again").location == "/deliveries"
    after = anna.open("/deliveries")
    assert "It will be sent again in a moment." in after.text
    assert "There are none." in after.main
    assert store.queries.count_deliveries()["pending"] == 1
    sentences = [note.sentence for note in store.queries.list_audit(address.split("/")[-1])]
    assert "Anna asked for version 1 to be sent again." in sentences


def test_sending_again_twice_is_sending_again_once(store: Store, clock: StandingClock, signed_in: SignedIn) -> None:
    share(store, clock)
    give_up(store)
    anna = signed_in("Anna", "administrator")
    page = anna.open("/deliveries")
    (delivery,) = store.queries.list_dead_deliveries()
    for _ in range(2):
        anna.send(page, f"/deliveries/{delivery.id}/send-again")
    assert "Nothing was done." in anna.open("/deliveries").text
    assert store.queries.count_deliveries()["pending"] == 1


def test_without_a_webhook_the_page_says_that_nothing_is_sent(signed_in: SignedIn) -> None:
    assert "nothing is sent anywhere" in signed_in("Anna", "administrator").open("/deliveries").main


def test_when_the_records_cannot_be_reached_nothing_is_shown_and_the_page_says_so(
    store: Store, clock: StandingClock, priya: Browser
) -> None:
    address = share(store, clock)
    with store._engine.begin() as connection:
        connection.execute(text("DROP TABLE audit_events"))
    page = priya.open(address)
    assert page.status == 503
    assert page.heading == "Front Door can\u2019t reach its records"
    assert "tomatoes" not in page.html


def test_health_says_when_the_records_cannot_be_reached(store: Store, browser: Browser) -> None:
    with store._engine.begin() as connection:
        connection.execute(text("DROP TABLE staff"))
    assert browser.client.get("/ready").status_code == 503
    assert browser.client.get("/ready").json == {"ready": False}
    assert browser.client.get("/alive").status_code == 200
    page = browser.sign_in("priya")
    assert page.status == 503


def test_a_clash_is_told_in_plain_words(
    store: Store, clock: StandingClock, priya: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    address = share(store, clock)
    page = priya.open(address)

    def clash(*_: object) -> None:
        raise ConflictError("x")

    monkeypatch.setattr(contacts, "acknowledge", clash)
    answer = priya.send(page, f"{address}/pick-up")
    assert answer.status == 409
    assert answer.heading == "Somebody else was quicker"


def test_a_fault_of_ours_says_nothing_about_anybody(
    store: Store,
    clock: StandingClock,
    priya: Browser,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise RuntimeError("I grow tomatoes")

    address = share(store, clock)
    monkeypatch.setattr(contacts, "sheet_of", fail)
    page = priya.open(address)
    assert page.status == 500
    assert page.heading == "Something went wrong"
    assert "tomatoes" not in page.html
    assert "tomatoes" not in caplog.text
    assert "pages.failed" in caplog.text
    assert "RuntimeError" in caplog.text


def test_the_program_serves_the_inbox_with_its_own_store_and_settings(
    monkeypatch: pytest.MonkeyPatch, store: Store, settings: Settings
) -> None:
    monkeypatch.setattr(bootstrap, "store", lambda: store)
    monkeypatch.setattr(module, "settings_of_this_process", lambda: settings)
    hand_over(store.unit_of_work(), a_summary())
    assert create_app().test_client().get("/healthz").status_code == 200
