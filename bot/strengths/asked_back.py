"""Questions to us that have a short true answer: who reads this, when it will come, who will be taken away.

What cues recognise stands in ``asked_back.yml``. Any other question is one that only the team can answer.
"""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path

import yaml

from bot.strengths.contact import Contact, Moment
from bot.strengths.reply import Reply, Say
from bot.strengths.sent import what_was_sent

CUES = Path(__file__).with_name("asked_back.yml")
ASKS = re.compile(
    r"(?i)\?|^\W*(?:(?:and|but|so|ok|well|hang on|wait|no|oh|right) )*"
    r"(?:will|would|what|who|how|when|where|why|which|does|do|did|is|are|r|am|can|could|should|has|have)\b"
)
NOT_SENT_YET = (Moment.READ_BACK, Moment.SAFE_CONTACT, Moment.SHARING)
"""Moments in which, once something was shared, there is more that is not."""
SENTENCE = re.compile(r"(?<=[.!?;])\s+|\n+")


def answer_to(contact: Contact, words: str) -> list[Reply]:
    """Return the answers to the questions in what was said, or nothing if there is none that we can answer.

    Args:
        contact: the contact under way, for what the team has.
        words: what was said.
    """
    return [reply for theme in themes_asked(words) for reply in _answer(contact, theme)]


def themes_asked(words: str) -> tuple[str, ...]:
    """Return what is asked: ``taken_away``, ``who_reads``, ``how_to_get``, ``has_it_gone``, ``how_long`` and others."""
    plain = _plain(words)
    return tuple(theme for theme, cue in _cues().items() if cue.search(plain))


def asks_nothing_besides(words: str) -> bool:
    """Whether all that was said are questions which we can answer."""
    sentences = [sentence for sentence in SENTENCE.split(words) if _plain(sentence)]
    return bool(sentences) and all(themes_asked(sentence) for sentence in sentences)


def asks_plainly(words: str) -> bool:
    """Whether the words are put as a question; "they are taking my lad" tells of something, and is heard."""
    return all(ASKS.search(_bare(sentence)) for sentence in SENTENCE.split(words) if _plain(sentence))


def _bare(sentence: str) -> str:
    return " ".join(sentence.replace("\u2019", "'").split())


def _answer(contact: Contact, theme: str) -> list[Reply]:
    match theme:
        case "who_reads":
            return [*what_was_sent(contact, "utter_who_reads"), Say("utter_safety_duty")]
        case "taken_away":
            return [Say("utter_taken_away")]
        case "has_it_gone":
            return _has_it_gone(contact)
        case "how_to_get":
            return [Say("utter_how_to_get")]
        case "whom_to_ask":
            return [Say("utter_whom_to_ask"), Say("utter_team_phone")]
        case _:
            return [Say("utter_no_dates")]


def _has_it_gone(contact: Contact) -> list[Reply]:
    """Say whether the team has what was shared; what was added since then and not sent is said to be so."""
    summary = contact.latest("summary")
    if summary is None:
        return what_was_sent(contact, "utter_who_reads")
    gone = Say("utter_it_has_gone", {"reference": summary.reference})
    return [gone, *([Say("utter_not_shared_yet")] if contact.moment in NOT_SENT_YET else [])]


def _plain(words: str) -> str:
    return " ".join(words.replace("\u2019", "'").split()).strip(" .!,\u2026")


@lru_cache(maxsize=1)
def _cues() -> dict[str, re.Pattern[str]]:
    read: dict[str, list[str]] = yaml.safe_load(CUES.read_text(encoding="utf-8"))
    return {theme: re.compile("|".join(f"(?:{cue})" for cue in cues), re.IGNORECASE) for theme, cues in read.items()}
