"""The trained encoder as an ONNX file: whole-number weights, one text or texts of one length a call, no mask.

Weights keep seven bits (-63 to 63, a scale a column): products of seven-bit weights and eight-bit activations never
overflow the sixteen bits in which processors without VNNI add them in pairs, so integer parts agree everywhere.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper

from seed_data.reader.bert import HEADS, LAYERS, LONGEST, WIDTH, Reader, SpanHead

Floats = NDArray[np.float32]
_MS = "com.microsoft"
_WEIGHT_PEAK, _ROW_PEAK = 63, 127
_EPSILON = 1e-12


class _Graph:
    """Nodes and tensors as they are added."""

    def __init__(self) -> None:
        self.nodes: list[onnx.NodeProto] = []
        self.tensors: list[onnx.TensorProto] = []

    def tensor(self, name: str, values: NDArray[np.generic]) -> str:
        self.tensors.append(numpy_helper.from_array(np.ascontiguousarray(values), name))
        return name

    def node(self, kind: str, inputs: list[str], output: str, domain: str = "", **attributes: object) -> str:
        self.nodes.append(helper.make_node(kind, inputs, [output], domain=domain, **attributes))
        return output

    def linear(self, name: str, source: str, weight: Floats, bias: Floats) -> str:
        """A product with whole-number weights; `weight` is (out, in) as torch has it."""
        columns = weight.T
        scale = np.maximum(np.abs(columns).max(axis=0), 1e-8) / _WEIGHT_PEAK
        whole = np.rint(columns / scale).astype(np.int8)
        inputs = [
            source,
            self.tensor(f"{name}.weight", whole),
            self.tensor(f"{name}.scale", scale.astype(np.float32)),
            self.tensor(f"{name}.zero", np.zeros(len(scale), dtype=np.int8)),
            self.tensor(f"{name}.bias", bias),
        ]
        return self.node("DynamicQuantizeMatMul", inputs, f"{name}.out", _MS)


def export(reader: Reader, head: SpanHead, path: Path) -> None:
    """Write the model."""
    weights = {name: value.detach().float().numpy() for name, value in reader.state_dict().items()}
    graph = _Graph()
    states = _embeddings(graph, weights)
    for layer in range(LAYERS):
        states = _layer(graph, weights, layer, states)
    graph.node("Identity", [states], "states")
    _tags(graph, {name: value.detach().float().numpy() for name, value in head.state_dict().items()})
    shape = ["texts", "pieces"]
    made = helper.make_graph(
        graph.nodes,
        "reader",
        [helper.make_tensor_value_info("pieces", TensorProto.INT64, shape)],
        [
            helper.make_tensor_value_info("states", TensorProto.FLOAT, [*shape, WIDTH]),
            helper.make_tensor_value_info("tags", TensorProto.FLOAT, [*shape, 3]),
        ],
        graph.tensors,
    )
    opsets = [helper.make_opsetid("", 17), helper.make_opsetid(_MS, 1)]
    onnx.save(helper.make_model(made, opset_imports=opsets, ir_version=8), str(path))


def _tags(graph: _Graph, weights: dict[str, Floats]) -> None:
    """The span head: each piece's state between those of its neighbours, zeros beyond the ends."""
    graph.tensor("tags.ends", np.array([0, 1, 0, 0, 1, 0], dtype=np.int64))
    graph.node("Pad", ["states", "tags.ends"], "tags.padded")
    graph.tensor("minus2", np.array([-2], dtype=np.int64))
    graph.node("Slice", ["tags.padded", "zero", "minus2", "one"], "tags.before")
    graph.tensor("everything", np.array([np.iinfo(np.int64).max], dtype=np.int64))
    graph.node("Slice", ["tags.padded", "two", "everything", "one"], "tags.after")
    graph.node("Concat", ["tags.before", "states", "tags.after"], "tags.around", axis=-1)
    source = "tags.around"
    for part, after in (("hidden", "Relu"), ("out", "Softmax")):
        graph.tensor(f"tags.{part}.weight", weights[f"{part}.weight"].T)
        graph.tensor(f"tags.{part}.bias", weights[f"{part}.bias"])
        graph.node("MatMul", [source, f"tags.{part}.weight"], f"tags.{part}.product")
        graph.node("Add", [f"tags.{part}.product", f"tags.{part}.bias"], f"tags.{part}.sum")
        source = graph.node(after, [f"tags.{part}.sum"], "tags" if after == "Softmax" else f"tags.{part}")


def _embeddings(graph: _Graph, weights: dict[str, Floats]) -> str:
    rows = weights["words.weight"]
    scale = np.abs(rows).max(axis=1, keepdims=True) / _ROW_PEAK
    graph.tensor("words", np.rint(rows / scale).astype(np.int8))
    graph.tensor("words.scale", scale.astype(np.float32))
    graph.tensor("places", weights["places.weight"][:LONGEST])
    graph.node("Gather", ["words", "pieces"], "words.rows")
    graph.node("Cast", ["words.rows"], "words.float", to=TensorProto.FLOAT)
    graph.node("Gather", ["words.scale", "pieces"], "words.scales")
    graph.node("Mul", ["words.float", "words.scales"], "words.out")
    graph.tensor("zero", np.array([0], dtype=np.int64))
    graph.tensor("one", np.array([1], dtype=np.int64))
    graph.node("Shape", ["pieces"], "shape")
    graph.node("Slice", ["shape", "one", graph.tensor("two", np.array([2], dtype=np.int64))], "length")
    graph.node("Slice", ["places", "zero", "length", "zero"], "places.used")
    graph.node("Add", ["words.out", "places.used"], "embedded")
    return _norm(graph, "norm", "embedded", weights)


def _norm(graph: _Graph, name: str, source: str, weights: dict[str, Floats]) -> str:
    inputs = [
        source,
        graph.tensor(f"{name}.gamma", weights[f"{name}.weight"]),
        graph.tensor(f"{name}.beta", weights[f"{name}.bias"]),
    ]
    return graph.node("LayerNormalization", inputs, f"{name}.out", axis=-1, epsilon=_EPSILON)


def _added_norm(graph: _Graph, name: str, parts: list[str], weights: dict[str, Floats]) -> str:
    """Two nodes: the kernel of onnxruntime's SkipLayerNormalization takes three times as long as both."""
    return _norm(graph, name, graph.node("Add", parts, f"{name}.sum"), weights)


def _layer(graph: _Graph, weights: dict[str, Floats], number: int, states: str) -> str:
    at = f"layers.{number}"

    def linear(part: str, source: str) -> str:
        return graph.linear(
            f"{at}.{part}", source, weights[f"{at}.{part}.weight"], weights[f"{at}.{part}.bias"]
        )

    qkv = linear("qkv", states)
    parts = [f"{at}.q", f"{at}.k", f"{at}.v"]
    if "thirds" not in {tensor.name for tensor in graph.tensors}:
        graph.tensor("thirds", np.array([WIDTH] * 3, dtype=np.int64))
    graph.nodes.append(helper.make_node("Split", [qkv, "thirds"], parts, axis=-1))
    mixed = graph.node("MultiHeadAttention", parts, f"{at}.mixed", _MS, num_heads=HEADS)
    states = _added_norm(graph, f"{at}.norm1", [linear("out", mixed), states], weights)
    raised = graph.node("Gelu", [linear("up", states)], f"{at}.raised", _MS)
    return _added_norm(graph, f"{at}.norm2", [linear("down", raised), states], weights)
