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
from waymark.fit import BOTH, damp, pieces_of, softmax
from waymark.fit_model import INTERESTS, Model, Subject, model_of
from waymark.gaps import held_levels
from waymark.profile import InterestStatement, Profile, SkillStatement
from waymark.skills import Attitude, Polarity, ProficiencyLevel

MAX_ASKED = 9  # questions after which the role is no longer asked about
MAX_READINESS = 3  # questions about readiness after those about the role
LEAST_TOLD = 0.003  # nats about the role; a question that tells less is not worth somebody's time
LIKELY_TURN = 0.12  # the recommendation is stable when the best question turns it with less than this probability
GROUPED = 0.5  # what one level for one more skill keeps of the answers that single questions would get
AT_HOME = 1.0  # log-odds of holding a skill for somebody who holds all others of its group
NEXT_LIKING = 0.5  # what every interest that is known leaves of the next one's part: they repeat each other
LEAST_READY = 0.02  # readiness (0..1) that a question may move, weighed by its uncertainty


@dataclass(frozen=True)
class _Prepared:
    """A question with what it can tell: its subjects by name, and for each role the readiness that hangs on a skill."""

    question: Question
    names: frozenset[str]  # skill ids, or "like:" and an activity id
    subjects: tuple[tuple[str, Subject], ...]
    stakes: tuple[tuple[str, str, float], ...]  # role, skill, readiness 0..1 weighed by the answer's uncertainty


@dataclass(frozen=True)
class _State:
    """Where an interview stands: how many pieces are told, the roles' probabilities, and for each skill group how far
    the person is at home in it: from -1 (lacks all) to 1 (holds all). `liked` counts the interests that are told."""

    model: Model
    told: int
    chances: Mapping[str, float]
    at_home: Mapping[str, float]
    liked: int


def next_question(profile: Profile, catalogue: Catalogue) -> Question | None:
    """The question to put now, or None when the answer is stable and readiness is known well enough."""
    known = known_subjects(profile, catalogue)
    open_ = _open(profile, known, catalogue)
    asked, state = asked_count(profile, catalogue), _state(profile, catalogue.once(model_of))
    if asked < MAX_ASKED:
        told, best = _best((_told_about_role(q, known, state), q) for q in open_)
        if best and told >= LEAST_TOLD and not _is_stable(best, known, state):
            return best.question
    if asked >= MAX_ASKED + MAX_READINESS:
        return None
    moved, best = _best((_told_about_readiness(q, known, state), q) for q in open_)
    return best.question if best and moved >= LEAST_READY else None


def most_telling(profile: Profile, catalogue: Catalogue) -> Question | None:
    """The question that tells most about the role, whether or not the answer is stable already."""
    known, state = known_subjects(profile, catalogue), _state(profile, catalogue.once(model_of))
    open_ = _open(profile, known, catalogue)
    told, best = _best((_told_about_role(q, known, state), q) for q in open_)
    return best.question if best and told > 0 else None


def _open(profile: Profile, known: frozenset[str], catalogue: Catalogue) -> list[_Prepared]:
    """The questions that are neither skipped nor answered."""
    prepared = catalogue.once(_prepare)
    return [q for q in prepared if q.question.id not in profile.skipped and not _is_known(q.names, known)]


def _best(scored: Iterable[tuple[float, _Prepared]]) -> tuple[float, _Prepared | None]:
    """The highest score; among equals the question that the catalogue names first."""
    value, best = 0.0, None
    for score, question in scored:
        if best is None or score > value:
            value, best = score, question
    return value, best


def known_subjects(profile: Profile, catalogue: Catalogue) -> frozenset[str]:
    """Skills and activities that need no question: said, wanted or implied. Activities carry the prefix "like:"."""
    implied = held_levels(profile, catalogue)
    return frozenset((*profile.skills, *implied, *(f"like:{a}" for a in profile.interests)))


def _prepare(catalogue: Catalogue) -> tuple[_Prepared, ...]:
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
            found.append(_Prepared(q, names, subjects, stakes))
    return tuple(found)


def is_answered(question: Question, known: frozenset[str]) -> bool:
    """True when its activity is known, or at least half of its skills are."""
    return _is_known(frozenset((f"like:{question.activity}",) if question.activity else question.skills), known)


def _is_known(names: frozenset[str], known: frozenset[str]) -> bool:
    return 2 * len(names & known) >= len(names)


def asked_count(profile: Profile, catalogue: Catalogue) -> int:
    """The number of questions that were put and answered, or skipped.

    An answer counts for one question only, the one that explains most of the answers: two may share a skill.
    """
    answered = {k for k, s in profile.skills.items() if s.origin == "answered"}
    answered |= {f"like:{k}" for k, s in profile.interests.items() if s.origin == "answered"}
    if not answered:
        return len(profile.skipped)
    put = [q.names for q in catalogue.once(_prepare) if q.names & answered]
    count = 0
    while answered:
        best = max(put, key=lambda names: (len(names & answered), -len(names)), default=frozenset())
        if not best & answered:
            return count + len(answered) + len(profile.skipped)
        answered -= best
        count += 1
    return count + len(profile.skipped)


def _state(profile: Profile, model: Model) -> _State:
    pieces = pieces_of(profile, model)
    damped = damp(pieces, model)
    chances = softmax({role: sum(part[role] for part in damped) for role in model.roles})
    held: dict[str, list[int]] = {}
    for piece in pieces:
        if piece.kind == "skill":
            held.setdefault(piece.group, []).append(1 if piece.statement == "has" else -1)
    at_home = {g: sum(v) / (len(v) + 1) for g, v in held.items()}
    return _State(model, len(pieces), chances, at_home, len(pieces) - sum(map(len, held.values())))


def _yes_by_role(question: _Prepared, known: frozenset[str], state: _State) -> dict[str, float]:
    """The probability of "yes" for each role; empty when the question asks for nothing that tells roles apart.

    A grouped question counts as one answer about all of its open subjects. Who holds the skills of a group that were
    asked about is expected to hold the next one too, so that the answer tells less.
    """
    shift = dict.fromkeys(state.model.roles, 0.0)
    common = at_home = count = 0.0
    for name, subject in question.subjects:
        if name in known:
            continue
        factor = state.model.scale
        if subject.group == INTERESTS:  # it counts fully both ways (see fit.pieces_of)
            factor *= 2.0 * NEXT_LIKING**state.liked
        for role, value in subject.toward.items():
            shift[role] += factor * value
        common, at_home, count = common + subject.common, at_home + state.at_home.get(subject.group, 0.0), count + 1
    if not count:
        return {}
    share = min(max(common / count, 0.02), 0.98)
    base = math.log(share / (1.0 - share)) + AT_HOME * at_home / count
    return {role: 1.0 / (1.0 + math.exp(-(base + GROUPED ** (count - 1.0) * v))) for role, v in shift.items()}


def _told_about_role(question: _Prepared, known: frozenset[str], state: _State) -> float:
    """Mutual information in nats between the answer (yes or no) and the role, under what is known now."""
    yes = _yes_by_role(question, known, state)
    overall = sum(state.chances[role] * y for role, y in yes.items())
    told = 0.0
    for role, y in yes.items():
        told += state.chances[role] * (y * math.log(y / overall) + (1 - y) * math.log((1 - y) / (1 - overall)))
    return told


def _is_stable(question: _Prepared, known: frozenset[str], state: _State) -> bool:
    """True when enough is answered and the most telling question would hardly turn what is said now."""
    if state.told < 2 * state.model.least_answers:
        return False
    now = _said(state.chances, state.model)
    yes = _yes_by_role(question, known, state)
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


def _told_about_readiness(question: _Prepared, known: frozenset[str], state: _State) -> float:
    """Readiness (0..1) that hangs on the answer, weighed by the roles' probabilities and the answer's uncertainty."""
    return sum(state.chances[role] * part for role, skill, part in question.stakes if skill not in known)


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
