"""What to ask next, so that few answers suffice.

First the question whose answer is expected to tell most about the role (mutual information, in nats, under the
probabilities that hold now); once no answer is likely to turn the recommendation, the one that tells most about
readiness. Questions that were answered, also by implication (Kubernetes implies Docker), or skipped never come again.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from waymark.catalogue import ESSENTIAL, Catalogue, Question
from waymark.fit_model import INTERESTS, Model, Subject, model_of
from waymark.fit import BOTH, Piece, damp, damping, pieces_of, softmax
from waymark.gaps import held_levels
from waymark.profile import InterestStatement, Profile, SkillStatement
from waymark.skills import Attitude, Polarity, ProficiencyLevel

MAX_ASKED = 9  # questions after which the role is no longer asked about
MAX_READINESS = 3  # questions about readiness after those about the role
LEAST_TOLD = 0.003  # nats about the role; a question that tells less is not worth somebody's time
LIKELY_TURN = 0.12  # the recommendation is stable when the best question turns it with less than this probability
LEAST_READY = 0.02  # readiness (0..1) that a question may move, weighed by its uncertainty


@dataclass(frozen=True)
class _State:
    """Where an interview stands: the pieces said so far, the probabilities, and what every group already says."""

    model: Model
    pieces: tuple[Piece, ...]
    chances: Mapping[str, float]
    sizes: Mapping[str, tuple[float, float]]  # group -> sum and largest of the pieces' sizes
    over: float


def next_question(profile: Profile, catalogue: Catalogue) -> Question | None:
    """The question to put now, or None when the answer is stable and readiness is known well enough."""
    model = catalogue.once(model_of)
    known = known_subjects(profile, catalogue)
    open_ = [q for q in catalogue.questions if q.id not in profile.skipped and not is_answered(q, known)]
    asked = asked_count(profile, catalogue)
    state = _state(profile, model)
    if asked < MAX_ASKED:
        told = [(told_about_role(q, known, state), q) for q in open_]
        best = max(told, key=lambda item: (item[0], item[1].id), default=None)
        if best and best[0] >= LEAST_TOLD and not _is_stable(best[1], known, state):
            return best[1]
    if asked >= MAX_ASKED + MAX_READINESS:
        return None
    moved = [(_told_about_readiness(q, known, state, catalogue), q) for q in open_]
    best = max(moved, key=lambda item: (item[0], item[1].id), default=None)
    return best[1] if best and best[0] >= LEAST_READY else None


def known_subjects(profile: Profile, catalogue: Catalogue) -> frozenset[str]:
    """Skills and activities that need no question: said, wanted or implied. Activities carry the prefix "like:"."""
    implied = held_levels(profile, catalogue)
    return frozenset((*profile.skills, *implied, *(f"like:{a}" for a in profile.interests)))


def is_answered(question: Question, known: frozenset[str]) -> bool:
    """True when its activity is known, or at least half of its skills are."""
    if question.activity is not None:
        return f"like:{question.activity}" in known
    return 2 * sum(skill in known for skill in question.skills) >= len(question.skills)


def asked_count(profile: Profile, catalogue: Catalogue) -> int:
    """The number of questions that were put and answered or skipped."""
    answered = {k for k, s in profile.skills.items() if s.origin == "answered"}
    answered |= {f"like:{k}" for k, s in profile.interests.items() if s.origin == "answered"}
    subjects = [{f"like:{q.activity}"} if q.activity else set(q.skills) for q in catalogue.questions]
    return sum(bool(s & answered) for s in _fewest(subjects, answered)) + len(profile.skipped)


def _fewest(subjects: Iterable[set[str]], answered: set[str]) -> list[set[str]]:
    """Questions that explain the answers, each answer by one question only (two questions may share a skill)."""
    left, chosen = set(answered), []
    for asked in sorted(subjects, key=lambda s: (-len(s & answered), sorted(s))):
        if asked & left:
            chosen.append(asked)
            left -= asked
    return chosen


def _state(profile: Profile, model: Model) -> _State:
    pieces = pieces_of(profile, model)
    damped = damp(pieces, model)
    chances = softmax({role: sum(part[role] for part in damped) for role in model.roles})
    groups: dict[str, list[float]] = {}
    sums: dict[str, float] = {}
    for piece in pieces:
        groups.setdefault(piece.group, []).append(max(abs(v) for v in piece.toward.values()))
        sums[piece.group] = sums.get(piece.group, 0.0) + piece.toward[model.roles[0]]
    within = {g: damping(v, model.overlap_within) for g, v in groups.items()}
    over = damping([sums[g] * within[g] for g in groups], model.overlap_over)
    return _State(model, pieces, chances, {g: (sum(v), max(v)) for g, v in groups.items()}, over)


def _asked(question: Question, known: frozenset[str], model: Model) -> list[Subject]:
    if question.activity is not None:
        subject = model.activities.get(question.activity)
        return [subject] if subject is not None else []
    return [model.skills[s] for s in question.skills if s not in known and s in model.skills]


def _answer_shift(subjects: list[Subject], state: _State) -> tuple[dict[str, float], float]:
    """The log-odds ratio between yes and no for each role, damped by what is known already, and the share of yes."""
    model = state.model
    shift = dict.fromkeys(model.roles, 0.0)
    sizes = dict(state.sizes)
    for subject in subjects:
        size = max(abs(v) for v in subject.toward.values())
        whole, largest = sizes.get(subject.group, (0.0, 0.0))
        whole, largest = whole + size, max(largest, size)
        sizes[subject.group] = (whole, largest)
        factor = model.scale * state.over / (1.0 + model.overlap_within * (whole / largest - 1.0))
        twice = 2.0 if subject.group == INTERESTS else 1.0  # an interest counts fully both ways, see fit.pieces_of
        for role in model.roles:
            shift[role] += factor * twice * subject.toward[role]
    return shift, sum(s.common for s in subjects) / len(subjects)


def _yes_by_role(shift: Mapping[str, float], common: float) -> dict[str, float]:
    base = math.log(min(max(common, 0.02), 0.98) / (1.0 - min(max(common, 0.02), 0.98)))
    return {role: 1.0 / (1.0 + math.exp(-(base + value))) for role, value in shift.items()}


def told_about_role(question: Question, known: frozenset[str], state: _State) -> float:
    """Mutual information in nats between the answer (yes or no) and the role, under what is known now."""
    subjects = _asked(question, known, state.model)
    if not subjects:
        return 0.0
    yes = _yes_by_role(*_answer_shift(subjects, state))
    overall = sum(state.chances[role] * y for role, y in yes.items())
    told = 0.0
    for role, y in yes.items():
        told += state.chances[role] * (y * math.log(y / overall) + (1 - y) * math.log((1 - y) / (1 - overall)))
    return told


def _is_stable(question: Question, known: frozenset[str], state: _State) -> bool:
    """True when enough is answered and the most telling question would hardly turn what is said now."""
    if len(state.pieces) < 2 * state.model.least_answers:
        return False
    now = _said(state.chances, state.model)
    yes = _yes_by_role(*_answer_shift(_asked(question, known, state.model), state))
    turned = 0.0
    for likelihood in (yes, {role: 1.0 - y for role, y in yes.items()}):
        after = {role: state.chances[role] * likelihood[role] for role in likelihood}
        whole = sum(after.values())
        if _said({role: v / whole for role, v in after.items()}, state.model) != now:
            turned += whole
    return turned < LIKELY_TURN


def _said(chances: Mapping[str, float], model: Model) -> str:
    role = max(chances, key=lambda name: (chances[name], name))
    return role if chances[role] >= model.threshold(role) else BOTH


def _told_about_readiness(question: Question, known: frozenset[str], state: _State, catalogue: Catalogue) -> float:
    """Readiness (0..1) that hangs on the answer, weighed by the roles' probabilities and the answer's uncertainty."""
    told = 0.0
    for role, chance in state.chances.items():
        asked = sum(r.weight for r in catalogue.requirements_of(role)) or 1.0
        for r in catalogue.requirements_of(role):
            if r.skill in question.skills and r.skill not in known:
                subject = state.model.skills.get(r.skill)
                common = subject.common if subject is not None else 0.5
                told += chance * (r.weight / asked) * 4.0 * common * (1.0 - common) * (1.0 if r.kind == ESSENTIAL else 0.5)
    return told


def progress(profile: Profile, catalogue: Catalogue) -> tuple[int, int]:
    """Questions asked so far, and about how many are left (0 when there is none)."""
    asked = asked_count(profile, catalogue)
    if next_question(profile, catalogue) is None:
        return asked, 0
    return asked, max(1, MAX_ASKED - asked)


def answer(profile: Profile, question: Question, said: ProficiencyLevel | Attitude) -> Profile:
    """The profile after this answer. A grouped answer is about those of its skills that nothing was said about.

    Raises ValueError when a level answers a question about an activity, or an attitude one about skills.
    """
    if question.activity is not None:
        if not isinstance(said, Attitude):
            raise ValueError(f"question {question.id} asks for like or dislike, not {said!r}")
        statement = InterestStatement(question.activity, said, origin="answered")
        return replace(profile, interests={**profile.interests, question.activity: statement})
    if not isinstance(said, ProficiencyLevel):
        raise ValueError(f"question {question.id} asks for a level, not {said!r}")
    polarity = Polarity.HAS if said else Polarity.LACKS
    new = {
        skill: SkillStatement(skill, polarity, said or None, origin="answered")
        for skill in question.skills
        if len(question.skills) == 1 or skill not in profile.skills
    }
    return replace(profile, skills={**profile.skills, **new})
