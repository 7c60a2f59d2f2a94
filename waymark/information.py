"""What the answer to a question is expected to tell: about the role (mutual information), and about readiness.

Questions are prepared once for each catalogue; a `State` is what is known of a person now.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

from waymark.catalogue import ESSENTIAL, Catalogue, Question
from waymark.fit import damp, pieces_of, softmax
from waymark.fit_model import INTERESTS, Model, Subject, model_of
from waymark.odds import chance_at, logit
from waymark.profile import Profile

GROUPED = 0.85  # what one level for one more skill keeps of the answers that single questions would get
STRANGER = 1.0  # log-odds that a skill loses for somebody who lacks all others of its group
NEXT_LIKING = 0.5  # what every interest that is known leaves of the next one's part: they repeat each other
LIKELY_TURN = 0.12  # the recommendation is stable when the best question turns it with less than this probability


@dataclass(frozen=True)
class Prepared:
    """A question with what it can tell: its subjects by name, and for each role the readiness that hangs on a skill."""

    question: Question
    names: frozenset[str]  # skill ids, or "like:" and an activity id
    subjects: tuple[tuple[str, Subject], ...]
    stakes: tuple[tuple[str, str, float], ...]  # role, skill, readiness 0..1 weighed by the answer's uncertainty


@dataclass(frozen=True)
class State:
    """Where an interview stands: how many pieces are told, the roles' probabilities, and for each skill group how far
    the person is a stranger to it, from 0 to 1 (lacks all). `liked` counts the interests that are told."""

    model: Model
    told: int
    chances: Mapping[str, float]
    strange: Mapping[str, float]
    liked: int


def prepare(catalogue: Catalogue) -> tuple[Prepared, ...]:
    """The questions that can tell anything, prepared once for each catalogue."""
    model = catalogue.once(model_of)
    needs: dict[str, list[tuple[str, float]]] = {}
    for role in catalogue.roles:
        asked = sum(r.weight for r in catalogue.requirements_of(role)) or 1.0
        for r in catalogue.requirements_of(role):
            common = model.skills[r.skill].common if r.skill in model.skills else 0.5
            kind = 1.0 if r.kind == ESSENTIAL else 0.5
            needs.setdefault(r.skill, []).append((role, kind * r.weight / asked * 4.0 * common * (1.0 - common)))
    found = []
    for q in catalogue.questions:
        if q.activity is not None:
            names, liking = frozenset((f"like:{q.activity}",)), model.activities.get(q.activity)
            subjects: tuple[tuple[str, Subject], ...] = ((f"like:{q.activity}", liking),) if liking is not None else ()
            stakes: tuple[tuple[str, str, float], ...] = ()
        else:
            names = frozenset(q.skills)
            subjects = tuple((s, model.skills[s]) for s in q.skills if s in model.skills)
            stakes = tuple((role, s, part) for s in q.skills for role, part in needs.get(s, ()))
        if subjects or stakes:
            found.append(Prepared(q, names, subjects, stakes))
    return tuple(found)


def is_known(names: frozenset[str], known: frozenset[str]) -> bool:
    return 2 * len(names & known) >= len(names)


def state_of(profile: Profile, model: Model) -> State:
    pieces = pieces_of(profile, model)
    damped = damp(pieces, model)
    chances = softmax({role: sum(part[role] for part in damped) for role in model.roles})
    held: dict[str, list[int]] = {}
    for piece in pieces:
        if piece.kind == "skill":
            held.setdefault(piece.group, []).append(1 if piece.statement == "has" else -1)
    strange = {g: max(-sum(v), 0) / (len(v) + 1) for g, v in held.items()}
    return State(model, len(pieces), chances, strange, len(pieces) - sum(map(len, held.values())))


def _yes_by_role(question: Prepared, known: frozenset[str], state: State) -> dict[str, float]:
    """The probability of "yes" for each role; empty when the question asks for nothing that tells roles apart.

    A grouped question counts as one answer about all of its open subjects. Who lacks the skills of a group that were
    asked about is expected to lack the next one too, so that the answer tells less. (Who holds them is not expected to
    hold the next one: tools of one group stand in for each other.)
    """
    shift = dict.fromkeys(state.model.roles, 0.0)
    common = strange = count = 0.0
    for name, subject in question.subjects:
        if name in known:
            continue
        factor = state.model.scale
        if subject.group == INTERESTS:  # it counts fully both ways (see fit.pieces_of)
            factor *= 2.0 * NEXT_LIKING**state.liked
        for role, value in subject.toward.items():
            shift[role] += factor * value
        common, strange, count = common + subject.common, strange + state.strange.get(subject.group, 0.0), count + 1
    if not count:
        return {}
    base = logit(common / count, 0.02) - STRANGER * strange / count
    return {role: chance_at(base + GROUPED ** (count - 1.0) * v) for role, v in shift.items()}


def expected_yes(question: Prepared, known: frozenset[str], state: State) -> float:
    """The probability of "yes"; 0 when the question asks for nothing that tells roles apart."""
    return sum(state.chances[role] * y for role, y in _yes_by_role(question, known, state).items())


def told_about_role(question: Prepared, known: frozenset[str], state: State) -> float:
    """Mutual information in nats between the answer (yes or no) and the role, under what is known now."""
    yes, overall = _yes_by_role(question, known, state), expected_yes(question, known, state)
    told = 0.0
    for role, y in yes.items():
        told += state.chances[role] * (y * math.log(y / overall) + (1 - y) * math.log((1 - y) / (1 - overall)))
    return told


def told_about_readiness(question: Prepared, known: frozenset[str], state: State) -> float:
    """Readiness (0..1) that hangs on the answer, weighed by the roles' probabilities and the answer's uncertainty."""
    return sum(state.chances[role] * part for role, skill, part in question.stakes if skill not in known)


def is_stable(question: Prepared, known: frozenset[str], state: State) -> bool:
    """True when enough is answered and the most telling question would hardly turn what is said now."""
    if state.told < 2 * state.model.least_answers:
        return False
    now = state.model.said(state.chances)
    yes = _yes_by_role(question, known, state)
    turned = 0.0
    for likelihood in (yes, {role: 1.0 - y for role, y in yes.items()}):
        after = {role: state.chances[role] * likelihood[role] for role in likelihood}
        whole = sum(after.values())
        if state.model.said({role: v / whole for role, v in after.items()}) != now:
            turned += whole
    return turned < LIKELY_TURN
