"""What is known about one person: the latest statement on each skill and each activity.

A profile is a value: `tell` and `drop` return a new one. Statements about different skills commute;
about the same skill the latest stands.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from waymark.skills import Attitude, Interest, Mention, Polarity, ProficiencyLevel, Scope

# Years after which somebody who names no level is taken to hold one (see docs/adr/0002-levels-from-years.md).
YEARS_TO_ADVANCED = 4.0
YEARS_TO_INTERMEDIATE = 1.0


@dataclass(frozen=True)
class SkillStatement:
    """The latest word on one skill. `origin` is said, answered (in the interview) or progress ("done: Docker")."""

    skill: str
    polarity: Polarity
    level: ProficiencyLevel | None = None
    years: float | None = None
    evidence: str = ""
    origin: str = "said"
    at: datetime | None = None

    @property
    def said(self) -> tuple[Polarity, ProficiencyLevel | None, float | None]:
        """What it says, without when and in which words."""
        return self.polarity, self.level, self.years

    @property
    def held(self) -> ProficiencyLevel:
        """The level to reckon with: the one said, else the one that years suggest, else intermediate."""
        if self.polarity is not Polarity.HAS:
            return ProficiencyLevel.NONE
        if self.level is not None:
            return self.level
        if self.years is None:
            return ProficiencyLevel.INTERMEDIATE
        return level_of_years(self.years)


def level_of_years(years: float) -> ProficiencyLevel:
    """The level that so many years suggest, where nobody names one."""
    if years >= YEARS_TO_ADVANCED:
        return ProficiencyLevel.ADVANCED
    return ProficiencyLevel.INTERMEDIATE if years >= YEARS_TO_INTERMEDIATE else ProficiencyLevel.BEGINNER


@dataclass(frozen=True)
class InterestStatement:
    """The latest word on one activity or topic."""

    activity: str
    attitude: Attitude
    evidence: str = ""
    origin: str = "said"
    at: datetime | None = None

    @property
    def said(self) -> Attitude:
        """What it says, without when and in which words."""
        return self.attitude


@dataclass(frozen=True)
class Profile:
    """One person's statements, by skill id and by activity id.

    `unknown` are skill-like words that the catalogue lacks (noted, not scored); `skipped` are the ids of
    interview questions that the person does not want to answer; `hours_per_week` is what they can study.
    """

    person: str = ""
    skills: Mapping[str, SkillStatement] = field(default_factory=dict)
    interests: Mapping[str, InterestStatement] = field(default_factory=dict)
    unknown: tuple[str, ...] = ()
    skipped: frozenset[str] = frozenset()
    hours_per_week: float | None = None

    @property
    def is_empty(self) -> bool:
        return not (self.skills or self.interests)

    @property
    def held(self) -> frozenset[str]:
        """The skills that the person says they have; what follows from them is not among these."""
        return frozenset(skill for skill, statement in self.skills.items() if statement.held)

    def tell(
        self,
        mentions: Iterable[Mention] = (),
        interests: Iterable[Interest] = (),
        at: datetime | None = None,
        origin: str = "said",
    ) -> Profile:
        """This profile after these statements; mentions that are not the person's own are ignored.

        A `has` that names no level or years keeps those said before, so "Python, 3 years" and then
        "I use Python at work" does not forget the three years.
        """
        skills = dict(self.skills)
        for m in mentions:
            if m.scope is not Scope.OWN:
                continue
            level, years = m.level, m.years
            before = skills.get(m.skill)
            if before and before.polarity is m.polarity is Polarity.HAS:
                level = before.level if level is None else level
                years = before.years if years is None else years
            skills[m.skill] = SkillStatement(m.skill, m.polarity, level, years, m.evidence, origin, at)
        likes = dict(self.interests)
        for i in interests:
            likes[i.activity] = InterestStatement(i.activity, i.attitude, i.evidence, origin, at)
        return replace(self, skills=skills, interests=likes)

    def drop(self, skills: Iterable[str] = (), activities: Iterable[str] = ()) -> Profile:
        """This profile without any statement on these skills and activities."""
        gone, gone_too = set(skills), set(activities)
        return replace(
            self,
            skills={k: v for k, v in self.skills.items() if k not in gone},
            interests={k: v for k, v in self.interests.items() if k not in gone_too},
        )

    def note(self, words: Iterable[str], limit: int = 50) -> Profile:
        """This profile with skill-like words that the catalogue lacks, each once, bounded."""
        return replace(self, unknown=tuple(dict.fromkeys([*self.unknown, *words]))[:limit])

    def skip(self, question: str) -> Profile:
        """This profile with a question that shall not be asked again."""
        return replace(self, skipped=self.skipped | {question})


def moved_skills(then: Profile, now: Profile) -> tuple[str, ...]:
    """The skills on which one profile says something else than the other."""
    return tuple(k for k in {**then.skills, **now.skills} if _differ(then.skills.get(k), now.skills.get(k)))


def moved_interests(then: Profile, now: Profile) -> tuple[str, ...]:
    """The same of activities and topics; some of their ids are those of skills, too."""
    return tuple(k for k in {**then.interests, **now.interests} if _differ(then.interests.get(k), now.interests.get(k)))


def _differ(one: SkillStatement | InterestStatement | None, other: SkillStatement | InterestStatement | None) -> bool:
    return (one and one.said) != (other and other.said)
