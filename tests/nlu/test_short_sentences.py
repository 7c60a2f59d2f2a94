"""A short message's sentence vector is the one that the package computes."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from extensions.nlu.short_sentences import LONGEST, ShortSentences
from extensions.nlu.vectors import SentenceEncoder
from tests.nlu.conftest import labelled

ODD = ("a", "?", "zzqx wvvk", "naïve Bayes & C++", "ich kann Python", "机器学习", "👍", "\u200b", "sql " * 400)


@pytest.fixture(scope="module")
def texts() -> list[str]:
    return [*ODD, *(text for text, _, _ in labelled(Path(__file__).parent / "dev.jsonl")[:150])]


def test_a_message_alone_has_the_vector_that_the_package_gives(encoder: SentenceEncoder, texts: list[str]) -> None:
    theirs = encoder._use.encode(texts)
    ours = np.vstack([encoder.encode([text]) for text in texts])
    assert np.abs(ours - theirs).max() < 1e-5


def test_every_length_has_it(encoder: SentenceEncoder) -> None:
    network = ShortSentences(encoder._use._model)
    pieces = encoder._use._tokenizer.encode(
        "which of the two paths fits somebody who likes finding patterns in data best?"
    )
    assert len(pieces) > LONGEST
    for count in range(2, len(pieces)):
        some = [*pieces[:count], pieces[-1]]
        theirs = np.empty((1, 512), dtype=np.float32)
        encoder._use._model._encode_batch([some], len(some), theirs)
        assert np.abs(network.encode(some) - theirs[0]).max() < 1e-5
