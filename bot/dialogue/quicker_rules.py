"""Which of Rasa's rules fit a conversation, found among those for what was just said.

Rasa tries every rule at every moment of the conversation, reads each from its text again and again, and does all of it
twice for a message: once in case a rule names the message word for word. Here rules are read once and laid out by the
intent they ask for. Which fit is as Rasa has it (``tests/dialogue/test_quicker_rules.py`` compares the two).

Rasa works out how the conversation stood at each of its moments, twice a turn; ours ask for the last one or two.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from rasa.core.policies.rule_policy import RULES, RulePolicy
from rasa.shared.core.constants import PREVIOUS_ACTION, SHOULD_NOT_BE_SET, USER
from rasa.shared.core.domain import Domain, State
from rasa.shared.core.events import ActionExecuted, ActiveLoop, LegacyForm
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.shared.nlu.constants import INTENT

LAID_OUT = "front_door_laid_out"
"""Where a policy keeps its rules as they are laid out here."""

LOOPS = frozenset({ActiveLoop.type_name, LegacyForm.type_name})
"""Names of events that begin or end a form."""

_find_as_rasa_does = RulePolicy._find_action_from_rules


@dataclass(frozen=True)
class Moment:
    """What a rule asks of one moment of the conversation.

    Attributes:
        goes_on: whether something was done before it; otherwise it is a conversation's very beginning.
        wanted: kind, name and value of what must be so.
        unwanted: kind and name of what must not be set.
    """

    goes_on: bool
    wanted: tuple[tuple[str, str, Any], ...]
    unwanted: tuple[tuple[str, str], ...]

    @classmethod
    def read(cls, state: State) -> Moment:
        """Return what a state asks that was learned from a rule."""
        asked = [(kind, name, value) for kind, part in state.items() for name, value in part.items()]
        return cls(
            goes_on=bool(state.get(PREVIOUS_ACTION)),
            wanted=tuple(
                # Rasa keeps tuples as lists.
                (kind, name, tuple(value) if isinstance(value, list) else value)
                for kind, name, value in asked
                if value and value != SHOULD_NOT_BE_SET
            ),
            unwanted=tuple((kind, name) for kind, name, value in asked if value == SHOULD_NOT_BE_SET),
        )

    def fits(self, state: State) -> bool:
        """Return whether a conversation was so at a moment."""
        has_gone_on = bool(state.get(PREVIOUS_ACTION))
        if not self.goes_on or not has_gone_on:
            return self.goes_on == has_gone_on
        return all(state.get(kind, {}).get(name) == value for kind, name, value in self.wanted) and not any(
            state.get(kind, {}).get(name) not in (None, SHOULD_NOT_BE_SET) and state[kind][name]
            for kind, name in self.unwanted
        )

    @property
    def intent(self) -> Any:
        """The intent without which it never fits, if there is one."""
        said = [value for kind, name, value in self.wanted if (kind, name) == (USER, INTENT)]
        return said[0] if said and self.goes_on else None


Rule = tuple[str, tuple[Moment, ...]]
"""Rasa's text of a rule, and its moments, the latest first."""


@dataclass
class LaidOut:
    """Rules by the intent they ask for.

    Attributes:
        made_of: the rules as Rasa keeps them.
        by_intent: those that fit nothing but one intent.
        others: all the others.
    """

    made_of: Mapping[str, Any]
    by_intent: dict[Any, list[Rule]] = field(default_factory=dict)
    others: list[Rule] = field(default_factory=list)

    @classmethod
    def of(cls, policy: RulePolicy, rules: Mapping[str, Any]) -> LaidOut:
        """Return a policy's rules laid out, read at most once."""
        kept: dict[int, LaidOut] = policy.__dict__.setdefault(LAID_OUT, {})
        found = kept.get(id(rules))
        if found is None or found.made_of is not rules:
            found = kept[id(rules)] = cls(rules)
            found._read()
        return found

    def _read(self) -> None:
        for key in self.made_of:
            moments = tuple(Moment.read(state) for state in reversed(json.loads(key)))
            intent = moments[0].intent if moments else None
            (self.others if intent is None else self.by_intent.setdefault(intent, [])).append((key, moments))

    def fitting(self, latest_first: Iterable[State]) -> Iterator[str]:
        """Return the rules that fit; as far back as the conversation goes, for those that ask for more.

        Args:
            latest_first: how the conversation stood, asked for only as far back as a rule goes that may fit.
        """
        back = _Back(latest_first)
        latest = back.at(0)
        if latest is None:
            yield from self.made_of
            return
        said = latest.get(USER, {}).get(INTENT)
        for key, moments in (*self.others, *self.by_intent.get(said, ())):
            if all((state := back.at(at)) is None or moment.fits(state) for at, moment in enumerate(moments)):
                yield key


class _Back:
    """How a conversation stood, read as far back as it is asked for."""

    def __init__(self, latest_first: Iterable[State]) -> None:
        self._coming = iter(latest_first)
        self._read: list[State] = []

    def at(self, back: int) -> State | None:
        """Return how it stood so many moments ago; None when it had not begun."""
        if back >= len(self._read):
            self._read += islice(self._coming, back + 1 - len(self._read))
        return self._read[back] if back < len(self._read) else None


def latest_states(policy: RulePolicy, tracker: DialogueStateTracker, domain: Domain) -> Iterator[State]:
    """Return how a conversation stood at its moments, the latest first: Rasa's ``_prediction_states`` backwards.

    Args:
        policy: whose rules are looked for.
        tracker: the conversation.
        domain: Rasa's domain.
    """
    featurizer = policy.featurizer
    now = [domain.get_active_state(tracker)]
    featurizer._choose_last_user_input([now], use_text_for_last_user_input=False)
    yield now[0]
    done = tracker.applied_events()
    acted = [at for at, event in enumerate(done) if isinstance(event, ActionExecuted)]
    for at in acted[::-1][: featurizer.max_history - 1 if featurizer.max_history else None]:
        before = tracker.init_copy()
        for event in done[:at]:
            before.update(event)
        then = [domain.get_active_state(before)]
        featurizer._remove_user_text_if_intent([then])
        yield then[0]


def _had_no_loop(tracker: DialogueStateTracker) -> bool:
    """Whether no form was ever begun: Rasa takes back what was done in one, so that the past is another."""
    return not any(event.type_name in LOOPS for event in tracker.events)


def find_rules_quicker() -> None:
    """Have Rasa's policy of rules look among rules that are laid out, in this process."""
    RulePolicy._get_possible_keys = _fitting
    RulePolicy._find_action_from_rules = _find


def _fitting(policy: RulePolicy, rules: Mapping[str, Any], states: Sequence[State]) -> set[str]:
    return set(LaidOut.of(policy, rules).fitting(states[::-1]))


def _find(
    policy: RulePolicy, tracker: DialogueStateTracker, domain: Domain, use_text_for_last_user_input: bool
) -> tuple[str | None, str | None, bool]:
    """Find the action, as Rasa does; where every rule asks for an intent, none can go by the text instead."""
    by_text = use_text_for_last_user_input and not tracker.active_loop_name
    if by_text and not LaidOut.of(policy, policy.lookup[RULES]).others:
        return None, None, False
    if not use_text_for_last_user_input and _had_no_loop(tracker):
        rules = policy.lookup[RULES]
        fitting = set(LaidOut.of(policy, rules).fitting(latest_states(policy, tracker, domain)))
        if fitting:
            # The longest, as Rasa has it: of two that fit, one goes into more detail.
            best = max(fitting, key=len)
            return rules.get(best), best, False
    found: tuple[str | None, str | None, bool] = _find_as_rasa_does(
        policy, tracker, domain, use_text_for_last_user_input
    )
    return found
