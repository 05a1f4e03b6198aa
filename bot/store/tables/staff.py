"""Who may sign in, what they opened, and sign-ins that failed."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint, false
from sqlalchemy.orm import Mapped, mapped_column

from bot.store.columns import IDENTIFIER_LENGTH
from bot.store.tables.base import Table

NAME_LENGTH = 120
HASH_LENGTH = 200
KIND_LENGTH = 16


class StaffRow(Table):
    """Somebody who may sign in.

    Attributes:
        sign_in_name: in lower case.
        roles: see ``bot.store.records.Role``.
        password_changed_at: a session older than this has ended.
    """

    __tablename__ = "staff"

    id: Mapped[str] = mapped_column(String(IDENTIFIER_LENGTH), primary_key=True)
    name: Mapped[str] = mapped_column(String(NAME_LENGTH))
    sign_in_name: Mapped[str] = mapped_column(String(NAME_LENGTH), unique=True)
    password_hash: Mapped[str] = mapped_column(String(HASH_LENGTH))
    roles: Mapped[list[str]]
    added_at: Mapped[datetime]
    password_changed_at: Mapped[datetime]


class ViewRow(Table):
    """The latest version of something that one staff member has opened.

    Attributes:
        is_latest: whether a summary or request has no later version than this, and its words are there. It makes what
            is unread countable (``OpenedRow``).
    """

    __tablename__ = "views"
    __table_args__ = (UniqueConstraint("subject_id", "staff_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    subject_kind: Mapped[str] = mapped_column(String(KIND_LENGTH))
    subject_id: Mapped[str] = mapped_column(String(IDENTIFIER_LENGTH))
    staff_id: Mapped[str] = mapped_column(String(IDENTIFIER_LENGTH), ForeignKey("staff.id"))
    version: Mapped[int]
    at: Mapped[datetime]
    is_latest: Mapped[bool] = mapped_column(default=False, server_default=false())


class OpenedRow(Table):
    """How many summaries and requests one staff member has opened in their latest version.

    The database itself keeps it, whoever writes to ``views`` (migration 0007): counting them afresh took longer the
    more were there. A migration that copies ``views`` has to make the triggers again.
    """

    __tablename__ = "opened"

    staff_id: Mapped[str] = mapped_column(String(IDENTIFIER_LENGTH), ForeignKey("staff.id"), primary_key=True)
    number: Mapped[int]


class SignInFailureRow(Table):
    """A sign-in that failed, or that is being checked.

    Attributes:
        name_key: digest of the name typed; never the name, since people type passwords into the wrong box.
        address_key: digest of the network address.
    """

    __tablename__ = "sign_in_failures"
    __table_args__ = (
        Index("ix_sign_in_failures_name_key_at", "name_key", "at"),
        Index("ix_sign_in_failures_address_key_at", "address_key", "at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    name_key: Mapped[str] = mapped_column(String(IDENTIFIER_LENGTH))
    address_key: Mapped[str] = mapped_column(String(IDENTIFIER_LENGTH))
    at: Mapped[datetime]
