"""Answering what is really asked: the questions depend on what was said, so a journey does not count on their order."""

from __future__ import annotations

from collections.abc import Mapping

from tests.journeys.other_client import OtherClient
from tests.journeys.resident_page import ResidentPage

PRESSED = {
    "stay with this": "Talk about the rest of my life",
    "I am still here": "Talk about the rest of my life",
    "rest of your life": "Yes, that is all right",
    "make this chat easier": "It is fine as it is",
    "Which way does the help go": "We help each other",
    "How does that feel": "Good for me",
    "more, less or the same of this": "The same",
    "Shall we go on talking": "Go on talking",
    "Who would make that happen": "All of us together",
}
"""Buttons pressed at a question that says this."""

MOST_TURNS = 30


def answer_what_is_asked(resident: ResidentPage | OtherClient, answers: Mapping[str, str]) -> list[str]:
    """Answer every question as it comes, skip those without an answer, until the lines are shown.

    Args:
        resident: the page, or another client.
        answers: what to type at a question that says this, by a piece of the question; each is used once.

    Returns:
        The answers that no question asked for, in their order.
    """
    left = dict(answers)
    for _ in range(MOST_TURNS):
        question = resident.question
        if "Is this right?" in question:
            return list(left.values())
        pressed = next((title for piece, title in PRESSED.items() if piece in question), None)
        typed = next((piece for piece in left if piece in question), None)
        if pressed is not None:
            resident.choose(pressed)
        elif typed is not None:
            resident.say(left.pop(typed))
        else:
            resident.say("skip")
    raise AssertionError(f"the lines were never shown; the last question was {resident.question!r}")
