"""The assistant as a door has it, with a fault put between any two steps of a turn.

All of it is real: Rasa's own processor, the conversation store, the actions (called as the action server is, through
JSON), the use cases and the store. The model alone is stood in for: what is understood is said by the test, and the
next action is read from ``data/rules``. A fault either fails one step, or kills the process: then nothing of it goes
on, and another is started on what the databases hold.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import logging
import os
import shutil
import sqlite3
from collections.abc import Coroutine, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from unittest.mock import patch

import sqlalchemy
import structlog
from rasa.core.agent import Agent
from rasa.core.channels.channel import UserMessage
from rasa.core.lock_store import InMemoryLockStore, LockStore
from rasa.core.policies.policy import PolicyPrediction
from rasa.core.processor import MessageProcessor
from rasa.shared.core.domain import Domain
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.shared.data import TrainingType
from rasa.utils.endpoints import EndpointConfig
from rasa_sdk.executor import ActionExecutor

from bot import bootstrap
from bot.channels import turn as turn_module
from bot.channels.choices import Choices
from bot.channels.first_help import FirstHelp
from bot.channels.identity import Identities
from bot.channels.turn import Conversations
from bot.dialogue.tracker_store import ConversationStore
from bot.errors import StoreUnavailableError
from bot.settings import settings
from bot.store.unit_of_work import Work
from bot.strengths.contact import Contact, Moment
from bot.understanding.alone import safety_alone
from tests.dialogue.conversation import ROOT, action_for

WHO = "c" * 40
DOORS = ("web", "telegram")


class Killed(BaseException):
    """The process is gone; no handler of errors sees it."""


@dataclass(frozen=True)
class Fault:
    """What goes wrong in a step: at which of its points, and whether the process is killed or one call fails."""

    at: int
    kills: bool


@dataclass
class Points:
    """The points of a step at which something can go wrong, counted as they are passed."""

    fault: Fault | None = None
    passed: int = 0
    gone: bool = False
    struck: str | None = None

    def pass_by(self, name: str, error: Exception) -> None:
        """Go on, or fail with this error, or be killed."""
        if self.gone:
            raise Killed
        number, self.passed = self.passed, self.passed + 1
        if self.fault is None or number != self.fault.at:
            return
        self.struck = name
        if self.fault.kills:
            self.gone = True
            raise Killed
        raise error


def full() -> Exception:
    """What SQLAlchemy says when the disk is full."""
    return sqlalchemy.exc.OperationalError("INSERT", {}, Exception("database or disk is full"))


@lru_cache(maxsize=1)
def domain() -> Domain:
    """The real domain."""
    return Domain.load(str(ROOT / "domain.yml"))


@lru_cache(maxsize=1)
def executor() -> ActionExecutor:
    """Our actions, as the action server has them."""
    found = ActionExecutor()
    found.register_package("actions")
    return found


class FailingStore(ConversationStore):
    """The conversation store, on a database that can fail."""

    points: Points

    async def retrieve(self, sender_id: str) -> DialogueStateTracker | None:
        await asyncio.sleep(0)
        self.points.pass_by("retrieve", full())
        return await super().retrieve(sender_id)

    async def save(self, tracker: DialogueStateTracker) -> None:
        await asyncio.sleep(0)
        self.points.pass_by("save", full())
        await super().save(tracker)
        self.points.pass_by("saved", full())


class ActionServer(EndpointConfig):
    """The action server, without its wire: what is asked and answered goes through JSON."""

    def __init__(self, points: Points) -> None:
        super().__init__("http://nowhere")
        self.points = points

    async def request(self, *_: Any, **asked: Any) -> Any:
        await asyncio.sleep(0)
        self.points.pass_by("asking the action server", ConnectionError())
        call = asked["json"]
        sent = json.loads(json.dumps({name: value for name, value in call.items() if name != "domain"}))
        answer = await executor().run(sent | {"domain": call.get("domain", {})})
        self.points.pass_by("its answer", ConnectionError())
        return json.loads(json.dumps(answer))


class Processor(MessageProcessor):
    """Rasa's processor with a model that understands what the test says."""

    def __init__(self, agent: Agent, points: Points, acts: dict[str, str]) -> None:
        self.nlg = agent.nlg
        self.tracker_store = agent.tracker_store
        self.lock_store = agent.lock_store
        self.max_number_of_predictions = 10
        self.on_circuit_break = None
        self.action_endpoint = agent.action_endpoint
        self.model_metadata = SimpleNamespace(
            training_type=TrainingType.BOTH, model_id="model", assistant_id="frontdoor", domain=domain()
        )
        self.domain = domain()
        self.http_interpreter = None
        self.points, self.acts = points, acts

    async def parse_message(self, message: UserMessage, *_: Any, **__: Any) -> dict[str, Any]:
        self.points.pass_by("the model", RuntimeError())
        words = str(message.text)
        return {
            "text": words,
            "intent": {"name": self.acts.get(words, "tell"), "confidence": 1.0},
            "entities": [],
            "safety": safety_alone(words).to_record(),
        }

    def _predict_next_with_tracker(self, tracker: DialogueStateTracker) -> PolicyPrediction:
        name = tracker.followup_action
        if name:
            tracker.clear_followup_action()
        elif tracker.latest_action_name == "action_listen" and tracker.latest_message is not None:
            moment = tracker.get_slot("moment")
            name = action_for(tracker.latest_message.intent["name"], Moment(moment) if moment else None)
        return PolicyPrediction.for_action_name(self.domain, name or "action_listen")


@dataclass
class Service:
    """Two doors on the same databases; ``start`` throws away what their processes knew."""

    folder: Path
    acts: dict[str, str] = field(default_factory=dict)
    points: Points = field(default_factory=Points)
    doors: dict[str, Conversations] = field(default_factory=dict)
    kept: Any = None

    def start(self) -> None:
        """Start every process afresh."""
        self.points = Points()
        bootstrap.store.cache_clear()
        if self.kept is None:
            self.kept = FailingStore(domain=domain())
        self.kept.points = self.points
        # One lock store, as Redis is for several servers.
        locks = InMemoryLockStore()
        self.doors = {door: self._door(door, locks) for door in DOORS}

    def _door(self, door: str, locks: LockStore) -> Conversations:
        agent = Agent(
            domain=domain(), tracker_store=self.kept, lock_store=locks, action_endpoint=ActionServer(self.points)
        )
        agent.processor = Processor(agent, self.points, self.acts)
        first_help = FirstHelp(bootstrap.unit_of_work, settings().local_details(), has_way_out=door == "web")
        choices = Choices(Identities("a key that is long enough", 1))
        return Conversations(lambda: agent, choices, first_help, door)

    def run(self, work: Coroutine[Any, Any, Any], fault: Fault | None = None) -> Any:
        """Do one step with a fault in it.

        Returns:
            What came of it; the exception, if it was raised.
        """
        self.points.fault, self.points.passed, self.points.struck = fault, 0, None

        async def step() -> Any:
            try:
                return await work
            except (Exception, Killed) as error:
                return error

        with commits_that_fail(self.points):
            came = asyncio.run(step())
        if self.points.gone:
            self.start()
        self.points.fault = None
        return came

    def tracker(self) -> DialogueStateTracker | None:
        """The conversation as the database holds it."""
        found: DialogueStateTracker | None = asyncio.run(ConversationStore.retrieve_full_tracker(self.kept, WHO))
        return found

    def contact(self) -> Contact | None:
        """The contact as the conversation holds it."""
        tracker = self.tracker()
        record = tracker.get_slot("contact") if tracker is not None else None
        return Contact.from_record(record) if record else None

    def rows(self, query: str) -> list[Any]:
        """Rows of the store, straight from the file."""
        with contextlib.closing(sqlite3.connect(self.folder / "frontdoor.db")) as connection:
            return connection.execute(query).fetchall()


@contextmanager
def commits_that_fail(points: Points) -> Iterator[None]:
    """Let a commit of the store fail, or the process be gone before or after it."""
    commit = Work.commit

    def try_to_commit(work: Work) -> None:
        points.pass_by("commit", StoreUnavailableError("injected"))
        commit(work)
        points.pass_by("committed", StoreUnavailableError("the answer was lost"))

    with patch.object(Work, "commit", try_to_commit):
        yield


@contextmanager
def a_service(folder: Path, migrated: Path) -> Iterator[Service]:
    """A service with empty databases of its own."""
    shutil.copy(migrated, folder / "frontdoor.db")
    names = {"FRONTDOOR_DATA_FOLDER": str(folder)}
    with patch.dict(os.environ, names), patch.object(turn_module, "LOOK_AGAIN", 0.001), without_debugging():
        settings.cache_clear()
        service = Service(folder)
        service.start()
        try:
            yield service
        finally:
            service.kept.engine.dispose()
            bootstrap.store().close()
            bootstrap.store.cache_clear()
            settings.cache_clear()


@contextmanager
def without_debugging() -> Iterator[None]:
    """Keep Rasa from writing out its whole state at every step, which takes longer than the step."""
    before = structlog.get_config()
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.CRITICAL))
    try:
        yield
    finally:
        structlog.configure(**before)
