"""What somebody holds, how much of a role that covers, and what is missing, in the order to learn it.

Everything here is a pure function of a profile and the catalogue. Levels count in parts: half-way to the level
that a role asks for is half of that requirement. The rules for the order are in docs/adr/0010-order-of-gaps.md.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from waymark.catalogue import ESSENTIAL, Catalogue, Requirement
from waymark.profile import Profile
from waymark.skills import Polarity, ProficiencyLevel

SHOWN_GAPS = 8
# A requirement is a foundation when it is essential and at least this share of the role's most asked one.
FOUNDATION_SHARE = 0.5
# Somebody who has not mentioned a skill may hold it all the same, so such a gap counts less than one that was said.
UNSAID_GAP = 0.6
# ... least of all a soft skill, which most people hold in some measure and few think of naming.
UNSAID_SOFT_GAP = 0.25
SOFT_GROUPS = frozenset({"Business and communication"})
NAMED_FIRST = 2  # gaps that somebody brings up unasked ("no Kubernetes yet") are shown before any others
OPTIONAL_PART = 0.75  # of its gain counts for an optional requirement when the gaps to show are chosen
MOST_SAVED = 0.9  # however much a related skill helps, a tenth of the hours stays
NONE = ProficiencyLevel.NONE
LEVELS = tuple(ProficiencyLevel)  # in the order of their numbers
PREREQUISITE = "prerequisite"  # the kind of row that orders; "part_of" orders only what a role asks for


@dataclass(frozen=True)
class Readiness:
    """The share 0..1 of what `role` asks for that is met, and per skill group the weight met and asked."""

    role: str
    share: float
    groups: Mapping[str, tuple[float, float]]


@dataclass(frozen=True)
class SkillGap:
    """A requirement that is not met. `hours` of study up to `need`; `gain` in readiness (0..1) once it is closed.

    `said` is True when the person named the gap (lacks, wants, or a lower level), False when nothing was said.
    `foundation` is True for an essential skill that most postings of the role ask for.
    """

    skill: str
    have: ProficiencyLevel
    need: ProficiencyLevel
    hours: float
    gain: float
    kind: str
    said: bool = False
    foundation: bool = False

    @property
    def gain_per_hour(self) -> float:
        return self.gain / max(self.hours, 1.0)


def held_levels(profile: Profile, catalogue: Catalogue) -> Mapping[str, ProficiencyLevel]:
    """The level of every skill that is held: as said, or as implied by what was said.

    Kubernetes implies Docker, never over a "no Docker" and never over a level that was said for Docker itself.
    """
    held, settled = {s.skill: s.held for s in profile.skills.values() if s.held}, settled_skills(profile)
    for skill, level in tuple(held.items()):
        imply(held, skill, level, settled, catalogue)
    return held


def settled_skills(profile: Profile) -> set[str]:
    """The skills whose lack or level was said itself, over which nothing implied stands."""
    said = profile.skills.values()
    return {s.skill for s in said if s.polarity is Polarity.LACKS or (s.held and s.level is not None)}


def imply(
    held: dict[str, ProficiencyLevel],
    skill: str,
    level: ProficiencyLevel,
    settled: Collection[str],
    catalogue: Catalogue,
) -> None:
    """Raises in `held` what must be held by whoever holds `skill` at `level`."""
    for other, implied in catalogue.implied_by(skill, level).items():
        if other not in settled and implied > held.get(other, NONE):
            held[other] = implied


def met_share(requirement: Requirement, held: Mapping[str, ProficiencyLevel]) -> float:
    """The part 0..1 of one requirement that is met."""
    have = held.get(requirement.skill, NONE)
    return 1.0 if have >= requirement.level else have / requirement.level


def readiness_share(held: Mapping[str, ProficiencyLevel], role: str, catalogue: Catalogue) -> float:
    """The share 0..1 of what `role` asks for that these levels meet."""
    met = asked = 0.0
    for requirement in catalogue.requirements_of(role):
        asked += requirement.weight
        if requirement.skill in held or not requirement.level:
            met += requirement.weight * met_share(requirement, held)
    return min(1.0, met / asked) if asked else 1.0


def readiness_of(held: Mapping[str, ProficiencyLevel], role: str, catalogue: Catalogue) -> Readiness:
    """The readiness of somebody who holds these levels, also by skill group."""
    groups: dict[str, tuple[float, float]] = {}
    for requirement in catalogue.requirements_of(role):
        group = catalogue.skills[requirement.skill].group
        met, asked = groups.get(group, (0.0, 0.0))
        groups[group] = (met + requirement.weight * met_share(requirement, held), asked + requirement.weight)
    return Readiness(role, readiness_share(held, role, catalogue), groups)


def assess_readiness(profile: Profile, role: str, catalogue: Catalogue) -> Readiness:
    """How much of what `role` asks for the person holds. Raises KeyError on an unknown role."""
    return readiness_of(held_levels(profile, catalogue), role, catalogue)


def climb_hours(
    skill: str,
    have: ProficiencyLevel,
    need: ProficiencyLevel,
    held: Mapping[str, ProficiencyLevel],
    catalogue: Catalogue,
) -> float:
    """Hours of study from `have` to `need`, less what a related skill saves up to the level that it is held at."""
    by_level, levels = catalogue.skills[skill].hours, LEVELS[have + 1 : need + 1]
    transfers = [(held[t.known], t.saves) for t in catalogue.transfers_to(skill) if t.known in held]
    if not transfers:  # most often so, and this is reckoned very often
        return sum([by_level.get(level, 0.0) for level in levels])
    hours = 0.0
    for level in levels:
        saves = max((saves for known, saves in transfers if known >= level), default=0.0)
        hours += by_level.get(level, 0.0) * (1.0 - min(max(saves, 0.0), MOST_SAVED))
    return hours


def foundations_of(role: str, catalogue: Catalogue) -> frozenset[str]:
    """The essential skills that the role's postings ask for at least `FOUNDATION_SHARE` as often as the most asked."""
    return catalogue.once(_foundations)[role]


def all_foundations(catalogue: Catalogue) -> frozenset[str]:
    """Those of any role."""
    return frozenset().union(*catalogue.once(_foundations).values())


def _foundations(catalogue: Catalogue) -> Mapping[str, frozenset[str]]:
    found = {}
    for role in catalogue.roles:
        rows = [r for r in catalogue.requirements_of(role) if r.kind == ESSENTIAL]
        widest = max((r.weight for r in catalogue.requirements_of(role)), default=0.0)
        found[role] = frozenset(r.skill for r in rows if r.weight >= FOUNDATION_SHARE * widest)
    return found


def all_gaps(
    profile: Profile, role: str, catalogue: Catalogue, held: Mapping[str, ProficiencyLevel] | None = None
) -> tuple[SkillGap, ...]:
    """Every requirement of `role` that is not met, in the catalogue's order. `held` where it is known already."""
    held = held_levels(profile, catalogue) if held is None else held
    requirements = catalogue.requirements_of(role)
    asked = sum(r.weight for r in requirements) or 1.0
    foundations = foundations_of(role, catalogue)
    gaps = []
    for r in requirements:
        have = held.get(r.skill, NONE)
        if have >= r.level:
            continue
        hours = climb_hours(r.skill, have, r.level, held, catalogue)
        gain = r.weight / asked * (1.0 - met_share(r, held))
        said, foundation = r.skill in profile.skills, r.skill in foundations
        gaps.append(SkillGap(r.skill, have, r.level, hours, gain, r.kind, said, foundation))
    return tuple(gaps)


def certainty(gap: SkillGap, catalogue: Catalogue) -> float:
    """How likely (0..1) it is that the gap is one: people leave out what they hold, and soft skills most of all."""
    if gap.said:
        return 1.0
    return UNSAID_SOFT_GAP if catalogue.skills[gap.skill].group in SOFT_GROUPS else UNSAID_GAP


def find_gaps(
    profile: Profile, role: str, catalogue: Catalogue, held: Mapping[str, ProficiencyLevel] | None = None
) -> tuple[SkillGap, ...]:
    """What is missing for `role`, in the order to learn it. Raises KeyError on an unknown role.

    The first `SHOWN_GAPS` are those to show: the ones that most readiness is to be expected of, two that were brought
    up unasked among them, with the gaps that they need. They, and then the rest, are ordered: foundations, then gain
    for each hour, prerequisites first.
    `held` are the person's levels where they are known already.
    """
    held = held_levels(profile, catalogue) if held is None else held
    gaps = {gap.skill: gap for gap in all_gaps(profile, role, catalogue, held)}
    sure = {skill: certainty(gap, catalogue) for skill, gap in gaps.items()}
    needs = _needs(gaps, role, held, catalogue)

    def importance(gap: SkillGap) -> tuple[float, str]:
        part = 1.0 if gap.kind == ESSENTIAL else OPTIONAL_PART
        return -gap.gain * sure[gap.skill] * part, gap.skill

    def urgency(gap: SkillGap) -> tuple[bool, float, str]:
        return not gap.foundation, -gap.gain_per_hour * sure[gap.skill], gap.skill

    by_importance = sorted(gaps.values(), key=importance)
    named = [gap for gap in by_importance if _brought_up(gap.skill, profile)][:NAMED_FIRST]
    shown: set[str] = set()
    for gap in (*named, *by_importance):
        bundle = shown | {gap.skill} | needs[gap.skill]
        if len(bundle) <= SHOWN_GAPS:
            shown = bundle
    ordered = sorted(gaps.values(), key=lambda gap: (gap.skill not in shown, urgency(gap)))
    return prerequisites_first(ordered, needs)


def _brought_up(skill: str, profile: Profile) -> bool:
    """Whether somebody said unasked that they lack or want it."""
    statement = profile.skills.get(skill)
    return statement is not None and not statement.held and statement.origin == "said"


def prerequisites_first(gaps: Iterable[SkillGap], needs: Mapping[str, Collection[str]]) -> tuple[SkillGap, ...]:
    """The gaps in the order given, except that a gap waits for those gaps that it needs."""
    waiting = {gap.skill: gap for gap in gaps}
    ordered: list[SkillGap] = []

    def place(gap: SkillGap) -> None:
        del waiting[gap.skill]
        for needed in [skill for skill in waiting if skill in needs[gap.skill]]:
            if needed in waiting:
                place(waiting[needed])
        ordered.append(gap)

    while waiting:
        place(next(iter(waiting.values())))
    return tuple(ordered)


def _needs(
    gaps: Mapping[str, SkillGap], role: str, held: Mapping[str, ProficiencyLevel], catalogue: Catalogue
) -> dict[str, set[str]]:
    """For each gap the other gaps that its climb needs first, also by way of skills that the role does not ask for."""
    found: dict[tuple[str, ProficiencyLevel], set[str]] = {}

    def needed(skill: str, need: ProficiencyLevel) -> set[str]:
        if (skill, need) not in found:
            first = found[skill, need] = set()  # known before it is full, which ends a round
            for step in LEVELS[held.get(skill, NONE) + 1 : need + 1]:
                for other, level in needed_first(skill, step, role, catalogue):
                    if level > held.get(other, NONE):
                        first |= {other} | needed(other, level)
        return found[skill, need]

    return {skill: {n for n in needed(skill, gap.need) if n in gaps and n != skill} for skill, gap in gaps.items()}


def waiting_for(
    gaps: Iterable[SkillGap], profile: Profile, role: str, catalogue: Catalogue
) -> Mapping[str, tuple[str, ...]]:
    """For each gap the others that cannot be closed before it, in the order of the gaps."""
    listed = {gap.skill: gap for gap in gaps}
    needs = _needs(listed, role, held_levels(profile, catalogue), catalogue)
    return {skill: tuple(other for other in listed if skill in needs[other]) for skill in listed}


def needed_first(
    skill: str, level: ProficiencyLevel, role: str, catalogue: Catalogue
) -> tuple[tuple[str, ProficiencyLevel], ...]:
    """What has to be held before `skill` can climb to `level`, on the way to `role`.

    These are its prerequisites, and whatever else the role asks for and the skill implies: somebody who learns
    scikit-learn must learn machine learning, or a dozen hours would seem to bring both.
    """
    known = catalogue.once(_needed_first)
    if (role, skill, level) not in known:
        rows = [p for p in catalogue.prerequisites_of(skill, level) if p.kind == PREREQUISITE]
        direct = [(p.requires, p.requires_level) for p in rows if p.requires != skill]
        asked = {r.skill for r in catalogue.requirements_of(role)}
        implied = [item for item in catalogue.implied_by(skill, level).items() if item[0] in asked]
        known[role, skill, level] = tuple(dict.fromkeys([*direct, *implied]))
    return known[role, skill, level]


def _needed_first(
    catalogue: Catalogue,
) -> dict[tuple[str, str, ProficiencyLevel], tuple[tuple[str, ProficiencyLevel], ...]]:
    """Filled by `needed_first` as it is asked."""
    return {}
