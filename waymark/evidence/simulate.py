"""Replaying people (or postings) who answer only what is asked: how good is the advice after each question?"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from waymark.catalogue import Catalogue, Question
from waymark.csv_rows import Problem
from waymark.evidence.calibration import asked_in
from waymark.evidence.rows import EvidenceError, Row, read_postings
from waymark.evidence.scores import auc, balanced_accuracy
from waymark.fit import assess_fit
from waymark.fit_model import model_of
from waymark.interview import answer, common_order, next_about_role, next_question
from waymark.profile import Profile
from waymark.skills import Attitude, ProficiencyLevel

MOST_QUESTIONS = 12
Chooser = Callable[[Profile, int], Question | None]  # what to ask this profile as question number n
Way = Callable[[Profile, Catalogue], Question | None]  # what to ask next of a person of whom this is known


def simulate(path: Path, catalogue: Catalogue) -> Iterator[dict[str, object]]:
    """One line for each number of questions: area under the curve by adaptive, random and fixed order, and the share
    of people whose answer was stable by then. Raises EvidenceError on broken rows, and where no row is of a path."""
    rows = [r for r in read_postings(path, catalogue.evidence_names) if r.role in catalogue.roles]
    if not rows:
        raise EvidenceError([Problem(Path(path).name, 0, f"has no rows of the role {' or '.join(catalogue.roles)}")])
    year = max(r.year for r in rows)
    yield from replay([r for r in rows if r.activities == frozenset() or r.year == year], catalogue)


def replay(
    rows: Sequence[Row],
    catalogue: Catalogue,
    others: Mapping[str, Way] = {},
) -> Iterator[dict[str, object]]:
    """The lines of `simulate` for rows that are read already; `others` are further ways to choose, by name."""
    asked = answerable(catalogue, rows)
    fixed, role = common_order(asked), tuple(catalogue.roles)[-1]
    orders: dict[str, Callable[[Row], Chooser]] = {
        "adaptive": _by(next_about_role, asked),
        "random": lambda row: _in_order(_shuffled(asked, row)),
        "fixed": lambda row: _in_order(fixed),
        **{name: _by(way, asked) for name, way in others.items()},
    }
    tracks = {name: [track(row, asked, make(row)) for row in rows] for name, make in orders.items()}
    stops, model = [stop(row, asked) for row in rows], asked.once(model_of)
    for n in range(1, MOST_QUESTIONS + 1):
        line: dict[str, object] = {"questions": n}
        for name, found in tracks.items():
            line[name] = round(auc([(t[n][role], row.role == role) for t, row in zip(found, rows)]), 4)
        said = [(row.role, model.said(t[n])) for t, row in zip(tracks["adaptive"], rows)]
        clear = [(role, word) for role, word in said if word is not None]
        line["balanced_accuracy"] = round(balanced_accuracy(clear), 4)
        line["answered"] = round(len(clear) / len(said), 4)
        line["stopped"] = round(sum(s <= n for s in stops) / len(stops), 4)
        yield line


def answerable(catalogue: Catalogue, rows: Sequence[Row]) -> Catalogue:
    """The catalogue with only the questions, and of these only the skills, that the rows can answer."""
    skills, activities = (frozenset(names) for names in asked_in(rows))
    kept = []
    for q in catalogue.questions:
        asked = tuple(s for s in q.skills if s in skills)
        if asked or q.activity in activities:
            kept.append(replace(q, skills=asked))
    return replace(catalogue, questions=tuple(kept))


def _shuffled(catalogue: Catalogue, row: Row) -> list[Question]:
    order = common_order(catalogue)
    random.Random("|".join(sorted(row.skills))).shuffle(order)
    return order


def _by(way: Way, asked: Catalogue) -> Callable[[Row], Chooser]:
    return lambda row: lambda profile, n: way(profile, asked)


def _in_order(order: Sequence[Question]) -> Chooser:
    return lambda profile, n: order[n - 1] if n <= len(order) else None


def truth(row: Row, question: Question) -> ProficiencyLevel | Attitude:
    """What the row answers: a grouped question gets one level, "a little" when less than half of it is held."""
    if question.activity is not None:
        return Attitude.LIKE if question.activity in row.activities else Attitude.DISLIKE
    held = sum(skill in row.skills for skill in question.skills)
    if not held:
        return ProficiencyLevel.NONE
    return ProficiencyLevel.INTERMEDIATE if 2 * held >= len(question.skills) else ProficiencyLevel.BEGINNER


def track(row: Row, catalogue: Catalogue, choose: Chooser) -> list[dict[str, float]]:
    """The roles' probabilities after 0, 1, 2 ... answers; the last ones again when nothing is left to ask."""
    profile, found = Profile(), []
    for n in range(MOST_QUESTIONS + 1):
        fit = assess_fit(profile, catalogue)
        found.append({role: interval.value for role, interval in fit.probability.items()})
        question = choose(profile, n + 1)
        if question is not None:
            profile = answer(profile, question, truth(row, question))
    return found


def stop(row: Row, catalogue: Catalogue) -> int:
    """The number of questions about the role after which the interview is content."""
    profile, asked = Profile(), 0
    told = next_about_role(profile, catalogue)
    while (question := next_question(profile, catalogue)) is not None and question == told and asked < MOST_QUESTIONS:
        profile, asked = answer(profile, question, truth(row, question)), asked + 1
        told = next_about_role(profile, catalogue)
    return asked
