"""A learner's turn as plain text: in small letters, apostrophes put back."""

from __future__ import annotations

import re

WITH_APOSTROPHE = {
    word.replace("'", ""): word
    for word in (
        "that's", "what's", "don't", "doesn't", "didn't", "can't", "won't", "wouldn't", "couldn't", "shouldn't",
        "isn't", "aren't", "wasn't", "haven't", "hasn't", "i'm", "i've", "you're", "you've", "you'd", "you'll",
        "they're", "there's", "who's", "how's", "let's", "he's", "she's", "mustn't",
    )
}  # fmt: skip
WITHOUT_APOSTROPHE = re.compile(r"\b(?:" + "|".join(WITH_APOSTROPHE) + r")\b")


def plainly(text: str) -> str:
    """Return a text in lower case with straight apostrophes, those left out put back."""
    plain = text.replace("\u2019", "'").lower().strip()
    return WITHOUT_APOSTROPHE.sub(lambda found: WITH_APOSTROPHE[found.group(0)], plain)
