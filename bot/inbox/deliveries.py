"""What could not be sent to the council's own system, for administrators; no resident's words are here."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from bot.errors import NotAllowedError
from bot.handover import redeliver
from bot.inbox.desk import desk
from bot.inbox.protection import ADMINISTRATORS
from bot.staff_pages.protection import restrict
from bot.staff_pages.sessions import staff

pages = Blueprint("deliveries", __name__)
restrict(pages, ADMINISTRATORS)


@pages.get("/deliveries")
def show() -> ResponseReturnValue:
    """Show what is not tried any more, and how much is in which state."""
    return render_template(
        "deliveries.html",
        dead=desk().queries.list_dead_deliveries(),
        counts=desk().queries.count_deliveries(),
        has_webhook=bool(desk().settings.webhook_url),
    )


@pages.post("/deliveries/<delivery_id>/send-again")
def send_again(delivery_id: str) -> ResponseReturnValue:
    """Have a delivery tried again from the start."""
    try:
        redeliver(desk().unit_of_work, delivery_id, staff().id, desk().clock)
    except NotAllowedError:
        flash("This one is being sent already, or the person changed or withdrew it. Nothing was done.")
    else:
        flash("It will be sent again in a moment.")
    return redirect(url_for("deliveries.show"), 303)
