"""A learner comes in with a code, is told what is kept before it is, and sees their own records."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.wrappers import Response as AnyResponse

from bot.rehearsal_pages import keeping
from bot.rehearsal_pages.codes import digest_of
from bot.rehearsal_pages.desk import desk
from bot.rehearsal_pages.kept_debrief import kept_page, kept_text
from bot.rehearsal_pages.learners import names_of_residents
from bot.rehearsal_pages.learning import come_in, go_out, learner_here, replayed
from bot.rehearsal_pages.plots import over_time
from bot.rehearsal_pages.rooms import hold
from bot.store.studio_records import Learner

pages = Blueprint("coming_in", __name__, url_prefix="/with-records")
own = Blueprint("own_records", __name__, url_prefix="/my-rehearsals")

LONGEST_CODE = 80
NOT_A_CODE = "That is not a code we know. Check each letter, or ask your trainer for a new one."


@pages.get("")
def show() -> ResponseReturnValue:
    """Ask for the code."""
    return render_template("code.html", failure="", code="")


@pages.get("/<code>")
def show_link(code: str) -> ResponseReturnValue:
    """Tell whoever followed a trainer's link what is kept; nothing is begun by opening it."""
    return _told(code)


@pages.post("")
def tell() -> ResponseReturnValue:
    """Tell a learner what is kept, before anything is."""
    return _told(request.form.get("code", ""))


@pages.post("/agreed")
def begin() -> ResponseReturnValue:
    """Let a learner who was told come in."""
    learner = _learner_with(request.form.get("code", ""))
    if learner is None:
        return render_template("code.html", failure=NOT_A_CODE, code=""), 400
    come_in(learner)
    return redirect(url_for("choosing.show"), 303)


@pages.post("/leave")
def leave() -> ResponseReturnValue:
    """Rehearse without records again, on this browser."""
    go_out()
    flash("From now on nothing is kept on this device. What was kept before stays, until it is deleted.")
    return redirect(url_for("choosing.show"), 303)


@own.before_request
def only_for_learners() -> AnyResponse | None:
    """Send whoever is no learner to where a code is asked for."""
    return None if learner_here() else redirect(url_for("coming_in.show"), 303)


@own.get("")
def show_own() -> ResponseReturnValue:
    """Show a learner what is kept of them."""
    learner = _learner()
    kept = desk().queries.list_rehearsals(learner.id)
    return render_template("own_records.html", learner=learner, shown=over_time(kept, names_of_residents()))


@own.get("/<rehearsal_id>")
def show_rehearsal(rehearsal_id: str) -> ResponseReturnValue:
    """Show a learner one rehearsal of theirs, once their own view is given."""
    kept = desk().queries.read_rehearsal(rehearsal_id, _learner().id)
    if kept.view.get("own_view") is None and replayed(dict(kept.record)) is not None:
        return render_template("kept_unfinished.html", kept=kept, name=names_of_residents()[kept.resident])
    return kept_page(
        kept,
        me="You",
        back=url_for("own_records.show_own"),
        text=url_for("own_records.download", rehearsal_id=kept.id),
        go_on=url_for("own_records.go_on", rehearsal_id=kept.id),
    )


@own.get("/<rehearsal_id>/debrief.txt")
def download(rehearsal_id: str) -> ResponseReturnValue:
    """Give a learner one rehearsal of theirs as plain text, once their own view is given."""
    kept = desk().queries.read_rehearsal(rehearsal_id, _learner().id)
    if kept.view.get("own_view") is None:
        return redirect(url_for("own_records.show_rehearsal", rehearsal_id=kept.id), 303)
    return kept_text(kept, me="You")


@own.post("/<rehearsal_id>/go-on")
def go_on(rehearsal_id: str) -> ResponseReturnValue:
    """Go on with a rehearsal that was left."""
    learner = _learner()
    kept = desk().queries.read_rehearsal(rehearsal_id, learner.id)
    rehearsal = replayed(dict(kept.record))
    if rehearsal is None:
        flash("This resident has changed since, so the talk cannot go on from there.")
        return redirect(url_for("own_records.show_rehearsal", rehearsal_id=kept.id), 303)
    own_view = kept.view.get("own_view")
    room = desk().rooms.open(
        rehearsal,
        request.remote_addr or "",
        learner_id=learner.id,
        record_id=kept.id,
        own_view=None if own_view is None else tuple(own_view),
        nearer=kept.view.get("nearer", ""),
    )
    hold(room)
    return redirect(url_for("rehearsing.show", room_id=room.id), 303)


@own.get("/delete")
def ask_to_delete() -> ResponseReturnValue:
    """Ask a learner once whether everything of theirs shall be deleted."""
    return render_template(
        "sure.html",
        title="Delete your records?",
        what="Every rehearsal of yours that is kept. Your code stops working",
        action=url_for("own_records.delete"),
        back=url_for("own_records.show_own"),
    )


@own.post("/delete")
def delete() -> ResponseReturnValue:
    """Delete everything of a learner at their own wish."""
    learner = _learner()
    keeping.leave_for_good(desk().unit_of_work, learner.id, desk().clock())
    desk().rooms.close_all_of(learner.id)
    go_out()
    flash("Everything that was kept of you is deleted.")
    return redirect(url_for("choosing.show"), 303)


def _learner() -> Learner:
    """Return the learner; ``only_for_learners`` has seen to it that there is one."""
    learner = learner_here()
    assert learner is not None  # noqa: S101
    return learner


def _told(code: str) -> ResponseReturnValue:
    learner = _learner_with(code)
    if learner is None:
        return render_template("code.html", failure=NOT_A_CODE, code=code[:LONGEST_CODE]), 400
    return render_template("told.html", learner=learner, code=code)


def _learner_with(code: str) -> Learner | None:
    if not 0 < len(code) <= LONGEST_CODE:
        return None
    return desk().queries.find_learner_by_code(digest_of(code, desk().settings))
