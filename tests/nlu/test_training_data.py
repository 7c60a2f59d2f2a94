"""Rasa's own checks of the training data, which a training skips, and the importer that reads the data once."""

from __future__ import annotations

from pathlib import Path

import pytest
from rasa.cli.utils import validate_files
from rasa.shared.importers.importer import TrainingDataImporter
from rasa.shared.importers.rasa import RasaFileImporter

from extensions.importer import OneReadingImporter

# TensorFlow, which Rasa imports, has deprecated ways of its own; an intent without messages is a button's.
pytestmark = pytest.mark.filterwarnings(
    "ignore::DeprecationWarning",
    "ignore::FutureWarning",
    "ignore:Slot auto-fill",
    "ignore:The intent .* is not found in the NLU training data",
)

ROOT = Path(__file__).resolve().parents[2]
FILES = {"config_file": str(ROOT / "config.yml"), "domain_path": str(ROOT / "domain.yml")}


@pytest.fixture(scope="module")
def importer() -> TrainingDataImporter:
    return TrainingDataImporter.load_from_config(FILES["config_file"], FILES["domain_path"], [str(ROOT / "data")])


def test_rasa_finds_nothing_wrong_in_domain_and_training_data(importer: TrainingDataImporter) -> None:
    validate_files(fail_on_warnings=False, max_history=None, importer=importer)  # ends the process on a fault


def test_reading_once_gives_what_rasa_reads() -> None:
    ours = OneReadingImporter(training_data_paths=[str(ROOT / "data")], **FILES)
    assert ours.get_nlu_data() is ours.get_nlu_data()
    rasas = RasaFileImporter(training_data_paths=[str(ROOT / "data")], **FILES)
    assert ours.get_nlu_data().fingerprint() == rasas.get_nlu_data().fingerprint()
