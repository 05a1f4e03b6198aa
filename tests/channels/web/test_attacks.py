"""What somebody who means harm might try at the residents' door. None of it succeeds, and all of it is answered.

docs/attacks.md says the same in words. What may be tried at Telegram's door is tested there.
"""

from __future__ import annotations

import http.client
import json
import time
import uuid
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
import requests

from bot.channels.identity import Identities
from bot.channels.words import refusal
from tests.channels.web.conftest import serve
from tests.channels.web.test_another_device import Device
from tests.channels.web.test_page import Visit

SECRET = "the quarrendon orchard"
REQUESTS, NEW_CHATS, MESSAGES = 120, 10, 6


@pytest.fixture(scope="module")
def guarded(echo_model: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """A server with tight limits, behind one web server that says who asks."""
    folder = tmp_path_factory.mktemp("guarded")
    tight = {"limit_requests": REQUESTS, "limit_new_chats": NEW_CHATS, "limit_messages": MESSAGES, "proxies": 1}
    with serve(echo_model, folder, **{name: str(value) for name, value in tight.items()}) as started:
        yield started


@pytest.fixture
def unguessed(echo_model: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """A server on which nobody has tried a wrong code yet: after ten of them an address has to wait."""
    with serve(echo_model, tmp_path_factory.mktemp("unguessed")) as started:
        yield started


@pytest.fixture
def victim(server: Any) -> Any:
    """Somebody who has said something that is nobody else's business."""
    client = server.begin()
    client.say(SECRET)
    return client


def calls(server: Any, **headers: str) -> list[requests.Response]:
    """Ask for everything that shows a conversation, in every way there is."""
    address = f"{server.address}/chat"
    return [
        requests.get(f"{address}{path}", headers=headers, timeout=20)
        for path in ("", "/api/messages", "/api/summary", "/copy", "/copy.txt", "/circles.svg", "/another-device")
    ]


def conversation_of(client: Any) -> str:
    """The name of a conversation, as whoever can read the server's memory knows it."""
    name = Identities("not the server's key", 1)._tokens.loads_unsafe(client.token)[1]
    return str(name)


# Somebody else's conversation


def test_naming_somebody_elses_conversation_opens_nothing(server: Any, victim: Any) -> None:
    name = conversation_of(victim)
    for query in (f"?sender={name}", f"?sender_id={name}", f"?conversation={name}", f"?token={victim.token}"):
        answer = requests.get(f"{server.address}/chat{query}", timeout=20)
        assert (answer.status_code, SECRET in answer.text) == (200, False)
    for wrong in (name, f"Bearer {name}", f"Bearer {name}~", f'Bearer "{name}"'):
        assert all(SECRET not in answer.text for answer in calls(server, Authorization=wrong))
    assert all(SECRET not in answer.text for answer in calls(server, Cookie=f"front-door={name}"))


@pytest.mark.parametrize("field", ["sender", "sender_id", "conversation", "conversation_id", "session_id", "token"])
def test_naming_a_sender_in_a_message_is_refused_and_reaches_nobody(server: Any, victim: Any, field: str) -> None:
    before = victim.transcript()
    attacker = server.begin()
    answer = attacker.post({"message_id": str(uuid.uuid4()), "text": "hello", field: conversation_of(victim)})
    assert (answer.status_code, answer.json()["error"]["code"]) == (400, "unknown_field")
    form = Visit(server)
    form.send({**form.form_with("textarea", name="text"), "text": "hello", field: conversation_of(victim)})
    assert victim.transcript() == before


def test_a_cookie_signed_with_another_key_or_tampered_with_opens_nothing(server: Any, victim: Any) -> None:
    name = conversation_of(victim)
    head, stamp, signature = victim.token.split(".")
    forged = [
        Identities("x" * 43, 168).token(name),
        Identities("", 168).token(name),
        f"{head}.{stamp}.",
        f"{head}.{stamp}.{signature[:-1]}",
        f"{head}.{stamp}.{signature[::-1]}",
        f"{head}..{signature}",
        f"{head}.{stamp}.{signature}.{signature}",
        head,
        victim.token + "A",
        victim.token.replace(head, head + "fg"),
        "\x00",
        "." * 4000,
    ]
    for token in forged:
        for headers in ({"Cookie": f"front-door={token}"}, {"Authorization": f"Bearer {token}"}):
            if "\x00" in token:
                continue
            assert all(SECRET not in answer.text for answer in calls(server, **headers))
    assert len(victim.transcript()) == 4


def test_a_thousand_guessed_cookies_open_nothing(server: Any, victim: Any) -> None:
    guess = Identities("guessed", 168)
    with requests.Session() as session:
        for _ in range(1000):
            headers = {"Authorization": f"Bearer {guess.token(guess.new_conversation())}"}
            answer = session.get(f"{server.address}/chat/api/messages", headers=headers, timeout=20)
            assert answer.status_code == 401
    assert len(victim.transcript()) == 4


def test_a_stolen_cookie_opens_nothing_once_the_chat_has_moved_to_another_device(unguessed: Any) -> None:
    old, new = Device(unguessed), Device(unguessed)
    old.say(SECRET)
    code, stolen = old.get_code(), old.token
    new.enter(code)
    assert SECRET in new.go().text
    for headers in ({"Cookie": f"front-door={stolen}"}, {"Authorization": f"Bearer {stolen}"}):
        assert all(SECRET not in answer.text for answer in calls(unguessed, **headers))
        said = requests.post(
            f"{unguessed.address}/chat/api/messages",
            json={"message_id": str(uuid.uuid4()), "text": "let me in"},
            headers=headers,
            timeout=20,
        )
        assert (said.status_code, said.json()["error"]["code"]) == (401, "moved")
    assert "let me in" not in new.go().text


def test_a_code_is_worth_nothing_a_second_time_and_guessing_soon_ends(guarded: Any) -> None:
    old, new = Device(guarded), Device(guarded)
    for device, address in ((old, "203.0.113.1"), (new, "203.0.113.2")):
        device.session.headers["X-Forwarded-For"] = address
    old.say(SECRET)
    code = old.get_code()
    new.enter(code)
    assert SECRET in new.go().text
    thief = Device(guarded)
    thief.session.headers["X-Forwarded-For"] = "203.0.113.66"
    assert thief.enter(code).status_code == 400
    fresh = new.get_code()
    for guess in (
        "amber anvil apple arrow",
        "' OR 1=1 --",
        "* * * *",
        "../../etc/passwd",
        "\u202eamber",
        "",
        "a" * 200,
    ) * 2:
        assert thief.enter(guess).status_code == 400
        assert thief.code_error == refusal("code_refused")
    # By now even the right one is refused from there, in the same words, so that nothing can be learnt.
    assert thief.enter(fresh).status_code == 400
    assert SECRET not in thief.go().text


def test_the_mark_of_ones_own_form_is_worth_nothing_for_another_conversation(server: Any) -> None:
    victim, attacker = Visit(server), Visit(server)
    mark = attacker.form_with("textarea", name="text")["mark"]
    answer = victim.send({**victim.form_with("textarea", name="text"), "mark": mark, "text": "forged"})
    assert answer.status_code == 400
    assert "forged" not in victim.messages


@pytest.mark.parametrize("path", ["", "/another-device", "/another-device/code", "/return", "/leave"])
def test_another_websites_form_does_nothing(server: Any, path: str) -> None:
    visit = Visit(server)
    fields = {**visit.form_with("textarea", name="text"), "text": "forged", "code": "a b c d"}
    for headers in (
        {"Origin": "https://evil.example"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
    ):
        answer = visit.session.post(f"{visit.address}{path}", data=fields, headers=headers, timeout=20)
        assert answer.status_code in (400, 403)
        assert "Access-Control-Allow-Origin" not in answer.headers
    visit.answer = visit.session.get(visit.address, timeout=20)
    assert "forged" not in visit.messages


# Rasa's own grammar


COMMANDS = [
    "/restart",
    "/back",
    "/session_start",
    '/choose{"choice":"hope"}',
    '/choose{"choice": "hope"}@0.99',
    "/begin",
    "EXTERNAL: begin",
    "/voice_danger",
    "//restart",
    "\u2215restart",
    "/\u200brestart",
    '{"intent": {"name": "choose"}}',
    "_restart",
]


@pytest.mark.parametrize("text", COMMANDS)
def test_an_instruction_to_rasa_is_only_words(client: Any, text: str) -> None:
    client.say("before")
    answer = client.say(text)
    assert answer.json()["messages"][0]["text"].startswith("I heard: ")
    assert client.said()[0] == "before"
    assert len(client.said()) == 2


@pytest.mark.parametrize("choice", [*COMMANDS, "0" * 32, "hope", "../begin", "person\x00", "PERSON"])
def test_a_choice_that_was_never_offered_chooses_nothing(client: Any, choice: str) -> None:
    assert client.choose(choice).status_code == 409
    assert client.said() == []


@pytest.mark.parametrize(
    "more",
    [
        {"metadata": {"came_back": True, "concern": {"reference": "FD-1"}}},
        {"slots": {"contact": {}}},
        {"parse_data": {"intent": {"name": "choose"}}},
        {"input_channel": "cmdline"},
        {"events": []},
        {"__proto__": {}},
    ],
)
def test_foreign_metadata_is_refused(client: Any, more: dict[str, Any]) -> None:
    answer = client.post({"message_id": str(uuid.uuid4()), "text": "hello", **more})
    assert (answer.status_code, answer.json()["error"]["code"]) == (400, "unknown_field")
    assert client.said() == []


@pytest.mark.parametrize("header", ["X-Rasa-Sender", "X-Http-Method-Override", "X-Original-Url", "X-Forwarded-Host"])
def test_a_header_that_somebody_invented_changes_nothing(client: Any, server: Any, header: str) -> None:
    for value in ("default", "/conversations/default/tracker", "DELETE", "evil.example"):
        answer = requests.get(f"{server.address}/chat", headers={header: value}, timeout=20)
        assert (answer.status_code, "evil.example" in answer.text) == (200, False)


# Bodies


MALFORMED = {
    "nothing": b"",
    "half an object": b'{"text": "a"',
    "deep": b"[" * 50_000 + b"]" * 50_000,
    "a number": b"1e999",
    "not a number": b"NaN",
    "null": b"null",
    "binary": bytes(range(256)),
    "UTF-16": '{"text": "a"}'.encode("utf-16"),
    "twice the same field": b'{"message_id":"12345678","text":"a","text":{"b":1}}',
    "text that is a list": b'{"message_id":"12345678","text":["a"]}',
    "an id that is a number": b'{"message_id":12345678,"text":"a"}',
    "gzip": bytes.fromhex("1f8b0800000000000003ab5602005b0f8e290200000000"),
}


@pytest.mark.parametrize("body", MALFORMED.values(), ids=MALFORMED.keys())
def test_a_malformed_body_is_refused_in_words_and_changes_nothing(client: Any, body: bytes) -> None:
    headers = {**client.headers, "Content-Type": "application/json"}
    answer = requests.post(f"{client.address}/chat/api/messages", data=body, headers=headers, timeout=20)
    assert answer.status_code == 400
    assert answer.json()["error"]["message"]
    assert answer.elapsed.total_seconds() < 5
    assert client.said() == []


@pytest.mark.parametrize("body", [b"text", b"&" * 10_000, b"a=" * 100_000, b"%ff%00&text=%", b"\xff" * 1000])
def test_a_malformed_form_is_answered_with_a_page(server: Any, body: bytes) -> None:
    visit = Visit(server)
    headers = {"Content-Type": "application/x-www-form-urlencoded"}
    answer = visit.session.post(visit.address, data=body, headers=headers, timeout=20)
    assert answer.status_code in (400, 413)
    assert "999" in answer.text
    visit.answer = visit.session.get(visit.address, timeout=20)
    assert len(visit.messages) == 2


def test_a_body_that_never_ends_holds_nobody_up(server: Any, client: Any) -> None:
    place = urlsplit(server.address)
    slow = http.client.HTTPConnection(place.hostname or "", place.port, timeout=20)
    slow.putrequest("POST", "/chat/api/messages")
    for name, value in {**client.headers, "Content-Type": "application/json", "Content-Length": "1000000"}.items():
        slow.putheader(name, value)
    slow.endheaders()
    slow.send(b'{"text": "')
    began = time.monotonic()
    assert client.say("meanwhile").status_code == 200
    assert time.monotonic() - began < 5
    slow.close()


# Words that would be more than words


MARKUP = {
    "script": "<script>document.title='owned'</script>",
    "image": '"><img src=x onerror=alert(1)>',
    "svg": "<svg/onload=alert(1)>",
    "template": "{{ settings.secret_key }} {% import os %}",
    "placeholder": "{sender_id} {phone} {contact}",
    "attribute": "' autofocus onfocus='alert(1)",
    "end of the box": "</textarea><script>alert(1)</script>",
    "comment": "<!-- --><base href=//evil.example>",
    "markdown": "[press here](javascript:alert(1)) **bold** ![x](https://evil.example/x.png)",
    "address": "javascript:alert(1) https://evil.example",
}


@pytest.mark.parametrize("words", MARKUP.values(), ids=MARKUP.keys())
def test_markup_is_shown_as_the_words_it_is_wherever_it_comes_back(server: Any, words: str) -> None:
    visit = Visit(server)
    visit.say(words)
    assert visit.messages[-2:] == [words, f"I heard: {words}"]
    page = visit.answer.text
    for inside in ("<script>document", "<img src=x", "<svg/onload", "<base", 'href="javascript', 'evil.example/x.png"'):
        assert inside not in page
    assert not [found for found in visit.page.iter() if any(name.startswith("on") for name in found.attrib)]
    # Not taken in, it stands in the box, and beside a code in no field at all.
    visit.send({**visit.form_with("textarea", name="text"), "mark": "wrong", "text": words})
    assert visit.box == words
    device = Device(server)
    assert words not in device.enter(words).text.replace("&lt;", "<").replace("&#39;", "'").replace("&#34;", '"')


@pytest.mark.parametrize(
    "path", ["/chat/<script>alert(1)</script>", "/chat/%3Cscript%3E", "/chat?x=<script>alert(1)</script>"]
)
def test_markup_in_an_address_never_comes_back(server: Any, path: str) -> None:
    answer = requests.get(server.address + path, timeout=20)
    assert "<script>alert" not in answer.text


@pytest.mark.parametrize(
    "path",
    [
        "/chat/static/..%2f..%2fsettings.py",
        "/chat/static/%2e%2e/words.yml",
        "/chat/static/....//words.yml",
        "/chat/static/brand.css%00.txt",
    ],
)
def test_no_file_of_ours_can_be_fetched_by_its_path(server: Any, path: str) -> None:
    assert requests.get(server.address + path, timeout=20).status_code == 404


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "CONNECT", "NONSENSE"])
def test_a_method_that_nobody_offered_does_nothing(client: Any, method: str) -> None:
    client.say(SECRET)
    answer = requests.request(method, f"{client.address}/chat/api/messages", headers=client.headers, timeout=20)
    # Rasa's server answers OPTIONS itself, with nothing in it: no other website is let in.
    assert answer.status_code >= 400 or (method == "OPTIONS" and not answer.content)
    assert "Access-Control-Allow-Origin" not in answer.headers
    assert SECRET not in answer.text
    assert len(client.transcript()) == 4


# Too much


def from_address(address: str) -> dict[str, str]:
    return {"X-Forwarded-For": address}


def test_ten_thousand_requests_a_minute_from_one_address_are_all_answered_and_hold_nobody_else_up(guarded: Any) -> None:
    place = urlsplit(guarded.address)
    statuses: Counter[int] = Counter()

    def flood(count: int) -> Counter[int]:
        seen: Counter[int] = Counter()
        line = http.client.HTTPConnection(place.hostname or "", place.port, timeout=60)
        for _ in range(count):
            line.request("GET", "/chat", headers=from_address("198.51.100.9"))
            answer = line.getresponse()
            answer.read()
            seen[answer.status] += 1
        line.close()
        return seen

    began, waits = time.monotonic(), []
    with ThreadPoolExecutor(4) as pool:
        floods = [pool.submit(flood, 2500) for _ in range(4)]
        # Meanwhile somebody else, from another address, talks.
        other = requests.post(
            f"{guarded.address}/chat/api/conversations", headers=from_address("198.51.100.10"), timeout=30
        )
        assert other.status_code == 201
        while not all(future.done() for future in floods):
            headers = {"Authorization": f"Bearer {other.json()['token']}", **from_address("198.51.100.10")}
            said = requests.get(f"{guarded.address}/chat/api/messages", headers=headers, timeout=30)
            assert said.status_code == 200
            waits.append(said.elapsed.total_seconds())
            time.sleep(1)
        for future in floods:
            statuses += future.result()
    minutes = (time.monotonic() - began) / 60
    assert sum(statuses.values()) == 10_000
    assert set(statuses) == {200, 429}
    assert statuses[200] <= NEW_CHATS * (minutes + 1) + 1
    assert max(waits) < 5


def test_a_limit_is_said_kindly_with_a_time_to_try_again_and_a_way_to_a_person(guarded: Any) -> None:
    with requests.Session() as session:
        session.headers.update(from_address("198.51.100.20"))
        answers = [session.get(f"{guarded.address}/chat/privacy", timeout=20) for _ in range(REQUESTS + 5)]
        call = session.get(f"{guarded.address}/chat/api/messages", timeout=20)
    assert [answer.status_code for answer in answers[:REQUESTS]] == [200] * REQUESTS
    last = answers[-1]
    assert (last.status_code, last.headers["Retry-After"]) == (429, "10")
    for said in (refusal("too_many_calls"), "01632 960123", "999"):
        assert said in last.text
    assert (call.status_code, call.json()["error"]["code"]) == (429, "too_many_calls")


def test_too_many_messages_in_one_conversation_keep_the_words_in_the_box(guarded: Any) -> None:
    visit = Visit(guarded)
    for number in range(MESSAGES):
        assert visit.say(f"message {number}").status_code == 200
    answer = visit.say("one more, and I meant it")
    assert answer.status_code == 429
    assert visit.error == refusal("too_many")
    assert visit.box == "one more, and I meant it"
    assert visit.messages.count("one more, and I meant it") == 0
    assert "message 5" in visit.messages


def test_words_sent_from_an_address_over_its_limit_come_back_in_the_box(guarded: Any) -> None:
    visit = Visit(guarded)
    visit.session.headers.update(from_address("198.51.100.30"))
    fields = {**visit.form_with("textarea", name="text"), "text": "my long story"}
    for _ in range(REQUESTS + 1):
        visit.session.get(f"{guarded.address}/chat/privacy", timeout=20)
    assert visit.send(fields).status_code == 429
    assert (visit.error, visit.box) == (refusal("too_many"), "my long story")


def test_danger_is_heard_even_over_a_limit(guarded: Any) -> None:
    client = guarded.begin()
    for number in range(MESSAGES):
        client.say(f"message {number}")
    answer = client.say("He hits me and I am scared of him")
    assert (answer.status_code, answer.json()["error"]["code"]) == (429, "too_many")
    assert "999" in " ".join(message["text"] for message in answer.json()["messages"])


def test_an_address_that_somebody_made_up_is_not_believed(guarded: Any) -> None:
    """What stands before the last entry came from outside; without a web server of ours nothing of it counts."""
    with requests.Session() as session:
        statuses = {
            session.get(
                f"{guarded.address}/chat/privacy", headers=from_address(f"10.0.0.{n}, 198.51.100.40"), timeout=20
            ).status_code
            for n in range(REQUESTS + 5)
        }
    assert statuses == {200, 429}


def test_each_message_leaves_a_line_in_the_log_of_nothing_but_marks(guarded: Any) -> None:
    client = guarded.begin()
    client.say(SECRET, message_id="quarrendon-orchard")
    client.say(SECRET, message_id="quarrendon-orchard")
    client.choose("0" * 32)
    log = guarded.log.read_text()
    lines = [line for line in log.splitlines() if "message.came" in line][-3:]
    assert [line.rpartition("outcome=")[2].strip("'") for line in lines] == ["answered", "repeated", "stale_choice"]
    for words in ("quarrendon", SECRET, client.token, conversation_of(client)):
        assert all(words not in line for line in lines)
    assert json.dumps(client.token) not in log
