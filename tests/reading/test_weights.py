"""The learned weights: they ship as the script makes them, and they speak only where no rule does."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bench import train_reading
from tests.reading.conftest import TODAY
from waymark.reading import pipeline
from waymark.reading.backoff import around, features
from waymark.reading.dating import described
from waymark.reading.linear import Linear

ROOT = Path(__file__).resolve().parents[2]
ROUNDING = 3  # hundredths by which two versions of the library that fits the weights may differ


@pytest.fixture(scope="module")
def shipped_weights():
    return json.loads((ROOT / "waymark/reading/rules/weights.json").read_text("utf-8"))


@pytest.mark.once
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


WORDY = (
    "I know Python well, very well even, and a bit of SQL. Docker for 3 years (Go: two), since 2019 with Kubernetes "
    "and Spark, but Java only at school; it was years ago and it was fun, 18 months of Scala, R 2y, Git 5 years."
)


def test_weights_by_kind_are_those_of_the_features_written_out(reader, shipped_weights):
    know = reader.nlp.waymark_knowledge
    draft = pipeline.drafted(WORDY, TODAY, know)
    levels, years = Linear(shipped_weights["levels"]), Linear(shipped_weights["years"])
    places = [(n, k) for n, s in enumerate(draft.sentences) for clause in s for k in clause.names]
    words = [around(draft, *place) for place in places]
    assert len(words) > 8
    assert [levels.chances_by(know.levels.rows(*said)) for said in words] == [
        levels.chances(features(*said)) for said in words
    ]
    assert know.dating.weigh(draft) == [
        (span, k, years.odds(found)) for span, k, found in described(draft, know.words["job_words"])
    ]
