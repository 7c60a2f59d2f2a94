"""What the tests of the command line copy instead of making it anew."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.storage.migrated import migrated
from tests.unit.small_catalogue import small_catalogue
from waymark.storage.catalogue_database import load_catalogue
from waymark.storage.database import open_database

__all__ = ["migrated"]


@pytest.fixture(scope="session")
def loaded(migrated: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An SQLite file with the small catalogue in it."""
    path = Path(shutil.copy(migrated, tmp_path_factory.mktemp("loaded")))
    database = open_database(f"sqlite:///{path}")
    load_catalogue(database, small_catalogue())
    database.scrub()  # so that everything is in the one file
    database.close()
    return path
