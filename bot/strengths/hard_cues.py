"""Which hard moment a person's words are, by the cues of ``hard_moments.yml``. Nothing here changes what is kept."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from bot.strengths.asked_of_us import is_for_another, says_it_is_for_oneself
from bot.strengths.reply import Heard

CUES = Path(__file__).with_name("hard_moments.yml")

MODIFIERS = re.compile("[\U0001f3fb-\U0001f3ff\ufe0f\u200d\u2640\u2642\\s]")
"""Skin tones, joiners and spaces: a thumb is a thumb."""


class HardMoment(StrEnum):
    """The hard moments that are told by words (practice 2.4), in the order in which they are looked for."""

    UNDER_18 = "under_18"
    OTHER_BODIES = "other_bodies"
    CUTS = "cuts"
    WHO_READS = "who_reads"
    WHAT_FOR = "what_for"
    REFUSES = "refuses"
    UNDESERVING = "undeserving"
    HURTS_TO_HEAR = "hurts_to_hear"
    NO_GOOD = "no_good"
    DISTRESS = "distress"
    ANGER = "anger"
    PRACTICAL_ONLY = "practical_only"
    DONT_KNOW = "dont_know"
    OFF_TOPIC = "off_topic"


ANGER_HEARD_AS = {
    "about_me": "utter_anger_about_me",
    "passed_round": "utter_anger_passed_round",
    "not_answered": "utter_anger_not_answered",
    "treated_badly": "utter_anger_treated_badly",
    "taken": "utter_anger_taken",
    "other": "utter_anger_other",
}
"""What is said to anger, by what it is about."""

SAYS_WHAT_FOR = ("taken", "not_answered", "passed_round")
"""Themes of anger that say what somebody wants: what was taken back, or an answer."""

TAKEN_FOR_A_REFUSAL = ("stop", "dont_know", "skip")
"""Acts for which "please stop asking that" is taken."""

GROWN_UP = re.compile(r"\b(?:i'?m|i am) (?:over |already |actually )?(?:18|eighteen)\b", re.IGNORECASE)
"""Said, or pressed, by whoever was taken for a child."""

SPEAKS_OF_THEM = re.compile(
    r"\b(?:he|she|they|him|her|them|his|hers|their|he's|she's|they're|hes|mum|mam|mom|mother|dad|father|nan|gran|grandad|husband|wife"
    r"|partner|brother|sister|son|daughter|uncle|auntie|aunt)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, kw_only=True)
class _Cue:
    any: re.Pattern[str] | None
    whole: re.Pattern[str] | None
    most_words: int | None

    def fits(self, words: str) -> bool:
        if self.most_words is not None and len(words.split()) > self.most_words:
            return False
        found = self.any.search(words) if self.any else None
        return bool(found or (self.whole and self.whole.fullmatch(words)))


def moment_in(words: str) -> HardMoment | None:
    """Return the hard moment that the words are, or None."""
    plain = plainly(words)
    return next((moment for moment in HardMoment if _cues()[moment].fits(plain)), None)


def says_to_be_under_18(words: str) -> bool | None:
    """Return whether words say that whoever types is under 18, or, as no, that they are not; None for neither."""
    if moment_in(words) is HardMoment.UNDER_18:
        return True
    return False if GROWN_UP.search(plainly(words)) else None


def means_cuts(words: str) -> bool:
    """Whether words that were taken for a question about cuts speak of help, money or deciding at all."""
    return bool(_any(_read()["speaks_of_cuts"]).search(plainly(words)))


def wants_no_talk(words: str) -> bool:
    """Whether words say that somebody did not come to talk about themselves."""
    return bool(_any(_read()["not_to_talk"]).search(plainly(words)))


def theme_of(words: str) -> str:
    """Return what anger is about, of the themes in ``hard_moments.yml``; ``other`` when it is none of them."""
    plain = plainly(words)
    return next((theme for theme, cue in _read()["themes"].items() if _any(cue).search(plain)), "other")


def speaks_of_own_strain(words: str) -> bool:
    """Whether somebody who types for another says how they are themselves."""
    return bool(_any(_read()["strain"]).search(plainly(words)))


def has_no_words(words: str) -> bool:
    """Whether words say that the person who is typed for does not speak ("hes got no words")."""
    return bool(_any(_read()["no_words"]).search(plainly(words)))


def tells_of_themselves_alone(words: str) -> bool:
    """Whether somebody who types for another tells how they are themselves, and nothing of the other."""
    return speaks_of_own_strain(words) and SPEAKS_OF_THEM.search(words) is None


def who_it_is_about(words: str) -> str | None:
    """Return the word by which somebody names the person they type for ("mum"), or None."""
    found = _any(_read()["about"]).search(plainly(words))
    return found.group(1).casefold() if found else None


def as_meant(heard: Heard) -> Heard:
    """Return what was heard, with pictures understood: a thumb is a yes or a no, a tear is something hard.

    The words stay as they were typed, but for a yes or a no of several thumbs, which is one.

    Args:
        heard: what was said.
    """
    if heard.choice is not None:
        return heard
    if heard.act in TAKEN_FOR_A_REFUSAL and moment_in(heard.words) is HardMoment.REFUSES:
        return replace(heard, act="decline")  # this question is left, and not the whole talk
    if heard.act == "correct" and is_for_another(heard.words):
        return replace(heard, act="proxy")  # "not mine, it's for her": whose voice it is, and not one line's words
    if heard.act == "correct" and says_it_is_for_oneself(heard.words):
        return replace(heard, act="tell")
    bare = MODIFIERS.sub("", heard.words)
    for act, pictures in _read()["emoji"].items():
        if not bare or set(bare) - set(pictures):
            continue
        if act == "hard":
            return replace(heard, act="tell", hardship=True)
        words = {"affirm": "👍", "deny": "👎"}.get(act, heard.words)
        return replace(heard, act=act, words=words)
    return heard


def plainly(words: str) -> str:
    """The words as the cues are written: with the apostrophe of a typewriter, in one line, without marks around."""
    return " ".join(words.replace("\u2019", "'").split()).strip(" .!,\u2026")


@lru_cache(maxsize=1)
def _read() -> dict[str, Any]:
    read: dict[str, Any] = yaml.safe_load(CUES.read_text(encoding="utf-8"))
    return read


@lru_cache(maxsize=1)
def _cues() -> dict[HardMoment, _Cue]:
    moments = _read()["moments"]
    return {
        moment: _Cue(
            any=_any(moments[moment]["any"]) if "any" in moments[moment] else None,
            whole=_any(moments[moment]["whole"]) if "whole" in moments[moment] else None,
            most_words=moments[moment].get("most_words"),
        )
        for moment in HardMoment
    }


def _any(cues: list[str]) -> re.Pattern[str]:
    return _compiled("|".join(cues if len(cues) == 1 else [f"(?:{cue})" for cue in cues]))


@lru_cache(maxsize=64)
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)
