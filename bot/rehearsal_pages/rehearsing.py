"""The talk itself: a turn, going back, a break, stopping, leaving."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from flask import Blueprint, abort, flash, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from bot.errors import NotFoundError
from bot.rehearsal_pages.desk import desk
from bot.rehearsal_pages.learning import keep
from bot.rehearsal_pages.rooms import Room, holds, let_go
from bot.strengths.first_help import lines
from bot.studio.feedback import feedback
from bot.studio.rehearsal.quiet_line import quiet_line

pages = Blueprint("rehearsing", __name__, url_prefix="/rehearsals/<room_id>")

LONGEST_TURN = 1000
"""Characters; nobody says more at once to somebody they want to hear."""

MOST_TURNS = 60
MOST_BRANCHES = 30
TO_TALK_TO = ("samaritans", "shout")
"""Lines of ``safety.yml`` for a learner whom a rehearsal has touched."""

TOO_LONG = f"That is more than {LONGEST_TURN} characters, so it was not said. Say less at once."
OUT_OF_DATE = "You have gone on elsewhere since then. This is how it stands now. Your words are in the box."
FULL = "This rehearsal is as long as one can be. Talk it over, or go back to a turn."


@pages.get("")
def show(room_id: str) -> ResponseReturnValue:
    """Show the talk so far."""
    return page_of(room_of(room_id))


@pages.post("/turns")
def say(room_id: str) -> ResponseReturnValue:
    """Take a turn; an empty one is silence."""
    room = room_of(room_id)
    said = request.form.get("said", "").strip()
    if len(said) > LONGEST_TURN:
        return page_of(room, draft=said, failure=TOO_LONG), 400
    if request.form.get("turn") != str(len(room.rehearsal.exchanges) + 1):
        # Sent twice, or from a page that was left behind: nothing is said that was not meant for this moment.
        repeated = bool(room.rehearsal.exchanges) and room.rehearsal.exchanges[-1].said == (said or "...")
        return _to_latest(room) if repeated else (page_of(room, draft=said, failure=OUT_OF_DATE), 409)
    if len(room.rehearsal.exchanges) >= MOST_TURNS or room.stopped:
        return page_of(room, draft=said, failure=FULL), 409
    return _changed(room, lambda it: replace(it, rehearsal=it.rehearsal.say(said, feedback), paused=False))


@pages.post("/rewind")
def rewind(room_id: str) -> ResponseReturnValue:
    """Go back to where a turn had not been taken; what was tried stays beside it."""
    room = room_of(room_id)
    to_turn = number(request.form.get("turn", ""))
    if len(room.rehearsal.branches) >= MOST_BRANCHES:
        flash("You have tried as many ways as can be kept. Take up one of them, or begin again.")
        return redirect(url_for("rehearsing.show", room_id=room.id), 303)
    flash(f"You are back before turn {to_turn}. What you tried is kept below, under \u201cOther ways you tried\u201d.")
    return _changed(
        room,
        lambda it: replace(
            it, rehearsal=it.rehearsal.rewind(to_turn), own_view=None, nearer="", paused=False, stopped=False
        ),
    )


@pages.post("/take-up")
def take_up(room_id: str) -> ResponseReturnValue:
    """Go on from another way that was tried."""
    branch = number(request.form.get("branch", ""))
    return _changed(
        room_of(room_id),
        lambda it: replace(it, rehearsal=it.rehearsal.take_up(branch), own_view=None, nearer="", stopped=False),
    )


@pages.post("/feedback")
def show_feedback(room_id: str) -> ResponseReturnValue:
    """Show the line after each turn, or keep it for the end."""
    hidden = request.form.get("show") == "no"
    return _changed(room_of(room_id), lambda it: replace(it, feedback_hidden=hidden))


@pages.post("/pause")
def pause(room_id: str) -> ResponseReturnValue:
    """Take a break, or go on after one."""
    paused = request.form.get("go_on") != "yes"
    return _changed(room_of(room_id), lambda it: replace(it, paused=paused))


@pages.post("/stop")
def stop(room_id: str) -> ResponseReturnValue:
    """Stop the talk at once."""
    room = desk().rooms.change(room_of(room_id).id, lambda it: replace(it, stopped=True))
    keep(room)
    return redirect(url_for("rehearsing.show_stopped", room_id=room.id), 303)


@pages.get("/stopped")
def show_stopped(room_id: str) -> ResponseReturnValue:
    """Say that it is over, and who there is to talk to."""
    room = room_of(room_id)
    known = lines()
    return render_template("stopped.html", room=room, lines=[known[key].say for key in TO_TALK_TO])


@pages.post("/leave")
def leave(room_id: str) -> ResponseReturnValue:
    """Leave for good; what is not kept in a learner's records is gone at once."""
    room = room_of(room_id)
    desk().rooms.close(room.id)
    let_go(room.id)
    flash("Your rehearsal is over." if room.record_id else "Your rehearsal is over, and nothing of it is kept.")
    return redirect(url_for("choosing.show"), 303)


def room_of(room_id: str) -> Room:
    """Return the room that an address names, if this browser may enter it.

    Otherwise, or when the room is gone, the answer is a page that says so, and not which of the two.
    """
    try:
        if not holds(room_id):
            raise NotFoundError("This browser holds no such room.")
        return desk().rooms.get(room_id)
    except NotFoundError:
        abort(make_response(render_template("over.html"), 404))


def page_of(room: Room, draft: str = "", failure: str = "") -> str:
    """Return the page of the talk.

    Args:
        room: the rehearsal.
        draft: what stands in the box.
        failure: why the last turn was not taken.
    """
    return render_template(
        "rehearsing.html",
        room=room,
        quiet_line=quiet_line,
        draft=draft,
        failure=failure,
        longest=LONGEST_TURN,
        full=len(room.rehearsal.exchanges) >= MOST_TURNS,
    )


def number(text: str) -> int:
    """Return a number that a form carries; 0 for anything that is none."""
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 3 else 0


def _changed(room: Room, change: Callable[[Room], Room]) -> ResponseReturnValue:
    room = desk().rooms.change(room.id, change)
    keep(room)
    return _to_latest(room)


def _to_latest(room: Room) -> ResponseReturnValue:
    return redirect(url_for("rehearsing.show", room_id=room.id, _anchor="latest"), 303)
