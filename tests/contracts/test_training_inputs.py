"""A model is trained anew when, and only when, something that it is made of has changed."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

from extensions.training import ROOT, input_files

INPUTS = {path for path in input_files() if path.suffix == ".py"}
CATALOGUE = ROOT / "waymark" / "storage" / "catalogue_files.py"  # by way of `waymark.app`, which wires far more
NOT_FOLLOWED = ("waymark.app", "waymark.logs")


def made_of(start: set[Path]) -> set[Path]:
    """These files and whatever of `waymark` they import, directly or not."""
    found: set[Path] = set()
    left = list(start)
    while left:
        path = left.pop()
        if path not in found:
            found.add(path)
            left += imported(path)
    return found


def imported(path: Path) -> Iterator[Path]:
    """The files of `waymark` that one imports when it runs."""
    tree = ast.parse(path.read_text("utf-8"))
    for_types = {
        id(inner)
        for node in ast.walk(tree)
        if isinstance(node, ast.If) and isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING"
        for inner in ast.walk(node)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module and id(node) not in for_types:
            for name in (node.module, *(f"{node.module}.{alias.name}" for alias in node.names)):
                file = ROOT.joinpath(*name.split(".")).with_suffix(".py")
                if name.startswith("waymark.") and name not in NOT_FOLLOWED and file.is_file():
                    yield file


def test_what_a_model_is_made_of_is_what_trains_it_anew() -> None:
    of_waymark = {path for path in made_of(INPUTS | {CATALOGUE}) if path.is_relative_to(ROOT / "waymark")}
    ours = {path for path in INPUTS if path.is_relative_to(ROOT / "waymark")}
    assert {str(p.relative_to(ROOT)) for p in of_waymark ^ ours} == set()


def test_nothing_trains_anew_that_a_model_is_not_made_of() -> None:
    readers = ROOT / "waymark" / "reading"
    of_others = made_of(
        {p for p in INPUTS if p.parent == readers or not p.is_relative_to(ROOT / "waymark")} | {CATALOGUE}
    )
    assert {str(p.relative_to(ROOT)) for p in INPUTS - of_others} == set()
