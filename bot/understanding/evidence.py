"""What the words of a message speak for: classifiers of words and pieces of words, laid out for reading.

scikit-learn learns them from tens of thousands of examples at once and is made for that; to read one message it checks,
copies and builds sparse tables many times over, which takes longer than the network. Read here is the very same sum:
what each word and piece weighs (TF-IDF) times what it speaks for. ``tests/understanding/test_evidence.py`` holds the
two side by side.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from sklearn.linear_model import LogisticRegression

from bot.understanding.words import known_pieces, runs_of_words

Array = np.ndarray[Any, Any]


@dataclass(frozen=True, kw_only=True)
class Spoken:
    """What the words of one message speak for.

    Attributes:
        acts: chances of ``Evidence.acts``.
        danger: chance of danger, 0 to 1.
    """

    acts: Array
    danger: float


@dataclass(frozen=True, kw_only=True)
class Evidence:
    """Every word and piece of a word that is known, and what it speaks for.

    Attributes:
        acts: names of the acts.
        runs: of each run of words its row.
        pieces: of each piece of a word its row.
        rarity: of each row how much it weighs; what is rare weighs more.
        speaks_for: of each row what it adds for each act, and last for danger.
        before: what is there for each of them before any word is read.
    """

    acts: tuple[str, ...]
    runs: dict[str, int]
    pieces: dict[str, int]
    rarity: Array
    speaks_for: Array
    before: Array

    def read(self, text: str) -> Spoken:
        """Return what the words of a message speak for.

        Args:
            text: the message.
        """
        found = self.before + self._sum(runs_of_words(text), self.runs) + self._sum(known_pieces(text), self.pieces)
        chances = 1 / (1 + np.exp(-found))
        acts = chances[:-1]
        # Of two acts there is one sum: what speaks for the second speaks against the first.
        acts = acts / acts.sum() if len(acts) > 1 else np.array([1 - acts[0], acts[0]])
        return Spoken(acts=acts, danger=float(chances[-1]))

    def _sum(self, said: Iterable[str], rows_of: Mapping[str, int]) -> Array | float:
        times = Counter(map(rows_of.get, said))
        times.pop(None, None)
        if not times:
            return 0.0
        rows = np.fromiter(times, np.intp, len(times))
        weights: Array = (1 + np.log(np.fromiter(times.values(), np.float64, len(times)))) * self.rarity[rows]
        found: Array = weights @ self.speaks_for[rows]
        found /= np.sqrt(weights @ weights)
        return found


def evidence(words: Any, of_acts: LogisticRegression, of_danger: LogisticRegression) -> Evidence:
    """Return what scikit-learn learned, laid out for reading.

    Args:
        words: ``words.words_and_pieces``, having learned.
        of_acts: tells acts apart by them, one act against all others.
        of_danger: how likely danger is, by them.
    """
    runs, pieces = (vectorizer for _, vectorizer in words.transformer_list)
    first = len(runs.vocabulary_)
    return Evidence(
        acts=tuple(str(name) for name in of_acts.classes_),
        runs={said: int(row) for said, row in runs.vocabulary_.items()},
        pieces={said: first + int(row) for said, row in pieces.vocabulary_.items()},
        rarity=np.concatenate([runs.idf_, pieces.idf_]),
        # Single precision: a chance is the same to six places, in half the memory.
        speaks_for=np.ascontiguousarray(np.concatenate([of_acts.coef_, of_danger.coef_]).T, np.float32),
        before=np.concatenate([of_acts.intercept_, of_danger.intercept_]),
    )
