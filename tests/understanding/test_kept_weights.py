"""Teaching can go on from the network that is kept: its weights come back out of its file as they went in."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from bot.errors import TrainingError
from bot.understanding.reading import NETWORK, Reader, acts_taught

pytestmark = pytest.mark.slow

MESSAGES = ("I used to bake for the whole street", "he hits me when he is drunk", "skip", "nine calls and nobody rings")


def test_a_network_put_together_again_from_its_own_file_reads_as_it_did(tmp_path: Path) -> None:
    from bot.understanding.export import export
    from bot.understanding.kept_weights import kept_weights
    from bot.understanding.network import Shape, pretrained_weights

    shape = Shape(acts=acts_taught(), frozen=0)
    export({**pretrained_weights(), **kept_weights(NETWORK, shape)}, shape, tmp_path / "again.onnx")

    before, again = Reader(), Reader(tmp_path / "again.onnx")
    for text in MESSAGES:
        first, second = before.read(text), again.read(text)
        assert np.allclose(first.act, second.act, atol=0.02), text
        assert np.allclose(first.tier, second.tier, atol=0.02), text
        pairs = zip(first.words, second.words, strict=True)
        assert all(np.allclose(one.tag, other.tag, atol=0.02) for one, other in pairs), text


def test_a_network_for_other_acts_is_not_gone_on_from() -> None:
    from bot.understanding.kept_weights import kept_weights
    from bot.understanding.network import Shape

    with pytest.raises(TrainingError, match="from the start"):
        kept_weights(NETWORK, Shape(acts=("yes", "no"), frozen=0))
