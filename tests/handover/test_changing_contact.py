"""How to reach somebody changes after they shared, and nothing else of what they shared does."""

from __future__ import annotations

from bot.handover import change_summary_contact, hand_over, withdraw
from bot.store import Store
from bot.strengths.safe_contact import SafeContact
from tests.builders import a_summary
from tests.conftest import StandingClock

NEW = SafeContact(way="text", detail="07700 900155")


def test_it_is_a_new_version_with_the_same_lines_and_is_delivered(store: Store, clock: StandingClock) -> None:
    summary = a_summary()
    first = hand_over(store.unit_of_work(), summary, clock)

    receipt = change_summary_contact(store.unit_of_work(), summary.contact_id, NEW, clock)

    assert receipt is not None
    assert (receipt.reference, receipt.version) == (first.reference, 2)
    row = store.queries.list_contacts_page("nobody", size=1).rows[0]
    stored = store.queries.read_summary(row.id).summary
    assert stored is not None
    assert (stored.safe_contact, stored.statements) == (NEW, summary.statements)
    again = change_summary_contact(store.unit_of_work(), summary.contact_id, NEW, clock)
    assert again is not None
    assert again.repeated


def test_nothing_is_told_of_somebody_who_shared_nothing_or_took_it_back(store: Store, clock: StandingClock) -> None:
    summary = a_summary()
    assert change_summary_contact(store.unit_of_work(), summary.contact_id, NEW, clock) is None

    hand_over(store.unit_of_work(), summary, clock)
    clock.advance(minutes=1)
    withdraw(store.unit_of_work(), summary.contact_id, clock)

    assert change_summary_contact(store.unit_of_work(), summary.contact_id, NEW, clock) is None
