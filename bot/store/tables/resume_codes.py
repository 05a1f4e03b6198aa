"""Codes that open a conversation from another device, and tries that failed."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Index, String
from sqlalchemy.orm import Mapped, mapped_column

from bot.store.columns import IDENTIFIER_LENGTH
from bot.store.tables.base import Table


class ResumeCodeRow(Table):
    """The one code that a conversation has.

    Attributes:
        conversation: name of the conversation.
        code_key: keyed digest of the code; never the code.
        taker_key: keyed digest of whoever used it, to whom the same answer is given again; None while it is unused.
        taken_at: when it was used.
    """

    __tablename__ = "resume_codes"

    conversation: Mapped[str] = mapped_column(String(IDENTIFIER_LENGTH), primary_key=True)
    code_key: Mapped[str] = mapped_column(String(IDENTIFIER_LENGTH), unique=True)
    made_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    taker_key: Mapped[str | None] = mapped_column(String(IDENTIFIER_LENGTH))
    taken_at: Mapped[datetime | None]


class ResumeFailureRow(Table):
    """A code that opened nothing.

    Attributes:
        address_key: keyed digest of the network address.
    """

    __tablename__ = "resume_failures"
    __table_args__ = (
        Index("ix_resume_failures_address_key_at", "address_key", "at"),
        Index("ix_resume_failures_at", "at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    address_key: Mapped[str] = mapped_column(String(IDENTIFIER_LENGTH))
    at: Mapped[datetime]
