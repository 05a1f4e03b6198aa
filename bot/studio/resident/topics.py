"""What a learner's question asks about: the area of life, the box on a needs form, or small talk.

Cues come first, then words shared with the library's questions, and then the meaning of the question beside those
questions and a few examples (``topics.yml``): nobody can list all the ways in which a thing may be asked.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np
import yaml

from bot.strengths.library import read_library
from bot.studio.resident.person import Resident
from bot.studio.words import LOOSE, WORD, content_words
from bot.understanding.reading import Array, reader

TOPICS_FILE = Path(__file__).with_name("topics.yml")

CLOSE = 0.52
"""Likeness from which on a question asks about the same as an example: below it, questions about other things begin."""

OF_THE_FORM = {
    "mornings": "washing",
    "meals": "meals",
    "handling_money": "money",
    "medicine": "medication",
    "getting_about": "mobility",
    "home": "home",
    "feeling": "feelings",
    "pain": "medication",
    "days_out": "services",
    "equipment": "mobility",
    "working_life": "work",
    "safety": "safety",
    "last_word": "anything_else",
    "unwinding": "drink",
    "helping_already": "services",
    "the_past": "drink",
}
"""Topics of the library's pairs that ask about something narrower than their domain."""


@dataclass(frozen=True)
class Topic:
    """One thing that may be asked about.

    Attributes:
        name: its name in the files of residents.
        kind: ``life``, ``deficit`` or ``chat``.
        domain: the library's domain, or "".
        cues: patterns, any of which names it.
        examples: ways to ask about it.
        within: the topic it is part of, for a resident who has nothing to say about it alone; "" for none.
        may_be_left_out: whether a resident's file need not say anything about it.
    """

    name: str
    kind: str
    domain: str
    cues: tuple[re.Pattern[str], ...]
    examples: tuple[str, ...]
    within: str = ""
    may_be_left_out: bool = False


@lru_cache(maxsize=1)
def topics() -> Mapping[str, Topic]:
    """Return all topics by name, in the order of their file."""
    read = yaml.safe_load(TOPICS_FILE.read_text(encoding="utf-8"))["topics"]
    return {
        name: Topic(
            name=name,
            kind=entry["kind"],
            domain=entry.get("domain", ""),
            cues=tuple(re.compile(cue) for cue in entry["cues"]),
            examples=tuple(entry["examples"]),
            within=entry.get("within", ""),
            may_be_left_out=entry.get("may_be_left_out", False),
        )
        for name, entry in read.items()
    }


def names(kind: str) -> tuple[str, ...]:
    """Return the topics of a kind."""
    return tuple(topic.name for topic in topics().values() if topic.kind == kind)


def topic_for(resident: Resident, question: str) -> str | None:
    """Return what a question asks about, as far as a resident has something to say about that.

    Args:
        resident: who is asked.
        question: the question in lower case, without what was said before it.
    """
    name = topic_of(question)
    while name and topics()[name].may_be_left_out and not _speaks_of(resident, name):
        name = topics()[name].within or None
    return name


def named_in(words: str) -> str | None:
    """Return the one topic that a few words name outright, or None: "family", "any hobbies"."""
    found = _by_cues(words)
    return found[0] if len(found) == 1 else None


@lru_cache(maxsize=1)
def ordinary_words() -> frozenset[str]:
    """Return words of which at least one is in nearly all that people say: the small ones, and those of questions."""
    asked = [said for topic in topics().values() for said in topic.examples]
    asked += [wording for question in read_library().values() for wording in (question.wording, question.easier)]
    return LOOSE | frozenset(word for said in asked for word in WORD.findall(said.lower()))


def _speaks_of(resident: Resident, name: str) -> bool:
    return name in resident.answers or any(name in fact.topics for fact in resident.facts if fact.kind != "hidden")


def topic_of(question: str) -> str | None:
    """Return what a question asks about, or None when it asks about nothing that is known.

    Args:
        question: the question in lower case, without what was said before it.
    """
    found = _by_cues(question)
    known = _as_asked_in_the_library().get(_bare(question))
    if known and (not found or known in found):
        return known
    if len(found) == 1:
        return found[0]
    near = _nearest(question)
    if found:
        return max(found, key=lambda name: (near.get(name, 0.0), -found.index(name)))
    best = max(near, key=lambda name: near[name])
    return best if near[best] >= CLOSE else None


def _by_cues(question: str) -> list[str]:
    """The topics whose cues a question has; those with most of them, in the order in which they stand in it."""
    hits: dict[str, list[int]] = {}
    for topic in topics().values():
        places = [found.start() for cue in topic.cues if (found := cue.search(question))]
        if places:
            hits[topic.name] = places
    most = max((len(places) for places in hits.values()), default=0)
    return sorted((name for name, places in hits.items() if len(places) == most), key=lambda name: min(hits[name]))


def _nearest(question: str) -> dict[str, float]:
    """How like each topic's examples a question is: the best of each."""
    examples = _examples()
    likeness = examples.points @ reader().meaning(question)
    shared = content_words(question)
    best: dict[str, float] = {}
    for name, words, like in zip(examples.names, examples.words, likeness, strict=True):
        overlap = len(shared & words) / max(len(shared | words), 1)
        best[name] = max(best.get(name, 0.0), float(like) + 0.2 * overlap)
    return best


@dataclass(frozen=True)
class _Examples:
    names: tuple[str, ...]
    words: tuple[frozenset[str], ...]
    points: Array


@lru_cache(maxsize=1)
def _examples() -> _Examples:
    asked = [(name, said) for said, name in _as_asked_in_the_library().items()]
    asked += [(topic.name, said) for topic in topics().values() for said in topic.examples]
    return _Examples(
        names=tuple(name for name, _ in asked),
        words=tuple(content_words(said) for _, said in asked),
        points=np.array([reader().meaning(said) for _, said in asked]),
    )


@lru_cache(maxsize=1)
def _as_asked_in_the_library() -> dict[str, str]:
    by_domain = {topic.domain: topic.name for topic in topics().values() if topic.domain}
    found: dict[str, str] = {}
    for question in read_library().values():
        name = OF_THE_FORM.get(question.pair or "") or by_domain.get(question.domain)
        if name and "{it}" not in question.wording:
            found.setdefault(_bare(question.wording), name)
    return found


def _bare(question: str) -> str:
    return re.sub(r"[^a-z0-9' ]", "", question.replace("\u2019", "'").lower()).strip()
