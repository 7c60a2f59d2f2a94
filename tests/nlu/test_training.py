"""Training is reproducible, and what is stored is what was trained."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import yaml

from extensions.nlu import model, storage
from extensions.nlu.vectors import SentenceEncoder
from extensions.skill_reader import entities_of
from waymark.reading import Reader
from waymark.skills import Interest, Mention

DATA = Path(__file__).resolve().parents[2] / "data" / "nlu" / "interview.yml"
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
