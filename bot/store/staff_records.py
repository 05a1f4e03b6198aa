"""Who may sign in, as readers are given it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Role(StrEnum):
    """What a staff member may do."""

    FRONT_DOOR = "front_door"
    SAFEGUARDING = "safeguarding"
    TRAINER = "trainer"
    ADMINISTRATOR = "administrator"


@dataclass(frozen=True, kw_only=True)
class StaffMember:
    """Somebody who may sign in.

    Attributes:
        id: issued here.
        name: as colleagues know them.
        sign_in_name: in lower case.
        roles: what they may do.
        password_changed_at: a session begun before this has ended.
        may_sign_in: whether there is a password to sign in with.
    """

    id: str
    name: str
    sign_in_name: str
    roles: frozenset[Role]
    password_changed_at: datetime
    may_sign_in: bool = True
