"""The weights of the network that is kept, so that teaching can go on from there.

A council that adds a few hundred examples need not begin at the published encoder again. Weights kept as whole numbers
of eight bits come back a little rounded; what is taught further smooths that out.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import onnx
from onnx import numpy_helper

from bot.errors import TrainingError
from bot.understanding.network import LAYERS, WIDTH, Shape

Array = np.ndarray[Any, Any]


def kept_weights(path: Path, shape: Shape) -> dict[str, Array]:
    """Return the weights that teaching may change, by name, as ``Network`` takes them.

    Args:
        path: the network's file, as ``export`` wrote it.
        shape: what the network is to be made for.

    Raises:
        TrainingError: the file was made for other acts or other answers.
    """
    found = {one.name: numpy_helper.to_array(one) for one in onnx.load(str(path)).graph.initializer}

    def kept(name: str) -> Array:
        if name in found:
            return np.asarray(found[name], np.float32)
        steps = found[f"{name}_quantized"].astype(np.float32) - found[f"{name}_zero_point"].astype(np.float32)
        return np.asarray(steps * found[f"{name}_scale"], np.float32)

    weights = {"asked": kept("questions")}
    for number in range(shape.frozen, LAYERS):
        weights |= _of_layer(f"encoder.layer.{number}", kept)
    for head, answers in shape.heads().items():
        weights |= {f"{head}.{part}": kept(f"{head}.{part}") for part in ("weight", "bias")}
        if weights[f"{head}.bias"].shape != (answers,):
            raise TrainingError(
                f"The network that is kept gives other answers ({head}), so it cannot be taught further. "
                "Teach it from the start: frontdoor teach"
            )
    return weights


def _of_layer(layer: str, kept: Any) -> dict[str, Array]:
    weights = {}
    together, bias = kept(f"{layer}.qkv").T, kept(f"{layer}.qkv.bias")
    for at, part in enumerate(("query", "key", "value")):
        rows = slice(at * WIDTH, (at + 1) * WIDTH)
        weights[f"{layer}.attention.self.{part}.weight"] = together[rows]
        weights[f"{layer}.attention.self.{part}.bias"] = bias[rows]
    for dense in ("attention.output.dense", "intermediate.dense", "output.dense"):
        weights[f"{layer}.{dense}.weight"] = kept(f"{layer}.{dense}.turned").T
        weights[f"{layer}.{dense}.bias"] = kept(f"{layer}.{dense}.bias")
    for normal in ("attention.output.LayerNorm", "output.LayerNorm"):
        for part in ("weight", "bias"):
            weights[f"{layer}.{normal}.{part}"] = kept(f"{layer}.{normal}.{part}")
    return weights
