"""One turn, when something goes wrong in the middle of it."""

from __future__ import annotations

import asyncio
from types import SimpleNamespace
from typing import Any

import pytest
from rasa.core.channels.channel import UserMessage
from rasa.core.lock_store import InMemoryLockStore
from rasa.shared.core.events import BotUttered, UserUttered

from bot.channels import in_time
from bot.channels.choices import Choices
from bot.channels.exchange import Answer, Said
from bot.channels.first_help import FirstHelp
from bot.channels.identity import Identities
from bot.channels.turn import Conversations
from bot.errors import AnswerLateError, MessageRefusedError, NotTakenInError, StoreUnavailableError
from bot.settings import Settings
from bot.strengths.contact import Contact, Moment
from tests.channels.stand_in import ReadsAll

ALICE = "a" * 40


class Tracker:
    def __init__(self, events: list[Any]) -> None:
        self.events = events
        self.slots: dict[str, Any] = {}

    def hold(self, contact: Any) -> Tracker:
        self.slots = {"contact": SimpleNamespace(value=contact)}
        return self


class Agent(ReadsAll):
    """Stands for Rasa's agent: it keeps events, answers with an echo, and can be made slow, silent or broken."""

    def __init__(self) -> None:
        self.events: list[Any] = []
        self.lock_store = InMemoryLockStore()
        self.tracker_store = self.processor = self
        self.asked: str | None = None
        self.contact: Any = None
        self.handed: UserMessage | None = None
        self.hears: dict[str, Any] = {}
        self.takes = 0.0
        self.silent = False
        self.broken: str | None = None

    def is_ready(self) -> bool:
        return True

    async def parse_message(self, message: UserMessage) -> dict[str, Any]:
        text, self.asked = str(message.text), (message.metadata or {}).get("asked")
        if self.broken == "model":
            raise RuntimeError(f"no idea what {text} is")
        read: dict[str, Any] = {"text": text, "intent": {"name": "tell", "confidence": 1.0}, "entities": []}
        return read | self.hears | {"metadata": message.metadata}

    async def seat_of(self, _conversation: str) -> None:
        """It has never moved."""

    async def retrieve(self, _conversation: str) -> Tracker:
        if self.broken == "store":
            raise OSError("disk full of a secret")
        return Tracker(list(self.events)).hold(self.contact)

    async def handle_message(self, message: UserMessage) -> None:
        await asyncio.sleep(self.takes)
        self.handed = message
        if self.broken == "turn":
            raise RuntimeError(f"no idea what {message.text} is")
        if self.broken == "save":
            return
        self.events.append(UserUttered(message.text, intent={"name": "tell"}, message_id=message.message_id))
        if not self.silent:
            self.events.append(BotUttered(f"I heard: {message.text}"))


@pytest.fixture
def agent() -> Agent:
    return Agent()


def conversations(agent: Agent | None, patience: float = 5, in_danger: float = 5) -> Conversations:
    first_help = FirstHelp(no_store, Settings(_env_file=None).local_details(), has_way_out=True)  # type: ignore[call-arg]
    choices = Choices(Identities("a key that is long enough", 1))
    return Conversations(lambda: agent, choices, first_help, "web", patience, in_danger)


def no_store() -> Any:
    raise StoreUnavailableError("There is none here.")


def say(door: Conversations, text: str, message_id: str = "message-1") -> Answer:
    return asyncio.run(door.say(ALICE, Said(message_id=message_id, text=text)))


@pytest.mark.parametrize("broken", ["turn", "save", "store", "model"])
def test_whatever_breaks_the_words_were_not_taken_in_and_no_word_is_logged(
    agent: Agent, broken: str, caplog: pytest.LogCaptureFixture
) -> None:
    agent.broken = broken
    with pytest.raises(NotTakenInError) as refusal:
        say(conversations(agent), "my secret")
    assert "secret" not in str(refusal.value)
    assert "secret" not in caplog.text
    assert broken == "model" or ALICE in caplog.text
    agent.broken = None
    assert say(conversations(agent), "my secret").repeated is False


def test_silence_is_not_an_answer(agent: Agent) -> None:
    agent.silent = True
    with pytest.raises(NotTakenInError):
        say(conversations(agent), "hello")
    agent.silent = False
    assert say(conversations(agent), "hello").repeated is False


def test_without_a_model_nothing_is_taken_in() -> None:
    with pytest.raises(NotTakenInError):
        say(conversations(None), "hello")
    assert conversations(None).ready is False


def test_a_slow_turn_goes_on_and_sending_again_finds_its_answer(agent: Agent) -> None:
    agent.takes = 0.4

    async def impatient() -> Answer:
        door = conversations(agent, patience=0.05)
        for _ in range(2):
            # The second waits behind the first, which is the same message and may count yet.
            with pytest.raises(AnswerLateError):
                await door.say(ALICE, Said(message_id="message-1", text="slowly"))
        await asyncio.sleep(0.6)
        return await door.say(ALICE, Said(message_id="message-1", text="slowly"))

    answer = asyncio.run(impatient())
    assert answer.repeated is True
    assert [reply.text for reply in answer.turn.replies] == ["I heard: slowly"]


def test_what_was_said_not_to_count_does_not_count_later(agent: Agent) -> None:
    agent.takes = 0.4

    async def impatient() -> None:
        door = conversations(agent, patience=0.05)
        for number in (1, 2):
            with pytest.raises(NotTakenInError) as refusal:
                await door.say(ALICE, Said(message_id=f"message-{number}", text=f"slowly {number}"))
            assert isinstance(refusal.value, AnswerLateError) is (number == 1)
        await asyncio.sleep(1)

    asyncio.run(impatient())
    assert [event.text for event in agent.events if isinstance(event, UserUttered)] == ["slowly 1"]


def test_a_turn_that_never_ends_is_given_up_and_the_next_begins(agent: Agent, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(in_time, "TURN_LASTS", 0.2)
    agent.takes = 60

    async def hangs() -> Answer:
        door = conversations(agent, patience=0.05)
        with pytest.raises(AnswerLateError):
            await door.say(ALICE, Said(message_id="message-1", text="for ever"))
        await asyncio.sleep(0.4)
        agent.takes = 0.0
        return await door.say(ALICE, Said(message_id="message-2", text="and then"))

    assert [reply.text for reply in asyncio.run(hangs()).turn.replies] == ["I heard: and then"]


def test_rasas_fallback_to_memory_is_put_aside(agent: Agent) -> None:
    store = agent.tracker_store
    agent.tracker_store = SimpleNamespace(_tracker_store=store)  # type: ignore[assignment]
    assert say(conversations(agent), "hello").repeated is False
    assert agent.tracker_store is store


def test_a_person_who_goes_away_leaves_no_half_turn_behind(agent: Agent) -> None:
    agent.takes = 0.2

    async def leaves() -> None:
        door = conversations(agent)
        request = asyncio.create_task(door.say(ALICE, Said(message_id="message-1", text="bye")))
        await asyncio.sleep(0.05)
        request.cancel()
        await asyncio.sleep(0.4)

    asyncio.run(leaves())
    assert [type(event).__name__ for event in agent.events] == ["UserUttered", "BotUttered"]


def test_what_is_refused_never_reaches_the_assistant(agent: Agent) -> None:
    for said in (Said(message_id="message-1", text=" "), Said(message_id="message-1", choice="/affirm")):
        with pytest.raises(MessageRefusedError):
            asyncio.run(conversations(agent).say(ALICE, said))
    assert agent.events == []


def test_the_welcome_is_said_once(agent: Agent) -> None:
    async def two_tabs() -> None:
        door = conversations(agent)
        await asyncio.gather(door.begin(ALICE), door.begin(ALICE))

    asyncio.run(two_tabs())
    assert len([event for event in agent.events if isinstance(event, BotUttered)]) == 1


@pytest.mark.parametrize(
    ("contact", "asked"),
    [
        (Contact(moment=Moment.EXPLORING, open_question="people_networks.who").to_record(), "people_networks"),
        (Contact(moment=Moment.PERMISSION, open_question="permission.turn").to_record(), "opening"),
        (Contact(moment=Moment.READ_BACK, open_question="read_back.check").to_record(), ""),
        ({"moment": "written by another version"}, ""),
        (None, ""),
    ],
)
def test_the_model_is_told_what_the_open_question_asks_about(agent: Agent, contact: Any, asked: str) -> None:
    agent.contact = contact
    say(conversations(agent), "nobody now")
    assert agent.asked == asked


def test_what_was_asked_is_no_part_of_the_message_that_is_kept(agent: Agent) -> None:
    agent.contact = Contact(moment=Moment.EXPLORING, open_question="people_networks.who").to_record()
    say(conversations(agent), "nobody now")
    assert agent.handed is not None
    assert agent.handed.parse_data is not None
    assert (agent.handed.metadata, agent.handed.parse_data["metadata"]) == ({}, {})  # type: ignore[typeddict-item]


def test_what_the_model_hears_reaches_the_conversation(agent: Agent) -> None:
    agent.hears = {"hardship": True, "strengths": [{"kind": "goal"}]}
    say(conversations(agent), "to sleep")
    assert agent.handed is not None
    assert agent.handed.parse_data is not None
    assert {name: agent.handed.parse_data[name] for name in agent.hears} == agent.hears  # type: ignore[literal-required]


def test_a_buttons_title_that_is_typed_means_the_button_and_stays_as_typed(agent: Agent) -> None:
    buttons = [{"title": "Stay with this", "payload": '/choose{"choice": "staying.stay"}'}]
    agent.events = [UserUttered("hello", message_id="message-0"), BotUttered("Or this?", {"buttons": buttons})]
    agent.hears = {"intent": {"name": "stop", "confidence": 1.0}}

    say(conversations(agent), "stay with this")

    assert agent.handed is not None
    assert agent.handed.text == "stay with this"
    assert agent.handed.parse_data["intent"]["name"] == "choose"  # type: ignore[index]
