"""Closing the door to residents and opening it, for administrators; no resident's words are here."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from bot.errors import NoReasonError
from bot.handover import close_door, open_door
from bot.inbox.desk import desk
from bot.inbox.protection import ADMINISTRATORS
from bot.staff_pages.protection import restrict
from bot.staff_pages.sessions import staff
from bot.store.tables import REASON_LENGTH

pages = Blueprint("door", __name__)
restrict(pages, ADMINISTRATORS)


@pages.get("/door")
def show() -> ResponseReturnValue:
    """Show how the door stands and what became of it lately."""
    return _page()


@pages.post("/door/close")
def close() -> ResponseReturnValue:
    """Close the door to residents."""
    reason = request.form.get("reason", "")
    try:
        changed = close_door(desk().unit_of_work, reason, staff().id, desk().clock)
    except NoReasonError as error:
        return _page(failure=str(error), reason=reason), 400
    flash("The door is closed to residents." if changed else "It was closed already, for this reason.")
    return redirect(url_for("door.show"), 303)


@pages.post("/door/open")
def open_again() -> ResponseReturnValue:
    """Open the door to residents again."""
    reason = request.form.get("reason", "")
    try:
        changed = open_door(desk().unit_of_work, reason, staff().id, desk().clock)
    except NoReasonError as error:
        return _page(failure=str(error), reason=reason), 400
    flash("The door is open to residents." if changed else "It was open already.")
    return redirect(url_for("door.show"), 303)


def _page(failure: str = "", reason: str = "") -> str:
    changes = desk().queries.list_door_changes()
    is_open = not changes or changes[0].is_open
    return render_template(
        "door.html", changes=changes, is_open=is_open, failure=failure, reason=reason, most=REASON_LENGTH
    )
