"""Errors, as pages in plain words."""

from __future__ import annotations

import traceback
from collections.abc import Callable
from pathlib import Path

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
    app.register_error_handler(Exception, _unforeseen)


def fault_page(fault: str, status: int) -> tuple[str, int]:
    """Return a page for one kind of fault; ``fault.html`` holds the words."""
    return render_template("fault.html", fault=fault), status


def _page_for(status: int) -> Callable[[Exception], tuple[str, int]]:
    def answer(error: Exception) -> tuple[str, int]:
        if status >= OTHER:
            log.error("pages.not_available", kind=type(error).__name__)
        return fault_page(str(status), status)

    return answer


def _http_page(error: HTTPException) -> tuple[str, int, list[tuple[str, str]]]:
    status = error.code or OTHER
    kept = [(name, value) for name, value in error.get_headers() if name.lower() in ("allow", "retry-after")]
    page, _ = fault_page(str(status), status)
    return page, status, kept


def _unforeseen(error: Exception) -> tuple[str, int]:
    """Answer a fault of ours, and log where it is; not what it says, since that may hold somebody's words."""
    frames = traceback.extract_tb(error.__traceback__)
    where = f"{Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else ""
    ours = [f"{Path(frame.filename).name}:{frame.lineno}" for frame in frames if "bot" in Path(frame.filename).parts]
    log.error("pages.failed", kind=type(error).__name__, where=where, from_our=ours[-1] if ours else "")
    return fault_page(str(OTHER), OTHER)
