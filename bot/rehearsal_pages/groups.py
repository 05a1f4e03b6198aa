"""A trainer's groups, and the learners in them."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue

from bot.errors import NotAllowedError
from bot.rehearsal_pages import keeping
from bot.rehearsal_pages.codes import digest_of, new_code
from bot.rehearsal_pages.desk import desk
from bot.rehearsal_pages.plots import group_over_time
from bot.rehearsal_pages.roles import TRAINERS
from bot.staff_pages.protection import restrict
from bot.staff_pages.sessions import staff

pages = Blueprint("groups", __name__, url_prefix="/groups")
restrict(pages, TRAINERS)

SHOWN_ONCE = "code_shown_once"


@pages.get("")
def show_list() -> ResponseReturnValue:
    """Show this trainer's groups."""
    return _list()


@pages.post("")
def make() -> ResponseReturnValue:
    """Make a group."""
    name = request.form.get("name", "")
    try:
        group_id = keeping.make_group(desk().unit_of_work, name, staff().id, desk().clock())
    except NotAllowedError as refusal:
        return _list(name, str(refusal)), 400
    return redirect(url_for("groups.show", group_id=group_id), 303)


@pages.get("/<group_id>")
def show(group_id: str) -> ResponseReturnValue:
    """Show a group: its learners by name, and all its rehearsals together over time."""
    return _group(group_id)


@pages.post("/<group_id>/learners")
def add_learner(group_id: str) -> ResponseReturnValue:
    """Add a learner; their code is shown once."""
    name, code = request.form.get("name", ""), new_code()
    try:
        learner_id = keeping.add_learner(
            desk().unit_of_work, group_id, name, digest_of(code, desk().settings), staff().id, desk().clock()
        )
    except NotAllowedError as refusal:
        return _group(group_id, name, str(refusal)), 400
    show_once(learner_id, code)
    return redirect(url_for("learners.show", learner_id=learner_id), 303)


@pages.get("/<group_id>/delete")
def ask_to_delete(group_id: str) -> ResponseReturnValue:
    """Ask once whether a group and everything in it shall be deleted."""
    return render_template(
        "sure.html",
        title="Delete this group?",
        what=f"{desk().queries.read_group(group_id, staff().id).name}, its learners and every rehearsal of theirs",
        action=url_for("groups.delete", group_id=group_id),
        back=url_for("groups.show", group_id=group_id),
    )


@pages.post("/<group_id>/delete")
def delete(group_id: str) -> ResponseReturnValue:
    """Delete a group and everything in it."""
    for learner_id in keeping.delete_group(desk().unit_of_work, group_id, staff().id, desk().clock()):
        desk().rooms.close_all_of(learner_id)
    flash("The group is deleted, with everything that was kept of its learners.")
    return redirect(url_for("groups.show_list"), 303)


def show_once(learner_id: str, code: str) -> None:
    """Let the learner's page show a code the next time it is opened, and never again."""
    session[SHOWN_ONCE] = [learner_id, code]


def code_to_show(learner_id: str) -> str:
    """Return a learner's code if it is to be shown now, or ""."""
    shown_for, code = session.pop(SHOWN_ONCE, ("", ""))
    return str(code) if shown_for == learner_id else ""


def _list(name: str = "", failure: str = "") -> str:
    return render_template("groups.html", groups=desk().queries.list_groups(staff().id), name=name, failure=failure)


def _group(group_id: str, name: str = "", failure: str = "") -> str:
    group = desk().queries.read_group(group_id, staff().id)
    kept = desk().queries.list_rehearsals_of_group(group.id)
    return render_template(
        "group.html",
        group=group,
        learners=desk().queries.list_learners(group.id),
        rehearsals=len(kept),
        shown=group_over_time(kept),
        name=name,
        failure=failure,
    )
