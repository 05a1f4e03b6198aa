"""The closed door as a resident's browser and another client find it, on a real Rasa server."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
import requests

from bot.handover import close_door, open_door
from bot.store import Store, open_store
from tests.channels.web.test_page import Visit, words

REASON = "Two people saw each other's words"


@pytest.fixture
def store(server: Any) -> Iterator[Store]:
    opened = open_store(server.store)
    yield opened
    open_door(opened.unit_of_work())
    opened.close()


def heading(visit: Visit) -> str:
    (found,) = visit.all("h1")
    return words(found)


def whole(visit: Visit) -> str:
    (found,) = visit.all("main")
    return words(found)


def test_a_newcomer_reads_that_it_is_closed_and_whom_to_ring(server: Any, store: Store) -> None:
    close_door(store.unit_of_work(), REASON)
    visit = Visit(server)
    assert visit.answer.status_code == 503
    assert visit.answer.headers["Retry-After"] == "300"
    assert visit.answer.headers["Cache-Control"] == "no-store"
    assert heading(visit) == "This chat is closed for now"
    for number in ("01632 960123", "999", "116 123", "111"):
        assert number in whole(visit)
    assert REASON not in visit.answer.text
    assert visit.all("textarea") == [], "nobody is asked for words that are not taken in"
    assert [item.get("src") for item in visit.all("script")] != [None], "no script is needed, and none is inline"


def test_words_typed_into_a_page_from_before_come_back_and_can_be_sent_when_it_is_open(
    server: Any, store: Store
) -> None:
    visit = Visit(server)
    close_door(store.unit_of_work(), REASON)
    answer = visit.say("I bake bread on Sundays")
    assert answer.status_code == 503
    assert heading(visit) == "This chat is closed for now"
    assert visit.box.strip() == "I bake bread on Sundays"
    assert "Your words were not sent." in whole(visit)
    assert visit.say("I bake bread on Sundays, and cakes").status_code == 503
    assert visit.box.strip() == "I bake bread on Sundays, and cakes"

    open_door(store.unit_of_work())
    assert visit.say(visit.box.strip()).status_code == 200
    assert visit.messages[-2:] == ["I bake bread on Sundays, and cakes", "I heard: I bake bread on Sundays, and cakes"]


def test_danger_in_a_message_gets_first_help_and_the_team_is_told_once(server: Any, store: Store) -> None:
    visit = Visit(server)
    close_door(store.unit_of_work(), REASON)
    assert visit.say("he hits me every night").status_code == 503
    (help_now,) = [item for item in visit.all("section") if item.get("id") == "first-help"]
    assert "999" in words(help_now)
    assert "I have told the safeguarding team what you said." in words(help_now)
    assert "not sent" not in whole(visit), "for they were told to somebody"
    assert visit.box.strip() == "he hits me every night"
    before = store.queries.list_concerns_page("nobody").total
    visit.say(visit.box.strip())
    assert store.queries.list_concerns_page("nobody").total == before >= 1


def test_nothing_of_any_conversation_can_be_had_while_it_is_closed(server: Any, store: Store) -> None:
    visit = Visit(server)
    visit.say("I bake bread")
    close_door(store.unit_of_work(), REASON)
    for page in ("", "/copy", "/copy.txt", "/circles.svg", "/circles.png", "/another-device"):
        answer = visit.session.get(f"{visit.address}{page}", timeout=20)
        assert answer.status_code == 503, page
        assert "bread" not in answer.text
    for page in ("/privacy", "/static/chat.css"):
        assert visit.session.get(f"{visit.address}{page}", timeout=20).status_code == 200


def test_another_client_is_told_in_the_same_words_with_a_code_of_its_own(server: Any, store: Store) -> None:
    client = server.begin()
    close_door(store.unit_of_work(), REASON)
    answer = client.say("he hits me every night")
    assert answer.status_code == 503
    assert answer.headers["Retry-After"] == "300"
    error = answer.json()["error"]
    assert error["code"] == "closed"
    assert "01632 960123" in error["message"]
    assert "999" in answer.json()["messages"][0]["text"]
    for call in ("messages", "summary"):
        refused = requests.get(f"{server.address}/chat/api/{call}", headers=client.headers, timeout=20)
        assert (refused.status_code, refused.json()["error"]["code"]) == (503, "closed")
    for call in ("conversations", "another-device", "another-device/code"):
        refused = requests.post(f"{server.address}/chat/api/{call}", headers=client.headers, timeout=20)
        assert (refused.status_code, refused.json()["error"]["code"]) == (503, "closed")
    open_door(store.unit_of_work())
    assert client.say("I bake").status_code == 200


def test_somebody_who_lost_their_cookie_keeps_their_words_at_a_closed_door(server: Any, store: Store) -> None:
    visit = Visit(server)
    close_door(store.unit_of_work(), REASON)
    visit.session.cookies.clear()
    assert visit.send({"text": "I bake bread"}).status_code == 503
    assert visit.box.strip() == "I bake bread"
