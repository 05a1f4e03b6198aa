"""The taught network as an ONNX file that any machine runs in a few milliseconds, without TensorFlow.

The graph uses ONNX Runtime's own operators for attention and normalisation; weights of products are kept as whole
numbers of eight bits, which makes the file four times smaller and reading about three times faster
(docs/decisions/0008 has what it costs). The encoder as it was published is a file of its own: ONNX Runtime works out
all that a file holds, whatever is asked of it, and a message of ours needs only the taught half.
"""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper
from onnxruntime.quantization import QuantType, quantize_dynamic

from bot.understanding.network import HEADS, LAYERS, OF_WORDS, SMALLEST, WIDTH, Shape, pretrained_weights

OURS = "com.microsoft"
IR_VERSION = 8
OPSET = 17

Weights = dict[str, np.ndarray[Any, Any]]


def export(weights: Weights, shape: Shape, path: Path) -> None:
    """Write a taught network to an ONNX file.

    Args:
        weights: every weight by name, as ``Network.weights`` gives them.
        shape: what the network was made for.
        path: where the file goes.
    """
    _write(_Graph(weights).answering(shape), path, exact=[f"head.{head}" for head in shape.heads()])


def export_meaning(path: Path) -> None:
    """Write the encoder as it was published to an ONNX file; it is the same at every teaching.

    Args:
        path: where the file goes.
    """
    _write(_Graph(pretrained_weights()).meaning(), path, exact=[])


def _write(model: Any, path: Path, exact: list[str]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        whole = Path(folder) / "exact.onnx"
        onnx.save(model, str(whole))
        quantize_dynamic(
            whole,
            path,
            per_channel=True,
            weight_type=QuantType.QInt8,
            # The heads are small, and their answers are what is read: they stay exact.
            nodes_to_exclude=exact,
            extra_options={"MatMulConstBOnly": True, "DefaultTensorType": TensorProto.FLOAT},
        )


class _Graph:
    """Puts the graph together, one operator after another."""

    def __init__(self, weights: Weights) -> None:
        self._weights = weights
        self._nodes: list[Any] = []
        self._kept: list[Any] = []

    def answering(self, shape: Shape) -> Any:
        """Return the graph that answers every question."""
        hidden = self._embedded()
        self._keep("questions", self._weights["asked"])
        for number in range(LAYERS):
            # The question is told to the layers that were free to learn from it.
            if number == shape.frozen:
                hidden = self._with_question(hidden)
            hidden = self._layer(hidden, f"encoder.layer.{number}")
        self._mean(hidden, "message")
        outputs = []
        for head, answers in shape.heads().items():
            words = head in OF_WORDS
            self._head(hidden if words else "message", head)
            size: list[str | int] = ["batch", "length", answers] if words else ["batch", answers]
            outputs.append(helper.make_tensor_value_info(head, TensorProto.FLOAT, size))
        return self._model(outputs, helper.make_tensor_value_info("asked", TensorProto.INT64, ["batch", 1]))

    def meaning(self) -> Any:
        """Return the graph that makes a message a point among meanings."""
        hidden = self._embedded()
        for number in range(LAYERS):
            hidden = self._layer(hidden, f"encoder.layer.{number}")
        self._mean(hidden, "meaning")
        return self._model([helper.make_tensor_value_info("meaning", TensorProto.FLOAT, ["batch", WIDTH])])

    def _model(self, outputs: list[Any], *more: Any) -> Any:
        inputs = [
            helper.make_tensor_value_info("pieces", TensorProto.INT64, ["batch", "length"]),
            helper.make_tensor_value_info("mask", TensorProto.INT32, ["batch", "length"]),
            helper.make_tensor_value_info("places", TensorProto.INT64, ["length"]),
            *more,
        ]
        graph = helper.make_graph(self._nodes, "front_door", inputs, outputs, self._kept)
        imports = [helper.make_opsetid("", OPSET), helper.make_opsetid(OURS, 1)]
        return helper.make_model(graph, opset_imports=imports, ir_version=IR_VERSION)

    def _embedded(self) -> str:
        weight = self._weights
        self._keep("words", weight["embeddings.word_embeddings.weight"])
        places = weight["embeddings.position_embeddings.weight"] + weight["embeddings.token_type_embeddings.weight"][0]
        self._keep("positions", places)
        self._add("Gather", ["words", "pieces"], "of_words")
        self._add("Gather", ["positions", "places"], "of_places")
        self._add("Add", ["of_words", "of_places"], "embedded")
        scale, shift = (self._kept_as(f"embeddings.LayerNorm.{part}") for part in ("weight", "bias"))
        return self._add("LayerNormalization", ["embedded", scale, shift], "normal", epsilon=SMALLEST)

    def _mean(self, hidden: str, name: str) -> None:
        self._nodes.append(helper.make_node("ReduceMean", [hidden], [name], axes=[1], keepdims=0))

    def _with_question(self, hidden: str) -> str:
        self._add("Gather", ["questions", "asked"], "of_question")
        self._add("Add", [hidden, "of_question"], "questioned")
        return "questioned"

    def _layer(self, hidden: str, name: str) -> str:
        weight = self._weights
        parts = [f"{name}.attention.self.{part}" for part in ("query", "key", "value")]
        self._keep(f"{name}.qkv", np.concatenate([weight[f"{part}.weight"] for part in parts]).T)
        self._keep(f"{name}.qkv.bias", np.concatenate([weight[f"{part}.bias"] for part in parts]))
        self._add(
            "Attention",
            [hidden, f"{name}.qkv", f"{name}.qkv.bias", "mask"],
            f"{name}.seen",
            num_heads=HEADS,
            domain=OURS,
        )
        seen = self._product(f"{name}.seen", f"{name}.attention.output.dense")
        hidden = self._normal(seen, hidden, f"{name}.attention.output")
        inner = self._product(hidden, f"{name}.intermediate.dense")
        bias = self._kept_as(f"{name}.intermediate.dense.bias")
        self._add("BiasGelu", [inner, bias], f"{name}.inner", domain=OURS)
        return self._normal(self._product(f"{name}.inner", f"{name}.output.dense"), hidden, f"{name}.output")

    def _product(self, values: str, name: str) -> str:
        self._keep(f"{name}.turned", self._weights[f"{name}.weight"].T)
        return self._add("MatMul", [values, f"{name}.turned"], f"{name}.product")

    def _normal(self, values: str, before: str, name: str) -> str:
        scale, shift = (self._kept_as(f"{name}.LayerNorm.{part}") for part in ("weight", "bias"))
        bias = self._kept_as(f"{name}.dense.bias")
        inputs = [values, before, scale, shift, bias]
        return self._add("SkipLayerNormalization", inputs, f"{name}.normal", epsilon=SMALLEST, domain=OURS)

    def _head(self, values: str, name: str) -> None:
        weight = self._kept_as(f"{name}.weight")
        self._nodes.append(helper.make_node("MatMul", [values, weight], [f"{name}.product"], name=f"head.{name}"))
        self._add("Add", [f"{name}.product", self._kept_as(f"{name}.bias")], name)

    def _add(self, operator: str, inputs: list[str], output: str, **more: Any) -> str:
        self._nodes.append(helper.make_node(operator, inputs, [output], name=f"{operator}.{output}", **more))
        return output

    def _keep(self, name: str, values: np.ndarray[Any, Any]) -> None:
        self._kept.append(numpy_helper.from_array(np.ascontiguousarray(values), name))

    def _kept_as(self, name: str) -> str:
        self._keep(name, self._weights[name])
        return name
