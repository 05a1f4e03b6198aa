"""What every table has: the same naming of constraints and the same column types."""

from __future__ import annotations

from datetime import datetime
from typing import Any, ClassVar

from sqlalchemy import MetaData
from sqlalchemy.orm import DeclarativeBase

from bot.store.columns import PLAIN_VALUES, UtcDateTime


class Table(DeclarativeBase):
    """Base of all tables.

    Constraints get names by rule, because a migration can only change what has a name.
    """

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(column_0_N_label)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map: ClassVar[dict[Any, Any]] = {
        datetime: UtcDateTime,
        dict[str, Any]: PLAIN_VALUES,
        list[str]: PLAIN_VALUES,
    }
