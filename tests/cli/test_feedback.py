"""``frontdoor feedback`` reads any line at all: what can be read is judged, what cannot gets an error."""

from __future__ import annotations

import json
from functools import cache
from typing import Any

from click.testing import CliRunner

from bot.cli.feedback import feedback
from bot.studio.feedback.judging import SAID

LINES: list[bytes] = [
    json.dumps({"id": 1, "previous": "I bake", "text": "You bake. What do you like to make?"}).encode(),
    json.dumps({"id": "alone", "text": "Do you live alone?"}).encode(),
    json.dumps({"id": "null", "previous": None, "text": "Mm-hm."}).encode(),
    json.dumps({"id": "long ago", "previous": "I bake. " * 3000, "text": "What do you bake?"}).encode(),
    json.dumps({"id": 7, "text": "x" * 4001}).encode(),
    json.dumps({"id": 8, "text": " \u200b "}).encode(),
    json.dumps({"id": 9, "text": None}).encode(),
    json.dumps({"id": 10, "text": "half a \ud800 character"}).encode(),
    json.dumps({"id": 11, "previous": ["I bake"], "text": "hello"}).encode(),
    json.dumps({"id": 12, "previous": "half \ud800", "text": "hello"}).encode(),
    b'{"id": 13, "text": "' + b"a" * 1_000_000 + b'"}',
    b"",
    b"not json",
    b'["a", "list"]',
    b"\xff\xfe{}",
    b"[" * 5_000,
    json.dumps({"id": "last", "text": "  caf\u0065\u0301 🙂 what's that like? "}).encode(),
]


@cache
def answers() -> list[dict[str, Any]]:
    done = CliRunner().invoke(feedback, input=b"\n".join(LINES) + b"\n")
    assert done.exit_code == 0
    return [json.loads(line) for line in done.stdout.splitlines()]


def by_id(name: object) -> dict[str, Any]:
    return next(answer for answer in answers() if answer["id"] == name)


def test_every_line_gets_one_line_and_the_last_is_read_after_all_that_came_before() -> None:
    assert len(answers()) == len(LINES)
    assert by_id("last")["form"] == "open"


def test_a_turn_gets_its_form_its_features_and_its_style() -> None:
    assert set(by_id(1)) == {"id", *SAID}
    assert (by_id(1)["form"], by_id(1)["reflection"], by_id(1)["strengths_seeking"]) == ("open", True, True)
    assert by_id("alone")["form"] == "closed"


def test_the_line_before_may_be_absent_null_or_long() -> None:
    assert by_id("null")["form"] == "none"
    assert by_id("long ago")["form"] == "open"


def test_a_line_that_cannot_be_read_says_what_is_wrong_with_it() -> None:
    codes = [answer["error"]["code"] for answer in answers() if "error" in answer]

    assert codes == [
        "too_long",
        "empty",
        "not_an_object",
        "not_unicode",
        "previous_not_text",
        "not_unicode",
        "line_too_long",
        "empty",
        "not_json",
        "not_an_object",
        "not_unicode",
        "not_json",
    ]
    assert all(answer["error"]["message"] for answer in answers() if "error" in answer)
