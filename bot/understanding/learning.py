"""Teaching the network: examples into numbers, batches of like length, one pass after another."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import tensorflow as tf

from bot.understanding.examples import Example
from bot.understanding.labels import ASKED, DANGER_KINDS, HOLDS, STRENGTH_KINDS, TAGS, TIERS, TIES
from bot.understanding.marked import Strength
from bot.understanding.network import Network, Shape
from bot.understanding.slips import typed_in_a_hurry
from bot.understanding.tokens import Tokens, tokens

IGNORED = -1
STEPS_BETWEEN_WORDS = 100
"""So many batches go by before progress is told: a few minutes at most."""


@dataclass(frozen=True, kw_only=True)
class Lesson:
    """How the network is taught; the values that served best on sentences of our own kept aside (docs/decisions/0008).

    Attributes:
        frozen: how many lower layers stay as they were.
        passes: how often each example is seen.
        batch: pieces in a batch, padding included.
        rate: highest step of the encoder's layers.
        head_rate: highest step of the heads.
        dropout: share left out.
        words_left_out: share of pieces that are not seen, so that no single word is leaned on.
        hurried: share of examples that are seen misspelt as well.
        slip: how likely a word of those is to slip.
        without_question: share of examples seen without the question that was open.
        seed: of everything that is left to chance.
    """

    frozen: int = 0
    passes: int = 6
    batch: int = 1024
    rate: float = 2e-4
    head_rate: float = 2e-3
    dropout: float = 0.1
    words_left_out: float = 0.04
    hurried: float = 0.25
    slip: float = 0.25
    without_question: float = 0.5
    seed: int = 7


FURTHER = Lesson(passes=2, rate=1.5e-4, head_rate=1e-3, seed=8)
"""How a network that was taught before is taught further: fewer passes in smaller steps, over all examples, so that
what it knew is not forgotten for what is new."""


@dataclass
class Numbers:
    """One example as the network takes it. ``IGNORED`` stands for what is not known."""

    pieces: list[int]
    asked: int
    act: int
    tiers: np.ndarray[Any, Any]
    kinds: np.ndarray[Any, Any]
    hardship: float
    tag: list[int]
    holds: list[int]
    tie: list[int]


def teach(
    examples: Sequence[Example],
    acts: tuple[str, ...],
    lesson: Lesson | None = None,
    say: Callable[[str], None] = lambda _: None,
    whole: bool = True,
    start: dict[str, np.ndarray[Any, Any]] | None = None,
) -> Network:
    """Return a network that has learned from examples.

    Args:
        examples: what to learn from.
        acts: the acts to tell apart.
        lesson: how to teach.
        say: told about progress, one line at a time.
        whole: whether everything is learned; False for acts alone.
        start: weights to go on from, by name; none to start from the published encoder.
    """
    lesson = lesson or Lesson()
    tf.random.set_seed(lesson.seed)
    dice = random.Random(lesson.seed)
    network = Network(Shape(acts=acts, frozen=lesson.frozen, whole=whole), lesson.seed, start)
    numbers = [number for example in _varied(examples, lesson, dice) for number in as_numbers(example, acts)]
    say(f"{len(examples)} examples, {len(numbers)} with misspelt ones")
    batches = _batches(numbers, lesson.batch)
    kept = [_prepared(network, batch) for batch in batches]
    step = _step(network, lesson, len(kept) * lesson.passes)
    for number in range(lesson.passes):
        started = time.monotonic()
        dice.shuffle(kept)
        losses: list[float] = []
        for batch in kept:
            losses.append(float(step(*batch)))
            if len(losses) % STEPS_BETWEEN_WORDS == 0:
                taken = time.monotonic() - started
                still = taken / len(losses) * (len(kept) * (lesson.passes - number) - len(losses))
                say(f"  {len(losses)} of {len(kept)} batches, about {still / 60:.0f} min to go")
        say(f"pass {number + 1} of {lesson.passes}: loss {np.mean(losses):.3f}, {time.monotonic() - started:.0f} s")
    return network


def _varied(examples: Sequence[Example], lesson: Lesson, dice: random.Random) -> Iterator[Example]:
    for example in examples:
        # Where the writer named no question any may have been open: danger is voiced in answer to every one of them.
        asked = "" if dice.random() < lesson.without_question else example.asked or dice.choice(ASKED)
        yield replace(example, asked=asked)
        if dice.random() < lesson.hurried:
            yield hurried(replace(example, asked=""), lesson.slip, dice)


def hurried(example: Example, slip: float, dice: random.Random) -> Example:
    """Return an example as somebody in a hurry would type it; strengths move with their words.

    Args:
        example: the example.
        slip: how likely a word is to slip.
        dice: decides.
    """
    words = example.text.split(" ")
    typed = typed_in_a_hurry(words, slip, dice)
    old = new = 0
    starts: list[tuple[int, int, int]] = []
    for word, other in zip(words, typed, strict=True):
        starts.append((old, new, len(other) - len(word)))
        old, new = old + len(word) + 1, new + len(other) + 1

    def moved(at: int, *, is_end: bool) -> int:
        inside = [(begin, to, more) for begin, to, more in starts if begin < at or (begin == at and not is_end)]
        begin, to, more = inside[-1]
        length = len(words[len(inside) - 1])
        # A mark that ends with its word ends with the slipped word; one that ends inside it keeps its distance.
        return to + (at - begin) + (more if at - begin >= length else 0)

    strengths = example.strengths
    if strengths:
        strengths = tuple(
            replace(one, start=moved(one.start, is_end=False), end=moved(one.end, is_end=True)) for one in strengths
        )
    return replace(example, text=" ".join(typed), strengths=strengths)


def as_numbers(example: Example, acts: tuple[str, ...]) -> Iterator[Numbers]:
    """Yield an example's windows as numbers.

    Args:
        example: the example.
        acts: the acts in the network's order.
    """
    for window in tokens(example.text):
        tag, holds, tie = _of_words(window, example.strengths)
        yield Numbers(
            pieces=window.pieces,
            asked=ASKED.index(example.asked) + 1 if example.asked else 0,
            act=acts.index(example.act) if example.act in acts else IGNORED,
            tiers=np.array([tier in example.tiers for tier in TIERS], np.float32),
            kinds=np.array([kind in example.kinds for kind in DANGER_KINDS], np.float32),
            hardship=IGNORED if example.hardship is None else float(example.hardship),
            tag=tag,
            holds=holds,
            tie=tie,
        )


def _of_words(window: Tokens, strengths: tuple[Strength, ...] | None) -> tuple[list[int], list[int], list[int]]:
    tag, holds, tie = ([IGNORED] * len(window.pieces) for _ in range(3))
    if strengths is None:
        return tag, holds, tie
    before: Strength | None = None
    for place, start, end in window.words:
        inside = next((one for one in strengths if one.start < end and start < one.end), None)
        if inside is None:
            tag[place] = 0
        else:
            tag[place] = TAGS.index(f"{'I' if inside is before else 'B'}-{inside.kind}")
            holds[place] = HOLDS.index(inside.holds)
            tie[place] = TIES.index(inside.tie) if inside.kind == STRENGTH_KINDS[3] else IGNORED
        before = inside
    return tag, holds, tie


def _batches(numbers: list[Numbers], most_pieces: int) -> list[list[Numbers]]:
    batches: list[list[Numbers]] = []
    for one in sorted(numbers, key=lambda each: len(each.pieces)):
        if not batches or (len(batches[-1]) + 1) * len(one.pieces) > most_pieces:
            batches.append([])
        batches[-1].append(one)
    return batches


def _prepared(network: Network, batch: list[Numbers]) -> tuple[Any, ...]:
    length = max(len(one.pieces) for one in batch)

    def padded(field: str, filler: int) -> np.ndarray[Any, Any]:
        return np.array([getattr(one, field) + [filler] * (length - len(one.pieces)) for one in batch], np.int32)

    mask = np.array([[1] * len(one.pieces) + [0] * (length - len(one.pieces)) for one in batch], np.int32)
    return (
        tf.cast(network.lower(padded("pieces", 0), mask), tf.float16),
        tf.constant(mask),
        tf.constant([one.asked for one in batch]),
        tf.constant([one.act for one in batch]),
        tf.constant(np.array([one.tiers for one in batch])),
        tf.constant(np.array([one.kinds for one in batch])),
        tf.constant([one.hardship for one in batch], tf.float32),
        tf.constant(padded("tag", IGNORED)),
        tf.constant(padded("holds", IGNORED)),
        tf.constant(padded("tie", IGNORED)),
    )


def _step(network: Network, lesson: Lesson, steps: int) -> Callable[..., Any]:
    layers = [variable for name, variable in network.free.items() if name.startswith("encoder")]
    heads = [variable for name, variable in network.free.items() if not name.startswith("encoder")]
    for_layers = tf.keras.optimizers.legacy.Adam(_Schedule(lesson.rate, steps))
    for_heads = tf.keras.optimizers.legacy.Adam(_Schedule(lesson.head_rate, steps))

    @tf.function(reduce_retracing=True, autograph=False)
    def step(hidden: Any, mask: Any, asked: Any, *known: Any) -> Any:
        seen = tf.cast(tf.random.uniform(tf.shape(mask)) >= lesson.words_left_out, tf.float32)[:, :, None]
        with tf.GradientTape() as tape:
            answers = network.upper(tf.cast(hidden, tf.float32) * seen, mask, asked, lesson.dropout)
            loss = _loss(answers, *known)
        gradients, _ = tf.clip_by_global_norm(tape.gradient(loss, layers + heads), 1.0)
        for_layers.apply_gradients(zip(gradients[: len(layers)], layers, strict=True))
        for_heads.apply_gradients(zip(gradients[len(layers) :], heads, strict=True))
        return loss

    return step  # type: ignore[no-any-return]


class _Schedule(tf.keras.optimizers.schedules.LearningRateSchedule):
    """Up for a tenth of the way, then down to nothing."""

    def __init__(self, highest: float, steps: int) -> None:
        self._highest, self._steps = highest, float(steps)

    def __call__(self, step: Any) -> Any:
        way = tf.cast(step, tf.float32) / self._steps
        return self._highest * tf.minimum(way / 0.1, tf.maximum(0.0, (1.0 - way) / 0.9))


def _loss(answers: dict[str, Any], act: Any, tiers: Any, kinds: Any, hardship: Any, *words: Any) -> Any:
    loss = _one_of_many(answers["act"], act, smooth=0.05)
    if "tier" not in answers:
        return loss
    loss += _one_of_these(answers["tier"], tiers, smooth=0.05)
    loss += 0.5 * _one_of_these(answers["kind"], kinds, smooth=0.05)
    known = tf.cast(hardship >= 0, tf.float32)
    each = tf.nn.sigmoid_cross_entropy_with_logits(tf.maximum(hardship, 0.0), answers["hardship"][:, 0])
    loss += 0.5 * _mean(each, known)
    for head, weight, truth in zip(("tag", "holds", "tie"), (1.5, 0.6, 0.4), words, strict=True):
        loss += weight * _one_of_many(answers[head], truth, smooth=0.0)
    return loss


def _one_of_many(answers: Any, truth: Any, smooth: float) -> Any:
    """Cross-entropy where the truth is known."""
    known = tf.cast(truth >= 0, tf.float32)
    count = answers.shape[-1]
    target = tf.one_hot(tf.maximum(truth, 0), count) * (1 - smooth) + smooth / count
    return _mean(tf.nn.softmax_cross_entropy_with_logits(target, answers), known)


def _one_of_these(answers: Any, allowed: Any, smooth: float) -> Any:
    """Minus the logarithm of the chance that the truth is one of those allowed; where none is, nothing is known.

    A little of the loss is spread over all of them: without it the network is certain of what it has never seen, and
    nothing that is learned on top of it can make up for that.
    """
    known = tf.cast(tf.reduce_any(allowed > 0, -1), tf.float32)
    whole = tf.reduce_logsumexp(answers, -1)
    inside = tf.reduce_logsumexp(answers + (1.0 - allowed) * -1e9, -1)
    surprise = (1 - smooth) * (whole - inside) + smooth * (whole - tf.reduce_mean(answers, -1))
    return _mean(surprise * known, known)


def _mean(values: Any, known: Any) -> Any:
    return tf.reduce_sum(values * known) / tf.maximum(tf.reduce_sum(known), 1.0)
