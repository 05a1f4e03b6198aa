"""``frontdoor understand``: what the assistant hears in messages, one JSON line for each."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from typing import Any

import click

from bot.channels.grammar import as_typed, hear
from bot.cli.json_lines import LineRefusedError, has_half_characters, lines, read_object
from bot.errors import MessageRefusedError
from bot.running.model import MODEL, ROOT

FAULTS = {
    "empty": "There is no word in it.",
    "too_long": "It is longer than the 4,000 characters that a message may have.",
    "not_json": "The line is not JSON.",
    "not_an_object": 'The line must be a JSON object with a text, such as {"id": 1, "text": "I bake"}.',
    "line_too_long": "The line is longer than any message can be.",
    "not_unicode": "The line is not UTF-8, or the text holds half a character.",
    "asked_unknown": "asked must be a word: a domain's key, or opening.",
}


@click.command()
@click.option("--with-why", is_flag=True, help="Add to each safety reading what fired, in words for trained staff.")
def understand(with_why: bool) -> None:
    r"""Say what is heard in messages: what each does, strengths, hardship, danger.

    Reads JSON lines {"id", "text", "asked"?} from standard input and writes one JSON line for each. A line that cannot
    be read gets an "error" object, and the next one is read.

    \b
    Example:
      echo '{"id": 1, "text": "I used to bake for the whole street"}' | frontdoor understand
    """
    from bot.understanding.listener import Listener

    listener = Listener(ROOT / MODEL)
    for line in lines(sys.stdin.buffer):
        answer = _answer(listener, line, with_why=with_why)
        sys.stdout.write(json.dumps(answer, ensure_ascii=True) + "\n")
        sys.stdout.flush()


def _answer(listener: Any, line: bytes, *, with_why: bool) -> dict[str, Any]:
    try:
        given = read_object(line)
    except LineRefusedError as refusal:
        return _error(None, refusal.code)
    name, text, asked = given.get("id"), given.get("text"), given.get("asked") or ""
    if not isinstance(text, str):
        return _error(name, "not_an_object")
    if not isinstance(asked, str):
        return _error(name, "asked_unknown")
    if has_half_characters(text):
        return _error(name, "not_unicode")
    try:
        heard = hear(text)
    except MessageRefusedError as refusal:
        return _error(name, refusal.code)
    return {"id": name, **_understood(listener, text, heard, asked, with_why=with_why)}


def _understood(listener: Any, text: str, heard: str, asked: str, *, with_why: bool) -> dict[str, Any]:
    from bot.understanding.folding import folded

    found = listener.understand(heard, asked)
    safety = {name: value for name, value in found.safety.items() if with_why or name != "why"}
    return {
        "intent": folded(found.intent),
        "confidence": round(found.confidence, 4),
        "safety": safety,
        "strengths": list(_as_given(found.strengths, text)),
        "hardship": found.hardship,
    }


def _as_given(strengths: list[dict[str, Any]], text: str) -> Iterator[dict[str, Any]]:
    """Yield strengths with their place in the text as it was given, where tidying may have moved them."""
    behind = 0
    for strength in strengths:
        words = as_typed(strength["text"])
        start = text.find(words, behind)
        if start >= 0:
            behind = start + len(words)
            yield {**strength, "text": words, "start": start, "end": behind}


def _error(name: Any, code: str) -> dict[str, Any]:
    return {"id": name, "error": {"code": code, "message": FAULTS[code]}}
