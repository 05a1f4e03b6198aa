"""Signing in and out."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from bot.errors import NotAllowedError
from bot.staff import sign_in, sign_out
from bot.staff_pages import sessions
from bot.staff_pages.desk import desk
from bot.staff_pages.protection import is_local_path

pages = Blueprint("sign_in", __name__)


@pages.get("/sign-in")
def show() -> ResponseReturnValue:
    """Ask for name and password; whoever is signed in already goes on."""
    wanted = _wanted(request.args.get("next", ""))
    if sessions.recognise():
        return redirect(wanted, 303)
    return _form(wanted)


@pages.post("/sign-in")
def submit() -> ResponseReturnValue:
    """Check name and password, and begin a session."""
    wanted = _wanted(request.form.get("next", ""))
    name, password = request.form.get("sign_in_name", ""), request.form.get("password", "")
    since = desk().clock()
    try:
        member = sign_in(desk().store.unit_of_work(), name, password, request.remote_addr or "", desk().clock)
    except NotAllowedError as refusal:
        return _form(wanted, failure=str(refusal), sign_in_name=name), 403
    sessions.begin(member, since)
    return redirect(wanted, 303)


@pages.post("/sign-out")
def leave() -> ResponseReturnValue:
    """End every session of this person, here and on any other device."""
    sign_out(desk().store.unit_of_work(), sessions.staff().id, desk().clock)
    sessions.end()
    flash("You have signed out, here and everywhere else.")
    return redirect(url_for("sign_in.show"), 303)


def _form(wanted: str, failure: str = "", sign_in_name: str = "") -> str:
    return render_template("sign_in.html", next=wanted, failure=failure, sign_in_name=sign_in_name)


def _wanted(address: str) -> str:
    return address if is_local_path(address) else "/"
