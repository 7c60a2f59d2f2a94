"""From which chance on somebody is told to be nearer to a job beside the paths, and how often that is right."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from waymark.catalogue import Catalogue
from waymark.contrast import LEAST_TELLING, against_paths, chance_of
from waymark.evidence.constants import Constant
from waymark.evidence.rows import Row
from waymark.profile import Profile, SkillStatement
from waymark.skills import Polarity

STEPS = tuple(round(0.6 + 0.05 * i, 2) for i in range(8))  # chances that may become a threshold
MOST_FALSE = 0.015  # the share of the paths' own people who may be told so


@dataclass(frozen=True)
class Hits:
    """Of a contrast's own rows (`of_own`, 0..1) and of the paths' rows (`of_paths`) the share that is told so."""

    of_own: float
    of_paths: float
    own: int
    paths: int


def chances(rows: Iterable[Row], role: str, catalogue: Catalogue) -> list[tuple[str, float]]:
    """Each row's role, and its chance of the contrast `role`; 0 where too few skills tell it."""
    against = against_paths(role, catalogue)
    found = []
    for row in rows:
        held = {s: SkillStatement(s, Polarity.HAS) for s in sorted(row.skills)}
        chance, telling = chance_of(Profile(skills=held), against, role)
        found.append((row.role, chance if len(telling) >= LEAST_TELLING else 0.0))
    return found


def thresholds(people: Sequence[Row], catalogue: Catalogue) -> tuple[Constant, ...]:
    """For each contrast the lowest chance at which few enough of the paths' own people would be told so; no constant
    where there is none."""
    found = []
    for role in catalogue.contrasts:
        told = [chance for _, chance in chances((r for r in people if r.role in catalogue.roles), role, catalogue)]
        for step in STEPS:
            share = sum(chance >= step for chance in told) / max(len(told), 1)
            if share <= MOST_FALSE:
                note = (
                    f"said to be nearer from here on; {share:.2%} of {len(told)} people in the two jobs would be told"
                )
                found.append(Constant(f"contrast.{role}", step, note))
                break
    return tuple(found)


def hits(rows: Iterable[Row], role: str, catalogue: Catalogue) -> Hits:
    """How often the rule of `contrast.nearer_to` speaks up on rows whose role is known."""
    limit = catalogue.calibration[f"contrast.{role}"]
    told = [(actual == role, chance >= limit) for actual, chance in chances(rows, role, catalogue)]
    own, paths = [t for mine, t in told if mine], [t for mine, t in told if not mine]
    return Hits(sum(own) / max(len(own), 1), sum(paths) / max(len(paths), 1), len(own), len(paths))
