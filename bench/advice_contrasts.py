"""How often "closer to data engineer postings than to either" is said where it is true, and where it is not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from waymark.catalogue import Catalogue
from waymark.evidence.contrasts import hits
from waymark.evidence.postings import LEAST_POSTINGS, weigh_contrasts
from waymark.evidence.rows import Row


def bench_contrasts(postings: Sequence[Row], people: Sequence[Row], shipped: Catalogue) -> None:
    """Postings of a source whose postings are in no weight, and people of 2021; thresholds are those of 2020."""
    print("\n== Jobs beside the paths: share who are told that they are nearer to one ==")
    print(f"{'job':5s}{'rows':28s}{'its own':>16s}{'DS and MLE':>18s}")
    roles = tuple(shipped.roles)
    for role in shipped.contrasts:
        own = [r for r in postings if r.role in (*roles, role)]
        for source in sorted({r.source for r in own}):
            test = [r for r in own if r.source == source]
            if (
                sum(r.role == role for r in test) >= LEAST_POSTINGS
                and sum(r.role != role for r in test) >= LEAST_POSTINGS
            ):
                rest = [r for r in own if r.source != source]
                _print(role, f"postings of {source}", test, with_weights(rest, role, shipped))
        _print(role, "people of 2021", [r for r in people if r.role in (*roles, role) and r.year == 2021], shipped)


def with_weights(rows: Sequence[Row], role: str, shipped: Catalogue) -> Catalogue:
    """The shipped catalogue with the contrast's weights from these postings only."""
    others = tuple(w for w in shipped.weights if w.role != role)
    return replace(shipped, weights=(*others, *weigh_contrasts(rows, tuple(shipped.roles), (role,))))


def _print(role: str, what: str, rows: Sequence[Row], catalogue: Catalogue) -> None:
    found = hits(rows, role, catalogue)
    print(f"{role:5s}{what:28s}{found.of_own:7.1%} of {found.own:5d}{found.of_paths:9.1%} of {found.paths:5d}")
