"""Changing one's own password."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from bot.errors import NotAllowedError
from bot.staff import change_password
from bot.staff_pages import sessions
from bot.staff_pages.desk import desk

pages = Blueprint("account", __name__)


@pages.get("/password")
def show() -> ResponseReturnValue:
    """Ask for the old password and the new one."""
    return render_template("password.html", failure="")


@pages.post("/password")
def submit() -> ResponseReturnValue:
    """Change the password; every other session of this person ends, this one goes on."""
    old, new, again = (request.form.get(name, "") for name in ("old_password", "new_password", "new_password_again"))
    if new != again:
        return render_template("password.html", failure="The two new passwords are not the same."), 400
    try:
        change_password(desk().store.unit_of_work(), sessions.staff().id, old, new, desk().clock)
    except NotAllowedError as refusal:
        return render_template("password.html", failure=str(refusal)), 400
    sessions.begin(sessions.staff(), desk().clock())
    flash("Your password is changed. Anywhere else you were signed in, you are signed out.")
    return redirect(url_for("account.show"), 303)
