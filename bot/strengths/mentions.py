"""What a person mentioned along the way, so that it can be asked about once, in their words, and not from a list."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from bot.strengths.statement import Holds
from bot.strengths.strength_heard import DOMAIN_OF, HURTS, Kind, StrengthHeard, Strengths, Tie


@dataclass(frozen=True, kw_only=True)
class Mention:
    """One thing a person mentioned that they might like to say more about.

    Attributes:
        kind: what it is.
        text: the exact piece of the message, with the word in front that says whose it is ("my sister").
        line: id of the line it stands in; a mention goes with its line.
    """

    kind: Kind
    text: str
    line: str

    @property
    def domain(self) -> str:
        """The area of life it belongs to."""
        return DOMAIN_OF[self.kind]

    def to_record(self) -> dict[str, Any]:
        """Return plain values for JSON."""
        return {"kind": self.kind.value, "text": self.text, "line": self.line}

    @classmethod
    def from_record(cls, record: dict[str, Any]) -> Mention:
        """Return the mention that ``to_record`` wrote."""
        return cls(kind=Kind(record["kind"]), text=record["text"], line=record["line"])


NO_ROLE = "other"
"""The role of somebody whose part in the person's life was not told ("the girl at the chemist")."""

WHOSE = re.compile(
    r"(?:\b(?:my|me|our|us|the|a|an|his|her|their|this|that|these|those|some)\s+)(?:(?:own|big|little|old|late|best|good)\s+)?$",
    re.IGNORECASE,
)
"""Words in front of a piece without which it does not stand well in a question."""


def mentioned_in(words: str, strengths: Strengths, line: str, before: Iterable[Mention]) -> list[Mention]:
    """Return what of a message may be asked about: what is so, does not hurt, and was not mentioned before.

    What was given up is left alone, for asking about it is asking about a loss; and a tie that hurts is no subject for
    a friendly question (SIM-4).

    Args:
        words: the message.
        strengths: what was heard in it.
        line: id of the line the words were kept as.
        before: what was mentioned before.
    """
    known = {(mention.kind, _plain(mention.text)) for mention in before}
    new: list[Mention] = []
    for strength in strengths:
        whose = WHOSE.search(words[: strength.start])
        text = words[whose.start() if whose else strength.start : strength.end]
        key = (strength.kind, _plain(text))
        if strength.holds is Holds.NOW and not _is_no_subject(strength) and key not in known:
            known.add(key)
            new.append(Mention(kind=strength.kind, text=text, line=line))
    return new


def _is_no_subject(strength: StrengthHeard) -> bool:
    """Whether it is no subject for a friendly question: a tie that hurts, or somebody who has no part in their life."""
    if strength.kind is not Kind.PERSON or strength.tie is Tie.SUPPORTIVE:
        return False
    return strength.tie in HURTS or strength.role in (None, NO_ROLE)


def _plain(text: str) -> str:
    return " ".join(text.casefold().split())
