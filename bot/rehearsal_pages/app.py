"""The studio's pages as one Flask application; waitress calls ``create_app``."""

from __future__ import annotations

from pathlib import Path

from flask import Flask, request

from bot.clock import Clock, now
from bot.monitoring.readiness import Readiness
from bot.rehearsal_pages import (
    choosing,
    coming_in,
    comparing,
    debriefing,
    editing_questions,
    editing_residents,
    groups,
    learners,
    rehearsing,
)
from bot.rehearsal_pages import sandbox as other_chair
from bot.rehearsal_pages.desk import Desk
from bot.rehearsal_pages.learning import learner_here
from bot.rehearsal_pages.roles import TRAINERS
from bot.rehearsal_pages.rooms import Rooms
from bot.sandbox.process import KeeperProcess
from bot.sandbox.sandbox import Sandbox
from bot.settings import Settings
from bot.settings import settings as settings_of_this_process
from bot.staff_pages.application import Kind, make_application
from bot.staff_pages.sessions import recognise
from bot.staff_pages.times import as_month
from bot.store.studio import StudioStore, open_studio_store
from bot.studio.rehearsal.rewording import wording

STUDIO = Kind(
    name="studio",
    folder=Path(__file__).parent,
    frame="studio.html",
    service_name="Rehearsal studio",
    sign_in_for="For trainers. Nobody has to sign in to rehearse.",
    cookie="front_door_studio",
    purpose=b"front door: studio sessions",
    # A resident's file, as it is written in the browser, is the longest.
    most_bytes=256 * 1024,
    scripts=True,
)


def create_app(
    store: StudioStore | None = None,
    settings: Settings | None = None,
    clock: Clock = now,
    readiness: Readiness | None = None,
    sandbox: Sandbox | None = None,
) -> Flask:
    """Return the studio's pages.

    Args:
        store: the studio's records; those of this process's database unless given.
        settings: this process's own unless given.
        clock: the time.
        readiness: whether the database can be reached; looked at afresh each time unless given.
        sandbox: where the other chair stands; one that starts real processes unless given.

    Raises:
        SettingsError: the settings cannot be used, or the data folder cannot be written.
        StoreUnavailableError: the folder of an SQLite file cannot be made.
        LibraryError: a resident's file is not written as it must be.
    """
    present = settings or settings_of_this_process()
    store = store or open_studio_store(present.store_url)
    readiness = readiness or Readiness({"database": store.check}, lasts=0)
    sandbox = sandbox or Sandbox(lambda: KeeperProcess(present))
    desk = Desk(store=store, settings=present, clock=clock, readiness=readiness, rooms=Rooms(clock), sandbox=sandbox)
    desk.residents()
    app = make_application(STUDIO, desk, _know_who_it_is)
    app.jinja_env.globals.update(trainers=TRAINERS, circle_names=wording()["circles"], learner_here=learner_here)
    app.jinja_env.globals.update(kept_for="a day" if present.rehearsal_days == 1 else f"{present.rehearsal_days} days")
    app.jinja_env.filters.update(month=as_month)
    for pages in (
        choosing.pages,
        rehearsing.pages,
        debriefing.pages,
        coming_in.pages,
        coming_in.own,
        groups.pages,
        learners.pages,
        other_chair.pages,
        comparing.pages,
        editing_residents.pages,
        editing_questions.pages,
    ):  # fmt: skip
        app.register_blueprint(pages)
    return app


def _know_who_it_is() -> None:
    """Let open pages know a trainer or a learner; somebody without an account costs no look into the database."""
    if request.endpoint not in ("static", STUDIO.static_endpoint):
        recognise()
        learner_here()
