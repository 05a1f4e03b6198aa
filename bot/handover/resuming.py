"""Going on from another device: a code that opens one conversation, once, for a while.

The store keeps no code, only a keyed digest of it. A new code ends the one before. Whoever types a wrong code, an old
one, or too many of them is told the same sentence, so that it says nothing to a stranger. The functions take the name
of a conversation, not a cookie, so that any door can use them.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.clock import Clock, now
from bot.errors import NotAllowedError
from bot.handover.code_words import new_code, read_code
from bot.handover.trying_again import until_alone
from bot.store import UnitOfWork

Digest = Callable[[str, str], str]
"""Returns a keyed digest of a text for a purpose (``bot.channels.identity.Identities.mark``)."""

WINDOW = timedelta(minutes=15)
MOST_FROM_AN_ADDRESS = 10
MOST_OVERALL = 300
"""Wrong codes let through in a window: from one network address, and from all of them together."""

REFUSED = "That code does not open anything."


@dataclass(frozen=True, kw_only=True)
class ResumeCode:
    """A code that has just been made. It is shown once and kept nowhere.

    Attributes:
        words: four words with a space between them.
        expires_at: until when it can be used.
    """

    words: str
    expires_at: datetime


def give_resume_code(
    unit_of_work: UnitOfWork, conversation: str, digest: Digest, lasts: timedelta, clock: Clock = now
) -> ResumeCode:
    """Make a code for a conversation; one that it had before ends.

    Args:
        unit_of_work: writes.
        conversation: name of the conversation.
        digest: makes what is kept in place of the code.
        lasts: how long it can be used.
        clock: the time.

    Raises:
        StoreUnavailableError: nothing was kept, so no code was given.
    """

    def give() -> ResumeCode:
        at = clock()
        made = ResumeCode(words=new_code(), expires_at=at + lasts)
        with unit_of_work as work:
            work.resume_codes.delete_expired(at)
            work.resume_codes.put(conversation, digest("code", made.words), made_at=at, expires_at=made.expires_at)
            work.commit()
        return made

    return until_alone(give)


def use_resume_code(unit_of_work: UnitOfWork, typed: str, address: str, digest: Digest, clock: Clock = now) -> str:
    """Use a code up and return the name of the conversation it opens.

    Args:
        unit_of_work: writes.
        typed: what somebody typed.
        address: the network address, or another name of where they come from.
        digest: as when the code was made.
        clock: the time.

    Raises:
        NotAllowedError: wrong, used, ended, too old or too many tries; which of them is not said.
        StoreUnavailableError: no code can be read now; none was used up.
    """
    code, address_key, at = read_code(typed), digest("code address", address), clock()
    with unit_of_work as work:
        from_address, overall = work.resume_codes.count_failures(address_key, since=at - WINDOW)
        if from_address >= MOST_FROM_AN_ADDRESS or overall >= MOST_OVERALL:
            raise NotAllowedError(REFUSED)
        work.resume_codes.delete_failures(before=at - WINDOW)
        conversation = work.resume_codes.take(digest("code", code), at) if code is not None else None
        if conversation is None:
            work.resume_codes.add_failure(address_key, at)
        work.commit()
    if conversation is None:
        raise NotAllowedError(REFUSED)
    return conversation


def end_resume_code(unit_of_work: UnitOfWork, conversation: str) -> None:
    """End the code of a conversation that is deleted, if it has one.

    Args:
        unit_of_work: writes.
        conversation: name of the conversation.

    Raises:
        StoreUnavailableError: it could not be ended.
    """
    with unit_of_work as work:
        work.resume_codes.delete(conversation)
        work.commit()
