"""Whether this browser rehearses with records kept, and keeping them."""

from __future__ import annotations

from bot.rehearsal_pages.rooms import Room


def learner_here() -> object | None:
    """Return the learner whose records this browser adds to; None for somebody without an account."""
    return None


def fields_of_the_learner() -> dict[str, object]:
    """Return what a room holds of the learner."""
    return {}


def keep(room: Room) -> None:
    """Keep a room in its learner's records; nothing is done for somebody without an account."""
