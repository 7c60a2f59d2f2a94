"""The learned network as the ONNX file that `waymark/reading/network.py` asks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import onnx  # type: ignore[import-not-found]
from onnx import TensorProto as Type
from onnx import helper, numpy_helper

from waymark.reading.network import DISTANCES, INPUTS, LAYERS, MARKS, OUTPUTS

LIBRARY = "com.microsoft"  # operations of ONNX Runtime's own
OPSET, FORMAT = 18, 8  # what ONNX Runtime knows since 1.14
_LOW = -1e4
_SHAPES = {
    "words": (Type.INT32, ["items"]), "marks": (Type.UINT8, ["items", MARKS]),
    "sides": (Type.INT64, ["items", len(DISTANCES)]), "within": (Type.INT64, ["items", 1]),
    "starts": (Type.INT64, ["sentences"]),
    "items": (Type.INT64, ["asked"]),
    "spans": (Type.INT64, ["pairs"]), "names": (Type.INT64, ["pairs"]), "ties": (Type.FLOAT, ["pairs"]),
    "pieces": (Type.INT64, [1, "pieces"]), "owners": (Type.INT64, ["pieces"]), "firsts": (Type.INT64, ["items"]),
    "flags": (Type.FLOAT, ["items and one", MARKS]),
    "asked": (Type.FLOAT, ["asked", "classes"]), "told": (Type.FLOAT, ["columns"]),
    "here": (Type.FLOAT, ["items", "columns"]), "where": (Type.INT64, ["columns"]),
}  # fmt: skip


class Graph:
    """Nodes and constants, each called by the name of what it gives."""

    def __init__(self) -> None:
        self.nodes: list[Any] = []
        self.constants: list[Any] = []
        self.outputs: list[str] = []

    def constant(self, value: Any, kind: Any = np.float32) -> str:
        name = f"constant{len(self.constants)}"
        self.constants.append(numpy_helper.from_array(np.asarray(value, kind), name))
        return name

    def output(self, made: str, name: str) -> None:
        self.outputs.append(name)
        self.nodes.append(helper.make_node("Identity", [made], [name]))

    def __call__(self, kind: str, *inputs: str, outputs: int = 1, **attributes: Any) -> Any:
        names = [f"{kind}{len(self.nodes)}_{n}" for n in range(outputs)]
        self.nodes.append(helper.make_node(kind, inputs, names, **attributes))
        return names[0] if outputs == 1 else names


def graph_of(arrays: Mapping[str, Any], lists: Mapping[str, list[str]]) -> bytes:
    """`arrays`: the weights and biases that `graph_from` of the training gives; `lists` travel as text beside them."""
    g = Graph()
    width = arrays["vectors"].shape[1]
    words = g("Cast", g("Gather", g.constant(arrays["vectors"], np.int8), "words"), to=Type.FLOAT)
    marks = g("MatMul", g("Cast", "marks", to=Type.FLOAT), g.constant(arrays["marks"]))
    items = g("Tanh", g("Add", g("Mul", words, g.constant(arrays["scale"])), marks))
    nothing = g.constant(np.zeros((1, width)))
    for layer, kernel, bias, gain, shift in zip(
        LAYERS, *(arrays[part] for part in ("kernels", "biases", "gains", "shifts"))
    ):
        seen = g("Gather", "sides", g.constant([DISTANCES.index(distance) for distance in layer], np.int64), axis=1)
        row = g.constant([-1, len(layer) * width], np.int64)
        sides = g("Reshape", g("Gather", g("Concat", items, nothing, axis=0), seen), row)
        told = g("Gemm", sides, g.constant(kernel), g.constant(bias))
        value, gate = g("Split", told, g.constant([width, width], np.int64), outputs=2, axis=1)
        joined = g("Add", items, g("Mul", value, g("Sigmoid", gate)))
        items = g("LayerNormalization", joined, g.constant(gain), g.constant(shift), axis=-1, epsilon=1e-5)
    answer(g, items, arrays)
    return model_of(g, INPUTS, lists)


def answer(g: Graph, items: str, arrays: Mapping[str, Any]) -> str:
    """The answers from what the layers make of the items, which stand row by row; what stands out by sentence."""
    width = arrays["told"].shape[0] // 2
    sentences = g("Shape", "starts")
    peaks = _highest(g, items, sentences, width)
    seen = seen_at(g, items, peaks, "items")
    deep = g("Relu", g("Gemm", seen, g.constant(arrays["hidden"]), g.constant(arrays["hidden_base"])))
    asked = g("Gemm", g("Add", seen, deep), g.constant(arrays["heads"]), g.constant(arrays["bases"]))
    here = g("MatMul", items, g.constant(arrays["told"][:width]))
    said = g("Gemm", peaks, g.constant(arrays["told"][width:]), g.constant(arrays["told_base"]))
    by_sentence = g("Add", _highest(g, here, sentences, arrays["told"].shape[1]), said)
    most = g("ReduceMax", by_sentence, g.constant([0], np.int64), keepdims=0)
    where = g("ArgMax", by_sentence, axis=0, keepdims=0)
    for name, output in zip(OUTPUTS, (asked, most, here, where)):
        g.output(output, name)
    return peaks


def seen_at(g: Graph, items: str, peaks: str, places: str) -> str:
    """What stands at these items, with what stands out in the sentence of each."""
    around = g("Squeeze", g("Gather", peaks, g("Gather", "within", places)), g.constant([1], np.int64))
    return str(g("Concat", g("Gather", items, places), around, axis=1))


def model_of(g: Graph, inputs: Sequence[str], lists: Mapping[str, list[str]]) -> bytes:
    """The file: what is made of these inputs, and `lists` as text beside it."""
    graph = helper.make_graph(
        g.nodes, "waymark",
        [helper.make_tensor_value_info(name, *_SHAPES[name]) for name in inputs],
        [helper.make_tensor_value_info(name, *_SHAPES[name]) for name in g.outputs],
        g.constants,
    )  # fmt: skip
    opsets = [helper.make_opsetid("", OPSET), helper.make_opsetid(LIBRARY, 1)]
    model = helper.make_model(graph, opset_imports=opsets, ir_version=FORMAT)
    helper.set_model_props(model, {name: "\n".join(listed) for name, listed in lists.items()})
    onnx.checker.check_model(model)
    return bytes(model.SerializeToString())


def _highest(g: Graph, items: str, sentences: str, width: int) -> str:
    """By sentence and column the highest of its items."""
    low = g("ConstantOfShape", g("Concat", sentences, g.constant([width], np.int64), axis=0),
            value=helper.make_tensor("low", Type.FLOAT, [1], [_LOW]))  # fmt: skip
    return str(g("ScatterND", low, "within", items, reduction="max"))
