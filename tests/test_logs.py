"""Logs: identifiers get through, a person's words never do."""

from __future__ import annotations

import io
import json
import logging
from collections.abc import Iterator
from typing import Any

import pytest
import structlog

from bot.logs import ONLY_OUR_OWN, JsonFormatter, WordlessFormatter, keep_words_out_of_rasa, let_ours_through, logger


def logged(caplog: pytest.LogCaptureFixture, **fields: object) -> str:
    """What one event with these fields leaves in the log."""
    with caplog.at_level(logging.DEBUG):
        logger("bot.example").info("summary.shared", **fields)
    return caplog.text


def test_an_event_and_its_identifiers_are_logged(caplog: pytest.LogCaptureFixture) -> None:
    line = logged(caplog, summary_id="7d1f", version=2)

    assert "event='summary.shared' summary_id='7d1f' version=2" in line


@pytest.mark.parametrize("field", ["text", "words", "name", "phone", "message", "token", "value"])
def test_a_field_named_for_words_is_left_out(caplog: pytest.LogCaptureFixture, field: str) -> None:
    line = logged(caplog, **{field: "I used to bake"})

    assert "bake" not in line
    assert "(left out)" in line


def test_a_long_field_is_left_out(caplog: pytest.LogCaptureFixture) -> None:
    assert "bake" not in logged(caplog, reason="I used to bake " * 20)


def test_a_whole_object_is_left_out(caplog: pytest.LogCaptureFixture) -> None:
    assert "bake" not in logged(caplog, result={"hopes": ["to bake again"]})


def test_a_level_that_is_off_writes_nothing(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.WARNING):
        logger("bot.example").info("summary.shared", summary_id="7d1f")

    assert caplog.text == ""


@pytest.fixture
def wordless_rasa() -> Iterator[None]:
    """Rasa's log as the server sets it up; put back afterwards."""
    before = structlog.get_config()
    handlers = [(handler, handler.formatter) for handler in logging.getLogger().handlers]
    keep_words_out_of_rasa()
    yield
    structlog.configure(**before)
    for handler, formatter in handlers:
        handler.setFormatter(formatter)
        handler.removeFilter(ONLY_OUR_OWN)


@pytest.mark.usefixtures("wordless_rasa")
def test_at_the_lowest_level_only_our_own_code_is_heard(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        logging.getLogger("rasa.example").debug("Received 'I used to bake'")
        logging.getLogger("rasa.example").warning("Something is out of order.")
        logging.getLogger("bot.example").debug("turn_begun")

    assert caplog.messages == ["Something is out of order.", "turn_begun"]


@pytest.mark.usefixtures("wordless_rasa")
def test_rasas_own_log_keeps_no_field_that_may_hold_words(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        structlog.get_logger("rasa.example").error(
            "message.failed", user_text="I used to bake", action_name="action_begin"
        )

    assert "bake" not in caplog.text
    assert "message.failed" in caplog.text
    assert "action_begin" in caplog.text


@pytest.mark.usefixtures("wordless_rasa")
def test_an_error_in_rasa_is_logged_by_its_kind_alone(caplog: pytest.LogCaptureFixture) -> None:
    try:
        raise ValueError("I used to bake")
    except ValueError:
        structlog.get_logger("rasa.example").exception("turn.failed", slots={"contact": "I used to bake"})

    assert "bake" not in caplog.text
    assert "ValueError" in caplog.text


def test_a_traceback_keeps_places_and_drops_the_text_of_the_error() -> None:
    formatter = WordlessFormatter("%(message)s")
    try:
        raise ValueError("I used to bake")
    except ValueError as error:
        said = formatter.formatException((type(error), error, error.__traceback__))

    assert "bake" not in said
    assert "ValueError" in said
    assert "test_logs.py" in said


@pytest.fixture
def as_json() -> Iterator[io.StringIO]:
    """A log of its own, written as JSON."""
    written = io.StringIO()
    handler = logging.StreamHandler(written)
    handler.setFormatter(JsonFormatter())
    root = logging.getLogger()
    before = root.level
    root.addHandler(handler)
    root.setLevel(logging.INFO)
    yield written
    root.removeHandler(handler)
    root.setLevel(before)


def lines(written: io.StringIO) -> list[dict[str, Any]]:
    return [json.loads(line) for line in written.getvalue().splitlines()]


def test_an_event_is_one_json_object_on_one_line_with_its_fields(as_json: io.StringIO) -> None:
    logger("bot.example").info("summary.shared", summary_id="7d1f", version=2, level="own")
    logger("bot.example").warning("part.not_reached", part="database")
    first, second = lines(as_json)
    assert first.pop("at").endswith("+00:00")
    assert first == {
        "level": "info", "event": "summary.shared", "logger": "bot.example", "summary_id": "7d1f", "version": 2,
        "level_": "own",
    }  # fmt: skip
    assert (second["level"], second["event"], second["part"]) == ("warning", "part.not_reached", "database")


def test_no_words_get_into_a_json_line_by_any_field_or_error(as_json: io.StringIO) -> None:
    log = logger("bot.example")
    log.info("turn", text="I used to bake", reason="I used to bake " * 20, result={"hopes": ["I used to bake"]})
    try:
        raise ValueError("I used to bake")
    except ValueError:
        log.exception("turn.failed")
        logging.getLogger("library").exception("broken\nin two")
    assert "bake" not in as_json.getvalue()
    turn, failed, library = lines(as_json)
    assert turn["text"] == turn["reason"] == turn["result"] == "(left out)"
    assert failed["error_at"].startswith("ValueError: test_no_words_get_into")
    assert (library["event"], library["message"]) == ("message", "broken\nin two")


def test_a_quiet_library_stays_quiet_and_our_events_are_written(as_json: io.StringIO) -> None:
    root = logging.getLogger()
    (handler,) = [handler for handler in root.handlers if isinstance(handler.formatter, JsonFormatter)]
    others = [other for other in root.handlers if other is not handler]
    levels = {name: logging.getLogger(name).level for name in ("bot", "actions")}
    root.handlers, before = [handler], root.handlers
    root.setLevel(logging.WARNING)
    handler.setLevel(logging.WARNING)
    try:
        let_ours_through()
        logger("bot.example").info("message.came", outcome="answered")
        logging.getLogger("library").setLevel(logging.INFO)
        logging.getLogger("library").info("chatter")
        logging.getLogger("library").warning("trouble")
    finally:
        root.handlers = before
        for name, level in levels.items():
            logging.getLogger(name).setLevel(level)
        logging.getLogger("library").setLevel(logging.NOTSET)
    assert others == [other for other in root.handlers if other is not handler]
    assert [line.get("message", line["event"]) for line in lines(as_json)] == ["message.came", "trouble"]


def test_what_rasa_says_of_a_conversation_is_named_by_its_place_in_json_too(as_json: io.StringIO) -> None:
    logging.getLogger("rasa.core.actions.action").error("I used to bake")

    assert "bake" not in as_json.getvalue()
    assert lines(as_json)[0]["message"].startswith("test_what_rasa_says")


def test_what_rasa_says_of_a_conversation_is_named_by_its_place_alone() -> None:
    formatter = WordlessFormatter("%(name)s %(message)s")
    said = [
        formatter.format(logging.LogRecord(name, logging.ERROR, __file__, 7, "I used to bake", None, None, "run"))
        for name in ("rasa.core.actions.action", "rasa.core.agent")
    ]

    assert said == ["rasa.core.actions.action run (line 7)", "rasa.core.agent I used to bake"]
