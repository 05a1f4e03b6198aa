"""Who did what, in identifiers."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from bot.store.columns import IDENTIFIER_LENGTH
from bot.store.tables.base import Table

EVENT_LENGTH = 40


class AuditEventRow(Table):
    """One thing that happened.

    Attributes:
        event: a name declared in ``bot.store.audit``.
        subject_id: the summary, request or staff member it happened to.
        staff_id: who did it; None when a resident or the program did.
        details: the fields that the event declares, no others.
    """

    __tablename__ = "audit_events"

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime]
    event: Mapped[str] = mapped_column(String(EVENT_LENGTH))
    subject_id: Mapped[str] = mapped_column(String(IDENTIFIER_LENGTH), index=True)
    staff_id: Mapped[str | None] = mapped_column(String(IDENTIFIER_LENGTH), ForeignKey("staff.id"))
    details: Mapped[dict[str, Any]]
