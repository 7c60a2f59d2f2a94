"""The learned weights: they ship as the script makes them, and they speak only where no rule does."""

from __future__ import annotations

import importlib.util
import json
from pathlib import Path

import pytest

from waymark.reading.linear import Linear

ROOT = Path(__file__).resolve().parents[2]
ROUNDING = 3  # hundredths by which two versions of the library that fits the weights may differ


@pytest.fixture(scope="module")
def shipped_weights():
    return json.loads((ROOT / "waymark/reading/rules/weights.json").read_text("utf-8"))["levels"]


@pytest.fixture(scope="module")
def training():
    spec = importlib.util.spec_from_file_location("train_reading", ROOT / "bench" / "train_reading.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_script_makes_the_weights_that_ship(training, shipped, reader, shipped_weights):
    pairs = list(training.examples(reader, shipped, training.messages()))
    again = training.learned(pairs)
    assert again["classes"] == shipped_weights["classes"]
    old, new = shipped_weights["weights"], again["weights"]
    assert len(old.keys() ^ new.keys()) <= len(old) / 100
    far = [f for f in old.keys() & new.keys() if any(abs(a - b) > ROUNDING for a, b in zip(old[f], new[f]))]
    assert far == []


def test_chances_add_up_and_follow_the_weights():
    model = Linear({"classes": ["a", "b"], "start": [0, 0], "weights": {"x": [100, -100]}})
    chances = model.chances(["x", "unknown"])
    assert sum(chances.values()) == pytest.approx(1)
    assert chances["a"] == pytest.approx(0.8808, abs=1e-4)


def test_a_rule_goes_before_the_weights(own):
    assert own("I'm an expert in Python, tutorials mostly")["python"].level.label == "advanced"


def test_a_bare_list_gets_no_level_from_the_weights(own):
    assert {m.level for m in own("Python, SQL, Docker and Git").values()} == {None}
