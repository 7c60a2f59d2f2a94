"""The learned weights: they ship as the script makes them, and they speak only where no rule does."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bench import train_reading
from waymark.reading.linear import Linear

ROOT = Path(__file__).resolve().parents[2]
ROUNDING = 3  # hundredths by which two versions of the library that fits the weights may differ


@pytest.fixture(scope="module")
def shipped_weights():
    return json.loads((ROOT / "waymark/reading/rules/weights.json").read_text("utf-8"))


@pytest.mark.parametrize("name", ["levels", "years"])
def test_the_script_makes_the_weights_that_ship(shipped, reader, shipped_weights, name):
    if name == "levels":
        again = train_reading.learned(
            list(train_reading.examples(reader, shipped, train_reading.every(train_reading.messages())))
        )
    else:
        again = train_reading.tied(train_reading.all_ties(reader, shipped))
    assert again["classes"] == shipped_weights[name]["classes"]
    old, new = shipped_weights[name]["weights"], again["weights"]
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
