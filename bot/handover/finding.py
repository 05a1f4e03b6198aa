"""Finding what was passed on, be it a summary or a request, and who works with it."""

from __future__ import annotations

from bot.errors import NotAllowedError, NotFoundError
from bot.store import Role, Work
from bot.store.repositories.passed_on import PassedOnRow
from bot.store.tables import StaffRow

READERS = frozenset({Role.FRONT_DOOR})
"""Who works with what residents share. Trainers and administrators do not (practice 6.5: minimise)."""

SAFEGUARDERS = frozenset({Role.SAFEGUARDING})
"""Who works with concerns, and nobody else; the role alone opens nothing that residents chose to share."""


ADMINISTRATORS = frozenset({Role.ADMINISTRATOR})
"""Who looks after deliveries, and after the door."""


def passed_on(work: Work, subject_id: str) -> PassedOnRow:
    """Return the summary or request with this id.

    Raises:
        NotFoundError: there is neither.
    """
    row = work.summaries.find(subject_id) or work.requests.find(subject_id)
    if row is None:
        raise NotFoundError("There is no summary or request with this id.")
    return row


def reader(work: Work, staff_id: str) -> StaffRow:
    """Return the staff member, if they may work with what residents share.

    Raises:
        NotFoundError: there is nobody with this id.
        NotAllowedError: they may not.
    """
    staff = work.staff.get(staff_id)
    if not has_role(staff, READERS):
        raise NotAllowedError("Only the front-door team works with what residents share.")
    return staff


def safeguarder(work: Work, staff_id: str) -> StaffRow:
    """Return the staff member, if they may work with concerns.

    Raises:
        NotFoundError: there is nobody with this id.
        NotAllowedError: they may not.
    """
    staff = work.staff.get(staff_id)
    if not has_role(staff, SAFEGUARDERS):
        raise NotAllowedError("Only the safeguarding team works with concerns.")
    return staff


def has_role(staff: StaffRow, roles: frozenset[Role]) -> bool:
    """Return whether a staff member has one of these roles."""
    return not roles.isdisjoint(Role(role) for role in staff.roles)
