"""The first page: with whom, and what to practise."""

from __future__ import annotations

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from bot.rehearsal_pages.desk import desk
from bot.studio.rehearsal.rehearsal import aims

pages = Blueprint("choosing", __name__)


@pages.get("/")
def show() -> ResponseReturnValue:
    """Show who can be rehearsed with, and what may be practised."""
    return render_template("choosing.html", residents=desk().residents(), aims=aims())
