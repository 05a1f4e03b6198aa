"""What people ask of us or say to us, with or without a question mark, by the cues of ``asked_of_us.yml``.

A message is read sentence by sentence, so that what is told beside a question is not lost. Nothing here changes what is
kept.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import yaml

from bot.strengths.reply import Heard

CUES = Path(__file__).with_name("asked_of_us.yml")

SENTENCE = re.compile(r"\S[^.?!\n\u2026]*(?:[.?!\u2026]+(?=\s|$)|[.?!\u2026](?=\S)|\n|$)")
MARKS = re.compile(r"[\"\u201c\u201d.,!?;:()\u2026]+")
BESIDE = re.compile(
    r"(?i)\W*(?:or what|yes or no|please|ta|thanks|thank you|not nice|names"
    r"|i'?m (?:all right|alright|ok|okay|fine)|and|so|eh|to whom"
    r"|(?:good (?:morning|afternoon|evening|day)|hello|hiya?|dear (?:sir|madam|sir or madam))"
    r"|an? (?:\w+ ){0,2}(?:address|number|e-?mail|phone)\b.{0,40}\b(?:will|would) (?:do|help))?\W*"
)
"""What may stand beside a question and tells nothing."""

MOST_WORDS = 20
"""Words of a sentence that may be a question and nothing besides."""

MOST_WORDS_CAME_FOR = 22
"""Words of a message that says what somebody came for; a longer one is a story, and stays one."""


class Asked(StrEnum):
    """What may be asked of us, in the order in which it is looked for."""

    TO_COMPLAIN = "to_complain"
    ROBOT = "robot"
    WHO_READS = "who_reads"
    ANONYMOUS = "anonymous"
    CUTS = "cuts"
    BENEFITS = "benefits"
    WHAT_IS_LEFT = "what_is_left"
    WHO_ARE_THEY = "who_are_they"
    WHAT_FOR = "what_for"
    WHAT_IS_MEANT = "what_is_meant"
    WILL_THEY_BE_TOLD = "will_they_be_told"
    TAKEN_BACK = "taken_back"
    WRONG_WORDS = "wrong_words"
    IRONY = "irony"
    COMPLAINS_OF_US = "complains_of_us"
    NOT_KNOWN = "not_known"


MOST_WORDS_OF_A_LONG_ONE = 45
LONG_ONES = (Asked.TO_COMPLAIN, Asked.WHO_READS)
"""What is asked in long words too."""


@dataclass(frozen=True, kw_only=True)
class Message:
    """A message, taken apart.

    Attributes:
        asked: what was asked of us, each once, in the order it was asked.
        questions: the sentences that ask it, as they were typed.
        told: what was told beside them; None when that is nothing.
        told_already: whether a sentence says that it was said before.
    """

    asked: tuple[Asked, ...]
    questions: str
    told: Heard | None
    told_already: bool


def take_apart(heard: Heard) -> Message:
    """Return what a message asks of us, and what it tells besides.

    Args:
        heard: the whole message.
    """
    asked: list[Asked] = []
    questions: list[tuple[int, int]] = []
    told: list[tuple[int, int]] = []
    told_already = False
    for start, end in _sentences(heard.words):
        sentence = heard.words[start:end]
        found = what_is_asked(sentence)
        if found is not None:
            asked.append(found)
            questions.append((start, end))
        elif _says("told_already", sentence):
            told_already = True
        elif not BESIDE.fullmatch(sentence):
            told.append((start, end))
    return Message(
        asked=tuple(dict.fromkeys(asked)),
        questions=" ".join(heard.words[start:end].strip() for start, end in questions),
        told=part_of(heard, told) if told else None,
        told_already=told_already,
    )


def what_is_asked(sentence: str) -> Asked | None:
    """Return what one sentence asks of us, or None."""
    length = len(sentence.split())
    if length > MOST_WORDS_OF_A_LONG_ONE:
        return None
    may_be = Asked if length <= MOST_WORDS else LONG_ONES
    return next((asked for asked in may_be if _asks()[asked].search(_bare(sentence))), None)


def wants_to_complain(words: str) -> bool:
    """Whether somebody wants to complain, or asks how or where to."""
    return any(what_is_asked(words[start:end]) is Asked.TO_COMPLAIN for start, end in _sentences(words))


def wants_a_person_too(words: str) -> bool:
    """Whether words that speak of complaining ask for a person to talk to as well."""
    return _says("wants_a_person", words)


def says_not_to_stop(words: str) -> bool:
    """Whether words taken for a wish to stop say that it is not time yet ("bit more. then stop")."""
    return _says("not_stopping", words)


def wants_back(words: str) -> bool:
    """Whether words taken for a wish to go back speak of going back at all."""
    return _says("going_back", words)


def line_that_is_not(words: str) -> int | None:
    """Return the number of the line that is said to stand in the wrong place ("Line 7 is not a skill."), or None."""
    found = _cue("line_is_not").search(_bare(words))
    return int(found.group(1)) if found else None


def is_for_another(words: str) -> bool:
    """Whether words say plainly that this is about somebody else."""
    return _says("for_another", words)


def is_worried_for_another(words: str) -> bool:
    """Whether words say that it is not the typing person who is in need; tells only where that was asked."""
    return _says("worried_for_another", words) or is_for_another(words)


def says_they_do_not_know(words: str) -> bool:
    """Whether words say that the person who is typed for does not know of it."""
    return _says("they_do_not_know", words)


def wants_to_be_reached_instead(words: str) -> bool:
    """Whether words say whom to ring, and whom not."""
    return _says("reach_me_instead", words)


def speaks_of_carers(words: str) -> bool:
    """Whether words speak of carers."""
    return _says("carers", words)


def came_for_a_thing(words: str) -> bool:
    """Whether a short message names the practical thing somebody came for."""
    return len(words.split()) <= MOST_WORDS_CAME_FOR and _says("came_for", words)


def has_a_date(words: str) -> bool:
    """Whether words name a date or a number of days, so that time matters."""
    return bool(_cue("has_a_date").search(words))


def _sentences(words: str) -> list[tuple[int, int]]:
    """Where sentences begin and end; words with a full stop behind each are one ("Who. Reads. This.")."""
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


def part_of(heard: Heard, spans: list[tuple[int, int]]) -> Heard:
    """Return what stands in some sentences, as it was typed, with what was heard within them."""
    first, last = spans[0][0], spans[-1][1]
    whole = len(spans) == 1 or all(before[1] >= after[0] - 1 for before, after in pairwise(spans))
    if not whole:
        words = " ".join(heard.words[start:end].strip() for start, end in spans)
        within = (
            None
            if heard.strengths is None
            else tuple(
                replace(one, start=words.find(one.text), end=words.find(one.text) + len(one.text))
                for one in heard.strengths
                if one.text in words
            )
        )
        return replace(heard, act="tell", words=words, strengths=within)
    strengths = heard.strengths and tuple(
        replace(one, start=one.start - first, end=one.end - first)
        for one in heard.strengths
        if first <= one.start and one.end <= last
    )
    return replace(heard, act="tell", words=heard.words[first:last].strip(), strengths=strengths)


def _bare(sentence: str) -> str:
    return " ".join(MARKS.sub(" ", sentence.replace("\u2019", "'").replace("\u2018", "'")).split())


def _says(cue: str, words: str) -> bool:
    return bool(_cue(cue).search(_bare(words)))


@lru_cache(maxsize=1)
def _asks() -> dict[Asked, re.Pattern[str]]:
    read = _read()["asks"]
    return {asked: _any(read[asked]) for asked in Asked}


@lru_cache(maxsize=1)
def not_hard_cues() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What says that something is not hard: clear by itself, and only to somebody who was just pitied."""
    read = _read()["not_hard"]
    return _any(read["plainly"]), _any(read["once_pitied"])


@lru_cache(maxsize=32)
def _cue(name: str) -> re.Pattern[str]:
    return _any(_read()[name])


def _any(cues: list[str]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{cue})" for cue in cues), re.IGNORECASE)


@lru_cache(maxsize=1)
def _read() -> dict[str, Any]:
    read: dict[str, Any] = yaml.safe_load(CUES.read_text(encoding="utf-8"))
    return read
