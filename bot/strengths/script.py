"""The same interview in each style: what is asked one after another where a style other than ours is tried.

Residents are asked in one way, the asset-balanced one, and what comes next is chosen by ``agenda``. Trainers compare it
with other ways of asking (seeds STU-7; practice 3.1): there the library's pairs are gone through in one order, each in
the wording of the style, whatever the answers were. That is what those ways of asking have in common.
"""

from __future__ import annotations

from bot.strengths.contact import Contact
from bot.strengths.library import Library
from bot.strengths.question import ASSET_BALANCED, Question

OPENING = "opening"

PAIRS = (
    OPENING, "day_through", "feeling", "able", "losing_an_hour", "working_life", "asked_for", "company", "belonging",
    "family_part", "goals", "parts", "giving", "last_word",
)  # fmt: skip
"""What every script asks about, in order."""

INSTEAD = {"strengths_only": "strengths_based"}
"""Style whose wording stands in where the library has none of a style's own."""


def script(library: Library, style: str) -> tuple[Question, ...]:
    """Return the questions of a style, in order; a pair that has none in it is left out.

    Args:
        library: the questions.
        style: one of ``STYLES``.
    """
    found = (_in_style(library, pair, style) for pair in PAIRS)
    return tuple(question for question in found if question is not None)


def is_scripted(contact: Contact) -> bool:
    """Whether a conversation is held by a script; one with a resident never is."""
    return contact.style != ASSET_BALANCED


def opening(library: Library, style: str) -> Question | None:
    """Return how a style asks what somebody came for, or None where the library does not say.

    Args:
        library: the questions.
        style: one of ``STYLES``.
    """
    return _in_style(library, OPENING, style)


def left_in_script(contact: Contact, library: Library) -> tuple[Question, ...]:
    """Return what the script still asks: what was asked in another style is not asked again in this one.

    Args:
        contact: the contact under way; what it chose not to talk about is left out.
        library: the questions.
    """
    gone = {library[key].pair for key in contact.asked if key in library} | {OPENING}
    questions = script(library, contact.style)
    return tuple(each for each in questions if each.pair not in gone and each.domain not in contact.declined)


def _in_style(library: Library, pair: str, style: str) -> Question | None:
    by_style = {question.style: question for question in library.counterparts(pair)}
    return by_style.get(style) or by_style.get(INSTEAD.get(style, ""))
