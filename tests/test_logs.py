"""Logs: identifiers get through, a person's words never do."""

from __future__ import annotations

import logging

import pytest

from bot.logs import logger


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
