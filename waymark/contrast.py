"""Jobs beside the paths (data analyst, data engineer): nobody is recommended them, but who is nearer to one is told so.

A contrast is rows of the catalogue: a role of the kind "contrast" and its weights, the log-odds of its postings
against those of the paths. Only what somebody holds counts: lacking most things makes nobody a data analyst.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from waymark.catalogue import Catalogue, Evidence, Weight
from waymark.fit import Contribution, assess_fit
from waymark.profile import Profile

PATHS = "paths"  # what a contrast is compared with: all paths together
LEAST_TELLING = 3  # held skills that speak for the contrast
NEVER = 1.01  # the threshold of a contrast for which none was found
SHOWN = 2  # figures quoted
SET_APART = 3  # skills quoted on each side of what sets two jobs apart
Pairs = tuple[tuple[Evidence, Evidence], ...]  # figures of one skill in two jobs


@dataclass(frozen=True)
class Nearer:
    """The contrast that a profile is nearer to than to any path: its `chance` 0..1 against them, and of the held skills
    that tell it the pooled figures of those most asked for (share, postings and years of the contrast's postings)."""

    role: str
    chance: float
    figures: tuple[Evidence, ...]


def nearer_to(profile: Profile, catalogue: Catalogue) -> Nearer | None:
    """The contrast to speak of; None for most people, whose skills are nearer to a path or tell too little."""
    found = []
    for role, against in catalogue.once(_catalogues).items():
        chance, telling = chance_of(profile, against, role)
        if chance >= catalogue.calibration.get(f"contrast.{role}", NEVER) and len(telling) >= LEAST_TELLING:
            found.append((chance, role, telling))
    if not found:
        return None
    chance, role, telling = max(found, key=lambda item: (item[0], item[1]))
    figures = [e for c in telling if (e := catalogue.pooled(c.subject, role)) is not None]
    return Nearer(role, chance, tuple(sorted(figures, key=lambda e: (-e.share, e.skill))[:SHOWN]))


def apart(contrast: str, role: str, catalogue: Catalogue) -> tuple[Pairs, Pairs]:
    """What sets a contrast's postings apart from a path's: the skills that they name more often, and those that they
    name less often, by the difference of the pooled shares; each with the contrast's figure first."""
    rows = ((catalogue.pooled(skill, contrast), catalogue.pooled(skill, role)) for skill in catalogue.skills)
    pairs = sorted(((a, b) for a, b in rows if a and b), key=lambda pair: pair[1].share - pair[0].share)
    return tuple(pairs[:SET_APART]), tuple(pairs[: -SET_APART - 1 : -1])


def chance_of(profile: Profile, against: Catalogue, role: str) -> tuple[float, tuple[Contribution, ...]]:
    """The chance 0..1 of the contrast in its catalogue, and the held skills that speak for it, strongest first."""
    held = replace(profile, skills={k: s for k, s in profile.skills.items() if s.held}, interests={})
    fit = assess_fit(held, against)
    return fit.probability[role].value, tuple(c for c in fit.contributions if c.toward == role)


def against_paths(role: str, catalogue: Catalogue) -> Catalogue:
    """The catalogue with two roles: the contrast, and all paths together."""
    weights: list[Weight] = []
    for w in catalogue.weights:
        if w.role == role:
            weights += [w, replace(w, role=PATHS, log_odds=-w.log_odds, weight=-w.weight)]
    paths = replace(catalogue.contrasts[role], id=PATHS)
    return replace(
        catalogue,
        roles={role: catalogue.contrasts[role], PATHS: paths},
        weights=tuple(weights),
        requirements=(),
        contrasts={},
    )


def _catalogues(catalogue: Catalogue) -> Mapping[str, Catalogue]:
    return {role: against_paths(role, catalogue) for role in catalogue.contrasts}
