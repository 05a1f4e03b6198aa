"""Opening an earlier version, and what signing out means for sessions; on both databases."""

from __future__ import annotations

import pytest

from bot.errors import NotFoundError
from bot.handover import hand_over, record_view
from bot.staff import sign_out
from bot.store import StaffMember, Store
from tests.builders import a_summary
from tests.conftest import StandingClock


def two_versions(store: Store, clock: StandingClock) -> str:
    for words in ("I grow tomatoes", "I grow roses"):
        hand_over(store.unit_of_work(), a_summary(words=(words,)), clock)
        clock.advance(minutes=1)
    with store.unit_of_work() as work:
        row = work.summaries.find_by_contact("contact-1")
        assert row is not None
        return row.id


def unread(store: Store, member: StaffMember) -> bool:
    (row,) = store.queries.list_contacts_page(member.id)
    return row.unread


def test_an_earlier_version_keeps_its_words(store: Store, clock: StandingClock) -> None:
    id_ = two_versions(store, clock)
    words = []
    for version in (1, 2, None):
        stored = store.queries.read_summary(id_, version)
        assert stored.version == 2
        assert stored.summary is not None
        words.append(stored.summary.statements[0].words)
    assert words == ["I grow tomatoes", "I grow roses", "I grow roses"]
    for missing in (0, 3, 10**30):
        with pytest.raises(NotFoundError):
            store.queries.read_summary(id_, missing)


def test_opening_an_earlier_version_is_written_down_and_leaves_the_latest_unread(
    store: Store, clock: StandingClock, priya: StaffMember
) -> None:
    id_ = two_versions(store, clock)
    record_view(store.unit_of_work(), "summary", id_, priya.id, 1, clock)
    assert unread(store, priya)
    assert store.queries.list_audit(id_)[-1].sentence == "Priya opened version 1."
    record_view(store.unit_of_work(), "summary", id_, priya.id, clock=clock)
    record_view(store.unit_of_work(), "summary", id_, priya.id, 1, clock)
    assert not unread(store, priya)


@pytest.mark.parametrize("version", [0, -1, 3])
def test_a_version_that_never_was_cannot_be_opened(
    store: Store, clock: StandingClock, priya: StaffMember, version: int
) -> None:
    id_ = two_versions(store, clock)
    before = store.queries.list_audit(id_)
    with pytest.raises(NotFoundError):
        record_view(store.unit_of_work(), "summary", id_, priya.id, version, clock)
    assert store.queries.list_audit(id_) == before


def test_the_last_sign_out_is_known(store: Store, clock: StandingClock, priya: StaffMember) -> None:
    assert store.queries.find_last_sign_out(priya.id) is None
    sign_out(store.unit_of_work(), priya.id, clock)
    last = clock.advance(minutes=1)
    sign_out(store.unit_of_work(), priya.id, clock)
    assert store.queries.find_last_sign_out(priya.id) == last
