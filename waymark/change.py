"""What would turn the recommendation: the fewest further statements, searched in full up to three.

A change is something that a person can set out to do: learn a skill (or learn it better), or come to like an activity
that they have not spoken of. Nobody chooses to lack a skill or to dislike a task, so those are no changes, though
they would move the figures; and nothing that was said is taken back. One change is tried exhaustively. For two and
three the search uses that statements of one group of skills count by their strength only: a set that turns the answer
toward a role exists only if the strongest statements of each group do, so it is enough to try the strongest of every
group in every division over the groups. Foundations, which turn "not yet", are tried in all their combinations.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain, combinations, product

from waymark.assessment import recommendation_of
from waymark.catalogue import Catalogue
from waymark.fit import NOT_YET, UNKNOWN
from waymark.fit_model import INTERESTS
from waymark.gaps import NONE, SOFT_GROUPS, all_foundations, assess_readiness, climb_hours, held_levels
from waymark.odds import logit
from waymark.profile import InterestStatement, Profile, SkillStatement
from waymark.skills import Attitude, Polarity, ProficiencyLevel

MOST_CHANGES = 3
MOST_READY = 8  # skills tried for the readiness that they add, besides the foundations
LEAST_ASKED = 0.05  # the share of some role's postings from which on a skill is one to learn


@dataclass(frozen=True)
class Change:
    """One further statement. `kind` is skill or interest; `statement` is has or like; `level` is the one to learn to;
    `leads_to` is the recommendation after the whole set of changes."""

    subject: str
    kind: str
    statement: str
    level: ProficiencyLevel | None = None
    hours: float = 0.0
    leads_to: str = ""

    def describe(self, catalogue: Catalogue) -> str:
        """The change in a few words: "Docker at intermediate level", "a liking for data analysis"."""
        if self.kind == "interest" or self.level is None:
            return f"a liking for {catalogue.activities[self.subject].label}"
        return f"{catalogue.skills[self.subject].preferred_label} at {self.level.label} level"

    def apply(self, profile: Profile) -> Profile:
        """The profile with this statement."""
        if self.kind == "interest":
            said = InterestStatement(self.subject, Attitude(self.statement))
            return replace(profile, interests={**profile.interests, self.subject: said})
        statement = SkillStatement(self.subject, Polarity(self.statement), self.level)
        return replace(profile, skills={**profile.skills, self.subject: statement})


Flip = tuple[tuple[Change, ...], str]  # a set of changes and the recommendation that it leads to
Pool = dict[str, list[Change]]  # the changes of each group, strongest first


def after(profile: Profile, changes: Iterable[Change]) -> Profile:
    """The profile with all these statements."""
    for change in changes:
        profile = change.apply(profile)
    return profile


def smallest_change(profile: Profile, catalogue: Catalogue) -> tuple[Change, ...] | None:
    """The fewest changes that turn the recommendation into another one (never into "unknown"); None where three
    do not. Of sets of the same size the one that is learned soonest is taken, and learning before liking."""
    now = recommendation_of(profile, catalogue)[0]
    single = candidates(profile, catalogue)
    rated = [(change, *recommendation_of(change.apply(profile), catalogue)) for change in single]
    asked = _ground(profile, catalogue) if now == NOT_YET else frozenset(r.skill for r in catalogue.requirements)
    flips: list[Flip] = []
    flips += [((change,), said) for change, said, _ in rated if said not in (now, UNKNOWN)]
    if not flips:
        logits = [(c, {r: logit(i.value, 1e-12) for r, i in fit.probability.items()}) for c, _, fit in rated]
        pools = [_foundation_changes(profile, single, now, catalogue), *_strongest(logits, catalogue)]
        for size in range(2, MOST_CHANGES + 1):
            if flips := _flips(profile, pools, size, now, catalogue):
                # That many are needed. Of as many, those that a person would sooner learn may do as well.
                usual = [(c, logit) for c, logit in logits if _is_usual(c, asked)]
                flips += _flips(profile, _strongest(usual, catalogue), size, now, catalogue)
                break
    if not flips:
        return None
    changes, said = min(flips, key=lambda flip: _effort(flip[0], asked))
    changes = _lowered(changes, said, profile, catalogue)
    return tuple(replace(change, leads_to=said) for change in changes)


def _flips(profile: Profile, pools: Iterable[Pool], size: int, now: str, catalogue: Catalogue) -> list[Flip]:
    """The sets of `size` changes from these pools that turn the recommendation, with what it turns into."""
    sets = dict.fromkeys(chain.from_iterable(_sets(pool, size) for pool in pools))
    said_after = ((s, recommendation_of(after(profile, s), catalogue)[0]) for s in sets)
    return [(s, said) for s, said in said_after if said not in (now, UNKNOWN)]


def candidates(profile: Profile, catalogue: Catalogue) -> tuple[Change, ...]:
    """Every single change that could matter and that a person might make: to the skills of `learnable`, and to
    activities that lean."""
    held = held_levels(profile, catalogue)
    found: list[Change] = []
    for skill in catalogue.once(learnable):
        said, have = profile.skills.get(skill), held.get(skill, NONE)
        for level in (ProficiencyLevel.INTERMEDIATE, ProficiencyLevel.ADVANCED):
            if level > have or (said is None and level == have):
                hours = _hours_to(skill, level, held, catalogue)
                found.append(Change(skill, "skill", Polarity.HAS.value, level, hours))
    for activity in sorted(catalogue.activities):
        if activity not in profile.interests and any(catalogue.activities[activity].lean.values()):
            found.append(Change(activity, "interest", Attitude.LIKE.value))
    return tuple(found)


def learnable(catalogue: Catalogue) -> tuple[str, ...]:
    """The skills that a change may be about: those with a weight or a requirement, by id.

    What fewer than `LEAST_ASKED` of the postings of every role name is left out: MXNet would tell much, but nobody
    does well to learn it. A skill whose share is not known stays in.
    """
    required = {r.skill for r in catalogue.requirements}
    own = (w for w in catalogue.weights if w.role in catalogue.roles)
    weighed = {w.skill for w in own if max(catalogue.shares.get(w.skill, (1.0,))) >= LEAST_ASKED}
    return tuple(sorted((required | weighed) & set(catalogue.skills)))


def _hours_to(skill: str, level: ProficiencyLevel, held: Mapping[str, ProficiencyLevel], catalogue: Catalogue) -> float:
    """Hours of study to hold `skill` at `level`, with all that it stands on."""
    wanted = {**catalogue.implied_by(skill, level), skill: level}
    return sum(climb_hours(s, held.get(s, NONE), lv, held, catalogue) for s, lv in wanted.items())


def _strongest(rated: Sequence[tuple[Change, dict[str, float]]], catalogue: Catalogue) -> list[Pool]:
    """For every role two pools: the statements of each group that speak most for it, and those against it."""
    pools: list[Pool] = []
    for role in catalogue.roles:
        for side in (-1.0, 1.0):
            pool: Pool = {}
            for change, _ in sorted(rated, key=lambda item: (side * item[1][role], item[0].hours, item[0].subject)):
                group = INTERESTS if change.kind == "interest" else catalogue.skills[change.subject].group
                best = pool.setdefault(group, [])
                if len(best) < MOST_CHANGES and all(b.subject != change.subject for b in best):
                    best.append(change)
            pools.append(pool)
    return pools


def _foundation_changes(profile: Profile, single: Iterable[Change], now: str, catalogue: Catalogue) -> Pool:
    """What leads out of "not yet", each in a group of its own: the foundations, and the skills that add most readiness.
    Nothing that is learned leads into it."""
    if now != NOT_YET:
        return {}
    foundations = all_foundations(catalogue)
    learned = {c.subject: c for c in single if c.kind == "skill"}  # the highest level of each
    gains = {
        s: max(assess_readiness(c.apply(profile), role, catalogue).share for role in catalogue.roles)
        for s, c in learned.items()
    }
    most = sorted(gains, key=lambda s: (-gains[s], s))[:MOST_READY]
    return {s: [learned[s]] for s in learned if s in foundations or s in most}


def _ground(profile: Profile, catalogue: Catalogue) -> frozenset[str]:
    """The foundations that were spoken of, which is what the person knows to be missing, else all but soft skills: to
    know what a business wants is asked of many and leads nobody who has not programmed yet into the trade."""
    ground = frozenset(s for s in all_foundations(catalogue) if catalogue.skills[s].group not in SOFT_GROUPS)
    return ground & profile.skills.keys() or ground


def _lowered(changes: tuple[Change, ...], said: str, profile: Profile, catalogue: Catalogue) -> tuple[Change, ...]:
    """The changes with lower levels, where those lead to the same answer."""
    held = held_levels(profile, catalogue)
    for i, change in enumerate(changes):
        have, lower = held.get(change.subject, NONE), ProficiencyLevel.INTERMEDIATE
        if change.level == ProficiencyLevel.ADVANCED and have < lower:
            hours = _hours_to(change.subject, lower, held, catalogue)
            less = (*changes[:i], replace(change, level=lower, hours=hours), *changes[i + 1 :])
            if recommendation_of(after(profile, less), catalogue)[0] == said:
                changes = less
    return changes


def _sets(pool: Pool, size: int) -> Iterator[tuple[Change, ...]]:
    """The strongest `size` changes in every division over the groups."""
    groups = sorted(pool)
    for named in chain.from_iterable(combinations(groups, n) for n in range(1, size + 1)):
        for counts in product(range(1, size + 1), repeat=len(named)):
            if sum(counts) == size and all(len(pool[g]) >= n for g, n in zip(named, counts, strict=True)):
                chosen = chain.from_iterable(pool[g][:n] for g, n in zip(named, counts, strict=True))
                yield tuple(sorted(chosen, key=lambda c: (c.kind, c.subject)))


def _is_usual(change: Change, asked: frozenset[str]) -> bool:
    """True for what people set out to learn, because a role asks for it, and for what they may come to like."""
    return change.kind == "interest" or change.subject in asked


def _effort(changes: tuple[Change, ...], asked: frozenset[str]) -> tuple[int, float, tuple[str, ...]]:
    """Sort key, the most useful to hear first: learning what a role asks for (`asked`), then liking something, and
    last learning what few ask for; then the fewest hours."""
    rank = 0
    for change in changes:
        rank += 1 if change.kind == "interest" else 0 if change.subject in asked else 3
    return rank, sum(c.hours for c in changes), tuple(c.subject for c in changes)
