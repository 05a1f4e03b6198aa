"""One thing to try, said as this learner might say it: their beginning, their length, their way of typing.

The questions come from the library that residents are asked from; a question from a needs form is met by its own
asset-balanced counterpart (practice 3.1).
"""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from bot.strengths.library import read_library
from bot.strengths.question import Question
from bot.strengths.reflecting import reflect
from bot.studio.feedback.asked import asking_sentences
from bot.studio.plain_turns import plainly
from bot.studio.rehearsal.rehearsal import Exchange
from bot.studio.resident.topics import OF_THE_FORM, topic_of, topics

WORDING = Path(__file__).with_name("wording.yml")
OF_THEM = re.compile(r"(?i)\byou(?:r|rs|rself|'\w+)?\b")
SAYS_SOMETHING = 3
"""Words of what is said back from which on it shows that somebody was heard; "nah" said back shows nothing."""

SHORT = 8
"""Words a turn on average up to which somebody writes briefly."""

BEGINNING = re.compile(r"(?i)^((?:ok(?:ay)?|right|so|well|hi|hello|hey|now|and|alright|thanks)(?:,? so)?,?)\s")


def reworded(exchange: Exchange, issue: str, exchanges: tuple[Exchange, ...]) -> str:
    """Return another way to say a turn.

    Args:
        exchange: the turn.
        issue: what happened, as in ``wording.yml`` under ``tried``.
        exchanges: all turns, which show how this learner talks.
    """
    brief = _writes_briefly(exchanges)
    asked = asking_sentences(exchange.said)
    if issue == "multiple":
        return asked[-1] if asked else exchange.said
    if issue == "jargon" and (in_plain_words := _in_plain_words(exchange.said)) != exchange.said:
        return in_plain_words
    parts = [_heard(exchange), _question(exchange, issue, brief, exchanges)]
    if issue in ("blamed", "insult", "sore", "withdraws"):
        parts = parts[1:]
    return _as_they_talk(exchange.said, " ".join(part for part in parts if part))


def wording() -> dict[str, Any]:
    """Return what debriefs say, read once."""
    return _wording()


@lru_cache(maxsize=1)
def _wording() -> dict[str, Any]:
    read: dict[str, Any] = yaml.safe_load(WORDING.read_text(encoding="utf-8"))
    return read


def _writes_briefly(exchanges: tuple[Exchange, ...]) -> bool:
    words = [len(each.said.split()) for each in exchanges]
    return bool(words) and sum(words) / len(words) <= SHORT


def _heard(exchange: Exchange) -> str:
    """What was said last, said back; or that it is hard, where it is."""
    back = reflect(exchange.before.last_reply, None) or ""
    if OF_THEM.search(back) and len(back.split()) >= SAYS_SOMETHING:
        return back
    if not exchange.before.last_hard:
        return ""
    lines: list[str] = wording()["acknowledgements"]
    return lines[exchange.before.turns % len(lines)]


def _question(exchange: Exchange, issue: str, brief: bool, exchanges: tuple[Exchange, ...]) -> str:
    named = {
        "blamed": "blamed",
        "insult": "sorry",
        "sore": "leave",
        "withdraws": "leave",
        "whatever": "ideas",
        "never_asked_ideas": "ideas",
        "not_listening": "coping",
        "brushed_off": "coping",
        "never_acknowledged": "coping",
        "silence": "stay",
        "saying_back": "missed",
        "none": "missed",
    }.get(issue)
    if named is None:
        asked = asking_sentences(plainly(exchange.said))
        topic = topic_of(asked[-1]) if asked else None
        counterpart = _counterpart(topic) if topic else None
        if counterpart is not None:
            return counterpart.easier if brief else counterpart.wording
        # What is in no library can still be asked about with room to answer.
        named = "more"
    ways: list[str] = [way["short" if brief else "full"] for way in wording()["rewording"][named]]
    used = " ".join(plainly(each.said) for each in exchanges)
    return next((way for way in ways if plainly(way).rstrip("?.") not in used), ways[0])


def _counterpart(topic: str) -> Question | None:
    """The library's asset-balanced question about a topic."""
    library = read_library()
    pairs = [pair for pair, name in OF_THE_FORM.items() if name == topic]
    for pair in pairs:
        for question in library.counterparts(pair):
            if question.style == "asset_balanced":
                return question
    domain = topics()[topic].domain
    openers = library.openers(domain) if domain else ()
    return openers[0] if openers else None


def _in_plain_words(said: str) -> str:
    plain: dict[str, str] = wording()["plain"]
    for term in sorted(plain, key=len, reverse=True):
        said = re.sub(rf"(?i)\b{re.escape(term)}\b", plain[term], said)
    return said


def _as_they_talk(said: str, better: str) -> str:
    """Return a line with a learner's own beginning and way of typing."""
    begins = BEGINNING.match(said)
    if begins and not better.lower().startswith(begins.group(1).lower()):
        first = better if better.startswith(("I ", "I'")) else better[:1].lower() + better[1:]
        better = f"{begins.group(1)} {first}"
    if said[:1].islower():
        better = re.sub(r"(^|[.!?] )([A-Z])", lambda found: found.group(1) + found.group(2).lower(), better)
        better = re.sub(r"\bI\b", "i", better)
    if "?" not in said and said[-1:].isalnum():
        better = better.rstrip(".?")
    return better
