"""Who is signed in. The session is a signed cookie that holds an id and two moments, and nothing about anybody else."""

from __future__ import annotations

from datetime import datetime, timedelta

from flask import g, session

from bot.errors import NotFoundError
from bot.staff_pages.desk import desk
from bot.store.staff_records import StaffMember

LIFETIME = timedelta(hours=10)
"""A working day; then everybody signs in again."""

IDLE = timedelta(hours=1)
"""A page left open on an unattended desk is of use to nobody for longer than this."""

NOTED_AGAIN_AFTER = timedelta(minutes=1)
"""How often "last seen" is written; not at every page."""

WHO, SINCE, SEEN = "staff", "since", "seen"


def begin(staff: StaffMember, since: datetime) -> None:
    """Begin a session; whatever a stranger may have put into the browser before is gone.

    Args:
        staff: who signed in.
        since: a moment before their password was checked.
    """
    session.clear()
    session[WHO] = staff.id
    session[SINCE] = session[SEEN] = since.isoformat()


def end() -> None:
    """End the session of this browser."""
    session.clear()


def staff() -> StaffMember:
    """Return who is signed in; only for pages that stand behind the sign-in."""
    member: StaffMember = g.staff
    return member


def recognise() -> StaffMember | None:
    """Return who this browser is signed in as, or None; a session that is over is cleared away.

    Raises:
        StoreUnavailableError: nobody can be recognised now.
    """
    g.staff = _member() if WHO in session else None
    if g.staff is None and WHO in session:
        end()
    return staff() if g.staff else None


def _member() -> StaffMember | None:
    """Return the member of staff, if the session still holds and their sign-in has not changed since."""
    at = desk().clock()
    try:
        since, seen = (datetime.fromisoformat(session[name]) for name in (SINCE, SEEN))
        member, signed_out_at = desk().store.queries.read_signed_in(session[WHO])
    except (KeyError, TypeError, ValueError, NotFoundError):
        return None
    too_old = at - since > LIFETIME or at - seen > IDLE
    # Whoever signed out after the session began ended it: a copy of its cookie must be of no use then.
    signed_out = signed_out_at is not None and since <= signed_out_at
    if too_old or signed_out or not member.may_sign_in or since < member.password_changed_at:
        return None
    if at - seen > NOTED_AGAIN_AFTER:
        session[SEEN] = at.isoformat()
    return member
