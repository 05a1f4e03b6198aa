"""The first page, what is said to every browser, and signing in."""

from __future__ import annotations

from flask import Flask

from bot.rehearsal_pages.app import STUDIO
from bot.settings import Settings
from bot.staff_pages.application import session_key
from bot.studio.rehearsal.rehearsal import aims
from bot.studio.resident.cast import residents
from tests.inbox.browsing import Browser


def test_anybody_sees_who_can_be_met_and_what_can_be_practised(browser: Browser) -> None:
    page = browser.open("/")
    assert page.heading == "Rehearse a first conversation"
    for resident in residents().values():
        assert resident.about in page.main
    for aim in aims().values():
        assert aim.name in page.main
    assert "Nothing here reaches a real contact." in page.text


def test_every_answer_carries_the_protecting_headers(browser: Browser) -> None:
    for address in ("/", "/sign-in", "/healthz", "/no-such-page", "/studio-static/studio.css"):
        headers = browser.client.get(address).headers
        policy = headers["Content-Security-Policy"]
        assert policy.startswith("default-src 'none'; script-src 'self';")
        assert "unsafe" not in policy
        assert headers["X-Frame-Options"] == "DENY"
        assert headers["Referrer-Policy"] == "no-referrer"


def test_pages_are_kept_by_no_cache(browser: Browser) -> None:
    assert browser.client.get("/").headers["Cache-Control"] == "no-store"


def test_a_form_without_its_mark_is_refused(browser: Browser) -> None:
    page = browser.client.post("/sign-in", data={"sign_in_name": "tomasz", "password": "x"})
    assert page.status_code == 400


def test_a_trainer_signs_in_and_out(tomasz: Browser) -> None:
    page = tomasz.open("/")
    assert "Sign out Tomasz" in page.text
    assert tomasz.send(page, "/sign-out").status == 303
    assert "Sign in as a trainer" in tomasz.open("/").text


def test_the_session_is_no_use_for_the_inbox(app: Flask, settings: Settings) -> None:
    assert app.config["SESSION_COOKIE_NAME"] == "front_door_studio"
    assert app.config["SECRET_KEY"] == session_key(settings, STUDIO.purpose)
    assert app.config["SECRET_KEY"] != session_key(settings, b"front door: staff sessions")


def test_health_says_that_it_works(browser: Browser) -> None:
    assert browser.client.get("/healthz").get_json() == {"ready": True}
