"""One message at a time has the same scores as scikit-learn gives to many at once."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from extensions.nlu import storage
from extensions.nlu.normalise import plain
from extensions.nlu.terms import TermScores

TEXTS = ("what am I missing?", "thanks thanks thanks a lot", "", "?!", "zzqx wvvk", "ich kann Python & C++", "a " * 300)


def test_a_message_scores_what_scikit_learn_says(archive: Path) -> None:
    model = storage.load(next(archive.rglob("words.json")).parent)
    for vectorizer, weights in (
        (model.word_tfidf, model.word_weights), (model.character_tfidf, model.character_weights),
    ):  # fmt: skip
        texts = [plain(text) for text in TEXTS]
        theirs = vectorizer.transform(texts) @ weights
        assert np.abs(theirs).max() > 0.1, "a test of nothing but zeros"
        assert np.allclose(TermScores(vectorizer, weights)(texts), theirs, atol=1e-5)
