"""What a question library must hold for the conversation to be held with it, whoever wrote its files."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from bot.errors import LibraryError

if TYPE_CHECKING:
    from bot.strengths.library import Library, Question

MUST_OPEN = ("aspirations", "skills_experience", "people_networks")
"""Goals, skills and networks: every library has a question that opens each, because all else waits for them."""

NAMED = (
    "opening.reason",
    "permission.turn",
    "staying.more",
    "staying.listening",
    "read_back.check",
    "read_back.change",
    "read_back.add",
    "safe_contact.way",
    "safe_contact.detail",
    "safe_contact.name",
    "safe_contact.when",
    "safe_contact.private",
    "sharing.confirm",
    "asides.carry_on",
    "asides.after_request",
    "asides.paused",
    "asides.shared",
    "asides.delete",
    "asides.start_again",
    "safety.next",
    "safety.stopped",
    "safety.not_meant",
    "safety.check_life",
    "safety.check_now",
    "safety.check_everyone",
    "safety.way",
    "safety.detail",
    "safety.when",
    "safety.private",
    "hard_moments.kept_going",
    "hard_moments.not_miss",
    "hard_moments.angry",
    "hard_moments.practical_more",
    "hard_moments.ways_on",
    "hard_moments.under_18",
    "hard_moments.they_know",
    "hard_moments.they_would_say",
    "hard_moments.and_you",
)
"""Questions the conversation asks by name; a council may reword them, not leave them out."""


def check(library: Library, files: Mapping[str, str]) -> None:
    """Refuse a library that the conversation could not be held with.

    A follower stays in the domain it asks more of: otherwise a file of a council's own could bring a question
    about what is hard before goals, skills and networks were offered.

    Args:
        library: the library.
        files: name of the file each question stands in, by key.

    Raises:
        LibraryError: a question follows what it can't, or one is missing that the conversation needs.
    """
    for question in library.values():
        fault = _fault_in_following(question, library)
        if fault:
            raise LibraryError(f"{files[question.key]}: {question.key}: {fault}.")
    missing = [key for key in NAMED if key not in library]
    if missing:
        raise LibraryError(f"The library lacks {', '.join(missing)}, which the conversation asks by name.")
    closed = [domain for domain in MUST_OPEN if not library.openers(domain)]
    if closed:
        raise LibraryError(f"The library has no question that opens {', '.join(closed)}; all else waits for them.")


def _fault_in_following(question: Question, library: Library) -> str | None:
    """Why a question can't follow what it says it follows, or None."""
    passed = {question.key}
    before = question.follows
    while before is not None:
        if before not in library:
            return f"follows {before}, which is not in the library"
        if library[before].domain != question.domain:
            return f"follows {before}, which belongs to another domain"
        if before in passed:
            return "follows itself in the end"
        passed.add(before)
        before = library[before].follows
    return None
