"""``frontdoor feedback``: what turns of somebody who talks with a resident do, one JSON line for each."""

from __future__ import annotations

import json
import sys
from typing import Any

import click

from bot.channels.grammar import hear, tidy
from bot.cli.json_lines import LineRefusedError, has_half_characters, lines, read_object
from bot.errors import MessageRefusedError

FAULTS = {
    "empty": "There is no word in it.",
    "too_long": "It is longer than the 4,000 characters that a turn may have.",
    "not_json": "The line is not JSON.",
    "not_an_object": 'The line must be a JSON object with a text, such as {"id": 1, "text": "What do you bake?"}.',
    "line_too_long": "The line is longer than any turn can be.",
    "not_unicode": "The line is not UTF-8, or a text holds half a character.",
    "previous_not_text": "previous must be the resident's line as text; leave it out when there is none.",
}


@click.command()
def feedback() -> None:
    r"""Say what a learner's turns do: which question, whether it listens, where it starts from.

    Reads JSON lines {"id", "previous"?, "text"} from standard input: the resident's line and the learner's. Writes one
    JSON line for each; docs/feedback.md explains them. A line that cannot be read gets an "error" object, and the next
    one is read.

    \b
    Example:
      echo '{"id": 1, "previous": "I bake", "text": "You bake. What do you like to make?"}' | frontdoor feedback
    """
    for line in lines(sys.stdin.buffer):
        sys.stdout.write(json.dumps(_answer(line), ensure_ascii=True) + "\n")
        sys.stdout.flush()


def _answer(line: bytes) -> dict[str, Any]:
    from bot.studio.feedback import feedback as read

    name = None
    try:
        given = read_object(line)
        name = given.get("id")
        previous, text = _texts(given)
    except LineRefusedError as refusal:
        return {"id": name, "error": {"code": refusal.code, "message": FAULTS[refusal.code]}}
    return {"id": name, **read(previous, text).as_json()}


def _texts(given: dict[str, Any]) -> tuple[str, str]:
    """Return the resident's line and the learner's, tidied.

    Raises:
        LineRefusedError: one of them cannot be read.
    """
    previous, text = given.get("previous"), given.get("text")
    if not isinstance(text, str):
        raise LineRefusedError("not_an_object")
    if previous is not None and not isinstance(previous, str):
        raise LineRefusedError("previous_not_text")
    if has_half_characters(text) or has_half_characters(previous or ""):
        raise LineRefusedError("not_unicode")
    try:
        hear(text)
    except MessageRefusedError as refusal:
        raise LineRefusedError(refusal.code) from None
    # The resident's line is only looked back at: however long it is, its end is what the turn answers.
    return tidy((previous or "")[-16000:])[-4000:], tidy(text)
