"""Lines that have not been said yet: nobody says the same sentence twice in one conversation."""

from __future__ import annotations

import random
import re
from collections.abc import Iterable, Iterator
from itertools import product

from bot.studio.resident.state import State

SENTENCE_END = re.compile(r"(?<=[.!?])\s+")
SAYS_SOMETHING = 5
"""Words of a sentence that can stand alone as an answer."""

STAYS_LARGE = re.compile(r"^(?:I\b|I'|[A-Z][a-z]+ (?:[A-Z]|and [A-Z]))")


def fresh(state: State, lines: Iterable[str], chance: random.Random, taken: tuple[str, ...] = ()) -> str:
    """Return a line that was not said yet; when all were, one said anew in other words.

    Args:
        state: knows what was said.
        lines: what may be said.
        chance: chooses.
        taken: what is said in this reply already.
    """
    lines = tuple(lines)
    said = {line.lower() for line in (*state.said, *taken)}
    new = [line for line in lines if line.lower() not in said]
    if new:
        return chance.choice(new)
    return next(line for line in _in_other_words(state, lines, chance) if line.lower() not in said)


def fresh_if_any(state: State, lines: Iterable[str], chance: random.Random) -> str:
    """Return a line that was not said yet, or "" when all were: for what may as well be left out."""
    new = [line for line in lines if is_new(state, line)]
    return chance.choice(new) if new else ""


def is_new(state: State, line: str) -> bool:
    """Whether a line was not said yet."""
    return line.lower() not in {each.lower() for each in state.said}


def first_sentence(line: str) -> str:
    """Return the first sentence of a line."""
    return SENTENCE_END.split(line)[0]


def shortened(line: str) -> str:
    """Return the first sentence of a line, or its first two when one says next to nothing."""
    parts = SENTENCE_END.split(line)
    return parts[0] if len(parts[0].split()) >= SAYS_SOMETHING else " ".join(parts[:2])


def joined(*parts: str) -> str:
    """Return what is said one after the other, with a stop between where none was typed."""
    said = [part.strip() for part in parts if part.strip()]
    ended = [part if part[-1] in ".!?:," or part is said[-1] else f"{part}." for part in said]
    return " ".join(ended)


def _in_other_words(state: State, lines: tuple[str, ...], chance: random.Random) -> Iterator[str]:
    """Lines with something before them, longer and longer: without end, so that there is always one left."""
    leads = list(state.resident.lines["lead_ins"])
    shuffled = list(lines)
    chance.shuffle(leads)
    chance.shuffle(shuffled)
    asides = [line for moment in ("again", "nods", "nothing_more") for line in state.resident.lines[moment]]
    for lead, line in product(leads, shuffled):
        yield f"{lead} {within(first_sentence(line))}"
    for aside, lead, line in product(asides, leads, shuffled):
        yield f"{aside} {lead} {within(line)}"
    trail = ""
    while True:
        trail += "."
        for aside, line in product(asides, shuffled):
            yield f"{aside} {line}{trail}.."


def within(line: str) -> str:
    """Return a line as it stands within a sentence: its first letter small, unless it is a name's or an I."""
    if STAYS_LARGE.match(line):
        return line
    first = line.split(" ", 1)[0]
    is_plain_word = first.lower().rstrip(",.") in SMALL_FIRST
    return line[:1].lower() + line[1:] if is_plain_word else line


SMALL_FIRST = frozenset(
    word
    for words in (
        "a an the it it's its that that's this there there's they he she we my me our you you're not no nowt nothing",
        "just only same well and but so if when what who stairs nobody somebody some sometimes people to up down at in",
        "on of for mainly maybe happen all as is still",
    )
    for word in words.split()
)
