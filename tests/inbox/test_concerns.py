"""Concerns as the safeguarding team meets them, and as nobody else does."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.handover import change_concern_contact, note_on_concern, raise_concern, withdraw
from bot.inbox import concerns
from bot.inbox.app import create_app
from bot.inbox.concern_sheet import kinds_in_words, tier_in_words
from bot.settings import Settings
from bot.store import Store, open_store
from bot.store.tables import RESTRICTED_ROAD
from bot.strengths.library import read_library, wording
from bot.strengths.safe_contact import SafeContact
from bot.strengths.safety import FEELINGS, KINDS, PASSED_ON, Tier
from tests.builders import a_concern, a_summary
from tests.conftest import StandingClock
from tests.inbox.browsing import Browser, Page, text_of
from tests.inbox.conftest import SignedIn
from tests.inbox.test_contacts import HOSTILE, part, rows, share


def voice(store: Store, clock: StandingClock, **fields: object) -> str:
    """Raise a concern, or add an account to it, and return the address of its page."""
    concern = a_concern(**fields)  # type: ignore[arg-type]
    receipt = raise_concern(store.unit_of_work(), concern, clock)
    lines = store.queries.list_concerns_page("nobody", 1, 1000)
    return next(f"/concerns/{line.id}" for line in lines if line.reference == receipt.reference)


@pytest.fixture
def sanjay(signed_in: SignedIn) -> Browser:
    """The browser of a member of the safeguarding team who does nothing else."""
    return signed_in("Sanjay", "safeguarding")


def events(store: Store, address: str) -> list[str]:
    return [note.event for note in store.queries.list_audit(address.rsplit("/", maxsplit=1)[-1])]


# The words for it


def test_every_tier_kind_and_feeling_has_a_name_for_staff() -> None:
    for tier in PASSED_ON:
        assert tier_in_words(tier) == wording(f"concerns.tiers.{tier}")
    for kind, name in zip((*KINDS, *FEELINGS), kinds_in_words((*KINDS, *FEELINGS)), strict=True):
        assert name == wording(f"concerns.kinds.{kind}")
        assert "_" not in name


def test_a_kind_that_has_no_name_yet_is_shown_as_it_is() -> None:
    assert kinds_in_words(("something_new",)) == ("something_new",)


# The list


def test_an_empty_list_says_so(sanjay: Browser) -> None:
    page = sanjay.open("/")
    assert page.heading == "Concerns"
    assert "Nothing has been noticed yet." in page.main


def test_the_list_says_what_and_when_and_who_is_on_it_and_holds_nobodys_words(
    store: Store, clock: StandingClock, sanjay: Browser
) -> None:
    contact = SafeContact(name="Maureen", way="phone", detail="01632 960001")
    voice(store, clock, kinds=("financial_abuse", "neglect"), safe_contact=contact)
    clock.advance(minutes=5)
    voice(store, clock, message_id="message-2", tier=Tier.URGENT_TODAY)
    page = sanjay.open("/concerns")
    (row,) = rows(page)
    assert row.startswith("Urgent today FD-")
    assert "New to you Financial or material abuse; Neglect" in row
    assert "Noticed 2 March 2026 at 09:00" in row
    assert "Changed 2 March 2026 at 09:05" in row
    assert "2 messages" in row
    assert row.endswith("Nobody has picked this up")
    assert "1 waits for somebody. 1 of 1 is new to you." in page.main
    for words in ("pension", "Maureen", "01632", "pattern"):
        assert words not in page.html


def test_what_waits_is_on_top_the_most_urgent_first(store: Store, clock: StandingClock, sanjay: Browser) -> None:
    emergency = voice(store, clock, contact_id="c-1", tier=Tier.EMERGENCY_NOW)
    for number, tier in enumerate((Tier.PAST_DISCLOSURE, Tier.URGENT_TODAY, Tier.SAFEGUARDING_CONCERN), start=2):
        clock.advance(minutes=1)
        voice(store, clock, contact_id=f"c-{number}", tier=tier)
    sanjay.send(sanjay.open(emergency), f"{emergency}/pick-up")
    starts = ["Urgent today", "Safeguarding concern", "Harm in the past", "Emergency now"]
    shown = rows(sanjay.open("/concerns"))
    assert [start for start, row in zip(starts, shown, strict=True) if row.startswith(start)] == starts
    assert "3 wait for somebody." in sanjay.open("/concerns").main
    voice(store, clock, contact_id="c-1", message_id="message-2")
    first = rows(sanjay.open("/concerns"))[0]
    assert first.startswith("Emergency now")
    assert "Picked up by Sanjay, who has not opened what is new" in first


def test_when_somebody_is_on_each_the_list_says_so(store: Store, clock: StandingClock, sanjay: Browser) -> None:
    address = voice(store, clock)
    sanjay.send(sanjay.open(address), f"{address}/pick-up")
    page = sanjay.open("/concerns")
    assert "Somebody is on each of them. You have opened all 1." in page.main
    assert rows(page)[0].endswith("Picked up by Sanjay")


def test_a_long_list_has_pages(
    store: Store, clock: StandingClock, sanjay: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(concerns, "PAGE_SIZE", 2)
    for number in range(5):
        voice(store, clock, contact_id=f"c-{number}")
    pages = [sanjay.open(f"/concerns?page={number}") for number in (1, 2, 3)]
    assert pages[1].links("/concerns?page") == ["/concerns?page=1", "/concerns?page=3"]
    assert pages[2].heading == "Concerns, page 3 of 3"
    assert len({row for page in pages for row in rows(page)}) == 5
    assert sanjay.open("/concerns?page=4").status == 404


# One concern


@pytest.fixture
def told(store: Store, clock: StandingClock) -> str:
    """The address of a concern with two accounts, a way to reach the person and notes."""
    address = voice(store, clock, words="He takes\n  my pension card", asked="opening.reason")
    clock.advance(minutes=2)
    voice(
        store, clock, message_id="message-2", words="and he hits me", tier=Tier.URGENT_TODAY,
        kinds=("domestic_abuse", "physical_abuse"), why=("model: domestic_abuse 0.93", "pattern: hits"), asked=None,
        said_by="someone_else",
    )  # fmt: skip
    clock.advance(minutes=1)
    contact = SafeContact(way="phone", detail="01632 960001", private="My son hears the phone")
    change_concern_contact(store.unit_of_work(), "conversation-1", contact, clock)
    note_on_concern(store.unit_of_work(), "conversation-1", "wants_person", clock)
    clock.advance(minutes=1)
    return address


def test_a_concern_is_shown_in_order_and_safe_contact_first(told: str, sanjay: Browser) -> None:
    page = sanjay.open(told)
    keys = [section.get("aria-labelledby") for section in page.all("section")]
    assert keys == ["reach", "about", "accounts", "notes", "history"]
    assert page.heading.startswith("Concern FD-")
    assert part(page, "about") == (
        "Urgent today Financial or material abuse Domestic abuse Physical abuse "
        "Noticed 2 March 2026 at 09:00, changed 2 March 2026 at 09:03."
    )


def test_every_account_is_there_word_for_word_with_its_time_question_and_what_fired(told: str, sanjay: Browser) -> None:
    page = sanjay.open(told)
    quotes = ["".join(quote.itertext()) for quote in page.all("blockquote")]
    assert quotes == ["He takes\n  my pension card", "and he hits me"]
    first, second = (text_of(account) for account in page.all("article"))
    assert read_library()["opening.reason"].wording in first
    assert "Read as Safeguarding concern: Financial or material abuse" in first
    assert "What fired, for trained staff pattern: somebody takes their money" in first
    assert "Typed by the person who got in touch." in first
    assert second.startswith("2 March 2026 at 09:02 and he hits me The question that was open None")
    assert "Read as Urgent today: Domestic abuse; Physical abuse" in second
    assert "model: domestic_abuse 0.93 pattern: hits" in " ".join(second.split())
    assert "Typed by someone else, for the person." in second


def test_the_page_says_that_a_program_noticed_it_and_nobody_assessed_it(told: str, sanjay: Browser) -> None:
    (note,) = sanjay.open(told).by_class("fd-standing-note")
    assert text_of(note) == (
        "Noticed by a computer program in what the person typed. Nobody has assessed it. It can be wrong in both "
        "directions."
    )


def test_what_happened_next_is_told_in_plain_words(
    told: str, store: Store, clock: StandingClock, sanjay: Browser
) -> None:
    for note in ("not_meant", "stopped", "carried_on"):
        note_on_concern(store.unit_of_work(), "conversation-1", note, clock)  # type: ignore[arg-type]
    withdraw(store.unit_of_work(), "contact-1", clock, conversation="conversation-1")
    notes = part(sanjay.open(told), "notes")
    for key in ("wants_person", "not_meant", "stopped", "carried_on", "deletion_asked"):
        assert wording(f"concerns.notes.{key}") in notes


@pytest.mark.parametrize(
    ("contact", "flag", "also"),
    [
        (SafeContact(), "Safe to contact: not yet said", "Who else might see or hear Not said"),
        (SafeContact(private="He reads my post"), "Safe to contact: not yet said", "He reads my post"),
        (SafeContact(way="phone"), "Safe to contact: no number or address given", "Phone call"),
        (SafeContact(way="they_will_ring"), "Safe to contact: they would rather ring the team", "Not said"),
        (SafeContact(way="text", detail="01632 960001"), "Safe to contact: only as they said", "01632 960001"),
    ],
)
def test_the_flag_on_top_says_how_far_it_is_known_what_is_safe(
    store: Store, clock: StandingClock, sanjay: Browser, contact: SafeContact, flag: str, also: str
) -> None:
    reach = part(sanjay.open(voice(store, clock, safe_contact=contact)), "reach")
    assert reach.startswith(flag)
    assert also in reach


def test_what_they_said_before_of_how_to_reach_them_stays_readable(
    told: str, store: Store, clock: StandingClock, sanjay: Browser
) -> None:
    change_concern_contact(store.unit_of_work(), "conversation-1", SafeContact(way="they_will_ring"), clock)
    reach = part(sanjay.open(told), "reach")
    assert reach.startswith("Safe to contact: they would rather ring the team")
    assert "Said before, and changed on 2 March 2026 at 09:04" in reach
    assert "My son hears the phone" in reach


def test_words_are_shown_as_words_wherever_they_stand(store: Store, clock: StandingClock, sanjay: Browser) -> None:
    contact = SafeContact(name=HOSTILE, way=HOSTILE, detail=HOSTILE, when=HOSTILE, private=HOSTILE)
    address = voice(
        store, clock, words=HOSTILE, kinds=(HOSTILE,), why=(HOSTILE,), asked=HOSTILE, said_by=HOSTILE,
        safe_contact=contact,
    )  # fmt: skip
    page = sanjay.open(address)
    assert page.status == 200
    assert page.main.count(HOSTILE.replace("\x00", "\ufffd")) == 11
    assert sanjay.open("/concerns").status == 200


def test_a_question_file_with_a_fault_keeps_no_concern_from_being_read(
    store: Store, clock: StandingClock, signed_in: SignedIn, tmp_path: Path
) -> None:
    signed_in("Sanjay", "safeguarding")
    settings = Settings(data_folder=tmp_path, question_folder=tmp_path / "gone")
    browser = Browser(create_app(store, settings, clock))
    browser.sign_in("sanjay")
    assert "opening.reason" in browser.open(voice(store, clock)).main


def test_a_button_without_words_says_so(store: Store, clock: StandingClock, sanjay: Browser) -> None:
    assert "They used a button and wrote nothing more." in sanjay.open(voice(store, clock, words="", why=())).main


def test_each_look_is_written_down_before_anything_is_shown(told: str, store: Store, sanjay: Browser) -> None:
    page = sanjay.open(told)
    assert "Sanjay opened version 4." in part(page, "history")
    sanjay.open(told)
    assert events(store, told)[-2:] == ["concern.viewed", "concern.viewed"]


def test_picking_up_tells_colleagues_who_is_on_it(
    store: Store, clock: StandingClock, sanjay: Browser, signed_in: SignedIn
) -> None:
    address = voice(store, clock)
    grace = signed_in("Grace", "safeguarding", "front_door")
    page, stale = sanjay.open(address), grace.open(address)
    assert "Nobody has picked this up yet." in page.main
    assert sanjay.send(page, f"{address}/pick-up").location == address
    after = sanjay.open(address)
    assert "You are picking this up." in after.text
    assert "Sanjay picked this up on 2 March 2026 at 09:00." in after.main
    assert not after.all("form", action=f"{address}/pick-up")
    grace.send(stale, f"{address}/pick-up")
    assert "Sanjay was first and is picking this up." in grace.open(address).text
    assert events(store, address).count("concern.picked_up") == 1


def test_a_concern_that_is_not_there_is_not_found(sanjay: Browser) -> None:
    assert sanjay.open("/concerns/no-such-concern").status == 404
    mark = sanjay.open("/password").all("input", name="csrf_token")[0].get("value")
    assert sanjay.client.post("/concerns/no-such-concern/pick-up", data={"csrf_token": mark}).status_code == 404


def test_paper_warns_not_to_send_it_to_the_household_above_and_below(told: str, sanjay: Browser) -> None:
    warnings = sanjay.open(told).by_class("fd-only-on-paper")
    assert [text_of(warning) for warning in warnings] == [wording("concerns.paper_warning")] * 2


# Nobody else


def pages_of(browser: Browser, *addresses: str) -> list[Page]:
    return [browser.open(address) for address in ("/", "/contacts", "/deliveries", "/password", *addresses)]


@pytest.mark.parametrize(
    "roles", [("front_door",), ("administrator",), ("trainer",), ("front_door", "trainer", "administrator")]
)
def test_whoever_has_not_the_role_meets_nothing_of_a_concern_not_even_that_there_is_one(
    store: Store, clock: StandingClock, signed_in: SignedIn, roles: tuple[str, ...]
) -> None:
    def meets() -> list[tuple[int, str]]:
        pages = pages_of(somebody, "/concerns", "/concerns/no-such-concern", "/contacts?page=1")
        return [(page.status, page.text) for page in pages]

    share(store, clock, a_summary(contact_id="conversation-1"))
    somebody = signed_in("Somebody", *roles)
    before = meets()
    address = voice(store, clock)
    assert meets() == before
    there, not_there = somebody.open(address), somebody.open("/concerns/no-such-concern")
    assert (there.status, there.text) == (not_there.status, not_there.text) == (403, there.text)
    id_ = address.split("/")[-1]
    for elsewhere in (f"/summaries/{id_}", f"/requests/{id_}", f"/summaries/{id_}/versions/1"):
        assert somebody.open(elsewhere).status in (403, 404)
    assert events(store, address) == ["concern.raised"]


def test_a_refused_person_picks_nothing_up_at_any_address(
    store: Store, clock: StandingClock, signed_in: SignedIn
) -> None:
    address = voice(store, clock)
    id_ = address.split("/")[-1]
    priya = signed_in("Priya", "front_door", "administrator")
    mark = priya.open("/password").all("input", name="csrf_token")[0].get("value")
    for target, status in ((address, 403), (f"/summaries/{id_}", 404), (f"/requests/{id_}", 404)):
        assert priya.client.post(f"{target}/pick-up", data={"csrf_token": mark}).status_code == status
    assert events(store, address) == ["concern.raised"]


def test_with_the_safeguarding_role_alone_nothing_that_was_shared_is_seen(
    store: Store, clock: StandingClock, sanjay: Browser
) -> None:
    summary = share(store, clock, a_summary())
    for page in (sanjay.open(summary), sanjay.open("/contacts"), sanjay.open("/concerns")):
        assert "tomatoes" not in page.html
    assert sanjay.open(summary).status == 403


def test_whoever_has_both_roles_is_told_in_the_inbox_that_a_concern_waits(
    store: Store, clock: StandingClock, signed_in: SignedIn
) -> None:
    grace = signed_in("Grace", "safeguarding", "front_door")
    assert "wait" not in grace.open("/contacts").main
    voice(store, clock)
    assert "1 concern waits for somebody" in grace.open("/contacts").main
    voice(store, clock, contact_id="conversation-2")
    assert "2 concerns wait for somebody" in grace.open("/contacts").main
    assert grace.open("/").heading == "Concerns"


def test_a_concern_is_in_no_summary_and_a_summary_in_no_concern(
    store: Store, clock: StandingClock, signed_in: SignedIn
) -> None:
    summary = share(store, clock, a_summary(contact_id="conversation-1"))
    concern = voice(store, clock)
    grace = signed_in("Grace", "safeguarding", "front_door")
    assert "pension" not in grace.open(summary).html
    assert "concern" not in part(grace.open(summary), "history").lower()
    assert "tomatoes" not in grace.open(concern).html


# Its delivery


@pytest.fixture
def sending(sqlite_url: str, store: Store) -> Iterator[Store]:
    """The same store, where the safeguarding team has a system of its own."""
    opened = open_store(sqlite_url, sends_concerns=True)
    yield opened
    opened.close()


def give_up(store: Store, clock: StandingClock) -> str:
    """Let every delivery of a concern have failed for good; return the id of the last."""
    with store.unit_of_work() as work:
        for note in store.queries.list_deliveries(road=RESTRICTED_ROAD):
            row = work.deliveries.get(note.id)
            work.deliveries.mark_dead(row, clock.time, "status_500", 500)
        work.commit()
    return row.id


def test_without_a_system_of_its_own_nothing_is_said_of_sending(told: str, sanjay: Browser) -> None:
    assert "Sent to your own system" not in sanjay.open(told).main


def test_what_became_of_sending_is_told(sending: Store, clock: StandingClock, sanjay: Browser) -> None:
    address = voice(sending, clock)
    assert "Version 1: waits to be sent." in part(sanjay.open(address), "sent")
    (note,) = sending.queries.list_deliveries(road=RESTRICTED_ROAD)
    with sending.unit_of_work() as work:
        work.deliveries.mark_delivered(work.deliveries.get(note.id), clock.time, 200)
        work.commit()
    assert "Version 1: arrived." in part(sanjay.open(address), "sent")


def test_what_could_not_be_sent_is_told_to_the_safeguarding_team_alone_and_sent_again_by_it(
    sending: Store, clock: StandingClock, sanjay: Browser, signed_in: SignedIn
) -> None:
    address = voice(sending, clock)
    delivery = give_up(sending, clock)
    anna = signed_in("Anna", "administrator", "front_door")
    before = anna.open("/deliveries")
    assert "There are none." in before.main
    assert "Delivered: 0. Waiting to be sent: 0." in before.main
    mark = anna.open("/password").all("input", name="csrf_token")[0].get("value")
    refused = [
        anna.client.post(f"{start}/{delivery}/send-again", data={"csrf_token": mark}).status_code
        for start in ("/deliveries", f"{address}/deliveries")
    ]
    assert refused == [404, 403]

    assert sanjay.open("/concerns").links(address) == [address, address]
    page = sanjay.open(address)
    assert "could not be sent, and is not tried any more; last answer: status_500" in part(page, "sent")
    assert sanjay.send(page, f"{address}/deliveries/{delivery}/send-again").location == address
    assert "It will be sent again in a moment." in sanjay.open(address).text
    assert "concern" not in anna.open("/deliveries").main.lower()
    sanjay.send(page, f"{address}/deliveries/{delivery}/send-again")
    assert "Nothing was done." in sanjay.open(address).text
