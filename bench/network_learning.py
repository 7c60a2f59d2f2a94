"""How the networks of the reader learn and are judged: what `train_network.py` and `train_encoder.py` share."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import torch
from torch import nn

from bench.network_data import Row, Told, activity_of, asked_of_the_bot, row_of
from bench.network_judge import NOTHING, Judged, Liking, Likings, Unnamed
from bench.train_reading import every, messages
from waymark.reading import Reader
from waymark.reading.judging import Spoken, signs
from waymark.reading.network import ATTITUDES, HEARD, POLARITIES, Chances
from waymark.storage.catalogue_files import read_catalogue

ROOT = Path(__file__).resolve().parent.parent
SMOOTH = 0.05  # of a label, what the other answers get
TAUGHT = 0.7  # how much the teachers' opinions count beside the labels
ASKED = 3  # of so many messages that are asked of the bot one is learned from
RARE = -6.0  # where the logarithms of the odds that an item tells of an activity start

Batch = tuple[list[Row], tuple[Any, ...]]  # rows, and the tensors that a network takes
Batches = Callable[[list[Row], bool], Iterator[Batch]]  # of all these rows; shuffled or not
Opinions = Mapping[int, dict[str, Any]]  # by the id of a row what `forward` gives of it


def labelled_rows() -> tuple[dict[str, list[Row]], Told]:
    """The labelled messages by part, and what may be told without a name."""
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
    return parts, Told(row for part in parts.values() for row in part)


def opinions(networks: Sequence[nn.Module], rows: list[Row], batches: Batches) -> Opinions:
    """What the networks think of the rows on average: as `forward` gives it, without the batch."""
    found: dict[int, dict[str, Any]] = {}
    with torch.no_grad():
        for chosen, tensors in batches(rows, False):
            all_of_them = [network(*tensors) for network in networks]
            mean = {name: torch.stack([told[name] for told in all_of_them]).mean(0) for name in all_of_them[0]}
            found |= {id(row): {name: told[n] for name, told in mean.items()} for n, row in enumerate(chosen)}
    return found


def loss_of(scores: Mapping[str, Any], chosen: list[Row], wanted: Mapping[int, Any], taught: Opinions) -> Any:
    """How far the scores of a batch are from the labels, and from what teachers think where `taught` has it.

    `wanted` holds by the id of a row what `Told.wanted` says of it.
    """
    told, share = torch.stack([wanted[id(row)] for row in chosen], 1)
    if taught:
        think = torch.stack([taught[id(row)]["told"] for row in chosen]).sigmoid()
        told = (1 - TAUGHT) * told + TAUGHT * think
    loss = nn.functional.binary_cross_entropy_with_logits(scores["told"], told, share, reduction="sum")
    loss = 0.7 * loss / len(chosen)
    for head, weight in (("polarity", 1.0), ("level", 0.7), ("attitude", 0.7)):
        at = [(n, t.row, t.label) for n, row in enumerate(chosen) for t in row.targets if t.head == head]
        if at:
            n, place, label = (torch.tensor(column) for column in zip(*at))
            said = scores[head][n, place]
            right = nn.functional.one_hot(label, said.shape[-1]).float()
            if taught:
                think = torch.stack([taught[id(chosen[n])][head][place] for n, place, _ in at]).softmax(-1)
                right = (1 - TAUGHT) * right + TAUGHT * think
            loss = loss + weight * nn.functional.cross_entropy(said, right, label_smoothing=SMOOTH)
    at = [(n, t.span, t.name, t.label) for n, row in enumerate(chosen) for t in row.ties if "spans" in scores]
    if at:
        n, span, name, label = (torch.tensor(column) for column in zip(*at))
        said = (scores["spans"][n, span] * scores["names"][n, name]).sum(-1)
        right = label.float()
        if taught:
            pairs = [(taught[id(chosen[n])], span, name) for n, span, name, _ in at]
            think = torch.stack([of["spans"][span] @ of["names"][name] for of, span, name in pairs]).sigmoid()
            right = (1 - TAUGHT) * right + TAUGHT * think
        loss = loss + 0.5 * nn.functional.binary_cross_entropy_with_logits(said, right)
    return loss


def judged(network: nn.Module, rows: list[Row], batches: Batches, known: Told) -> tuple[list[Judged], Likings, Unnamed]:
    """What the network thinks of every target of the rows, what there is to know of the activities, and of skills
    that have no name."""
    found: list[Judged] = []
    likings: list[list[Liking]] = []
    unnamed: Unnamed = []
    likes = 2 * len(known.activities)
    with torch.no_grad():
        for chosen, tensors in batches(rows, False):
            raw = network(*tensors)
            scores = {head: torch.log_softmax(told, -1) for head, told in raw.items() if head != "told"}
            for n, row in enumerate(chosen):
                found += [(t, scores[t.head][n, t.row]) for t in row.targets if t.head != "attitude"]
                felt = {t.row: scores["attitude"][n, t.row].tolist() for t in row.targets if t.head == "attitude"}
                pairs = zip(known.activities, raw["told"][n, :likes].reshape(-1, 2).tolist())
                told: dict[Any, Any] = {("activity", activity): tuple(odds) for activity, odds in pairs}
                places = {activity: 0 for activity, odds in told.items() if max(odds) > HEARD}
                likings += _likings(row, Chances({}, {}, felt, told, places))
                for skill, odds in zip(known.skills, raw["told"][n, likes:].reshape(-1, len(POLARITIES) - 1).tolist()):
                    if skill not in row.named:
                        right, must = row.unnamed.get(skill, ([], True))
                        unnamed.append((max(odds), POLARITIES[odds.index(max(odds))] in right, must, bool(right)))
    return found, (likings, sum(len(row.liked) for row in rows)), unnamed


def _likings(row: Row, chances: Chances) -> Iterator[list[Liking]]:
    for activity in dict.fromkeys([*row.spoken, *(name for _, name in chances.places)]):
        spoken = row.spoken.get(activity, Spoken("none", ()))
        yield [(signs(spoken, chances, activity, a), row.liked.get(activity) == a) for a in ATTITUDES[1:]]
