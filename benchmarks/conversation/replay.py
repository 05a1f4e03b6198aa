"""Playing written residents against the real thing: the web door's own conversations, Rasa, the real actions, a store.

A message goes the way of a live one: ``bot.channels.turn.Conversations`` has the model read it, looks for danger, tells
the safeguarding team, hands it to Rasa, and Rasa calls our actions; only the wire between Rasa and the actions is left
out (``rasa_sdk``'s executor is called in this process). The databases are SQLite files in a folder that is thrown away.
"""

from __future__ import annotations

import asyncio
import json
import os
import random
import shutil
import sqlite3
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import skops.io  # noqa: F401 - before anything of Rasa (docs/decisions/0004)
from rasa.core.agent import Agent
from rasa.shared.core.domain import Domain
from rasa.utils.endpoints import EndpointConfig
from rasa_sdk.executor import ActionExecutor

from benchmarks.conversation.person import Person
from benchmarks.conversation.script import Line, Resident
from bot import bootstrap
from bot.channels.exchange import Said
from bot.channels.transcript import Message, Turn
from bot.channels.web.channel import open_door
from bot.channels.web.door import Door
from bot.dialogue.tracker_store import ConversationStore
from bot.errors import MessageRefusedError, NotTakenInError, TrainingError
from bot.logs import keep_words_out_of_rasa
from bot.running.model import ROOT
from bot.settings import settings
from bot.strengths.contact import Contact
from bot.strengths.library import Library

MOST_TURNS = 60
A_NIGHT = 20 * 60 * 60
LOCAL = {
    "ENVIRONMENT": "test",
    "ORGANISATION_NAME": "Thornbeck Council",
    "TEAM_PHONE": "01632 960000",
    "SAFEGUARDING_PHONE": "01632 960001",
    "EMERGENCY_DUTY_PHONE": "01632 960002",
    "CHILDREN_PHONE": "01632 960003",
    "HOUSING_PHONE": "01632 960004",
    "COMPLAINTS_PHONE": "01632 960005",
}
"""An invented council; Ofcom keeps these numbers for drama."""


@dataclass(frozen=True, kw_only=True)
class Exchange:
    """One thing the person did and everything that answered it.

    Attributes:
        number: 0 for the welcome, then counted from 1.
        said: what was typed, or None.
        pressed: title of what was pressed, or None.
        line: what was typed, with its writer's labels.
        replies: the bubbles that answered; none when nothing did.
        before: the contact before it, or None.
        after: the contact after it, or None.
        seconds: how long the answer took.
        voiced: whether danger was noticed in it.
        failed: kind of failure when no answer came.
    """

    number: int
    said: str | None = None
    pressed: str | None = None
    line: Line | None = None
    replies: tuple[Message, ...] = ()
    before: Contact | None = None
    after: Contact | None = None
    seconds: float = 0.0
    voiced: bool = False
    failed: str = ""

    @property
    def is_hard(self) -> bool:
        """Whether the writer says that what was typed carries hardship."""
        return self.line is not None and self.line.hard

    @property
    def asked(self) -> str | None:
        """Key of the question that is open after it and was not open before; None when none is new."""
        now = self.after.open_question if self.after else None
        return now if now != (self.before.open_question if self.before else None) else None


@dataclass(kw_only=True)
class Played:
    """A whole conversation with one written resident.

    Attributes:
        resident: who spoke.
        exchanges: what happened, the welcome first.
        unsaid: turns of the script that never came up.
        finished: whether the person was done before they were tired of it.
    """

    resident: Resident
    exchanges: list[Exchange] = field(default_factory=list)
    unsaid: list[Line] = field(default_factory=list)
    finished: bool = False

    @property
    def contact(self) -> Contact | None:
        """The contact as it was left."""
        return self.exchanges[-1].after if self.exchanges else None

    @property
    def turns(self) -> list[Exchange]:
        """What the person did, without the welcome."""
        return [exchange for exchange in self.exchanges if exchange.number]


class InProcess(EndpointConfig):
    """The action server, called as a function: what goes in and out is JSON, as over the wire."""

    def __init__(self) -> None:
        super().__init__(url="http://in.process/webhook")
        self._executor = ActionExecutor()
        self._executor.register_package("actions")

    async def request(self, *_: Any, **more: Any) -> Any:
        """Run the action that a call names."""
        answer = await self._executor.run(json.loads(json.dumps(more["json"])))
        return json.loads(json.dumps(answer))


class Stage:
    """Where residents are played: a door with its assistant, in a folder of its own.

    Args:
        agent: Rasa's agent, or what stands in for it (``untrained``).
        folder: where the databases are.
    """

    def __init__(self, agent: Any, folder: Path) -> None:
        self._folder = folder
        self._door: Door = open_door(settings(), lambda: agent)
        self._loop = asyncio.new_event_loop()
        self._library: Library = bootstrap.library()

    def play(self, resident: Resident, seed: int = 1) -> Played:
        """Let a resident talk until they are done.

        Args:
            resident: the script.
            seed: of Rasa's choice among the variants of a response.
        """
        random.seed(f"{seed} {resident.name}")
        return self._loop.run_until_complete(self._play(resident))

    def close(self) -> None:
        """Let go of what is held."""
        self._loop.close()

    async def _play(self, resident: Resident) -> Played:
        conversation = self._door.identities.new_conversation()
        played, person = Played(resident=resident), Person(resident, self._library)
        started = time.perf_counter()
        shown = await self._door.conversations.begin(conversation)
        contact = await self._contact(conversation)
        played.exchanges.append(
            Exchange(number=0, replies=tuple(shown[-1].replies), after=contact, seconds=time.perf_counter() - started)
        )
        replies = played.exchanges[0].replies
        for number in range(1, MOST_TURNS + 1):
            move = person.next_move(contact, replies)
            if move is None:
                played.finished = True
                break
            if move.line is not None and move.line.next_day:
                self._let_a_night_pass()
            said = Said(
                message_id=f"{conversation[:24]}-{number:04d}",
                text=move.line.say if move.line else None,
                choice=move.standing or (self._door.choices.name(conversation, *move.offer) if move.offer else None),
            )
            before, started = contact, time.perf_counter()
            turn, failed = await self._say(conversation, said)
            seconds = time.perf_counter() - started
            contact = await self._contact(conversation)
            played.exchanges.append(
                Exchange(
                    number=number,
                    said=said.text,
                    pressed=move.offer[1].title if move.offer else move.standing,
                    line=move.line,
                    replies=tuple(turn.replies) if turn else (),
                    before=before,
                    after=contact,
                    seconds=seconds,
                    voiced=bool(turn and turn.voiced),
                    failed=failed,
                )
            )
            replies = played.exchanges[-1].replies or replies
        played.unsaid = person.unsaid
        return played

    async def _say(self, conversation: str, said: Said) -> tuple[Turn | None, str]:
        try:
            return (await self._door.conversations.say(conversation, said)).turn, ""
        except (NotTakenInError, MessageRefusedError) as error:
            return None, f"{type(error).__name__} {error}"

    async def _contact(self, conversation: str) -> Contact | None:
        _, record = await self._door.conversations.read(conversation)
        return Contact.from_record(record) if record else None

    def _let_a_night_pass(self) -> None:
        """Put everything that was said so far a night back, as if the person came again the next day."""
        with sqlite3.connect(self._folder / "conversations.db") as base:
            base.execute(
                "UPDATE events SET timestamp = timestamp - :night, "
                "data = json_set(data, '$.timestamp', json_extract(data, '$.timestamp') - :night)",
                {"night": A_NIGHT},
            )


@contextmanager
def stage(model: Path | None) -> Iterator[Stage]:
    """Give a stage with the trained model on it, or with the untrained stand-in.

    Args:
        model: the model's file; None for the stand-in (``benchmarks.conversation.untrained``).

    Raises:
        TrainingError: there is no model, or it cannot be read.
    """
    if model is not None and not model.is_file():
        raise TrainingError(f"There is no trained model at {model}. Run: frontdoor train")
    keep_words_out_of_rasa()
    folder = Path(tempfile.mkdtemp(prefix="residents-"))
    with _surroundings(folder):
        bootstrap.migrate_store()
        opened = Stage(_agent(model), folder)
        try:
            yield opened
        finally:
            opened.close()
            bootstrap.store().close()
    shutil.rmtree(folder, ignore_errors=True)


def _agent(model: Path | None) -> Any:
    if model is None:
        from benchmarks.conversation.untrained import UntrainedAgent

        return UntrainedAgent(InProcess())
    agent = Agent.load(
        str(model),
        tracker_store=ConversationStore(domain=Domain.load(str(ROOT / "domain.yml"))),
        action_endpoint=InProcess(),
    )
    if agent.processor is None:
        raise TrainingError("The trained model could not be read. Run: frontdoor train")
    return agent


@contextmanager
def _surroundings(folder: Path) -> Iterator[None]:
    """Settings of an invented council, and a place of its own for everything that is kept."""
    ours = {f"FRONTDOOR_{name}": value for name, value in {**LOCAL, "DATA_FOLDER": str(folder)}.items()}
    before = dict(os.environ)
    for name in [name for name in os.environ if name.startswith("FRONTDOOR_")]:
        del os.environ[name]
    os.environ.update(ours)
    remembered = (settings, bootstrap.store, bootstrap.shelf)
    for each in remembered:
        each.cache_clear()
    try:
        yield
    finally:
        os.environ.clear()
        os.environ.update(before)
        for each in remembered:
            each.cache_clear()
