"""The order of questions that served people best: each next one is the question that adds most to what is told of them.

Asked one by one, questions about like things repeat each other; only people who answered several of them show how much.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from waymark.catalogue import Catalogue, Question
from waymark.evidence.constants import Constant
from waymark.evidence.rows import Row
from waymark.evidence.scores import auc
from waymark.evidence.simulate import answerable, truth
from waymark.fit import damp, pieces_of
from waymark.fit_model import ASKED, model_of
from waymark.interview import LEAST_YES, answer, wide
from waymark.profile import Profile
from waymark.skills import Attitude

LEAST_GAIN = 0.001  # in area under the curve; the order ends where no question adds so much


def asking_order(rows: Sequence[Row], catalogue: Catalogue) -> tuple[Constant, ...]:
    """The place of each question about the role that these people can answer, from 1. Those that add nothing share the
    last one."""
    asked, source = [q.question for q in wide(answerable(catalogue, rows))], f"{len(rows)} people, {rows[0].source}"
    order = list(_greedy(rows, [q for q in asked if _yes_share(rows, q) >= LEAST_YES], catalogue))
    found = [
        Constant(f"{ASKED}{name}", n, f"asked as number {n}; area under the curve {area:.3f} by then; {source}")
        for n, (name, area) in enumerate(order, 1)
    ]
    last, placed = len(order) + 1, {name for name, _ in order}
    note = f"after those that add {LEAST_GAIN} or more to the area under the curve; {source}"
    return (*found, *(Constant(f"{ASKED}{q.id}", last, note) for q in asked if q.id not in placed))


def _greedy(rows: Sequence[Row], questions: Sequence[Question], catalogue: Catalogue) -> Iterator[tuple[str, float]]:
    """Question ids with the area under the curve after each.

    A gain is reckoned anew only where the old one, from before the last question, could still be the largest: gains
    nearly always shrink as more is known.
    """
    by_id = {q.id: q for q in questions}
    hoped = dict.fromkeys(by_id, 1.0)
    profiles, reached = [Profile() for _ in rows], 0.5
    while hoped:
        tried: dict[str, list[Profile]] = {}
        while (best := max(hoped, key=lambda name: hoped[name])) not in tried:
            question = by_id[best]
            tried[best] = [answer(p, question, truth(row, question)) for p, row in zip(profiles, rows)]
            hoped[best] = _area(rows, tried[best], catalogue) - reached
        if hoped[best] < LEAST_GAIN:
            return
        profiles, reached = tried[best], reached + hoped.pop(best)
        yield best, reached


def _yes_share(rows: Sequence[Row], question: Question) -> float:
    answers = [truth(row, question) for row in rows]
    return sum(said is Attitude.LIKE or (said is not Attitude.DISLIKE and bool(said)) for said in answers) / len(rows)


def _area(rows: Sequence[Row], profiles: Sequence[Profile], catalogue: Catalogue) -> float:
    """The mean over roles of the area under the curve."""
    model = catalogue.once(model_of)
    damped = [damp(pieces_of(p, model), model) for p in profiles]
    areas = []
    for role in model.roles[len(model.roles) == 2 :]:  # of two roles, one says it all
        others = [r for r in model.roles if r != role]
        scores = [sum(part[role] - max(part[o] for o in others) for part in parts) for parts in damped]
        areas.append(auc([(score, row.role == role) for score, row in zip(scores, rows)]))
    return sum(areas) / len(areas)
