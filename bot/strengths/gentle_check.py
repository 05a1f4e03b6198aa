"""The gentle check: one question, once, when words could carry danger or not, and what its answer means."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Any

from bot.strengths.danger_cues import denial_in, says_carry_on
from bot.strengths.safety import Safety, Tier


@dataclass(frozen=True, kw_only=True)
class GentleCheck:
    """A question that is asked once when words could carry danger or not (practice 5.3(4)).

    Attributes:
        danger_is: the answer that means danger, ``yes`` or ``no``.
        tier: how soon a person must act on that answer.
        why: what trained staff read about it.
    """

    danger_is: str
    tier: Tier
    why: str


LIFE, SAFE_NOW, EVERYONE_SAFE = "safety.check_life", "safety.check_now", "safety.check_everyone"

CHECKS = {
    LIFE: GentleCheck(
        danger_is="yes", tier=Tier.URGENT_TODAY, why="answer: asked about ending their life, did not say no"
    ),
    SAFE_NOW: GentleCheck(danger_is="no", tier=Tier.EMERGENCY_NOW, why="answer: asked if safe now, did not say yes"),
    EVERYONE_SAFE: GentleCheck(
        danger_is="no", tier=Tier.EMERGENCY_NOW, why="answer: asked if everyone is safe now, did not say yes"
    ),
}
"""The gentle checks, by the key of their question in the library."""

ASKED_OF = {
    "suicide": LIFE,
    "self_harm": LIFE,
    "harm_to_others": EVERYONE_SAFE,
    "carer_breakdown": EVERYONE_SAFE,
    "child_at_risk": EVERYONE_SAFE,
}
"""The check for a kind; any other kind is asked whether they are safe now."""

MOST_WORDS_OF_AN_ANSWER = 7
"""A longer answer is read for what it says, unless it begins with the answer that means danger."""

_SAYS_YES = (
    r"yes|yeah|yea|yep|yup|aye|ok|okay|sure|course|of course|definitely|i am|i'?m (?:safe|ok|okay|fine|alright)|i do",
    r"i have|i think so|i suppose|often|always|all the time|every ?day|most days|we are|they are",
)
_SAYS_NO = (
    r"no|nope|nah|naw|never|not|course not|of course not|definitely not|i'?m not|im not|i am not|i don'?t|i do not",
    r"isn'?t|we'?re not|they'?re not|no way|don'?t be daft",
)
_SAYS_HALF = (
    r"no idea|no clue",
    r"not sure|unsure|sometimes|some days|maybe|perhaps|kind of|sort of|kinda|a bit|a little|on and off|probably",
    r"possibly|don'?t know|dunno|i guess|hard to say|depends|might|not yet|until|till|for now|at the moment",
    r"but(?! thank)(?! ta\b)",
)
_YES = re.compile(rf"(?:oh |well |um )?(?:{'|'.join(_SAYS_YES)})\b", re.IGNORECASE)
_NO = re.compile(rf"(?:oh |well |um |god,? )?(?:{'|'.join(_SAYS_NO)})\b(?! (?:idea|clue|doubt)\b)", re.IGNORECASE)
_NO_IDEA = re.compile(r"(?:oh |well |um )?no (?:idea|clue|doubt)\b", re.IGNORECASE)
"""“No idea, he'd say he was fine, he always does” is no "no": a longer one is read for what it says."""
_HALF = re.compile(rf"\b(?:{'|'.join(_SAYS_HALF)})\b", re.IGNORECASE)


def answers_with_danger(question: str, act: str, words: str) -> bool | None:
    """Return whether an answer to a gentle check means danger.

    Somebody who half says it, or does not know, is heard as saying it: a miss is worse than a false alarm.

    Args:
        question: key of the check that is open.
        act: what the answer was understood as.
        words: the answer, as typed or as on the button.

    Returns:
        True for danger, False for none, None when it is no plain answer and has to be read for what it says.
    """
    if denies_in(question, words):
        return False
    if says_carry_on(words):
        return None  # brushed aside, and neither a yes nor a no
    plain = words.replace("\u2019", "'").strip(" .!,\u2026")
    short = len(plain.split()) <= MOST_WORDS_OF_AN_ANSWER
    danger_is_yes = CHECKS[question].danger_is == "yes"
    if not short and _NO_IDEA.match(plain):
        return None
    if act == "dont_know" or (short and _HALF.search(plain)):
        return True
    says_no = bool(_NO.match(plain)) or (act == "deny" and short)
    says_yes = not says_no and (bool(_YES.match(plain)) or (act == "affirm" and short))
    if says_yes if danger_is_yes else says_no:
        return True
    return False if short and (says_yes or says_no) else None


def denies_in(question: str, words: str) -> bool:
    """Whether an answer of any length denies the danger in plain words ("course im safe. I've COPD").

    Args:
        question: key of the check that is open.
        words: the answer, as typed.
    """
    denial = denial_in(words, safe_counts=CHECKS[question].danger_is == "no")
    return denial is not None


@dataclass(frozen=True, kw_only=True)
class OpenCheck:
    """A gentle check that waits for its answer.

    Attributes:
        question: its key.
        kinds: what it is about.
        message_id: the message that gave rise to it, or None when that is with the safeguarding team already.
        words: what was said in that message.
        line: the line the words were kept as, or None.
        before: the words that line had before, or None if it was new.
    """

    question: str
    kinds: tuple[str, ...]
    message_id: str | None = None
    words: str = ""
    line: str | None = None
    before: str | None = None

    @property
    def danger(self) -> Safety:
        """What is noticed when the answer means danger."""
        check = CHECKS[self.question]
        return Safety(tier=check.tier, kinds=self.kinds, why=(check.why,))

    def to_record(self) -> dict[str, Any]:
        """Return plain values for JSON."""
        return {**asdict(self), "kinds": list(self.kinds)}

    @classmethod
    def from_record(cls, record: dict[str, Any]) -> OpenCheck:
        """Return what ``to_record`` wrote."""
        return cls(**{**record, "kinds": tuple(record["kinds"])})


def check_for(kinds: tuple[str, ...]) -> str:
    """Return the key of the check that fits what was noticed."""
    return next((ASKED_OF[kind] for kind in kinds if kind in ASKED_OF), SAFE_NOW)


def is_like(question: str, kinds: Iterable[str]) -> bool:
    """Return whether a check asks the like of what was noticed: whether one is safe, and whether everybody is.

    Whether somebody thinks of ending their life is like nothing else, and is never left out for what was said of it.

    Args:
        question: key of the check.
        kinds: what was noticed before.
    """
    return question != LIFE and any(ASKED_OF.get(kind, SAFE_NOW) != LIFE for kind in kinds)


def read_in_context(read: Safety, check: OpenCheck | None, act: str, words: str) -> Safety:
    """Return what a message means beside the question it answers: "yes" to a gentle check is danger.

    Args:
        read: what the words show by themselves.
        check: the check that is open, or None.
        act: what the message was understood as.
        words: the message, as typed or as on the button.
    """
    if check is None:
        return read
    if read.is_passed_on:
        kinds = tuple(dict.fromkeys((*read.kinds, *check.kinds)))
        return Safety(tier=read.tier, kinds=kinds, why=read.why)
    return check.danger if answers_with_danger(check.question, act, words) else read
