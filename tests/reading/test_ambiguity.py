"""Names that are also words, people or brands; the contexts are data of the bench."""

from __future__ import annotations

import importlib.util
import json
from pathlib import Path

BENCH = Path(__file__).resolve().parents[2] / "bench" / "ambiguity"


def test_every_word_has_ten_contexts_of_each_kind():
    contexts = json.loads((BENCH / "contexts.json").read_text("utf-8"))
    assert len(contexts) >= 19
    assert all(len(entry[kind]) >= 10 for entry in contexts.values() for kind in ("is", "is_not"))


def test_nearly_every_context_is_read_rightly(reader):
    spec = importlib.util.spec_from_file_location("ambiguity_bench", BENCH / "run.py")
    bench = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(bench)
    total = sum(len(entry[kind]) for entry in bench.contexts().values() for kind in ("is", "is_not"))
    assert len(list(bench.mistakes(reader))) <= 0.02 * total
