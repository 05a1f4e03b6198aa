"""What the classifier looks at in a turn: its words, pieces of words, cues, form and what the resident said before."""

from __future__ import annotations

import math
import re
from collections import Counter
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np

from bot.studio.feedback.asked import CHOICE, CLOSED, NONE, OPEN, Question, form, is_multiple, questions
from bot.studio.feedback.cues import cues
from bot.studio.feedback.spelling import plain
from bot.understanding.reading import reader

Array = np.ndarray[Any, Any]
ECHO = 8
"""Words of the longest sentence that is only an echo."""

FEWEST = 3
"""Words of the shortest statement about "you" that is looked at as one, and of the shortest part of a turn."""

MOST_PARTS = 12
"""Parts of a turn that are looked at one by one; the last of them is all that is left."""

NOT_SAID_BACK = ("advice", "blame", "informs", "greets", "praise")
"""Groups of cues that speak against a statement about "you" being said back."""

MEANING = 384
"""Numbers in which a meaning is told."""

MEANING_COUNTS = 2.0
"""How much the meaning weighs beside the words."""

_TOKEN = re.compile(r"[a-z]+(?:'[a-z]+)?|[?!]|\d+")
_END = re.compile(r"(?<=[.!?\n…])\s+")
_SECOND_PERSON = re.compile(
    r"^\W*(?:(?:so|and|but|okay|right|um+|oh|well|yeah)\W+)*(?:you|your|you're|you've|you'd)\b", re.IGNORECASE
)
_OPENING = re.compile(
    r"^\W*(?:(?:so|and|but|okay|ok|right|um+|uh+|er+m?|oh|ah|well|yeah|yes|mm+|mhm|like|then|because|i mean|"
    r"you know|kind of|sort of|if i've (?:got|understood|heard) (?:this|that|you)(?: right)?|"
    r"(?:so )?(?:it )?(?:sounds|seems|feels) (?:to me )?(?:like|as (?:if|though))|"
    r"what (?:i'm hearing|you're saying) is(?: that)?)\b\W*)+"
)
"""What a spoken sentence begins with before it says anything."""

_EMPTY = frozenset(
    (  # noqa: SIM905 - words that say nothing of what a line is about
        "a an the and or but so to of in on at for with from by as is are was were be been am it its i me my "
        "you your he she they we our this that do did does have has had not no yes just really very can could "
        "would will if then than there what who how when where why which about up out well oh um er okay ok "
        "yeah right all some any get got go going like know think said say it's i'm i've you're you've that's "
        "don't "
    ).split()
)


@dataclass(frozen=True)
class Before:
    """The resident's line before a turn, read once for the turn and all its parts.

    Attributes:
        text: the line; may be empty.
        hardship: chance that it carries hardship.
        danger: chance that it carries danger.
        meaning: what it means; nothing when there is no line.
    """

    text: str
    hardship: float
    danger: float
    meaning: Array | None


@dataclass(frozen=True)
class Seen:
    """A turn as the classifier sees it.

    Attributes:
        words: its words and pairs of words, and pieces of words, counted.
        rest: meaning, cues, form and context as numbers, always in the same order.
        hardship: chance that the resident's line carries hardship.
        danger: chance that it carries danger.
        asked: the turn's questions.
    """

    words: Counter[str]
    rest: Array
    hardship: float
    danger: float
    asked: list[Question]


def heard(previous: str) -> Before:
    """Return the line before a turn as it is looked at.

    Args:
        previous: the resident's line; may be empty.
    """
    if not previous.strip():
        return Before(previous, 0.0, 0.0, None)
    read = reader().read(previous)
    return Before(previous, read.hardship, 1.0 - float(read.tier[-1]), reader().meaning(plain(previous).text))


def seen(before: Before, text: str) -> Seen:
    """Return what the classifier looks at.

    Args:
        before: the resident's line before the turn, as it was heard.
        text: the learner's turn, or a part of it.
    """
    mended = plain(text).text
    asked = questions(text)
    meaning = reader().meaning(mended)
    told = _told(text, asked)
    cues_and_context = [
        *_cues(mended, asked, text),
        *_context(before.text, mended, asked, before.hardship),
        *_saying_back(before, told, asked, meaning if told == mended.strip() else None),
    ]
    rest = np.concatenate([MEANING_COUNTS * meaning, np.array(cues_and_context, dtype=float)])
    return Seen(_grams(mended), rest, before.hardship, before.danger, asked)


def _cues(mended: str, asked: list[Question], text: str) -> list[float]:
    """Every cue on its own in the whole turn; groups of them in the last question and in the last sentence."""
    found = [float(bool(cue.search(mended))) for group in cues().values() for cue in group]
    last = text[asked[-1].start : asked[-1].end] if asked else ""
    final = _END.split(mended.strip())[-1]
    for part in (last, final):
        found += [float(any(cue.search(part) for cue in group)) for group in cues().values()]
    return found


def _context(previous: str, mended: str, asked: list[Question], hardship: float) -> list[float]:
    kind = form(asked)
    said, before = content(mended), content(previous)
    common = len(said & before)
    count = len(_TOKEN.findall(mended.lower()))
    return [
        float(kind == OPEN),
        float(kind == CLOSED),
        float(kind == CHOICE),
        float(kind == NONE),
        float(is_multiple(asked)),
        float(bool(asked) and asked[-1].is_tag),
        hardship,
        float(bool(previous.strip())),
        common / max(1, len(said)),
        min(3, common) / 3,
        math.log1p(count) / 3,
        min(6, len(_END.split(mended.strip()))) / 6,
        float(not asked and bool(_SECOND_PERSON.match(mended))),
        float(bool(asked) and asked[0].start > len("Okay, so um, ")),
    ]


def _told(text: str, asked: list[Question]) -> str:
    """Return what a turn says beside its questions: a tag ("isn't it?") hangs on what is said and is left out, too."""
    kept, at = [], 0
    for each in asked:
        kept.append(text[at : each.start])
        at = each.end
    return plain("".join([*kept, text[at:]])).text.strip()


def _saying_back(line: Before, told: str, asked: list[Question], meaning: Array | None) -> list[float]:
    """Return how near what is said comes to the line before, in its words and in what it means.

    A reflection may stand before a question, which has words of its own: only what is said is held against the line.
    """
    opened = bool(_SECOND_PERSON.match(_OPENING.sub("", told.lower()))) and len(told.split()) >= FEWEST
    cued = {name: any(cue.search(told) for cue in group) for name, group in cues().items()}
    is_plain = opened and not any(cued[name] for name in NOT_SAID_BACK)
    said, before = content(told), content(line.text)
    common = len(said & before)
    near = 0.0
    if told and line.meaning is not None:
        meant = reader().meaning(told) if meaning is None else meaning
        near = max(0.0, float(meant @ line.meaning))
    return [
        common / max(1, len(said)),
        min(3, common) / 3,
        near,
        near * opened,
        near * is_plain,
        float(opened),
        float(is_plain),
        float(opened and bool(asked)),
        float(is_plain and bool(asked)),
        float(is_plain and line.meaning is not None),
        math.log1p(len(told.split())) / 3,
        *(float(each) for each in cued.values()),
    ]


def parts(text: str, asked: list[Question]) -> list[str]:
    """Return the parts of a turn: its sentences, and within a sentence what is said before a question and the question.

    Args:
        text: the turn.
        asked: its questions.
    """
    cuts = {
        0,
        len(text),
        *(end.end() for end in _END.finditer(text)),
        *(each.start for each in asked if not each.is_tag),
    }
    places = sorted(cuts)
    found: list[str] = []
    for start, end in pairwise(places):
        part = text[start:end].strip()
        if len(_TOKEN.findall(part.lower())) < FEWEST and found:
            found[-1] = f"{found[-1]} {part}"
        elif part:
            found.append(part)
    if len(found) > MOST_PARTS:
        return [*found[: MOST_PARTS - 1], " ".join(found[MOST_PARTS - 1 :])]
    return found


def echoes(previous: str, text: str) -> bool:
    """Whether a short sentence of a turn, which is no question, says nothing but words of the line before.

    Args:
        previous: the resident's line.
        text: the turn.
    """
    theirs = content(previous)
    for sentence in _END.split(plain(text).text.strip()):
        said = content(sentence)
        if said and said <= theirs and len(sentence.split()) <= ECHO and not questions(sentence):
            return True
    return False


def content(text: str) -> set[str]:
    """Return the words of a text that say what it is about, without their endings.

    Args:
        text: any text.
    """
    return {
        re.sub(r"(?:ing|ed|es|s|ly)$", "", word)
        for word in _TOKEN.findall(plain(text).text.lower())
        if word not in _EMPTY and len(word) > len("is")
    }


def _grams(mended: str) -> Counter[str]:
    found: Counter[str] = Counter()
    for sentence in _END.split(mended.strip().lower()):
        words = ["<", *_TOKEN.findall(sentence)]
        begun = _TOKEN.findall(_OPENING.sub("", sentence))[:3]
        found.update(f"w:<< {' '.join(begun[:size])}" for size in range(1, len(begun) + 1))
        found.update(f"w:{word}" for word in words[1:])
        found.update(f"w:{one} {other}" for one, other in pairwise(words))
        found.update(f"w:{one} {two} {three}" for one, two, three in zip(words, words[1:], words[2:], strict=False))
        for word in words[1:]:
            padded = f" {word} "
            found.update(f"c:{padded[at : at + size]}" for size in (3, 4) for at in range(len(padded) - size + 1))
    return found
