"""The learned encoder as the ONNX file that `waymark/reading/encoder.py` asks: its matrices in whole numbers."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
from onnx import TensorProto as Type  # type: ignore[import-not-found]

from bench.network_graph import LIBRARY, Graph, answer, model_of, seen_at
from waymark.reading.encoder import INPUTS, MOST_PIECES

HEADS = 12  # of attention
_LEAST = 1e-12  # added to a variance
_MOST = 63  # of a whole number: processors of before 2019 would lose what goes beyond


def graph_of(arrays: Mapping[str, Any], layers: list[Mapping[str, Any]], lists: Mapping[str, list[str]]) -> bytes:
    """`arrays` and `layers`: weights and biases as `graph_from` of the training gives them; `lists` travel as text."""
    g = Graph()
    scale = np.abs(arrays["pieces"]).max(1, keepdims=True) / 127
    pieces = g.constant((arrays["pieces"] / scale).round(), np.int8)
    words = g("Cast", g("Gather", pieces, "pieces"), to=Type.FLOAT)
    words = g("Mul", words, g("Gather", g.constant(scale), "pieces"))
    marks = g("Gather", g("MatMul", "flags", g.constant(arrays["marks"])), "owners")
    count = g("Slice", g("Shape", "pieces"), *(g.constant([n], np.int64) for n in (1, 2)))
    places = g("Slice", g.constant(arrays["places"][:MOST_PIECES]), g.constant([0], np.int64), count)
    begun = g("Add", g("Add", words, marks), places)
    gain, shift = (g.constant(arrays[part]) for part in ("gain", "shift"))
    x = g("LayerNormalization", begun, gain, shift, axis=-1, epsilon=_LEAST)
    for layer in layers:
        x = _layer(g, x, layer)
    seen = g("Gather", g("Squeeze", x, g.constant([0], np.int64)), "firsts")
    own = g("Slice", "flags", *(g.constant([n], np.int64) for n in (0, -1)))
    item = g("Gemm", g("Concat", seen, own, axis=1), g.constant(arrays["item"]), g.constant(arrays["item_base"]))
    items = g("Tanh", item)
    peaks = answer(g, items, arrays)
    spans, names = (
        g("Gemm", seen_at(g, items, peaks, part), g.constant(arrays[part]), g.constant(arrays[f"{part}_base"]))
        for part in ("spans", "names")
    )
    g.output(g("ReduceSum", g("Mul", spans, names), g.constant([1], np.int64), keepdims=0), "ties")
    return model_of(g, INPUTS, lists)


def _layer(g: Graph, x: str, layer: Mapping[str, Any]) -> str:
    width = layer["out"].shape[0]
    thirds = g.constant([width] * 3, np.int64)
    asks = g("Split", _times(g, x, layer, "asks"), thirds, outputs=3, axis=2)
    heard = g("MultiHeadAttention", *asks, domain=LIBRARY, num_heads=HEADS)
    x = _joined(g, x, _times(g, heard, layer, "out"), layer, "heard")
    wide = g("Gelu", _times(g, x, layer, "wide"), domain=LIBRARY)
    return _joined(g, x, _times(g, wide, layer, "narrow"), layer, "made")


def _times(g: Graph, x: str, layer: Mapping[str, Any], name: str) -> str:
    """Times a matrix whose columns are whole numbers, each column with a scale, plus a bias."""
    weight = layer[name]
    scale = np.abs(weight).max(0) / _MOST
    whole = g.constant((weight / scale).round(), np.int8)
    nothing, base = g.constant(np.zeros(len(scale)), np.int8), g.constant(layer[f"{name}_base"])
    return str(g("DynamicQuantizeMatMul", x, whole, g.constant(scale), nothing, base, domain=LIBRARY))


def _joined(g: Graph, x: str, y: str, layer: Mapping[str, Any], name: str) -> str:
    gain, shift = g.constant(layer[f"{name}_gain"]), g.constant(layer[f"{name}_shift"])
    return str(g("SkipLayerNormalization", x, y, gain, shift, domain=LIBRARY, epsilon=_LEAST))
