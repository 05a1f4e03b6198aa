"""Every event of the audit trail, the fields it carries, and the sentence it is shown as.

The list reads like a policy: what is not here is not recorded, and no event can carry a person's words.
Source of the idea: alphagov/notifications-admin, ``app/event_handlers.py`` and ``app/models/event.py``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from bot.store.identifiers import is_identifier

Detail = str | int


@dataclass(frozen=True)
class Declaration:
    """What one event is.

    Attributes:
        sentence: shown to staff; ``{by}`` is who did it, other names are details.
        details: the fields it carries, each of them, always.
        by_staff: whether a staff member did it; None when either may be so.
    """

    sentence: str
    details: frozenset[str] = frozenset()
    by_staff: bool | None = False


def declare(sentence: str, *details: str, by_staff: bool | None = False) -> Declaration:
    """Return a declaration; shorter to read in the list below."""
    return Declaration(sentence, frozenset(details), by_staff)


EVENTS: Mapping[str, Declaration] = {
    "summary.shared": declare("The resident shared version {version}.", "version"),
    "summary.viewed": declare("{by} opened version {version}.", "version", by_staff=True),
    "summary.picked_up": declare("{by} picked this up.", by_staff=True),
    "summary.withdrawal_asked": declare("The resident asked for this to be deleted."),
    "summary.erased": declare("The resident asked for this to be deleted, and its words were erased."),
    "request.made": declare("The resident asked for this.", "version"),
    "request.contact_changed": declare("The resident changed how to reach them.", "version"),
    "request.viewed": declare("{by} opened this.", "version", by_staff=True),
    "request.picked_up": declare("{by} picked this up.", by_staff=True),
    "request.withdrawal_asked": declare("The resident asked for this to be deleted."),
    "request.erased": declare("The resident asked for this to be deleted, and its words were erased."),
    "concern.raised": declare("The program noticed a concern in what the person typed.", "version"),
    "concern.account_added": declare("The program noticed a concern in something more that they typed.", "version"),
    "concern.contact_changed": declare("The person said how it is safe to reach them.", "version"),
    "concern.not_meant": declare("The person said that it was not meant so.", "version"),
    "concern.wants_person": declare("The person asked to talk to a person.", "version"),
    "concern.stopped": declare("The person stopped the conversation.", "version"),
    "concern.carried_on": declare("The person carried on with the conversation.", "version"),
    "concern.deletion_asked": declare("The person asked for what they said to be deleted. This stays.", "version"),
    "concern.viewed": declare("{by} opened version {version}.", "version", by_staff=True),
    "concern.picked_up": declare("{by} picked this up.", by_staff=True),
    "delivery.delivered": declare("Version {version} reached the council's own system.", "delivery", "version"),
    "delivery.gave_up": declare(
        "Version {version} could not be sent to the council's own system ({failure}).", "delivery", "version", "failure"
    ),
    "delivery.wish_delivered": declare(
        "The council's own system was told that the resident asked for this to be deleted.", "delivery", "version"
    ),
    "delivery.wish_gave_up": declare(
        "The council's own system could not be told that the resident asked for this to be deleted ({failure}).",
        "delivery",
        "version",
        "failure",
    ),
    "delivery.redelivered": declare(
        "{by} asked for version {version} to be sent again.", "delivery", "version", by_staff=None
    ),
    # The reason stands beside the change of this number (``tables/doors.py``), for it may hold anything.
    "door.closed": declare("{by} closed the door to residents.", "change", by_staff=None),
    "door.opened": declare("{by} opened the door to residents.", "change", by_staff=None),
    "staff.added": declare("{by} added this person.", by_staff=None),
    "staff.signed_in": declare("{by} signed in.", by_staff=True),
    "staff.signed_out": declare("{by} signed out.", by_staff=True),
    "staff.password_changed": declare("{by} changed their password.", by_staff=True),
    "staff.password_reset": declare("{by} gave this person a new password.", by_staff=None),
    "group.made": declare("{by} made this group of learners.", by_staff=True),
    "group.deleted": declare("{by} deleted this group, and everything of its learners.", by_staff=True),
    "learner.added": declare("{by} added this learner.", by_staff=True),
    "learner.code_renewed": declare("{by} gave this learner a new code.", by_staff=True),
    "learner.deleted": declare("{by} deleted this learner and all their rehearsals.", by_staff=True),
    "learner.left": declare("The learner deleted all their rehearsals and themselves."),
    "learner.forgotten": declare("Nothing was rehearsed for as long as records are kept, and the learner was deleted."),
    "staff.deactivated": declare("{by} ended this person's sign-in.", by_staff=None),
}

NOBODY_NAMED = "Whoever runs this service"
"""Who did it, when it was done at the command line."""


def check(event: str, details: Mapping[str, Detail], staff_id: str | None) -> None:
    """Refuse an event that is not as declared.

    Args:
        event: its name.
        details: what it is to carry.
        staff_id: who did it, if a staff member did.

    Raises:
        ValueError: the event is not declared, its fields are not exactly those declared, a value is not a
            number or an identifier, or it says that staff did what staff cannot have done.
    """
    declaration = EVENTS.get(event)
    if declaration is None:
        raise ValueError(f"{event} is not declared in bot/store/audit.py.")
    if set(details) != declaration.details:
        raise ValueError(f"{event} carries exactly {sorted(declaration.details)}, not {sorted(details)}.")
    for name, value in details.items():
        if isinstance(value, str) and not is_identifier(value):
            raise ValueError(f"{event}: {name} must be a number or an identifier.")
    if declaration.by_staff is not None and declaration.by_staff != (staff_id is not None):
        raise ValueError(f"{event}: staff_id {'is missing' if declaration.by_staff else 'does not belong'}.")


def sentence(event: str, details: Mapping[str, Detail], by: str | None) -> str:
    """Return an event as a sentence for people.

    Args:
        event: its name.
        details: what it carries.
        by: name of the staff member who did it, if one did.
    """
    return EVENTS[event].sentence.format(by=by or NOBODY_NAMED, **details)
