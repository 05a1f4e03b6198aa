"""Going on from another device: a code got on one browser and typed on another, and what each of them sees."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
import requests
import sqlalchemy

from bot.channels.words import refusal
from bot.handover.code_words import new_code
from bot.handover.resuming import MOST_FROM_AN_ADDRESS
from tests.channels.web.test_page import Visit, words
from tests.passing_time import let_time_pass

PAGE = "/another-device"
GARDEN = "the marrowfield garden"


class Device(Visit):
    """A browser without JavaScript that finds its way to the page of codes."""

    def go(self, path: str = "") -> requests.Response:
        self.answer = self.session.get(f"{self.address}{path}", timeout=20)
        return self.answer

    def get_code(self) -> str:
        self.go(PAGE)
        self.post(f"{PAGE}/code", self.mark)
        (code,) = self.all("strong", class_="fd-code")
        return words(code)

    def enter(self, code: str) -> requests.Response:
        self.go(PAGE)
        return self.post(PAGE, {**self.mark, "code": code})

    @property
    def mark(self) -> dict[str, str]:
        return {"mark": self.all("input", name="mark")[0].get("value", "")}

    def post(self, path: str, fields: dict[str, str], **headers: str) -> requests.Response:
        self.answer = self.session.post(f"{self.address}{path}", data=fields, headers=headers, timeout=30)
        return self.answer

    @property
    def notice(self) -> str:
        (found,) = [item for item in self.all("p", role="alert") if item.get("id") == "notice"]
        return words(found)

    @property
    def code_error(self) -> str:
        (found,) = [item for item in self.all("p") if item.get("id") == "code-error"]
        return words(found).removeprefix("Error: ")

    @property
    def token(self) -> str:
        return str(self.session.cookies["front-door"])


@pytest.fixture(autouse=True)
def database(server: Any) -> Iterator[sqlalchemy.Engine]:
    """The server's store, in which nobody has tried too often yet."""
    engine = sqlalchemy.create_engine(server.store, poolclass=sqlalchemy.NullPool)
    with engine.begin() as connection:
        connection.exec_driver_sql("DELETE FROM resume_failures")
    yield engine
    engine.dispose()


@pytest.fixture
def old(server: Any) -> Device:
    """A browser on which something was said."""
    device = Device(server)
    device.say(GARDEN)
    return device


@pytest.fixture
def new(server: Any) -> Device:
    """Another browser, on which nothing was."""
    return Device(server)


def test_a_code_opens_the_conversation_on_another_browser(old: Device, new: Device) -> None:
    code = old.get_code()
    assert len(code.split()) == 4
    answer = new.enter(f" {code.title().replace(' ', '-')}. ")
    assert ([step.status_code for step in answer.history], answer.status_code) == ([303], 200)
    assert GARDEN in new.messages
    new.say("and the shed")
    assert new.messages[-1] == "I heard: and the shed"


def test_the_browser_before_is_told_plainly_and_shows_nothing_anywhere(old: Device, new: Device) -> None:
    new.enter(old.get_code())
    token = old.token
    for path in (PAGE, "/copy", "/copy.txt", "/circles.svg", "/circles.png"):
        old.session.cookies.set("front-door", token)
        assert GARDEN not in old.go(path).text, path
    old.session.cookies.clear()
    old.session.cookies.set("front-door", token)
    old.go()
    assert old.answer.status_code == 401
    assert (old.notice, old.error) == (refusal("moved"), "")
    assert words(old.all("title")[0]).startswith("Error: ")
    assert GARDEN not in old.answer.text
    # A conversation of its own has begun there, in which the other device sees nothing.
    old.say("somebody else now")
    assert (old.answer.status_code, GARDEN in old.answer.text) == (200, False)
    assert "somebody else now" not in new.go().text


def test_words_typed_on_the_browser_before_are_not_taken_in_and_not_lost(old: Device, new: Device) -> None:
    code = old.get_code()
    old.go()
    new.enter(code)
    answer = old.say("what I typed meanwhile")
    assert (answer.status_code, old.box) == (401, "what I typed meanwhile")
    assert (old.notice, old.error) == (refusal("moved"), refusal("moved"))
    assert GARDEN not in answer.text
    assert "what I typed meanwhile" not in new.go().text


def test_the_browser_before_gets_no_code_and_enters_none_with_its_old_cookie(old: Device, new: Device) -> None:
    code = old.get_code()
    mark, token = old.mark, old.token
    new.enter(code)
    for path in (f"{PAGE}/code", PAGE):
        old.session.cookies.clear()
        old.session.cookies.set("front-door", token)
        old.post(path, {**mark, "code": code})
        assert old.answer.status_code == 401, path
        assert old.notice == refusal("moved"), path
    assert GARDEN in new.go().text


def test_it_can_move_back_with_a_code_of_the_new_browser(old: Device, new: Device) -> None:
    new.enter(old.get_code())
    old.go()
    old.enter(new.get_code())
    assert GARDEN in old.messages
    assert new.go().status_code == 401


def is_refused(device: Device, code: str) -> bool:
    """Whether a code opens nothing, and the page says so beside the field, in the one sentence there is."""
    device.enter(code)
    if device.answer.status_code != 400:
        return False
    assert device.code_error == refusal("code_refused")
    (field,) = device.all("input", name="code")
    assert (field.get("aria-invalid"), field.get("value")) == ("true", None)
    assert words(device.all("title")[0]).startswith("Error: ")
    return GARDEN not in device.answer.text


@pytest.mark.parametrize("typed", ["", "four words that miss", "one", "x" * 500, "🙂", "../../etc", "a\x00b c d e"])
def test_a_wrong_code_opens_nothing(new: Device, typed: str) -> None:
    assert is_refused(new, typed)


def test_a_code_works_once_and_a_new_one_ends_it(old: Device, new: Device, server: Any) -> None:
    first, second = old.get_code(), old.get_code()
    assert is_refused(new, first)
    new.enter(second)
    assert GARDEN in new.messages
    assert is_refused(Device(server), second)
    assert GARDEN in new.go().text


def test_a_code_that_is_too_old_opens_nothing(old: Device, new: Device, database: sqlalchemy.Engine) -> None:
    code = old.get_code()
    with database.begin() as connection:
        connection.exec_driver_sql("UPDATE resume_codes SET expires_at = '2026-01-01 00:00:00.000000'")
    assert is_refused(new, code)
    assert GARDEN in old.go().text


def test_whoever_guesses_is_stopped_and_the_right_code_waits_unused(
    old: Device, new: Device, database: sqlalchemy.Engine
) -> None:
    code = old.get_code()
    new.go(PAGE)
    for _ in range(MOST_FROM_AN_ADDRESS):
        assert new.post(PAGE, {**new.mark, "code": new_code()}).status_code == 400
    assert is_refused(new, code)
    with database.begin() as connection:
        connection.exec_driver_sql("UPDATE resume_failures SET at = datetime(at, '-16 minutes')")
    new.enter(code)
    assert GARDEN in new.messages


def test_a_button_pressed_twice_is_one_try_and_locks_nobody_out(old: Device, new: Device) -> None:
    fields = {"code": old.get_code()}
    new.go(PAGE)
    fields |= new.mark
    cookie = {"front-door": new.token}

    def press(_: int) -> requests.Response:
        return requests.post(f"{new.address}{PAGE}", fields, cookies=cookie, timeout=30, allow_redirects=False)

    with ThreadPoolExecutor(3) as pool:
        answers = list(pool.map(press, range(3)))
    assert [answer.status_code for answer in answers] == [303] * 3
    for answer in answers:
        new.session.cookies.clear()
        new.session.cookies.set("front-door", answer.cookies["front-door"])
        assert GARDEN in new.go().text


@pytest.mark.parametrize("path", [PAGE, f"{PAGE}/code"])
def test_a_form_of_another_website_neither_gives_a_code_nor_takes_one(old: Device, new: Device, path: str) -> None:
    code = old.get_code()
    new.go(PAGE)
    mark = new.mark
    forged = [({"mark": "x" * 32}, {}), ({}, {}), (mark, {"Sec-Fetch-Site": "cross-site"})]
    for fields, headers in forged:
        answer = new.post(path, {**fields, "code": code}, **headers)
        assert answer.status_code == 400
        assert "fd-code" not in answer.text
    assert GARDEN in old.go().text


def test_the_page_says_what_a_code_does_before_it_is_given_and_shows_it_once(old: Device) -> None:
    old.go(PAGE)
    assert "Go on from another device" in words(old.all("h1")[0])
    code = old.get_code()
    text = words(old.all("main")[0])
    for line in ("It works once, for 7 days.", "Anyone who has it can read this chat.", "closes on this device"):
        assert line in text
    assert code not in old.go(PAGE).text
    assert old.answer.headers["Cache-Control"] == "no-store"


def test_neither_code_nor_words_stand_in_the_log_or_the_store(
    old: Device, new: Device, server: Any, database: sqlalchemy.Engine
) -> None:
    code, wrong = old.get_code(), new_code()
    is_refused(new, wrong)
    new.enter(code)
    log = server.log.read_text()
    kept = b"".join(file.read_bytes() for file in (server.folder / "var").glob("*.db*"))
    for typed in (code, wrong):
        assert typed not in log
        assert typed.encode() not in kept
    assert GARDEN not in log


def test_a_store_that_is_away_is_said_beside_the_button_and_the_chat_goes_on(
    old: Device, new: Device, database: sqlalchemy.Engine
) -> None:
    code = old.get_code()
    with database.begin() as connection:
        connection.exec_driver_sql("ALTER TABLE resume_codes RENAME TO resume_codes_elsewhere")
    try:
        old.go(PAGE)
        assert old.post(f"{PAGE}/code", old.mark).status_code == 503
        assert refusal("no_code_now") in old.answer.text
        assert "01632 960123" in old.answer.text
        new.enter(code)
        assert (new.answer.status_code, refusal("no_code_now") in new.code_error) == (503, True)
    finally:
        with database.begin() as connection:
            connection.exec_driver_sql("ALTER TABLE resume_codes_elsewhere RENAME TO resume_codes")
    old.go()
    old.say("still here")
    assert old.messages[-1] == "I heard: still here"
    new.enter(code)
    assert GARDEN in new.messages


def test_a_conversation_that_cannot_move_leaves_the_code_as_it_was(old: Device, new: Device, server: Any) -> None:
    code = old.get_code()
    conversations = sqlalchemy.create_engine(f"sqlite:///{server.conversations}", poolclass=sqlalchemy.NullPool)
    rule = "BEFORE {} ON conversation_seats BEGIN SELECT RAISE(ABORT, 'disk full'); END"
    with conversations.begin() as connection:
        connection.exec_driver_sql(f"CREATE TRIGGER no_new_seat {rule.format('INSERT')}")
    try:
        new.enter(code)
        assert (new.answer.status_code, refusal("no_code_now") in new.code_error) == (503, True)
    finally:
        with conversations.begin() as connection:
            connection.exec_driver_sql("DROP TRIGGER no_new_seat")
        conversations.dispose()
    assert GARDEN in old.go().text
    third = Device(server)
    third.enter(code)
    assert GARDEN in third.messages


def test_whoever_comes_back_after_a_pause_is_welcomed_once(old: Device, server: Any) -> None:
    begun = old.messages.count("Hello, I am the echo.")
    assert old.go().status_code == 200
    assert old.messages.count("Hello, I am the echo.") == begun
    let_time_pass(server.conversations, minutes=29)
    old.go()
    assert old.messages.count("Hello, I am the echo.") == begun
    let_time_pass(server.conversations, minutes=2)
    for _ in range(2):
        old.go()
        assert old.messages.count("Hello, I am the echo.") == begun + 1
    assert GARDEN in old.messages


# ---- JSON calls


def call(server: Any, path: str, body: Any = None, token: str = "", **headers: str) -> requests.Response:
    if token:
        headers["Authorization"] = f"Bearer {token}"
    return requests.post(f"{server.address}/chat/api{path}", json=body, headers=headers, timeout=30)


def a_try(code: str) -> dict[str, str]:
    return {"message_id": str(uuid.uuid4()), "code": code}


def test_a_program_gets_a_code_and_another_takes_the_conversation_over(server: Any, client: Any) -> None:
    client.say(GARDEN)
    made = call(server, "/another-device/code", token=client.token)
    assert (made.status_code, set(made.json())) == (201, {"code", "expires_at"})
    taken = call(server, "/another-device", a_try(made.json()["code"]))
    assert (taken.status_code, set(taken.json())) == (200, {"token"})
    other = type(client)(server.address, taken.json()["token"], {})
    assert other.said() == [GARDEN]
    assert other.say("from here").status_code == 200
    assert taken.cookies["front-door"]


def test_after_that_every_call_with_the_token_before_is_refused_as_moved(server: Any, client: Any) -> None:
    client.say(GARDEN)
    code = call(server, "/another-device/code", token=client.token).json()["code"]
    call(server, "/another-device", a_try(code))
    answers = [
        client.say("hello"),
        client.choose("skip"),
        call(server, "/another-device/code", token=client.token),
        *(
            requests.get(f"{server.address}/chat/api/{path}", headers=client.headers, timeout=20)
            for path in ("messages", "summary")
        ),
    ]
    for answer in answers:
        assert (answer.status_code, answer.json()["error"]["code"]) == (401, "moved")
        assert answer.json()["error"]["message"] == refusal("moved")
        assert GARDEN not in answer.text
        assert "Set-Cookie" not in answer.headers


def test_the_same_try_sent_again_is_answered_again_and_another_is_not(server: Any, client: Any) -> None:
    code = call(server, "/another-device/code", token=client.token).json()["code"]
    body = a_try(code)
    for _ in range(2):
        token = call(server, "/another-device", body).json()["token"]
        assert type(client)(server.address, token, {}).transcript()
    again = call(server, "/another-device", a_try(code))
    assert (again.status_code, again.json()["error"]["code"]) == (400, "code_refused")


REFUSED: dict[str, tuple[Any, dict[str, str], int, str]] = {
    "a wrong code": ({"message_id": "12345678", "code": "four words that miss"}, {}, 400, "code_refused"),
    "no code": ({"message_id": "12345678"}, {}, 400, "malformed"),
    "a code that is no text": ({"message_id": "12345678", "code": 4}, {}, 400, "malformed"),
    "no name": ({"code": "four words that miss"}, {}, 400, "malformed"),
    "a name that is none": ({"message_id": "1", "code": "four words that miss"}, {}, 400, "bad_id"),
    "more": ({"message_id": "12345678", "code": "a b c d", "text": "a"}, {}, 400, "unknown_field"),
    "a list": ([], {}, 400, "malformed"),
    "another website": (
        {"message_id": "12345678", "code": "a"},
        {"Origin": "https://elsewhere.example"},
        403,
        "elsewhere",
    ),
}


@pytest.mark.parametrize(("body", "headers", "status", "code"), REFUSED.values(), ids=REFUSED)
def test_what_is_no_try_is_refused(server: Any, body: Any, headers: dict[str, str], status: int, code: str) -> None:
    answer = call(server, "/another-device", body, **headers)
    assert (answer.status_code, answer.json()["error"]["code"]) == (status, code)


def test_without_a_token_nobody_gets_a_code(server: Any) -> None:
    answer = call(server, "/another-device/code")
    assert (answer.status_code, answer.json()["error"]["code"]) == (401, "no_token")


def test_programs_and_pages_share_one_limit(server: Any, old: Device, new: Device) -> None:
    code = old.get_code()
    for _ in range(MOST_FROM_AN_ADDRESS):
        call(server, "/another-device", a_try(new_code()))
    assert is_refused(new, code)
    assert call(server, "/another-device", a_try(code)).json()["error"]["code"] == "code_refused"
