"""The list, a summary, a request, and picking them up."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from bot.handover import acknowledge, hand_over, pass_on_request, withdraw
from bot.inbox import contacts
from bot.store import Store
from bot.strengths.how_to_talk import HowToTalk
from bot.strengths.library import wording
from bot.strengths.outcomes import Coverage
from bot.strengths.safe_contact import SafeContact
from bot.strengths.statement import Arrangement, Flow, Holds, Place, Source, Statement, TieQuality
from bot.strengths.summary import Summary
from tests.builders import a_request, a_statement, a_summary
from tests.conftest import StandingClock
from tests.inbox.browsing import Browser, Page, text_of
from tests.inbox.conftest import SignedIn, staff_id


def share(store: Store, clock: StandingClock, summary: Summary | None = None) -> str:
    """Hand a summary over and return the address of its page."""
    summary = summary or a_summary()
    hand_over(store.unit_of_work(), summary, clock)
    return f"/summaries/{id_of(store, summary.contact_id)}"


def id_of(store: Store, contact_id: str) -> str:
    with store.unit_of_work() as work:
        row = work.summaries.find_by_contact(contact_id)
        assert row is not None
        return row.id


def ask(store: Store, clock: StandingClock, **fields: object) -> str:
    """Pass a request on and return the address of its page."""
    request = a_request(**fields)  # type: ignore[arg-type]
    pass_on_request(store.unit_of_work(), request, clock)
    with store.unit_of_work() as work:
        row = work.requests.find_by_contact(request.contact_id, request.kind)
        assert row is not None
        return f"/requests/{row.id}"


def summary_of(*statements: Statement, **fields: object) -> Summary:
    values: dict[str, object] = {
        "contact_id": "contact-1",
        "statements": statements,
        "coverage": {},
        "safe_contact": SafeContact(),
        "preferences": (),
        "asked_for": (),
        "said_by": "resident",
        "agreed_at": datetime(2026, 3, 2, 8, 55, tzinfo=UTC),
    }
    return Summary(**{**values, **fields})  # type: ignore[arg-type]


def said(words: str, place: Place, **fields: object) -> Statement:
    values: dict[str, object] = {"id": words, "source": Source.OWN_WORDS, "domain": "hopes", "question": "hopes.first"}
    return Statement(words=words, place=place, **{**values, **fields})  # type: ignore[arg-type]


def part(page: Page, key: str) -> str:
    """The text of one part of the summary page, found by the id of its heading."""
    section = next(item for item in page.all("section") if item.get("aria-labelledby") == key)
    return text_of(section)


def rows(page: Page) -> list[str]:
    return [text_of(row) for row in page.by_class("fd-contacts__row")]


# The list


def test_an_empty_inbox_says_so(priya: Browser) -> None:
    assert "Nobody has shared anything yet" in priya.open("/").main


def test_the_newest_is_first_and_says_what_it_is(store: Store, clock: StandingClock, priya: Browser) -> None:
    share(store, clock)
    clock.advance(minutes=20)
    ask(store, clock, contact_id="contact-2", kind="person")
    clock.advance(minutes=20)
    ask(store, clock, contact_id="contact-3", kind="assessment")
    assessment, person, summary = rows(priya.open("/contacts"))
    assert assessment.startswith("Asked for an assessment FD-")
    assert person.startswith("Asked to talk to a person FD-")
    assert summary.startswith("Summary FD-")
    assert "Arrived 2 March 2026 at 09:00" in summary
    assert "Nobody has picked this up" in summary


def test_times_are_londons_in_summer_too(store: Store, clock: StandingClock, signed_in: SignedIn) -> None:
    clock.time = datetime(2026, 7, 1, 23, 30, tzinfo=UTC)
    share(store, clock)
    assert "Arrived 2 July 2026 at 00:30" in rows(signed_in("Priya").open("/contacts"))[0]


def test_what_is_new_is_new_to_each_colleague(store: Store, clock: StandingClock, signed_in: SignedIn) -> None:
    address = share(store, clock)
    priya, dylan = signed_in("Priya"), signed_in("Dylan")
    assert "New to you" in rows(priya.open("/contacts"))[0]
    priya.open(address)
    assert "New to you" not in rows(priya.open("/contacts"))[0]
    assert "You have opened all 1." in priya.open("/contacts").main
    assert "New to you" in rows(dylan.open("/contacts"))[0]
    assert "1 of 1 is new to you." in dylan.open("/contacts").main


def test_a_changed_summary_is_new_again(store: Store, clock: StandingClock, priya: Browser) -> None:
    priya.open(share(store, clock))
    clock.advance(minutes=5)
    share(store, clock, a_summary(words=("I grow roses",)))
    (row,) = rows(priya.open("/contacts"))
    assert "New to you" in row
    assert "Changed 2 March 2026 at 09:05 (version 2)" in row


def test_a_long_list_has_pages(
    store: Store, clock: StandingClock, priya: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(contacts, "PAGE_SIZE", 2)
    for number in range(5):
        share(store, clock, a_summary(contact_id=f"contact-{number}"))
        clock.advance(minutes=1)
    first = priya.open("/contacts")
    (to_second,) = first.links("/contacts?")
    second = priya.open(to_second)
    assert second.heading == "Inbox, up to 2 March 2026 at 09:02"
    to_first, to_third = second.links("/contacts?")
    third = priya.open(to_third)
    assert third.links("/contacts?")[0].startswith("/contacts?newer_than=")
    seen = [row for page in (first, second, third) for row in rows(page)]
    assert len(seen) == len(set(seen)) == 5
    assert rows(priya.open(to_first)) == rows(first)


@pytest.mark.parametrize(
    "asked",
    [
        "page=2",
        "older_than=",
        "older_than=x",
        "older_than=2026-03-02T09:00:00",
        "older_than=2026-03-02T09:00:00_" + "9" * 90,
        "older_than=2026-03-02T09:00:00%2B01:00_a",
        "older_than=9999-99-99T00:00:00_a",
        "older_than=0001-01-01T00:00:00_a",
        "newer_than=9999-12-31T23:59:59_a",
        "newer_than=2026-03-02T09:00:00_1 OR 1=1",
    ],
)
def test_an_address_that_names_no_page_gives_the_first(
    store: Store, clock: StandingClock, priya: Browser, asked: str
) -> None:
    share(store, clock)
    page = priya.open(f"/contacts?{asked}")
    assert page.status == 200
    assert page.heading == "Inbox"
    assert len(rows(page)) == 1


def test_the_list_holds_nobodys_words(store: Store, clock: StandingClock, priya: Browser) -> None:
    share(store, clock, a_summary(words=("I grow tomatoes",)))
    ask(store, clock, words="Can I talk to somebody?")
    html = priya.open("/contacts").html
    for words in ("tomatoes", "talk to somebody", "Maureen", "01632"):
        assert words not in html


# The summary


FULL = summary_of(
    said("I fell in March", Place.REASON),
    said("Back to the allotment", Place.GOAL),
    said("I grow tomatoes", Place.PERSONAL_STRENGTH),
    said("Drove a bus for thirty years", Place.PERSONAL_STRENGTH, holds=Holds.PAST),
    said("My daughter Jean", Place.NETWORK_STRENGTH, flow=Flow.BOTH_WAYS, quality=TieQuality.STRONG),
    said("My brother", Place.NETWORK_STRENGTH, quality=TieQuality.STRAINED),
    said("Library on Tuesdays", Place.COMMUNITY_STRENGTH, source=Source.CHOSEN_OPTION),
    said("nowhere else", Place.COMMUNITY_STRENGTH, holds=Holds.DENIED),
    said("The stairs", Place.HARD_NOW),
    said("A rail would sort it", Place.OWN_IDEA),
    said("Water the greenhouse", Place.WHAT_WOULD_HELP, arrangement=Arrangement.ALONE),
    said("A lift to the plot", Place.WHAT_WOULD_HELP, arrangement=Arrangement.WITH_SOME_HELP),
    said("Plan the rail", Place.WHAT_WOULD_HELP, arrangement=Arrangement.CO_PRODUCED),
    said("Somebody to ring me", Place.WHAT_WOULD_HELP),
    said("Show people how to prune", Place.WOULD_OFFER, source=Source.PARAPHRASE_APPROVED),
    said("Not before ten please", Place.ALSO),
    coverage={
        "aspirations": Coverage.TALKED_ABOUT,
        "good_day": Coverage.NOT_DISCUSSED,
        "coping_exceptions": Coverage.DECLINED,
    },
    safe_contact=SafeContact(name="Maureen", way="phone", detail="01632 960001", private="My son hears the phone"),
    preferences=("easier",),
    asked_for=("assessment",),
)


@pytest.fixture
def full(store: Store, clock: StandingClock, priya: Browser) -> Page:
    """The page of a summary in which everything was said."""
    return priya.open(share(store, clock, FULL))


def test_the_summary_opens_with_how_to_reach_the_person(full: Page) -> None:
    assert part(full, "reach") == (
        "How to reach them safely Call me Maureen Best way to reach me Phone call Number or address 01632 960001 "
        "Who else might see or hear My son hears the phone"
    )
    keys = [section.get("aria-labelledby") for section in full.all("section") if section.get("aria-labelledby")]
    assert keys == [
        *("talk", "reach", "own-words", "goal", "strengths", "hard_now", "own_idea", "what_would_help", "would_offer"),
        *("asked-for", "reason", "also", "not-discussed", "declined", "agreed", "history"),
    ]


def test_how_to_talk_stands_first_and_once_with_the_words_it_was_asked_for_in(
    store: Store, clock: StandingClock, priya: Browser
) -> None:
    words = "interpreter please. not my son"
    summary = summary_of(
        said(words, Place.COMMUNICATION_ACCESS), said("Back to the allotment", Place.GOAL), preferences=("interpreter",)
    )
    page = priya.open(share(store, clock, summary))
    assert part(page, "talk") == (
        f"How they like to talk An interpreter, please. Not family, unless I say so\u201c{words}\u201d"
    )
    assert page.main.count(words) == 1
    keys = [section.get("aria-labelledby") for section in page.all("section") if section.get("aria-labelledby")]
    assert keys[0] == "talk"


def test_own_words_come_before_anything_else_that_was_said(full: Page) -> None:
    quotes = [text_of(quote) for quote in full.all("blockquote")]
    assert quotes == ["I fell in March", "Back to the allotment", "I grow tomatoes", "A rail would sort it"]


def test_the_summary_shows_exactly_the_lines_that_were_shared_each_with_its_source(full: Page) -> None:
    shown = [item for item in full.all("li") if any("(" in text_of(span) for span in item)]
    lines = sorted(text_of(item) for item in shown)
    assert lines == sorted(
        [
            "I fell in March (own words)",
            "Back to the allotment (own words)",
            "I grow tomatoes (own words)",
            "Drove a bus for thirty years (own words; in the past)",
            "My daughter Jean (own words; we help each other; good for me)",
            "My people: My brother (own words; up and down)",
            "Library on Tuesdays (chosen from a list)",
            "My places and groups: nowhere else (own words)",
            "The stairs (own words)",
            "A rail would sort it (own words)",
            "Water the greenhouse (own words)",
            "A lift to the plot (own words)",
            "Plan the rail (own words)",
            "Somebody to ring me (own words)",
            "Show people how to prune (our words, agreed by the person)",
            "Not before ten please (own words)",
        ]
    )


def test_what_would_help_says_who_would_do_it(full: Page) -> None:
    assert part(full, "what_would_help") == (
        "What would help I would do this myself Water the greenhouse (own words) "
        "I would do this with some help A lift to the plot (own words) "
        "We would do this together Plan the rail (own words) "
        "Who would do it was not talked about Somebody to ring me (own words)"
    )


def test_an_offer_is_never_a_condition(full: Page) -> None:
    assert wording("offer_note") in part(full, "would_offer")


def test_the_summary_says_what_it_does_not_hold(full: Page) -> None:
    assert part(full, "not-discussed") == "Not talked about A good day"
    assert part(full, "declined") == "Chose not to say or share What has helped before"
    assert part(full, "asked-for") == "What they asked for Asked for an assessment"


def test_every_summary_says_that_it_is_no_assessment_on_paper_too(full: Page) -> None:
    (note,) = full.by_class("fd-standing-note")
    assert text_of(note) == " ".join(wording("standing_note").split())
    assert "fd-not-on-paper" not in str(note.get("class"))


def test_who_typed_and_when_they_agreed_is_told(full: Page) -> None:
    assert part(full, "agreed") == (
        "What was agreed Typed by the person who got in touch. They agreed on 2 March 2026 at 08:55 "
        "that the team may read what stands here."
    )


def test_only_strengths_are_drawn(full: Page) -> None:
    (picture,) = [element for element in full.root.iter() if element.tag.endswith("svg")]
    drawn = text_of(picture)
    assert "My daughter" in drawn
    assert "My brother" not in drawn
    assert "nowhere" not in drawn


def test_a_line_typed_by_somebody_else_says_so(store: Store, clock: StandingClock, priya: Browser) -> None:
    mixed = summary_of(said("I like cards", Place.GOAL), said("She likes cards", Place.GOAL, said_by="someone_else"))
    shown = part(priya.open(share(store, clock, mixed)), "goal")
    assert "I like cards (own words)" in shown
    assert "She likes cards (own words; Typed by someone else, for the person)" in shown


def test_when_nothing_hard_was_said_the_summary_says_that_and_not_that_nothing_is_hard(
    store: Store, clock: StandingClock, priya: Browser
) -> None:
    silent = share(store, clock, summary_of(said("Roses", Place.GOAL), coverage={"hard_now": Coverage.NOT_DISCUSSED}))
    assert part(priya.open(silent), "hard_now") == "What is hard right now We did not talk about this"
    refused = summary_of(said("Roses", Place.GOAL), contact_id="2", coverage={"hard_now": Coverage.DECLINED})
    assert (
        part(priya.open(share(store, clock, refused)), "hard_now") == "What is hard right now Chose not to say or share"
    )


def test_no_way_to_reach_somebody_is_told_plainly(store: Store, clock: StandingClock, priya: Browser) -> None:
    page = priya.open(share(store, clock, summary_of(said("Roses", Place.GOAL))))
    assert "No way to reach them was given yet." in part(page, "reach")


HOSTILE = """<script>alert(1)</script>"'></title></svg><img src=x onerror=alert(1)>{{ 7*7 }}\x00\u202e&amp;"""


@pytest.mark.parametrize("place", list(Place))
def test_words_are_shown_as_words_wherever_they_stand(
    store: Store, clock: StandingClock, priya: Browser, place: Place
) -> None:
    for holds in Holds:
        page = priya.open(
            share(store, clock, summary_of(said(HOSTILE, place, holds=holds), contact_id=f"contact-{holds}"))
        )
        assert page.status == 200
        assert HOSTILE.replace("\x00", "\ufffd") in page.main


@pytest.mark.parametrize("field", ["name", "way", "detail", "when", "private"])
def test_ways_to_reach_somebody_are_shown_as_words(
    store: Store, clock: StandingClock, priya: Browser, field: str
) -> None:
    reach = SafeContact(**{field: HOSTILE})
    summary = summary_of(said("x", Place.GOAL), safe_contact=reach, preferences=(HOSTILE,), asked_for=(HOSTILE,),
                         coverage={HOSTILE: Coverage.DECLINED})  # fmt: skip
    shown = HOSTILE.replace("\x00", "\ufffd")
    assert priya.open(share(store, clock, summary)).main.count(shown) == 4
    assert shown in priya.open(ask(store, clock, words=HOSTILE, safe_contact=reach)).main


def test_an_earlier_version_can_be_read_and_says_that_it_is_one(
    store: Store, clock: StandingClock, priya: Browser
) -> None:
    address = share(store, clock, a_summary(words=("I grow tomatoes",)))
    clock.advance(minutes=5)
    share(store, clock, a_summary(words=("I grow roses",)))
    latest = priya.open(address)
    assert "tomatoes" not in latest.html
    (earlier,) = latest.links(f"{address}/versions/")
    before = store.queries.list_audit(address.split("/")[-1])
    page = priya.open(earlier)
    assert page.heading.startswith("Earlier version of summary FD-")
    assert "The person has changed this since." in page.main
    assert "I grow tomatoes" in page.main
    assert "roses" not in page.html
    assert not page.all("form", action=f"{address}/pick-up")
    (event,) = store.queries.list_audit(address.split("/")[-1])[len(before) :]
    assert (event.event, event.by, event.sentence) == ("summary.viewed", "Priya", "Priya opened version 1.")


def test_reading_an_earlier_version_is_not_reading_the_latest(
    store: Store, clock: StandingClock, priya: Browser
) -> None:
    address = share(store, clock)
    share(store, clock, a_summary(words=("I grow roses",)))
    priya.open(f"{address}/versions/1")
    assert "New to you" in rows(priya.open("/contacts"))[0]


def test_the_latest_version_has_one_address_and_others_none(store: Store, clock: StandingClock, priya: Browser) -> None:
    address = share(store, clock)
    assert priya.open(f"{address}/versions/1", follow=False).location == address
    for number in ("2", "0", "99999999999999999999"):
        assert priya.open(f"{address}/versions/{number}").status == 404


# What happened


def test_each_look_is_written_down_before_anything_is_shown(store: Store, clock: StandingClock, priya: Browser) -> None:
    address = share(store, clock)
    clock.advance(minutes=74)
    priya.sign_in("priya")
    page = priya.open(address)
    assert "2 March 2026 at 10:14 Priya opened version 1." in part(page, "history")
    priya.open(address)
    events = [note.event for note in store.queries.list_audit(address.split("/")[-1])]
    assert events == ["summary.shared", "summary.viewed", "summary.viewed"]


def test_picking_up_tells_colleagues_who_is_on_it(store: Store, clock: StandingClock, signed_in: SignedIn) -> None:
    for address in (share(store, clock), ask(store, clock)):
        priya, dylan = signed_in("Priya"), signed_in("Dylan")
        page = priya.open(address)
        assert "Nobody has picked this up yet." in page.main
        stale = dylan.open(address)
        assert priya.send(page, f"{address}/pick-up").location == address
        after = priya.open(address)
        assert "You are picking this up." in after.text
        assert "Priya picked this up on 2 March 2026 at 09:00." in after.main
        assert not after.all("form", action=f"{address}/pick-up")
        dylan.send(stale, f"{address}/pick-up")
        assert "Priya was first and is picking this up." in dylan.open(address).text
        events = [note.sentence for note in store.queries.list_audit(address.split("/")[-1])]
        assert events.count("Priya picked this up.") == 1
        assert "Dylan picked this up." not in events
    assert all("Picked up by Priya" in row for row in rows(priya.open("/contacts")))


def test_reading_alone_picks_nothing_up(store: Store, clock: StandingClock, priya: Browser) -> None:
    address = share(store, clock)
    assert priya.open(f"{address}/pick-up").status == 405
    assert "Nobody has picked this up yet." in priya.open(address).main


# Requests


def test_a_request_shows_the_words_and_how_to_reach_the_person(
    store: Store, clock: StandingClock, priya: Browser
) -> None:
    page = priya.open(ask(store, clock, kind="assessment", words="i want a assesment"))
    assert page.heading.startswith("Asked for an assessment FD-")
    assert [text_of(quote) for quote in page.all("blockquote")] == ["i want a assesment"]
    assert "01632 960001" in part(page, "reach")
    assert "Priya opened this." in part(page, "history")
    assert len(page.by_class("fd-standing-note")) == 1


@pytest.mark.parametrize(
    ("way", "words", "shown"),
    [
        ("no_phone", "no phone calls please", "No phone calls, please"),
        ("bsl", "i use bsl", "British Sign Language (BSL), please"),
        ("interpreter", "Tigrinya", "An interpreter, please. Not family, unless I say so"),
    ],
)
def test_a_request_says_first_how_to_talk_with_them(
    store: Store, clock: StandingClock, priya: Browser, way: str, words: str, shown: str
) -> None:
    page = priya.open(ask(store, clock, how_to_talk=HowToTalk(ways=(way,), words=(words,))))
    assert part(page, "talk") == f"How they like to talk {shown}\u201c{words}\u201d"


def test_a_request_without_words_or_a_number_says_so(store: Store, clock: StandingClock, priya: Browser) -> None:
    page = priya.open(ask(store, clock, words="", safe_contact=SafeContact()))
    assert "No way to reach them was given yet." in page.main
    assert "They used a button and wrote nothing more." in page.main


# Withdrawn


def test_what_was_erased_shows_no_words_and_says_why(store: Store, clock: StandingClock, priya: Browser) -> None:
    address = share(store, clock)
    wish = ask(store, clock)
    clock.advance(minutes=1)
    withdraw(store.unit_of_work(), "contact-1", clock)
    assert all("Deleted by the person" in row and "New to you" not in row for row in rows(priya.open("/contacts")))
    for page in (priya.open(address), priya.open(wish)):
        assert page.status == 200
        assert "The person asked for this to be deleted on 2 March 2026 at 09:01. Its words were erased" in page.main
        for words in ("tomatoes", "talk to somebody", "Maureen", "01632"):
            assert words not in page.html
        assert not [form for form in page.all("form") if str(form.get("action")).endswith("/pick-up")]
        assert not page.by_class("fd-circles")


def test_what_stays_after_the_wish_says_that_it_was_asked(store: Store, clock: StandingClock, priya: Browser) -> None:
    address = share(store, clock)
    acknowledge(store.unit_of_work(), address.split("/")[-1], staff_id(store, "Priya"), clock)
    clock.advance(minutes=1)
    withdraw(store.unit_of_work(), "contact-1", clock)
    page = priya.open(address)
    assert "The person asked for this to be deleted on 2 March 2026 at 09:01. It is still here" in page.main
    assert "I grow tomatoes" in page.main
    assert "Asked to be deleted" in rows(priya.open("/contacts"))[0]


def test_a_click_on_pick_up_after_the_words_are_gone_is_told_so(
    store: Store, clock: StandingClock, priya: Browser
) -> None:
    address = share(store, clock)
    page = priya.open(address)
    withdraw(store.unit_of_work(), "contact-1", clock)
    assert priya.send(page, f"{address}/pick-up").status == 404
    assert "Its words were erased" in priya.open(address).main


@pytest.mark.parametrize("address", ["/summaries/x", "/requests/x", "/summaries/%00", "/requests/é"])
def test_what_is_not_there_is_not_found(priya: Browser, address: str) -> None:
    page = priya.open(address)
    assert page.status == 404
    assert page.heading == "There is no such page"


def test_a_summary_is_not_found_among_requests(store: Store, clock: StandingClock, priya: Browser) -> None:
    address = share(store, clock)
    assert priya.open(address.replace("summaries", "requests")).status == 404


def test_a_line_out_of_a_hundred_is_one_line(store: Store, clock: StandingClock, priya: Browser) -> None:
    many = summary_of(*(a_statement(line=f"s{number}", words=f"Thing {number}") for number in range(100)))
    page = priya.open(share(store, clock, many))
    assert len(page.by_class("fd-circles__details")) == 100
