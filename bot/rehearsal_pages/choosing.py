"""The first page: with whom, and what to practise; and the forewarning before a safety layer."""

from __future__ import annotations

import secrets
from collections.abc import Mapping

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from bot.errors import NotAllowedError
from bot.rehearsal_pages.desk import desk
from bot.rehearsal_pages.learning import fields_of_the_learner, learner_here
from bot.rehearsal_pages.rooms import hold
from bot.studio.rehearsal.rehearsal import aims, start
from bot.studio.resident.person import Resident

pages = Blueprint("choosing", __name__)

NOTICES_DANGER = "safety"
"""The aim that needs the safety layer."""

SEEDS = 2**31


@pages.get("/")
def show() -> ResponseReturnValue:
    """Show who can be rehearsed with, and what may be practised."""
    return _form({})


@pages.post("/rehearsals")
def begin() -> ResponseReturnValue:
    """Begin a rehearsal; with a safety layer only after its warning was read."""
    resident = desk().residents().get(request.form.get("resident", ""))
    aim = request.form.get("aim", "")
    if resident is None:
        return _form(request.form, "Choose who you want to meet."), 400
    if aim not in aims():
        return _form(request.form, "Choose what you want to practise.", at="aim"), 400
    wants_safety = aim == NOTICES_DANGER or request.form.get("safety") == "yes"
    if wants_safety and resident.safety is None:
        return _form(request.form, f"{resident.name} has no safety layer. Choose somebody else, or go without it."), 400
    if wants_safety and request.form.get("forewarned") not in ("with", "without"):
        return render_template("forewarning.html", resident=resident, chosen=request.form)
    return _begun(resident, aim, safety=wants_safety and request.form.get("forewarned") == "with")


def _begun(resident: Resident, aim: str, *, safety: bool) -> ResponseReturnValue:
    rehearsal = start(resident, aim=aim, seed=secrets.randbelow(SEEDS), safety=safety)
    try:
        room = desk().rooms.open(
            rehearsal,
            request.remote_addr or "",
            feedback_hidden=request.form.get("feedback") == "end",
            **fields_of_the_learner(),
        )
    except NotAllowedError:
        return _form(request.form, "Every room is taken just now. Try again in some minutes."), 503
    hold(room)
    return redirect(url_for("rehearsing.show", room_id=room.id), 303)


def _form(chosen: Mapping[str, str], failure: str = "", at: str = "resident") -> str:
    cast = desk().residents()
    if chosen.get("resident", "") not in cast and request.args.get("resident", "") in cast:
        chosen = {**chosen, "resident": request.args["resident"]}
    return render_template(
        "choosing.html", residents=cast, aims=aims(), chosen=chosen, failure=failure, at=at, learner=learner_here()
    )
