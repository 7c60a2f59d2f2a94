"""The use cases of Waymark, in the words of the conversation.

An `Adviser` holds the catalogue, the people's store and a clock; it may be shared between threads. Whatever the
store raises passes through, so that the border can say what is lost and what to do.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from waymark import interview
from waymark.advert import Need, learn_first, match_advert
from waymark.assessment import (
    AdvertMatch,
    Assessment,
    Heard,
    Returning,
    WhatIf,
    assess,
    learned,
    path_of,
    recommendation_of,
    returning,
)
from waymark.catalogue import Catalogue, Question
from waymark.change import Change, smallest_change
from waymark.climbs import within_reach
from waymark.codec import assessment_document, readable
from waymark.gaps import SkillGap, find_gaps, held_levels, readiness_share, waiting_for
from waymark.plan import Budget, LearningPlan, after_plan, make_plan, shared_skills
from waymark.profile import Profile, moved_interests, moved_skills
from waymark.reasons import Reason
from waymark.repository import Repository, one_turn
from waymark.skills import (
    Attitude,
    Interest,
    Mention,
    Polarity,
    ProficiencyLevel,
    Scope,
)

__all__ = [
    "AdvertMatch", "Adviser", "Assessment", "Change", "Heard", "Reason", "Repository", "Returning",
    "WhatIf",
]  # fmt: skip
MAX_HOURS_PER_WEEK = 168.0
LOOKED_BACK = 10  # assessments, for the last that knew something else


class Adviser:
    """Everything that can be asked. `person` is an opaque id; unknown skill or role ids raise KeyError."""

    def __init__(self, catalogue: Catalogue, repository: Repository, clock: Callable[[], datetime]) -> None:
        self.catalogue = catalogue
        self._people = repository
        self._now = clock
        self._asked: tuple[Profile, Question | None] | None = None  # the last profile that was asked about

    def for_one_turn(self) -> Adviser:
        """An adviser for one turn in one thread, to whom a profile changes only by what the turn itself does."""
        return Adviser(self.catalogue, one_turn(self._people), self._now)

    def today(self) -> date:
        return self._now().date()

    # -- what a person tells

    def hear(
        self,
        person: str,
        mentions: Iterable[Mention],
        interests: Iterable[Interest] = (),
        unknown: Iterable[str] = (),
    ) -> Heard:
        """Takes over what is the person's own; ids that this catalogue lacks are noted as unknown words."""
        listed, likes = list(mentions), list(interests)
        told = tuple(m for m in listed if m.scope is Scope.OWN and m.skill in self.catalogue.skills)
        liked = tuple(i for i in likes if i.activity in self.catalogue.activities)
        strange = [m.skill for m in listed if m.scope is Scope.OWN and m.skill not in self.catalogue.skills]
        strange += [i.activity for i in likes if i.activity not in self.catalogue.activities]
        noted = tuple(dict.fromkeys([*unknown, *strange]))
        seen: list[Profile] = []
        now = self._now()

        def update(profile: Profile) -> Profile:
            seen[:] = [profile]
            return profile.tell(told, liked, at=now).note(noted)

        profile = self._people.change(person, update) if told or liked or noted else self._people.profile(person)
        before = seen[0] if seen else profile
        moved, turned = moved_skills(before, profile), moved_interests(before, profile)
        skills, likings = dict.fromkeys(m.skill for m in told), dict.fromkeys(i.activity for i in liked)
        changed = tuple((before.skills.get(s), profile.skills[s]) for s in skills if s in moved)
        turned_to = tuple((before.interests.get(a), profile.interests[a]) for a in likings if a in turned)
        return Heard(profile, told, liked, noted, changed, turned_to)

    def remove(self, person: str, skills: Iterable[str], activities: Iterable[str] = ()) -> Profile:
        """Drops the statements on these skills and activities."""
        gone, gone_too = tuple(skills), tuple(activities)
        return self._people.change(person, lambda profile: profile.drop(gone, gone_too))

    def start_over(self, person: str) -> Profile:
        """Empties the profile, hours and skipped questions included; the person stays known."""
        return self._people.change(person, lambda profile: Profile(profile.person))

    def undo(self, person: str) -> Profile | None:
        """Takes the last change back; None where there is none."""
        return self._people.undo(person)

    def set_hours(self, person: str, hours: float) -> Profile:
        """Keeps the hours a week that the person can study. Raises ValueError unless 0 < hours <= 168."""
        if not 0 < hours <= MAX_HOURS_PER_WEEK:
            raise ValueError(f"hours a week must be above 0 and at most 168, not {hours!r}")
        return self._people.change(person, lambda profile: replace(profile, hours_per_week=float(hours)))

    def mark_done(
        self, person: str, skills: Sequence[str], role: str | None = None, level: ProficiencyLevel | None = None
    ) -> tuple[Assessment, Assessment]:
        """ "Done: Docker": raises each skill to the `level`, else to what the path asks for; (before, after)."""
        now = self._now()
        before = self.assess(self._people.profile(person))
        path = role or before.path
        known = [s for s in skills if s in self.catalogue.skills]

        def update(profile: Profile) -> Profile:
            done = [learned(Mention(s, 0, 0, level=level), profile, self.catalogue, (path,)) for s in known]
            return profile.tell(done, at=now, origin="progress")

        return before, self.assess(self._people.change(person, update))

    # -- the interview

    def next_question(self, person: str) -> Question | None:
        """The question whose answer would tell most; None where the advice is stable."""
        return self._question_for(self._people.profile(person))

    def progress(self, person: str) -> tuple[int, int]:
        """Questions answered, and about how many are left."""
        profile = self._people.profile(person)
        return interview.progress(self._question_for(profile), profile, self.catalogue)

    def _question_for(self, profile: Profile) -> Question | None:
        asked = self._asked  # another thread may put its own there in between
        if asked is None or asked[0] is not profile:
            self._asked = asked = profile, interview.next_question(profile, self.catalogue)
        return asked[1]

    def answer(self, person: str, question_id: str, said: ProficiencyLevel | Attitude | None) -> Profile:
        """Takes an answer over; None ("don't know") skips. Raises KeyError on an unknown question."""
        question = self._question(question_id)
        if said is None:
            return self.skip(person, question_id)
        return self._people.change(person, lambda profile: interview.answer(profile, question, said))

    def skip(self, person: str, question_id: str) -> Profile:
        """The question is not put again. Raises KeyError on an unknown question."""
        self._question(question_id)
        return self._people.change(person, lambda profile: profile.skip(question_id))

    def drop_question(self, person: str, question_id: str) -> None:
        """The same because it went unanswered, which is nothing that "undo" takes back."""
        self._question(question_id)
        if question_id in self._people.profile(person).skipped:
            return
        self._people.change(person, lambda profile: profile.skip(question_id), undoable=False)

    def _question(self, question_id: str) -> Question:
        found = next((q for q in self.catalogue.questions if q.id == question_id), None)
        if found is None:
            raise KeyError(question_id)
        return found

    # -- the advice

    def profile(self, person: str) -> Profile:
        return self._people.profile(person)

    def assess(self, profile: Profile) -> Assessment:
        """The assessment of a profile; stores nothing."""
        return assess(profile, self.catalogue, self._now())

    def advise(self, person: str) -> Assessment:
        """The assessment of a person, stored unless it says what the last one said."""
        assessment = self.assess(self._people.profile(person))
        document = assessment_document(assessment, self.catalogue)
        last = self.latest_document(person)
        if last is None or _without_time(last) != _without_time(document):
            self._people.add_assessment(person, assessment.at, document)
        return assessment

    def compare(self, person: str) -> Assessment:
        """Both roles on this person's evidence: they are in every assessment."""
        return self.assess(self._people.profile(person))

    def what_if(self, person: str, mentions: Iterable[Mention], lost: Sequence[str] = ()) -> WhatIf:
        """Before and after learning what is mentioned, at least to the level that a role asks for, and doing without
        what is `lost`; stores nothing."""
        profile = self._people.profile(person)
        roles = tuple(self.catalogue.roles)
        wanted = [m for m in mentions if m.skill in self.catalogue.skills]
        done = tuple(learned(m, profile, self.catalogue, roles) for m in wanted)
        gone = tuple(Mention(skill, 0, 0, Polarity.LACKS) for skill in lost)
        return WhatIf(self.assess(profile), self.assess(profile.tell((*done, *gone))), done, tuple(lost))

    def match_advert(self, person: str, needs: Sequence[Need]) -> AdvertMatch:
        """The must-haves and wishes of an advertisement (`advert.needs_of`) against the profile; stores nothing."""
        return match_advert(self._people.profile(person), needs, self.catalogue)

    def learn_for(self, person: str, needs: Sequence[Need]) -> tuple[tuple[Need, str, float], ...]:
        """What of an advertisement is missing, in the order to learn it, each with the skill to learn and its hours."""
        return learn_first(self._people.profile(person), needs, self.catalogue)

    def gaps(self, person: str, role: str | None = None, without: Collection[str] = ()) -> tuple[SkillGap, ...]:
        """What is missing for `role` (else the path that fits), in the order to learn it, but for `without`."""
        profile = self._people.profile(person)
        path, held = role or self._path(profile), held_levels(profile, self.catalogue)
        return tuple(within_reach(find_gaps(profile, path, self.catalogue), without, path, held, self.catalogue))

    def waiting_for(self, person: str, role: str | None = None) -> Mapping[str, tuple[str, ...]]:
        """For each of the `gaps` the others that cannot be closed before it."""
        profile = self._people.profile(person)
        return waiting_for(self.gaps(person, role), profile, role or self._path(profile), self.catalogue)

    def plan(
        self, person: str, role: str | None = None, budget: Budget | None = None, without: Collection[str] = ()
    ) -> LearningPlan:
        """The plan for `role` (else the path that fits) within the budget, leaving out skills that are not to be
        learned (`without`)."""
        profile = self._people.profile(person)
        return make_plan(profile, role or self._path(profile), self.catalogue, budget or Budget(), without=without)

    def shared_plan(
        self, person: str, budget: Budget | None = None, without: Collection[str] = ()
    ) -> tuple[LearningPlan, Mapping[str, float]]:
        """The plan for what all roles ask for, and each role's readiness after it: for who has not chosen yet."""
        profile = self._people.profile(person)
        only = self.catalogue.once(shared_skills)
        path = self._path(profile)
        plan = make_plan(profile, path, self.catalogue, budget or Budget(), only=only, without=without)
        levels = held_levels(after_plan(profile, plan), self.catalogue)
        return plan, {role: readiness_share(levels, role, self.catalogue) for role in self.catalogue.roles}

    def smallest_change(self, person: str) -> tuple[Change, ...] | None:
        """The fewest further statements that would turn the recommendation; None where three do not."""
        return smallest_change(self._people.profile(person), self.catalogue)

    def _path(self, profile: Profile) -> str:
        return path_of(*recommendation_of(profile, self.catalogue))

    # -- memory and own data

    def returning(self, person: str, moved: bool = False) -> Returning | None:
        """What changed since the last assessment, or (`moved`) since the last that knew something else, if there is
        one; None for somebody new or never assessed."""
        kept = (readable(document) for _, document in self._people.assessments(person, LOOKED_BACK if moved else 1))
        now = self.assess(self._people.profile(person))
        found = [returning(then, now) for then in kept if then is not None]
        return next((back for back in found if back.moved_by), found[0] if found else None)

    def latest(self, person: str) -> Assessment | None:
        """The last assessment that was stored; None also for one of a version that can no longer be read."""
        last = self.latest_document(person)
        return None if last is None else readable(last)

    def latest_document(self, person: str) -> dict[str, Any] | None:
        """The last assessment as it was stored; None where there is none."""
        last = next(iter(self._people.assessments(person, 1)), None)
        return None if last is None else last[1]

    def export(self, person: str) -> dict[str, Any]:
        """All that is stored, as plain JSON values."""
        return self._people.export(person)

    def forget(self, person: str) -> None:
        """Removes all that is stored about the person."""
        self._people.forget(person)

    def share_report(self, person: str, key: str, until: datetime) -> None:
        """Lets `key` stand for the person's report until then; a key from before is void."""
        self._people.share(person, key, until)

    def shared_with(self, key: str) -> str | None:
        """The person whose report `key` stands for; None for an unknown, outdated or revoked one."""
        return self._people.shared(key)

    def stop_sharing(self, person: str) -> None:
        """Revokes the link to the person's report."""
        self._people.unshare(person)

    def feedback(self, person: str, note: str) -> None:
        """Keeps a note for the owner of the catalogue."""
        self._people.add_feedback(person, note)


def _without_time(document: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in document.items() if key != "at"}
