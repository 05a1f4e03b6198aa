"""A simulated resident as a value: an invented person with a voice, things to tell, and things nobody asked about.

The fields are those of practice 4.5. What a person could tell lies in facts that come out in layers, each with the
topics at which it may come up and how much trust it takes; how they talk lies in lines for each moment.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

KINDS = ("goal", "strength", "hidden", "tie", "strained", "hard", "coping", "own_idea", "would_offer", "life")
"""What a fact is: ``strained`` is a tie that hurts, ``hidden`` the skill that nobody asked about."""

CIRCLES = ("personal", "network", "community")
"""The three circles of strengths (SCIE, SCI-1)."""

ON_THE_CIRCLES = ("goal", "strength", "hidden", "tie", "strained", "coping", "own_idea", "would_offer")
"""Kinds of fact that a debrief shows on the three circles."""

MOMENTS: Mapping[str, int] = {
    "greeting": 2,
    "who": 2,
    "thanks": 2,
    "goodbye": 2,
    "silence": 3,
    "insult": 3,
    "sorry": 2,
    "heard": 4,
    "flat": 5,
    "is_that_it": 3,
    "not_listening": 3,
    "agrees": 3,
    "jargon": 2,
    "whatever": 3,
    "blamed": 2,
    "guarded": 3,
    "withdraws": 3,
    "saying_back": 3,
    "again": 3,
    "nothing_more": 3,
    "puzzled": 3,
    "off_topic": 3,
    "nods": 3,
    "ready": 2,
    "right": 3,
    "lead_ins": 5,
}
"""What a resident has words for, and how many ways to say it there must be at least."""

TOO_BROAD = "too_broad"
"""The moment of a resident who asks for choices and is asked something broad."""


@dataclass(frozen=True)
class Fact:
    """One thing a resident could tell.

    Attributes:
        key: its name.
        kind: one of ``KINDS``.
        circle: where a debrief shows it; "" for what is no strength, goal or tie.
        label: what it is, for a trainer.
        topics: what a question must ask about for it to come up.
        words: stems of words that name it in a question.
        trust: how much trust it takes, 0 to 10.
        says: what is said of it, layer by layer.
        hint: what is let slip before it is told.
        hard: whether telling it is telling hardship.
    """

    key: str
    kind: str
    circle: str
    label: str
    topics: tuple[str, ...]
    words: frozenset[str]
    trust: float
    says: tuple[str, ...]
    hint: tuple[str, ...]
    hard: bool


@dataclass(frozen=True)
class SorePoint:
    """Something that a resident does not want to be pressed about.

    Attributes:
        cue: finds it in a learner's turn.
        says: what is said when it is touched.
        opens: what is said instead when trust has grown and it is asked with care; "" for never.
    """

    cue: re.Pattern[str]
    says: tuple[str, ...]
    opens: str


@dataclass(frozen=True)
class SafetyLayer:
    """A safety cue that a trainer may switch on; the learner is told beforehand and can stop.

    Attributes:
        warning: what a learner is told before it.
        cues: what the resident lets fall, plainer each time.
        noticed: finds in a learner's turn that it was noticed.
        told: what the resident says when it is noticed, layer by layer.
        missed: what a debrief says first when it was not.
        met: what a debrief says when it was.
    """

    warning: str
    cues: tuple[str, ...]
    noticed: re.Pattern[str]
    told: tuple[str, ...]
    missed: str
    met: str


@dataclass(frozen=True)
class Resident:
    """A simulated resident.

    Attributes:
        key: the name of the file.
        name: what they are called.
        about: what a learner knows before.
        voice: how they talk, for whoever writes them.
        trust: where trust begins.
        opening: what they say first.
        asks_for_choices: whether broad questions are hard for them and choices easy.
        facts: what they could tell.
        lines: what they say in each of ``MOMENTS``.
        answers: plain answers by topic, where no fact comes up.
        sore: what they do not want to be pressed about.
        safety: the safety layer, or None.
    """

    key: str
    name: str
    about: str
    voice: str
    trust: float
    opening: str
    asks_for_choices: bool
    facts: tuple[Fact, ...]
    lines: Mapping[str, tuple[str, ...]]
    answers: Mapping[str, tuple[str, ...]]
    sore: tuple[SorePoint, ...]
    safety: SafetyLayer | None

    def fact(self, key: str) -> Fact:
        """Return the fact with a key.

        Raises:
            KeyError: there is none.
        """
        for fact in self.facts:
            if fact.key == key:
                return fact
        raise KeyError(key)

    def of_kind(self, *kinds: str) -> tuple[Fact, ...]:
        """Return the facts of some kinds, in order."""
        return tuple(fact for fact in self.facts if fact.kind in kinds)

    def all_lines(self) -> tuple[str, ...]:
        """Return every line there is, longest first."""
        facts = [line for fact in self.facts for line in (*fact.says, *fact.hint)]
        sore = [line for point in self.sore for line in (*point.says, point.opens) if line]
        spoken = [line for lines in (*self.lines.values(), *self.answers.values()) for line in lines]
        return tuple(sorted((*facts, *sore, *spoken), key=len, reverse=True))
