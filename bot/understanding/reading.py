"""Reading a message with the taught network: a few milliseconds on one processor, no TensorFlow."""

from __future__ import annotations

import json
import unicodedata
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime

from bot.understanding.labels import ASKED
from bot.understanding.tokens import PART, Tokens, parts, tokens

NETWORK = Path(__file__).with_name("network.onnx")
TAUGHT = NETWORK.with_suffix(".json")
"""What the network was taught and how."""

PUBLISHED = NETWORK.with_name("meaning.onnx")
"""The encoder that the network started from, as it was published."""

Array = np.ndarray[Any, Any]


@dataclass(frozen=True)
class Word:
    """One word of a message, and how likely each answer is for it.

    Attributes:
        start: where it begins, in characters.
        end: where it ends.
        tag: chances of ``labels.TAGS``.
        holds: chances of ``labels.HOLDS``.
        tie: chances of ``labels.TIES``.
    """

    start: int
    end: int
    tag: Array
    holds: Array
    tie: Array


@dataclass(frozen=True)
class Reading:
    """What the network makes of a message.

    Attributes:
        act: chances of the acts the network was taught (``acts_taught``).
        tier: chances of ``labels.TIERS``.
        kind: chances of ``labels.DANGER_KINDS``, supposing that there is danger.
        hardship: chance that it carries hardship.
        words: its words, in order.
        is_known: whether it holds any word or piece of one that the network knows; emoji alone are not known.
        in_its_letters: whether most letters are Latin ones. Of others the network knows single letters and no words, so
            that what it makes of them is chance.
    """

    act: Array
    tier: Array
    kind: Array
    hardship: float
    words: list[Word]
    is_known: bool = True
    in_its_letters: bool = True


class Reader:
    """Reads messages. Each of its two networks is loaded when it is first asked: few processes need both.

    Args:
        path: the taught network's file.
        published: the published encoder's file.
    """

    def __init__(self, path: Path = NETWORK, published: Path = PUBLISHED) -> None:
        self._path, self._published = path, published

    @cached_property
    def _taught(self) -> Any:
        return _session(self._path)

    @cached_property
    def _encoder(self) -> Any:
        return _session(self._published)

    def read(self, text: str, asked: str = "") -> Reading:
        """Return what the network makes of a message.

        Args:
            text: the message.
            asked: key of the question that is open, if it is one of ``labels.ASKED``.
        """
        windows = tokens(text)
        answers = [self._answers(window, asked) for window in windows]
        # A message that is longer than one part is read in parts as well: in the whole of it the network loses sight of
        # what stands in one sentence.
        closer = parts(text) if len(windows[0].pieces) > PART else []
        in_parts = [self._answers(part, "") for part in closer]
        # Danger in one part of a long message is danger, however cheerful the rest; so is hardship.
        looked_at = [*answers, *in_parts]
        worst = min(looked_at, key=lambda each: float(each["tier"][-1]))
        return Reading(
            act=np.mean([each["act"] for each in answers], axis=0),
            tier=worst["tier"],
            kind=worst["kind"],
            hardship=max(float(each["hardship"]) for each in looked_at),
            words=_both(_words(windows, answers), _words(closer, in_parts)),
            is_known=any(window.has_known_pieces for window in windows),
            in_its_letters=is_mostly_latin(text),
        )

    def meaning(self, text: str) -> Array:
        """Return a message as a point among meanings, of length 1, by the encoder as it was published.

        It knows no more of our examples than of any others, so that what is learned on top of it can be trusted.

        Args:
            text: the message.
        """
        mean = np.mean([self._encoder.run(None, _given(window))[0][0] for window in tokens(text)], axis=0)
        found: Array = mean / max(float(np.linalg.norm(mean)), 1e-9)
        return found

    def _answers(self, window: Tokens, asked: str) -> dict[str, Any]:
        found = self._asked(HEADS_READ, window, asked)
        return {
            "act": _chances(found["act"][0]),
            "tier": _chances(found["tier"][0]),
            "kind": _chances(found["kind"][0]),
            "hardship": _chance(found["hardship"]),
            "tag": _chances(found["tag"][0]),
            "holds": _chances(found["holds"][0]),
            "tie": _chances(found["tie"][0]),
        }

    def _asked(self, wanted: list[str], window: Tokens, asked: str) -> dict[str, Any]:
        question = ASKED.index(asked) + 1 if asked in ASKED else 0
        given = {**_given(window), "asked": np.array([[question]], np.int64)}
        return dict(zip(wanted, self._taught.run(wanted, given), strict=True))


def _session(path: Path) -> onnxruntime.InferenceSession:
    options = onnxruntime.SessionOptions()
    # One thread: a server has other messages for the other processors, and threads that wait cost more.
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = 3
    return onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])


def _given(window: Tokens) -> dict[str, Array]:
    pieces = np.array([window.pieces], np.int64)
    return {
        "pieces": pieces,
        "mask": np.ones_like(pieces, dtype=np.int32),
        "places": np.arange(pieces.shape[1]),
    }


HEADS_READ = ["act", "tier", "kind", "hardship", "tag", "holds", "tie"]


@lru_cache(maxsize=1)
def acts_taught() -> tuple[str, ...]:
    """Return the acts that the network was taught, in the order of ``Reading.act``."""
    return tuple(json.loads(TAUGHT.read_text(encoding="utf-8"))["acts"])


@lru_cache(maxsize=1)
def reader() -> Reader:
    """Return this process's reader, loaded once."""
    return Reader()


def _both(words: list[Word], in_parts: list[Word]) -> list[Word]:
    """The words with the mean of what the whole message and its parts say of each."""
    closer = {word.start: word for word in in_parts}
    return [_mean(word, closer[word.start]) if word.start in closer else word for word in words]


def _mean(word: Word, other: Word) -> Word:
    return Word(
        word.start,
        word.end,
        tag=(word.tag + other.tag) / 2,
        holds=(word.holds + other.holds) / 2,
        tie=(word.tie + other.tie) / 2,
    )


def is_mostly_latin(text: str) -> bool:
    """Whether at least half of the letters of a text are Latin ones; so has one without letters."""
    letters = [letter for letter in text if letter.isalpha()]
    return 2 * sum(unicodedata.name(letter, "").startswith("LATIN") for letter in letters) >= len(letters)


def _words(windows: list[Tokens], answers: list[dict[str, Any]]) -> list[Word]:
    words: list[Word] = []
    for window, answer in zip(windows, answers, strict=True):
        for place, start, end in window.words:
            # Windows overlap; the first that holds a word has seen what comes before it.
            if not words or start > words[-1].start:
                words.append(Word(start, end, answer["tag"][place], answer["holds"][place], answer["tie"][place]))
    return words


def _chance(answer: Array) -> float:
    return float(1 / (1 + np.exp(-answer[0, 0])))


def _chances(answers: Array) -> Array:
    raised = np.exp(answers - answers.max(axis=-1, keepdims=True))
    chances: Array = raised / raised.sum(axis=-1, keepdims=True)
    return chances
