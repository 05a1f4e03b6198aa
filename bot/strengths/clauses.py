"""The clauses of a message: what it is made of, cut where it may be cut, without what is only said on the way."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from bot.strengths.fit_to_say import spelt
from bot.strengths.reflection_rules import rules
from bot.strengths.strength_heard import Strengths
from bot.strengths.turning import plain

LOOSE_WORDS = 2
"""Words in a piece that may stand without "the" or "my"."""

BEGINS_WHOSE = re.compile(r"(?:my|me|our|the|a|an|his|her|their|some|more)\b", re.IGNORECASE)

SUBJECT = re.compile(
    r"(?:i|i'm|i've|i'd|i'll|we|we're|we've|we'd|we'll|he|he's|he'd|she|she's|she'd|they|they're|they've|"
    r"they'd|it|it's|there's|there|when (?:i|we|he|she|my|our|me|the)|if (?:i|we|he|she|my|our|the))\b",
    re.IGNORECASE,
)

SENTENCE_END = re.compile(
    r"(?<=[.!?;\u2026])\s+|\s*[\U0001F300-\U0001FAFF]\uFE0F?\s+|\n+|\s+[-\u2013\u2014]+\s+|\s*[\u2026;]\s*|\.{2,}"
)

JOINT = re.compile(
    r",\s+(?:and |but |so |cos |because )?|"
    r"\s+(?:but|cos|coz|because|even (?:though|if|when)|although|though|except)\s+|"
    r"\s+(?:and|so)\s+(?=(?:i|i'm|im|i've|ive|we|he|she|they|it|my|me|our|the|that)\b)",
    re.IGNORECASE,
)

PICTURES = re.compile(r"[\U0001F000-\U0001FAFF\u2600-\u27BF\uFE0F\u200D]")

STUMBLED = re.compile(r"^(?:.*\s)?(?P<begun>[a-z]{3,})\s+(?P=begun)[a-z]{0,3}\s+(?P<meant>\S.*)$", re.IGNORECASE)
"""A word begun and said again ("gar gard the green house"): only what comes behind it was meant."""

STANDS_TWICE = frozenset(
    {"the", "for", "her", "can", "had", "that", "and", "all", "not", "any", "one", "out", "she", "his", "our", "very",
     "really", "never", "many", "far", "long", "more", "some", "now", "round", "over", "bye", "ha", "knit", "yes"}
)  # fmt: skip
"""Words that may stand before themselves, or before a longer word, and be no stumble."""

ENDS_IN_A_NOUN = re.compile(
    r"\b(?:an?|my|me|our|his|her|their|the|such an?|true|own|no|best|old)\s+(?:[\w'-]+\s+){0,2}(?:man|mate|pal|pet)$"
    r"|\b(?:an?|my|me|his|her|true|own|in|of|the|best|old|to|with|without)\s+(?:love|duck|hen|mind|sorry|like)$",
    re.IGNORECASE,
)
"""“He was such a clever man”: the last word belongs to what is told, and is no word said on the way."""

NEGATIVE = re.compile(r"\b(?:not|no|never|nor|none|cannot|\w+n't)\b", re.IGNORECASE)

TAKEN_BACK = re.compile(r"\b(?:but|though|although|except)\b", re.IGNORECASE)


@dataclass(frozen=True)
class Clause:
    """A piece of a message, without what is only said on the way.

    Attributes:
        words: the piece, in plain marks.
        heard: the strengths heard in it.
        order: how many pieces stand before it.
        leads: whether it begins its sentence.
        whole: whether it is all of its sentence.
        alone: whether its sentence is all of the message.
    """

    words: str
    heard: Strengths
    order: int
    leads: bool = True
    whole: bool = True
    alone: bool = True


def in_sentences(text: str, heard: Strengths) -> list[Clause]:
    """The sentences of a text, each a clause that is whole."""
    told = _told(text)
    return [_clause(part, heard, Clause("", (), order, alone=len(told) == 1)) for order, part in enumerate(told)]


def in_pieces(text: str, heard: Strengths) -> list[Clause]:
    """The pieces between the joints of the sentences; what a "but" takes back is left out."""
    clauses = []
    told = _told(text)
    for order, sentence in enumerate(told):
        pieces = [part for part in JOINT.split(sentence) if part.strip()]
        for at, piece in enumerate(pieces):
            if at and len(pieces[at - 1].split()) <= LOOSE_WORDS:
                continue  # "my husband and I share": the piece before belongs to this one
            if at == 0 and TAKEN_BACK.search(sentence) and NEGATIVE.search(piece):
                continue
            where = Clause("", (), order + at, leads=at == 0, whole=len(pieces) == 1, alone=len(told) == 1)
            clauses.append(_clause(piece, heard, where))
    return clauses


def _told(text: str) -> list[str]:
    """The sentences of a text, without its questions."""
    return [part for part in SENTENCE_END.split(text) if part and part.strip() and "?" not in part]


def _clause(piece: str, heard: Strengths, where: Clause) -> Clause:
    """The piece of a message that stands where a clause without words does."""
    words = _without_stumbling(trimmed(piece))
    inside = tuple(strength for strength in heard if spelt(plain(strength.text)).lower() in words.lower())
    return replace(where, words=words, heard=inside)


def _without_stumbling(words: str) -> str:
    """What was meant where a word was begun and said again; nothing where that can't be told."""
    found = STUMBLED.match(words)
    if found is None or found["begun"].lower() in STANDS_TWICE:
        return words
    return found["meant"] if BEGINS_WHOSE.match(found["meant"]) else ""


def trimmed(piece: str) -> str:
    """A piece without what is only said on the way, at either end."""
    words, before = PICTURES.sub("", piece).strip(" .,!\u2026-'"), ""
    while words != before:
        before = words
        behind = words if ENDS_IN_A_NOUN.search(words) else rules().after.sub("", words)
        words = rules().before.sub("", behind).strip(" .,!\u2026-")
    return words
