"""Trainers, groups and learners: who sees what, what is kept after being told, and deleting."""

from __future__ import annotations

from dataclasses import asdict
from datetime import UTC, datetime

import pytest
from flask import Flask
from sqlalchemy import text

from bot.rehearsal_pages.codes import digest_of, new_code
from bot.rehearsal_pages.plots import KINDS, group_over_time, over_time
from bot.settings import Settings
from bot.staff import add_staff
from bot.staff_pages.desk import NAME
from bot.store.studio import StudioStore
from bot.store.studio_records import KeptRehearsal
from bot.studio.rehearsal.indicators import indicators
from tests.conftest import StandingClock
from tests.inbox.browsing import PASSWORD, Browser, text_of
from tests.rehearsal_pages.talking import Learner
from tests.rehearsal_pages.test_debriefing import TALK, talked_over
from tests.studio.talking import talk


def make_group(trainer: Browser, name: str = "Autumn intake") -> str:
    address = trainer.send(trainer.open("/groups"), "/groups", name=name).location
    assert address.startswith("/groups/")
    return address


def add_learner(trainer: Browser, group: str, name: str = "Ife") -> tuple[str, str]:
    """Add a learner; return the address of their page and their code."""
    address = trainer.send(trainer.open(group), f"{group}/learners", name=name).location
    (code,) = trainer.open(address).by_class("fd-code")
    return address, text_of(code)


def come_in(app: Flask, code: str) -> Learner:
    browser = Browser(app, scripts=True)
    told = browser.send(browser.open("/with-records"), "/with-records", code=code)
    assert told.status == 200, told.main
    browser.send(told, "/with-records/agreed")
    return Learner(browser)


@pytest.fixture
def ife(app: Flask, tomasz: Browser) -> tuple[str, Learner]:
    """The address of a learner's page for the trainer, and the learner, who has come in."""
    address, code = add_learner(tomasz, make_group(tomasz))
    return address, come_in(app, code)


def rehearse(learner: Learner, *turns: str) -> None:
    learner.begin("frank")
    learner.say(*(turns or TALK))
    talked_over(learner, "He opened up.")


@pytest.mark.parametrize("address", ["/groups", "/groups/x", "/learners/x", "/learners/x/rehearsals/y"])
def test_records_are_for_trainers_alone(
    app: Flask, studio_store: StudioStore, clock: StandingClock, browser: Browser, address: str
) -> None:
    assert browser.open(address, follow=False).location.startswith("/sign-in")
    add_staff(studio_store.unit_of_work(), "Priya", "priya", PASSWORD, ("front_door", "administrator"), clock)
    priya = Browser(app)
    priya.sign_in("priya")
    assert priya.open(address).status == 403
    assert "Groups" not in priya.open("/").text


def test_a_trainer_makes_a_group_and_a_learner_whose_code_is_shown_once(tomasz: Browser) -> None:
    address, code = add_learner(tomasz, make_group(tomasz))
    page = tomasz.open(address)
    assert code not in page.html
    assert page.heading == "Ife"


@pytest.mark.parametrize("name", ["", "   ", "x" * 81, "a\x00b"])
def test_a_name_that_cannot_be_used_is_refused_in_words(tomasz: Browser, name: str) -> None:
    page = tomasz.send(tomasz.open("/groups"), "/groups", name=name)
    assert page.status == 400
    assert "1 to 80 characters" in text_of(page.by_id("failure"))


def test_a_learner_is_told_what_is_kept_before_anything_is(app: Flask, tomasz: Browser) -> None:
    _, code = add_learner(tomasz, make_group(tomasz))
    browser = Browser(app, scripts=True)
    told = browser.open(f"/with-records/{code}")
    assert told.heading == "What is kept, Ife"
    for part in ("Every word you say", "Your trainer can read all of it", "no score", "delete it"):
        assert part in told.main
    assert "You rehearse as" not in browser.open("/").main
    browser.send(told, "/with-records/agreed")
    assert "You rehearse as Ife" in browser.open("/").main


def test_a_code_is_read_however_it_was_typed(app: Flask, tomasz: Browser) -> None:
    _, code = add_learner(tomasz, make_group(tomasz))
    learner = come_in(app, f" {code.upper().replace('-', ' ')} ")
    assert "You rehearse as Ife" in learner.page.main


@pytest.mark.parametrize("code", ["", "aaaa-bbbb-cccc-dddd", "x" * 500, "\x00", "ü"])
def test_a_code_that_nobody_has_opens_nothing(browser: Browser, code: str) -> None:
    page = browser.send(browser.open("/with-records"), "/with-records", code=code)
    assert page.status == 400
    assert "not a code we know" in text_of(page.by_id("failure"))


def test_codes_are_long_and_kept_as_digests_alone(
    studio_store: StudioStore, settings: Settings, tomasz: Browser
) -> None:
    assert len({new_code() for _ in range(100)}) == 100
    assert len(new_code().replace("-", "")) == 16
    _, code = add_learner(tomasz, make_group(tomasz))
    with studio_store._engine.connect() as connection:
        kept = connection.execute(text("SELECT code_key FROM learners")).scalar()
    assert kept == digest_of(code, settings)
    assert code not in str(kept)


def test_a_rehearsal_is_kept_with_every_turn_and_the_trainer_reads_it(
    tomasz: Browser, ife: tuple[str, Learner]
) -> None:
    address, learner = ife
    rehearse(learner)
    page = tomasz.open(address)
    (link,) = page.links(f"{address}/rehearsals/")
    kept = tomasz.open(link)
    assert kept.heading == "Ife\u2019s rehearsal with Frank Molloy"
    assert "He opened up." in kept.main
    assert "Ife, turn 1" in kept.main
    for turn in TALK:
        assert turn in kept.main
    assert "Ife: " in tomasz.client.get(f"{link}/debrief.txt").text


def test_a_rehearsal_without_an_account_is_in_nobodys_records(
    app: Flask, studio_store: StudioStore, browser: Browser
) -> None:
    learner = Learner(browser)
    rehearse(learner)
    with studio_store._engine.connect() as connection:
        for table in ("learners", "rehearsals"):
            assert connection.execute(text(f"SELECT count(*) FROM {table}")).scalar() == 0


def test_after_keeping_was_stopped_nothing_more_is_kept(tomasz: Browser, ife: tuple[str, Learner]) -> None:
    address, learner = ife
    learner.browser.send(learner.browser.open("/"), "/with-records/leave")
    rehearse(learner)
    assert tomasz.open(address).links(f"{address}/rehearsals/") == []


def test_a_learner_goes_on_another_day_with_what_was_left(
    app: Flask, ife: tuple[str, Learner], clock: StandingClock
) -> None:
    _, learner = ife
    learner.begin("frank")
    learner.say("What's going well?")
    learner.send("rewind")
    learner.say(*TALK[:2])
    said = learner.talk()
    clock.advance(hours=3)
    assert learner.open().status == 404
    page = learner.browser.open("/my-rehearsals")
    (link,) = page.links("/my-rehearsals/")[:1]
    unfinished = learner.browser.open(link)
    learner._arrive(learner.browser.send(unfinished, f"{link}/go-on"))
    assert learner.talk() == said
    learner.say(TALK[2])
    assert len(learner.browser.open("/my-rehearsals").links("/my-rehearsals/")) == 2


def test_a_learner_reads_their_own_debrief_after_their_own_view_and_not_before(ife: tuple[str, Learner]) -> None:
    _, learner = ife
    learner.begin("frank")
    learner.say(*TALK)
    link = learner.browser.open("/my-rehearsals").links("/my-rehearsals/")[0]
    assert "What could be seen" not in learner.browser.open(link).main
    assert "not talked it over" in learner.browser.open(f"{link}/debrief.txt").main
    talked_over(learner, "He opened up.")
    assert "What could be seen" in learner.browser.open(link).main


def test_one_learner_reads_nothing_of_another(app: Flask, tomasz: Browser, ife: tuple[str, Learner]) -> None:
    address, learner = ife
    rehearse(learner)
    link = learner.browser.open("/my-rehearsals").links("/my-rehearsals/")[0]
    _, code = add_learner(tomasz, make_group(tomasz), "Bo")
    assert come_in(app, code).browser.open(link).status == 404
    assert Browser(app).open(link, follow=False).location == "/with-records"
    assert Browser(app).open(address, follow=False).location.startswith("/sign-in")


def test_another_trainer_is_not_even_told_that_a_learner_is_there(
    app: Flask, studio_store: StudioStore, clock: StandingClock, ife: tuple[str, Learner]
) -> None:
    address, _ = ife
    add_staff(studio_store.unit_of_work(), "Gwen", "gwen", PASSWORD, ("trainer",), clock)
    gwen = Browser(app, scripts=True)
    gwen.sign_in("gwen")
    assert gwen.open(address).status == 404
    assert "Autumn intake" not in gwen.open("/groups").main


def test_a_new_code_ends_the_old_one_and_every_session_with_it(
    app: Flask, tomasz: Browser, ife: tuple[str, Learner], clock: StandingClock
) -> None:
    address, learner = ife
    clock.advance(minutes=1)
    tomasz.send(tomasz.open(address), f"{address}/code")
    assert "You rehearse as" not in learner.browser.open("/").main
    assert text_of(tomasz.open(address).by_class("fd-code")[0])


def test_deleting_a_learner_asks_once_and_then_all_is_gone(
    app: Flask, studio_store: StudioStore, tomasz: Browser, ife: tuple[str, Learner]
) -> None:
    address, learner = ife
    rehearse(learner)
    sure = tomasz.open(f"{address}/delete")
    assert sure.heading == "Delete this learner?"
    assert tomasz.open(address).status == 200
    tomasz.send(sure, f"{address}/delete")
    assert tomasz.open(address).status == 404
    assert learner.open().status == 404
    assert "You rehearse as" not in learner.browser.open("/").main
    assert len(app.extensions[NAME].rooms) == 0
    with studio_store._engine.connect() as connection:
        assert connection.execute(text("SELECT count(*) FROM rehearsals")).scalar() == 0


def test_a_learner_can_delete_everything_of_theirs(tomasz: Browser, ife: tuple[str, Learner]) -> None:
    address, learner = ife
    rehearse(learner)
    learner.browser.send(learner.browser.open("/my-rehearsals/delete"), "/my-rehearsals/delete")
    assert tomasz.open(address).status == 404
    assert "You rehearse as" not in learner.browser.open("/").main


def test_deleting_a_group_deletes_what_is_in_it(tomasz: Browser, ife: tuple[str, Learner]) -> None:
    address, _ = ife
    group = tomasz.open(address).links("/groups/")[0]
    tomasz.send(tomasz.open(f"{group}/delete"), f"{group}/delete")
    assert tomasz.open(group).status == 404
    assert tomasz.open(address).status == 404


def test_when_a_resident_has_changed_a_kept_talk_is_still_shown_as_it_was(
    studio_store: StudioStore, tomasz: Browser, ife: tuple[str, Learner]
) -> None:
    address, learner = ife
    rehearse(learner)
    with studio_store._engine.begin() as connection:
        connection.execute(text("UPDATE rehearsals SET record = json_set(record, '$.replies[1]', 'My old dog.')"))
    (link,) = tomasz.open(address).links(f"{address}/rehearsals/")
    page = tomasz.open(link)
    assert "has been changed since" in page.main
    assert "old dog" in page.main
    assert "Share of the talk" not in page.main
    assert "Your share of the talk" in page.main
    assert "old dog" in tomasz.client.get(f"{link}/debrief.txt").text


def test_when_the_database_is_away_rehearsing_without_an_account_goes_on(
    studio_store: StudioStore, browser: Browser, ife: tuple[str, Learner]
) -> None:
    _, learner = ife
    stranger = Learner(browser)
    learner.begin("frank")
    stranger.begin("frank")
    with studio_store._engine.begin() as connection:
        connection.execute(text("DROP TABLE rehearsals"))
    stranger.say("Hello, Frank.")
    assert len(stranger.page.by_class("fd-talk__turn")) == 1
    page = learner.say("Hello, Frank.")
    assert page.status == 503
    assert "reach its records" in page.heading


# Over time.


def kept(number: int, *turns: str) -> KeptRehearsal:
    counted = asdict(indicators(talk("frank", *turns).exchanges))
    at = datetime(2026, 1 + number // 2, 5, tzinfo=UTC)
    return KeptRehearsal(
        id=f"r{number}", learner_id="x", resident="frank", begun_at=at, changed_at=at,
        record={}, view={}, counted=counted,
    )  # fmt: skip


def test_what_is_too_short_to_say_is_a_gap_and_no_zero() -> None:
    shown = over_time([kept(0, *TALK), kept(1, "Hello."), kept(2, *TALK)], {"frank": "Frank Molloy"})
    reflections = shown.plots[0]
    assert [len(run) for run in reflections.runs] == [1, 1]
    assert shown.lines[1].cells[0] == "too little to say"
    assert shown.lines[0].what == "Frank Molloy"


def test_a_plot_says_in_words_what_it_draws() -> None:
    shown = over_time([kept(0, *TALK), kept(1, *(f"{turn} That sounds hard." for turn in TALK))], {})
    for plot, kind in zip(shown.plots, KINDS, strict=True):
        assert plot.key == kind.key
        assert plot.name
        assert plot.said
        assert plot.about.endswith(".")
        assert all(0 <= point.x <= 320 and 0 <= point.y <= 150 for run in plot.runs for point in run)


def test_with_nothing_kept_a_view_over_time_is_empty_and_does_not_fail() -> None:
    assert over_time([], {}).lines == ()
    assert group_over_time([]).lines == ()


def test_a_group_is_shown_by_month_and_nobody_by_name(tomasz: Browser, app: Flask) -> None:
    group = make_group(tomasz)
    for name in ("Zed", "Ann"):
        _, code = add_learner(tomasz, group, name)
        rehearse(come_in(app, code), *(TALK if name == "Zed" else TALK[:4]))
    page = tomasz.open(group)
    assert "March 2026, 2 rehearsals" in page.main
    table = text_of(page.all("table")[0])
    assert "Zed" not in table
    assert "Ann" not in table
    names = [text_of(link) for link in page.all("a") if link.get("href", "").startswith("/learners/")]
    assert names == ["Ann", "Zed"]


def test_months_come_in_order_with_the_middle_of_each() -> None:
    shown = group_over_time([kept(0, *TALK), kept(1, *TALK), kept(2, *TALK)])
    assert [line.what for line in shown.lines] == ["2 rehearsals", "1 rehearsal"]


def test_plots_of_a_learner_stand_beside_a_table_that_says_the_same(tomasz: Browser, ife: tuple[str, Learner]) -> None:
    address, learner = ife
    for _ in range(2):
        rehearse(learner)
    page = tomasz.open(address)
    assert len(page.by_class("fd-plot")) == len(KINDS)
    assert len(page.all("tbody")[0]) == 2
    assert set(page.main.lower().split()).isdisjoint({"best", "worst", "rank", "ranking", "score", "average"})
