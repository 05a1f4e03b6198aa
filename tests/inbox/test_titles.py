"""What a person calls their summary, what they wish of a tie and what would get it started, as staff read them."""

from __future__ import annotations

from dataclasses import replace

from bot.handover import hand_over
from bot.inbox.sheet import sheet_of
from bot.store import Store
from bot.strengths.library import wording
from bot.strengths.statement import Place, Wish
from tests.builders import a_statement, a_summary
from tests.conftest import StandingClock
from tests.inbox.browsing import Browser, text_of


def test_the_title_stands_in_the_list_and_on_the_summary_escaped(
    store: Store, clock: StandingClock, priya: Browser
) -> None:
    hand_over(store.unit_of_work(), replace(a_summary(), title="Me & <b>bowls</b>"), clock)

    page = priya.open("/contacts")

    assert "Me & <b>bowls</b>" in text_of(page.by_class("fd-contacts__row")[0])


def test_a_summary_without_a_title_stands_in_the_list_as_before(
    store: Store, clock: StandingClock, priya: Browser
) -> None:
    hand_over(store.unit_of_work(), a_summary(), clock)

    assert text_of(priya.open("/contacts").by_class("fd-contacts__row")[0]).startswith("Summary FD-")


def test_what_would_get_it_started_has_a_place_of_its_own_and_promises_nothing() -> None:
    summary = replace(a_summary(), statements=(a_statement(words="a lift there", place=Place.KICK_START),))

    section = next(part for part in sheet_of(summary).sections if part.key == "kick_start")

    assert [line.words for line in section.groups[0].lines] == ["a lift there"]
    assert section.note == wording("kick_start_note")


def test_the_wish_of_a_tie_is_said_beside_it() -> None:
    tie = replace(a_statement(words="our Karen", place=Place.NETWORK_STRENGTH), wish=Wish.MORE)

    (drawn,) = sheet_of(replace(a_summary(), statements=(tie,))).picture.circles.network

    assert drawn.wish is Wish.MORE
