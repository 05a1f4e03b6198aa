"""What plain words say of a thing beside them: no ("can't stand bingo"), yes ("can't get enough of it"), or nothing.

The network learns denial from examples; these are its plain forms, which must not be missed: a thing that somebody
hates is never shown as their strength, and one they love in words of no ("nothing I like more than") is not lost.

One rule says how far such words reach: within the clause of the thing. Words straight behind it count first ("darts?
No thanks"), then the nearest of those before it ("hate bingo and love darts"), as long as the clause has not gone on to
something else ("I hate it when we miss bingo"). After NegEx (Chapman et al. 2001, A simple algorithm for identifying
negated findings), where cues and how far they reach served nearly as well as grammar.
"""

from __future__ import annotations

import re
from enum import StrEnum
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

CUES = Path(__file__).with_name("denial.yml")

FARTHEST = 8
"""Words that may stand between a cue and the thing it is said of."""

LOOKED_AT = 300
"""Characters looked at before a thing and behind it: more than cues reach, so that a long message costs no more."""

_END_OF_CLAUSE = re.compile(
    r"[.;!?,:\n()\u2013\u2014]|\s-\s"
    r"|(?<!anything )(?<!everything )(?<!nothing )(?<!one )(?<!nobody )\bbut\b"
    r"|\b(?:though|although|except|whereas|yet|apart from|aside from|other than|besides)\b",
    re.IGNORECASE,
)
_STRAIGHT_ON = r"(?=\s*(?:[.;!?,:)]|$))"
_NEITHER_NOR = re.compile(
    r"(?:,(?: +(?!(?:i|we|he|she|they|it|my|or|nor|but|and)\b)[\w'-]+){1,3}){1,4},? +(?:or|nor)\b", re.IGNORECASE
)
"""The middle of "bingo, cards or darts": commas that end no clause."""

LIKED_OR_HATED = frozenset({"interest", "skill", "community"})
"""Kinds that plain words of like and dislike say yes or no to; of a person or a hope they say something else."""


OWN_LIKING = "one_s_own_liking"
"""Name of the cues that count only where the one who speaks is the one who likes."""

OTHERS_THINK = "what_others_think"
"""Name of the cues that say what somebody is taken for ("people assume I like tea dances")."""


NEXT_TO_NOTHING = ("", "a", "an", "any", "the", "my", "our", "some")
"""What may stand between words and the thing straight behind them."""


class Said(StrEnum):
    """What plain words beside a thing say of it."""

    YES = "yes"
    NO = "no"
    PAST = "past"
    NOTHING = ""


def said_of(text: str, start: int, end: int, kind: str) -> Said:
    """Return what the plain words around a piece of a message say of it.

    Args:
        text: the message.
        start: where the piece begins, in characters.
        end: where it ends.
        kind: what the piece is, one of ``labels.STRENGTH_KINDS``.
    """
    begins = max(0, start - LOOKED_AT)
    near = text[begins : end + LOOKED_AT].replace("\u2019", "'")
    plain = _NEITHER_NOR.sub(lambda found: found[0].replace(",", " "), near)
    start, end = start - begins, end - begins
    clause = plain[_beginning_of_clause(plain, start) : start]
    before, reaches_it = _said_before(clause, plain[end:])
    if _cues()["none before"].search(clause) and _cues()["none behind"].match(plain, end):
        return Said.YES
    # "I can't imagine a week with no rugby": the words of no straight before it are part of a yes.
    is_yes = before is Said.YES and reaches_it
    if not is_yes and (_is_absent(kind, clause) or _is_unwanted(kind, clause) or _is_not_there(kind, plain, end)):
        return Said.NO
    if kind not in LIKED_OR_HATED:
        return Said.NOTHING
    behind = _cues()["behind"].match(plain, end)
    return _named(behind) if behind else before


def _is_absent(kind: str, clause: str) -> bool:
    return any(_cues()[cue].search(clause) for cue in ("absent", *(() if kind == "person" else ("not this",))))


def _is_unwanted(kind: str, clause: str) -> bool:
    return kind == "goal" and _cues()["unwanted"].search(clause) is not None


def _is_not_there(kind: str, text: str, end: int) -> bool:
    return kind == "person" and _cues()["not there"].match(text, end) is not None


def _beginning_of_clause(text: str, start: int) -> int:
    return max((found.end() for found in _END_OF_CLAUSE.finditer(text, 0, start)), default=0)


def _said_before(clause: str, after: str) -> tuple[Said, bool]:
    """What the nearest cue before a thing says, and whether nothing stands between them."""
    found = list(_cues()["before"].finditer(clause))
    if not found:
        return Said.NOTHING, False
    nearest = found[-1]
    if nearest.lastgroup == OWN_LIKING and not _cues()["own"].search(clause[: nearest.start()]):
        return Said.NOTHING, False
    if nearest.lastgroup == OTHERS_THINK:
        return Said.NOTHING, False
    between = clause[nearest.end() :]
    has_gone_on = (
        _cues()["about something else"].search(between)
        or _cues()["new verb"].search(between)
        or (re.search(r"\band\b", between) and _cues()["new subject"].match(after))
    )
    if has_gone_on or len(between.split()) > FARTHEST:
        return Said.NOTHING, False
    return _named(nearest), between.strip() in NEXT_TO_NOTHING


def _named(found: re.Match[str]) -> Said:
    return {"no": Said.NO, "past": Said.PAST}.get(found.lastgroup or "", Said.YES)


@lru_cache(maxsize=1)
def _cues() -> dict[str, re.Pattern[str]]:
    read: dict[str, Any] = yaml.safe_load(CUES.read_text(encoding="utf-8"))
    lists = {name: f"({_either(words)})" for name, words in read["lists"].items()}

    def any_of(*forms: str) -> str:
        joined = "|".join(forms)
        for _ in lists:  # a list may name another
            joined = re.sub(r"\b(" + "|".join(lists) + r")\b", lambda name: lists[name[0]], joined)
        return re.sub(r"\((?!\?)", "(?:", joined).replace(" END", _STRAIGHT_ON)

    def named(forms: dict[str, list[str]]) -> str:
        return "|".join(f"(?P<{re.sub('[^a-z]', '_', says)}>{any_of(*each)})" for says, each in forms.items())

    patterns = {
        "before": rf"\b(?:{named(read['before'])})\b",
        "behind": rf"(?:{named(read['behind'])})(?!\w)",
        "absent": rf"\b(?:{any_of(*read['absent'])}) *$",
        "unwanted": rf"\b(?:{any_of(*read['unwanted'])}) *$",
        "about something else": rf"\b(?:{any_of(_either(read['about something else']))})\b",
        "new subject": rf" +{any_of(read['new subject'])}\b",
        "new verb": rf"\b{any_of(read['new verb'])}\b",
        "not this": rf"\b{any_of(read['not this'])} *$",
        "none before": rf"\b{any_of(read['none that I do not']['before'])} *$",
        "none behind": rf"{any_of(read['none that I do not']['behind'])}\b",
        "own": rf"(?:^|\b(?:{any_of(_either(read['own']))})) *$",
        "not there": rf" ?{any_of(read['not there'])}\b",
    }
    return {name: re.compile(pattern, re.IGNORECASE) for name, pattern in patterns.items()}


def _either(words: str) -> str:
    return re.sub(r"\s*\|\s*", "|", words)
