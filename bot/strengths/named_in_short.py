"""Saying back an answer that only names something: "welder", "a shower I can stand in" (practice 2.3, OARS).

Such an answer is no clause, so that ``reflecting`` leaves it. What it is was asked, though: the question says whether
the thing is something they can do, like or go to, or something they want. What is named is said back as it was named,
and nothing is made of it; in every doubt nothing is said back.
"""

from __future__ import annotations

import re

from bot.strengths.clauses import NEGATIVE
from bot.strengths.fit_to_say import is_grave, is_unsafe, spelt
from bot.strengths.reflection_rules import rules
from bot.strengths.statement import Holds, Place, Source, Statement
from bot.strengths.turning import plain, turned

MOST_WORDS_NAMED = 3
MOST_WORDS_WANTED = 9
SHORTEST = 3
"""Letters of a word that names something."""

NAMED = (Place.PERSONAL_STRENGTH, Place.COMMUNITY_STRENGTH)
NAMES = re.compile(r"[a-z][a-z'-]+(?:(?:,| and| n| &)? [a-z][a-z'-]+){0,3}", re.IGNORECASE)
JOINS = frozenset(("and", "n", "&", "of", "the", "a", "my"))
NOTHING_NAMED = frozenset(
    (  # noqa: SIM905 - words that name nothing, or speak of somebody
        "i me my we us you he him she her it its they them this that these those there here not never nothing anything "
        "everything something none nobody anybody everybody someone somebody good fine okay well bad better best worse "
        "both lots loads some many much more less most idk dunno yes yeah yep nope maybe skip same help people stuff "
        "things thing all any used use can cant could would will did does done know what who where when how just only "
        "really very quite bit again always sometimes often slow quick hard easy big small old new is are was were be "
        "been am has had have got get do dont said says asked told wants want need needs like likes love loves hate "
        "question answer next stop sorry thanks thank please hello"
    ).split()
)
WANTED = re.compile(
    r"(?:an?|some|my own|our own|the same|the right|somebody|someone|somewhere|something) \w.*", re.IGNORECASE
)
NOT_THIS = re.compile(r"\bi (?:don'?t|do not|can'?t|won'?t) (?:get|have to|need to)\b", re.IGNORECASE)
"""“A flat I don't get moved out of”: what must not be is part of the wish."""


SOMEBODY = re.compile(
    r"(?:old|young|big|little|our|my|me|just|mainly|mostly|only)? ?\w[\w'-]+(?: \w[\w'-]+)?"
    r"(?: (?:on|at|from|in|over|down|up|across|next|of|round|by|and|n)(?: [\w'-]+){1,5})?",
    re.IGNORECASE,
)
DOES = re.compile(r"\b(?:he|she|they|i|we|it|is|are|was|were|has|have|does|do|rings?|comes?|helps?)\b", re.IGNORECASE)


def name_back(words: str, kept: Statement) -> str | None:
    """Say back what an answer names, or None when it names nothing that can be said back.

    Args:
        words: exactly what was typed.
        kept: what it was kept as.
    """
    # "Welder." says nothing of now or then; a wish does.
    if kept.source is not Source.OWN_WORDS or kept.holds is Holds.DENIED:
        return None
    text = spelt(plain(words)).strip(" .!,")
    if not text or is_unsafe(text) or is_grave(text) or rules().filler.fullmatch(text):
        return None
    if NEGATIVE.search(text) and not (kept.place is Place.GOAL and NOT_THIS.search(text)):
        return None
    if kept.place in NAMED:
        return _named(text)
    if kept.place is Place.NETWORK_STRENGTH and kept.quality is None and kept.pieces:
        return _somebody(text)
    if kept.place is Place.OWN_IDEA and WANTED.fullmatch(text) is not None and _wanted(text) is not None:
        said = turned(text, rules().turning)
        return None if said is None else f"{said[0].upper()}{said[1:]}."
    return _wanted(text) if kept.place is Place.GOAL and kept.holds is Holds.NOW else None


def _named(text: str) -> str | None:
    tokens = [word for word in re.split(r"[\s,]+", text.lower()) if word not in JOINS]
    if not 0 < len(tokens) <= MOST_WORDS_NAMED or NAMES.fullmatch(text) is None:
        return None
    if any(word in NOTHING_NAMED or len(word) < SHORTEST for word in tokens):
        return None
    said = re.sub(r" n ", " and ", text)
    return f"{said[0].upper()}{said[1:]}."


def _somebody(text: str) -> str | None:
    """Somebody named with where they belong: "old Stan on the next plot"."""
    if len(text.split()) > MOST_WORDS_WANTED or SOMEBODY.fullmatch(text) is None or DOES.search(text):
        return None
    said = turned(text, rules().turning)
    return None if said is None else f"{said[0].upper()}{said[1:]}."


def _wanted(text: str) -> str | None:
    if len(text.split()) > MOST_WORDS_WANTED or WANTED.fullmatch(text) is None or re.search(r"[.!?;,]", text):
        return None
    said = turned(f"you would like {text[0].lower()}{text[1:]}", rules().turning)
    return None if said is None else f"{said[0].upper()}{said[1:]}."
