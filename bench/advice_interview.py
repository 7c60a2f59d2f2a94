"""The interview's part of `bench/advice.py`: how good is the advice after each number of questions?"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace

from bench.advice_measures import chance_of
from waymark.catalogue import Catalogue, Question
from waymark.evidence.calibration import person_profile
from waymark.evidence.postings import count_evidence, weigh
from waymark.evidence.rows import Row
from waymark.evidence.scores import auc
from waymark.evidence.simulate import answerable, replay
from waymark.fit_model import model_of
from waymark.information import is_known, state_of, told_about_role
from waymark.interview import known_subjects, wide
from waymark.profile import Profile

POSTING_SCALE = 0.6  # a posting names many skills that repeat each other


def bench_interview(
    postings: Sequence[Row],
    people: Sequence[Row],
    fresh: Catalogue,
    shipped: Catalogue,
) -> None:
    print("\n== Interview: area under the curve by number of questions (grouped questions count as one) ==")
    print_replay("people of 2021", people, fresh)
    print("postings: with the figures of the other sources, as they are in postings (no transport to people)")
    roles = tuple(shipped.roles)
    for source in ("beam_web", "yanm_indeed"):  # the two large sources with both roles
        rest, test = [r for r in postings if r.source != source], [r for r in postings if r.source == source]
        figures = replace(shipped, weights=weigh(rest, roles), evidence=count_evidence(rest, roles, roles))
        held_out = replace(figures, calibration={"transport": 1.0, "scale": POSTING_SCALE})
        print_replay(f"postings of {source}", test, held_out)
        print_random_skills(test, held_out)


def print_random_skills(rows: Sequence[Row], catalogue: Catalogue, count: int = 8) -> None:
    role, dice, chances = tuple(catalogue.roles)[-1], random.Random(count), []
    for r in rows:
        drawn = dice.sample(sorted(r.skills), min(count, len(r.skills)))
        chances.append((r.role, chance_of(person_profile(r, sorted(drawn), ()), catalogue)))
    value = auc([(c[role], r == role) for r, c in chances])
    print(f"  for comparison, {count} random skills that the posting names: AUC {value:.3f}")


def print_replay(name: str, rows: Sequence[Row], catalogue: Catalogue) -> None:
    print(f"{name}: {len(answerable(catalogue, rows).questions)} questions can be answered from the rows")
    for line in replay(rows, catalogue, {"by_own_answers": most_telling}):
        print("  " + "  ".join(f"{k} {v}" for k, v in line.items()))


def most_telling(profile: Profile, catalogue: Catalogue) -> Question | None:
    """Another way to choose: what tells most about the role after all that this one person has answered."""
    known, state = known_subjects(profile, catalogue), state_of(profile, catalogue.once(model_of))
    open_ = [q for q in wide(catalogue) if not is_known(q.names, known)]
    return max(open_, key=lambda q: told_about_role(q, known, state)).question if open_ else None
