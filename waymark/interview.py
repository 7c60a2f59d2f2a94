"""What to ask next, so that few answers suffice.

First the questions that tell the roles apart. Those that people were asked keep the order that served them best
(`evidence people` finds it): what one person has answered so far tells less than all that others answered
(docs/advice.md). Before or after the next one of these comes any other question that is expected to tell more about
the role (mutual information, in nats, under the probabilities that hold now). Once no answer is likely to turn the
recommendation, the question that tells most about readiness. Questions that were answered, also by implication
(Kubernetes implies Docker), or skipped never come again.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from waymark.catalogue import Catalogue, Question
from waymark.fit_model import ASKED, model_of
from waymark.gaps import held_levels
from waymark.information import (
    Prepared,
    State,
    expected_yes,
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
LEAST_YES = 0.15  # of people who can say yes; a question to which nearly all say "never" is no good start
LEAST_READY = 0.02  # readiness (0..1) that a question may move, weighed by its uncertainty


def next_question(profile: Profile, catalogue: Catalogue) -> Question | None:
    """The question to put now, or None when the answer is stable and readiness is known well enough."""
    known = known_subjects(profile, catalogue)
    asked, state = asked_count(profile, catalogue), state_of(profile, catalogue.once(model_of))
    if asked < MAX_ASKED:
        telling = [(told, q) for told, q in _about_role(profile, known, state, catalogue) if told >= LEAST_TOLD]
        _, most = _best(telling)
        put = _next_of(telling, catalogue)
        if most and put and not is_stable(most, known, state):
            return put.question
    if asked >= MAX_ASKED + MAX_READINESS:
        return None
    open_ = _open(catalogue.once(prepare), profile, known)
    moved, best = _best((told_about_readiness(q, known, state), q) for q in open_)
    return best.question if best and moved >= LEAST_READY else None


def next_about_role(profile: Profile, catalogue: Catalogue) -> Question | None:
    """The next question that tells anything about the role, whether or not the answer is stable already."""
    known, state = known_subjects(profile, catalogue), state_of(profile, catalogue.once(model_of))
    put = _next_of([(told, q) for told, q in _about_role(profile, known, state, catalogue) if told > 0], catalogue)
    return put.question if put else None


def _about_role(
    profile: Profile, known: frozenset[str], state: State, catalogue: Catalogue
) -> list[tuple[float, Prepared]]:
    """What each open question tells about the role (nats)."""
    return [(told_about_role(q, known, state), q) for q in _open(catalogue.once(wide), profile, known)]


def _next_of(telling: Iterable[tuple[float, Prepared]], catalogue: Catalogue) -> Prepared | None:
    """Of the questions that people were asked the first in their order, or another one that tells more."""
    places, rare = catalogue.once(_places), catalogue.once(_rare)
    telling = list(telling)
    first = min((places[q.question.id] for _, q in telling if q.question.id in places), default=0.0)
    candidates = [(told, q) for told, q in telling if places.get(q.question.id, first) == first]
    return _best([pair for pair in candidates if pair[1].question.id not in rare] or candidates)[1]


def common_order(catalogue: Catalogue) -> list[Question]:
    """The questions in the order in which somebody would be asked of whom nothing ever becomes known, no subject twice.

    Questions that tell nothing about the role are left out.
    """
    state, known = state_of(Profile(), catalogue.once(model_of)), frozenset[str]()
    left, order = catalogue.once(wide), list[Question]()
    while True:
        telling = [(told, q) for q in left if (told := told_about_role(q, known, state)) > 0]
        best = _next_of(telling, catalogue)
        if best is None:
            return order
        order.append(best.question)
        known |= best.names
        if best.question.activity is not None:
            state = replace(state, liked=state.liked + 1)
        left = tuple(q for q in left if not is_known(q.names, known))


def wide(catalogue: Catalogue) -> tuple[Prepared, ...]:
    """The questions but those about a part of what another one asks about: these serve readiness only."""
    prepared = catalogue.once(prepare)
    return tuple(q for q in prepared if not any(q.names < other.names for other in prepared))


def _places(catalogue: Catalogue) -> Mapping[str, float]:
    """The place of each question that people were asked, from 1."""
    return {k.removeprefix(ASKED): n for k, n in catalogue.calibration.items() if k.startswith(ASKED)}


def _rare(catalogue: Catalogue) -> frozenset[str]:
    """The questions that have no place and to which few can say yes."""
    nobody = state_of(Profile(), catalogue.once(model_of))
    few = {q.question.id for q in catalogue.once(wide) if expected_yes(q, frozenset(), nobody) < LEAST_YES}
    return frozenset(few - catalogue.once(_places).keys())


def _open(questions: Iterable[Prepared], profile: Profile, known: frozenset[str]) -> list[Prepared]:
    """Those that are neither skipped nor answered."""
    return [q for q in questions if q.question.id not in profile.skipped and not is_known(q.names, known)]


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


def progress(question: Question | None, profile: Profile, catalogue: Catalogue) -> tuple[int, int]:
    """Questions asked so far, and about how many are left (0 when there is none), where `question` is the next one."""
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
