"""A learner as their trainer sees them: rehearsals over time, each of them, a new code, deleting."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from bot.rehearsal_pages import keeping
from bot.rehearsal_pages.codes import digest_of, new_code
from bot.rehearsal_pages.desk import desk
from bot.rehearsal_pages.groups import code_to_show, show_once
from bot.rehearsal_pages.kept_debrief import kept_page, kept_text
from bot.rehearsal_pages.plots import over_time
from bot.rehearsal_pages.roles import TRAINERS
from bot.staff_pages.protection import restrict
from bot.staff_pages.sessions import staff
from bot.store.studio_records import Group, Learner

pages = Blueprint("learners", __name__, url_prefix="/learners/<learner_id>")
restrict(pages, TRAINERS)


@pages.get("")
def show(learner_id: str) -> ResponseReturnValue:
    """Show a learner's rehearsals over time."""
    learner, group = _learner(learner_id)
    kept = desk().queries.list_rehearsals(learner.id)
    return render_template(
        "learner.html",
        learner=learner,
        group=group,
        code=code_to_show(learner.id),
        shown=over_time(kept, names_of_residents()),
    )


@pages.post("/code")
def renew_code(learner_id: str) -> ResponseReturnValue:
    """Give a learner a new code, shown once."""
    code = new_code()
    keeping.renew_code(desk().unit_of_work, learner_id, digest_of(code, desk().settings), staff().id, desk().clock())
    show_once(learner_id, code)
    return redirect(url_for("learners.show", learner_id=learner_id), 303)


@pages.get("/rehearsals/<rehearsal_id>")
def show_rehearsal(learner_id: str, rehearsal_id: str) -> ResponseReturnValue:
    """Show one rehearsal as it was, and what could be seen."""
    learner, _ = _learner(learner_id)
    return kept_page(
        desk().queries.read_rehearsal(rehearsal_id, learner.id),
        me=learner.name,
        back=url_for("learners.show", learner_id=learner.id),
        text=url_for("learners.download", learner_id=learner.id, rehearsal_id=rehearsal_id),
    )


@pages.get("/rehearsals/<rehearsal_id>/debrief.txt")
def download(learner_id: str, rehearsal_id: str) -> ResponseReturnValue:
    """Give one rehearsal as plain text."""
    learner, _ = _learner(learner_id)
    return kept_text(desk().queries.read_rehearsal(rehearsal_id, learner.id), me=learner.name)


@pages.get("/delete")
def ask_to_delete(learner_id: str) -> ResponseReturnValue:
    """Ask once whether everything of a learner shall be deleted."""
    learner, _ = _learner(learner_id)
    return render_template(
        "sure.html",
        title="Delete this learner?",
        what=f"{learner.name} and every rehearsal of theirs",
        action=url_for("learners.delete", learner_id=learner.id),
        back=url_for("learners.show", learner_id=learner.id),
    )


@pages.post("/delete")
def delete(learner_id: str) -> ResponseReturnValue:
    """Delete everything of a learner."""
    group_id = keeping.delete_learner(desk().unit_of_work, learner_id, staff().id, desk().clock())
    desk().rooms.close_all_of(learner_id)
    flash("The learner is deleted, with everything that was kept of them.")
    return redirect(url_for("groups.show", group_id=group_id), 303)


def names_of_residents() -> dict[str, str]:
    """Return what residents are called, by key."""
    return {key: resident.name for key, resident in desk().residents().items()}


def _learner(learner_id: str) -> tuple[Learner, Group]:
    """Return a learner and their group, if it is this trainer's."""
    learner = desk().queries.read_learner(learner_id)
    return learner, desk().queries.read_group(learner.group_id, staff().id)
