"""Reading JSON lines from standard input, whatever they hold: a line that cannot be read is answered, not died of."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, BinaryIO

LONGEST_LINE = 64 * 1024
"""Bytes of a line that are looked at; a message of 4,000 characters is far shorter, whatever its alphabet."""


class LineRefusedError(Exception):
    """A line that holds nothing to read.

    Args:
        code: what is wrong with it.
    """

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def lines(stream: BinaryIO) -> Iterator[bytes]:
    """Yield lines without their end, none of them longer than is looked at.

    Args:
        stream: where they come from.
    """
    while line := stream.readline(LONGEST_LINE + 1):
        rest = line
        while len(rest) > LONGEST_LINE and not rest.endswith(b"\n"):
            rest = stream.readline(LONGEST_LINE + 1)
        yield line.rstrip(b"\r\n")


def read_object(line: bytes) -> dict[str, Any]:
    """Return the JSON object that a line holds.

    Args:
        line: as ``lines`` yields it.

    Raises:
        LineRefusedError: ``line_too_long``, ``not_unicode``, ``empty``, ``not_json`` or ``not_an_object``.
    """
    if len(line) > LONGEST_LINE:
        raise LineRefusedError("line_too_long")
    try:
        given = json.loads(line.decode("utf-8"))
    except UnicodeDecodeError:
        raise LineRefusedError("not_unicode") from None
    except (ValueError, RecursionError):
        raise LineRefusedError("not_json" if line.strip() else "empty") from None
    if not isinstance(given, dict):
        raise LineRefusedError("not_an_object")
    return given


def has_half_characters(text: str) -> bool:
    """Whether a text holds half a character (a lone surrogate), which no file keeps."""
    return any("\ud800" <= character <= "\udfff" for character in text)
