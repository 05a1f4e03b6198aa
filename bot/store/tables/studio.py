"""What the rehearsal studio keeps: groups, learners, and their rehearsals; nothing of anybody who got in touch."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from bot.store.columns import IDENTIFIER_LENGTH
from bot.store.tables.base import Table

NAME_LENGTH = 120
KEY_LENGTH = 80


class GroupRow(Table):
    """Learners whom one trainer looks after."""

    __tablename__ = "learner_groups"

    id: Mapped[str] = mapped_column(String(IDENTIFIER_LENGTH), primary_key=True)
    name: Mapped[str] = mapped_column(String(NAME_LENGTH))
    trainer_id: Mapped[str] = mapped_column(String(IDENTIFIER_LENGTH), ForeignKey("staff.id"), index=True)
    made_at: Mapped[datetime]


class LearnerRow(Table):
    """Somebody whose rehearsals are kept.

    Attributes:
        name: as the trainer calls them; it need not be their own.
        code_key: keyed digest of the code they come in with; never the code.
        code_made_at: a session begun before this has ended.
    """

    __tablename__ = "learners"

    id: Mapped[str] = mapped_column(String(IDENTIFIER_LENGTH), primary_key=True)
    group_id: Mapped[str] = mapped_column(String(IDENTIFIER_LENGTH), ForeignKey("learner_groups.id"), index=True)
    name: Mapped[str] = mapped_column(String(NAME_LENGTH))
    code_key: Mapped[str] = mapped_column(String(IDENTIFIER_LENGTH), unique=True)
    code_made_at: Mapped[datetime]
    added_at: Mapped[datetime]


class RehearsalRow(Table):
    """One rehearsal of a learner.

    Attributes:
        resident: key of who was met.
        begun_at: when the first turn was taken.
        changed_at: when it was last changed.
        record: what has to be kept for it to be replayed (``bot.studio.rehearsal``), with what was answered.
        view: what the learner said of it: their own view, and which of a pair was nearer.
        counted: the indicators, as they were counted then.
    """

    __tablename__ = "rehearsals"
    __table_args__ = (Index("ix_rehearsals_learner_id_begun_at", "learner_id", "begun_at"),)

    id: Mapped[str] = mapped_column(String(IDENTIFIER_LENGTH), primary_key=True)
    learner_id: Mapped[str] = mapped_column(String(IDENTIFIER_LENGTH), ForeignKey("learners.id"))
    resident: Mapped[str] = mapped_column(String(KEY_LENGTH))
    begun_at: Mapped[datetime]
    changed_at: Mapped[datetime]
    record: Mapped[dict[str, Any]]
    view: Mapped[dict[str, Any]]
    counted: Mapped[dict[str, Any]]
