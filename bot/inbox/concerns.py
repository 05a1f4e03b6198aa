"""Safety concerns, for the safeguarding team: the list, one concern, "I am picking this up", "send again"."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from bot.errors import NotAllowedError
from bot.handover import acknowledge_concern, record_view, redeliver
from bot.inbox.concern_sheet import concern_sheet_of, kinds_in_words, tier_in_words
from bot.inbox.desk import desk
from bot.inbox.listing import page_asked_for
from bot.inbox.protection import SAFEGUARDERS
from bot.staff_pages.protection import restrict
from bot.staff_pages.sessions import staff
from bot.store.tables import RESTRICTED_ROAD

pages = Blueprint("concerns", __name__)
restrict(pages, SAFEGUARDERS)

PAGE_SIZE = 25


@pages.get("/concerns")
def show_list() -> ResponseReturnValue:
    """Show what was noticed: what waits first, the most urgent of it on top."""
    concerns = page_asked_for(lambda number: desk().queries.list_concerns_page(staff().id, number, PAGE_SIZE))
    return render_template(
        "concerns.html",
        concerns=concerns,
        tier_in_words=tier_in_words,
        kinds_in_words=kinds_in_words,
        dead=desk().queries.list_dead_deliveries(RESTRICTED_ROAD),
    )


@pages.get("/concerns/<subject_id>")
def show_concern(subject_id: str) -> ResponseReturnValue:
    """Show one concern, and note who looked."""
    record_view(desk().unit_of_work, "concern", subject_id, staff().id, clock=desk().clock)
    stored = desk().queries.read_concern(subject_id)
    return render_template(
        "concern.html",
        stored=stored,
        sheet=concern_sheet_of(stored.content, desk().settings.question_folder),
        deliveries=desk().queries.list_deliveries(subject_id, RESTRICTED_ROAD),
        history=desk().queries.list_audit(subject_id),
    )


@pages.post("/concerns/<subject_id>/pick-up")
def pick_up(subject_id: str) -> ResponseReturnValue:
    """Note that this person is on it."""
    picked_up = acknowledge_concern(desk().unit_of_work, subject_id, staff().id, desk().clock)
    flash("You are picking this up." if picked_up.is_you else f"{picked_up.by} was first and is picking this up.")
    return redirect(url_for("concerns.show_concern", subject_id=subject_id), 303)


@pages.post("/concerns/<subject_id>/deliveries/<delivery_id>/send-again")
def send_again(subject_id: str, delivery_id: str) -> ResponseReturnValue:
    """Have a delivery of a concern tried again from the start."""
    try:
        redeliver(desk().unit_of_work, delivery_id, staff().id, desk().clock)
    except NotAllowedError:
        flash("This one is being sent already, or the concern changed since. Nothing was done.")
    else:
        flash("It will be sent again in a moment.")
    return redirect(url_for("concerns.show_concern", subject_id=subject_id), 303)
