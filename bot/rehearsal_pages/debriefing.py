"""Talking a rehearsal over, in the order of practice 4.3: the learner's own view first, then what we saw."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from flask import Blueprint, Response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from bot.rehearsal_pages.desk import desk
from bot.rehearsal_pages.found_picture import found_picture
from bot.rehearsal_pages.learning import keep
from bot.rehearsal_pages.rehearsing import room_of
from bot.studio.rehearsal.debrief import debrief
from bot.studio.rehearsal.mirrors import mirrors
from bot.studio.rehearsal.quiet_line import quiet_line
from bot.studio.rehearsal.rehearsal import Rehearsal
from bot.studio.rehearsal.rewording import wording

pages = Blueprint("debriefing", __name__, url_prefix="/rehearsals/<room_id>")

LONGEST_VIEW = 2000
YOU = "You"


@pages.get("/own-view")
def ask(room_id: str) -> ResponseReturnValue:
    """Ask for the learner's own view; a safety cue that was missed is said before that, and plainly."""
    room = room_of(room_id)
    if not room.rehearsal.exchanges:
        return redirect(url_for("rehearsing.show", room_id=room.id), 303)
    return render_template("own_view.html", room=room, debrief=debrief(room.rehearsal), longest=LONGEST_VIEW)


@pages.post("/own-view")
def tell(room_id: str) -> ResponseReturnValue:
    """Take the learner's own view in; it may be left empty."""
    room = room_of(room_id)
    asked = debrief(room.rehearsal).own_view
    view = tuple(request.form.get(f"view_{number}", "").strip()[:LONGEST_VIEW] for number in range(len(asked)))
    room = desk().rooms.change(room.id, lambda it: replace(it, own_view=view))
    keep(room)
    return redirect(url_for("debriefing.show", room_id=room.id), 303)


@pages.get("/debrief")
def show(room_id: str) -> ResponseReturnValue:
    """Show what could be seen; not before the learner's own view."""
    room = room_of(room_id)
    if room.own_view is None:
        return redirect(url_for("debriefing.ask", room_id=room.id), 303)
    return render_template("debrief.html", room=room, **told_of(room.rehearsal, room.own_view, room.nearer))


@pages.post("/nearer")
def note_nearer(room_id: str) -> ResponseReturnValue:
    """Note which of the pair was nearer; scored by nobody."""
    nearer = request.form.get("nearer", "")
    nearer = nearer if nearer in ("conventional", "strengths") else ""
    room = desk().rooms.change(room_of(room_id).id, lambda it: replace(it, nearer=nearer))
    keep(room)
    return redirect(url_for("debriefing.show", room_id=room.id, _anchor="pair"), 303)


@pages.get("/debrief.txt")
def download(room_id: str) -> ResponseReturnValue:
    """Give the debrief and the whole talk as plain text."""
    room = room_of(room_id)
    if room.own_view is None:
        return redirect(url_for("debriefing.ask", room_id=room.id), 303)
    told = told_of(room.rehearsal, room.own_view, room.nearer)
    return as_text("debrief.txt", room.rehearsal.resident.key, told)


def told_of(rehearsal: Rehearsal, own_view: tuple[str, ...], nearer: str, me: str = YOU) -> dict[str, object]:
    """Return what the page and the text of a debrief both need.

    Args:
        rehearsal: as it stands.
        own_view: what the learner answered first; empty when nothing.
        nearer: which of the pair was nearer, or "".
        me: what the learner is called: "You", or a name when a trainer reads it.
    """
    found = debrief(rehearsal)
    return {
        "rehearsal": rehearsal,
        "name": rehearsal.resident.name,
        "me": me,
        "debrief": found,
        "mirrors": mirrors(found.indicators),
        "picture": found_picture(found.found, found.undiscovered),
        "words": wording(),
        "quiet_line": quiet_line,
        "own_view": own_view,
        "nearer": nearer,
    }


def as_text(template: str, resident: str, told: Mapping[str, object]) -> Response:
    """Return a debrief as a file to keep.

    Args:
        template: the text's template.
        resident: key of who was met.
        told: what the template needs.
    """
    disposition = f'attachment; filename="rehearsal-{resident}.txt"'
    words = render_template(template, **told)
    return Response(words, mimetype="text/plain", headers={"Content-Disposition": disposition})
