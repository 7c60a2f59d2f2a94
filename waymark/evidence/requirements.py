"""What a role requires, derived from its postings by one written rule (docs/adr/0003-requirements-from-evidence.md).

Share: the mean over sources (of at least 20 postings of the role) of the share that names the skill, a part of it
(naming AWS asks for cloud computing) or a broad word that stands for it ("databases" asks for SQL).
Lift: this share over the mean share of the other roles. Broad words, degrees and domains are no requirements.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from waymark.catalogue import CREDENTIALS, ESSENTIAL, OPTIONAL, Prerequisite, Requirement, Transfer
from waymark.evidence.rows import Row
from waymark.skills import ProficiencyLevel, Skill

LEAST_POSTINGS = 20
# A broad word is no skill that one can learn; where it stands for one, it counts for that one.
BROAD: Mapping[str, str | None] = {
    "artificial-intelligence": "machine-learning",
    "predictive-modelling": "machine-learning",
    "data-mining": "machine-learning",
    "data-analysis": "exploratory-analysis",
    "databases": "sql",
    "containers": "docker",
    "big-data": None,
    "collaboration": None,
    "leadership": None,
    "problem-solving": None,
    "research": None,
    "agile": None,
    "office": None,
    "data-engineering": None,
}
NOT_LEARNED_GROUPS = (CREDENTIALS, "Domain knowledge")
ESSENTIAL_SHARE = 0.33  # a third of the postings
OPTIONAL_SHARE = 0.125  # one posting in eight
TELLING_SHARE, TELLING_LIFT = 0.08, 4.0  # rarer, yet asked for at least four times as often as in the other roles
FOREIGN_LIFT = 0.4  # below it an optional skill is the other roles' business
SOUGHT_SHARE = 0.20  # from here on an optional skill is asked for at working level
ALTERNATIVE_SAVES, ALTERNATIVE_TOGETHER = 0.3, 0.75


@dataclass(frozen=True)
class _Asked:
    """For one role: the share of postings that ask for each skill, averaged over sources, and the postings' skills."""

    share: Mapping[str, float]
    postings: Sequence[frozenset[str]]
    sources: int


def derive_requirements(
    rows: Iterable[Row],
    roles: Sequence[str],
    skills: Mapping[str, Skill],
    prerequisites: Iterable[Prerequisite] = (),
    transfers: Iterable[Transfer] = (),
) -> tuple[Requirement, ...]:
    """The requirements of each role, most asked first."""
    wholes = _wholes(prerequisites)
    asked = {role: _asked([r for r in rows if r.role == role], wholes) for role in roles}
    alternatives = _alternatives(skills, wholes, transfers)
    found: list[Requirement] = []
    for role in roles:
        others = [asked[other].share for other in roles if other != role]
        for skill, share in sorted(asked[role].share.items(), key=lambda item: (-item[1], item[0])):
            if skill in BROAD or skill not in skills or skills[skill].group in NOT_LEARNED_GROUPS:
                continue
            if _is_alternative(skill, asked[role], alternatives):
                continue
            elsewhere = sum(o.get(skill, 0.0) for o in others) / max(len(others), 1)
            if requirement := _require(role, skill, share, elsewhere, asked[role].sources):
                found.append(requirement)
    return tuple(found)


def _wholes(prerequisites: Iterable[Prerequisite]) -> dict[str, set[str]]:
    """For each skill what naming it asks for besides: the wholes it is part of, what a broad word stands for."""
    direct: dict[str, set[str]] = {word: {skill} for word, skill in BROAD.items() if skill}
    for p in prerequisites:
        if p.kind == "part_of" and p.level == ProficiencyLevel.BEGINNER:
            direct.setdefault(p.skill, set()).add(p.requires)
    found: dict[str, set[str]] = {}
    for skill in direct:
        reached, open_ = set[str](), [skill]
        while open_:
            for whole in direct.get(open_.pop(), set()) - reached:
                reached.add(whole)
                open_.append(whole)
        found[skill] = reached
    return found


def _alternatives(
    skills: Mapping[str, Skill], wholes: Mapping[str, set[str]], transfers: Iterable[Transfer]
) -> dict[str, set[str]]:
    """Skills of one group that shorten each other's learning, neither a part of the other (PyTorch and TensorFlow)."""
    saves = {(t.known, t.target) for t in transfers if t.saves >= ALTERNATIVE_SAVES}
    found: dict[str, set[str]] = {}
    for a, b in saves:
        alike = (b, a) in saves and a in skills and b in skills and skills[a].group == skills[b].group
        if alike and a not in wholes.get(b, ()) and b not in wholes.get(a, ()):
            found.setdefault(a, set()).add(b)
    return found


def _asked(rows: Sequence[Row], wholes: Mapping[str, set[str]]) -> _Asked:
    postings = [r.skills.union(*(wholes.get(s, set()) for s in r.skills)) for r in rows]
    by_source: dict[str, list[frozenset[str]]] = {}
    for row, names in zip(rows, postings):
        by_source.setdefault(row.source, []).append(names)
    large = [group for group in by_source.values() if len(group) >= LEAST_POSTINGS] or list(by_source.values())
    named = sorted({s for names in postings for s in names})
    share = {s: sum(sum(s in names for names in group) / len(group) for group in large) / len(large) for s in named}
    return _Asked(share, postings, len(large))


def _is_alternative(skill: str, asked: _Asked, alternatives: Mapping[str, set[str]]) -> bool:
    """True when nearly all postings that name it name a more asked alternative as well: "Python or R"."""
    naming = [names for names in asked.postings if skill in names]
    return any(
        asked.share.get(other, 0.0) > asked.share[skill]
        and sum(other in names for names in naming) >= ALTERNATIVE_TOGETHER * len(naming)
        for other in alternatives.get(skill, ())
    )


def _require(role: str, skill: str, share: float, elsewhere: float, sources: int) -> Requirement | None:
    """The requirement, or None where too few postings ask for it."""
    lift = share / max(elsewhere, 0.005)
    if share >= ESSENTIAL_SHARE:
        kind, why = ESSENTIAL, f"a share of {ESSENTIAL_SHARE:.0%} or more"
    elif share >= OPTIONAL_SHARE and lift >= FOREIGN_LIFT:
        kind, why = OPTIONAL, f"a share of {OPTIONAL_SHARE:.1%} or more"
    elif share >= TELLING_SHARE and lift >= TELLING_LIFT:
        kind, why = OPTIONAL, f"{lift:.0f} times the share elsewhere"
    else:
        return None
    level = ProficiencyLevel.INTERMEDIATE if share >= SOUGHT_SHARE else ProficiencyLevel.BEGINNER
    rule = f"{kind}: {why}; asked for in {share:.0%} (mean of {sources} sources, parts and broad words included)"
    return Requirement(role, skill, level, kind, round(share, 4), rule)
