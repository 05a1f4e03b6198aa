"""What the store keeps of a safety concern and gives to the safeguarding team, as plain values."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from bot.store.records import ListPage
from bot.strengths.safe_contact import SafeContact
from bot.strengths.safety import PASSED_ON, Safety, Tier

NOT_YET_SAID = SafeContact()
"""Nobody knows yet how it is safe to reach the person."""


@dataclass(frozen=True, kw_only=True)
class Account:
    """One message in which danger was noticed.

    Attributes:
        message_id: the message; the same message twice is the same account.
        words: exactly what was typed, or the title of the button chosen.
        safety: how it was read, and what fired.
        asked: key of the question that was open, or None.
        said_by: ``resident`` or ``someone_else``.
        at: when it was kept.
    """

    message_id: str
    words: str
    safety: Safety
    asked: str | None
    said_by: str
    at: datetime

    def to_record(self) -> dict[str, Any]:
        """Return plain values for JSON."""
        return {
            "message_id": self.message_id,
            "words": self.words,
            **self.safety.to_record(),
            "asked": self.asked,
            "at": self.at.isoformat(),
            "said_by": self.said_by,
        }

    @classmethod
    def from_record(cls, record: dict[str, Any]) -> Account:
        """Return the account that ``to_record`` wrote."""
        return cls(
            message_id=record["message_id"],
            words=record["words"],
            safety=Safety.from_record(record),
            asked=record["asked"],
            said_by=record["said_by"],
            at=datetime.fromisoformat(record["at"]),
        )


@dataclass(frozen=True, kw_only=True)
class ConcernNote:
    """What else happened in the conversation that whoever reads the concern has to know.

    Attributes:
        note: ``not_meant``, ``wants_person``, ``stopped``, ``carried_on`` or ``deletion_asked``.
    """

    note: str
    at: datetime


@dataclass(frozen=True, kw_only=True)
class EarlierContact:
    """How it was safe to reach the person, until they said otherwise."""

    safe_contact: SafeContact
    until: datetime


@dataclass(frozen=True, kw_only=True)
class ConcernContent:
    """Everything a concern holds.

    Attributes:
        accounts: every message, oldest first; at least one.
        safe_contact: how it is safe to reach the person, as they said last.
        earlier_contacts: what they said of that before, oldest first.
        notes: what else happened, oldest first.
    """

    accounts: tuple[Account, ...]
    safe_contact: SafeContact = NOT_YET_SAID
    earlier_contacts: tuple[EarlierContact, ...] = ()
    notes: tuple[ConcernNote, ...] = ()

    @property
    def tier(self) -> Tier:
        """The most urgent tier of its accounts."""
        return min((account.safety.tier for account in self.accounts), key=PASSED_ON.index)

    @property
    def kinds(self) -> tuple[str, ...]:
        """What its accounts are about, each kind once, in the order they came."""
        return tuple(dict.fromkeys(kind for account in self.accounts for kind in account.safety.kinds))

    def with_account(self, account: Account) -> ConcernContent:
        """Return it with one more account."""
        return replace(self, accounts=(*self.accounts, account))

    def with_note(self, note: ConcernNote) -> ConcernContent:
        """Return it with one more note."""
        return replace(self, notes=(*self.notes, note))

    def with_contact(self, safe_contact: SafeContact, at: datetime) -> ConcernContent:
        """Return it with how to reach the person now; what they said before stays readable beside it.

        A warning said once ("my son hears the phone") must not vanish because a later answer is shorter.
        """
        if safe_contact == self.safe_contact:
            return self
        earlier = self.earlier_contacts
        if self.safe_contact.to_record():
            earlier = (*earlier, EarlierContact(safe_contact=self.safe_contact, until=at))
        return replace(self, safe_contact=safe_contact, earlier_contacts=earlier)

    def to_record(self) -> dict[str, Any]:
        """Return plain values for JSON."""
        return {
            "accounts": [account.to_record() for account in self.accounts],
            "safe_contact": self.safe_contact.to_record(),
            "earlier_contacts": [
                {"safe_contact": earlier.safe_contact.to_record(), "until": earlier.until.isoformat()}
                for earlier in self.earlier_contacts
            ],
            "notes": [{"note": note.note, "at": note.at.isoformat()} for note in self.notes],
        }

    @classmethod
    def from_record(cls, record: dict[str, Any]) -> ConcernContent:
        """Return the content that ``to_record`` wrote."""
        return cls(
            accounts=tuple(Account.from_record(account) for account in record["accounts"]),
            safe_contact=SafeContact(**record["safe_contact"]),
            earlier_contacts=tuple(
                EarlierContact(
                    safe_contact=SafeContact(**earlier["safe_contact"]),
                    until=datetime.fromisoformat(earlier["until"]),
                )
                for earlier in record["earlier_contacts"]
            ),
            notes=tuple(
                ConcernNote(note=note["note"], at=datetime.fromisoformat(note["at"])) for note in record["notes"]
            ),
        )


@dataclass(frozen=True, kw_only=True)
class ConcernLine:
    """One line of the list of concerns; no words of anybody.

    Attributes:
        tier: the most urgent of its accounts.
        kinds: what its accounts are about, each once.
        accounts: how many messages it holds.
        unread: whether this staff member has not opened the latest version.
        picked_up_by: name of who is on it, or None.
        waits: whether nobody is on it, or whoever is has not opened what came since.
    """

    id: str
    reference: str
    tier: Tier
    kinds: tuple[str, ...]
    accounts: int
    version: int
    arrived_at: datetime
    changed_at: datetime
    unread: bool
    picked_up_by: str | None
    waits: bool


@dataclass(frozen=True, kw_only=True)
class ConcernsPage(ListPage[ConcernLine]):
    """One page of concerns: those that wait first, the most urgent of them on top; then the newest.

    Attributes:
        waiting: how many wait, on all pages.
    """

    waiting: int


@dataclass(frozen=True, kw_only=True)
class StoredConcern:
    """A concern as the safeguarding team reads it.

    Attributes:
        tier: the most urgent of its accounts.
        picked_up_by: name of who is on it, or None.
    """

    id: str
    contact_id: str
    reference: str
    version: int
    tier: Tier
    content: ConcernContent
    arrived_at: datetime
    changed_at: datetime
    picked_up_by: str | None
    picked_up_at: datetime | None
