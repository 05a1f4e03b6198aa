"""Which of the strengths heard in a message are the person's own: not what another wants, nor what is a joke."""

from __future__ import annotations

import re

from bot.strengths.fit_to_say import is_only_supposed
from bot.strengths.strength_heard import Kind, StrengthHeard, Strengths

SENTENCE_ENDS = re.compile(r"[.!?;\n]+")

WANTS_TO = re.compile(
    r"\b(?P<verb>want(?:s|ed|ing)?|tr(?:y|ies|ied|ying)|ask(?:s|ed|ing)?|hop(?:es?|ed|ing)|insist(?:s|ed|ing)? on)"
    r"(?: to)?(?: be)? $",
    re.IGNORECASE,
)
"""What stands right in front of a wish."""

WHO = re.compile(
    r"\b(?P<own>i|i'm|i've|i'd|im|ive|id|we|we're|we've|me|myself|us)\b"
    r"|\b(?P<other>he|she|they|he's|she's|they're|hes|shes|(?:my |our |me )?(?:mum|mam|mom|mother|dad|father|husband"
    r"|wife|partner|son|daughter|lad|lass|brother|sister|nan|gran|grandad|grandma|uncle|aunt\w*|neighbour|friend"
    r"|mate))(?:'s)?\b",
    re.IGNORECASE,
)
"""Who may want something: whoever was named last before it."""


def of_the_person(words: str, strengths: Strengths) -> Strengths:
    """Return the strengths that are the person's own.

    "Dad is up at two, wanting to go to work" tells of no goal of whoever says it, and nobody who jokes that they would
    make a good waiter with their shaking hands waits at table.

    Args:
        words: the message of somebody who speaks for themselves.
        strengths: what was heard in it.
    """
    return tuple(one for one in strengths if not _is_wanted_by_another(words, one) and not _is_supposed(words, one))


def _before(words: str, strength: StrengthHeard) -> str:
    return SENTENCE_ENDS.split(words[: strength.start].replace("\u2019", "'"))[-1]


def _is_wanted_by_another(words: str, strength: StrengthHeard) -> bool:
    if strength.kind is not Kind.GOAL:
        return False
    before = _before(words, strength)
    wants = WANTS_TO.search(before)
    if wants is None:
        return False
    named = list(WHO.finditer(before[: wants.start()]))
    return bool(named) and named[-1]["other"] is not None


def _is_supposed(words: str, strength: StrengthHeard) -> bool:
    return strength.kind is Kind.SKILL and is_only_supposed(f"{_before(words, strength)}{strength.text}")
