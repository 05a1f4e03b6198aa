"""One contact, one summary, one reference, however often it is handed over."""

from __future__ import annotations

import re
import threading
from collections.abc import Callable
from typing import Any

import pytest

from bot.errors import FrontDoorError, NothingToShareError
from bot.handover import Receipt, hand_over, record_view, withdraw
from bot.handover import handing_over as module
from bot.staff import add_staff
from bot.store import Store, open_store
from tests.builders import a_summary
from tests.conftest import StandingClock


def only_row(store: Store) -> Any:
    page = store.queries.list_contacts_page("nobody", size=10)
    assert page.total == 1
    return page.rows[0]


def test_a_hand_over_keeps_summary_delivery_and_audit_event_together(store: Store, clock: StandingClock) -> None:
    receipt = hand_over(store.unit_of_work(), a_summary(), clock)
    row = only_row(store)
    assert (row.kind, row.reference, row.version, row.unread) == ("summary", receipt.reference, 1, True)
    assert store.queries.read_summary(row.id).summary == a_summary()
    (delivery,) = store.queries.list_deliveries(row.id)
    assert (delivery.event, delivery.version, delivery.state) == ("summary.shared", 1, "pending")
    assert [note.event for note in store.queries.list_audit(row.id)] == ["summary.shared"]


def test_the_reference_can_be_read_out_and_says_nothing(store: Store) -> None:
    receipts = [hand_over(store.unit_of_work(), a_summary(contact_id=f"contact-{number}")) for number in range(20)]
    assert len({receipt.reference for receipt in receipts}) == 20
    for receipt in receipts:
        assert re.fullmatch(r"FD(-[0-9A-HJKMNP-TV-Z]{4}){2}", receipt.reference)


def test_the_same_hand_over_twice_is_one_hand_over(store: Store, clock: StandingClock) -> None:
    first = hand_over(store.unit_of_work(), a_summary(), clock)
    again = hand_over(store.unit_of_work(), a_summary(agreed_at=clock.advance(minutes=1)), clock)
    assert again == Receipt(reference=first.reference, version=1, repeated=True)
    row = only_row(store)
    assert len(store.queries.list_deliveries(row.id)) == 1
    assert len(store.queries.list_audit(row.id)) == 1


def test_a_later_change_is_a_new_version_of_the_same_summary(store: Store, clock: StandingClock) -> None:
    first = hand_over(store.unit_of_work(), a_summary(), clock)
    arrived_at = clock.time
    changed_at = clock.advance(hours=1)
    second = hand_over(store.unit_of_work(), a_summary(words=("I grow beans",)), clock)
    assert second == Receipt(reference=first.reference, version=2, repeated=False)
    stored = store.queries.read_summary(only_row(store).id)
    assert stored.summary is not None
    assert [statement.words for statement in stored.summary.statements] == ["I grow beans"]
    assert [(note.version, note.at) for note in stored.history] == [(1, arrived_at), (2, changed_at)]
    assert (stored.arrived_at, stored.changed_at) == (arrived_at, changed_at)


def test_an_earlier_version_that_was_not_sent_yet_is_not_sent_any_more(store: Store, clock: StandingClock) -> None:
    hand_over(store.unit_of_work(), a_summary(words=("I grow tomatoes", "I am lonely")), clock)
    clock.advance(minutes=1)
    hand_over(store.unit_of_work(), a_summary(words=("I grow tomatoes",)), clock)
    states = [(delivery.version, delivery.state) for delivery in store.queries.list_deliveries()]
    assert states == [(1, "cancelled"), (2, "pending")]


def test_going_back_to_an_earlier_wording_is_a_version_of_its_own(store: Store) -> None:
    for words in (("one",), ("two",), ("one",)):
        receipt = hand_over(store.unit_of_work(), a_summary(words=words))
    assert receipt.version == 3


def test_a_new_version_is_unread_again(store: Store) -> None:
    add_staff(store.unit_of_work(), "Priya", "priya", "correct horse battery", ["front_door"])
    priya = store.queries.list_staff()[0]
    hand_over(store.unit_of_work(), a_summary())
    record_view(store.unit_of_work(), "summary", only_row(store).id, priya.id)
    assert store.queries.list_contacts_page(priya.id, size=10).unread == 0
    hand_over(store.unit_of_work(), a_summary(words=("I grow beans",)))
    assert store.queries.list_contacts_page(priya.id, size=10).unread == 1


def at_once(store_url: str, acts: list[Callable[[Store], Any]]) -> tuple[list[Any], list[BaseException]]:
    """Do several acts at the same moment, each with a store of its own, as processes have."""

    def do(act: Callable[[Store], Any]) -> None:
        store = open_store(store_url)
        store.check()
        barrier.wait()
        try:
            results.append(act(store))
        except BaseException as error:
            faults.append(error)
        finally:
            store.close()

    barrier = threading.Barrier(len(acts))
    results: list[Any] = []
    faults: list[BaseException] = []
    threads = [threading.Thread(target=do, args=(act,)) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results, faults


@pytest.mark.parametrize("_round", range(3))
def test_hand_overs_of_one_contact_at_the_same_moment_are_one(store: Store, store_url: str, _round: int) -> None:
    receipts, faults = at_once(store_url, [lambda own: hand_over(own.unit_of_work(), a_summary())] * 4)
    assert faults == []
    assert len({receipt.reference for receipt in receipts}) == 1
    assert sorted(receipt.repeated for receipt in receipts) == [False, True, True, True]
    assert len(store.queries.list_deliveries()) == 1


def test_different_hand_overs_of_one_contact_at_the_same_moment_are_versions_of_one(
    store: Store, store_url: str
) -> None:
    def handing_over(words: str) -> Callable[[Store], Receipt]:
        return lambda own: hand_over(own.unit_of_work(), a_summary(words=(words,)))

    receipts, faults = at_once(store_url, [handing_over(words) for words in ("one", "two", "three")])
    assert faults == []
    assert sorted(receipt.version for receipt in receipts) == [1, 2, 3]
    assert only_row(store).version == 3


def test_hand_over_and_withdrawal_at_the_same_moment_end_in_one_of_the_two(store: Store, store_url: str) -> None:
    hand_over(store.unit_of_work(), a_summary())
    _, faults = at_once(
        store_url,
        [
            lambda own: hand_over(own.unit_of_work(), a_summary(words=("two",))),
            lambda own: withdraw(own.unit_of_work(), "contact-1"),
        ],
    )
    assert all(isinstance(fault, FrontDoorError) for fault in faults)
    row = only_row(store)
    pending = [item for item in store.queries.list_deliveries() if item.state == "pending"]
    assert row.erased
    assert pending == []


def test_a_reference_that_is_taken_is_drawn_again(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    drawn = iter(["FD-AAAA-AAAA", "FD-AAAA-AAAA", "FD-BBBB-BBBB"])
    monkeypatch.setattr(module, "new_reference", lambda: next(drawn))
    assert hand_over(store.unit_of_work(), a_summary()).reference == "FD-AAAA-AAAA"
    assert hand_over(store.unit_of_work(), a_summary(contact_id="contact-2")).reference == "FD-BBBB-BBBB"


def test_a_late_repeat_of_a_hand_over_does_not_undo_a_withdrawal(store: Store, clock: StandingClock) -> None:
    hand_over(store.unit_of_work(), a_summary(agreed_at=clock.time), clock)
    agreed_at = clock.time
    clock.advance(minutes=1)
    withdraw(store.unit_of_work(), "contact-1", clock)
    clock.advance(minutes=1)
    with pytest.raises(NothingToShareError):
        hand_over(store.unit_of_work(), a_summary(agreed_at=agreed_at), clock)
    assert store.queries.read_summary(only_row(store).id).summary is None


def test_sharing_again_after_a_withdrawal_is_open_again_under_the_same_reference(
    store: Store, clock: StandingClock
) -> None:
    first = hand_over(store.unit_of_work(), a_summary(agreed_at=clock.time), clock)
    clock.advance(minutes=1)
    withdraw(store.unit_of_work(), "contact-1", clock)
    agreed_at = clock.advance(minutes=1)
    again = hand_over(store.unit_of_work(), a_summary(agreed_at=agreed_at), clock)
    assert again == Receipt(reference=first.reference, version=2, repeated=False)
    row = only_row(store)
    assert (row.withdrawn, row.erased, row.unread) == (False, False, True)
