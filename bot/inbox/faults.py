"""Errors, as pages in plain words."""

from __future__ import annotations

from collections.abc import Callable

from flask import Flask, render_template
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException

from bot.errors import ConflictError, NotAllowedError, NotFoundError, SettingsError, StoreUnavailableError
from bot.logs import logger

log = logger(__name__)

STATUS = {
    NotFoundError: 404,
    NotAllowedError: 403,
    ConflictError: 409,
    StoreUnavailableError: 503,
    SettingsError: 500,
}

OTHER = 500


def add_fault_pages(app: Flask) -> None:
    """Let an application answer every error with a page that says what to do."""
    for kind, status in STATUS.items():
        app.register_error_handler(kind, _page_for(status))
    app.register_error_handler(CSRFError, lambda _error: fault_page("stale_form", 400))
    app.register_error_handler(HTTPException, _http_page)


def fault_page(fault: str, status: int) -> tuple[str, int]:
    """Return a page for one kind of fault; ``fault.html`` holds the words."""
    return render_template("fault.html", fault=fault), status


def _page_for(status: int) -> Callable[[Exception], tuple[str, int]]:
    def answer(error: Exception) -> tuple[str, int]:
        if status >= OTHER:
            log.error("inbox.not_available", kind=type(error).__name__)
        return fault_page(str(status), status)

    return answer


def _http_page(error: HTTPException) -> tuple[str, int, list[tuple[str, str]]]:
    status = error.code or OTHER
    kept = [(name, value) for name, value in error.get_headers() if name.lower() in ("allow", "retry-after")]
    page, _ = fault_page(str(status), status)
    return page, status, kept
