"""The network while it learns: MiniLM's encoder, its upper layers free to change, and one small head for each question.

One reading of a message answers everything: the act, danger and its kind, hardship, and for every word whether it is
part of a strength. Multi-task learning on one encoder: Caruana 1997; Rasa's DIET does the same from scratch.
Lower layers stay as they were trained on a billion sentences, so their output is worked out once for each example.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import tensorflow as tf
from safetensors.numpy import load_file

from bot.understanding.labels import ASKED, DANGER_KINDS, HOLDS, TAGS, TIERS, TIES
from bot.understanding.pretrained import WEIGHTS, verified

LAYERS = 6
HEADS = 12
WIDTH = 384
SMALLEST = 1e-12
FAR_AWAY = -1e9

HIDDEN = "hidden"


@dataclass(frozen=True)
class Shape:
    """What one network is made for.

    Attributes:
        acts: the acts it tells apart, in order.
        frozen: how many of the lower layers stay as they were.
        whole: whether it answers everything; False for acts alone.
    """

    acts: tuple[str, ...]
    frozen: int
    whole: bool = True

    def heads(self) -> dict[str, int]:
        """Return the heads and how many answers each has."""
        if not self.whole:
            return {"act": len(self.acts)}
        return {
            "act": len(self.acts),
            "tier": len(TIERS),
            "kind": len(DANGER_KINDS),
            "hardship": 1,
            "tag": len(TAGS),
            "holds": len(HOLDS),
            "tie": len(TIES),
        }


OF_WORDS = ("tag", "holds", "tie")
"""Heads that answer for each word; the others answer for the message."""


def pretrained_weights() -> dict[str, np.ndarray[Any, Any]]:
    """Return the encoder's published weights by name."""
    weights: dict[str, np.ndarray[Any, Any]] = load_file(str(verified(WEIGHTS)))
    return weights


class Network:
    """Weights, and what they make of a batch of messages.

    Args:
        shape: what it is made for.
        seed: of the heads' first weights and of what is left out while learning.
        start: weights to go on from, by name; those that are not there start as published, or by chance.
    """

    def __init__(self, shape: Shape, seed: int, start: dict[str, np.ndarray[Any, Any]] | None = None) -> None:
        self.shape = shape
        self.fixed = pretrained_weights()
        self._rest = np.random.default_rng(seed)
        self.free = {
            name: tf.Variable(value, name=name)
            for name, value in self.fixed.items()
            if name.startswith("encoder.layer.") and int(name.split(".")[2]) >= shape.frozen
        }
        self.free["asked"] = tf.Variable(np.zeros((len(ASKED) + 1, WIDTH), np.float32), name="asked")
        for head, answers in shape.heads().items():
            first = self._rest.normal(0, 0.02, (WIDTH, answers)).astype(np.float32)
            self.free[f"{head}.weight"] = tf.Variable(first, name=f"{head}.weight")
            self.free[f"{head}.bias"] = tf.Variable(np.zeros(answers, np.float32), name=f"{head}.bias")
        for name, value in (start or {}).items():
            self.free[name].assign(value)

    def weight(self, name: str) -> Any:
        """Return one weight as it is now."""
        return self.free.get(name, self.fixed.get(name))

    def weights(self) -> dict[str, np.ndarray[Any, Any]]:
        """Return every weight as it is now."""
        return {**self.fixed, **{name: variable.numpy() for name, variable in self.free.items()}}

    def lower(self, pieces: Any, mask: Any) -> Any:
        """Return what the layers that stay make of a batch.

        Args:
            pieces: batch x length, numbers of pieces.
            mask: batch x length, 1 where there is a piece.
        """
        length = tf.shape(pieces)[1]
        hidden = (
            tf.gather(self.weight("embeddings.word_embeddings.weight"), pieces)
            + self.weight("embeddings.position_embeddings.weight")[:length]
            + self.weight("embeddings.token_type_embeddings.weight")[0]
        )
        hidden = self._normal(hidden, "embeddings.LayerNorm")
        return self._layers(hidden, mask, range(self.shape.frozen), dropout=0.0)

    def upper(self, hidden: Any, mask: Any, asked: Any, dropout: float) -> dict[str, Any]:
        """Return the answers of every head, before they are made into chances.

        Args:
            hidden: batch x length x ``WIDTH``, from ``lower``.
            mask: batch x length.
            asked: batch, number of the open question, 0 when not known.
            dropout: share left out while learning.
        """
        hidden = hidden + tf.gather(self.free["asked"], asked)[:, None, :]
        hidden = self._layers(hidden, mask, range(self.shape.frozen, LAYERS), dropout)
        here = tf.cast(mask, tf.float32)[:, :, None]
        message = tf.reduce_sum(hidden * here, 1) / tf.reduce_sum(here, 1)
        if dropout:
            message, hidden = tf.nn.dropout(message, dropout), tf.nn.dropout(hidden, dropout)
        return {
            head: (hidden if head in OF_WORDS else message) @ self.free[f"{head}.weight"] + self.free[f"{head}.bias"]
            for head in self.shape.heads()
        }

    def _layers(self, hidden: Any, mask: Any, which: range, dropout: float) -> Any:
        away = (1.0 - tf.cast(mask, tf.float32))[:, None, None, :] * FAR_AWAY
        for number in which:
            hidden = self._layer(hidden, away, f"encoder.layer.{number}", dropout)
        return hidden

    def _layer(self, hidden: Any, away: Any, name: str, dropout: float) -> Any:
        batch, length = tf.shape(hidden)[0], tf.shape(hidden)[1]

        def by_head(part: str) -> Any:
            made = self._dense(hidden, f"{name}.attention.self.{part}")
            return tf.transpose(tf.reshape(made, (batch, length, HEADS, WIDTH // HEADS)), (0, 2, 1, 3))

        scores = tf.matmul(by_head("query"), by_head("key"), transpose_b=True) / np.sqrt(WIDTH // HEADS) + away
        seen = tf.matmul(tf.nn.softmax(scores), by_head("value"))
        seen = tf.reshape(tf.transpose(seen, (0, 2, 1, 3)), (batch, length, WIDTH))
        seen = self._dense(seen, f"{name}.attention.output.dense")
        hidden = self._normal(hidden + seen, f"{name}.attention.output.LayerNorm")
        inner = tf.nn.gelu(self._dense(hidden, f"{name}.intermediate.dense"), approximate=False)
        inner = self._dense(inner, f"{name}.output.dense")
        return self._normal(hidden + _left_out(inner, dropout), f"{name}.output.LayerNorm")

    def _dense(self, values: Any, name: str) -> Any:
        # One flat product in half precision: many times faster on a processor than one for each message.
        flat = tf.cast(tf.reshape(values, (-1, values.shape[-1])), tf.bfloat16)
        weight = tf.cast(self.weight(f"{name}.weight"), tf.bfloat16)
        made = tf.nn.bias_add(
            tf.cast(tf.matmul(flat, weight, transpose_b=True), tf.float32), self.weight(f"{name}.bias")
        )
        return tf.reshape(made, tf.concat([tf.shape(values)[:-1], [weight.shape[0]]], 0))

    def _normal(self, values: Any, name: str) -> Any:
        mean, variance = tf.nn.moments(values, [-1], keepdims=True)
        return (values - mean) * tf.math.rsqrt(variance + SMALLEST) * self.weight(f"{name}.weight") + self.weight(
            f"{name}.bias"
        )


def _left_out(values: Any, dropout: float) -> Any:
    return tf.nn.dropout(values, dropout) if dropout else values
