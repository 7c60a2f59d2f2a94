"""One reader for all reading tests, made from the catalogue that ships."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from waymark.catalogue import Catalogue
from waymark.reading import Reader
from waymark.skills import Interest, Mention, Reading
from waymark.storage.catalogue_files import read_catalogue

TODAY = date(2026, 11, 25)


@pytest.fixture(scope="session")
def shipped() -> Catalogue:
    return read_catalogue(Path(__file__).resolve().parents[2] / "catalogue")


@pytest.fixture(scope="session")
def reader(shipped: Catalogue) -> Reader:
    return Reader(shipped)


@pytest.fixture(scope="session")
def read(reader: Reader) -> Callable[[str], Reading]:
    return lambda text: reader.read(text, TODAY)


@pytest.fixture(scope="session")
def own(reader: Reader) -> Callable[[str], dict[str, Mention]]:
    """The person's own mentions by skill."""
    return lambda text: {m.skill: m for m in reader.read(text, TODAY).own}


@pytest.fixture(scope="session")
def polarities(own: Callable[[str], dict[str, Mention]]) -> Callable[[str], dict[str, str]]:
    return lambda text: {skill: m.polarity.value for skill, m in own(text).items()}


@pytest.fixture(scope="session")
def likes(reader: Reader) -> Callable[[str], dict[str, str]]:
    def attitudes(text: str) -> dict[str, str]:
        found: tuple[Interest, ...] = reader.read(text, TODAY).interests
        return {i.activity: i.attitude.value for i in found}

    return attitudes
