"""Learners' records are deleted by age: as learners are told beforehand, and as long as the studio runs."""

from __future__ import annotations

import time

import pytest
from flask import Flask
from pydantic import ValidationError

from bot.rehearsal_pages import forgetting
from bot.rehearsal_pages.app import create_app
from bot.rehearsal_pages.forgetting import Forgotten, begin_forgetting
from bot.settings import Settings
from bot.store.studio import StudioStore
from tests.conftest import StandingClock
from tests.inbox.browsing import Browser
from tests.rehearsal_pages.test_records import add_learner, come_in, make_group, rehearse


def test_a_learner_and_their_trainer_are_told_how_long_it_is_kept(app: Flask, tomasz: Browser) -> None:
    address, code = add_learner(tomasz, make_group(tomasz))
    newcomer = Browser(app, scripts=True)
    told = newcomer.send(newcomer.open("/with-records"), "/with-records", code=code)

    assert "deleted by itself 365 days after its last turn" in told.main
    assert "deleted by itself 365 days after its last turn" in tomasz.open(address).main


def test_how_long_is_a_setting(studio_store: StudioStore, settings: Settings, clock: StandingClock) -> None:
    app = create_app(studio_store, settings.model_copy(update={"rehearsal_days": 30}), clock)

    assert app.jinja_env.globals["kept_for"] == "30 days"
    with pytest.raises(ValidationError):
        Settings(rehearsal_days=0)


def test_as_long_as_the_studio_runs_what_is_old_goes(
    app: Flask, tomasz: Browser, studio_store: StudioStore, clock: StandingClock
) -> None:
    address, code = add_learner(tomasz, make_group(tomasz))
    rehearse(come_in(app, code))
    learner = address.rpartition("/")[2]
    assert studio_store.queries.list_rehearsals(learner)
    clock.advance(days=366)

    ended = begin_forgetting(studio_store, 365, pause=0.01, clock=clock)
    until = time.monotonic() + 10
    while studio_store.queries.list_rehearsals(learner) and time.monotonic() < until:
        time.sleep(0.01)
    ended.set()

    assert studio_store.queries.list_rehearsals(learner) == ()


def test_it_goes_on_after_the_database_was_away(
    studio_store: StudioStore, clock: StandingClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    looks = []

    def away(*_: object) -> Forgotten:
        looks.append(clock())
        raise OSError("away")

    monkeypatch.setattr(forgetting, "forget_old", away)
    ended = begin_forgetting(studio_store, 365, pause=0.01, clock=clock)
    until = time.monotonic() + 10
    while len(looks) < 3 and time.monotonic() < until:
        time.sleep(0.01)
    ended.set()

    assert len(looks) >= 3
