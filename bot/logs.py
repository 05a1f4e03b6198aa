"""Log lines that carry identifiers and never a person's words.

Use::

    from bot.logs import logger

    log = logger(__name__)
    log.info("summary.shared", summary_id=summary_id, version=2)

The event name is static, everything else is a field, and a field is an identifier, a number or a
duration (warehouse's logging rules). As a last line of defence a field that could hold words is left out.
"""

from __future__ import annotations

import json
import logging
import sys
import traceback
from collections.abc import MutableMapping
from datetime import UTC, datetime
from typing import Any, cast

import structlog

LONGEST_FIELD = 120
READABLE = "%(asctime)s %(levelname)-7s %(name)s %(message)s"
FIELDS = "front_door_fields"
"""Where a record of the standard library's carries the fields of an event."""

LEFT_OUT = "(left out)"
# Names under which words, names and numbers of people travel in this code; none belongs in a log.
FIELDS_OF_WORDS = frozenset(
    {
        "address", "answer", "body", "content", "email", "message", "name", "password", "payload", "phone", "query",
        "quote", "said", "secret", "sign_in_name", "statement", "summary", "text", "title", "token", "value", "words",
    }
)  # fmt: skip


def leave_out_words(_logger: object, _level: str, fields: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """Replace every field that could hold a person's words.

    Args:
        fields: the event and its fields; changed in place.

    Returns:
        The same fields, with ``(left out)`` where words could have been.
    """
    for name, value in fields.items():
        is_long = isinstance(value, str) and len(value) > LONGEST_FIELD
        is_nested = not isinstance(value, str | int | float | bool | type(None))
        if name != "event" and (name in FIELDS_OF_WORDS or is_long or is_nested):
            fields[name] = LEFT_OUT
    return fields


def logger(name: str) -> structlog.stdlib.BoundLogger:
    """Return the logger of a module.

    It brings its own processors, so that it behaves alike inside Rasa (which sets up structlog for
    itself), the action server, the inbox and the worker.

    Args:
        name: ``__name__`` of the module.

    Returns:
        A structlog logger over the standard library's logger of that name.
    """
    return cast(
        structlog.stdlib.BoundLogger,
        structlog.wrap_logger(
            logging.getLogger(name),
            wrapper_class=structlog.stdlib.BoundLogger,
            processors=[
                structlog.stdlib.filter_by_level,
                leave_out_words,
                _with_fields,
            ],
        ),
    )


_readable = structlog.processors.KeyValueRenderer(key_order=["event"])


def _with_fields(
    logger: logging.Logger, level: str, fields: MutableMapping[str, Any]
) -> tuple[tuple[str], dict[str, Any]]:
    """Hand an event over both ways: as a line for people, and as its fields for whoever writes JSON."""
    kept = dict(fields)
    return (str(_readable(logger, level, fields)),), {"extra": {FIELDS: kept}}


def write_logs(level: int = logging.INFO, *, as_json: bool = False) -> None:
    """Send this process's log to standard error, one line an event; for the processes that are ours alone.

    Args:
        level: lowest level that is written.
        as_json: whether each line is a JSON object (the setting ``log_format``).
    """
    logging.basicConfig(level=level, stream=sys.stderr, force=True)
    format_logs(as_json=as_json)
    # Their lines hold whole request addresses.
    for noisy in ("urllib3", "httpx", "httpcore", "telegram"):
        logging.getLogger(noisy).setLevel(logging.WARNING)


QUOTING = ("rasa.core.", "rasa.shared.core.")
"""Loggers of Rasa's that put replies of the action server, slots or messages into their lines."""

NOT_QUOTING = ("rasa.core.agent", "rasa.core.run", "rasa.core.utils")
"""Those of them that speak of starting and of models."""


def _said(record: logging.LogRecord) -> str:
    """What a line says; what Rasa says of a conversation is its place in Rasa's code, for it may quote anything."""
    if record.name.startswith(QUOTING) and not record.name.startswith(NOT_QUOTING):
        return f"{record.funcName} (line {record.lineno})"
    return record.getMessage()


class WordlessFormatter(logging.Formatter):
    """Writes an error as its kind and the places it passed through: its text may hold what a person said."""

    def formatMessage(self, record: logging.LogRecord) -> str:  # noqa: N802 - the standard library's name
        """Return the line; what Rasa says of a conversation is named by its place, for it may quote anything."""
        record.message = _said(record)
        return super().formatMessage(record)

    def formatException(self, ei: Any) -> str:  # noqa: N802 - the standard library's name
        """Return the kind of error and its frames, without its message."""
        kind, _, trace = ei
        places = (f"{frame.name} ({frame.filename}:{frame.lineno})" for frame in traceback.extract_tb(trace))
        return f"{kind.__name__ if kind else 'error'}: {' > '.join(places)}"


class JsonFormatter(WordlessFormatter):
    """Writes an event as one JSON object on one line, for programs that gather logs.

    Our own events come as their name and their fields. What a library says comes as ``message``: as much as people are
    shown of it, and no more.
    """

    def format(self, record: logging.LogRecord) -> str:
        """Return the line."""
        at = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")
        fields = dict(getattr(record, FIELDS, None) or {"event": "message", "message": _said(record)})
        line: dict[str, Any] = {"at": at, "level": record.levelname.lower(), "event": fields.pop("event", "")}
        line["logger"] = record.name
        # A field that has the name of something every line has gets another.
        line |= {f"{name}_" if name in line else name: value for name, value in fields.items()}
        if record.exc_info and record.exc_info[0]:
            line["error_at"] = self.formatException(record.exc_info)
        return json.dumps(line, ensure_ascii=False, default=lambda _: LEFT_OUT)


def format_logs(*, as_json: bool) -> None:
    """Have every handler there is, also those of libraries, write what it writes in one way.

    Args:
        as_json: whether each line is a JSON object.
    """
    logging.captureWarnings(as_json)
    # A log that cannot be written (the disk is full) is silent: the library would print the error's own text instead.
    logging.raiseExceptions = False
    loggers = [logging.getLogger(), *map(logging.getLogger, logging.Logger.manager.loggerDict)]
    formatter = JsonFormatter() if as_json else WordlessFormatter(READABLE)
    for handler in {handler for one in loggers for handler in one.handlers}:
        handler.setFormatter(formatter)


OURS = ("bot", "actions")


def let_ours_through() -> None:
    """Have our own events written in a process that was started with ``--quiet``; libraries stay as quiet as they are.

    Only for a process that is Rasa's or rasa_sdk's: these set up the log before anything of ours runs.
    """
    for name in OURS:
        logging.getLogger(name).setLevel(logging.INFO)
    for handler in logging.getLogger().handlers:
        handler.addFilter(_OursOrLoud(handler.level))
        handler.setLevel(logging.NOTSET)


class _OursOrLoud(logging.Filter):
    """Lets through what is ours, and what is as loud as the handler wanted."""

    def __init__(self, level: int) -> None:
        super().__init__()
        self._level = level

    def filter(self, record: logging.LogRecord) -> bool:
        return record.levelno >= self._level or record.name.partition(".")[0] in OURS


class OnlyOurOwn(logging.Filter):
    """Lets through warnings, and what our own code says: at lower levels libraries print whole messages."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Return whether a line may be written."""
        return record.levelno >= logging.WARNING or record.name.split(".")[0] in ("bot", "actions")


ONLY_OUR_OWN = OnlyOurOwn()

FIELDS_OF_RASA = frozenset(
    {"event", "level", "event_key", "action_name", "intent_name", "policy_name", "error", "rule"}
)
"""The fields of Rasa's own structured log that hold names of ours and never a person's words."""


def keep_words_out_of_rasa(*, as_json: bool = False) -> None:
    """Make Rasa's own log as wordless as ours; to be called in Rasa's process, before it serves anybody.

    Stock Rasa prints whole messages, slots and, when something breaks, the local variables of every frame
    (platform 2.3 and 2.13). Here its structured log keeps only fields known to be harmless, and its plain log only
    warnings, whatever level somebody asks for.

    Args:
        as_json: whether each line is a JSON object (the setting ``log_format``).
    """
    structlog.configure(
        processors=[_only_harmless_fields, _with_fields],
        wrapper_class=structlog.make_filtering_bound_logger(logging.WARNING),
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=True,
    )
    format_logs(as_json=as_json)
    for handler in logging.getLogger().handlers:
        handler.addFilter(ONLY_OUR_OWN)


def _only_harmless_fields(_logger: object, _level: str, fields: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    kept = {name: value for name, value in fields.items() if name in FIELDS_OF_RASA and isinstance(value, str | int)}
    error = fields.get("exc_info")
    if error:
        kind = error[0] if isinstance(error, tuple) else type(error) if error is not True else sys.exc_info()[0]
        kept["error"] = getattr(kind, "__name__", "error")
    return leave_out_words(_logger, _level, kept)
