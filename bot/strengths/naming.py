"""How a thing that somebody mentioned is named, within a question to them and beside their answer for staff.

A bare verb is no thing: "bake bread" is named "baking bread". What can't be named surely is not named at all.
"""

from __future__ import annotations

import re

from bot.strengths.clauses import NEGATIVE, SUBJECT, trimmed
from bot.strengths.fit_to_say import MAYBE_MORE, ONE_OF_THEM, is_unsafe, spelt
from bot.strengths.reflection_rules import rules as _rules
from bot.strengths.turning import plain, turned

PIECE_WORDS = 5
"""Words in a piece that is named within a question, or said back on its own."""

AFTER_A_VERB = re.compile(
    r"(?:to|the|a|an|my|our|his|her|their|with|for|on|in|round|some|at|out|up|down|away|back|off|into|after)\b",
    re.IGNORECASE,
)
OF_SOMETHING = re.compile(r"(?:the|an?|my|our|his|her|their|some)\b", re.IGNORECASE)
BEGINS_A_THING = re.compile(r"(?:my|our|the|an?|some|all|old|any|this|that|to)$", re.IGNORECASE)
NO_NOUN_BEFORE_MORE = ("do", "find", "move", "stay", "take", "look", "finish", "start", "read", "play")
"""Verbs that are no noun before another word."""

MAKES_A_NOUN = re.compile(
    r"(?:.* )?(?:repairs?|groups?|class(?:es)?|clubs?|school|centre|shops?|sessions?|area|scheme|tanks?|work|hall|time|"
    r"station|lessons?|park|shed|bus|nurse|show|track)$",
    re.IGNORECASE,
)
"""What makes a verb before it part of a noun: "walk group", "watch repair"."""

IS_PAST = re.compile(
    r"(?:made|drove|taught|ran|sang|built|kept|went|had|was|did|got|grew|wrote|won|led|raised|said|saw|came|took|gave|"
    r"\w{2,}ed)$",
    re.IGNORECASE,
)
ARTICLE = re.compile(r"^an? ", re.IGNORECASE)
HAS_ONE = re.compile(rf"(?P<who>(?:(?:my|our|me|his|her|their) )?(?:{ONE_OF_THEM}))'?s", re.IGNORECASE)


def mention(piece: str) -> str | None:
    """Turn a heard piece so that it can stand inside a question as a thing: "You mentioned {it}".

    Args:
        piece: the exact piece of the message, such as ``my brother`` or ``bake bread``.

    Returns:
        The piece as a thing ("your brother", "baking bread"), or None when that is not safe.
    """
    words = _as_a_thing(piece)
    return None if words is None else turned(words, _rules().turning)


def label(piece: str) -> str:
    """Return how a piece is named for whoever reads the summary: as a thing, in the words of whoever said it.

    Args:
        piece: the exact piece of the message, such as ``do alto`` or ``my brother``.
    """
    return _as_a_thing(piece) or trimmed(plain(piece)) or piece


def is_third_person(word: str) -> bool:
    """Whether a word can only be what somebody else does: "bakes", and not "walks"."""
    stem = word.lower().removesuffix("s")
    return stem != word.lower() and stem in _rules().verbs and not _rules().nouns_too.fullmatch(stem)


def doing(verb: str) -> str:
    """Return a verb as what is done: "splice" becomes "splicing"."""
    known = _rules().verbs.get(verb)
    if known is not None:
        return known
    if verb.endswith("ie"):
        return f"{verb[:-2]}ying"
    if verb.endswith("e") and not verb.endswith(("ee", "oe", "ye")):
        return f"{verb[:-1]}ing"
    doubled = re.fullmatch(r"[^aeiou]+[aeiou][^aeiouwxy]", verb)
    return f"{verb}{verb[-1]}ing" if doubled else f"{verb}ing"


def _as_a_thing(piece: str) -> str | None:
    """The piece as a thing, not yet turned to "you"; None when that is not safe."""
    words = _inside_a_sentence(trimmed(spelt(plain(piece))).strip(" .,!?'"))
    has_one = HAS_ONE.fullmatch(words)
    words = has_one["who"] if has_one else words
    if (
        not words
        or _rules().filler.fullmatch(words)
        or len(words.removeprefix("to ").split()) > PIECE_WORDS
        or is_unsafe(words)
        or _rules().not_about_a_life.search(words)
        or _rules().typed_short.search(words)
        or MAYBE_MORE.search(words)
    ):
        return None
    rules = _rules()
    low = words.lower()
    first, _, rest = low.removeprefix("to ").partition(" ")
    if rules.people.fullmatch(low):
        return f"your {words}"
    if rules.places.fullmatch(low):
        return f"the {words}"
    trade = ARTICLE.sub("", low)
    if rules.trades.fullmatch(trade):
        return f"being {'an' if trade[0] in 'aeiou' else 'a'} {ARTICLE.sub('', words)}"
    after_to = low.startswith("to ")
    verb = after_to or first in rules.verbs
    if verb and _is_verb(first, rest, after_to):
        return f"{doing(first)} {words.removeprefix('to ').partition(' ')[2]}".strip()
    if verb and rest and not MAKES_A_NOUN.match(rest):
        return None
    if (
        SUBJECT.match(words)
        or rules.begins_wrong.match(words)
        or rules.ends_wrong.search(words)
        or NEGATIVE.search(words)
        or is_third_person(first)
        or IS_PAST.match(first)
    ):
        return None
    return words


def _inside_a_sentence(words: str) -> str:
    """A piece that began a sentence, as it stands in the middle of one; what may be a name keeps its capital."""
    first, _, _ = words.partition(" ")
    if first.lower() == first or not first.istitle():
        return words
    rules, low = _rules(), words.lower()
    is_word = first.lower() in rules.verbs or first.endswith("ing") or BEGINS_A_THING.match(first)
    is_thing = any(pattern.fullmatch(low) for pattern in (rules.people, rules.places, rules.trades))
    return words[0].lower() + words[1:] if is_word or is_thing else words


def _is_verb(first: str, rest: str, after_to: bool) -> bool:
    """Whether a word that may be a verb is one here: "walk with Dave" is, "watch repair" may not be."""
    if after_to or not _rules().nouns_too.fullmatch(first):
        return True
    if not rest:
        return first == "fish"
    if OF_SOMETHING.match(rest):
        return True  # "take the kids to school", whatever it ends in
    if MAKES_A_NOUN.match(rest):
        return False
    return first in NO_NOUN_BEFORE_MORE or AFTER_A_VERB.match(rest) is not None or rest.endswith("s")
