"""Questions to us inside a message: with a mark or without, wherever in a sentence they stand.

Nobody's question is passed over because it stands in the middle of something else (practice 2.4: truth at once). What
is asked of nobody ("what helps? nothing helps") is no question to us. The cues stand in ``question_clauses.yml``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

CUES = Path(__file__).with_name("question_clauses.yml")

SENTENCE = re.compile(r"\S[^.?!\n\u2026]*(?:[.?!\u2026]+(?=\s|$)|[.?!\u2026](?=\S)|\n|$)")
CLAUSE = re.compile(r"(?:[,;:\u2013\u2014]\s*|\s-+\s)(?:and |or |but |so )?|\s(?:and|or|but|so)\s", re.IGNORECASE)
MARKS = re.compile(r"[\"\u201c\u201d.,!?;:()\u2026]+")


@dataclass(frozen=True)
class Clause:
    """A question inside a sentence.

    Attributes:
        start: where it begins in the sentence.
        words: what it asks, without what stands in front of it and without marks.
    """

    start: int
    words: str


def sentences(words: str) -> list[tuple[int, int]]:
    """Return where sentences begin and end; words with a full stop behind each are one ("Who. Reads. This.")."""
    spans: list[tuple[int, int]] = []
    staccato = False
    for match in SENTENCE.finditer(words):
        single = len(match.group().split()) == 1 and match.group().strip().endswith(".")
        if single and staccato:
            spans[-1] = (spans[-1][0], match.end())
        else:
            spans.append(match.span())
        staccato = single
    return spans


def questions_in(sentence: str, after: str = "") -> tuple[Clause, ...]:
    """Return the questions to us in one sentence, in the order they are asked.

    Args:
        sentence: the sentence, as typed.
        after: the sentence after it, which may answer it.
    """
    cues, marked = _cues(), sentence.rstrip(" \"'\u201d)").endswith("?")
    found: list[Clause] = []
    for start in [0, *(match.end() for match in CLAUSE.finditer(sentence))]:
        words = bare(sentence[start:])
        led = cues.lead.match(words)
        words = words[led.end() :] if led else words
        if any(form.match(words) for form in _forms(marked=marked, first=start == 0)):
            found.append(Clause(start, words))
    if not found:
        asks = cues.indirect.search(bare(sentence))
        if asks is not None and cues.of_us.search(bare(sentence)[asks.start() :]):
            found.append(Clause(0, bare(sentence)[asks.start() :]))
    found = [clause for clause in found if not _is_of_nobody(clause.words, after)]
    asked = [Clause(one.start, _until(one, found[place + 1 :], sentence)) for place, one in enumerate(found)]
    # "Fine, but who looks at it" begins twice, and is one question.
    return tuple(clause for clause in asked if clause.words)


def is_not_understood(words: str) -> bool:
    """Whether the whole message says that our question was not understood ("wot", "eh?", "you what")."""
    return bool(_cues().not_understood.fullmatch(bare(words)))


def leads_in(words: str) -> bool:
    """Whether what stands in front of a question tells nothing by itself ("Before I write anything")."""
    return bool(_cues().leads_in.match(words))


def theme_in(question: str) -> str | None:
    """Return what a question asks, of what is told by words inside a question only: ``benefits``, ``cuts`` ..."""
    return next((theme for theme, cue in _cues().asked.items() if cue.search(question)), None)


def bare(sentence: str) -> str:
    """The words without their marks, with the apostrophe of a typewriter, in one line."""
    return " ".join(MARKS.sub(" ", sentence.replace("\u2019", "'").replace("\u2018", "'")).split())


def _forms(*, marked: bool, first: bool) -> tuple[re.Pattern[str], ...]:
    """What a question may look like at this place of a sentence."""
    cues = _cues()
    if marked:
        return (cues.marked, cues.bare) if first else (cues.bare, cues.inside)
    return (cues.bare,) if first else ()


def _until(clause: Clause, later: list[Clause], sentence: str) -> str:
    """The words of a question up to the next one in the same sentence."""
    if not later:
        return clause.words
    words = bare(sentence[clause.start : later[0].start])
    led = _cues().lead.match(words)
    return re.sub(r"(?i)\s(?:and|or|but|so)$", "", words[led.end() :] if led else words)


def _is_of_nobody(question: str, after: str) -> bool:
    cues = _cues()
    if cues.of_nobody.search(question):
        return True
    if not after or after.rstrip().endswith("?") or theme_in(question) or cues.addressed.search(f"{question} {after}"):
        return False
    return bool(cues.answers_itself.match(after)) or question.casefold().split()[-1] in bare(after).casefold().split()


@dataclass(frozen=True, kw_only=True)
class _Cues:
    lead: re.Pattern[str]
    leads_in: re.Pattern[str]
    marked: re.Pattern[str]
    bare: re.Pattern[str]
    inside: re.Pattern[str]
    indirect: re.Pattern[str]
    of_us: re.Pattern[str]
    of_nobody: re.Pattern[str]
    answers_itself: re.Pattern[str]
    addressed: re.Pattern[str]
    not_understood: re.Pattern[str]
    asked: dict[str, re.Pattern[str]]


@lru_cache(maxsize=1)
def _cues() -> _Cues:
    read: dict[str, Any] = yaml.safe_load(CUES.read_text(encoding="utf-8"))
    benefit = read.pop("benefit")
    asked = {
        theme: _any([cue.replace("{benefit}", benefit) for cue in cues]) for theme, cues in read.pop("asked").items()
    }
    return _Cues(asked=asked, **{name: _any([cues] if isinstance(cues, str) else cues) for name, cues in read.items()})


def _any(cues: list[str]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{cue})" for cue in cues), re.IGNORECASE)
