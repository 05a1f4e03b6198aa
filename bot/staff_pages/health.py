"""Whether this part of Front Door works; says nothing else."""

from __future__ import annotations

from flask import Blueprint

from bot.errors import StoreUnavailableError
from bot.staff_pages.desk import desk

pages = Blueprint("health", __name__)


@pages.get("/healthz")
def show() -> tuple[dict[str, str], int]:
    """Answer 200 if the store answers too, otherwise 503."""
    try:
        desk().store.check()
    except StoreUnavailableError:
        return {"status": "store unavailable"}, 503
    return {"status": "ok"}, 200
