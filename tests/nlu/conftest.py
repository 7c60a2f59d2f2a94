"""The shipped classifier, out of the trained model's archive, without a Rasa server."""

from __future__ import annotations

import json
import tarfile
from collections.abc import Callable
from pathlib import Path

import pytest

from extensions.nlu import storage
from extensions.nlu.understand import Classifier, Understanding
from extensions.nlu.vectors import SentenceEncoder
from extensions.training import train_if_needed
from waymark.reading import Reader

Understand = Callable[[str], Understanding]


@pytest.fixture(scope="session")
def encoder() -> SentenceEncoder:
    return SentenceEncoder()


@pytest.fixture(scope="session")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The trained model, unpacked."""
    folder = tmp_path_factory.mktemp("model")
    with tarfile.open(train_if_needed(print)) as packed:
        packed.extractall(folder, filter="data")
    return folder


@pytest.fixture(scope="session")
def reader(archive: Path) -> Reader:
    return Reader.from_disk(next(archive.rglob("reader.json")))


@pytest.fixture(scope="session")
def understand(archive: Path, reader: Reader, encoder: SentenceEncoder) -> Understand:
    """From text to intents, as the trained model has it."""
    model = storage.load(next(archive.rglob("words.json")).parent)
    classifier = Classifier(model, encoder.encode, encoder.pieces, reader.read)
    return lambda text: classifier.understand(reader.read(text))


def labelled(path: Path) -> list[tuple[str, set[str], str]]:
    """Texts with their accepted intents, and the best of these."""
    rows = [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]
    return [(r["text"], {r["expect"], *r.get("also_ok", ())}, r["expect"]) for r in rows]
