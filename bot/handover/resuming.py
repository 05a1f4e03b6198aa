"""Going on from another device: a code that opens one conversation, once, for a while.

The store keeps no code, only a keyed digest of it. A new code ends the one before. Whoever types a wrong code, an old
one, or too many of them is told the same sentence, so that it says nothing to a stranger. The functions take the name
of a conversation, not a cookie, so that any door can use them.

A code is used up for one taker, who gets the same answer again for a short while: a button pressed twice, or an answer
that was lost on its way, must lock nobody out of their own conversation. When the conversation could not be moved after
all, the code is let go and works as before.
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

AGAIN = timedelta(minutes=10)
"""How long whoever used a code gets the same answer again."""

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


@dataclass(frozen=True, kw_only=True)
class Opened:
    """What a code opened.

    Attributes:
        conversation: name of the conversation.
        made_at: when the code was made; what began only after that is not what it was made for.
    """

    conversation: str
    made_at: datetime


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
            work.resume_codes.delete_expired(at, taken_before=at - AGAIN)
            work.resume_codes.put(conversation, digest("code", made.words), made_at=at, expires_at=made.expires_at)
            work.commit()
        return made

    return until_alone(give)


def use_resume_code(
    unit_of_work: UnitOfWork, typed: str, address: str, taker: str, digest: Digest, clock: Clock = now
) -> Opened:
    """Use a code up and return the conversation it opens.

    Args:
        unit_of_work: writes.
        typed: what somebody typed.
        address: the network address, or another name of where they come from.
        taker: name of this one try: whoever comes with the same name again gets the same answer.
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
        found = None
        if code is not None:
            keys = digest("code", code), digest("code taker", taker)
            found = work.resume_codes.take(*keys, at, again_since=at - AGAIN)
        if found is None:
            work.resume_codes.add_failure(address_key, at)
        work.commit()
    if found is None:
        raise NotAllowedError(REFUSED)
    return Opened(conversation=found[0], made_at=found[1])


def let_go_of_resume_code(unit_of_work: UnitOfWork, typed: str, taker: str, digest: Digest) -> None:
    """Make a code fresh again that was used up while its conversation could not be moved.

    Args:
        unit_of_work: writes.
        typed: what was typed.
        taker: the name under which it was used.
        digest: as when the code was made.

    Raises:
        StoreUnavailableError: it stays used; the same taker may use it again all the same.
    """
    with unit_of_work as work:
        work.resume_codes.let_go(digest("code", read_code(typed) or ""), digest("code taker", taker))
        work.commit()


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
