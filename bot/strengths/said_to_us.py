"""What is said to the program, and tells nothing of a life: a word about the kettle, the typing, the question itself.

It gets a short answer and the open question again, and is no line: nobody wants "sorry, fat fingers" read by a team.
Only how it is for them to write here is written down, beside the question: it is how they like to talk.
Only a whole short message is taken for that; what tells of anything else is heard as always (practice 2.4, off topic).
"""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path

import yaml

from bot.strengths.asking import resume
from bot.strengths.contact import Contact, Moment
from bot.strengths.hearing import is_hard
from bot.strengths.keeping import keep
from bot.strengths.reply import Heard, Reply, Say
from bot.strengths.statement import Place

CUES = Path(__file__).with_name("said_to_us.yml")

ANSWERS = {
    "take_your_time": "utter_take_your_time",
    "still_here": "utter_still_here",
    "how_we_talk": "utter_noted",
    "kind_to_us": "utter_kind_to_us",
    "asks_a_lot": "utter_asks_a_lot",
}

TALKING = (Moment.PERMISSION, Moment.STAYING, Moment.EXPLORING)
"""Moments in which a line would be made of it; at the very start nothing was asked that could be spoken of."""

ANSWERS_IT = ("good_day.", "motivation_energy.", "hard_moments.", "asides.", "communication_access.")
"""Questions that "great", "the kettle" or "hard one" may answer."""

ANSWERED_KINDLY = ("permission.", "staying.", "coping_exceptions.", "hard_now.", "people_networks.")
ABOUT_A_MENTION = ".it_"
"""Questions that a kind word may say yes to, or answer: "great" of how it feels, "that's fun" of a mention."""

SAID_OF_US = frozenset(
    {"tell", "affirm", "complain", "off_topic", "greet", "thanks", "stop", "decline", "ask_bot", "deny", "how_many"}
)
"""Acts that such words are taken for."""

MOST_WORDS = 12


def hear_said_to_us(contact: Contact, heard: Heard) -> list[Reply]:
    """Answer what is said to the program alone; nothing is kept of it beside how they like to talk.

    Args:
        contact: the contact under way.
        heard: what was said.

    Returns:
        The answer and the open question; nothing when the words tell of something, and are to be heard as always.
    """
    if heard.choice is not None or heard.line is not None or contact.moment not in TALKING:
        return []
    question = contact.open_question or ""
    kind = said_to_us(heard.words) if heard.act in SAID_OF_US and not is_hard(heard) else None
    told = any(not one.is_denied for one in heard.strengths or ())
    if kind is None or told or _may_answer(question, kind):
        return []
    if kind == "how_we_talk":
        beside = f"beside.{question or 'opening.reason'}"
        keep(contact, heard, Place.COMMUNICATION_ACCESS, domain="communication_access", question=beside)
    return [Say(ANSWERS[kind]), *resume(contact)]


def _may_answer(question: str, kind: str) -> bool:
    """Whether the words may be an answer to the open question: in doubt they are heard as one."""
    if kind == "kind_to_us" and (question.startswith(ANSWERED_KINDLY) or ABOUT_A_MENTION in question):
        return True
    return kind not in ("asks_a_lot", "still_here") and question.startswith(ANSWERS_IT)


def said_to_us(words: str) -> str | None:
    """Return which kind of words to the program a whole message is, of ``ANSWERS``; None when it tells anything."""
    plain = " ".join(re.sub(r"[.!,?;:\u2026()]+", " ", words.replace("\u2019", "'")).split())
    if not plain or len(plain.split()) > MOST_WORDS:
        return None
    return next((kind for kind, cue in _cues().items() if cue.fullmatch(plain)), None)


@lru_cache(maxsize=1)
def _cues() -> dict[str, re.Pattern[str]]:
    read = yaml.safe_load(CUES.read_text(encoding="utf-8"))
    before, after = rf"(?:{read['before']} )*", rf"(?: {read['after']})*"
    between = f"(?:{read['interruption']})"
    return {
        kind: re.compile(
            f"{before}(?:{'|'.join(f'(?:{cue})' for cue in read[kind])}){after}".replace("<interruption>", between),
            re.IGNORECASE,
        )
        for kind in ANSWERS
    }
