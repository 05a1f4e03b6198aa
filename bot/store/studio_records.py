"""What the rehearsal studio reads: plain values that outlive the connection they were read on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any


@dataclass(frozen=True, kw_only=True)
class Group:
    """Learners whom one trainer looks after.

    Attributes:
        trainer: name of the trainer.
        learners: how many there are.
    """

    id: str
    name: str
    trainer: str
    made_at: datetime
    learners: int


@dataclass(frozen=True, kw_only=True)
class Learner:
    """Somebody whose rehearsals are kept.

    Attributes:
        name: as the trainer calls them.
        code_made_at: a session begun before this has ended.
        rehearsals: how many are kept.
        last_at: when the latest was last changed; None without one.
    """

    id: str
    group_id: str
    name: str
    code_made_at: datetime
    added_at: datetime
    rehearsals: int
    last_at: datetime | None


@dataclass(frozen=True, kw_only=True)
class KeptRehearsal:
    """One rehearsal as it is kept; see ``bot.store.tables.studio``."""

    id: str
    learner_id: str
    resident: str
    begun_at: datetime
    changed_at: datetime
    record: Mapping[str, Any]
    view: Mapping[str, Any]
    counted: Mapping[str, Any]
