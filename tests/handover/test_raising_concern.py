"""A conversation has one concern; each message that voices danger is an account in it, and none is ever erased."""

from __future__ import annotations

import threading

import pytest

from bot.errors import NotAllowedError, NotFoundError
from bot.handover import (
    Receipt,
    acknowledge,
    acknowledge_concern,
    change_concern_contact,
    hand_over,
    note_on_concern,
    pass_on_request,
    raise_concern,
    record_view,
    redeliver,
    withdraw,
)
from bot.handover import raising_concern as module
from bot.store import ConcernsPage, StaffMember, Store, StoredConcern, open_store
from bot.store.tables import RESTRICTED_ROAD
from bot.strengths.safe_contact import SafeContact
from bot.strengths.safety import PASSED_ON, Tier
from tests.builders import a_concern, a_request, a_summary
from tests.conftest import StandingClock
from tests.handover.conftest import a_member

HER_PHONE = SafeContact(way="phone", detail="01632 960001", private="My son hears the phone")
HER_EMAIL = SafeContact(way="email", detail="maureen@example.org")


@pytest.fixture
def sending(store_url: str, store: Store) -> Store:
    """The same empty database, where the safeguarding team has a system of its own."""
    return open_store(store_url, sends_concerns=True)


@pytest.fixture
def safeguarder(store: Store, clock: StandingClock) -> StaffMember:
    """A member of the safeguarding team who does nothing else."""
    return a_member(store, clock, name="Sanjay", roles=("safeguarding",))


def concerns(store: Store, staff_id: str = "nobody") -> ConcernsPage:
    return store.queries.list_concerns_page(staff_id, 1, 10)


def only_concern(store: Store) -> StoredConcern:
    (line,) = concerns(store).rows
    return store.queries.read_concern(line.id)


def events(store: Store) -> list[str]:
    return [note.event for note in store.queries.list_audit(only_concern(store).id)]


def promised(store: Store) -> list[tuple[str, int, str]]:
    return [(item.event, item.version, item.state) for item in store.queries.list_deliveries(road=RESTRICTED_ROAD)]


def test_a_concern_is_kept_word_for_word_with_what_fired_and_what_was_asked(store: Store, clock: StandingClock) -> None:
    receipt = raise_concern(
        store.unit_of_work(), a_concern(words="he  takes\nmy card\x00", safe_contact=HER_PHONE), clock
    )
    stored = only_concern(store)
    (account,) = stored.content.accounts
    assert receipt == Receipt(reference=stored.reference, version=1, repeated=False)
    assert (account.words, account.at, account.asked) == ("he  takes\nmy card\x00", clock.time, "opening.reason")
    assert account.safety == a_concern().safety
    assert (account.message_id, account.said_by) == ("message-1", "resident")
    assert stored.content.safe_contact == HER_PHONE
    assert (stored.contact_id, stored.tier) == ("conversation-1", Tier.SAFEGUARDING_CONCERN)
    assert events(store) == ["concern.raised"]


def test_the_same_message_twice_is_one_account(store: Store, clock: StandingClock) -> None:
    first = raise_concern(store.unit_of_work(), a_concern(), clock)
    clock.advance(minutes=1)
    again = raise_concern(store.unit_of_work(), a_concern(words="read a second time"), clock)
    assert again == Receipt(reference=first.reference, version=1, repeated=True)
    assert [account.words for account in only_concern(store).content.accounts] == ["He takes my pension card"]
    assert events(store) == ["concern.raised"]


def test_another_message_is_another_account_of_the_same_concern(store: Store, clock: StandingClock) -> None:
    first = raise_concern(store.unit_of_work(), a_concern(), clock)
    later = clock.advance(minutes=2)
    second = raise_concern(store.unit_of_work(), a_concern(message_id="message-2", words="He hit me too"), clock)
    assert second == Receipt(reference=first.reference, version=2, repeated=False)
    stored = only_concern(store)
    assert [account.words for account in stored.content.accounts] == ["He takes my pension card", "He hit me too"]
    assert (stored.content.accounts[1].at, stored.changed_at) == (later, later)
    assert events(store) == ["concern.raised", "concern.account_added"]


def test_an_early_message_that_comes_again_late_is_still_the_same_account(store: Store) -> None:
    for message in ("message-1", "message-2", "message-1"):
        receipt = raise_concern(store.unit_of_work(), a_concern(message_id=message))
    assert (receipt.version, receipt.repeated) == (2, True)
    assert len(only_concern(store).content.accounts) == 2


def test_two_conversations_are_two_concerns(store: Store) -> None:
    one = raise_concern(store.unit_of_work(), a_concern())
    other = raise_concern(store.unit_of_work(), a_concern(contact_id="conversation-2"))
    assert one.reference != other.reference
    assert concerns(store).total == 2


@pytest.mark.parametrize("first", PASSED_ON)
@pytest.mark.parametrize("second", PASSED_ON)
def test_a_concern_is_as_urgent_as_the_most_urgent_thing_said(store: Store, first: Tier, second: Tier) -> None:
    raise_concern(store.unit_of_work(), a_concern(tier=first))
    raise_concern(store.unit_of_work(), a_concern(message_id="message-2", tier=second))
    assert only_concern(store).tier == min(first, second, key=PASSED_ON.index)


@pytest.mark.parametrize("tier", [Tier.DISTRESS, Tier.CHECK, Tier.NONE])
def test_what_is_no_danger_does_not_reach_staff(store: Store, tier: Tier) -> None:
    with pytest.raises(ValueError, match="does not reach staff"):
        raise_concern(store.unit_of_work(), a_concern(tier=tier))
    assert concerns(store).total == 0


def test_kinds_are_listed_once_in_the_order_they_came(store: Store) -> None:
    raise_concern(store.unit_of_work(), a_concern(kinds=("financial_abuse", "neglect")))
    raise_concern(store.unit_of_work(), a_concern(message_id="message-2", kinds=("physical_abuse", "neglect")))
    (line,) = concerns(store).rows
    assert (line.kinds, line.accounts) == (("financial_abuse", "neglect", "physical_abuse"), 2)


def test_a_reference_that_is_taken_is_drawn_again(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    drawn = iter(["FD-AAAA-AAAA", "FD-AAAA-AAAA", "FD-BBBB-BBBB"])
    monkeypatch.setattr(module, "new_reference", lambda: next(drawn))
    assert raise_concern(store.unit_of_work(), a_concern()).reference == "FD-AAAA-AAAA"
    assert raise_concern(store.unit_of_work(), a_concern(contact_id="conversation-2")).reference == "FD-BBBB-BBBB"


def test_messages_that_come_at_the_same_moment_are_accounts_of_one_concern(store: Store, store_url: str) -> None:
    def voice(message: str) -> None:
        own = open_store(store_url)
        try:
            barrier.wait()
            receipts.append(raise_concern(own.unit_of_work(), a_concern(message_id=message)))
        except BaseException as error:
            faults.append(error)
        finally:
            own.close()

    messages = ["message-1", "message-2", "message-3", "message-1"]
    barrier = threading.Barrier(len(messages))
    receipts: list[Receipt] = []
    faults: list[BaseException] = []
    threads = [threading.Thread(target=voice, args=(message,)) for message in messages]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert faults == []
    assert len({receipt.reference for receipt in receipts}) == 1
    assert len(only_concern(store).content.accounts) == 3


# How to reach the person


def test_how_to_reach_the_person_is_brought_up_to_date_and_what_they_said_before_stays(
    store: Store, clock: StandingClock
) -> None:
    first = raise_concern(store.unit_of_work(), a_concern(safe_contact=HER_PHONE), clock)
    changed_at = clock.advance(minutes=1)
    changed = change_concern_contact(store.unit_of_work(), "conversation-1", HER_EMAIL, clock)
    assert changed == Receipt(reference=first.reference, version=2, repeated=False)
    content = only_concern(store).content
    assert content.safe_contact == HER_EMAIL
    assert [(earlier.safe_contact, earlier.until) for earlier in content.earlier_contacts] == [(HER_PHONE, changed_at)]
    assert events(store) == ["concern.raised", "concern.contact_changed"]


def test_what_was_not_yet_said_is_no_earlier_way_to_reach_somebody(store: Store) -> None:
    raise_concern(store.unit_of_work(), a_concern())
    change_concern_contact(store.unit_of_work(), "conversation-1", HER_PHONE)
    assert only_concern(store).content.earlier_contacts == ()


def test_the_same_way_to_reach_the_person_changes_nothing(store: Store) -> None:
    raise_concern(store.unit_of_work(), a_concern(safe_contact=HER_PHONE))
    again = change_concern_contact(store.unit_of_work(), "conversation-1", HER_PHONE)
    assert again is not None
    assert (again.version, again.repeated) == (1, True)
    assert events(store) == ["concern.raised"]


def test_a_later_account_that_does_not_say_how_to_reach_the_person_leaves_what_is_known(store: Store) -> None:
    raise_concern(store.unit_of_work(), a_concern(safe_contact=HER_PHONE))
    raise_concern(store.unit_of_work(), a_concern(message_id="message-2"))
    assert only_concern(store).content.safe_contact == HER_PHONE
    raise_concern(store.unit_of_work(), a_concern(message_id="message-3", safe_contact=HER_EMAIL))
    assert only_concern(store).content.safe_contact == HER_EMAIL


# Notes


@pytest.mark.parametrize("note", ["not_meant", "wants_person", "stopped", "carried_on"])
def test_what_else_happened_is_noted_and_lowers_nothing(store: Store, clock: StandingClock, note: str) -> None:
    first = raise_concern(store.unit_of_work(), a_concern(tier=Tier.EMERGENCY_NOW), clock)
    at = clock.advance(minutes=1)
    receipt = note_on_concern(store.unit_of_work(), "conversation-1", note, clock)  # type: ignore[arg-type]
    assert receipt == Receipt(reference=first.reference, version=2, repeated=False)
    stored = only_concern(store)
    assert [(item.note, item.at) for item in stored.content.notes] == [(note, at)]
    assert stored.tier == Tier.EMERGENCY_NOW
    assert events(store) == ["concern.raised", f"concern.{note}"]


def test_the_same_note_twice_is_one_note_until_something_more_is_voiced(store: Store, clock: StandingClock) -> None:
    def stop() -> bool:
        clock.advance(minutes=1)
        receipt = note_on_concern(store.unit_of_work(), "conversation-1", "stopped", clock)
        assert receipt is not None
        return receipt.repeated

    raise_concern(store.unit_of_work(), a_concern(), clock)
    assert [stop(), stop()] == [False, True]
    clock.advance(minutes=1)
    raise_concern(store.unit_of_work(), a_concern(message_id="message-2"), clock)
    assert [stop(), stop()] == [False, True]


def test_a_note_nobody_knows_is_refused(store: Store) -> None:
    raise_concern(store.unit_of_work(), a_concern())
    for note in ("deletion_asked", "high risk", ""):
        with pytest.raises(ValueError, match="no such note"):
            note_on_concern(store.unit_of_work(), "conversation-1", note)  # type: ignore[arg-type]


def test_where_no_concern_was_raised_there_is_nothing_to_change(store: Store) -> None:
    assert change_concern_contact(store.unit_of_work(), "conversation-1", HER_PHONE) is None
    assert note_on_concern(store.unit_of_work(), "conversation-1", "stopped") is None
    assert concerns(store).total == 0


# A wish to delete


def test_a_wish_to_delete_never_erases_a_concern_and_its_readers_are_told(store: Store, clock: StandingClock) -> None:
    raise_concern(store.unit_of_work(), a_concern(safe_contact=HER_PHONE), clock)
    at = clock.advance(minutes=1)
    outcome = withdraw(store.unit_of_work(), "contact-1", clock, conversation="conversation-1")
    assert (outcome.found, outcome.concern_stays) == (False, True)
    content = only_concern(store).content
    assert [account.words for account in content.accounts] == ["He takes my pension card"]
    assert content.safe_contact == HER_PHONE
    assert [(note.note, note.at) for note in content.notes] == [("deletion_asked", at)]
    assert events(store) == ["concern.raised", "concern.deletion_asked"]


def test_the_wish_erases_what_was_shared_beside_the_concern_as_before(store: Store) -> None:
    hand_over(store.unit_of_work(), a_summary())
    raise_concern(store.unit_of_work(), a_concern())
    outcome = withdraw(store.unit_of_work(), "contact-1", conversation="conversation-1")
    assert (outcome.found, outcome.already_read, outcome.concern_stays) == (True, False, True)
    assert store.queries.list_contacts_page("nobody").rows[0].erased
    assert len(only_concern(store).content.accounts) == 1


def test_wishing_twice_is_one_note_and_another_conversations_wish_none(store: Store, clock: StandingClock) -> None:
    raise_concern(store.unit_of_work(), a_concern(), clock)
    for _ in range(2):
        clock.advance(minutes=1)
        assert withdraw(store.unit_of_work(), "conversation-1", clock).concern_stays
    assert not withdraw(store.unit_of_work(), "conversation-2", clock).concern_stays
    assert len(only_concern(store).content.notes) == 1


# What is promised


def test_with_no_system_of_the_safeguarding_teams_nothing_is_promised(store: Store) -> None:
    raise_concern(store.unit_of_work(), a_concern())
    raise_concern(store.unit_of_work(), a_concern(message_id="message-2"))
    change_concern_contact(store.unit_of_work(), "conversation-1", HER_PHONE)
    note_on_concern(store.unit_of_work(), "conversation-1", "stopped")
    withdraw(store.unit_of_work(), "conversation-1")
    assert promised(store) == []
    assert store.queries.list_deliveries() == ()


def test_each_change_is_promised_in_place_of_what_was_not_sent_yet(sending: Store) -> None:
    raise_concern(sending.unit_of_work(), a_concern())
    assert promised(sending) == [("concern.raised", 1, "pending")]
    raise_concern(sending.unit_of_work(), a_concern())
    assert promised(sending) == [("concern.raised", 1, "pending")]
    change_concern_contact(sending.unit_of_work(), "conversation-1", HER_PHONE)
    note_on_concern(sending.unit_of_work(), "conversation-1", "stopped")
    withdraw(sending.unit_of_work(), "conversation-1")
    assert sorted(promised(sending), key=lambda item: item[1]) == [
        ("concern.raised", 1, "cancelled"),
        ("concern.changed", 2, "cancelled"),
        ("concern.changed", 3, "cancelled"),
        ("concern.changed", 4, "pending"),
    ]


def test_concern_promise_and_audit_event_are_kept_together_or_not_at_all(
    sending: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    from bot.store.repositories import AuditRepository

    def fail(*_: object, **__: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(AuditRepository, "add", fail)
    with pytest.raises(ZeroDivisionError):
        raise_concern(sending.unit_of_work(), a_concern())
    assert concerns(sending).total == 0
    assert promised(sending) == []


# Who works with it


def test_nothing_of_a_concern_is_among_what_residents_shared(
    sending: Store, clock: StandingClock, priya: StaffMember
) -> None:
    raise_concern(sending.unit_of_work(), a_concern(contact_id="contact-1"), clock)
    hand_over(sending.unit_of_work(), a_summary(), clock)
    pass_on_request(sending.unit_of_work(), a_request(), clock)
    page = sending.queries.list_contacts_page(priya.id)
    assert (page.total, page.unread, sorted(row.kind for row in page)) == (2, 2, ["request", "summary"])
    assert sorted(item.kind for item in sending.queries.list_passed_on("contact-1")) == ["person", "summary"]
    assert {item.subject_kind for item in sending.queries.list_deliveries()} == {"summary", "request"}
    assert sending.queries.count_deliveries()["pending"] == 2
    for row in page:
        assert all(note.event.startswith(row.kind) for note in sending.queries.list_audit(row.id))


def test_only_the_safeguarding_team_opens_and_picks_up_concerns(
    store: Store, clock: StandingClock, priya: StaffMember, trainer: StaffMember
) -> None:
    raise_concern(store.unit_of_work(), a_concern(), clock)
    id_ = only_concern(store).id
    for member in (priya, trainer):
        for unknown in (id_, "no-such-thing"):
            with pytest.raises(NotAllowedError):
                record_view(store.unit_of_work(), "concern", unknown, member.id, clock=clock)
            with pytest.raises(NotAllowedError):
                acknowledge_concern(store.unit_of_work(), unknown, member.id, clock)
    for kind in ("summary", "request"):
        with pytest.raises(NotFoundError):
            record_view(store.unit_of_work(), kind, id_, priya.id, clock=clock)  # type: ignore[arg-type]
    with pytest.raises(NotFoundError):
        acknowledge(store.unit_of_work(), id_, priya.id, clock)
    assert events(store) == ["concern.raised"]


def test_the_safeguarding_role_alone_opens_nothing_that_residents_shared(
    store: Store, clock: StandingClock, safeguarder: StaffMember
) -> None:
    hand_over(store.unit_of_work(), a_summary(), clock)
    id_ = store.queries.list_contacts_page("nobody").rows[0].id
    with pytest.raises(NotAllowedError):
        record_view(store.unit_of_work(), "summary", id_, safeguarder.id, clock=clock)
    with pytest.raises(NotAllowedError):
        acknowledge(store.unit_of_work(), id_, safeguarder.id, clock)


def test_each_view_is_in_the_audit_trail_and_marks_it_read_for_that_person(
    store: Store, clock: StandingClock, safeguarder: StaffMember
) -> None:
    raise_concern(store.unit_of_work(), a_concern(), clock)
    id_ = only_concern(store).id
    assert (concerns(store, safeguarder.id).unread, concerns(store, safeguarder.id).rows[0].unread) == (1, True)
    for _ in range(2):
        record_view(store.unit_of_work(), "concern", id_, safeguarder.id, clock=clock)
    assert (concerns(store, safeguarder.id).unread, concerns(store, safeguarder.id).rows[0].unread) == (0, False)
    assert concerns(store).unread == 1
    assert events(store) == ["concern.raised", "concern.viewed", "concern.viewed"]
    raise_concern(store.unit_of_work(), a_concern(message_id="message-2"), clock)
    assert concerns(store, safeguarder.id).rows[0].unread


def test_the_first_to_pick_a_concern_up_has_it(store: Store, clock: StandingClock, safeguarder: StaffMember) -> None:
    second = a_member(store, clock, name="Grace", roles=("safeguarding", "front_door"))
    raise_concern(store.unit_of_work(), a_concern(), clock)
    id_ = only_concern(store).id
    assert acknowledge_concern(store.unit_of_work(), id_, safeguarder.id, clock).is_you
    since = clock.time
    clock.advance(minutes=1)
    late = acknowledge_concern(store.unit_of_work(), id_, second.id, clock)
    assert (late.by, late.at, late.is_you) == ("Sanjay", since, False)
    assert (only_concern(store).picked_up_by, only_concern(store).picked_up_at) == ("Sanjay", since)
    assert events(store) == ["concern.raised", "concern.picked_up"]
    with pytest.raises(NotFoundError):
        acknowledge_concern(store.unit_of_work(), "no-such-thing", second.id, clock)


def test_a_concern_waits_until_somebody_is_on_it_and_again_when_more_is_said(
    store: Store, clock: StandingClock, safeguarder: StaffMember
) -> None:
    def waits() -> bool:
        page = concerns(store)
        assert page.waiting == store.queries.count_waiting_concerns() == int(page.rows[0].waits)
        return page.rows[0].waits

    raise_concern(store.unit_of_work(), a_concern(), clock)
    id_ = only_concern(store).id
    assert waits()
    record_view(store.unit_of_work(), "concern", id_, safeguarder.id, clock=clock)
    assert waits(), "reading alone picks nothing up"
    acknowledge_concern(store.unit_of_work(), id_, safeguarder.id, clock)
    assert not waits()
    raise_concern(store.unit_of_work(), a_concern(message_id="message-2", tier=Tier.EMERGENCY_NOW), clock)
    assert waits(), "whoever is on it has not read what is new"
    record_view(store.unit_of_work(), "concern", id_, safeguarder.id, clock=clock)
    assert not waits()


def test_the_most_urgent_that_waits_is_first_and_what_is_picked_up_last_newest_first(
    store: Store, clock: StandingClock, safeguarder: StaffMember
) -> None:
    def voice(name: str, tier: Tier, *, picked_up: bool = False) -> None:
        clock.advance(minutes=1)
        receipt = raise_concern(store.unit_of_work(), a_concern(contact_id=name, tier=tier), clock)
        names[receipt.reference] = name
        if picked_up:
            id_ = next(line.id for line in concerns(store) if line.reference == receipt.reference)
            record_view(store.unit_of_work(), "concern", id_, safeguarder.id, clock=clock)
            acknowledge_concern(store.unit_of_work(), id_, safeguarder.id, clock)

    names: dict[str, str] = {}
    voice("taken-emergency", Tier.EMERGENCY_NOW, picked_up=True)
    voice("past", Tier.PAST_DISCLOSURE)
    voice("emergency-old", Tier.EMERGENCY_NOW)
    voice("emergency-new", Tier.EMERGENCY_NOW)
    voice("taken-past", Tier.PAST_DISCLOSURE, picked_up=True)
    voice("concern", Tier.SAFEGUARDING_CONCERN)
    voice("urgent", Tier.URGENT_TODAY)
    pages = [store.queries.list_concerns_page("nobody", number, 3) for number in (1, 2, 3)]
    assert [names[line.reference] for page in pages for line in page] == [
        *("emergency-new", "emergency-old", "urgent", "concern", "past", "taken-past", "taken-emergency"),
    ]
    assert {(page.total, page.waiting, page.pages) for page in pages} == {(7, 5, 3)}


def test_a_delivery_of_a_concern_is_sent_again_by_the_safeguarding_team_and_is_not_there_for_others(
    sending: Store, clock: StandingClock, safeguarder: StaffMember, trainer: StaffMember
) -> None:
    raise_concern(sending.unit_of_work(), a_concern(), clock)
    hand_over(sending.unit_of_work(), a_summary(), clock)
    (restricted,) = sending.queries.list_deliveries(road=RESTRICTED_ROAD)
    (general,) = sending.queries.list_deliveries()
    with sending.unit_of_work() as work:
        for delivery in (restricted, general):
            work.deliveries.mark_dead(work.deliveries.get(delivery.id), clock.time, "status_410", 410)
        work.commit()
    assert "administrator" in trainer.roles
    for delivery, member in ((restricted, trainer), (general, safeguarder)):
        with pytest.raises(NotFoundError):
            redeliver(sending.unit_of_work(), delivery.id, member.id, clock)
    assert [item.id for item in sending.queries.list_dead_deliveries()] == [general.id]
    redeliver(sending.unit_of_work(), restricted.id, safeguarder.id, clock)
    redeliver(sending.unit_of_work(), general.id, trainer.id, clock)
    assert sending.queries.list_dead_deliveries(RESTRICTED_ROAD) == ()
    assert restricted.reference == only_concern(sending).reference
