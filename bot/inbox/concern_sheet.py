"""A concern as the safeguarding team reads it: tiers, kinds and notes in plain words, and what was typed as it was."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from pathlib import Path

from bot.errors import LibraryError
from bot.inbox.sheet import ways_to_reach, wording_or_key
from bot.store import Account, ConcernContent
from bot.strengths.library import read_library, wording
from bot.strengths.safe_contact import NO_CONTACT, THEY_WILL_RING, SafeContact


@dataclass(frozen=True, kw_only=True)
class AccountShown:
    """One message as the page shows it.

    Attributes:
        words: exactly as they were typed.
        asked: the question that was open, in its words; None if none was.
        why: what fired, for trained staff.
    """

    words: str
    at: datetime
    tier: str
    kinds: tuple[str, ...]
    asked: str | None
    said_by: str
    why: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class ConcernSheet:
    """Everything the page shows of a concern.

    Attributes:
        safe_to_contact: the flag on top.
        ways: how to reach the person, as they said last.
        earlier_ways: until when they said otherwise, and what.
        notes: what else happened, and when.
    """

    safe_to_contact: str
    ways: tuple[tuple[str, str], ...]
    earlier_ways: tuple[tuple[datetime, tuple[tuple[str, str], ...]], ...]
    tier: str
    kinds: tuple[str, ...]
    accounts: tuple[AccountShown, ...]
    notes: tuple[tuple[datetime, str], ...]
    standing_note: str
    paper_warning: str


def concern_sheet_of(content: ConcernContent, question_folder: Path | None) -> ConcernSheet:
    """Return what the page shows of a concern.

    Args:
        content: everything the concern holds.
        question_folder: the council's own copy of the questions, if it has one.
    """
    questions = _questions(question_folder)
    return ConcernSheet(
        safe_to_contact=wording(f"concerns.safe_to_contact.{_how_far_it_is_known(content.safe_contact)}"),
        ways=_ways(content.safe_contact),
        earlier_ways=tuple(
            (earlier.until, ways_to_reach(earlier.safe_contact)) for earlier in content.earlier_contacts
        ),
        tier=tier_in_words(content.tier),
        kinds=kinds_in_words(content.kinds),
        accounts=tuple(_shown(account, questions) for account in content.accounts),
        notes=tuple((note.at, wording_or_key("concerns.notes", note.note)) for note in content.notes),
        standing_note=wording("concerns.standing_note"),
        paper_warning=wording("concerns.paper_warning"),
    )


def tier_in_words(tier: str) -> str:
    """Return what a tier is called."""
    return wording_or_key("concerns.tiers", tier)


def kinds_in_words(kinds: Iterable[str]) -> tuple[str, ...]:
    """Return what kinds are called."""
    return tuple(wording_or_key("concerns.kinds", kind) for kind in kinds)


def _shown(account: Account, questions: Mapping[str, str]) -> AccountShown:
    return AccountShown(
        words=account.words,
        at=account.at,
        tier=tier_in_words(account.safety.tier),
        kinds=kinds_in_words(account.safety.kinds),
        asked=questions.get(account.asked, account.asked) if account.asked else None,
        said_by=wording_or_key("said_by", account.said_by),
        why=account.safety.why,
    )


def _how_far_it_is_known(safe_contact: SafeContact) -> str:
    if safe_contact.way in (THEY_WILL_RING, NO_CONTACT):
        return safe_contact.way
    if safe_contact.can_be_used:
        return "said"
    return "no_number" if safe_contact.way or safe_contact.detail else "not_yet_said"


def _ways(safe_contact: SafeContact) -> tuple[tuple[str, str], ...]:
    """Return how to reach the person; who else might see or hear is told even when it was not."""
    ways = ways_to_reach(safe_contact)
    if safe_contact.private is None:
        ways = (*ways, (wording("safe_contact.private"), wording("concerns.others_not_said")))
    return ways


@lru_cache(maxsize=4)
def _questions(folder: Path | None) -> dict[str, str]:
    """Return the words of each question; none if they cannot be read, since a concern must be readable all the same."""
    try:
        return {question.key: question.wording for question in read_library(folder).values()}
    except LibraryError:
        return {}
