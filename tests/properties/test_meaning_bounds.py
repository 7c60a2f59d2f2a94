"""Whatever is sent, and however long it is: what it means is read in a time that grows with its length, not faster."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
import time
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

import waymark.meaning
from waymark.profile import Profile
from waymark.skills import Mention
from waymark.storage.catalogue_files import read_catalogue

LENGTH = 20_000
PIECES = (
    " ", "a", "?", ". ", "i ", "12 hours ", "never not no ", "why did you write ", "I know it, ", "delete my ",
    "drop the coding thing ", "I was there until March, ", "i don't hate my dislike of maths, 83 in 100? and ",
)  # fmt: skip


def readings() -> Iterator[Callable[..., Any]]:
    """Every public function of the package that reads a text and whose other arguments can be given here."""
    for found in pkgutil.iter_modules(waymark.meaning.__path__):
        module = importlib.import_module(f"waymark.meaning.{found.name}")
        for name, function in inspect.getmembers(module, inspect.isfunction):
            wanted = _wanted(function)
            if function.__module__ == module.__name__ and not name.startswith("_") and "text" in wanted:
                yield function


def _wanted(function: Callable[..., Any]) -> dict[str, str]:
    parameters = inspect.signature(function).parameters.values()
    return {p.name: str(p.annotation) for p in parameters if p.default is inspect.Parameter.empty}


READINGS = list(readings())
CATALOGUE = read_catalogue(Path(__file__).resolve().parents[2] / "catalogue")  # the real one: it has all the names

SAID = Mention("python", 0, 4, years=3.0, evidence="Python")
GIVEN: dict[str, Any] = {
    "Catalogue": CATALOGUE, "Profile": Profile(), "bool": False, "int": 3, "str": "word", "date": date(2026, 11, 27),
    "Mention": SAID, "Iterable[Mention]": (SAID,), "Iterable[Interest]": (), "Question": CATALOGUE.questions[0],
    "Iterable[str]": ("about 99 weeks",), "Collection[str]": ("about", "weeks"), "Sequence[tuple[int, int]]": ((0, 4),),
    "Iterable[tuple[int, int]]": ((0, 4),), "Iterable[int]": (0,),
}  # fmt: skip


def test_there_is_something_to_read_with() -> None:
    assert len(READINGS) > 60


@pytest.mark.parametrize("function", READINGS, ids=lambda f: f"{f.__module__.rsplit('.', 1)[-1]}.{f.__name__}")
def test_a_long_text_is_read_in_no_time(function: Callable[..., Any]) -> None:
    more = {name: GIVEN[kind] for name, kind in _wanted(function).items() if name != "text"}
    spent = []
    for piece in PIECES:
        text = (piece * LENGTH)[:LENGTH]
        start = time.process_time()
        function(text=text, **more)
        spent.append(time.process_time() - start)
    assert max(spent) < 0.3, PIECES[spent.index(max(spent))]  # looking back at every letter takes one to three
