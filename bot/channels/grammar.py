"""What a person may type: anything, as long as it is words.

Rasa reads a message that begins with "/" as an instruction (``/restart``, ``/tell{...}``), and staff read what was
typed as it stands. So typed text never begins with "/" for Rasa, and holds no character that is there to mislead a
reader or that a database cannot keep. Spelling, emoji, other alphabets and line breaks are the person's own.
"""

from __future__ import annotations

import re
import unicodedata

from bot.errors import MessageRefusedError

MOST_CHARACTERS = 4000
"""Longest message taken in. A longer one is not lost: the person keeps the words and is asked to send them in parts."""

WORD_JOINER = "\u2060"
"""Invisible; stands in front of a leading "/" so that Rasa does not take the text for an instruction."""

_LINE_ENDS = re.compile(r"\r\n?|[\u0085\u2028\u2029]")
_UNREADABLE = re.compile(
    "["
    "\u0000-\u0008\u000b-\u001f\u007f-\u009f"  # control characters, but not tab and line feed
    "\u202a-\u202e\u2066-\u2069"  # bidirectional overrides and isolates: they reorder what staff read
    "\ud800-\udfff"  # halves of characters, which no database keeps
    "\ufdd0-\ufdef\ufffe\uffff"  # no characters at all
    "]"
)
_INVISIBLE = {"Cc", "Cf", "Zs", "Zl", "Zp"}


def tidy(text: str) -> str:
    """Return what a person typed without what is not words; safe to show, keep and send.

    Args:
        text: as it came in, of any length.

    Returns:
        The text in Unicode's composed form (NFC), line ends as line feeds, no control characters, no overrides of
        direction, no space around it. Emoji, joiners and line breaks stay.
    """
    text = _UNREADABLE.sub("", _LINE_ENDS.sub("\n", text))
    return unicodedata.normalize("NFC", text).strip()


def hear(text: str) -> str:
    """Return what a person typed, ready for Rasa.

    Args:
        text: as it came in.

    Returns:
        The tidy text; a leading "/" has a word joiner in front of it.

    Raises:
        MessageRefusedError: ``empty`` when no character can be seen, ``too_long`` above ``MOST_CHARACTERS``.
    """
    # Far too long is not worth tidying: the event loop is everybody's.
    if len(text) > 4 * MOST_CHARACTERS:
        raise MessageRefusedError("too_long")
    words = tidy(text)
    if all(unicodedata.category(character) in _INVISIBLE for character in words):
        raise MessageRefusedError("empty")
    if len(words) > MOST_CHARACTERS:
        raise MessageRefusedError("too_long")
    return WORD_JOINER + words if words.startswith("/") else words


def as_typed(text: str) -> str:
    """Return text from the conversation as the person typed it, without our word joiner, also where it is quoted."""
    return text.replace(f"{WORD_JOINER}/", "/")
