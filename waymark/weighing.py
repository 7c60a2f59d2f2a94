"""Two skills held against each other for a role, and what one skill counts for: the figures behind such questions.

Pure functions of a profile and the catalogue. Shares are those of all postings of a role together, so that two skills
are compared on the same postings.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from waymark.catalogue import Catalogue, Evidence, Transfer
from waymark.fit import Contribution, assess_fit
from waymark.gaps import NONE, held_levels, readiness_share
from waymark.profile import Profile
from waymark.reasons import figure_text, figures_of, reasons_of
from waymark.skills import ProficiencyLevel

CLOSE = 0.8  # of the larger share: figures nearer to each other than this decide nothing
HARDLY_ASKED = 0.02  # the share of postings below which it is all the same


@dataclass(frozen=True)
class Pick:
    """The skill to choose for `role`: `figures` are those of all that have any, most asked first; `close` says that
    they decide nothing. `have` is the level held of it, `helped` what is held that saves hours for it."""

    role: str
    skill: str
    figures: tuple[Evidence, ...]
    close: bool
    have: ProficiencyLevel
    helped: Transfer | None
    known: tuple[str, ...]  # of the skills, those that are held at working level


@dataclass(frozen=True)
class Worth:
    """What a skill counts for: where it leads (None where it tells nothing), its `figure` in words, and what it `adds`
    to each role's readiness (0..1). `via` is the skill that it is taken from, where it was not said itself."""

    skill: str
    have: ProficiencyLevel
    contribution: Contribution | None
    figure: str
    adds: Mapping[str, float]
    via: str | None


def pick_between(skills: Sequence[str], role: str, profile: Profile, catalogue: Catalogue) -> Pick | None:
    """The most asked of the skills; where the figures are close the one that is held. None where there is no figure."""
    rows = [e for s in skills if (e := catalogue.pooled(s, role)) is not None]
    if not rows:
        return None
    rows.sort(key=lambda e: (-e.share, e.skill))
    held = held_levels(profile, catalogue)
    most = rows[0].share
    near = [e for e in rows if e.share >= CLOSE * most] if most >= HARDLY_ASKED else rows
    best = max(near, key=lambda e: (held.get(e.skill, NONE), e.share)).skill
    helps = [t for t in catalogue.transfers_to(best) if held.get(t.known, NONE)]
    # A skill named in the question is the one to speak of, however much another would save.
    helped = max(helps, key=lambda t: (t.known in skills, t.saves), default=None)
    known = tuple(s for s in skills if held.get(s, NONE) >= ProficiencyLevel.INTERMEDIATE)
    return Pick(role, best, tuple(rows), len(near) > 1, held.get(best, NONE), helped, known)


def worth_of(skill: str, profile: Profile, catalogue: Catalogue) -> Worth:
    """What the skill counts for in this profile, said or implied."""
    held, said = held_levels(profile, catalogue), skill in profile.skills
    without = held_levels(profile.drop((skill,)), catalogue) if said else {s: v for s, v in held.items() if s != skill}
    adds = {
        role: readiness_share(held, role, catalogue) - readiness_share(without, role, catalogue)
        for role in catalogue.roles
    }
    found = next(
        (c for c in assess_fit(profile, catalogue).contributions if c.subject == skill and c.kind == "skill"), None
    )
    figure = (
        reasons_of((found,), catalogue)[0].figure if found else figure_text(figures_of(skill, catalogue), catalogue)
    )
    return Worth(
        skill, held.get(skill, NONE), found, figure, adds, None if said else _implying(skill, profile, catalogue)
    )


def _implying(skill: str, profile: Profile, catalogue: Catalogue) -> str | None:
    """The skill that was said to be held and implies this one most."""
    found = [
        (level, s.skill)
        for s in profile.skills.values()
        if s.held and (level := catalogue.implied_by(s.skill, s.held).get(skill))
    ]
    return max(found)[1] if found else None


def most_asked_of_held(role: str, profile: Profile, catalogue: Catalogue) -> Evidence | None:
    """The skill, of those that the person named, that the role's postings name most; a mere beginning comes last."""
    rows = [
        (s.held >= ProficiencyLevel.INTERMEDIATE, e.share, e)
        for s in profile.skills.values()
        if s.held and (e := catalogue.pooled(s.skill, role)) is not None
    ]
    return max(rows, key=lambda row: row[:2])[2] if rows else None
