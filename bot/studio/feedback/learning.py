"""Learning from the written turns in ``examples``, in seconds, and keeping what was learned beside them.

One logistic regression for each feature and one for the style (Hosmer and Lemeshow's classical method as scikit-learn
has it), over words, pieces of words, the meaning of the turn and the cues. Each turn is also learned without its
punctuation, and some are learned joined to another, as turns in long transcripts are.
"""

from __future__ import annotations

import hashlib
import json
import math
import random
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from bot.studio.feedback.asked import NONE
from bot.studio.feedback.cues import CUES
from bot.studio.feedback.features import Seen, seen
from bot.studio.feedback.learned import FEATURES, LEARNED, STYLES, Learned, lengths

EXAMPLES = Path(__file__).with_name("examples")
SEED = 11
JOINED = 0.25
"""Share of turns that are learned once more, joined to another."""

ANSWERING = 0.6
"""Share of turns without a line before them that are learned once more with one."""

SELDOM = 2
"""A word or piece seen in fewer turns than this is not learned."""

STRENGTH = 1.0
"""How closely the regressions follow the examples (scikit-learn's C); chosen by cross-validation on the examples."""

Turn = dict[str, Any]


def examples() -> list[Turn]:
    """Return the written turns, in the order of their files."""
    return [
        json.loads(line)
        for path in sorted(EXAMPLES.glob("*.jsonl"))
        for line in path.read_text(encoding="utf-8").splitlines()
        if line.strip()
    ]


def fingerprint() -> str:
    """Return a fingerprint of all that is learned from: the examples, the cues and how they are looked at."""
    digest = hashlib.sha256()
    here = Path(__file__).parent
    for path in [
        *sorted(EXAMPLES.glob("*.jsonl")),
        CUES,
        *(here / name for name in ("asked.py", "asked.yml", "spelling.py", "features.py", "learning.py")),
    ]:
        digest.update(path.name.encode() + path.read_bytes())
    return digest.hexdigest()


def is_fresh() -> bool:
    """Whether what is kept was learned from the examples as they are."""
    if not LEARNED.is_file():
        return False
    with np.load(LEARNED, allow_pickle=False) as kept:
        return str(kept["fingerprint"]) == fingerprint()


def learn_and_keep() -> int:
    """Learn anew and keep it.

    Returns:
        How many turns were learned from.
    """
    turns = examples()
    learned = learn(turns)
    np.savez_compressed(
        LEARNED,
        words=np.array(list(learned.words)),
        rarity=learned.rarity.astype(np.float32),
        weights=learned.weights.astype(np.float32),
        bias=learned.bias.astype(np.float32),
        fingerprint=np.array(fingerprint()),
    )
    return len(turns)


def learn(turns: Sequence[Turn]) -> Learned:
    """Learn from turns.

    Args:
        turns: each with ``previous``, ``text``, the features as true or false, and ``style``.
    """
    from sklearn.linear_model import LogisticRegression

    lessons = [*turns, *_unpunctuated(turns), *_joined(turns)]
    looked = [seen(turn["previous"], turn["text"]) for turn in lessons]
    weights = [1.0] * len(turns) + [0.5] * (len(lessons) - len(turns))
    words, rarity = _vocabulary(looked[: len(turns)])
    empty = Learned(words, rarity, np.zeros((0, 0)), np.zeros(0))
    table = _table(empty, looked)
    rows, bias = [], []
    for name in FEATURES:
        model = LogisticRegression(C=STRENGTH, solver="liblinear", class_weight=None, max_iter=300, random_state=SEED)
        model.fit(table, [bool(turn[name]) for turn in lessons], sample_weight=weights)
        rows.append(model.coef_[0])
        bias.append(model.intercept_[0])
    for name in STYLES:
        model = LogisticRegression(C=STRENGTH, solver="liblinear", max_iter=300, random_state=SEED)
        model.fit(table, [turn["style"] == name for turn in lessons], sample_weight=weights)
        rows.append(model.coef_[0])
        bias.append(model.intercept_[0])
    return Learned(words, rarity, np.array(rows), np.array(bias))


def _vocabulary(looked: Sequence[Seen]) -> tuple[dict[str, int], np.ndarray[Any, Any]]:
    counts = Counter(word for each in looked for word in each.words)
    kept = sorted(word for word, count in counts.items() if count >= SELDOM)
    rarity = np.array([math.log((1 + len(looked)) / (1 + counts[word])) + 1 for word in kept])
    return {word: at for at, word in enumerate(kept)}, rarity


def _table(learned: Learned, looked: Sequence[Seen]) -> Any:
    from scipy import sparse

    rows, columns, values = [], [], []
    for row, each in enumerate(looked):
        places, sizes = lengths(learned, each.words)
        rows += [row] * len(places)
        columns += places
        values += sizes
    words = sparse.csr_matrix((values, (rows, columns)), shape=(len(looked), len(learned.words)))
    return sparse.hstack([words, sparse.csr_matrix(np.stack([each.rest for each in looked]))]).tocsr()


def _unpunctuated(turns: Sequence[Turn]) -> Iterator[Turn]:
    """Yield each turn as it would be typed in a hurry; many that stand alone, as an answer to a line of everyday life.

    So it is not learned that whatever answers somebody says back what they said.
    """
    dice = random.Random(SEED)
    everyday = [
        turn["previous"]
        for turn in turns
        if turn["previous"] and turn["style"] == "neutral" and not turn["acknowledges"] and turn["form"] == NONE
    ]
    for turn in turns:
        bare = re.sub(r"[?!.,'\u2019]", "", turn["text"].lower())
        if bare.strip():
            answers = not turn["previous"] and dice.random() < ANSWERING
            yield {**turn, "text": bare, "previous": dice.choice(everyday) if answers else turn["previous"]}


def _joined(turns: Sequence[Turn]) -> Iterator[Turn]:
    """Yield turns made of two, as one is said after the other in a long turn."""
    dice = random.Random(SEED)
    fit = [turn for turn in turns if turn["style"] not in ("strengths_only",)]
    for _ in range(int(JOINED * len(turns))):
        one, other = dice.choice(fit), dice.choice(fit)
        if one["style"] != other["style"] and "neutral" not in (one["style"], other["style"]):
            continue
        if one["form"] != "none" and other["form"] == "none":
            one, other = other, one
        style = other["style"] if one["style"] == "neutral" else one["style"]
        yield {
            **{name: bool(one[name] or other[name]) for name in FEATURES},
            "previous": one["previous"],
            "text": f"{one['text']} {other['text']}",
            "style": style,
        }
