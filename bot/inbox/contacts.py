"""What residents passed on: the list, a summary, a request, and "I am picking this up"."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from bot.handover import acknowledge, record_view
from bot.inbox.desk import desk
from bot.inbox.listing import as_address, edge_asked_for
from bot.inbox.protection import ADMINISTRATORS, READERS, SAFEGUARDERS
from bot.inbox.sheet import how_to_talk, sheet_of, ways_to_reach
from bot.staff_pages.protection import restrict
from bot.staff_pages.sessions import staff
from bot.store import StoredSummary

pages = Blueprint("contacts", __name__)
restrict(pages, READERS)

PAGE_SIZE = 25

first_page = Blueprint("first_page", __name__)


@first_page.get("/")
def show() -> ResponseReturnValue:
    """Lead to the page that this person works with; what cannot wait comes first."""
    if not SAFEGUARDERS.isdisjoint(staff().roles):
        return redirect(url_for("concerns.show_list"), 303)
    if READERS.isdisjoint(staff().roles) and not ADMINISTRATORS.isdisjoint(staff().roles):
        return redirect(url_for("deliveries.show"), 303)
    return redirect(url_for("contacts.show_list"), 303)


@pages.get("/contacts")
def show_list() -> ResponseReturnValue:
    """Show what came in, newest first; whoever works with concerns too is told how many of those wait."""
    contacts = desk().queries.list_contacts_page(staff().id, edge_asked_for(), PAGE_SIZE)
    works_with_concerns = not SAFEGUARDERS.isdisjoint(staff().roles)
    waiting = desk().queries.count_waiting_concerns() if works_with_concerns else 0
    return render_template("contacts.html", contacts=contacts, waiting_concerns=waiting, as_address=as_address)


@pages.get("/summaries/<subject_id>")
def show_summary(subject_id: str) -> ResponseReturnValue:
    """Show a summary in its latest version."""
    record_view(desk().unit_of_work, "summary", subject_id, staff().id, clock=desk().clock)
    stored = desk().queries.read_summary(subject_id)
    return _summary_page(stored, stored.version)


@pages.get("/summaries/<subject_id>/versions/<int:version>")
def show_version(subject_id: str, version: int) -> ResponseReturnValue:
    """Show an earlier version of a summary; the latest has one address only."""
    stored = desk().queries.read_summary(subject_id, version)
    if version == stored.version:
        return redirect(url_for("contacts.show_summary", subject_id=subject_id), 303)
    record_view(desk().unit_of_work, "summary", subject_id, staff().id, version, desk().clock)
    return _summary_page(stored, version)


@pages.get("/requests/<subject_id>")
def show_request(subject_id: str) -> ResponseReturnValue:
    """Show that somebody asked for a person or for an assessment."""
    record_view(desk().unit_of_work, "request", subject_id, staff().id, clock=desk().clock)
    stored = desk().queries.read_request(subject_id)
    ways = ways_to_reach(stored.safe_contact) if stored.safe_contact else ()
    return render_template(
        "request.html",
        stored=stored,
        ways=ways,
        how_to_talk=how_to_talk(stored.how_to_talk.ways, stored.how_to_talk.words),
        history=desk().queries.list_audit(subject_id),
    )


@pages.post("/summaries/<subject_id>/pick-up")
def pick_up_summary(subject_id: str) -> ResponseReturnValue:
    """Note that this person is on it."""
    return _pick_up(subject_id, "contacts.show_summary")


@pages.post("/requests/<subject_id>/pick-up")
def pick_up_request(subject_id: str) -> ResponseReturnValue:
    """Note that this person is on it."""
    return _pick_up(subject_id, "contacts.show_request")


def _pick_up(subject_id: str, page: str) -> ResponseReturnValue:
    picked_up = acknowledge(desk().unit_of_work, subject_id, staff().id, desk().clock)
    flash("You are picking this up." if picked_up.is_you else f"{picked_up.by} was first and is picking this up.")
    return redirect(url_for(page, subject_id=subject_id), 303)


def _summary_page(stored: StoredSummary, version: int) -> str:
    return render_template(
        "summary.html",
        stored=stored,
        version=version,
        sheet=sheet_of(stored.summary) if stored.summary else None,
        history=desk().queries.list_audit(stored.id),
    )
