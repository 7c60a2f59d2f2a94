"""Text and reading in, ranked intents and parts out: the whole of the classification, without Rasa."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from extensions.nlu import checks, decide, parts
from extensions.nlu.model import IntentModel
from extensions.nlu.normalise import words
from extensions.nlu.spelling import Speller
from extensions.nlu.vectors import Encoder, WordPieces
from waymark.skills import Frame, Reading

ReadText = Callable[[str], Reading]


@dataclass(frozen=True)
class Understanding:
    """The ranking of intents, best first, and the parts of a message that asks several things."""

    ranking: decide.Ranking
    parts: tuple[parts.Part, ...] = ()

    @property
    def intent(self) -> str:
        return self.ranking[0][0]

    @property
    def confidence(self) -> float:
        return self.ranking[0][1]


class Classifier:
    """A trained model with what it needs to look at a message. `read` reads a stretch of a message anew."""

    def __init__(self, model: IntentModel, encode: Encoder, pieces: WordPieces, read: ReadText) -> None:
        self._model, self._encode, self._pieces, self._read = model, encode, pieces, read
        self._known = model.known_words
        self._mend = Speller(model.word_counts, pieces)

    def understand(self, reading: Reading) -> Understanding:
        """Never raises on any text."""
        named = {word for m in reading.mentions for word in words(reading.text[m.start : m.end].lower())}
        oddity = checks.find_oddity(reading.text, self._known | named, self._pieces)
        if oddity is not None:
            return Understanding(decide.decide_odd(oddity, reading.text))
        stretches = [] if reading.frame is Frame.ADVERTISEMENT else parts.cut(reading.text)
        whole, *pieces = self._rank([reading, *(self._read(reading.text[low:high]) for low, high in stretches)])
        kept = parts.keep(stretches, [ranking[0] for ranking in pieces])
        return Understanding(decide.led_by(kept[0].intent, whole) if kept else whole, kept)

    def _rank(self, readings: Sequence[Reading]) -> list[decide.Ranking]:
        found = self._model.probabilities(readings, self._encode, self._mend)
        return [
            decide.decide(dict(zip(self._model.classes, (float(p) for p in row), strict=True)), reading)
            for row, reading in zip(found, readings, strict=True)
        ]
