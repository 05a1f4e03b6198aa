"""The rules of what is said back, read from ``reflecting.yml``."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import yaml

from bot.strengths.turning import Turning

RULES = Path(__file__).with_name("reflecting.yml")


@dataclass(frozen=True, kw_only=True)
class Rules:
    """The file of rules, ready to use."""

    before: re.Pattern[str]
    after: re.Pattern[str]
    not_about_a_life: re.Pattern[str]
    never: re.Pattern[str]
    grave: re.Pattern[str]
    begins_wrong: re.Pattern[str]
    still_learning: re.Pattern[str]
    about_this: re.Pattern[str]
    filler: re.Pattern[str]
    body_parts: re.Pattern[str]
    done_with_them: re.Pattern[str]
    ends_wrong: re.Pattern[str]
    told_of_oneself: re.Pattern[str]
    people: re.Pattern[str]
    places: re.Pattern[str]
    trades: re.Pattern[str]
    nouns_too: re.Pattern[str]
    been_asked: re.Pattern[str]
    asked_again: str
    own_failing: re.Pattern[str]
    own_fault: re.Pattern[str]
    over: re.Pattern[str]
    in_passing: re.Pattern[str]
    typed_short: re.Pattern[str]
    hard_told: re.Pattern[str]
    verbs: dict[str, str]
    turning: Turning


@lru_cache(maxsize=1)
def rules() -> Rules:
    """Return the rules, read once."""
    read = yaml.safe_load(RULES.read_text(encoding="utf-8"))

    def ready(cue: str | list[str], shape: str = r"(?<![\w'-])(?:{})(?![\w'-])") -> re.Pattern[str]:
        joined = cue if isinstance(cue, str) else "|".join(f"(?:{part})" for part in cue)
        return re.compile(shape.replace("{}", joined), re.IGNORECASE)

    return Rules(
        before=ready(read["before"], r"^(?:{})[ ,.!]+(?=.)"),
        after=ready(read["after"], r"[ ,]+(?:{})$"),
        not_about_a_life=ready(read["not_about_a_life"]),
        never=ready(read["never"]),
        grave=ready(read["grave"]),
        begins_wrong=ready(read["begins_wrong"]),
        still_learning=ready(read["still_learning"]),
        about_this=ready(read["about_this"]),
        filler=ready(read["filler"]),
        body_parts=ready(read["body_parts"]),
        done_with_them=ready(read["done_with_them"], r"^(?:{})"),
        ends_wrong=ready(read["ends_wrong"], r"(?<![\w'])(?:{})$"),
        told_of_oneself=ready(read["told_of_oneself"]),
        people=ready(read["people"]),
        places=ready(read["places"]),
        trades=ready(read["trades"]),
        nouns_too=ready(read["nouns_too"]),
        been_asked=ready(read["been_asked"]),
        asked_again=read["asked_again"],
        own_failing=ready(read["own_failing"]),
        own_fault=ready(read["own_fault"]),
        over=ready(read["over"]),
        in_passing=ready(read["in_passing"]),
        typed_short=ready(read["typed_short"]),
        hard_told=ready(read["hard_told"]),
        verbs=read["verbs"],
        turning=Turning(
            object_before=ready(read["me_is_object_before"]),
            possessive_before=ready(read["me_is_possessive_before"]),
            trades=ready(read["trades"]),
        ),
    )
