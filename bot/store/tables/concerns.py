"""Safety concerns: what was noticed in what somebody typed, on a road of its own."""

from __future__ import annotations

from typing import Any

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from bot.store.columns import IDENTIFIER_LENGTH
from bot.store.tables.base import Table
from bot.store.tables.passed_on import ArrivedColumns

TIER_LENGTH = 40


class ConcernRow(ArrivedColumns, Table):
    """One concern; one for each conversation. It is never erased at a resident's request (safety duty).

    Attributes:
        tier: the most urgent tier of its accounts.
        content: ``ConcernContent.to_record()``: accounts, safe contact, notes.
    """

    __tablename__ = "concerns"

    contact_id: Mapped[str] = mapped_column(String(IDENTIFIER_LENGTH), unique=True)
    tier: Mapped[str] = mapped_column(String(TIER_LENGTH))
    content: Mapped[dict[str, Any]]
