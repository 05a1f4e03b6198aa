"""Strengths summaries, and a row for each version of their words."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from bot.store.columns import IDENTIFIER_LENGTH
from bot.store.tables.base import Table
from bot.store.tables.passed_on import PassedOnColumns


class SummaryRow(PassedOnColumns, Table):
    """One summary; one for each contact, which makes a repeated hand-over the same hand-over."""

    __tablename__ = "summaries"
    __table_args__ = (Index("ix_summaries_changed_at_id", "changed_at", "id"),)

    contact_id: Mapped[str] = mapped_column(String(IDENTIFIER_LENGTH), unique=True)
    versions: Mapped[list[VersionRow]] = relationship(order_by="VersionRow.version", cascade="all, delete-orphan")


class VersionRow(Table):
    """The words of one version of a summary.

    Attributes:
        content: ``Summary.to_record()``, or None once erased.
    """

    __tablename__ = "summary_versions"
    __table_args__ = (UniqueConstraint("summary_id", "version"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    summary_id: Mapped[str] = mapped_column(String(IDENTIFIER_LENGTH), ForeignKey("summaries.id"))
    version: Mapped[int]
    at: Mapped[datetime]
    content: Mapped[dict[str, Any] | None]
