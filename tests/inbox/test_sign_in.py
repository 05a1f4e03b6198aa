"""Signing in and out, and when a session is over."""

from __future__ import annotations

from pathlib import Path

import pytest
from flask import Flask

from bot.handover import hand_over
from bot.inbox.app import INBOX, create_app
from bot.inbox.protection import OPEN_ENDPOINTS
from bot.settings import Settings
from bot.staff import add_staff, deactivate_staff, reset_password
from bot.staff.signing_in import MOST_FOR_A_NAME
from bot.staff_pages.application import session_key
from bot.staff_pages.protection import is_local_path
from bot.staff_pages.sessions import IDLE, LIFETIME
from bot.store import Store
from tests.builders import a_summary
from tests.conftest import StandingClock
from tests.inbox.browsing import PASSWORD, Browser, Page
from tests.inbox.conftest import SignedIn, staff_id

VALUES = {"subject_id": "x", "delivery_id": "x", "version": 1, "filename": "inbox.css"}


def is_signed_in(browser: Browser) -> bool:
    return browser.open("/password", follow=False).status == 200


def test_every_route_but_a_named_few_needs_sign_in(app: Flask, browser: Browser) -> None:
    refused = set()
    with app.test_request_context():
        for rule in app.url_map.iter_rules():
            address = app.url_for(rule.endpoint, **{name: VALUES[name] for name in rule.arguments})
            for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}:
                answer = browser.client.open(address, method=method)
                if answer.status_code == 303 and answer.headers["Location"].startswith("/sign-in"):
                    refused.add(rule.endpoint)
                else:
                    assert rule.endpoint in OPEN_ENDPOINTS, f"{method} {address} answered {answer.status_code}"
    everything = {rule.endpoint for rule in app.url_map.iter_rules()}
    assert refused == everything - OPEN_ENDPOINTS
    assert {
        "static", "inbox_static", "health.show", "health.alive", "sign_in.show", "sign_in.submit",
    } == OPEN_ENDPOINTS  # fmt: skip


def test_an_address_that_does_not_exist_says_nothing_to_strangers(browser: Browser) -> None:
    assert browser.open("/no-such-page", follow=False).location.startswith("/sign-in")


def test_whoever_signs_in_gets_to_the_page_they_asked_for(browser: Browser, priya: Browser) -> None:
    form = browser.open("/contacts?page=1")
    assert form.heading == "Sign in"
    answer = browser.send(form, "/sign-in", sign_in_name="priya", password=PASSWORD)
    assert answer.location == "/contacts?page=1"


@pytest.mark.parametrize(
    "elsewhere",
    ["https://example.org/", "//example.org", "/\\example.org", "/\t/example.org", "javascript:alert(1)", ""],
)
def test_signing_in_never_leads_to_another_site(browser: Browser, priya: Browser, elsewhere: str) -> None:
    assert not is_local_path(elsewhere)
    form = browser.open("/sign-in")
    answer = browser.send(form, "/sign-in", sign_in_name="priya", password=PASSWORD, next=elsewhere)
    assert answer.location == "/"


def failure(page: Page) -> str:
    assert page.status == 403
    return " ".join(page.by_id("failure").itertext())


def test_a_wrong_name_a_wrong_password_and_too_many_tries_read_the_same(browser: Browser, priya: Browser) -> None:
    wrong_name = failure(browser.sign_in("nobody", "wrong password"))
    wrong_password = failure(browser.sign_in("priya", "wrong password"))
    for _ in range(MOST_FOR_A_NAME):
        browser.sign_in("priya", "wrong password")
    throttled = failure(browser.sign_in("priya", PASSWORD))
    assert wrong_name == wrong_password == throttled
    assert not is_signed_in(browser)


def test_the_password_typed_is_not_sent_back(browser: Browser, priya: Browser) -> None:
    page = browser.sign_in("priya", "not-the-password")
    assert "not-the-password" not in page.html
    assert page.by_id("sign_in_name").get("value") == "priya"


@pytest.mark.parametrize("name", ["", "\x00", "a" * 10_000, "<script>", "prIya ' --", "\u202epriya"])
def test_odd_names_are_answered_like_any_other(browser: Browser, name: str) -> None:
    assert browser.sign_in(name, "x").status == 403


def test_a_form_as_long_as_a_book_is_refused_in_plain_words(browser: Browser, priya: Browser) -> None:
    page = browser.sign_in("priya", "x" * 200_000)
    assert page.status == 413
    assert page.heading == "That was too much at once"


def cookie_of(page: Page) -> str:
    return page.answer.headers["Set-Cookie"]


def test_the_cookie_is_for_this_site_and_no_script(browser: Browser, priya: Browser) -> None:
    cookie = cookie_of(browser.sign_in("priya"))
    assert cookie.startswith("front_door_staff=")
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie
    assert "Secure" not in cookie
    assert "Domain" not in cookie


def test_behind_tls_the_cookie_is_secure_and_forms_still_work(
    store: Store, clock: StandingClock, tmp_path: Path
) -> None:
    add_staff(store.unit_of_work(), "Priya", "priya", PASSWORD, ["front_door"], clock)
    app = create_app(store, Settings(data_folder=tmp_path, behind_tls=True), clock)
    client = app.test_client()
    form = Page(client.get("/sign-in", base_url="https://frontdoor.example"))
    mark = form.all("input", name="csrf_token")[0].get("value")
    fields = {"csrf_token": mark, "sign_in_name": "priya", "password": PASSWORD}
    # Browsers send no Referer, since our pages ask them not to.
    answer = Page(client.post("/sign-in", data=fields, base_url="https://frontdoor.example"))
    assert answer.status == 303
    assert "Secure" in cookie_of(answer)
    assert cookie_of(answer).startswith("__Host-front_door_staff=")
    assert "max-age" in answer.answer.headers["Strict-Transport-Security"]


def test_what_signs_a_residents_cookie_signs_no_staff_session(settings: Settings) -> None:
    assert session_key(settings, INBOX.purpose) != settings.signing_key().encode()
    assert session_key(settings, INBOX.purpose) == session_key(settings, INBOX.purpose)
    assert session_key(settings, INBOX.purpose) != session_key(settings, b"another part")


def test_a_session_that_a_stranger_prepared_is_gone_at_sign_in(browser: Browser, priya: Browser) -> None:
    browser.open("/sign-in")
    with browser.client.session_transaction() as session:
        session["planted"] = "x"
        before = session["csrf_token"]
    browser.sign_in("priya")
    with browser.client.session_transaction() as session:
        assert "planted" not in session
        assert session.get("csrf_token") != before


def test_signing_out_ends_the_session_and_copies_of_its_cookie(
    app: Flask, store: Store, priya: Browser, clock: StandingClock
) -> None:
    copied = Browser(app)
    kept = priya.client.get_cookie("front_door_staff")
    assert kept is not None
    copied.client.set_cookie("front_door_staff", kept.value)
    assert is_signed_in(copied)
    clock.advance(minutes=1)
    left = priya.send(priya.open("/password"), "/sign-out")
    assert left.location == "/sign-in"
    assert "You have signed out" in priya.open("/sign-in").text
    assert not is_signed_in(priya)
    assert not is_signed_in(copied)
    events = [note.event for note in store.queries.list_audit(staff_id(store, "Priya"))]
    assert events == ["staff.added", "staff.signed_in", "staff.signed_out"]
    clock.advance(minutes=1)
    assert priya.sign_in("priya").status == 303
    assert is_signed_in(priya)


def test_leaving_by_a_link_is_not_possible(priya: Browser) -> None:
    assert priya.open("/sign-out", follow=False).status == 405
    assert is_signed_in(priya)


def test_a_session_left_alone_is_over(priya: Browser, clock: StandingClock) -> None:
    clock.advance(seconds=IDLE.total_seconds() - 1)
    assert is_signed_in(priya)
    clock.advance(seconds=IDLE.total_seconds() - 1)
    assert is_signed_in(priya)
    clock.advance(seconds=IDLE.total_seconds() + 1)
    assert not is_signed_in(priya)


def test_a_session_lasts_a_working_day_however_busy(priya: Browser, clock: StandingClock) -> None:
    for _ in range(int(LIFETIME / IDLE * 2)):
        assert is_signed_in(priya)
        clock.advance(seconds=IDLE.total_seconds() / 2)
    clock.advance(seconds=1)
    assert not is_signed_in(priya)


def test_whoever_may_no_longer_sign_in_is_out_at_the_next_click(
    store: Store, priya: Browser, clock: StandingClock
) -> None:
    clock.advance(minutes=1)
    deactivate_staff(store.unit_of_work(), "priya", clock)
    assert not is_signed_in(priya)


def test_a_new_password_from_the_administrator_ends_sessions(
    store: Store, priya: Browser, clock: StandingClock
) -> None:
    clock.advance(minutes=1)
    reset_password(store.unit_of_work(), "priya", clock)
    assert not is_signed_in(priya)


def test_changing_ones_password_keeps_this_session_and_ends_the_others(
    signed_in: SignedIn, clock: StandingClock
) -> None:
    here, elsewhere = signed_in("Priya"), signed_in("Priya")
    clock.advance(minutes=1)
    new = "a new one, long enough"
    form = here.open("/password")
    changed = here.send(form, "/password", old_password=PASSWORD, new_password=new, new_password_again=new)
    assert changed.status == 303
    assert "Your password is changed" in here.open("/password").text
    assert not is_signed_in(elsewhere)
    assert elsewhere.sign_in("priya", PASSWORD).status == 403
    assert elsewhere.sign_in("priya", new).status == 303


@pytest.mark.parametrize(
    ("old", "new", "again", "says"),
    [
        ("wrong", "a new one, long enough", "a new one, long enough", "The old password is not right."),
        (PASSWORD, "short", "short", "A password has 12 to 200 characters."),
        (PASSWORD, "a new one, long enough", "another one, as long", "The two new passwords are not the same."),
    ],
)
def test_a_password_that_cannot_be_changed_says_why(priya: Browser, old: str, new: str, again: str, says: str) -> None:
    form = priya.open("/password")
    page = priya.send(form, "/password", old_password=old, new_password=new, new_password_again=again)
    assert page.status == 400
    assert says in page.main
    assert new not in page.html


def test_a_session_that_somebody_tampered_with_is_no_session(app: Flask, store: Store, priya: Browser) -> None:
    for planted in ({"staff": staff_id(store, "Priya")}, {"staff": "nobody", "since": "x", "seen": 5}, {"staff": 7}):
        browser = Browser(app)
        with browser.client.session_transaction() as session:
            session.update(planted)
        assert not is_signed_in(browser)


def test_no_form_works_without_its_mark(app: Flask, store: Store, priya: Browser) -> None:
    tried = set()
    with app.test_request_context():
        addresses = {
            app.url_for(rule.endpoint, **{name: VALUES[name] for name in rule.arguments})
            for rule in app.url_map.iter_rules()
            if "POST" in (rule.methods or set())
        }
    before = store.queries.list_audit(staff_id(store, "Priya"))
    for address in addresses:
        page = Page(priya.client.post(address, data={"sign_in_name": "priya", "password": PASSWORD}))
        assert page.status == 400, address
        assert page.heading == "This page was open for too long"
        tried.add(address)
    assert len(tried) >= 6
    assert store.queries.list_audit(staff_id(store, "Priya")) == before


def test_one_persons_mark_is_of_no_use_to_another(signed_in: SignedIn, store: Store) -> None:
    priya, dylan = signed_in("Priya"), signed_in("Dylan")
    mark = dylan.open("/password").all("input", name="csrf_token")[0].get("value")
    assert Page(priya.client.post("/sign-out", data={"csrf_token": mark})).status == 400
    assert is_signed_in(priya)


def test_every_answer_says_what_browsers_may_do(browser: Browser, priya: Browser) -> None:
    for page in (
        browser.open("/sign-in"),
        priya.open("/contacts"),
        priya.open("/no-such-page"),
        browser.open("/healthz"),
    ):
        headers = page.answer.headers
        policy = headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy
        assert "frame-ancestors 'none'" in policy
        assert "unsafe" not in policy
        assert "script-src" not in policy
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["Referrer-Policy"] == "no-referrer"
        assert headers["Cache-Control"] == "no-store"


def test_style_sheets_may_be_kept_and_carry_no_cookie(priya: Browser) -> None:
    sheets = [link.get("href", "") for link in priya.open("/contacts").all("link", rel="stylesheet")]
    assert len(sheets) == 2
    for address in sheets:
        answer = priya.client.get(address)
        assert answer.status_code == 200
        assert "immutable" in answer.headers["Cache-Control"]
        assert "Set-Cookie" not in answer.headers


def test_health_is_told_without_signing_in_and_says_nothing_else(browser: Browser, store: Store) -> None:
    for address in ("/ready", "/healthz"):
        assert browser.client.get(address).json == {"ready": True}
    assert browser.client.get("/alive").json == {"alive": True}


def test_the_sign_in_page_holds_nothing_anybody_shared(browser: Browser, store: Store) -> None:
    hand_over(store.unit_of_work(), a_summary(words=("I grow tomatoes",)))
    assert "tomatoes" not in browser.open("/").html
