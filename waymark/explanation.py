"""What a skill is, why it matters, how often it is asked for, and how to come by it: the catalogue by skill."""

from __future__ import annotations

from waymark.assessment import SkillExplanation
from waymark.catalogue import Catalogue
from waymark.reasons import POOLED


def explain_skill(skill: str, catalogue: Catalogue) -> SkillExplanation:
    """Everything the catalogue has on one skill. Evidence is by role, one row a source (never pooled), the largest
    sample first. Raises KeyError on an unknown skill."""
    rows = sorted(
        (e for e in catalogue.evidence_of(skill) if e.source != POOLED), key=lambda e: (-e.postings, e.source)
    )
    weights = {w.role: w.weight for w in catalogue.weights if w.skill == skill}
    return SkillExplanation(
        skill=catalogue.skills[skill],
        evidence={role: tuple(e for e in rows if e.role == role) for role in catalogue.roles},
        weight={role: weights.get(role, 0.0) for role in catalogue.roles},
        requirements=tuple(r for r in catalogue.requirements if r.skill == skill),
        resources=tuple(sorted(catalogue.resources_for(skill), key=lambda r: (not r.free, r.level, r.hours))),
        prerequisites=tuple(p for p in catalogue.prerequisites if p.skill == skill),
        transfers=catalogue.transfers_to(skill),
    )
