"""A modest reader of a learner's turn: cues for each feature of practice 4.2, so that a rehearsal runs end to end.

It knows a sentence by its form and a few hundred cues, and nothing of meaning. Whoever reads better gives the same
fields (``bot.studio.turn.Turn``) and takes its place.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import yaml

from bot.strengths.hearing import carries_hardship
from bot.strengths.plain_words import JARGON
from bot.studio.words import content_words

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
ECHO = 0.34
"""Share of a statement's content words that the other had said, from which on it says something back."""

SAYS_SOMETHING = 3
"""Words below which a statement is an exclamation: "Lovely!" says nothing back."""


@dataclass(frozen=True)
class TurnRead:
    """A learner's turn as this reader takes it; the fields are those of ``bot.studio.turn.Turn``."""

    form: str = "none"
    leading: bool = False
    multiple: bool = False
    deficit_led: bool = False
    strengths_seeking: bool = False
    acknowledges: bool = False
    reflection: bool = False
    affirmation: bool = False
    advice: bool = False
    asks_permission: bool = False
    blame: bool = False
    jargon: bool = False
    style: str = "conventional"


def read_turn(previous: str, text: str) -> TurnRead:
    """Read one turn of a learner.

    Args:
        previous: what the resident had said before it.
        text: the turn.

    Returns:
        Its features.
    """
    plain = plainly(text)
    asked = questions_in(plain)
    said = " ".join(part for part in SENTENCE.findall(plain) if part.strip() not in asked)
    found = {name: bool(pattern.search(plain)) for name, pattern in _cues().items()}
    reflection = bool(said) and (_echoes(previous, said) or found["reflects"])
    acknowledges = found["acknowledges"] or (reflection and carries_hardship(said))
    deficit_led = bool(asked) and any(_cues()["deficit"].search(each) for each in asked)
    seeking = bool(asked) and not deficit_led and any(_cues()["strength"].search(each) for each in asked)
    return TurnRead(
        form=_form(asked),
        leading=found["leading"],
        multiple=len(asked) > 1,
        deficit_led=deficit_led,
        strengths_seeking=seeking,
        acknowledges=acknowledges,
        reflection=reflection,
        affirmation=found["affirms"],
        advice=found["advice"] and not found["permission"],
        asks_permission=found["permission"],
        blame=found["blame"],
        jargon=jargon_in(text) is not None,
        style=_style(deficit_led or found["blame"], seeking, acknowledges or reflection),
    )


def plainly(text: str) -> str:
    """Return a text in lower case with straight apostrophes, those left out put back."""
    plain = text.replace("\u2019", "'").lower().strip()
    return WITHOUT_APOSTROPHE.sub(lambda found: WITH_APOSTROPHE[found.group(0)], plain)


def questions_in(plain: str) -> list[str]:
    """Return the questions of a turn, in order: by their mark, or by how they begin."""
    begins = _cues()["begins_question"]
    return [part.strip() for part in SENTENCE.findall(plain) if part.strip() and ("?" in part or begins.search(part))]


def jargon_in(text: str) -> str | None:
    """Return the first field term of a text, or None."""
    found = _jargon().search(plainly(text))
    return found.group(0) if found else None


def _form(asked: list[str]) -> str:
    if not asked:
        return "none"
    last = asked[-1]
    if _cues()["choice"].search(last):
        return "choice"
    return "open" if _cues()["open"].search(last) else "closed"


def _echoes(previous: str, said: str) -> bool:
    """Whether a statement says something back: enough of its words are the other's, turned or not."""
    mine, theirs = content_words(said), content_words(previous)
    shared = len(mine & theirs)
    return shared >= 2 or (shared == 1 and len(said.split()) >= SAYS_SOMETHING and shared / len(mine) >= ECHO)


def _style(deficit_led: bool, seeking: bool, heard: bool) -> str:
    if deficit_led:
        return "conventional"
    if seeking:
        return "asset_balanced" if heard else "strengths_based"
    return "asset_balanced" if heard else "conventional"


@lru_cache(maxsize=1)
def _cues() -> dict[str, re.Pattern[str]]:
    read = yaml.safe_load(CUES.read_text(encoding="utf-8"))
    return {name: re.compile("|".join(f"(?:{cue})" for cue in cues)) for name, cues in read.items()}


@lru_cache(maxsize=1)
def _jargon() -> re.Pattern[str]:
    terms = sorted(JARGON, key=len, reverse=True)
    return re.compile(r"(?<![\w-])(?:" + "|".join(map(re.escape, terms)) + r")(?![\w-])")
