"""What to ask next, so that few answers suffice.

First the question whose answer is expected to tell most about the role (mutual information, in nats, under the
probabilities that hold now), where it tells clearly more than the one that would come next for anybody; once no answer
is likely to turn the recommendation, the one that tells most about readiness. Questions that were answered, also by
implication (Kubernetes implies Docker), or skipped never come again.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from waymark.catalogue import Catalogue, Question
from waymark.fit_model import model_of
from waymark.gaps import held_levels
from waymark.information import (
    Prepared,
    State,
    is_known,
    is_stable,
    prepare,
    state_of,
    told_about_readiness,
    told_about_role,
)
from waymark.profile import InterestStatement, Profile, SkillStatement
from waymark.skills import Attitude, Polarity, ProficiencyLevel

MAX_ASKED = 9  # questions after which the role is no longer asked about
MAX_READINESS = 3  # questions about readiness after those about the role
LEAST_TOLD = 0.003  # nats about the role; a question that tells less is not worth somebody's time
CLEARLY = 1.3  # times as much must a question tell to be put before one that stands earlier in the common order
LEAST_READY = 0.02  # readiness (0..1) that a question may move, weighed by its uncertainty


def next_question(profile: Profile, catalogue: Catalogue) -> Question | None:
    """The question to put now, or None when the answer is stable and readiness is known well enough."""
    known = known_subjects(profile, catalogue)
    open_ = _open(profile, known, catalogue)
    asked, state = asked_count(profile, catalogue), state_of(profile, catalogue.once(model_of))
    if asked < MAX_ASKED:
        told, best = _telling(open_, known, state, catalogue)
        if best and told >= LEAST_TOLD and not is_stable(best, known, state):
            return best.question
    if asked >= MAX_ASKED + MAX_READINESS:
        return None
    moved, best = _best((told_about_readiness(q, known, state), q) for q in open_)
    return best.question if best and moved >= LEAST_READY else None


def most_telling(profile: Profile, catalogue: Catalogue) -> Question | None:
    """The question that tells most about the role, whether or not the answer is stable already."""
    known, state = known_subjects(profile, catalogue), state_of(profile, catalogue.once(model_of))
    told, best = _telling(_open(profile, known, catalogue), known, state, catalogue)
    return best.question if best and told > 0 else None


def _telling(
    open_: Iterable[Prepared], known: frozenset[str], state: State, catalogue: Catalogue
) -> tuple[float, Prepared | None]:
    """How much the most telling question tells about the role (nats), and the question to put: the first in the common
    order that does not tell clearly less. What the others answered is a better guide than a few answers of one person
    are (measured in docs/advice.md)."""
    scored = [(told_about_role(q, known, state), q) for q in open_]
    most, best = _best(scored)
    if best is None or most <= 0:
        return most, best
    place = catalogue.once(_places)
    return most, min((q for told, q in scored if CLEARLY * told >= most), key=lambda q: place[q.question.id])


def common_order(catalogue: Catalogue) -> list[Question]:
    """The questions in the order in which they tell most about somebody of whom nothing is known, no subject twice.

    Questions that tell nothing then about the role are left out.
    """
    state, known = state_of(Profile(), catalogue.once(model_of)), frozenset[str]()
    left = {q.question.id: (told_about_role(q, known, state), q) for q in catalogue.once(prepare)}
    order: list[Question] = []
    while left:
        told, best = _best(left.values())
        if best is None or told <= 0:
            break
        order.append(best.question)
        known |= best.names
        touched = [q for _, q in left.values() if q.names & best.names]
        for q in touched:
            left[q.question.id] = (told_about_role(q, known, state), q)
        left = {name: pair for name, pair in left.items() if not is_known(pair[1].names, known)}
    return order


def _places(catalogue: Catalogue) -> Mapping[str, int]:
    """The place of every question in the common order; those that are not in it come last, in the catalogue's order."""
    first = [q.id for q in common_order(catalogue)]
    return {name: n for n, name in enumerate(dict.fromkeys((*first, *(q.id for q in catalogue.questions))))}


def _open(profile: Profile, known: frozenset[str], catalogue: Catalogue) -> list[Prepared]:
    """The questions that are neither skipped nor answered."""
    prepared = catalogue.once(prepare)
    return [q for q in prepared if q.question.id not in profile.skipped and not is_known(q.names, known)]


def _best(scored: Iterable[tuple[float, Prepared]]) -> tuple[float, Prepared | None]:
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


def asked_count(profile: Profile, catalogue: Catalogue) -> int:
    """The number of questions that were put and answered, or skipped.

    An answer counts for one question only, the one that explains most of the answers: two may share a skill.
    """
    answered = {k for k, s in profile.skills.items() if s.origin == "answered"}
    answered |= {f"like:{k}" for k, s in profile.interests.items() if s.origin == "answered"}
    if not answered:
        return len(profile.skipped)
    put = [q.names for q in catalogue.once(prepare) if q.names & answered]
    count = 0
    while answered:
        best = max(put, key=lambda names: (len(names & answered), -len(names)), default=frozenset())
        if not best & answered:
            return count + len(answered) + len(profile.skipped)
        answered -= best
        count += 1
    return count + len(profile.skipped)


def progress(profile: Profile, catalogue: Catalogue) -> tuple[int, int]:
    """Questions asked so far, and about how many are left (0 when there is none)."""
    return progress_before(next_question(profile, catalogue), profile, catalogue)


def progress_before(question: Question | None, profile: Profile, catalogue: Catalogue) -> tuple[int, int]:
    """The same where the next question is known already."""
    asked = asked_count(profile, catalogue)
    if question is None:
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
