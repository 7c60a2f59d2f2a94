"""An advertisement against a profile: what is met, what is missing, and which role it is nearest to.

"Tableau or Power BI" is one need that either of the two meets.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from waymark.assessment import AdvertMatch, PartlyMet
from waymark.catalogue import ESSENTIAL, Catalogue
from waymark.fit import assess_fit
from waymark.gaps import NONE, SkillGap, climb_hours, held_levels
from waymark.plan import Budget, LearningPlan, make_plan
from waymark.profile import Profile, SkillStatement, level_of_years
from waymark.skills import Mention, Polarity, ProficiencyLevel, Scope

# What may stand between two names of one need, and between two of a list that ends in "or".
_OR = re.compile(r"[\s,(]*(?:\bor\b|\band/or\b|/)(?: an?| the| similar)?[\s(]*", re.IGNORECASE)
_COMMA = re.compile(r"\s*,\s*")


@dataclass(frozen=True)
class Need:
    """One thing that an advertisement asks for: the skills of which any one will do, the level asked for (where only
    `years` are, the one that these suggest)."""

    skills: tuple[str, ...]
    nice: bool = False
    level: ProficiencyLevel = ProficiencyLevel.BEGINNER
    years: float | None = None

    def reached_by(self, held: Mapping[str, ProficiencyLevel]) -> str | None:
        """The skill of those held that is known well enough, if one is."""
        return next((s for s in self.skills if held.get(s, NONE) >= self.level), None)

    def met_by(self, held: Mapping[str, ProficiencyLevel], profile: Profile) -> str | None:
        """The skill that meets it: by its level, and by its years where the person named years and no level."""
        good = (s for s in self.skills if held.get(s, NONE) >= self.level)
        return next((s for s in good if not self._too_few_years(profile.skills.get(s))), None)

    def _too_few_years(self, said: SkillStatement | None) -> bool:
        if self.years is None or said is None or said.level is not None or said.years is None:
            return False
        return said.years < self.years


def needs_of(mentions: Iterable[Mention], catalogue: Catalogue, text: str = "") -> tuple[Need, ...]:
    """What an advertisement asks for, in its order. Mentions of scope `nice` are wishes, all others must-haves; a skill
    named as both is a must-have, and counts once; what it says is not needed is no need. `text` shows which names are
    alternatives."""
    wanted = (m for m in mentions if m.skill in catalogue.skills and m.polarity is not Polarity.LACKS)
    listed = sorted(wanted, key=lambda m: m.start)
    needs: dict[frozenset[str], Need] = {}
    for group in _alternatives(listed, catalogue, text):
        skills = tuple(dict.fromkeys(m.skill for m in group))
        nice = all(m.scope is Scope.NICE for m in group)
        level = max(_level_asked(m) for m in group)
        years = max((m.years for m in group if m.years is not None), default=None)
        key = next((k for k in needs if k & set(skills)), frozenset(skills))
        if (before := needs.pop(key, None)) is not None:
            skills = (
                before.skills if len(before.skills) < len(skills) else skills
            )  # alone it is asked for, whatever else
            nice, level = nice and before.nice, max(level, before.level)
            years = max((y for y in (years, before.years) if y is not None), default=None)
        needs[frozenset(skills)] = Need(skills, nice, level, years)
    return tuple(needs.values())


def _level_asked(m: Mention) -> ProficiencyLevel:
    if m.level is not None:
        return m.level
    return ProficiencyLevel.BEGINNER if m.years is None else level_of_years(m.years)


def _alternatives(mentions: Sequence[Mention], catalogue: Catalogue, text: str) -> list[list[Mention]]:
    """The mentions in groups of alternatives: joined by "or" or "/", also over commas where a list of one kind of
    skills ends in "or" ("PyTorch, TensorFlow or JAX", but "SQL, Tableau or Power BI" is two needs)."""
    groups: list[list[Mention]] = []
    for m in mentions:
        if not groups or not _OR.fullmatch(text[groups[-1][-1].end : m.start]):
            groups.append([m])
            continue
        if len(groups[-1]) == 1:  # the "or" of a list: the names before it, as far as they are of the same kind
            kind = catalogue.skills[m.skill].group
            while len(groups) > 1 and _continues(groups[-2], groups[-1], kind, catalogue, text):
                groups[-2:] = [[*groups[-2], *groups[-1]]]
        groups[-1].append(m)
    return groups


def _continues(before: Sequence[Mention], after: Sequence[Mention], kind: str, catalogue: Catalogue, text: str) -> bool:
    """Whether two neighbours stand in one list of skills of this kind."""
    comma = _COMMA.fullmatch(text[before[-1].end : after[0].start])
    return bool(comma) and len(before) == 1 and all(catalogue.skills[m.skill].group == kind for m in (*before, *after))


def match_advert(profile: Profile, needs: Sequence[Need], catalogue: Catalogue) -> AdvertMatch:
    """A skill held below the level asked for is missing, and named in `below` too. What was not said but follows from
    what was ("PyTorch" needs some statistics) counts as met, and is named in `implied` with what it follows from."""
    held = held_levels(profile, catalogue)
    met_by = {need: need.met_by(held, profile) for need in needs}
    met = tuple(skill for skill in met_by.values() if skill is not None)
    missing = [need for need, skill in met_by.items() if skill is None]
    musts = [need for need in needs if not need.nice]
    wanted = {s: SkillStatement(s, Polarity.HAS, None) for need in needs for s in need.skills}
    shares = {role: fit.value for role, fit in assess_fit(Profile(skills=wanted), catalogue).probability.items()}
    return AdvertMatch(
        met=met,
        missing_must=tuple(s for need in missing if not need.nice for s in need.skills),
        missing_nice=tuple(s for need in missing if need.nice for s in need.skills),
        nearest=max(sorted(shares), key=lambda role: shares[role]),
        shares=shares,
        met_share=sum(met_by[need] is not None for need in musts) / len(musts) if musts else 1.0,
        below=tuple(_partly(s, need, held, profile) for need in missing for s in need.skills if held.get(s, NONE)),
        either=tuple(need.skills for need in needs if len(need.skills) > 1),
        implied={s: source for s in met if (source := _implied_from(s, profile, catalogue)) is not None},
    )


def _partly(skill: str, need: Need, held: Mapping[str, ProficiencyLevel], profile: Profile) -> PartlyMet:
    said = profile.skills.get(skill)
    return PartlyMet(skill, held[skill], need.level, need.years, None if said is None else said.years)


def _implied_from(skill: str, profile: Profile, catalogue: Catalogue) -> str | None:
    """The skill that was said, which lets this one be taken as held; None where it was said itself."""
    said = profile.skills.get(skill)
    if said is not None and said.held:
        return None
    implying = [s for s in profile.skills.values() if s.held and skill in catalogue.implied_by(s.skill, s.held)]
    return max(implying, key=lambda s: catalogue.implied_by(s.skill, s.held)[skill]).skill if implying else None


def learn_first(profile: Profile, needs: Sequence[Need], catalogue: Catalogue) -> tuple[tuple[Need, str, float], ...]:
    """The needs that what is known does not meet (years are no learning), each with the skill that is soonest learned
    for it and the hours for that: must-haves before wishes, what another one stands on before that, the fewest hours
    first."""
    held = held_levels(profile, catalogue)
    rated = []
    for need in needs:
        if need.reached_by(held) is None:
            hours = {s: climb_hours(s, held.get(s, NONE), need.level, held, catalogue) for s in need.skills}
            skill = min(need.skills, key=lambda s: (hours[s], s))
            rated.append((need, skill, hours[skill]))
    rated.sort(key=lambda item: (item[0].nice, item[2], item[1]))
    below = {skill: catalogue.implied_by(skill, need.level) for need, skill, _ in rated}
    ordered: list[tuple[Need, str, float]] = []
    while rated:
        ready = [
            r for r in rated if not any(o[1] in below[r[1]] for o in rated if o is not r and o[0].nice <= r[0].nice)
        ]
        ordered.append((ready or rated)[0])
        rated.remove(ordered[-1])
    return tuple(ordered)


def plan_for(
    profile: Profile, needs: Sequence[Need], catalogue: Catalogue, budget: Budget
) -> tuple[LearningPlan, tuple[str, ...]]:
    """The plan that meets what is missing of the must-haves (of the wishes where none is missing), with what those
    stand on; and the skills that it is for. Each counts alike, so the ones that are soon learned come first."""
    missing = learn_first(profile, needs, catalogue)
    wanted = [m for m in missing if not m[0].nice] or list(missing)
    held = held_levels(profile, catalogue)
    gaps = [
        SkillGap(skill, held.get(skill, NONE), need.level, hours, 1 / len(wanted), ESSENTIAL, said=True)
        for need, skill, hours in wanted
    ]
    role = match_advert(profile, needs, catalogue).nearest
    skills = tuple(gap.skill for gap in gaps)
    return make_plan(profile, role, catalogue, budget, gaps, only=skills), skills


def needs_text(needs: Iterable[Need]) -> str:
    """The needs in one line, to be kept with a conversation; `needs_from` is the inverse."""
    return ";".join(f"{'nice' if n.nice else 'must'}:{_grade_text(n)}:{'|'.join(n.skills)}" for n in needs)


def _grade_text(need: Need) -> str:
    return f"{int(need.level)}" if need.years is None else f"{int(need.level)}@{need.years:g}"


def needs_from(line: str, catalogue: Catalogue) -> tuple[Need, ...]:
    """The needs of `needs_text`; what this catalogue lacks is left out."""
    found = []
    for part in filter(None, line.split(";")):
        kind, level, names = part.split(":", 2)
        if skills := tuple(s for s in names.split("|") if s in catalogue.skills):
            grade, _, years = level.partition("@")
            found.append(Need(skills, kind == "nice", ProficiencyLevel(int(grade)), float(years) if years else None))
    return tuple(found)
