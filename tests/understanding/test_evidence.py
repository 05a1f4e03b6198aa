"""What words speak for is read here as scikit-learn would read it, whatever the text."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as some
from sklearn.linear_model import LogisticRegression

from bot.understanding.evidence import Evidence, evidence
from bot.understanding.words import words_and_pieces

SAID = [
    ("stop", "stop"), ("please stop now", "stop"), ("i want to stop here", "stop"), ("can we stop", "stop"),
    ("i bake bread", "tell"), ("my brother bakes bread", "tell"), ("we used to stop at the sea", "tell"),
    ("Caf\u00e9 and bread at the sea", "tell"), ("my brother and me", "tell"), ("are you a bot", "ask"),
    ("are you real", "ask"), ("who are you?", "ask"), ("a bot, or a person?", "ask"), ("", "tell"),
]  # fmt: skip
DANGEROUS = ("my brother bakes bread", "i want to stop here", "we used to stop at the sea")

WORDS = some.sampled_from(sorted({word for text, _ in SAID for word in text.split()}))
BETWEEN = some.sampled_from([" ", "  ", "\n", "\u00a0", ", ", "", "\u2003"])
TEXTS = some.lists(some.tuples(WORDS, BETWEEN), max_size=20).map(lambda pairs: "".join(a + b for a, b in pairs))


@lru_cache(maxsize=2)
def learned(acts: tuple[str, ...]) -> tuple[Any, LogisticRegression, LogisticRegression, Evidence]:
    """What scikit-learn learns of the sentences of some acts, and the same laid out for reading."""
    said = [(text, act) for text, act in SAID if act in acts]
    words = words_and_pieces()
    known = words.fit_transform([text for text, _ in said])
    of_acts = LogisticRegression(C=10.0, solver="liblinear").fit(known, [act for _, act in said])
    of_danger = LogisticRegression(C=10.0, solver="liblinear").fit(known, [text in DANGEROUS for text, _ in said])
    return words, of_acts, of_danger, evidence(words, of_acts=of_acts, of_danger=of_danger)


@pytest.mark.parametrize("acts", [("stop", "tell", "ask"), ("stop", "tell")])
# The first reading makes tables, which takes long on a busy machine.
@settings(deadline=None)
@given(text=TEXTS | some.text())
def test_words_speak_for_what_scikit_learn_says_they_do(acts: tuple[str, ...], text: str) -> None:
    words, of_acts, of_danger, found = learned(acts)
    row = words.transform([text])

    spoken = found.read(text)

    assert found.acts == tuple(of_acts.classes_)
    assert np.abs(spoken.acts - of_acts.predict_proba(row)[0]).max() < 1e-6
    assert abs(spoken.danger - of_danger.predict_proba(row)[0, 1]) < 1e-6
