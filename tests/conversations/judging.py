"""What a finished conversation is judged by: the stored profile and the latest assessment."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

SHOWN = 8  # gaps of a path that count
LABELS = {"DS": {"ds"}, "MLE": {"mle"}, "both": {"both"}, "neither_yet": {"not_yet", "unknown"}}

Document = Mapping[str, Any]  # {"profile": {...}, "assessment": {...} | None} of `waymark profile show --json`


def recommendation(document: Document) -> str:
    """The latest assessment's verdict; "unknown" where none was made."""
    return str((document["assessment"] or {}).get("recommendation", "unknown"))


def gap_ids(document: Document, roles: Iterable[str]) -> set[str]:
    """The first gaps of these roles."""
    gaps = (document["assessment"] or {}).get("gaps", {})
    return {gap["id"] for role in roles for gap in gaps.get(role, [])[:SHOWN]}


def roles_judged(document: Document) -> tuple[str, ...]:
    """The recommended path; for both, not_yet and unknown either path."""
    verdict = recommendation(document)
    return (verdict,) if verdict in {"ds", "mle"} else ("ds", "mle")


def held(document: Document) -> dict[str, Mapping[str, Any]]:
    """The stored statements by skill id."""
    return {s["id"]: s for s in document["profile"]["skills"]}


def problems_of_script(expect: Mapping[str, Any], document: Document) -> list[str]:
    """Each expectation (scripts/README.md) that does not hold, in words."""
    stored = held(document)
    named = gap_ids(document, roles_judged(document))
    verdict = recommendation(document)
    found = [*_profile_problems(expect, stored), *_interest_problems(expect, document)]
    if "recommendation" in expect and verdict not in _listed(expect["recommendation"]):
        found.append(f"recommendation {verdict}, not {expect['recommendation']}")
    hours = document["profile"].get("hours_per_week")
    if "hours" in expect and hours != expect["hours"]:
        found.append(f"{hours} hours a week, not {expect['hours']}")
    found += [f"gap {s} is missing" for s in expect.get("must_gaps", ()) if s not in named]
    found += [f"gap {s} is wrong" for s in expect.get("must_not_gaps", ()) if s in named]
    found += [f"none of the gaps {inner}" for inner in expect.get("any_gap_of", ()) if not named & set(inner)]
    if expect.get("profile_empty") and (stored or document["profile"]["interests"] or document["assessment"]):
        found.append(f"still stored: {sorted(stored)} {document['profile']['interests']}")
    return found


def _profile_problems(expect: Mapping[str, Any], stored: Mapping[str, Mapping[str, Any]]) -> list[str]:
    found = []
    for skill, wanted in (expect.get("profile") or {}).items():
        if not any(_fits(stored.get(skill), one) for one in _listed(wanted)):
            found.append(f"{skill}: {_short(stored.get(skill))}, not {wanted}")
    for skill, years in (expect.get("years") or {}).items():
        if (stored.get(skill) or {}).get("years") != years:
            found.append(f"{skill}: {(stored.get(skill) or {}).get('years')} years, not {years}")
    found += [f"{skill} is stored: {_short(stored[skill])}" for skill in expect.get("absent", ()) if skill in stored]
    for skill in (*expect.get("removed", ()), *expect.get("not_held", ())):
        if (stored.get(skill) or {}).get("polarity") == "has":
            found.append(f"{skill} is still held")
    return found


def _interest_problems(expect: Mapping[str, Any], document: Document) -> list[str]:
    stored = {i["id"]: i.get("polarity", i.get("attitude")) for i in document["profile"]["interests"]}
    wanted = expect.get("interests") or {}
    return [f"{a}: {stored.get(a)}, not {w}" for a, w in wanted.items() if stored.get(a) not in _listed(w)]


def _listed(value: Any) -> Sequence[Any]:
    return value if isinstance(value, list) else [value]


def _fits(statement: Mapping[str, Any] | None, wanted: str) -> bool:
    polarity, _, level = wanted.partition("/")
    if statement is None or statement["polarity"] != polarity:
        return False
    return not level or statement.get("level") == level


def _short(statement: Mapping[str, Any] | None) -> str:
    return "nothing" if statement is None else f"{statement['polarity']}/{statement.get('level')}"
