"""Whether a clause is fit to be said back to whoever said it: whole, kind, and still so (STU-1, STU-3; practice 2.3).

Of several things told, what is good or what somebody does for the person is picked, and never a failing of theirs. A
thing that is said to be over is not said back as if it went on. In every doubt a clause is not fit.
"""

from __future__ import annotations

import re

from bot.strengths.heard_once import once_a_turn
from bot.strengths.reflection_rules import rules
from bot.strengths.turning import SHORT_FORMS, plain

TYPED_SHORT = {short: full for short, full in SHORT_FORMS.items() if "'" in full and "'" not in short} | {
    "wanna": "want to",
    "gonna": "going to",
}
ONE_OF_THEM = r"husband|wife|mum|mam|mom|dad|mother|father|partner|nan|nana|gran|grandad|grandma|hubby|missus"
"""People of whom somebody has one, so that an "s" behind them is no plural."""

SHOULD_LIKE = re.compile(
    r"(?<=\b[Ii] )should(?= (?:(?:so|very much|dearly|much) )?(?:like|love|prefer|be glad|enjoy|miss)\b)"
)
ONLY_ONE = re.compile(
    rf"(?:(?<=\bmy )|(?<=\bour )|(?<=\bme )|(?<!other )(?<!the )(?<!some )(?<!school )(?<!great ))\b({ONE_OF_THEM})s"
    r"(?= (?!and\b|or\b|are\b|were\b|who\b|have\b|of\b)\w)",
    re.IGNORECASE,
)
MAYBE_MORE = re.compile(
    r"\b(?:my|our|me|his|her|their) (?:son|daughter|sister|brother|grandson|granddaughter|cousin|mate|friend|neighbour|"
    r"lad|lass|uncle|auntie|aunt|niece|nephew|boyfriend|girlfriend|carer|boss|boy|girl|wife|husband)s "
    r"(?!(?:are|were|have|had|and|or|who|do|did|come|came|live|lived|visit|ring|rang|help|helped|all|both|bring|brought|"
    r"keep|kept|love|like|make|made|take|took|used|will|would|can|could|from|in|with|round|next|for|to|went|go|know|"
    r"say|said|gave|give|look|looked|pop|call|called|phone|see|saw|play|played|work|worked|at|on|too)\b)\w"
    r"|\b(?:my|our|me|the|his|her) (?!(?:always|this|his|us)\b)\w{2,}[^s\W]s (?:my|our|called|always|not)\b",
    re.IGNORECASE,
)
"""An "s" that may be a plural, or stand for "is", "has" or "of"; which of them nobody can tell."""

UNSAFE_MARKS = re.compile(
    r"[\d<>{}\[\]@\\/|*_#^~=+%&$\u00a3\u20ac()\"\u201c\u201d:]|\bwww\b|\.\w{2,3}\b", re.IGNORECASE
)
SPEAKS_TO_US = re.compile(r"\b(?:you\w*|u|ur|ya|yer|yall|y'all|thee|thou|thy|thine)\b", re.IGNORECASE)
OWN = re.compile(r"(?:when |if )?(?:i|i'm|i've|i'd|i'll|we|we're|we've)\b", re.IGNORECASE)
JOINED_ON = re.compile(
    r"\b(?:but|cos|coz|because|though|although|even if|even when|if|when|while|and)\s+", re.IGNORECASE
)
BEGINS_A_NOUN = re.compile(r"(?:my|our|me|the|an?|his|her|their)\s+\S+\s*", re.IGNORECASE)
DOES_SOMETHING = re.compile(
    r"\b(?:is|are|was|were|has|have|had|do|does|did|will|would|can|could|says?|said|came|come|goes|went|got|gets?|"
    r"kept|keeps?|made|makes?|rang|brought|gave|took|taught|told|sang|\w{2,}[^s\W]s|\w+ed(?=\s)|\w+'s|\w+'ll|\w+'d)\b",
    re.IGNORECASE,
)
STRANDED = re.compile(
    r"\b(?:up|out|down|off|along|across|over|back|in|away)\s+(?:(?:and|to|from|of|the|\w+)\s+){0,3}without\b|"
    r"^(?:my|our|the|me)\s+\S+\s+(?:up|out|down|off|along|across|away)\s+(?:to|without|and|from)\b",
    re.IGNORECASE,
)
"""What was carried or moved, without who did it: "my walker out without a scratch"."""

DOES_FOR_ME = re.compile(
    r"(?:she|he|[A-Z]\w+|the \w+(?: \w+)?) (?:still |always |just )*"
    r"(?!i\b)(?:\w+s|rang|brought|gave|took|taught|saved|kept|made)(?: \w+){0,2} (?:me|us)\b"
)
"""Somebody or something that does a person good, told in a clause of its own."""

SHE_DOES = re.compile(
    r"(?:calms|settles|soothes|relaxes|lifts|helps|makes|keeps|gets|gives|cheers|stops|takes|reminds) (?:me|us)\b",
    re.IGNORECASE,
)
"""What something does for a person, told without naming it."""


SUPPOSED = re.compile(
    r"\b(?:i'd|id|i would|i could|i might|i'd have|i could have) (?:\w+ )?(?:make|made|be|been)"
    r" (?:an?|the)(?: \w+){0,3}? (?P<trade>[\w-]+)(?: (?:me|these days|now|today|with (?:this|these|my)\b.*"
    r"|the way i \w+))*$",
    re.IGNORECASE,
)


TOLD_TO = re.compile(
    r"(?!i\b|we\b)(?:\S+ ){1,3}(?:said|says?|told|tells?|reckon(?:s|ed)?|thought)"
    r"(?: (?:me|us|i should|we should|i ought to))?"
    r"(?: (?:to|just))* (?:ring|call|phone|ask|contact|get|do|go|try|fill|speak|talk|tell|write|message"
    r"|email|come here)\b",
    re.IGNORECASE,
)
"""“The vet said ring somebody”: who sent them is no word on themselves."""

POINTS_ONLY = re.compile(r"(?:the|that|this|those) \w+", re.IGNORECASE)
NAME_DOES = re.compile(r"(?!(?:my|our|me|mi|the) )\w+ \w+[^s\W]s", re.IGNORECASE)


@once_a_turn
def spelt(text: str) -> str:
    """Return a text with the apostrophes it was typed without, where they are certain."""
    full = re.sub(r"[\w']+", lambda found: _full(found[0]), text)
    full = SHOULD_LIKE.sub("would", full)  # "you should like" would tell somebody what to do
    return ONLY_ONE.sub(r"\1's", full)


def _full(word: str) -> str:
    known = TYPED_SHORT.get(word.lower())
    if known is None:
        return word
    return known.capitalize() if word[0].isupper() else known


def is_over(text: str) -> bool:
    """Whether a message says that what it tells of has stopped, for good or for now ("not been since March")."""
    return rules().over.search(spelt(text)) is not None


@once_a_turn
def is_grave(text: str) -> bool:
    """Whether a message tells of death or harm; "her mum's funeral tea" only uses its words in passing."""
    return rules().grave.search(without_what_passes(text)) is not None


def without_what_passes(text: str) -> str:
    """Return a text without words of death and harm that are used in passing, and with its apostrophes."""
    return rules().in_passing.sub(" ", spelt(plain(text)))


def tells_of_failing(words: str) -> bool:
    """Whether a clause tells what a person does not do, or did wrong; what they don't like is no failing."""
    failing = rules().own_failing
    if rules().own_fault.search(words):
        return True
    if OWN.match(words):
        return failing.match(words) is not None
    return any(failing.match(words[joint.end() :]) for joint in JOINED_ON.finditer(words))


def is_whole(words: str, leads: bool) -> bool:
    """Whether words are a clause, or name a thing, that can stand by themselves.

    Args:
        words: the clause, before it is turned.
        leads: whether it begins its sentence; what stands behind "and" may be the end of what was begun before it.
    """
    if MAYBE_MORE.search(words) or STRANDED.search(words) or rules().typed_short.search(words):
        return False
    begun = BEGINS_A_NOUN.match(words)
    return leads or begun is None or DOES_SOMETHING.search(words, begun.end()) is not None


def is_only_supposed(words: str) -> bool:
    """Whether words end in what somebody would be, and is not: "I'd make a cracking waiter these days"."""
    found = SUPPOSED.search(spelt(plain(words)))
    return found is not None and rules().trades.fullmatch(found["trade"].lower()) is not None


def is_half_said(words: str, names_somebody: bool) -> bool:
    """Whether two words out of more only point at something, or only say that somebody does it ("Terry minds").

    Args:
        words: a clause.
        names_somebody: whether somebody is named in it.
    """
    return (NAME_DOES if names_somebody else POINTS_ONLY).fullmatch(words) is not None


def tells_who_sent_them(words: str) -> bool:
    """Whether a clause begins with who told somebody to get in touch ("The vet said ring somebody")."""
    return TOLD_TO.match(words) is not None


def is_no_word_on_them(words: str) -> bool:
    """Whether a clause only tells who sent somebody to us, or what they would be and are not."""
    return tells_who_sent_them(words) or is_only_supposed(words)


def is_unsafe(words: str) -> bool:
    """Whether words hold what is never said back: numbers, words to us, swearing, illness, death or harm."""
    patterns = (UNSAFE_MARKS, SPEAKS_TO_US, rules().never)
    return is_grave(words) or any(pattern.search(words) for pattern in patterns)
