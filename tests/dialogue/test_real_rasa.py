"""A conversation held by the trained model, a real action server and real databases.

Buttons and standing choices come as the door hands them on; typed answers go through the model's understanding.
"""

from __future__ import annotations

import asyncio
import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Coroutine, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
import requests
import sqlalchemy
from rasa.core.agent import Agent
from rasa.core.channels.channel import CollectingOutputChannel, UserMessage
from rasa.shared.core.events import ActionExecuted, UserUttered
from rasa.utils.endpoints import EndpointConfig

from bot.dialogue.tracker_store import ConversationStore
from bot.running import model
from bot.settings import settings
from bot.store import migrate
from bot.strengths.contact import Contact, Moment
from tests.dialogue.conversation import ROOT

pytestmark = pytest.mark.slow

START_WITHIN = 60
NOT_ANSWERS = {"action_listen", "action_session_start", "action_extract_slots"}
ASIDES = ("ask_bot", "ask_privacy", "ask_cuts", "ask_emergency", "repeat", "simpler", "how_many", "greet", "thanks")
IN_WORDS = {"ask_cuts": "is this to cut my care"}
"""What is typed where the act alone does not decide the answer."""


@dataclass
class Talker:
    """Somebody who talks with the assistant."""

    agent: Agent
    store: ConversationStore
    loop: asyncio.AbstractEventLoop
    name: str
    answers: list[dict[str, Any]] = field(default_factory=list)

    def wait(self, coroutine: Coroutine[Any, Any, Any]) -> Any:
        return self.loop.run_until_complete(coroutine)

    def hand_on(self, text: str, parse_data: dict[str, Any] | None) -> list[str]:
        output = CollectingOutputChannel()
        message = UserMessage(text, output, sender_id=self.name, input_channel="web", parse_data=parse_data)
        self.wait(self.agent.handle_message(message))
        self.answers = output.messages
        texts = [answer["text"] for answer in self.answers if answer.get("text")]
        assert texts, f"nobody answers {text!r}"
        assert self.actions() == 1, f"{text!r} is answered by one action"
        return texts

    def type(self, text: str) -> list[str]:
        """Type words, to be understood by the model."""
        return self.hand_on(text, None)

    def say(self, act: str, text: str | None = None, **entities: str) -> list[str]:
        """Use a standing choice."""
        found = [{"entity": name, "value": value} for name, value in entities.items()]
        data = {"text": text or act, "intent": {"name": act, "confidence": 1.0}, "entities": found}
        return self.hand_on(text or act, data)

    def press(self, title: str) -> list[str]:
        """Press a button of the latest turn."""
        for answer in self.answers:
            for button in answer.get("buttons", []):
                if button["title"] == title:
                    act, brace, values = button["payload"].removeprefix("/").partition("{")
                    return self.say(act, title, **(json.loads(brace + values) if brace else {}))
        raise AssertionError(f"no button {title!r}")

    def actions(self) -> int:
        """How many actions answered the latest message."""
        tracker = self.wait(self.store.retrieve(self.name))
        count = 0
        for event in reversed(tracker.events):
            if isinstance(event, UserUttered):
                # After deleting, the turn is kept as its reply alone: no words, no action.
                return count if event.text else 1
            count += isinstance(event, ActionExecuted) and event.action_name not in NOT_ANSWERS
        return count

    @property
    def contact(self) -> Contact:
        return Contact.from_record(self.wait(self.store.retrieve(self.name)).get_slot("contact"))


def free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])


@pytest.fixture(scope="module")
def action_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Path]]:
    """The address of a real action server, and the folder with its databases."""
    folder = tmp_path_factory.mktemp("real-rasa")
    migrate(f"sqlite:///{folder / 'frontdoor.db'}")
    port = free_port()
    surroundings = {**os.environ, "SANIC_HOST": "127.0.0.1", "FRONTDOOR_DATA_FOLDER": str(folder)}
    command = [sys.executable, "-m", "rasa_sdk", "--actions", "actions", "--port", str(port), "--quiet"]
    with (folder / "actions.log").open("w") as output:
        server = subprocess.Popen(command, cwd=ROOT, env=surroundings, stdout=output, stderr=subprocess.STDOUT)
    try:
        wait_for(f"http://127.0.0.1:{port}/health", server, folder / "actions.log")
        yield f"http://127.0.0.1:{port}/webhook", folder
    finally:
        server.terminate()
        server.wait(timeout=20)


def wait_for(address: str, server: subprocess.Popen[bytes], log: Path) -> None:
    until = time.monotonic() + START_WITHIN
    while time.monotonic() < until and server.poll() is None:
        try:
            if requests.get(address, timeout=2).ok:
                return
        except requests.RequestException:
            time.sleep(0.2)
    raise AssertionError(f"the action server did not start: {log.read_text()[-2000:]}")


@pytest.fixture(scope="module")
def rasa(action_server: tuple[str, Path]) -> Iterator[tuple[Agent, ConversationStore, asyncio.AbstractEventLoop]]:
    """Rasa with the trained model, loaded once."""
    if not model.is_fresh():
        model.train(print)
    address, folder = action_server
    patch = pytest.MonkeyPatch()
    patch.setenv("FRONTDOOR_DATA_FOLDER", str(folder))
    settings.cache_clear()
    loop = asyncio.new_event_loop()
    store = ConversationStore()
    agent = Agent.load(
        str(ROOT / model.MODEL), tracker_store=store, action_endpoint=EndpointConfig(url=address, cafile=None)
    )
    store.domain = agent.domain
    yield agent, agent.tracker_store, loop
    loop.close()
    patch.undo()
    settings.cache_clear()


@pytest.fixture
def talker(rasa: tuple[Agent, ConversationStore, asyncio.AbstractEventLoop], request: pytest.FixtureRequest) -> Talker:
    agent, store, loop = rasa
    return Talker(agent, store, loop, name=f"c-{request.node.name}")


def events_of(name: str, folder: Path) -> list[str]:
    engine = sqlalchemy.create_engine(f"sqlite:///{folder / 'conversations.db'}")
    with engine.connect() as connection:
        query = sqlalchemy.text("SELECT data FROM events WHERE sender_id = :name")
        found = [str(row[0]) for row in connection.execute(query, {"name": name})]
    engine.dispose()
    return found


def test_a_whole_conversation_is_answered_by_one_action_a_turn_and_ends_in_a_reference(talker: Talker) -> None:
    talker.say("begin")
    talker.type("my neighbour said you might know somebody")
    talker.press("Yes, that is all right")
    for words in (
        "id like to get back to bowls love",
        "when me neighbour pops in and we have a brew",
        "thirty year at mill then dinner lady, i can bake owt",
        "wool and Emmerdale",
    ):
        talker.type(words)
    for _ in range(30):
        if talker.contact.moment is Moment.READ_BACK:
            break
        talker.say("decline", "Skip this")
    talker.type("remove 1")
    talker.press("Share it with the team")
    talker.type("01632 960111")
    for _ in range(3):
        talker.press("Skip this")

    said = talker.press("Yes, pass it on")

    (given,) = talker.contact.passed_on
    assert given.reference in said[0]
    assert talker.contact.safe_contact.detail == "01632 960111"


def test_every_aside_is_answered_in_every_moment_on_the_way(talker: Talker) -> None:
    talker.say("begin")
    met = set()

    def ask_everything() -> None:
        moment = talker.contact.moment
        met.add(moment)
        for aside in ASIDES:
            if aside not in ("greet", "thanks") or moment not in (
                Moment.SAFE_CONTACT,
                Moment.CHANGING,
                Moment.ADDING,
            ):
                talker.say(aside, IN_WORDS.get(aside))
        assert talker.contact.moment is moment, "an aside leads nowhere else"

    ask_everything()
    for act, text in (
        ("tell", "im at my wits end"),
        ("tell", "i put the radio on"),
        ("deny", "no"),
        ("tell", "its the nights"),
        ("choose", "staying.listening.turn"),
        ("stop", "stop"),
        ("affirm", "yes"),
        ("finish", "show me"),
        ("add_line", "Add something"),
        ("tell", "and the dog"),
        ("correct", "thats not it"),
    ):
        talker.say(act, text, **({"choice": text} if act == "choose" else {}))
        ask_everything()
    assert met >= {Moment.REASON, Moment.PERMISSION, Moment.STAYING, Moment.EXPLORING, Moment.PAUSED, Moment.READ_BACK}


def test_deleting_really_empties_the_conversation_and_life_goes_on(
    talker: Talker, action_server: tuple[str, Path]
) -> None:
    _, folder = action_server
    talker.say("begin")
    talker.say("tell", "a very particular budgerigar")
    assert any("budgerigar" in row for row in events_of(talker.name, folder))

    talker.say("delete", "Delete what I said")
    talker.press("Yes, delete it")

    left = events_of(talker.name, folder)
    assert left
    assert not [row for row in left if "budgerigar" in row]
    talker.say("tell", "hello, its about my stairs")
    assert [line.words for line in talker.contact.statements] == ["hello, its about my stairs"]


def test_a_person_is_passed_on_at_the_very_first_word(talker: Talker) -> None:
    said = talker.say("ask_person", "give me a person NOW")

    (given,) = talker.contact.passed_on
    assert any(given.reference in text for text in said)
