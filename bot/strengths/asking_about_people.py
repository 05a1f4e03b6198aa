"""Asking about a person is no wish for one: it is answered, and a person is offered (practice 2.4).

What cues recognise stands in ``asking_about_people.yml``. In doubt it is a wish: a wish is never held up.
"""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path

import yaml

CUES = Path(__file__).with_name("asking_about_people.yml")


def asks_about_a_person(words: str) -> bool:
    """Whether words ask what a person would do, who it would be or whether they still come, and wish for nothing."""
    return _has("about", words) and not _has("wishes", words)


def speaks_of_some_day(words: str) -> bool:
    """Whether words tell of what somebody may like one day, and wish for nothing now."""
    return _has("some_day", words) and not _has("wishes", words)


def _has(kind: str, words: str) -> bool:
    return bool(_cues()[kind].search(" ".join(words.replace("\u2019", "'").split()).strip()))


@lru_cache(maxsize=1)
def _cues() -> dict[str, re.Pattern[str]]:
    read: dict[str, list[str]] = yaml.safe_load(CUES.read_text(encoding="utf-8"))
    return {kind: re.compile("|".join(f"(?:{cue})" for cue in cues), re.IGNORECASE) for kind, cues in read.items()}
