"""Who is on it, and who has read it."""

from __future__ import annotations

import pytest

from bot.errors import NotAllowedError, NotFoundError
from bot.handover import acknowledge, hand_over, pass_on_request, record_view, withdraw
from bot.store import ContactRow, StaffMember, Store
from tests.builders import a_request, a_summary
from tests.conftest import StandingClock


@pytest.fixture(params=["summary", "request"])
def arrived(request: pytest.FixtureRequest, store: Store, clock: StandingClock) -> ContactRow:
    """Something that arrived a moment ago, of each kind."""
    if request.param == "summary":
        hand_over(store.unit_of_work(), a_summary(), clock)
    else:
        pass_on_request(store.unit_of_work(), a_request(), clock)
    clock.advance(minutes=1)
    return store.queries.list_contacts_page("nobody", size=1).rows[0]


def test_whoever_picks_it_up_is_named_to_everybody(
    store: Store, clock: StandingClock, arrived: ContactRow, priya: StaffMember, dylan: StaffMember
) -> None:
    picked_up = acknowledge(store.unit_of_work(), arrived.id, priya.id, clock)
    assert (picked_up.by, picked_up.at, picked_up.is_you) == ("Priya", clock.time, True)
    assert store.queries.list_contacts_page(dylan.id, size=1).rows[0].picked_up_by == "Priya"
    stored = (
        store.queries.read_summary(arrived.id) if arrived.kind == "summary" else store.queries.read_request(arrived.id)
    )
    assert (stored.picked_up_by, stored.picked_up_at) == ("Priya", clock.time)
    assert store.queries.list_audit(arrived.id)[-1].sentence == "Priya picked this up."


def test_the_first_to_pick_it_up_has_it(
    store: Store, clock: StandingClock, arrived: ContactRow, priya: StaffMember, dylan: StaffMember
) -> None:
    acknowledge(store.unit_of_work(), arrived.id, priya.id, clock)
    since = clock.time
    clock.advance(minutes=1)
    second = acknowledge(store.unit_of_work(), arrived.id, dylan.id, clock)
    assert (second.by, second.at, second.is_you) == ("Priya", since, False)
    assert acknowledge(store.unit_of_work(), arrived.id, priya.id, clock).is_you
    assert [note.event for note in store.queries.list_audit(arrived.id)].count(f"{arrived.kind}.picked_up") == 1


def test_what_was_erased_cannot_be_picked_up(store: Store, arrived: ContactRow, priya: StaffMember) -> None:
    withdraw(store.unit_of_work(), "contact-1")
    with pytest.raises(NotFoundError):
        acknowledge(store.unit_of_work(), arrived.id, priya.id)


def test_opening_marks_it_read_for_that_person_only(
    store: Store, arrived: ContactRow, priya: StaffMember, dylan: StaffMember
) -> None:
    record_view(store.unit_of_work(), arrived.kind, arrived.id, priya.id)  # type: ignore[arg-type]
    assert not store.queries.list_contacts_page(priya.id, size=1).rows[0].unread
    assert store.queries.list_contacts_page(dylan.id, size=1).rows[0].unread


def test_every_view_is_in_the_audit_trail(store: Store, arrived: ContactRow, priya: StaffMember) -> None:
    for _ in range(2):
        record_view(store.unit_of_work(), arrived.kind, arrived.id, priya.id)  # type: ignore[arg-type]
    events = [(note.event, note.by) for note in store.queries.list_audit(arrived.id)]
    assert events[1:] == [(f"{arrived.kind}.viewed", "Priya")] * 2


def test_trainers_and_administrators_have_no_road_to_what_residents_share(
    store: Store, arrived: ContactRow, trainer: StaffMember
) -> None:
    with pytest.raises(NotAllowedError):
        record_view(store.unit_of_work(), arrived.kind, arrived.id, trainer.id)  # type: ignore[arg-type]
    with pytest.raises(NotAllowedError):
        acknowledge(store.unit_of_work(), arrived.id, trainer.id)
    assert len(store.queries.list_audit(arrived.id)) == 1


def test_what_is_not_there_cannot_be_opened_or_picked_up(store: Store, priya: StaffMember) -> None:
    for kind in ("summary", "request"):
        with pytest.raises(NotFoundError):
            record_view(store.unit_of_work(), kind, "no-such-thing", priya.id)  # type: ignore[arg-type]
    with pytest.raises(NotFoundError):
        acknowledge(store.unit_of_work(), "no-such-thing", priya.id)


def test_nobody_is_not_staff(store: Store, arrived: ContactRow) -> None:
    with pytest.raises(NotFoundError):
        acknowledge(store.unit_of_work(), arrived.id, "no-such-person")
