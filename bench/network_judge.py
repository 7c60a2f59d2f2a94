"""What rules and network are worth: the weights of the judge in `judge.json`, from messages that neither has seen."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import torch
from sklearn.linear_model import LogisticRegression  # type: ignore[import-untyped]
from sklearn.model_selection import cross_val_predict  # type: ignore[import-untyped]
from torch import nn

from bench.network_data import Target, Tie
from waymark.reading.judging import SIGNS
from waymark.reading.linear import Linear
from waymark.reading.network import LEVELS, POLARITIES

NOTHING = {"polarity": POLARITIES.index("none"), "level": LEVELS.index(None)}
TRIED = (0.3, 0.35, 0.4, 0.5)  # chances from which on a liking may be believed
# On the folds .3 finds a hair more, and reads feelings into plain sentences ("half of my week goes into meetings").
SURE = 0.35
STANDS = 1.25  # what a liking that the rules' words tell has beyond its weight: "I like deployment" is one
TRIED_UNNAMED = (0.2, 0.3, 0.4, 0.5, 0.6, 0.7)
# Of the thirds' true pairs .5 finds .882 and 81 false ones, .75 .877 and 75, 1.0 .869 and 70.
GIVEN = 0.75
UNSAID = 0.2  # how much a name counts for the judge of levels whose level nobody said; docs/reading.md says why

Margins = Mapping[str, tuple[float, float]]  # by head, where the rules say nothing and where they say something
Judged = tuple[Target, Any]  # what is known of a name, and the network's logarithms
Liking = tuple[list[float], bool]  # the signs of an attitude to an activity, and whether it is right
Unnamed = list[tuple[float, bool, bool, bool]]  # odds of a skill without a name, whether right, a must, labelled
Likings = tuple[list[list[Liking]], int]  # by message and activity those of both attitudes; how many are labelled


def weighed_likings(likings: list[list[Liking]]) -> LogisticRegression:
    """How much each sign counts."""
    pairs = [pair for both in likings for pair in both]
    return LogisticRegression(C=1.0, max_iter=1000).fit([told for told, _ in pairs], [right for _, right in pairs])


def f1(model: LogisticRegression, likings: Likings, sure: float) -> float:
    """Of the likings that are believed from this chance on."""
    both = [pair for pairs in likings[0] for pair in pairs]
    chances = model.predict_proba([told for told, _ in both])[:, 1].reshape(-1, 2)
    best = chances.argmax(axis=1)
    rights = np.array([right for _, right in both]).reshape(-1, 2)
    believed = chances.max(axis=1) >= sure
    hits = int(rights[np.arange(len(best)), best][believed].sum())
    return 2 * hits / (int(believed.sum()) + likings[1])


def report_likings(folds: list[Likings]) -> dict[str, Any]:
    """Prints how many likings are found, each fold by weights from the others; the judge's weights."""
    models = [weighed_likings([each for o in folds if o is not fold for each in o[0]]) for fold in folds]
    share = {sure: sum(f1(m, fold, sure) for m, fold in zip(models, folds)) / len(folds) for sure in TRIED}
    print("likings, F1 by the chance to believe:", ", ".join(f"{sure} {value:.3f}" for sure, value in share.items()))
    model = weighed_likings([each for fold in folds for each in fold[0]])
    start = float(model.intercept_[0]) - _odds(SURE)
    return {
        "start": round(start, 2),
        "stands": STANDS,
        "signs": {s: round(float(w), 2) for s, w in zip(SIGNS, model.coef_[0])},
    }


def report_unnamed(folds: list[Unnamed], from_on: float) -> float:
    """Prints how many skills are found that have no name; from which logarithm of the odds on they are believed.

    Skills that may be inferred count neither way.
    """
    found = [each for fold in folds for each in fold]
    there = sum(labelled and must for _, _, must, labelled in found)
    print(f"skills without a name, {there} labelled; right and wrong by the chance to believe:")
    for sure in TRIED_UNNAMED:
        hits = [right for odds, right, must, labelled in found if odds >= _odds(sure) and (must or not labelled)]
        print(f"  {sure}: {sum(hits)} and {len(hits) - sum(hits)}")
    return round(_odds(from_on), 2)


def report_ties(pairs: list[tuple[float, Tie]], weights: Linear) -> dict[str, float]:
    """Prints how often rules and judge are right on pairs of a span and a name; what each counts for the judge, and
    from which sum on years are given.

    `pairs` holds what the encoder thinks of them. Neither it nor `weights` may have seen the pairs.
    """
    rows = [[weights.odds(tie.found), odds, tie.said == "tied", tie.said == "elsewhere"] for odds, tie in pairs]
    labels = [tie.label for _, tie in pairs]
    model = LogisticRegression().fit(rows, labels)
    by_rules = sum((tie.said == "tied") == tie.label for _, tie in pairs) / len(pairs)
    by_judge = float((cross_val_predict(model, rows, labels, cv=3) == labels).mean())
    print(f"{len(pairs)} pairs of a span and a name: rules {by_rules:.3f}, judge {by_judge:.3f}")
    trust, encoder, tied, elsewhere = (round(float(weight), 2) for weight in model.coef_[0])
    start = round(float(model.intercept_[0]), 2)
    counts = {"start": start, "trust": trust, "encoder": encoder, "tied": tied, "elsewhere": elsewhere, "free": 0.0}
    return counts | {"given": GIVEN}


def _odds(chance: float) -> float:
    return float(np.log(chance / (1 - chance)))


def weighed(pairs: list[Judged], classes: int, margins: tuple[float, float]) -> dict[str, Any]:
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
    least, margin = margins
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


def report(folds: list[list[Judged]], margins: Margins) -> dict[str, Any]:
    """Prints how often rules, network and judge are right on text that none of them has seen; the judge's weights."""
    weights = {}
    print(f"{'':10}{'n':>6}{'rules':>8}{'network':>9}{'judge':>8}   and levels that nobody said")
    for head, classes in (("polarity", POLARITIES), ("level", LEVELS)):
        chosen = [[pair for pair in fold if pair[0].head == head] for fold in folds]
        every = [target for fold in chosen for target, _ in fold]
        by_rules = [target.said in target.accepted for target in every]
        by_network = [int(thought.argmax()) in target.accepted for fold in chosen for target, thought in fold]
        by_judge = [
            hit
            for fold in chosen
            for hit in right(
                fold, weighed([p for o in chosen if o is not fold for p in o], len(classes), margins[head])
            )
        ]
        for scored in (True, False):
            picked = [n for n, target in enumerate(every) if _scored(target) == scored]
            if picked:
                shares = [sum(hits[n] for n in picked) / len(picked) for hits in (by_rules, by_network, by_judge)]
                name = head if scored else "none said"
                print(f"{name:10}{len(picked):6}" + "".join(f"{share:8.3f}" for share in shares))
        weights[head] = weighed([pair for fold in chosen for pair in fold], len(classes), margins[head])
    return weights


def _scored(target: Target) -> bool:
    """A level is only scored where one is told."""
    return target.head != "level" or LEVELS[target.label] is not None
