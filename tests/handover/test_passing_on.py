"""A request for a person or an assessment is with the team at once, and is one request however often it is made."""

from __future__ import annotations

from datetime import timedelta

from bot.handover import Receipt, hand_over, pass_on_request, withdraw
from bot.store import Edge, Store, StoredRequest
from bot.strengths.how_to_talk import HowToTalk
from bot.strengths.safe_contact import SafeContact
from tests.builders import a_request, a_summary
from tests.conftest import StandingClock

OTHER_NUMBER = SafeContact(name="Maureen", way="text", detail="01632 960002")


def read_only_request(store: Store) -> StoredRequest:
    page = store.queries.list_contacts_page("nobody", size=10)
    (row,) = [row for row in page if row.kind == "request"]
    return store.queries.read_request(row.id)


def events_of(store: Store) -> list[str]:
    return [note.event for note in store.queries.list_audit(read_only_request(store).id)]


def test_a_request_is_kept_with_its_words_and_how_to_reach_the_person(store: Store, clock: StandingClock) -> None:
    receipt = pass_on_request(store.unit_of_work(), a_request(), clock)
    stored = read_only_request(store)
    assert (stored.reference, stored.kind, stored.words) == (receipt.reference, "person", "Can I talk to somebody?")
    assert stored.safe_contact == a_request().safe_contact
    assert [item.event for item in store.queries.list_deliveries(stored.id)] == ["request.made"]
    assert events_of(store) == ["request.made"]


def test_asking_again_is_the_same_request_in_its_first_words(store: Store) -> None:
    first = pass_on_request(store.unit_of_work(), a_request())
    again = pass_on_request(store.unit_of_work(), a_request(words="I SAID a person"))
    assert again == Receipt(reference=first.reference, version=1, repeated=True)
    assert read_only_request(store).words == "Can I talk to somebody?"
    assert events_of(store) == ["request.made"]


def test_a_changed_way_to_reach_the_person_is_brought_up_to_date(store: Store) -> None:
    first = pass_on_request(store.unit_of_work(), a_request())
    again = pass_on_request(store.unit_of_work(), a_request(safe_contact=OTHER_NUMBER))
    assert again == Receipt(reference=first.reference, version=2, repeated=False)
    assert read_only_request(store).safe_contact == OTHER_NUMBER
    assert events_of(store) == ["request.made", "request.contact_changed"]
    assert [item.event for item in store.queries.list_deliveries()] == ["request.made", "request.contact_changed"]


def test_how_to_talk_is_kept_and_brought_up_to_date(store: Store) -> None:
    bsl, no_calls = (HowToTalk(ways=ways, words=("i use bsl",)) for ways in (("bsl",), ("bsl", "no_phone")))
    first = pass_on_request(store.unit_of_work(), a_request(how_to_talk=bsl))
    same = pass_on_request(store.unit_of_work(), a_request(how_to_talk=bsl))
    again = pass_on_request(store.unit_of_work(), a_request(how_to_talk=no_calls))
    assert (same.repeated, again) == (True, Receipt(reference=first.reference, version=2, repeated=False))
    assert read_only_request(store).how_to_talk == no_calls


def test_wanting_a_person_and_wanting_an_assessment_are_two_requests(store: Store) -> None:
    person = pass_on_request(store.unit_of_work(), a_request())
    assessment = pass_on_request(store.unit_of_work(), a_request(kind="assessment"))
    assert person.reference != assessment.reference
    page = store.queries.list_contacts_page("nobody", size=10)
    assert sorted(str(row.asked_for) for row in page) == ["assessment", "person"]


def test_asking_again_after_withdrawing_opens_the_request_again(store: Store) -> None:
    first = pass_on_request(store.unit_of_work(), a_request())
    withdraw(store.unit_of_work(), "contact-1")
    again = pass_on_request(store.unit_of_work(), a_request(words="A person after all"))
    assert (again.reference, again.repeated) == (first.reference, False)
    assert read_only_request(store).words == "A person after all"
    assert read_only_request(store).withdrawal_asked_at is None


def test_summaries_and_requests_are_listed_together_newest_first(store: Store, clock: StandingClock) -> None:
    for number in range(5):
        clock.advance(minutes=1)
        pass_on_request(store.unit_of_work(), a_request(contact_id=f"contact-{number}"), clock)
        clock.advance(minutes=1)
        hand_over(store.unit_of_work(), a_summary(contact_id=f"contact-{number}"), clock)
    pages = [store.queries.list_contacts_page("nobody", size=4)]
    while pages[-1].older:
        pages.append(store.queries.list_contacts_page("nobody", pages[-1].older, 4))
    rows = [row for page in pages for row in page]
    assert [len(page) for page in pages] == [4, 4, 2]
    assert {(page.total, page.unread) for page in pages} == {(10, 10)}
    assert [row.kind for row in rows] == ["summary", "request"] * 5
    assert [row.changed_at for row in rows] == sorted((row.changed_at for row in rows), reverse=True)


def test_the_way_back_leads_over_the_same_pages(store: Store, clock: StandingClock) -> None:
    for number in range(10):
        clock.advance(minutes=number % 2)
        hand_over(store.unit_of_work(), a_summary(contact_id=f"contact-{number}"), clock)
    first = store.queries.list_contacts_page("nobody", size=4)
    second = store.queries.list_contacts_page("nobody", first.older, 4)
    third = store.queries.list_contacts_page("nobody", second.older, 4)
    assert third.older is None
    assert store.queries.list_contacts_page("nobody", third.newer, 4) == second
    assert store.queries.list_contacts_page("nobody", second.newer, 4) == first


def test_what_comes_in_meanwhile_moves_no_line_to_the_next_page(store: Store, clock: StandingClock) -> None:
    for number in range(4):
        clock.advance(minutes=1)
        hand_over(store.unit_of_work(), a_summary(contact_id=f"contact-{number}"), clock)
    first = store.queries.list_contacts_page("nobody", size=2)
    clock.advance(minutes=1)
    hand_over(store.unit_of_work(), a_summary(contact_id="contact-new"), clock)
    second = store.queries.list_contacts_page("nobody", first.older, 2)
    assert {row.id for row in first}.isdisjoint(row.id for row in second)
    assert len(second) == 2
    # The way back leads over what was seen, and ends with a whole page of the newest.
    back = store.queries.list_contacts_page("nobody", second.newer, 2)
    assert back.rows == first.rows
    newest = store.queries.list_contacts_page("nobody", back.newer, 2)
    assert (newest.newer, newest.rows[1]) == (None, first.rows[0])


def test_a_page_beyond_the_end_is_the_first(store: Store, clock: StandingClock) -> None:
    hand_over(store.unit_of_work(), a_summary(), clock)
    before_all = Edge(changed_at=clock.time - timedelta(days=1), id="x")
    after_all = Edge(changed_at=clock.time + timedelta(days=1), id="x", is_below=True)
    first = store.queries.list_contacts_page("nobody")
    assert len(first) == 1
    assert store.queries.list_contacts_page("nobody", before_all) == first
    assert store.queries.list_contacts_page("nobody", after_all) == first


def test_how_to_reach_somebody_does_not_ask_again_for_what_they_took_back(store: Store, clock: StandingClock) -> None:
    first = pass_on_request(store.unit_of_work(), a_request(words="A person now"), clock)
    clock.advance(minutes=1)
    withdraw(store.unit_of_work(), "contact-1", clock)
    # The answer to the withdrawal was lost, so that the conversation still believes in the request.
    clock.advance(minutes=1)
    changed = a_request(words="", safe_contact=SafeContact(name="Maureen", way="phone", detail="01632 960002"))
    receipt = pass_on_request(store.unit_of_work(), changed, clock)
    assert (receipt.reference, receipt.version, receipt.repeated) == (first.reference, 1, True)
    (row,) = store.queries.list_contacts_page("nobody").rows
    assert (row.withdrawn, row.erased) == (True, True)
    assert [item.state for item in store.queries.list_deliveries()] == ["cancelled"]
