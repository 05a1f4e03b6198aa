"""What somebody tells of their life while danger stands open: it comes back in the read-back, as theirs to decide on.

Whoever has voiced danger and goes on to speak of their pottery has told of both. What voiced danger, and what points
back at it, is with the safeguarding team and is written down nowhere here. What may be about it and may not be is
written down and held back: it reaches nobody else unless the person lets it (practice 5.3, 6.3).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from bot.strengths.apart import is_apart
from bot.strengths.asked_of_us import part_of
from bot.strengths.contact import Contact
from bot.strengths.fit_to_say import is_grave
from bot.strengths.hearing import domains_told, plan_in, tells_of_help, wishes_for_their_life
from bot.strengths.placing import keep_in_place
from bot.strengths.reply import Heard
from bot.strengths.strength_heard import HURTS, Kind, Tie

QUESTION = "beside.safety.next"

IN_ONE_MESSAGE = "beside.safety.voiced"
"""Stands for the question of what was told in the very message that voiced danger."""

POINTS_AT_IT = re.compile(
    r"\b(?:he|she|they|him|her|them|his|their|it|this|that)(?:'?s|'?d|'?ll|'?ve|'?re)?\b|\b(?:again|happened)\b",
    re.IGNORECASE,
)
"""Words by which somebody speaks on of what was voiced, without naming it."""

SOMEBODY_UNNAMED = re.compile(r"\b(?:he|she|him|her|his)(?:'?s|'?d|'?ll)?\b", re.IGNORECASE)
"""“He sold my sewing machine”, “when he is at the pub”: whoever was voiced may be meant, whatever else is named."""

FEWEST_WORDS = 4
"""Words from which on something is told that names nothing we hear."""

Told = bool | None


def keep_told_after_danger(contact: Contact, heard: Heard) -> None:
    """Keep what is told of a life beside danger; what may be about the danger is held back, or kept nowhere.

    Args:
        contact: the contact under way, in the moment ``safety``.
        heard: words in which no danger was noticed.
    """
    shared = may_be_shared(heard)
    if shared is None:
        return
    for line in keep_in_place(contact, heard, QUESTION):
        contact.alter(line.id, shared=shared)


def keep_told_beside_danger(contact: Contact, heard: Heard, spans: Sequence[tuple[int, int]]) -> None:
    """Keep what sentences tell that stand beside danger in one message; all of it is held back.

    It is theirs to share, and it stood in the same breath as danger: it reaches nobody unless they say so.

    Args:
        contact: the contact under way, in the moment ``safety``.
        heard: the whole message.
        spans: where sentences stand in which nothing at all was noticed.
    """
    for span in spans:
        part = replace(part_of(heard, [span]), hardship=None)
        if may_be_shared(part) is None or is_apart(contact, part.words):
            continue
        for line in keep_in_place(contact, part, IN_ONE_MESSAGE):
            contact.alter(line.id, shared=False)
    contact.latest_change = None


def forget_told_beside(contact: Contact, voiced: Sequence[Heard]) -> None:
    """Take out what was kept beside danger of messages that were not meant so: they are heard as a whole now."""
    beside = [line for line in contact.statements if line.question == IN_ONE_MESSAGE]
    for line in beside:
        if any(line.words in each.words for each in voiced):
            contact.remove(line.id)


def may_be_shared(heard: Heard) -> Told:
    """Return whether words are kept as any told words (True), held back (False), or kept nowhere (None).

    Args:
        heard: words in which no danger was noticed.
    """
    if any(one.tie in HURTS for one in heard.strengths or ()) or is_grave(heard.words):
        return None
    words = heard.words.replace("\u2019", "'")
    if _tells_of_something_else(heard):
        return True
    told = [one for one in heard.strengths or () if not one.is_denied]
    if any(one.kind is Kind.PERSON for one in told) and len(told) > 1:
        return False  # "my girl loves drawing, she's six": it may be her that is meant, and may not
    if POINTS_AT_IT.search(words) or len(words.split()) < FEWEST_WORDS:
        return None
    return False


def _tells_of_something_else(heard: Heard) -> bool:
    """Whether something is named that is no part of the danger: a wish, a thing they do, a place, a helper."""
    if wishes_for_their_life(heard.words) or plan_in(heard.words) is not None:
        return not POINTS_AT_IT.search(heard.words)
    if heard.strengths is None:
        return bool(domains_told(heard)) and not POINTS_AT_IT.search(heard.words)
    told = [one for one in heard.strengths if not one.is_denied]
    if any(one.kind is Kind.PERSON and (one.tie is Tie.SUPPORTIVE or tells_of_help(heard.words)) for one in told):
        return True
    may_be_them = SOMEBODY_UNNAMED.search(heard.words.replace("\u2019", "'")) is not None
    return not may_be_them and any(one.kind is not Kind.PERSON for one in told)
