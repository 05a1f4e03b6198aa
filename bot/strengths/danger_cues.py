"""What words typed after danger say by themselves: that it was not meant, what was told to whom, or to go on.

The cues stand in ``danger_cues.yml``. They are looked for only once danger was voiced or asked about.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from bot.strengths.question_clauses import sentences

CUES = Path(__file__).with_name("danger_cues.yml")

MOST_ANSWERED = 2
"""Questions answered at once; more would be a speech."""

CLAUSE_END = re.compile(
    r"(?<=[.!?,;\u2026])\s+|[\n;]+|\s[-\u2013\u2014]\s|\b(?:and|but|cos|because|lol)\b", re.IGNORECASE
)
WORD = re.compile(r"[\w']+")
FILLERS = re.compile(
    r"(?:(?:oh|omg|no+|nah|god|well|lol|haha|ok|okay|yes|yeah|sorry|please|thanks?|hey|what|that'?s|course|of)\b\W*)+",
    re.I,
)

SAYS_NOTHING = re.compile(
    rf"(?:{FILLERS.pattern}|(?:love|duck|pet|hen|dear|mate|honestly|really|truly|don't worry|dont worry)\b\W*)+", re.I
)
"""Clauses of a denial that deny nothing and tell nothing."""


class Asks(StrEnum):
    """What a question about the telling asks for; each has an answer of its own."""

    TOLD = "told"
    TAKEN = "taken"
    COMING = "coming"
    NUMBERS = "numbers"
    TWIST = "twist"


@dataclass(frozen=True, kw_only=True)
class Denial:
    """Words that say that it was not meant so.

    Attributes:
        rest: what else the words say, without the clauses that deny, ask about the telling or say nothing.
        puts_us_right: whether they say that we got it wrong, or ask back; a plain no does not.
        told: where in the words something else is told, without what denies or asks.
    """

    rest: str
    puts_us_right: bool = False
    told: tuple[tuple[int, int], ...] = ()


def denial_in(words: str, *, safe_counts: bool, over_counts: bool = False) -> Denial | None:
    """Return what words deny, in a clause of their own ("No! I'm tired, I'm not suicidal"); None when they do not.

    Words that half say it ("I'm not suicidal right now", "it was a joke, but ...") are no denial.

    Args:
        words: as typed.
        safe_counts: whether "I am safe" says it too.
        over_counts: whether "it was weeks ago" says it too.
    """
    cues = _cues()
    plain = cues.of_this_moment.sub("", plainly(words))
    if cues.never_with.search(plain):
        return None
    found = [cues.puts_right.pattern, cues.denial.pattern]
    found += [cue.pattern for cue, counts in ((cues.safe, safe_counts), (cues.over, over_counts)) if counts]
    denies = re.compile("|".join(found))
    clauses = _clauses(plain)
    if not any(denies.search(clause) for clause in clauses):
        return None
    # What stands beside the denial in the same clause ("I'm not suicidal he has a knife") is looked at too.
    left = [denies.sub("", clause).strip() for clause in clauses if not _asks(clause)]
    return Denial(
        rest=" ".join(clause for clause in left if clause and not FILLERS.fullmatch(clause)),
        puts_us_right="?" in words or any(cues.puts_right.search(clause) for clause in clauses),
        told=_told_beside(words, denies),
    )


def denies_harm(words: str) -> bool:
    """Whether the whole of a message says that nobody is hurt ("no, he doesn't hit me", "I wouldn't do anything").

    Words that half say it are no such message: they are heard, and kept, for what they say.

    Args:
        words: as typed.
    """
    cues, plain = _cues(), plainly(words)
    if cues.never_with.search(plain) or "?" in words:
        return False
    clauses = [clause for clause in _clauses(plain) if clause and not SAYS_NOTHING.fullmatch(clause)]
    return bool(clauses) and all(cues.denies_harm.search(one) and cues.says_no.search(one) for one in clauses)


def _told_beside(words: str, denies: re.Pattern[str]) -> tuple[tuple[int, int], ...]:
    """Where in words something is told that neither denies nor asks, of more than one word."""
    told = []
    for begins, ends in sentences(words):
        if words[begins:ends].rstrip().endswith("?"):
            continue
        cuts = [cut.span() for cut in CLAUSE_END.finditer(words, begins, ends)]
        starts, stops = [begins, *(end for _, end in cuts)], [*(start for start, _ in cuts), ends]
        for start, stop in zip(starts, stops, strict=True):
            clause = plainly(words[start:stop]).strip(" .!,?\u2026")
            if len(clause.split()) > 1 and not SAYS_NOTHING.fullmatch(clause) and not denies.search(clause):
                told.append((start, stop))
    return tuple(told)


def asks_in(words: str) -> tuple[Asks, ...]:
    """Return what words ask about the telling, in the order in which it is answered."""
    return _asks(plainly(words))[:MOST_ANSWERED]


def says_carry_on(words: str) -> bool:
    """Whether the whole of the words is a wish to go on ("carry on i guess", "lets just carry on")."""
    return bool(_cues().carry_on.fullmatch(plainly(words).strip(" .!,?")))


def calls_for_help(words: str) -> bool:
    """Whether the whole of the words calls for help ("yes. help", "help me please")."""
    return bool(_cues().calls_for_help.fullmatch(" ".join(WORD.findall(plainly(words)))))


def unsays(words: str) -> bool:
    """Whether a clause of the words would have what was said unsaid ("forget I said that, I'm a silly old man").

    That is no denial: whoever says so may well have meant it.
    """
    return any(_cues().unsays.fullmatch(" ".join(WORD.findall(clause))) for clause in _clauses(plainly(words)))


def is_left_harmless(denial: Denial, reads_danger: Callable[[str], bool]) -> bool:
    """Return whether what a denial leaves shows no danger by itself.

    Args:
        denial: what was denied.
        reads_danger: whether words show danger.
    """
    return not denial.rest or not reads_danger(denial.rest)


def plainly(words: str) -> str:
    """The words as the cues are written: small, with the apostrophe of a typewriter, in one line."""
    return " ".join(words.replace("\u2019", "'").casefold().split())


def _clauses(plain: str) -> list[str]:
    return [clause.strip(" .!,?\u2026") for clause in CLAUSE_END.split(plain)]


def _asks(plain: str) -> tuple[Asks, ...]:
    return tuple(asked for asked in Asks if _cues().asks[asked].search(plain))


@dataclass(frozen=True, kw_only=True)
class _Cues:
    puts_right: re.Pattern[str]
    denial: re.Pattern[str]
    denies_harm: re.Pattern[str]
    says_no: re.Pattern[str]
    safe: re.Pattern[str]
    over: re.Pattern[str]
    of_this_moment: re.Pattern[str]
    never_with: re.Pattern[str]
    asks: dict[Asks, re.Pattern[str]]
    carry_on: re.Pattern[str]
    calls_for_help: re.Pattern[str]
    unsays: re.Pattern[str]


@lru_cache(maxsize=1)
def _cues() -> _Cues:
    read: dict[str, Any] = yaml.safe_load(CUES.read_text(encoding="utf-8"))
    denial, going_on = read["denial"], read["carry_on"]
    return _Cues(
        puts_right=_any(denial["puts_right"]),
        denial=_any(denial["any"]),
        denies_harm=_any(read["denies_harm"]),
        says_no=_any([read["says_no"]]),
        safe=_any(denial["safe"]),
        over=_any(denial["over"]),
        of_this_moment=_any([denial["of_this_moment"]]),
        never_with=_any(denial["never_with"]),
        asks={asked: _any(read["asks"][asked]) for asked in Asks},
        calls_for_help=re.compile(read["calls_for_help"]),
        unsays=re.compile(read["unsays"]),
        carry_on=re.compile(
            rf"(?:(?:{going_on['before']})[,.!]? )*(?:{going_on['says']})(?:[,.!]? (?:{going_on['after']}))*"
        ),
    )


def _any(cues: list[str]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{cue})" for cue in cues))
