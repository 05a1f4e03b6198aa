"""Telling the safeguarding team what somebody voiced. Written on the branch of the restricted road; this stands in."""

from __future__ import annotations

from dataclasses import dataclass, field

from bot.clock import Clock, now
from bot.errors import StoreUnavailableError
from bot.handover.receipt import Receipt
from bot.store import UnitOfWork
from bot.strengths.contact import SafeContact
from bot.strengths.safety import Safety


@dataclass(frozen=True, kw_only=True)
class Concern:
    """What was voiced in one message."""

    contact_id: str
    message_id: str
    words: str
    safety: Safety
    asked: str | None
    said_by: str = "resident"
    safe_contact: SafeContact = field(default_factory=SafeContact)


def raise_concern(unit_of_work: UnitOfWork, concern: Concern, clock: Clock = now) -> Receipt:
    """Keep it for the safeguarding team."""
    raise StoreUnavailableError("There is no restricted road yet.")


def change_concern_contact(
    unit_of_work: UnitOfWork, contact_id: str, safe_contact: SafeContact, clock: Clock = now
) -> Receipt | None:
    """Keep how it is safe to reach the person."""
    raise StoreUnavailableError("There is no restricted road yet.")


def note_on_concern(unit_of_work: UnitOfWork, contact_id: str, note: str, clock: Clock = now) -> Receipt | None:
    """Keep what the person decided."""
    raise StoreUnavailableError("There is no restricted road yet.")
