"""Finding the questions in a spoken or typed turn, and what form each has.

A turn is cut into sentences, and each sentence is searched for the places where a question can begin: its start, what
follows a comma or a joining word, and anywhere that words stand in a question's order ("what do you", "are you"). So
questions are found without question marks, in half sentences and in the middle of long turns. The forms are those of
motivational interviewing's coding (MITI 4.2.1): a question that asks for one fact is closed, however it begins. The
expressions themselves are in asked.yml.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

import yaml

from bot.studio.feedback.spelling import plain

OPEN, CLOSED, CHOICE, NONE = "open", "closed", "choice", "none"
ASKED = Path(__file__).with_name("asked.yml")
SHORT, SHORTEST, BARE = 9, 6, 2
"""Words of a half sentence that can still be a question: with a question's first word, without, and of a bare tag."""

HALVES = (
    "half_asked", "at_all", "any_of_it", "turned_round", "asks_a_record", "scale_alone", "names_what_is_meant",
)  # fmt: skip
"""Expressions of closed questions that have lost their first word, their order or their mark."""

SENTENCE = re.compile(r"[^.!?\n]+[.!?]*")

MARK = 6
"""Characters from the end of a sentence in which its question mark is looked for."""


@dataclass(frozen=True)
class Question:
    """One question of a turn.

    Attributes:
        form: ``open``, ``closed`` or ``choice``.
        start: where it begins in the turn, in characters.
        end: where it ends.
        is_tag: whether it only hangs on a statement ("isn't it?").
    """

    form: str
    start: int
    end: int
    is_tag: bool = False


def questions(text: str) -> list[Question]:
    """Return the questions of a turn in their order; small noises with a question mark ("okay?") are none.

    Args:
        text: the turn, as it was typed or written down.
    """
    mended = plain(text)
    found: list[Question] = []
    for sentence in _expressions()["sentence"].finditer(mended.text):
        if sentence.group().strip():
            found.extend(_of_sentence(sentence.group(), sentence.start()))
    return [Question(each.form, mended.place(each.start), mended.place(each.end), each.is_tag) for each in found]


def asking_sentences(text: str) -> list[str]:
    """Return the sentences of a turn that ask something, in their order.

    A sentence with two questions in it ("how do mornings go, and what takes it out of you?") stands once: what it asks
    about can be told from all of it.

    Args:
        text: the turn, as it was typed or written down.
    """
    found = questions(text)
    sentences = ((each.group().strip(), each.start(), each.end()) for each in SENTENCE.finditer(text))
    return [said for said, start, end in sentences if any(start <= each.start < end for each in found)]


def form(found: list[Question]) -> str:
    """Return the form of the last question, or ``none``.

    Args:
        found: a turn's questions.
    """
    return found[-1].form if found else NONE


def is_multiple(found: list[Question]) -> bool:
    """Whether a turn asks two or more things; a tag on a statement beside a question does not make it two.

    Args:
        found: a turn's questions.
    """
    return sum(not each.is_tag for each in found) > 1


@lru_cache(maxsize=1)
def _expressions() -> dict[str, re.Pattern[str]]:
    """Return the expressions of asked.yml with their parts put in; a part may hold parts that stand before it."""
    given = yaml.safe_load(ASKED.read_text(encoding="utf-8"))
    parts: dict[str, str] = {}
    for name, part in given["parts"].items():
        parts[name] = _filled(part, parts)
    return {name: re.compile(_filled(each, parts), re.IGNORECASE) for name, each in given["expressions"].items()}


def _filled(expression: str, parts: dict[str, str]) -> str:
    return re.sub(r"(?<!\?P)<(\w+)>", lambda named: parts[named[1]], expression)


def _is(name: str, words: str) -> bool:
    """Whether words begin as an expression says."""
    return bool(_expressions()[name].match(words))


def _has(name: str, words: str) -> bool:
    """Whether an expression stands anywhere in words."""
    return bool(_expressions()[name].search(words))


# --- one sentence


def _of_sentence(sentence: str, at: int) -> list[Question]:
    end = len(sentence.rstrip())
    marked = "?" in sentence[-MARK:]
    if _is("backchannel", sentence):
        return []
    if _is("may_i", sentence):
        return [Question(CLOSED, at, at + end)]
    if _is("like_what", sentence):
        return [Question(OPEN, at, at + end)] if marked or _is("like_what_spoken", sentence) else []
    starts = _starts(sentence, marked=marked)
    if not starts:
        return _without_order(sentence, at, marked=marked)
    ends = [*(begin for begin, _ in starts), end][1:]
    found = []
    for (begin, kind), finish in zip(starts, ends, strict=True):
        words = sentence[begin:finish]
        found.append(Question(_chosen(kind, words), at + begin, at + finish, _is("is_that_all_right", words)))
    if found[0].form == CLOSED and _is("another_way", sentence[: starts[0][0]]):
        found[0] = Question(CHOICE, at, found[0].end)
    if _has("scale", sentence) and found[-1].form == OPEN and not _is("asks_reason", sentence[starts[-1][0] :]):
        found[-1] = Question(CLOSED, found[-1].start, found[-1].end)
    return found


def _without_order(sentence: str, at: int, *, marked: bool) -> list[Question]:
    """Return what is asked by a tag or a question mark alone."""
    end = at + len(sentence.rstrip())
    tag = _tag(sentence)
    check = _expressions()["check_tag"].search(sentence) or _expressions()["tag_then_remark"].search(sentence)
    if (tag is not None or check) and not (check and _is("instruction", sentence)):
        begin = tag if tag is not None else check.start()  # type: ignore[union-attr]
        return [Question(CLOSED, at + begin, end, is_tag=True)]
    if not marked:
        return _half(sentence, at)
    begin = 0 if _has("or", sentence) else _first(sentence)
    return [Question(_chosen(CLOSED, sentence[begin:], lone=True), at + begin, end)]


def _half(sentence: str, at: int) -> list[Question]:
    """Return the question in half a sentence without its mark: "in what way", "cash or card", "want me to ring"."""
    begin = _first(sentence)
    words = sentence[begin:].rstrip()
    found = Question(CLOSED, at + begin, at + begin + len(words))
    if _has("what_between", words) or (_is("indirect", words) and not words.endswith(".")):
        return [replace(found, form=_chosen(CLOSED, words, lone=True))]
    if len(words.split()) > SHORT or words.endswith("."):
        return []
    if _is("bare_alternatives", words):
        return [replace(found, form=CHOICE)]
    last = _expressions()["ends_with_what"].match(words)
    if last:
        return [replace(found, form=OPEN if last["open"] else CLOSED)]
    return [found] if any(_is(name, words) for name in HALVES) else []


def _tag(sentence: str) -> int | None:
    """Return where what hangs on a statement begins ("isn't it", "you live there do you"); nothing when none does."""
    hung = _expressions()["tag"].search(sentence)
    if hung:
        return hung.start()
    spoken = _expressions()["bare_tag"].search(sentence)
    return spoken.start(spoken.lastgroup or 0) if spoken else None


def _first(words: str, *, echoed: bool = True) -> int:
    """Return where words begin, after "um, okay, so" and, unless told otherwise, a short echo ("has she")."""
    opening = _expressions()["start"].match(words)
    begin = opening.end() if opening else 0
    if not echoed:
        return begin
    echo = _expressions()["echo"].match(words[begin:])
    return begin + echo.end() if echo else begin


def _chosen(kind: str, words: str, *, lone: bool = False) -> str:
    """Return a question's form: ``choice`` where it offers alternatives."""
    if kind == CHOICE or not _has("or", words):
        return kind
    if _is("offer", words) and _has("prefers", words):
        return CHOICE
    if kind == OPEN:
        names_them = _is("asks_which", words) or (_is("which_or_what", words) and _has("listed", words))
        return CHOICE if names_them else OPEN
    return CHOICE if lone or _has("prefers", words) else kind


# --- where questions begin


def _starts(sentence: str, *, marked: bool) -> list[tuple[int, str]]:
    """Return where questions begin in a sentence, and their forms."""
    places = [0, *(join.end() for join in _expressions()["join"].finditer(sentence))]
    found: dict[int, str] = {}
    for place in places:
        begin = place + _first(sentence[place:], echoed=not _has("after_or", sentence[:place]))
        if not marked and _is_only_said(sentence, begin):
            continue
        kind = _kind(sentence[begin:], marked=marked, first=place == 0, before=sentence[:begin])
        if kind and begin not in found:
            found[begin] = kind
    for match in _expressions()["anywhere"].finditer(sentence):
        if _stands_alone(sentence, match, found) and (marked or not _is_only_said(sentence, match.start())):
            kind = (
                OPEN if match["tell"] or match["hear"] else _kind(sentence[match.start() :], marked=marked, first=False)
            )
            if kind:
                found[match.start()] = kind
            elif match["aux"] and (marked or len(sentence[match.start() :].split()) > BARE):
                found[match.start()] = CLOSED
    return _apart(sentence, sorted(found.items()))


def _is_only_said(sentence: str, begin: int) -> bool:
    """Whether words in a question's order ask nothing: "so does your stomach", "can I just say"."""
    return _is("announces", sentence[begin:]) or (
        _is("so_too", sentence[begin:]) and _has("after_so", sentence[:begin])
    )


def _stands_alone(sentence: str, match: re.Match[str], found: dict[int, str]) -> bool:
    """Whether words in a question's order, met inside a sentence, are a question of their own."""
    start = match.start()
    before = sentence[:start]
    earlier = [begin for begin in found if begin <= start]
    if any(not _is("what_about", sentence[begin:]) for begin in earlier):
        return False
    if (
        (not match["hear"] and _has("embeds", before))
        or _is("do_not_you", sentence[start:])
        or _is("echo", sentence[start:])
    ):
        return False
    if not match["aux"]:
        return True
    tag = _tag(sentence)
    return not _has("not_a_start", before) and not (tag is not None and tag <= start)


def _apart(sentence: str, starts: list[tuple[int, str]]) -> list[tuple[int, str]]:
    """Leave out what only rests on the question before it: "and what isn't", the tag of a question, alternatives."""
    kept: list[tuple[int, str]] = []
    for number, (start, kind) in enumerate(starts):
        rest = sentence[start : starts[number + 1][0] if number + 1 < len(starts) else len(sentence)]
        if not kept:
            kept.append((start, kind))
        elif _has("asks_to_ask", sentence[kept[-1][0] : start]) or _is("what_about", sentence[kept[-1][0] : start]):
            kept[-1] = (start, kind)
        elif not _rests(sentence, rest, start, kept[-1]):
            kept.append((start, kind))
    return kept


def _rests(sentence: str, rest: str, start: int, last: tuple[int, str]) -> bool:
    """Whether what begins here belongs to the question before it."""
    begun, kind = last
    is_told_what = kind == OPEN and _is("tell_start", sentence[begun:]) and _is("question_word", rest)
    is_alternative = kind != OPEN and _has("after_or", sentence[:start].rstrip(" ,"))
    without_word = _expressions()["question_word"].sub("", rest)
    return (
        is_told_what
        or is_alternative
        or _is("aside_part", without_word)
        or _is("only_a_tag", rest)
        or _is("you_think", rest)
    )


# --- what begins here


def _kind(rest: str, *, marked: bool, first: bool, before: str = "") -> str:
    """Return the form of a question that begins here; empty when none does."""
    return (
        _told(rest)
        or _wh(rest, marked=marked, first=first, before=before)
        or _yes_no(rest, marked=marked, first=first, before=before)
    )


def _told(rest: str) -> str:
    """Return the form of "tell me about", "can you tell me", "I'd love to hear"."""
    if _is("no_tell", rest):
        return ""
    if _is("tell_start", rest) or _is("can_you_tell", rest):
        return CLOSED if _has("whether", rest[:60]) else OPEN
    if _is("wonder_if", rest):
        return CLOSED
    return OPEN if _is("hear", rest) and _has("hear_asks", rest) else ""


def _wh(rest: str, *, marked: bool, first: bool, before: str) -> str:
    """Return the form of what begins with who, what, how ..."""
    shortened = _shortened(rest, marked=marked, first=first, before=before)
    if shortened:
        return shortened
    if _is("not_asked", rest) and not (marked and _is("asked_after_all", rest)):
        return ""
    if _is("suggests", rest):
        return CLOSED
    if marked and not first and _is("second_of_two", rest):
        return OPEN
    if first and _is("bare", rest):
        return CHOICE if _is("which", rest) else CLOSED if _is("bare_fact", rest) else OPEN
    in_order = _is("wh_order", rest) or (first and (_is("why_not_that", rest) or _is("wh_does", rest)))
    if not in_order and not (marked and first and _is("wh_any", rest)):
        return ""
    if not marked and ((not first and _has("told_of", before)) or _is_told(rest)):
        return ""
    if _is("which", rest):
        return CHOICE
    return CLOSED if _is("fact", rest) or _has("scale", rest) else OPEN


def _shortened(rest: str, *, marked: bool, first: bool, before: str) -> str:
    """Return the form of a question that lacks its verb or its order ("what, all of it", "which one")."""
    if first and _is("what_echoed", rest):
        return CLOSED
    if marked:
        return ""
    offers = first or " or " in before + rest
    if (offers and _is("which_of_them", rest)) or (first and _is("which_one", rest)):
        return CHOICE
    return _in_few_words(rest) if first else ""


def _in_few_words(rest: str) -> str:
    """Return the form of a whole sentence of few words without a mark: "what flavour", "how you doing"."""
    if _is("asks_state", rest):
        return CLOSED if rest.lower().startswith("where") else OPEN
    amount = _is("asks_amount", rest) and not _is_told(rest) and not rest.rstrip().endswith(".")
    return CLOSED if amount or _is("noun_asked", rest) else ""


def _is_told(rest: str) -> bool:
    """Whether words that begin like a question go on as a statement: "what helps is", "what's happening is"."""
    return _is("goes_on_as_statement", rest) and not _is("is_it", rest)


def _yes_no(rest: str, *, marked: bool, first: bool, before: str) -> str:
    """Return ``closed`` for what begins with "do you", "are you", "any"."""
    count = len(rest.split())
    listed = count <= SHORTEST and before.rstrip().endswith(",")
    if _is("do_not_you", rest) or (_is("conditional", rest) and not marked):
        return ""
    if _is("yes_no", rest) and (marked or (count > BARE and (first or _is("yes_no_spoken", rest)))):
        return CLOSED
    if (marked and _is("yes_no_any", rest)) or (listed and _is("anything_else", rest)):
        return CLOSED
    if first and not marked and count <= SHORTEST and not rest.rstrip().endswith(".") and _is("you_alone", rest):
        return CLOSED
    if not first or not _is("elliptic", rest):
        return ""
    is_bare = count <= SHORT and not _has("has_a_verb", rest) and not _is("no_ellipsis", rest)
    return CLOSED if marked or is_bare else ""
