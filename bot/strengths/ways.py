"""Ways of talking that a person asks for, read from the way they type it.

"can you write shorter", "please interpreter. No my son for interpreter", "stop with the easy words". Asked for at any
moment, a way of talking is done at once and told to the team (practice 2.1(2), 2.3; the Accessible Information
Standard: identify, record, flag, share, meet, review). Somebody who tells of interpreting, reading or letters asks for
nothing. The cues stand in ``ways.yml``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from bot.strengths.statement import Place, Statement

CUES = Path(__file__).with_name("ways.yml")


class Way(StrEnum):
    """A way of talking; what is not about this conversation is for the team."""

    EASIER = "easier"
    CHOICES = "choices"
    SHORTER = "shorter"
    ONE_AT_A_TIME = "one_at_a_time"
    SLOWER = "slower"
    INTERPRETER = "interpreter"
    BSL = "bsl"
    PHONE = "phone"
    NO_PHONE = "no_phone"
    IN_WRITING = "in_writing"
    LARGE_PRINT = "large_print"
    LETTER = "letter"
    WITH_ME = "with_me"


SPEAKS = "speaks"
"""Somebody names their language; only when that is all they say is it a wish for an interpreter."""

HERE = (Way.EASIER, Way.CHOICES, Way.SHORTER, Way.ONE_AT_A_TIME, Way.SLOWER)
"""Ways that this conversation itself can keep to."""

LONGEST_WISH = 30
"""Words in a message that may be read for wishes; more than this is telling."""

NEEDS_NO_INTERPRETER = re.compile(
    r"\b(?:no|not|don'?t|dont|without|never)\b(?:\s+\w+){0,3}\s+(?:interpret|translat)\w*"
    r"|\b(?:interpret|translat)\w*\s+(?:is\s+)?(?:no|not|isn'?t)\b"
    r"|\benglish\s+(?:is\s+)?(?:ok|okay|fine|good|alright|all\s+right)\b(?!\s+(?:no|not))",
    re.IGNORECASE,
)
NAMES_AN_INTERPRETER = re.compile(r"\b(?:interp|intrep|translat)\w*", re.IGNORECASE)

PIECES = re.compile(r"[^.,;:!?\n\u2026]+")
JOINED = re.compile(
    r"\s+(?:and|but|because|cos|coz|so)\s+|\s+(?=(?:im|i'm|i\u2019m|ive|i've|i\u2019ve|i am|my english|no english) )",
    re.IGNORECASE,
)


@dataclass(frozen=True, kw_only=True)
class WaysAsked:
    """What was asked for in one message.

    Attributes:
        asked: the ways asked for, in the order they were said.
        taken_back: the ways that are not wanted any more.
        language: the language named, or None.
        words: the pieces of the message that ask, exactly as typed; all of it when it says nothing else.
        whole: whether the message says nothing besides.
    """

    asked: tuple[Way, ...]
    taken_back: tuple[Way, ...]
    language: str | None
    words: str
    whole: bool


@dataclass(frozen=True)
class _Piece:
    """One piece of a message, and what it asks for; ``told`` when that is plain in whatever else is told."""

    words: str
    way: str | None = None
    back: bool = False
    beside: bool = False
    told: bool = False
    language: str | None = None


def ways_asked(words: str, asked_for: bool = False) -> WaysAsked | None:
    """Return the ways of talking that a message asks for, or None when it asks for none.

    Args:
        words: what was typed, or the title of a button.
        asked_for: whether the message answers the question how the person likes to talk; then naming one is enough.
    """
    if not 0 < len(words.split()) <= LONGEST_WISH:
        return None
    pieces = _read(words, asked_for)
    whole = all(piece.way or piece.beside for piece in pieces)
    wishes = [
        piece
        for piece in pieces
        if piece.told or (piece.way and (whole or _requests(piece)) and (whole or piece.way != SPEAKS))
    ]
    if not wishes:
        named = _named_anywhere(words) if asked_for else ()
        return WaysAsked(asked=named, taken_back=(), language=None, words=words.strip(), whole=True) if named else None
    asked = tuple(dict.fromkeys(_way(piece) for piece in wishes if not piece.back))
    taken_back = tuple(dict.fromkeys(_way(piece) for piece in wishes if piece.back))
    if Way.EASIER in asked and not NAMES_AN_INTERPRETER.search(words) and not any(one.language for one in wishes):
        # "My English is small, easy words please": easier words are what is asked for, and nobody to interpret.
        asked = tuple(way for way in asked if way is not Way.INTERPRETER)
    said = words.strip() if whole else ". ".join(piece.words for piece in wishes)
    language = next((piece.language for piece in wishes if piece.language), None)
    return WaysAsked(asked=asked, taken_back=taken_back, language=language, words=said, whole=whole)


def _named_anywhere(words: str) -> tuple[Way, ...]:
    """The ways named in the middle of an answer to what would make this easier ("adhd so short ones only")."""
    return tuple(Way(way) for way, cue in _cues()["anywhere"].items() if cue.search(_plain(words)))


def speaks_of_talking(words: str) -> bool:
    """Whether an answer is about how somebody likes to talk, and not about something else in their life."""
    return bool(_cues()["about_talking"].search(_plain(words)))


def needs_no_interpreter(words: str) -> bool:
    """Whether words say that nobody is needed to interpret ("no need interpreter, english is ok if easy")."""
    return bool(NEEDS_NO_INTERPRETER.search(words.replace("\u2019", "'")))


def is_fine_as_it_is(words: str) -> bool:
    """Whether the whole of an answer says that nothing about the way of talking needs to change."""
    cues = _cues()
    return bool(cues["as_it_is"].fullmatch(cues["trail"].sub("", _plain(words).rstrip(" .!"))))


def _read(words: str, asked_for: bool) -> list[_Piece]:
    """Read a message piece by piece; where "and" or "so" joins what is no wish, it stays one piece."""
    found: list[_Piece] = []
    for match in PIECES.finditer(words):
        clause = match.group().strip()
        if not re.search(r"\w", clause):
            continue
        one = _piece(clause, asked_for)
        parts = [_piece(part.strip(), asked_for) for part in JOINED.split(clause) if part.strip()]
        found += [one] if one.way or one.beside or not any(part.way for part in parts) else parts
    return found


def _piece(clause: str, asked_for: bool) -> _Piece:
    cues, plain = _cues(), _plain(clause)
    led, trailed = cues["lead"].sub("", plain), cues["trail"].sub("", plain)
    bare = cues["trail"].sub("", led).strip() or plain
    stop = cues["stops"].match(plain)
    if stop is not None:
        rest = cues["trail"].sub("", plain[stop.end() :]).strip()
        for way, pattern in cues["stop"].items():
            if pattern.fullmatch(rest):
                return _Piece(clause, way=way, back=True)
    # "yes or no questions" and "my sister with me" begin or end like what is taken off.
    forms = tuple(dict.fromkeys((plain, bare, led, trailed)))
    for way, pattern in cues["says"].items():
        if any(pattern.fullmatch(form) for form in forms):
            told = way == Way.INTERPRETER and bool(cues["interpreter_told"].fullmatch(plain))
            return _Piece(clause, way=way, told=told, language=_language(plain))
    if asked_for or bare != plain:
        for way, pattern in cues["names"].items():
            if (pattern.fullmatch(bare) or pattern.fullmatch(led)) and (way != SPEAKS or asked_for):
                return _Piece(clause, way=way, language=_language(plain))
    if cues["interpreter_told"].fullmatch(plain):
        return _Piece(clause, way=Way.INTERPRETER, told=True, language=_language(plain))
    return _Piece(clause, beside=bool(cues["beside"].fullmatch(plain) or cues["beside"].fullmatch(bare)))


def _requests(piece: _Piece) -> bool:
    return piece.back or bool(_cues()["requests"].search(_plain(piece.words)))


def _way(piece: _Piece) -> Way:
    return Way.INTERPRETER if piece.way == SPEAKS else Way(piece.way or "")


def _language(plain: str) -> str | None:
    found = _cues()["language"].findall(plain)
    return " ".join(found).title() or None


def _plain(words: str) -> str:
    """The words as the cues are written: lower case, typewriter's apostrophe, single spaces."""
    return re.sub(r"\s+", " ", words.casefold().replace("\u2019", "'")).strip(" '\"()-\u201c\u201d")


@lru_cache(maxsize=1)
def _cues() -> dict[str, Any]:
    read = yaml.safe_load(CUES.read_text(encoding="utf-8"))
    languages = f"(?:{'|'.join(read['languages'].split())})"

    def any_of(cues: list[str]) -> re.Pattern[str]:
        joined = "|".join(f"(?:{cue})" for cue in cues)
        return re.compile(joined.replace("{language}", languages).replace("{family}", read["family"]))

    of_kind = {
        kind: {way: any_of(cues[kind]) for way, cues in read["ways"].items() if cues.get(kind)}
        for kind in ("says", "names", "stop")
    }
    return {
        **of_kind,
        "anywhere": {way: re.compile(cue) for way, cue in read["anywhere"].items()},
        "beside": any_of(read["beside"]),
        "interpreter_told": any_of(read["interpreter_told"]),
        "language": re.compile(rf"\b{languages}\b"),
        "lead": re.compile(rf"^(?:{read['lead'].strip()}[ ,]+)+"),
        "trail": re.compile(rf"(?:[ ,]+{read['trail']})+$"),
        "stops": re.compile(rf"(?:{read['lead'].strip()} )*{read['stops']} "),
        "requests": re.compile(rf"\b{read['requests']}\b"),
        "about_talking": re.compile(read["about_talking"]),
        "as_it_is": re.compile(read["as_it_is"]),
    }


def ways_told(statement: Statement) -> tuple[Way, ...]:
    """Return the ways of talking that a line asks for; none unless it stands where such lines do."""
    if statement.place is not Place.COMMUNICATION_ACCESS:
        return ()
    asked = ways_asked(statement.words, asked_for=True)
    return asked.asked if asked else ()
