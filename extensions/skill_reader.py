"""Rasa component: puts what a message says about skills on the message, as entities.

At training the catalogue's folder is read and the reader's snapshot goes into the model archive; at run time the
archive is all that is needed. The fingerprint holds the catalogue's content, so a changed catalogue trains anew.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.extractors.extractor import EntityExtractorMixin
from rasa.shared.nlu.constants import ENTITIES, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from waymark.app import build_reader, read_catalogue
from waymark.reading import Reader
from waymark.skills import Reading

READING = "reading"  # the Reading itself, for the components that follow; it is not put out
READER = "reader"  # the reader, so that a part of a message can be read alone
SNAPSHOT = "reader.json"


def entities_of(reading: Reading) -> list[dict[str, Any]]:
    """A reading as Rasa entities: skills, interests, unknown skill-like words, and the message's frame."""
    text = reading.text
    found = [mention.to_entity() for mention in reading.mentions]
    found += [interest.to_entity() for interest in reading.interests]
    for word in reading.unknown:
        at = max(0, text.lower().find(word.lower()))
        found.append({"entity": "unknown_skill", "value": word, "start": at, "end": at + len(word)})
    return [*found, {"entity": "frame", "value": reading.frame.value, "start": 0, "end": len(text)}]


@DefaultV1Recipe.register(
    [DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER, DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR],
    is_trainable=True,
)
class SkillReader(GraphComponent, EntityExtractorMixin):
    """Reads skills and interests in every message. It has no settings."""

    def __init__(self, storage: ModelStorage, resource: Resource, reader: Reader | None = None) -> None:
        self._storage, self._resource, self._reader = storage, resource, reader

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> SkillReader:
        """A component that has yet to be trained."""
        return cls(model_storage, resource)

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> SkillReader:
        """The component from the model archive. Raises ValueError on a damaged archive."""
        with model_storage.read_from(resource) as folder:
            return cls(model_storage, resource, Reader.from_disk(Path(folder) / SNAPSHOT))

    @classmethod
    def fingerprint_addon(cls, config: dict[str, Any]) -> str | None:
        """The content of the catalogue, which is no part of Rasa's own training data."""
        return read_catalogue().content_hash

    def train(self, training_data: TrainingData) -> Resource:
        """Makes the reader from the catalogue and keeps its snapshot. Raises CatalogueError."""
        self._reader = build_reader(read_catalogue())
        with self._storage.write_to(self._resource) as folder:
            self._reader.to_disk(Path(folder) / SNAPSHOT)
        return self._resource

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Puts the readings on the training messages, for the classifier."""
        for message in training_data.training_examples:
            if message.get(TEXT):
                message.set(READING, self._read(message.get(TEXT)))
        return training_data

    def process(self, messages: list[Message]) -> list[Message]:
        """Puts entities, the reading and the reader on each message."""
        for message in messages:
            reading = self._read(message.get(TEXT) or "")
            found = self.add_extractor_name(entities_of(reading))
            message.set(ENTITIES, [*message.get(ENTITIES, []), *found], add_to_output=True)
            message.set(READING, reading)
            message.set(READER, self._reader)
        return messages

    def _read(self, text: str) -> Reading:
        if self._reader is None:
            raise RuntimeError("the skill reader is used before it is trained or loaded")
        return self._reader.read(text)
