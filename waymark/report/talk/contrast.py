"""Another job beside the two paths: what sets its postings apart, and whether somebody is nearer to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from waymark.catalogue import Catalogue
from waymark.contrast import apart
from waymark.report.messages import Message, choice
from waymark.report.talk.words import WAYS_ON, joined, name_of, nearer_line, percent, role_name, span

if TYPE_CHECKING:
    from waymark.adviser import Assessment


def other_job(job: str, role: str, stands: Assessment | None, catalogue: Catalogue) -> Message:
    """Another occupation: only the paths are compared on a person, but what the postings of some others ask for is known,
    beside those of the `role` that is spoken of, and which of them a profile is nearer to."""
    known = next((r for r in catalogue.contrasts.values() if r.label in job or job in r.label), None)
    paths = joined(role_name(r, catalogue) for r in catalogue.roles)
    lines = [_set_apart(known.id, role, catalogue)] if known else []
    nearer = nearer_line(stands.profile, catalogue) if stands else ""
    if known is None or known.label not in nearer:  # else it says that only the paths are compared
        lines.append(f"I compare only {paths}, so I can't weigh up {_article(job)} {job} against them.")
    if stands is None:
        lines.append("Tell me what you know and like, and I say which of the two is nearer to it.")
        return Message(" ".join(lines), choices=(choice("Ask me questions", "start_advice"), WAYS_ON[2]))
    if nearer:
        lines.append(nearer)
    elif known is not None:
        lines.append(f"By the skills that you told me you are no closer to {known.label} postings than to these two.")
    if stands.recommendation in catalogue.roles:
        lines.append(f"Of the two, {role_name(stands.path, catalogue)} is the likelier for you.")
    return Message("\n".join(lines), choices=WAYS_ON[:2])


def _set_apart(contrast: str, role: str, catalogue: Catalogue) -> str:
    """ "Postings for data analysts name more often than those for data scientists: Excel (46 % against 9 %) ..."; ""
    without figures."""
    more, less = apart(contrast, role, catalogue)
    if not more:
        return ""
    mine, other = more[0]
    sides = [
        joined(f"{name_of(a.skill, catalogue)} ({percent(a.share)} against {percent(b.share)})" for a, b in pairs)
        for pairs in (more, less)
    ]
    years = span(min(mine.year_from, other.year_from), max(mine.year_to, other.year_to))
    here, there = (jobs[name].plural for jobs, name in ((catalogue.contrasts, contrast), (catalogue.roles, role)))
    return (
        f"Postings for {here} name more often than those for {there}: {sides[0]}. Less often: {sides[1]} "
        f"(n = {mine.postings:,} and {other.postings:,} in all collections, {years})."
    )


def _article(noun: str) -> str:
    return "an" if noun[:1] in "aeiou" else "a"
