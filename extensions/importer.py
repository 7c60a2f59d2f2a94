"""Training data read once: Rasa's own importer reads and copies it four times over in one training.

Loaded by module path from config.yml (`importers:`). It replaces `RasaFileImporter.get_nlu_data` alone, which parses
every file anew at each call; merging, checks and everything else remain Rasa's.
"""

from __future__ import annotations

from rasa.shared.importers.rasa import RasaFileImporter
from rasa.shared.nlu.training_data.training_data import TrainingData


class OneReadingImporter(RasaFileImporter):  # type: ignore[misc]
    """Rasa's importer of files that keeps the NLU data after the first reading."""

    _read: TrainingData | None = None

    def get_nlu_data(self, language: str | None = "en") -> TrainingData:
        """The messages of all files. Callers merge them into new objects and change none of these."""
        if self._read is None:
            self._read = super().get_nlu_data(language)
        return self._read
