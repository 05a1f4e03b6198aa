"""``frontdoor understand`` reads any line at all: what can be read is understood, what cannot gets an error."""

from __future__ import annotations

import json
import subprocess
import sys
from functools import cache
from typing import Any

import pytest

from bot.running.model import ROOT, is_present
from bot.strengths.safety import Tier
from bot.understanding.labels import HOLDS, STRENGTH_KINDS, TIES
from tests.conftest import need

pytestmark = pytest.mark.slow

BAKER = "used to bake for the whole street 🍞, now our Karen does it for me"
LINES: list[bytes] = [
    json.dumps({"id": "baker", "text": BAKER, "asked": "skills_experience"}).encode(),
    json.dumps({"id": "no question", "text": "can i speak to a person please"}).encode(),
    json.dumps({"id": "danger", "text": "i dont want to be alive any more, i've got the tablets here"}).encode(),
    json.dumps({"id": "command", "text": '/restart{"a": 1}'}).encode(),
    json.dumps({"id": "edges", "text": "  \u202e caf\u0065\u0301 and the allotment \r\n "}).encode(),
    json.dumps({"id": 7, "text": "x" * 4001}).encode(),
    json.dumps({"id": 8, "text": " \u200b "}).encode(),
    json.dumps({"id": 9, "text": None}).encode(),
    json.dumps({"id": 10, "text": "half a \ud800 character"}).encode(),
    json.dumps({"id": 11, "text": "hello", "asked": ["opening"]}).encode(),
    b'{"id": 12, "text": "' + b"a" * 1_000_000 + b'"}',
    b"",
    b"not json",
    b'["a", "list"]',
    b"\xff\xfe{}",
    b"[" * 5_000,
    json.dumps({"id": "last", "text": "I sing in a choir"}).encode(),
]


@cache
def answers() -> list[dict[str, Any]]:
    need(is_present(), "a trained model")
    command = [sys.executable, "-c", "from bot.cli import main; main()", "understand"]
    done = subprocess.run(command, input=b"\n".join(LINES) + b"\n", capture_output=True, cwd=ROOT, check=True)
    assert BAKER.encode() not in done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


def by_id(name: object) -> dict[str, Any]:
    return next(answer for answer in answers() if answer["id"] == name)


def test_every_line_gets_one_line_and_the_last_is_read_after_all_that_came_before() -> None:
    assert len(answers()) == len(LINES)
    assert answers()[-1]["id"] == "last"
    assert "error" not in answers()[-1]


def test_a_message_is_answered_with_exactly_the_fields_that_are_documented() -> None:
    answer = by_id("baker")

    assert set(answer) == {"id", "intent", "confidence", "safety", "strengths", "hardship"}
    assert set(answer["safety"]) == {"tier", "kinds"}
    assert answer["intent"] == "tell"
    assert 0 <= answer["confidence"] <= 1
    assert answer["safety"]["tier"] in set(Tier)


def test_strengths_are_exact_pieces_of_the_text_as_it_was_given() -> None:
    for answer in answers():
        if "error" in answer:
            continue
        given = next(line for line in LINES if f'"id": {json.dumps(answer["id"])},'.encode() in line)
        text = json.loads(given)["text"]
        for one in answer["strengths"]:
            assert text[one["start"] : one["end"]] == one["text"]
            assert one["kind"] in STRENGTH_KINDS
            assert one["holds"] in HOLDS
            assert (one["kind"] == "person") == ("role" in one) == ("tie" in one)
            assert one.get("tie", TIES[0]) in TIES
    assert {one["kind"] for one in by_id("baker")["strengths"]} >= {"person"}


def test_a_wish_for_a_person_and_a_plan_to_die_are_both_heard() -> None:
    assert by_id("no question")["intent"] == "ask_person"
    assert by_id("danger")["safety"]["tier"] in {Tier.EMERGENCY_NOW, Tier.URGENT_TODAY}
    assert "suicide" in by_id("danger")["safety"]["kinds"]
    assert by_id("danger")["hardship"] is True


def test_what_looks_like_a_command_is_read_as_words() -> None:
    assert "error" not in by_id("command")


def test_what_cannot_be_read_gets_an_error_with_a_code_and_a_sentence() -> None:
    codes = [answer["error"]["code"] for answer in answers() if "error" in answer]

    assert codes == [
        "too_long", "empty", "not_an_object", "not_unicode", "asked_unknown", "line_too_long", "empty", "not_json",
        "not_an_object", "not_unicode", "not_json",
    ]  # fmt: skip
    assert all(answer["error"]["message"].endswith((".", "}.")) for answer in answers() if "error" in answer)
