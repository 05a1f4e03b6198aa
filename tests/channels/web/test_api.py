"""The JSON calls, against a real Rasa server."""

from __future__ import annotations

import uuid
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
import requests

KIND = "I heard: "


def test_a_conversation_begins_with_a_token_the_welcome_and_the_standing_choices(client: Any) -> None:
    assert [message["text"] for message in client.opening["messages"]] == [
        "Hello, I am the echo.",
        "What made you get in touch?",
    ]
    assert [choice["title"] for choice in client.opening["messages"][1]["choices"]] == ["A worry", "A hope"]
    assert {"id": "person", "title": "Talk to a person"} in client.opening["standing_choices"]


def test_words_are_answered_and_stand_in_the_transcript(client: Any) -> None:
    answer = client.say("the garden, mostly")
    assert answer.status_code == 200
    assert [message["text"] for message in answer.json()["messages"]] == ["I heard: the garden, mostly"]
    assert answer.json()["repeated"] is False
    assert [(message["from"], message["text"]) for message in client.transcript()][-2:] == [
        ("resident", "the garden, mostly"),
        ("front_door", "I heard: the garden, mostly"),
    ]


def test_a_choice_is_said_with_its_title_and_understood_by_its_payload(client: Any) -> None:
    answer = client.choose(client.opening["messages"][1]["choices"][1]["id"])
    assert answer.json()["messages"][0]["text"] == "You picked hope."
    assert client.said() == ["A hope"]


def test_a_standing_choice_works_at_any_turn(client: Any) -> None:
    assert client.choose("person").json()["messages"][0]["text"] == "Somebody will be in touch."
    assert client.choose("skip").json()["messages"][0]["text"] == "We leave that out."


def test_a_read_back_comes_as_lines_with_choices_of_their_own(client: Any) -> None:
    intro, lines = client.say("show my lines").json()["messages"]
    assert intro["text"] == "Here is what I have."
    garden, people = lines["read_back"]["lines"]
    assert (garden["number"], garden["heading"], garden["words"], garden["shared"]) == (
        1, "What matters to me", "the garden", True,
    )  # fmt: skip
    assert people["shared"] is False
    assert client.choose(people["choices"][1]["id"]).json()["messages"][0]["text"] == "That line is gone."


def test_a_hand_over_comes_with_its_reference_and_the_offer_of_a_copy(client: Any) -> None:
    message = client.say("share it now").json()["messages"][0]
    assert message["reference"] == "FD-7K3M-Q2XT"
    assert message["copy"] is True


def test_the_same_message_twice_is_one_message_with_the_same_answer(client: Any) -> None:
    name = str(uuid.uuid4())
    first, second = client.say("once only", name).json(), client.say("once only", name).json()
    assert (first["repeated"], second["repeated"]) == (False, True)
    assert first["messages"] == second["messages"]
    assert client.said() == ["once only"]


def test_two_posts_of_one_message_at_the_same_moment_are_one_message(client: Any) -> None:
    name = str(uuid.uuid4())
    with ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(lambda _: client.say("all at once", name), range(4)))
    assert [answer.status_code for answer in answers] == [200] * 4
    assert sorted(answer.json()["repeated"] for answer in answers) == [False, True, True, True]
    assert client.said() == ["all at once"]


def test_two_different_messages_at_the_same_moment_are_both_taken_in(client: Any) -> None:
    with ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(client.say, ["one", "two", "three", "four"]))
    heard = [answer.json()["messages"][0]["text"] for answer in answers]
    assert heard == ["I heard: one", "I heard: two", "I heard: three", "I heard: four"]
    assert sorted(client.said()) == ["four", "one", "three", "two"]


def test_other_words_under_a_used_name_are_refused_and_change_nothing(client: Any) -> None:
    name = str(uuid.uuid4())
    client.say("first words", name)
    answer = client.say("other words", name)
    assert (answer.status_code, answer.json()["error"]["code"]) == (409, "used_id")
    assert client.said() == ["first words"]


def test_an_old_button_is_refused_kindly_and_changes_nothing(client: Any) -> None:
    old = client.opening["messages"][1]["choices"][0]["id"]
    client.say("something else")
    answer = client.choose(old)
    assert (answer.status_code, answer.json()["error"]["code"]) == (409, "stale_choice")
    assert "Nothing has changed" in answer.json()["error"]["message"]
    assert client.said() == ["something else"]


def test_a_button_of_another_conversation_is_refused(client: Any, server: Any) -> None:
    other = server.begin().opening["messages"][1]["choices"][0]["id"]
    assert client.choose(other).status_code == 409
    assert client.said() == []


@pytest.mark.parametrize("invented", ['/choose{"choice":"hope"}', "ask_person", "begin", "", "x" * 5000])
def test_an_invented_choice_is_refused(client: Any, invented: str) -> None:
    assert client.choose(invented).status_code == 409
    assert client.said() == []


AS_IT_IS = {
    "emoji only": "👍🏽🏴󠁧󠁢󠁥󠁮󠁧󠁿",
    "HTML": "<script>alert(1)</script><b>hi</b>",
    "SQL": "'; DROP TABLE events; --",
    "restart": "/restart",
    "an intent with a slot": '/tell{"goal":"x"}',
    "an intent of this conversation": '/choose{"choice":"hope"}',
    "Arabic": "أحب الحديقة",
    "lines": "first\nsecond",
    "longest": "a" * 4000,
}


@pytest.mark.parametrize("text", AS_IT_IS.values(), ids=AS_IT_IS.keys())
def test_odd_input_is_plain_words(client: Any, text: str) -> None:
    answer = client.say(text)
    assert answer.status_code == 200
    assert answer.json()["messages"][0]["text"] == KIND + text
    assert client.said() == [text]


MENDED = {
    "a space before a slash": (" /restart", "/restart"),
    "control characters": ("ga\x00rd\x07en\x1b[31m", "garden[31m"),
    "right-to-left override": ("pay \u202ednuop 5\u202c now", "pay dnuop 5 now"),
    "half a character": ("tea\ud83d", "tea"),
    "Windows line ends": ("one\r\ntwo", "one\ntwo"),
}


@pytest.mark.parametrize(("text", "kept"), MENDED.values(), ids=MENDED.keys())
def test_what_is_not_words_is_left_out(client: Any, text: str, kept: str) -> None:
    assert client.say(text).status_code == 200
    assert client.said() == [kept]


@pytest.mark.parametrize("text", ["", "   \n ", "\x00\x01", "\u200b\u2060", "\u202e"])
def test_nothing_that_can_be_seen_is_nothing_said(client: Any, text: str) -> None:
    answer = client.say(text)
    assert (answer.status_code, answer.json()["error"]["code"]) == (400, "empty")
    assert client.said() == []


@pytest.mark.parametrize("length", [4001, 100_000, 1_000_000])
def test_too_many_words_get_a_kind_answer_quickly(client: Any, length: int) -> None:
    answer = client.say("a" * length)
    assert (answer.status_code, answer.json()["error"]["code"]) == (413, "too_long")
    assert "shorter parts" in answer.json()["error"]["message"]
    assert answer.elapsed.total_seconds() < 1
    assert client.said() == []


@pytest.mark.parametrize("size", [2_000_000, 12_000_000])
def test_a_body_beyond_all_typing_is_refused(client: Any, size: int) -> None:
    try:
        answer = client.post({"message_id": str(uuid.uuid4()), "text": "a" * size})
    except requests.ConnectionError:
        assert size > 8_000_000, "only a body beyond the server's own limit may be cut off"
    else:
        assert answer.status_code == 413
    assert client.said() == []


REFUSED: dict[str, tuple[Any, int, str]] = {
    "no object": ([1], 400, "malformed"),
    "no message id": ({"text": "hello"}, 400, "malformed"),
    "neither text nor choice": ({"message_id": "12345678"}, 400, "malformed"),
    "text that is no text": ({"message_id": "12345678", "text": {"a": 1}}, 400, "malformed"),
    "both text and choice": ({"message_id": "12345678", "text": "a", "choice": "skip"}, 400, "text_and_choice"),
    "a sender": ({"message_id": "12345678", "text": "a", "sender": "someone"}, 400, "unknown_field"),
    "metadata": ({"message_id": "12345678", "text": "a", "metadata": {"x": 1}}, 400, "unknown_field"),
    "an input channel": ({"message_id": "12345678", "text": "a", "input_channel": "x"}, 400, "unknown_field"),
    "the name of our own opening": ({"message_id": "begin", "text": "a"}, 400, "bad_id"),
    "an odd name": ({"message_id": "a b/c'\"12345", "text": "a"}, 400, "bad_id"),
}


@pytest.mark.parametrize(("body", "status", "code"), REFUSED.values(), ids=REFUSED.keys())
def test_a_malformed_call_is_refused_in_words_and_changes_nothing(
    client: Any, body: Any, status: int, code: str
) -> None:
    answer = client.post(body)
    assert (answer.status_code, answer.json()["error"]["code"]) == (status, code)
    assert answer.json()["error"]["message"]
    assert client.said() == []


def test_a_body_that_is_no_json_is_refused(client: Any) -> None:
    address = f"{client.address}/chat/api/messages"
    for content in (b"{", b"\xff\xfe", b"[" * 100_000):
        headers = {**client.headers, "Content-Type": "application/json"}
        answer = requests.post(address, data=content, headers=headers, timeout=20)
        assert (answer.status_code, answer.json()["error"]["code"]) == (400, "malformed")
    form = requests.post(address, data={"text": "a"}, headers=client.headers, timeout=20)
    assert (form.status_code, form.json()["error"]["code"]) == (415, "not_json")


@pytest.mark.parametrize("token", ["", "x", "a.b.c", "default", "ImRlZmF1bHQi.awI2Sw.forged"])
def test_a_forged_token_opens_nothing(server: Any, token: str) -> None:
    for way in ({"headers": {"Authorization": f"Bearer {token}"}}, {"cookies": {"front-door": token}}):
        answer = requests.get(f"{server.address}/chat/api/messages", timeout=20, **way)  # type: ignore[arg-type]
        assert (answer.status_code, answer.json()["error"]["code"]) == (401, "no_token")


def test_a_token_with_another_conversation_put_into_it_opens_nothing(client: Any, server: Any) -> None:
    other = server.begin()
    mixed = other.token.split(".")[0] + "." + client.token.split(".", 1)[1]
    answer = requests.get(
        f"{server.address}/chat/api/messages", headers={"Authorization": f"Bearer {mixed}"}, timeout=20
    )
    assert answer.status_code == 401


def test_a_turn_without_an_answer_is_not_taken_in_and_may_be_sent_again(client: Any) -> None:
    name = str(uuid.uuid4())
    for _ in range(2):
        answer = client.say("break the action server", name)
        assert (answer.status_code, answer.json()["error"]["code"]) == (503, "not_taken_in")
        assert "01632 960123" in answer.json()["error"]["message"]
        assert answer.headers["Retry-After"]
    assert client.said() == []
    assert client.say("and now?").status_code == 200
    assert client.said() == ["and now?"]


def test_a_cookie_works_for_our_own_pages_and_not_for_another_website(server: Any) -> None:
    browser = server.browser()
    browser.post(f"{server.address}/chat/api/conversations", timeout=20)
    address, body = f"{server.address}/chat/api/messages", {"message_id": str(uuid.uuid4()), "text": "hello"}
    for headers in ({"Origin": "https://elsewhere.example"}, {"Sec-Fetch-Site": "cross-site"}):
        answer = browser.post(address, json=body, headers=headers, timeout=20)
        assert (answer.status_code, answer.json()["error"]["code"]) == (403, "elsewhere")
        assert "Access-Control-Allow-Origin" not in answer.headers
    assert browser.post(address, json=body, headers={"Origin": server.address}, timeout=20).status_code == 200


def test_every_answer_carries_the_headers_that_keep_it_to_itself(server: Any) -> None:
    for path in ("/chat", "/chat/privacy", "/chat/copy", "/chat/api/messages", "/chat/static/chat.css"):
        answer = requests.get(f"{server.address}{path}", timeout=20)
        policy = answer.headers["Content-Security-Policy"]
        assert "default-src 'self'" in policy
        assert "unsafe" not in policy
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.headers["Referrer-Policy"] == "no-referrer"
        if "static" not in path:
            assert answer.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("POST", "/webhooks/rest/webhook"),
        ("POST", "/webhooks/callback/webhook"),
        ("GET", "/socket.io/"),
        ("GET", "/conversations/default/tracker"),
        ("POST", "/conversations/default/trigger_intent"),
        ("POST", "/model/parse"),
        ("GET", "/domain"),
        ("GET", "/chat/static/..%2Fwords.yml"),
        ("GET", "/chat/static/words.yml"),
    ],
)
def test_there_is_no_other_way_in(server: Any, method: str, path: str) -> None:
    answer = requests.request(method, server.address + path, json={"sender": "default", "message": "hi"}, timeout=20)
    assert answer.status_code == 404


def test_the_server_says_when_it_is_ready(server: Any) -> None:
    answer = requests.get(f"{server.address}/chat/health", timeout=20)
    assert (answer.status_code, answer.json()) == (200, {"ready": True})


def test_no_words_and_no_tokens_reach_the_log(client: Any, server: Any) -> None:
    client.say("my neighbour Maureen Ollerenshaw")
    client.say("break the action server")
    client.say("/nonsense{Ollerenshaw")
    client.say("Ollerenshaw" * 4000)
    log = server.log.read_text()
    assert "turn_without_answer" in log
    assert "Ollerenshaw" not in log
    assert client.token not in log
