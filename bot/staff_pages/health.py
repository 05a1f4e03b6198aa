"""Whether this part of Front Door is there and works; says nothing else."""

from __future__ import annotations

import time

from flask import Blueprint, Response, g

from bot.monitoring.metrics import count_page
from bot.staff_pages.desk import desk

pages = Blueprint("health", __name__)


@pages.get("/alive")
def alive() -> dict[str, bool]:
    """Answer 200: the process answers. Nothing is looked at."""
    return {"alive": True}


@pages.get("/ready")
@pages.get("/healthz")
def show() -> tuple[dict[str, bool], int]:
    """Answer 200 if the store answers too, otherwise 503."""
    ready = desk().readiness.is_ready()
    return {"ready": ready}, 200 if ready else 503


def begin_counting() -> None:
    """Note when a page was asked for; for ``Flask.before_request``."""
    g.asked_at = time.monotonic()


def count(response: Response) -> Response:
    """Count a page that is answered; for ``Flask.after_request``."""
    if "asked_at" in g:
        count_page(response.status_code, time.monotonic() - g.asked_at)
    return response
