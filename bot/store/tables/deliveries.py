"""What was promised to the council's own system, and each try to keep the promise.

A row holds no words: the payload is made from its subject when it is sent, so that erasing has one place.
"""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from bot.store.columns import IDENTIFIER_LENGTH
from bot.store.tables.base import Table

WORD_LENGTH = 40

GENERAL_ROAD = frozenset({"summary", "request"})
"""Kinds of subject that go to the council's own system."""

RESTRICTED_ROAD = frozenset({"concern"})
"""Kinds of subject that go to the safeguarding team's system and nowhere else."""

EVERY_ROAD = GENERAL_ROAD | RESTRICTED_ROAD


class DeliveryState(StrEnum):
    """What became of a promise."""

    PENDING = "pending"
    DELIVERED = "delivered"
    DEAD = "dead"
    CANCELLED = "cancelled"


class DeliveryRow(Table):
    """One promise.

    Attributes:
        id: sent as ``webhook-id``; the same at each try.
        event: such as ``summary.shared``.
        subject_kind: ``summary``, ``request`` or ``concern``; the road it takes goes by this.
        subject_id: which one.
        version: which version of it.
        tries: tries begun since the row was made or last redelivered by hand.
        due_at: not before this.
        leased_by: name of the worker that is sending it now.
        leased_until: when that worker counts as gone.
        failure: why the latest try failed, in a word, such as ``timeout``.
    """

    __tablename__ = "deliveries"
    __table_args__ = (
        Index("ix_deliveries_state_due_at", "state", "due_at"),
        Index("ix_deliveries_subject_id", "subject_id"),
    )

    id: Mapped[str] = mapped_column(String(IDENTIFIER_LENGTH), primary_key=True)
    event: Mapped[str] = mapped_column(String(WORD_LENGTH))
    subject_kind: Mapped[str] = mapped_column(String(WORD_LENGTH))
    subject_id: Mapped[str] = mapped_column(String(IDENTIFIER_LENGTH))
    version: Mapped[int]
    state: Mapped[str] = mapped_column(String(WORD_LENGTH), default=DeliveryState.PENDING)
    made_at: Mapped[datetime]
    due_at: Mapped[datetime]
    tries: Mapped[int] = mapped_column(default=0)
    leased_by: Mapped[str | None] = mapped_column(String(IDENTIFIER_LENGTH))
    leased_until: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]
    failure: Mapped[str | None] = mapped_column(String(WORD_LENGTH))


class AttemptRow(Table):
    """One try. Written when it begins, so that a worker killed half-way leaves a trace.

    Attributes:
        number: counts up for the delivery, redeliveries by hand included.
        outcome: ``begun``, ``delivered``, or why it failed, in a word.
        status: the HTTP status answered, if any.
    """

    __tablename__ = "delivery_attempts"
    __table_args__ = (UniqueConstraint("delivery_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    delivery_id: Mapped[str] = mapped_column(String(IDENTIFIER_LENGTH), ForeignKey("deliveries.id"))
    number: Mapped[int]
    begun_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
    outcome: Mapped[str] = mapped_column(String(WORD_LENGTH))
    status: Mapped[int | None]
