"""Learning from the written turns in ``examples``, in seconds, and keeping what was learned beside them.

One logistic regression for each feature and one for the style (Hosmer and Lemeshow's classical method as scikit-learn
has it), over words, pieces of words, the meaning of the turn and the cues; and one small network for all of them
(``crossing``). Each turn is also learned without its
punctuation, and some are learned joined to another, as turns in long transcripts are.
"""

from __future__ import annotations

import hashlib
import json
import math
import random
import re
import warnings
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np

from bot.studio.feedback.asked import NONE
from bot.studio.feedback.crossing import FARTHEST, Crossing, crossed
from bot.studio.feedback.cues import CUES
from bot.studio.feedback.features import Seen, heard, seen
from bot.studio.feedback.learned import FEATURES, LEARNED, NAMES, STYLES, Array, Learned, lengths

EXAMPLES = Path(__file__).with_name("examples")

LOOKED_AT_BY = (
    "asked.py", "asked.yml", "spelling.py", "features.py", "crossing.py", "joining.py", "learning.py",
)  # fmt: skip
"""Files that decide how a turn is looked at."""

SEED = 11
JOINED = 0.25
"""Share of turns that are learned once more, joined to another."""

ANSWERING = 0.6
"""Share of turns without a line before them that are learned once more with one."""

SELDOM = 2
"""A word or piece seen in fewer turns than this is not learned."""

AGAIN = 0.5
"""How much a turn counts that is learned once more in other shape."""

SHARES = 3
"""Into how many shares the turns are divided to learn how readings are joined."""

JOINING_STRENGTH = 0.1
STYLE_STRENGTH = 1.0
"""How closely the joining follows the examples (scikit-learn's C); chosen by cross-validation on the examples."""

ENOUGH_PRECISE = 1e-3
"""When a regression has been fitted closely enough."""

STRENGTH = 1.0
"""How closely the regressions follow the examples (scikit-learn's C); chosen by cross-validation on the examples."""

NETWORKS, CELLS, HELD_BACK, BATCH, PASSES = 3, 128, 1.0, 128, 20
"""How the turn beside its line is learned: networks, cells of each, how far weights are held back (scikit-learn's
alpha), turns in a step, and how often each is seen; chosen on the tuning sets."""

LEAST_SPREAD = 1e-3

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
        *(here / name for name in LOOKED_AT_BY),
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
        joining=learned.joining.astype(np.float32),
        **{f"crossing_{name}": value.astype(np.float32) for name, value in vars(learned.crossing).items()},
        fingerprint=np.array(fingerprint()),
    )
    return len(turns)


def learn(turns: Sequence[Turn]) -> Learned:
    """Learn from turns.

    How both readings of a turn are joined is learned from turns that the readings themselves have not seen: each share
    of the turns is read by what was learned from the others.

    Args:
        turns: each with ``previous``, ``text``, the features as true or false, and ``style``.
    """
    shares = [_Lessons(share) for share in _shares(turns)]
    joined, weights, lessons = [], [], []
    for share in shares:
        others = _Lessons.together([each for each in shares if each is not share])
        base = _readings(others)
        joined += [
            base.joined(turn["text"], before, looked)
            for turn, before, looked in zip(share.turns, share.before, share.looked, strict=True)
        ]
        weights += share.weights
        lessons += share.turns
    base = _readings(_Lessons.together(shares))
    return replace(base, joining=_joining(np.stack(joined), lessons, weights))


class _Lessons:
    """Turns to learn from, and again as they would be typed in a hurry or said one after the other, looked at once."""

    def __init__(self, turns: Sequence[Turn]) -> None:
        again = [*_unpunctuated(turns), *_joined(turns)]
        self.turns = [*turns, *again]
        self.weights = [1.0] * len(turns) + [AGAIN] * len(again)
        lines = {previous: heard(previous) for previous in {turn["previous"] for turn in self.turns}}
        self.before = [lines[turn["previous"]] for turn in self.turns]
        self.looked = [seen(before, turn["text"]) for before, turn in zip(self.before, self.turns, strict=True)]

    @classmethod
    def together(cls, each: Sequence[_Lessons]) -> _Lessons:
        found = cls(())
        for one in each:
            for name, values in vars(one).items():
                vars(found)[name] = [*vars(found)[name], *values]
        return found


def _shares(turns: Sequence[Turn]) -> list[list[Turn]]:
    """Divide turns so that those which answer the same line stay together: they are much alike."""
    found: list[list[Turn]] = [[] for _ in range(SHARES)]
    for turn in turns:
        name = turn["previous"] or turn["text"]
        found[hashlib.sha256(name.encode()).digest()[0] % SHARES].append(turn)
    return found


def _readings(lessons: _Lessons) -> Learned:
    """Learn to read a whole turn or a part of one; how both are joined is not learned here."""
    from sklearn.linear_model import LogisticRegression

    own = [looked for looked, weight in zip(lessons.looked, lessons.weights, strict=True) if weight == 1.0]
    words, rarity = _vocabulary(own)
    crossing = _crossing(lessons)
    empty = Learned(words, rarity, np.zeros((0, 0)), np.zeros(0), np.zeros((0, 0)), crossing)
    table = _table(empty, lessons.looked)
    rows, bias = [], []
    for name in NAMES:
        model = LogisticRegression(C=STRENGTH, solver="liblinear", max_iter=300, tol=ENOUGH_PRECISE, random_state=SEED)
        model.fit(table, _answers(name, lessons.turns), sample_weight=lessons.weights)
        rows.append(model.coef_[0])
        bias.append(model.intercept_[0])
    return Learned(words, rarity, np.array(rows), np.array(bias), np.zeros((0, 0)), crossing)


def _crossing(lessons: _Lessons) -> Crossing:
    """Learn to read a turn together with the line before it: several networks, which are one with more cells."""
    from sklearn.exceptions import ConvergenceWarning
    from sklearn.neural_network import MLPClassifier

    seen_beside = np.stack([crossed(*each) for each in zip(lessons.before, lessons.looked, strict=True)])
    middle, spread = seen_beside.mean(axis=0), seen_beside.std(axis=0) + LEAST_SPREAD
    near = np.clip((seen_beside - middle) / spread, -FARTHEST, FARTHEST)
    answers = np.array([_answers(name, lessons.turns) for name in NAMES], np.int8).T
    inner, outer, begins = [], [], []
    for number in range(NETWORKS):
        model = MLPClassifier(
            (CELLS,), alpha=HELD_BACK, batch_size=BATCH, max_iter=PASSES, random_state=SEED + number
        )  # fmt: skip
        with warnings.catch_warnings():
            # It is stopped early on purpose.
            warnings.simplefilter("ignore", ConvergenceWarning)
            model.fit(near, answers)
        inner.append(np.vstack([model.coefs_[0], model.intercepts_[0]]))
        outer.append(model.coefs_[1] / NETWORKS)
        begins.append(model.intercepts_[1] / NETWORKS)
    return Crossing(middle, spread, np.hstack(inner), np.vstack([*outer, np.sum(begins, axis=0)]))


def _joining(table: Array, lessons: Sequence[Turn], weights: Sequence[float]) -> Array:
    """Learn how both readings are joined: each feature for itself, the style as one among five."""
    from sklearn.linear_model import LogisticRegression

    rows = []
    for name in FEATURES:
        model = LogisticRegression(C=JOINING_STRENGTH, max_iter=1000, random_state=SEED)
        model.fit(table, _answers(name, lessons), sample_weight=weights)
        rows.append(np.append(model.coef_[0], model.intercept_[0]))
    counts = Counter(turn["style"] for turn in lessons)
    # The square root: a style that few turns have is worth finding, and not worth guessing.
    rare = [
        weight * (len(lessons) / counts[turn["style"]]) ** 0.5 for turn, weight in zip(lessons, weights, strict=True)
    ]
    style = LogisticRegression(C=STYLE_STRENGTH, max_iter=2000, random_state=SEED)
    style.fit(table, [STYLES.index(turn["style"]) for turn in lessons], sample_weight=np.array(rare) / np.mean(rare))
    return np.vstack([*rows, np.hstack([style.coef_, style.intercept_[:, None]])])


def _answers(name: str, lessons: Sequence[Turn]) -> list[bool]:
    return [bool(turn[name]) if name in FEATURES else turn["style"] == name for turn in lessons]


def _vocabulary(looked: Sequence[Seen]) -> tuple[dict[str, int], Array]:
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
