"""Whether residents may come in, and who said so."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from bot.store.columns import IDENTIFIER_LENGTH
from bot.store.tables.base import Table

REASON_LENGTH = 200


class DoorChangeRow(Table):
    """The door was closed to residents, or opened again; the latest row says how it stands.

    Attributes:
        is_open: how it stands from then on.
        reason: whoever did it wrote it, for colleagues; no resident reads it.
        staff_id: who did it; None at the command line.
    """

    __tablename__ = "door_changes"

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime]
    is_open: Mapped[bool]
    reason: Mapped[str] = mapped_column(String(REASON_LENGTH))
    staff_id: Mapped[str | None] = mapped_column(String(IDENTIFIER_LENGTH), ForeignKey("staff.id"))
