"""Our own words, explained to whoever asks what one means, in plain or in little English, and wherever they ask.

"what is mean front-door team? door of what house": the question is answered in one plain sentence and is no line of
anybody's summary; what is told beside it is heard as always. The cues stand in ``glossary.yml``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

CUES = Path(__file__).with_name("glossary.yml")

EXPLAINS = {
    "safeguarding_team": "utter_word_safeguarding_team",
    "front_door_team": "utter_word_front_door_team",
    "summary": "utter_word_summary",
    "share": "utter_word_share",
    "samaritans": "utter_word_samaritans",
    "interpreter": "utter_word_interpreter",
    "reference": "utter_word_reference",
    "assessment": "utter_word_assessment",
    "advocate": "utter_word_advocate",
    "council": "utter_word_council",
    "social_worker": "utter_word_social_worker",
    "carer": "utter_word_carer",
    "direct_payment": "utter_word_direct_payment",
    "respite": "utter_word_respite",
}
"""The response that says what each of our words means."""

SENTENCE = re.compile(r"[^.!?\n\u2026]+[.!?\n\u2026]*")
MARKS = re.compile(r"[\"\u201c\u201d.,!?;:()\u2026\u2018\u2019']+(?=\s|$)|(?<!\w)['\"\u201c\u2018]+|[,;:()]")
MOST_WORDS_OF_A_GUESS = 6


@dataclass(frozen=True)
class AskedWords:
    """What was asked about our words.

    Attributes:
        explain: the responses that answer it, each once, in the order it was asked.
        told: what the message says besides, as it was typed; empty when that is nothing.
    """

    explain: tuple[str, ...]
    told: str


def words_asked(words: str) -> AskedWords | None:
    """Return which of our words a message asks about, and what it says besides; None when it asks about none.

    Args:
        words: the whole of what was typed.
    """
    explain: list[str] = []
    told: list[str] = []
    follows = False
    for sentence in SENTENCE.findall(words):
        word = word_asked(sentence)
        if word is not None:
            explain.append(EXPLAINS[word])
            follows = True
        elif follows and _is_a_guess(sentence):
            continue
        elif re.search(r"\w", sentence):
            follows = False
            told.append(sentence.strip())
    return AskedWords(tuple(dict.fromkeys(explain)), " ".join(told)) if explain else None


def word_asked(sentence: str) -> str | None:
    """Return which of our words one sentence asks about, or None."""
    plain = _plain(sentence)
    if not _asks_of_any().search(plain):
        return None
    return next((word for word, asks in _asks().items() if asks.search(plain)), None)


def _is_a_guess(sentence: str) -> bool:
    short = len(sentence.split()) <= MOST_WORDS_OF_A_GUESS
    return short and bool(_cue().search(_plain(sentence)))


def _plain(sentence: str) -> str:
    return " ".join(MARKS.sub(" ", sentence.replace("\u2019", "'")).split())


@lru_cache(maxsize=1)
def _asks() -> dict[str, re.Pattern[str]]:
    return {word: _asks_of(cue) for word, cue in _read()["words"].items()}


@lru_cache(maxsize=1)
def _asks_of_any() -> re.Pattern[str]:
    """What asks about any of the words: nearly all sentences ask about none, and are looked at once and not often."""
    return _asks_of("|".join(f"(?:{cue})" for cue in _read()["words"].values()))


def _asks_of(word: str) -> re.Pattern[str]:
    read = _read()
    asks = "|".join(f"(?:{cue})" for cue in read["asks"]).replace("{lead}", f"(?:{read['lead']})")
    return re.compile(asks.replace("{word}", f"(?:{word})"), re.IGNORECASE)


@lru_cache(maxsize=1)
def _cue() -> re.Pattern[str]:
    return re.compile(_read()["guess"], re.IGNORECASE)


@lru_cache(maxsize=1)
def _read() -> dict[str, Any]:
    read: dict[str, Any] = yaml.safe_load(CUES.read_text(encoding="utf-8"))
    return read
