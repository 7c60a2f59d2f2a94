"""A trained classifier as files in a folder, and back, without pickling: a model file can run no code."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
from sklearn.feature_extraction.text import TfidfVectorizer

from extensions.nlu.model import IntentModel, character_vectorizer, word_vectorizer

_ARRAYS = ("word_weights", "character_weights", "projection", "train_dense", "dual", "logit_weights", "logit_bias")


def save(model: IntentModel, folder: Path) -> None:
    """Writes `words.json` and `arrays.npz`."""
    words = {
        "classes": model.classes,
        "inside": model.inside,
        "outside": model.outside,
        "word_terms": _terms(model.word_tfidf),
        "character_terms": _terms(model.character_tfidf),
    }
    (folder / "words.json").write_text(json.dumps(words, ensure_ascii=False), encoding="utf-8")
    arrays = {name: getattr(model, name) for name in _ARRAYS}
    idf = {"word_idf": model.word_tfidf.idf_, "character_idf": model.character_tfidf.idf_}
    np.savez(folder / "arrays.npz", **arrays, **idf)


def load(folder: Path) -> IntentModel:
    """The classifier that `save` wrote. Raises OSError or ValueError when the files are missing or damaged."""
    words = json.loads((folder / "words.json").read_text(encoding="utf-8"))
    with np.load(folder / "arrays.npz", allow_pickle=False) as stored:
        arrays = {name: stored[name] for name in (*_ARRAYS, "word_idf", "character_idf")}
    return IntentModel(
        classes=words["classes"],
        inside=words["inside"],
        outside=words["outside"],
        word_tfidf=_filled(word_vectorizer(), words["word_terms"], arrays.pop("word_idf")),
        character_tfidf=_filled(character_vectorizer(), words["character_terms"], arrays.pop("character_idf")),
        **arrays,
    )


def _terms(vectorizer: TfidfVectorizer) -> list[str]:
    return sorted(vectorizer.vocabulary_, key=lambda term: vectorizer.vocabulary_[term])


def _filled(vectorizer: TfidfVectorizer, terms: list[str], idf: np.ndarray) -> TfidfVectorizer:
    vectorizer.vocabulary = {term: i for i, term in enumerate(terms)}
    vectorizer.idf_ = idf
    return vectorizer
