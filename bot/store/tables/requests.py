"""Requests for a person or for an assessment, passed on the moment they are made."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from bot.store.columns import IDENTIFIER_LENGTH
from bot.store.tables.base import Table
from bot.store.tables.passed_on import PassedOnColumns

KIND_LENGTH = 16


class RequestRow(PassedOnColumns, Table):
    """One request; one of each kind for each contact.

    Attributes:
        kind: ``person`` or ``assessment``.
        content: ``{"words": ..., "safe_contact": {...}, "how_to_talk": {...}}``, or None once erased.
    """

    __tablename__ = "requests"
    __table_args__ = (UniqueConstraint("contact_id", "kind"), Index("ix_requests_changed_at_id", "changed_at", "id"))

    contact_id: Mapped[str] = mapped_column(String(IDENTIFIER_LENGTH))
    kind: Mapped[str] = mapped_column(String(KIND_LENGTH))
    content: Mapped[dict[str, Any] | None]
