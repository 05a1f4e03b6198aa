"""A learner's turn as plain text: in small letters, apostrophes put back, and its questions by their form."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path

import yaml

CUES = Path(__file__).with_suffix(".yml")
WITH_APOSTROPHE = {
    word.replace("'", ""): word
    for word in (
        "that's", "what's", "don't", "doesn't", "didn't", "can't", "won't", "wouldn't", "couldn't", "shouldn't",
        "isn't", "aren't", "wasn't", "haven't", "hasn't", "i'm", "i've", "you're", "you've", "you'd", "you'll",
        "they're", "there's", "who's", "how's", "let's", "he's", "she's", "mustn't",
    )
}  # fmt: skip
WITHOUT_APOSTROPHE = re.compile(r"\b(?:" + "|".join(WITH_APOSTROPHE) + r")\b")
SENTENCE = re.compile(r"[^.!?\n]+[.!?]*")


def plainly(text: str) -> str:
    """Return a text in lower case with straight apostrophes, those left out put back."""
    plain = text.replace("\u2019", "'").lower().strip()
    return WITHOUT_APOSTROPHE.sub(lambda found: WITH_APOSTROPHE[found.group(0)], plain)


def questions_in(plain: str) -> list[str]:
    """Return the questions of a turn, in order: by their mark, or by how they begin."""
    begins = _begins_question()
    return [part.strip() for part in SENTENCE.findall(plain) if part.strip() and ("?" in part or begins.search(part))]


@lru_cache(maxsize=1)
def _begins_question() -> re.Pattern[str]:
    read = yaml.safe_load(CUES.read_text(encoding="utf-8"))
    return re.compile("|".join(f"(?:{cue})" for cue in read["begins_question"]))
