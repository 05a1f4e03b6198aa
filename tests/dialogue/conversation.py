"""A conversation held by the real rules and the real actions, without Rasa and without a database.

Which action answers is read from ``data/rules`` as Rasa's RulePolicy reads it: a rule with a condition that holds
goes before one without; a turn that no rule foresaw goes to the fallback action of ``config.yml``. The store is a
stand-in that always gives the same reference for the same thing, as the use cases do.
"""

from __future__ import annotations

import importlib
import json
from collections.abc import Callable, Coroutine, Iterator
from contextlib import contextmanager
from copy import copy
from dataclasses import dataclass, field, fields, replace
from functools import lru_cache
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from unittest.mock import patch
from zlib import crc32

import yaml

from actions.about_danger import answer_about_danger
from actions.base import FrontDoorAction, remember_concern, with_care
from actions.turn import DANGER, HEARD_AS_TELLING, Turn
from bot.errors import FrontDoorError
from bot.handover import Receipt, Withdrawal
from bot.strengths.asking import resume
from bot.strengths.choosing import as_chosen
from bot.strengths.contact import Contact, Moment
from bot.strengths.gentle_check import read_in_context
from bot.strengths.library import Library, Question, read_library
from bot.strengths.reply import Ask, Heard, Reply, Say, ShowLines
from bot.strengths.safe_contact import SafeContact
from bot.strengths.safety import Safety
from bot.strengths.strength_heard import Strengths

ROOT = Path(__file__).parents[2]
MODULES = ("asides", "exploring", "pausing", "read_back", "reason", "requests", "safe_contact", "safety", "sharing")
LIBRARY: Library = read_library()
HOLDS_MANY = tuple(one.name for one in fields(Contact) if one.default_factory in (list, dict))
"""Fields of a contact that hold many things and are changed in place."""

CONCERN = "FD-concern"
NOTHING = Safety()


@lru_cache(maxsize=1)
def action_classes() -> dict[str, FrontDoorAction]:
    """Every action of ours, by the name Rasa knows it by."""
    found = {}
    for module in MODULES:
        for thing in vars(importlib.import_module(f"actions.{module}")).values():
            if isinstance(thing, type) and issubclass(thing, FrontDoorAction) and not thing.__abstractmethods__:
                action = thing()
                found[action.name()] = action
    return found


@lru_cache(maxsize=1)
def rules() -> dict[tuple[str, str | None], str]:
    """Action by intent and moment; moment None for rules without a condition."""
    found: dict[tuple[str, str | None], str] = {}
    for path in sorted((ROOT / "data" / "rules").glob("*.yml")):
        for rule in yaml.safe_load(path.read_text())["rules"]:
            condition = rule.get("condition")
            moment = condition[0]["slot_was_set"][0]["moment"] if condition else None
            first, then = rule["steps"]
            for step in first.get("or", [first]):
                key = (step["intent"], moment)
                assert key not in found, f"two rules for {key}"
                found[key] = then["action"]
    return found


@lru_cache(maxsize=1)
def fallback() -> str:
    """The action that takes a turn no rule foresaw."""
    policies = yaml.safe_load((ROOT / "config.yml").read_text())["policies"]
    name: str = next(item["core_fallback_action_name"] for item in policies if item["name"] == "RulePolicy")
    return name


def action_for(act: str, moment: Moment | None) -> str:
    """The action that answers an intent in a moment."""
    of_moment = rules().get((act, moment.value)) if moment else None
    return of_moment or rules().get((act, None)) or fallback()


@contextmanager
def stand_in_store() -> Iterator[SimpleNamespace]:
    """Let actions pass on and hand over without a database; what they did stands in ``done``."""
    store = SimpleNamespace(done=[], handed={}, requests={}, versions={})

    async def pass_on(turn: Turn, kind: str, words: str) -> Receipt:
        key = (turn.contact.id, kind)
        repeated = store.requests.get(key) == turn.contact.safe_contact
        store.requests[key] = turn.contact.safe_contact
        store.done.append((kind, words))
        return Receipt(reference=f"FD-{kind}", version=1, repeated=repeated)

    def hand_over(_: object, summary: Any) -> Receipt:
        repeated = store.handed.get(summary.contact_id) == summary.content()
        if not repeated:
            store.versions[summary.contact_id] = store.versions.get(summary.contact_id, 0) + 1
        store.handed[summary.contact_id] = summary.content()
        store.done.append(("summary", summary))
        return Receipt(reference="FD-summary", version=store.versions[summary.contact_id], repeated=repeated)

    def withdraw(_: object, contact_id: str, conversation: str) -> Withdrawal:
        store.done.append(("withdraw", contact_id))
        return Withdrawal(already_read=False, found=True, reference="FD-summary", concern_stays=False)

    async def tell_more(turn: Turn, safety: Safety) -> Receipt:
        store.done.append(("account", turn.heard.words))
        return Receipt(reference=CONCERN, version=2, repeated=False)

    async def note(turn: Turn, what: str) -> bool:
        store.done.append(("note", what))
        return turn.contact.latest("concern") is not None

    def change_concern_contact(_: object, conversation: str, safe_contact: SafeContact) -> None:
        store.done.append(("concern_contact", safe_contact))

    async def at_once(call: Any) -> Any:
        return call()

    async def nothing_to_remember(_: Turn) -> None:
        """Here no reply is ever lost."""

    # Nobody changes the question files meanwhile, so they are not looked at in every turn.
    shelf = SimpleNamespace(library=lambda: LIBRARY, faults_not_told=lambda: ())
    threads, opened = SimpleNamespace(to_thread=at_once), lambda: SimpleNamespace(unit_of_work=lambda: None)
    with (
        patch.multiple("bot.bootstrap", shelf=lambda: shelf),
        patch.multiple("actions.requests", pass_on=pass_on, note=note),
        patch.multiple(
            "actions.passing_on",
            pass_on=pass_on,
            change_concern_contact=change_concern_contact,
            asyncio=threads,
            store=opened,
        ),
        patch.multiple("actions.safety", tell_more=tell_more, note=note),
        patch.multiple("actions.about_danger", tell_more=tell_more, note=note),
        patch.multiple("actions.base", remember_what_the_team_has=nothing_to_remember),
        patch.multiple("actions.sharing", hand_over=hand_over, asyncio=threads, store=opened),
        patch.multiple(
            "actions.pausing",
            withdraw=withdraw,
            end_resume_code=lambda *_: None,
            remember_what_the_team_has=nothing_to_remember,
            asyncio=threads,
            store=opened,
        ),
    ):
        yield store


@dataclass(frozen=True)
class Move:
    """Something a person may say or press."""

    act: str
    words: str = ""
    choice: str | None = None
    line: str | None = None
    safety: Safety = NOTHING
    hardship: bool | None = None
    strengths: Strengths | None = None


def copy_of(contact: Contact) -> Contact:
    """The contact as the next turn reads it: through its record, as JSON carries it."""
    return Contact.from_record(json.loads(json.dumps(contact.to_record())))


def twin_of(contact: Contact) -> Contact:
    """A copy that is made fast; statements never change in place."""
    return replace(contact, **{name: copy(getattr(contact, name)) for name in HOLDS_MANY})


@dataclass
class Conversation:
    """One conversation: what stands in the contact, and what was said last."""

    contact: Contact | None = None
    replies: list[Reply] = field(default_factory=list)
    told: str | None = CONCERN
    copied: Callable[[Contact], Contact] = field(default=copy_of, repr=False)
    heard_before: dict[str, Heard] = field(default_factory=dict, repr=False)

    def take(self, move: Move) -> list[Reply]:
        """Make a move and return the replies; a turn that fails changes nothing, as in ``FrontDoorAction.run``."""
        check = self.contact.open_check if self.contact else None
        safety = read_in_context(move.safety, check, move.act, move.words)
        # As a door does: what voices danger goes to the safeguarding team, and to no other action.
        intent = DANGER if safety.is_passed_on else move.act
        action = action_classes()[action_for(intent, self.contact.moment if self.contact else None)]
        turn = Turn(
            contact=self.copied(self.contact) if self.contact else Contact(),
            heard=Heard(
                act="tell" if intent in HEARD_AS_TELLING else intent,
                words=move.words,
                choice=move.choice,
                line=move.line,
                hardship=move.hardship,
                strengths=move.strengths,
            ),
            is_new=self.contact is None,
            # Named by its words: the same again is the same, so that walks through all states come to an end.
            message_id=f"message-{crc32(move.words.encode())}",
            voiced=tuple(self.heard_before[name] for name in self._alarms),
            safety=safety,
            concern=self.told if safety.is_passed_on else None,
        )
        self.heard_before[turn.message_id or ""] = replace(turn.heard, act="tell", choice=None)
        remember_concern(turn)
        turn.heard = as_chosen(turn.contact, turn.heard, LIBRARY)
        try:
            self.replies = with_care(turn, finished(answer_about_danger(turn)) or finished(action.take(turn)))
            self.contact = turn.contact
        except FrontDoorError as error:
            self.replies = [Say(error.response), *(resume(self.contact) if self.contact else [])]
        return self.replies

    @property
    def _alarms(self) -> list[str]:
        """Names of the messages taken for danger that this conversation has seen itself; a walk begins anywhere."""
        alarms = self.contact.alarms if self.contact else []
        return [name for name in alarms if name in self.heard_before]

    def say(self, act: str, words: str = "") -> list[Reply]:
        """Type something that is understood as an act."""
        return self.take(Move(act, words))

    def tell(self, words: str, safety: Safety = NOTHING) -> list[Reply]:
        """Type an answer, in which something may be noticed."""
        return self.take(Move("tell", words, safety=safety))

    def press(self, title: str) -> list[Reply]:
        """Press a button of the latest reply by its title."""
        for move in buttons(self.replies):
            if move.words == title:
                return self.take(move)
        raise AssertionError(f"No button {title!r} among {[move.words for move in buttons(self.replies)]}")

    @property
    def now(self) -> Contact:
        """The contact under way."""
        assert self.contact is not None
        return self.contact

    @property
    def said(self) -> list[str]:
        """Names of the responses said last."""
        return [reply.response for reply in self.replies if isinstance(reply, Say)]

    @property
    def asked(self) -> str | None:
        """Key of the question asked last, or None."""
        return next((reply.question for reply in reversed(self.replies) if isinstance(reply, Ask)), None)

    @property
    def words(self) -> list[str]:
        """All words kept, oldest first."""
        return [statement.words for statement in self.now.statements]


def buttons(replies: list[Reply]) -> Iterator[Move]:
    """Every button beside the replies, as the action offers it."""
    from actions.speaking import ACTS

    for reply in replies:
        if isinstance(reply, Ask):
            question: Question = LIBRARY[reply.question]
            for choice in question.choices:
                if choice.does in ACTS:
                    yield Move(choice.does, choice.say)
                else:
                    yield Move("choose", choice.say, choice=f"{question.key}.{choice.key}")


def finished(coroutine: Coroutine[Any, Any, list[Reply]]) -> list[Reply]:
    """Run a coroutine that never really waits."""
    try:
        coroutine.send(None)
    except StopIteration as done:
        result: list[Reply] = done.value
        return result
    raise AssertionError("the action waited for something")


def questions(replies: list[Reply]) -> list[str]:
    """Keys of the questions in a reply."""
    return [reply.question for reply in replies if isinstance(reply, Ask)]


def shows_lines(replies: list[Reply]) -> bool:
    """Whether the read-back is in a reply."""
    return any(isinstance(reply, ShowLines) for reply in replies)


def begun(*moves: Move) -> Conversation:
    """A conversation that was welcomed, and some moves further."""
    conversation = Conversation()
    conversation.say("begin")
    for move in moves:
        conversation.take(move)
    return conversation


def exploring(reason: str = "A letter came") -> Conversation:
    """A conversation at the first question about the person's life."""
    return begun(Move("tell", reason), Move("affirm", "yes"))
