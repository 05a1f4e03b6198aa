"""What became of a conversation: of each area of life, and of what was handed to the team."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

TAKEN_BACK = "danger_taken_back"
"""What stands in ``Contact.mentioned`` from when danger was taken back until it is voiced again."""


class Coverage(StrEnum):
    """What became of a domain (SCI-6); never "incomplete"."""

    TALKED_ABOUT = "talked_about"
    NOT_DISCUSSED = "not_discussed"
    DECLINED = "declined"


@dataclass(frozen=True, kw_only=True)
class PassedOn:
    """Something that was handed to the team, and the reference it got.

    Attributes:
        kind: ``summary``, ``person``, ``assessment``, ``concern`` (which went to the safeguarding team), or
            ``taken_back``, a request that was read before it was taken back.
        reference: what the person can quote.
        version: number of the summary's version; 1 for requests.
        words: what was asked for, in their words; not part of what makes two the same.
    """

    kind: str
    reference: str
    version: int = 1
    words: str = field(default="", compare=False)
