"""What everything that came to the team has in common, and what a resident may take back besides."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, declared_attr, mapped_column

from bot.store.columns import IDENTIFIER_LENGTH

REFERENCE_LENGTH = 16


class ArrivedColumns:
    """Columns of whatever came to the team: a summary, a request or a concern.

    Attributes:
        id: issued here, meaningless by itself.
        contact_id: the conversation it came from.
        reference: what the resident can quote.
        version: counts up with each change, from 1.
        arrived_at: when the first version came.
        changed_at: when the latest version came.
        picked_up_by: id of the staff member who said "I am picking this up".
    """

    id: Mapped[str] = mapped_column(String(IDENTIFIER_LENGTH), primary_key=True)
    reference: Mapped[str] = mapped_column(String(REFERENCE_LENGTH), unique=True)
    version: Mapped[int] = mapped_column(default=1)
    arrived_at: Mapped[datetime]
    changed_at: Mapped[datetime] = mapped_column(index=True)
    picked_up_at: Mapped[datetime | None]

    @declared_attr
    def picked_up_by(self) -> Mapped[str | None]:
        """Return the column; a foreign key has to be made anew for each table."""
        return mapped_column(String(IDENTIFIER_LENGTH), ForeignKey("staff.id"))


class PassedOnColumns(ArrivedColumns):
    """Columns of what a resident passed on and may take back.

    Attributes:
        withdrawal_asked_at: when the resident asked for it to be deleted, too late to just do it.
        erased_at: when its words were erased at the resident's request; the row stays as a tombstone.
    """

    withdrawal_asked_at: Mapped[datetime | None]
    erased_at: Mapped[datetime | None] = mapped_column(index=True)
