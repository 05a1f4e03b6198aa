"""What is said first when somebody has told something: that it was heard, in words that fit it (STU-1; practice 2.3).

Where something hard was heard it is named, after a theme found by cues; whatever can be said back is said back; and
no sentence comes again while others are left. All of it goes out as one bubble.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import yaml

from bot.strengths.contact import Contact
from bot.strengths.fit_to_say import is_grave, without_what_passes
from bot.strengths.hearing import carries_hardship, is_hard, is_hard_word
from bot.strengths.named_in_short import name_back
from bot.strengths.reflecting import reflect
from bot.strengths.reply import Heard, Say
from bot.strengths.statement import Holds, Statement
from bot.strengths.strength_heard import Kind, Tie

THEMES = Path(__file__).with_name("themes.yml")

NOTHING_THERE = "utter_heard_nothing_there"
REFLECTED = "utter_reflected"

REMEMBERED = 24
"""How many acknowledgements are remembered, so that none comes again while others are left."""

SAYS_IT_IS_KEPT = 4
"""Every so many answers it is said again that they are kept as they were said."""

TOLD_AT_LENGTH = 25
"""Words of a message from which on a strength named in it does not outweigh what was heard as hard."""

SHORTEST_BESIDE_HARD = 3
"""Words of a reflection from which on it says enough to stand in front of what is hard."""


@dataclass(frozen=True)
class _Theme:
    """Words that tell of something, and what is said to it."""

    cues: re.Pattern[str]
    say: tuple[str, ...]


def acknowledgement(heard: Heard, kept: Statement | None = None, contact: Contact | None = None) -> Say:
    """Return what shows that words were heard: what is hard named as hard, and what can be said back said back.

    Args:
        heard: what was said.
        kept: what it was kept as, if it was kept as an answer.
        contact: the contact under way, which remembers what was said lately; None where nothing is remembered.
    """
    if not is_hard(heard) and kept is not None and kept.holds is Holds.DENIED:
        return Say(NOTHING_THERE)
    reflection = _reflection(heard, contact, kept)
    lately = contact.acknowledged if contact is not None else []
    if not is_hard(heard):
        response = _ordinary(reflection, contact, lately)
    elif _is_light(heard):
        response = REFLECTED if reflection else _fresh(_themes().plain, lately)
    elif _is_warm(reflection):
        response = _fresh(_themes().warm_and_hard, lately)
    else:
        response = _hard(heard, lately)
    if contact is not None:
        contact.acknowledged = [*lately, response][-REMEMBERED:]
    if response in _themes().plain:
        return Say(response)
    return Say(response, {"reflection": reflection.strip() if response == REFLECTED else reflection})


@lru_cache(maxsize=1)
def hard_responses() -> frozenset[str]:
    """Every response that names something hard."""
    return frozenset({*_pity(), *_themes().hard_soft, *_themes().warm_and_hard})


def responses() -> frozenset[str]:
    """Every response that an acknowledgement may be."""
    themes = _themes()
    effort = {response for theme in themes.effort for response in theme.say}
    return hard_responses() | {*effort, *themes.kept, *themes.plain, REFLECTED, NOTHING_THERE}


def _reflection(heard: Heard, contact: Contact | None, kept: Statement | None) -> str:
    """What is said back, with a space behind it; nothing where nothing good can be made."""
    reflection = reflect(heard.words, heard.strengths, said_by=contact.said_by if contact is not None else "resident")
    if reflection is None and kept is not None and not is_hard(heard):
        reflection = name_back(heard.words, kept)
    if reflection is None:
        return ""
    if is_hard(heard) and len(reflection.split()) < SHORTEST_BESIDE_HARD:
        return ""
    return f"{reflection} "


def _hard(heard: Heard, lately: list[str]) -> str:
    """Of two hard things the weightier is named; the words of a theme that were all said lately are not said again.

    Nobody is pitied twice running, and nobody is told what they feel when no word of theirs shows it.
    """
    words, themes = without_what_passes(heard.words), _themes()
    theme = _theme_of(words)
    # A death is never answered with less than sorrow, unless that was said just now.
    mourned = theme is themes.hard[0] and not (lately and lately[-1] in theme.say)
    if not _weighs(words) or (lately and lately[-1] in _pity() and not mourned):
        return _fresh(themes.hard_soft, lately)
    fresh = [response for response in theme.say if response not in lately] if theme is not None else []
    return fresh[0] if fresh else _fresh(themes.hard_plain, lately)


def _is_light(heard: Heard) -> bool:
    """Whether joy or a strength was told in words none of which is hard by itself; somebody who is there is neither."""
    words = without_what_passes(heard.words)
    if len(words.split()) >= TOLD_AT_LENGTH and _themes().light.search(words) is None:
        return False  # a whole story in which something hard was heard is not met with a word on the dog
    told = any(
        not strength.is_denied and (strength.kind is not Kind.PERSON or strength.tie is Tie.SUPPORTIVE)
        for strength in heard.strengths or ()
    )
    return (told or _themes().light.search(words) is not None) and not _weighs(words)


def _is_warm(reflection: str) -> bool:
    """Whether what is said back is good in itself, so that no sorrow may follow it as if it were about that."""
    return bool(reflection) and _themes().warm.search(reflection) is not None and not _weighs(reflection)


def _weighs(words: str) -> bool:
    """Whether the words themselves say that something is hard, and not only the understanding."""
    return bool(
        _theme_of(words)
        or carries_hardship(words)
        or is_hard_word(words)
        or _themes().weighs.search(words)
        or is_grave(words)
    )


def _theme_of(words: str) -> _Theme | None:
    return next((theme for theme in _themes().hard if theme.cues.search(words)), None)


@lru_cache(maxsize=1)
def _pity() -> frozenset[str]:
    """Every response that says that something is hard."""
    themes = _themes()
    return frozenset({*themes.hard_plain, *(response for theme in themes.hard for response in theme.say)})


def _ordinary(reflection: str, contact: Contact | None, lately: list[str]) -> str:
    themes = _themes()
    if not reflection:
        return _fresh(themes.plain, lately)
    effort = next((theme for theme in themes.effort if theme.cues.search(reflection)), None)
    fresh = [response for response in effort.say if response not in lately] if effort is not None else []
    if fresh:
        return fresh[0]  # what somebody is proud of comes before what we do with it
    if contact is None or not lately or not any(said in themes.kept for said in lately[1 - SAYS_IT_IS_KEPT :]):
        return _fresh(themes.kept, lately)
    return REFLECTED


def _fresh(said: tuple[str, ...], lately: list[str]) -> str:
    """The first that was not said lately; when all were, the one that was said longest ago."""
    places = {response: place for place, response in enumerate(lately)}
    return min(said, key=lambda response: places.get(response, -1))


@dataclass(frozen=True, kw_only=True)
class _Themes:
    """The file of themes, ready to use."""

    hard: tuple[_Theme, ...]
    hard_plain: tuple[str, ...]
    hard_soft: tuple[str, ...]
    warm_and_hard: tuple[str, ...]
    warm: re.Pattern[str]
    weighs: re.Pattern[str]
    light: re.Pattern[str]
    effort: tuple[_Theme, ...]
    kept: tuple[str, ...]
    plain: tuple[str, ...]


@lru_cache(maxsize=1)
def _themes() -> _Themes:
    read = yaml.safe_load(THEMES.read_text(encoding="utf-8"))
    return _Themes(
        hard=tuple(_theme(**theme) for theme in read["hard"].values()),
        hard_plain=tuple(read["hard_plain"]),
        hard_soft=tuple(read["hard_soft"]),
        warm_and_hard=tuple(read["warm_and_hard"]),
        warm=_whole_words(read["warm"]),
        weighs=_whole_words(read["weighs"]),
        light=_whole_words(read["light"]),
        effort=tuple(_theme(**theme) for theme in read["effort"].values()),
        kept=tuple(read["kept_with_reflection"]),
        plain=tuple(read["plain"]),
    )


def _theme(cues: str, say: list[str]) -> _Theme:
    return _Theme(_whole_words(cues), tuple(say))


def _whole_words(cues: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{cues})(?!\w)", re.IGNORECASE)
