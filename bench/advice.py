"""How good is the advice? One run prints everything, on people and postings that nothing was learned from.

    python -m bench.advice EVIDENCE_FOLDER [--catalogue FOLDER] [--part postings people contrasts interview]

EVIDENCE_FOLDER holds posting_skills_dev.csv.gz and survey_people_dev.csv.gz. Needs the bench group (scikit-learn).
Everything is drawn with fixed seeds: the same input prints the same figures.
"""

from __future__ import annotations

import argparse
import hashlib
import math
import random
import time
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from bench.advice_contrasts import bench_contrasts
from bench.advice_interview import bench_interview
from bench.advice_measures import (
    Chances,
    all_thresholds,
    as_chances,
    boosted_trees,
    bootstrap,
    chance_of,
    chances_of,
    log_loss,
    logistic_regression,
)
from waymark.catalogue import Catalogue
from waymark.evidence.activities import read_subjects
from waymark.evidence.calibration import asked_in, person_profile, say
from waymark.evidence.people import figures_of
from waymark.evidence.postings import count_evidence, weigh
from waymark.evidence.rows import Row, read_people, read_postings
from waymark.evidence.scores import auc, balanced_accuracy, calibration_error, reliability, role_weights
from waymark.fit_model import model_of
from waymark.profile import Profile
from waymark.storage.catalogue_files import read_catalogue

LEAST_OF_BOTH = 20
COUNTS = (3, 5, 8, 12)


def main() -> None:
    options = _arguments()
    postings_file = options.evidence / "posting_skills_dev.csv.gz"
    people_file = options.evidence / "survey_people_dev.csv.gz"
    shipped = read_catalogue(options.catalogue)
    for file in (postings_file, people_file):
        print(f"input {file.name} sha256 {hashlib.sha256(file.read_bytes()).hexdigest()[:16]}")
    roles = tuple(shipped.roles)
    postings = [r for r in read_postings(postings_file, shipped.evidence_names) if r.role in roles]
    everybody = read_people(people_file, shipped.evidence_names)
    people = [r for r in everybody if r.role in roles]
    learned, unseen = [[r for r in people if r.year == year] for year in (2020, 2021)]
    about = read_subjects(options.catalogue / "activity_subjects.csv")
    started = time.perf_counter()
    if "postings" in options.part:
        bench_postings(postings, learned, shipped, about)
    fresh = learn(postings, learned, shipped, about)
    if "people" in options.part:
        bench_people(learned, unseen, fresh)
    if "contrasts" in options.part:
        bench_contrasts(read_postings(postings_file, shipped.evidence_names), everybody, shipped)
    if "interview" in options.part:
        bench_interview(postings, unseen, fresh, shipped)
    print(f"\ntook {time.perf_counter() - started:.0f} s")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("evidence", type=Path)
    parser.add_argument("--catalogue", type=Path, default=Path(__file__).resolve().parent.parent / "catalogue")
    parts = ("postings", "people", "contrasts", "interview")
    parser.add_argument("--part", nargs="+", choices=parts, default=parts)
    return parser.parse_args()


def learn(
    postings: Sequence[Row], people: Sequence[Row], shipped: Catalogue, about: Mapping[str, tuple[str, ...]]
) -> Catalogue:
    """The shipped catalogue with all figures computed anew from these rows only."""
    roles = tuple(shipped.roles)
    catalogue = replace(shipped, weights=weigh(postings, roles), evidence=count_evidence(postings, roles, roles))
    figures = figures_of(people, catalogue, about)
    activities = {k: replace(a, lean={}) for k, a in shipped.activities.items()}
    for n in figures.leans:
        a = activities[n.activity]
        activities[n.activity] = replace(a, lean={**a.lean, n.role: n.lean}, standard_error=n.standard_error)
    return replace(catalogue, activities=activities, calibration={c.name: c.value for c in figures.constants})


# --- postings -------------------------------------------------------------------------------------------------------


def bench_postings(
    postings: Sequence[Row], people: Sequence[Row], shipped: Catalogue, about: Mapping[str, tuple[str, ...]]
) -> None:
    print("\n== Postings, each source held out (its postings were in no figure) ==")
    print(
        f"{'source':16s}{'DS':>5s}{'MLE':>5s}{'AUC':>8s}{'95 %':>16s}"
        f"{'bal.acc':>9s}{'named only':>11s}{'log-odds':>10s}{'logistic':>10s}"
    )
    found = []
    for source in sorted({r.source for r in postings}):
        test = [r for r in postings if r.source == source]
        sizes = [sum(r.role == role for r in test) for role in shipped.roles]
        if min(sizes) < LEAST_OF_BOTH:
            continue
        rest = [r for r in postings if r.source != source]
        catalogue = learn(rest, people, shipped, about)
        found.append(_print_source(source, sizes, test, rest, catalogue))
    print(f"mean AUC {sum(found) / len(found):.3f}, least {min(found):.3f}   (targets: mean .90, none below .87)")


def _print_source(
    source: str, sizes: list[int], test: Sequence[Row], rest: Sequence[Row], catalogue: Catalogue
) -> float:
    role = tuple(catalogue.roles)[-1]
    chances = chances_of(test, catalogue, posting_skills(rest), ())
    named = [
        (r.role, chance_of(Profile(skills=person_profile(r, sorted(r.skills), ()).skills), catalogue)) for r in test
    ]
    value = auc([(c[role], r == role) for r, c in chances])
    low, high = bootstrap(chances, role)
    accuracy = balanced_accuracy([(r, max(c, key=lambda name: c[name])) for r, c in chances])
    only = auc([(c[role], r == role) for r, c in named])
    plain = auc([(plain_sum(r, catalogue, role), r.role == role) for r in test])
    logistic = logistic_regression(rest, test, role).auc
    counts = "".join(f"{n:5d}" for n in sizes)
    print(
        f"{source:16s}{counts}{value:8.3f}{low:9.3f}-{high:.3f}{accuracy:9.3f}{only:11.3f}{plain:10.3f}{logistic:10.3f}"
    )
    return value


def posting_skills(rows: Sequence[Row]) -> tuple[str, ...]:
    return tuple(sorted({s for r in rows for s in r.skills}))


def plain_sum(row: Row, catalogue: Catalogue, role: str) -> float:
    """The baseline: crude log-odds of the named skills, added up without shrinking or damping."""
    return sum(w.log_odds for w in catalogue.weights if w.role == role and w.skill in row.skills)


# --- people ---------------------------------------------------------------------------------------------------------


def bench_people(learned: Sequence[Row], unseen: Sequence[Row], catalogue: Catalogue) -> None:
    print(f"\n== People of 2021 (n = {len(unseen)}); figures from postings and {len(learned)} people of 2020 ==")
    role = tuple(catalogue.roles)[-1]
    skills, activities = asked_in(learned)
    chances = chances_of(unseen, catalogue, skills, activities)
    logistic = logistic_regression(learned, unseen, role)
    rows = (
        ("Waymark", chances),
        ("Waymark, skills only", chances_of(unseen, catalogue, skills, ())),
        ("logistic regression", logistic.chances),
        ("plain log-odds sum", as_chances([(r.role, plain_sum(r, catalogue, role)) for r in unseen], role)),
        ("always data scientist", [(r.role, {name: float(name != role) for name in catalogue.roles}) for r in unseen]),
    )
    print(
        f"{'':24s}{'AUC':>7s}{'bal.acc':>9s}{'log-loss':>10s}{'ECE':>7s}   (roles weigh the same, as the shown prior)"
    )
    for name, found in rows:
        line = f"{name:24s}{auc([(c[role], r == role) for r, c in found]):7.3f}"
        print(
            line
            + f"{balanced_accuracy([(r, max(c, key=lambda k: c[k])) for r, c in found]):9.3f}"
            + f"{log_loss(found):10.3f}{calibration_error(found, role):7.3f}"
        )
    low, high = bootstrap(chances, role)
    print(
        f"95 % interval of Waymark's AUC {low:.3f}-{high:.3f}; "
        f"targets: logistic - .01 = {logistic.auc - 0.01:.3f} and .74"
    )
    print_reliability(chances, role)
    print_zones(chances, catalogue)
    print_frontiers(
        {
            "Waymark": chances,
            "logistic regression": logistic.chances,
            "boosted trees": boosted_trees(learned, unseen, role).chances,
        },
        role,
    )
    print_few(unseen, catalogue, skills, activities)


def print_reliability(chances: Chances, role: str) -> None:
    print(f"\nreliability of P({role}): weight of the bin, mean probability, true share")
    for weight, probability, share in reliability(chances, role):
        print(f"  {weight:6.3f} {probability:7.3f} {share:7.3f}")


def print_zones(chances: Chances, catalogue: Catalogue) -> None:
    model = model_of(catalogue)
    thresholds = {role: model.threshold(role) for role in catalogue.roles}
    said = [(r, say(c, thresholds)) for r, c in chances]
    confident = [(r, w) for r, w in said if w]
    print(f"\nzones found on 2020: {', '.join(f'{r} from {t:.2f}' for r, t in thresholds.items())}, between them both")
    weights = role_weights([r for r, _ in chances])
    for word in (*catalogue.roles, ""):
        own = [r for r, w in said if w == word]
        if word and own:
            right = sum(r == word for r in own) / len(own)
            even = sum(weights[r] for r in own if r == word) / sum(weights[r] for r in own)
            print(
                f"  said {word:5s}{len(own) / len(said):6.1%} of people, "
                f"right {right:.1%} (were roles equally frequent: {even:.1%})"
            )
        else:
            print(f"  said both {len(own) / len(said):6.1%} of people; unknown 0 % (all answers are known here)")
    accuracy = sum(r == w for r, w in confident) / len(confident)
    print(
        f"  confident {len(confident) / len(said):.1%} (target 45 %), "
        f"accuracy {accuracy:.3f}, balanced {balanced_accuracy(confident):.3f} (target .78)"
    )


def print_frontiers(methods: Mapping[str, Chances], role: str) -> None:
    """What the best pair of thresholds could reach if it were chosen in hindsight on these very people."""
    print(f"  in hindsight, of all thresholds that answer 45 % of these people, a tenth of the answers {role} or more:")
    print(
        f"  {'':22s}best precision of {role} with a balanced accuracy of .78, best balanced accuracy with that at .70"
    )
    for name, chances in methods.items():
        allowed = [
            s
            for s in all_thresholds(chances, role)
            if s.answered >= 0.45 and s.share[1] >= 0.1 and s.precision[0] >= 0.7
        ]
        best = max((s.precision[1] for s in allowed if s.balanced >= 0.78), default=math.nan)
        left = max((s.balanced for s in allowed if s.precision[1] >= 0.7), default=math.nan)
        print(f"  {name:22s}{best:8.3f}{left:8.3f}")


def print_few(unseen: Sequence[Row], catalogue: Catalogue, skills: Sequence[str], activities: Sequence[str]) -> None:
    print("\nfew random answers known (skills and activities, yes or no)")
    role = tuple(catalogue.roles)[-1]
    for count in COUNTS:
        dice = random.Random(count)
        chances: Chances = []
        for r in unseen:
            drawn = set(dice.sample([*skills, *(f"act:{a}" for a in activities)], count))
            profile = person_profile(
                r, [s for s in skills if s in drawn], [a for a in activities if f"act:{a}" in drawn]
            )
            chances.append((r.role, chance_of(profile, catalogue)))
        print(
            f"  {count:3d} known: AUC {auc([(c[role], r == role) for r, c in chances]):.3f}  "
            f"log-loss {log_loss(chances):.3f}  ECE {calibration_error(chances, role):.3f}"
        )


if __name__ == "__main__":
    main()
