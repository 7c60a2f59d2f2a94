"""The catalogue into the database and back, as the same value.

Each collection of a `Catalogue` is one table whose columns are the fields of its dataclass, so a row is
`Alias(**row)`; `position` keeps the order of the files.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, fields
from datetime import datetime, timezone
from typing import Any

from sqlalchemy import Table, delete, insert, select
from sqlalchemy.engine import Connection

from waymark import catalogue as nouns
from waymark.catalogue import Catalogue
from waymark.skills import Skill
from waymark.storage import tables
from waymark.storage.columns import clean_text
from waymark.storage.database import Database
from waymark.storage.errors import CatalogueMissing, understood


@dataclass(frozen=True)
class Version:
    """The catalogue in use."""

    content_hash: str
    loaded_at: datetime


# Tables that others point to come first; deletion goes the other way round.
_BY_ID: tuple[tuple[str, Table, type], ...] = (
    ("sources", tables.sources, nouns.Source),
    ("skills", tables.skills, Skill),
    ("roles", tables.roles, nouns.Role),
    ("contrasts", tables.contrasts, nouns.Role),
    ("activities", tables.activities, nouns.Activity),
)
_LISTED: tuple[tuple[str, Table, type], ...] = (
    ("aliases", tables.aliases, nouns.Alias),
    ("evidence", tables.evidence, nouns.Evidence),
    ("weights", tables.weights, nouns.Weight),
    ("requirements", tables.requirements, nouns.Requirement),
    ("prerequisites", tables.prerequisites, nouns.Prerequisite),
    ("transfers", tables.transfers, nouns.Transfer),
    ("resources", tables.resources, nouns.Resource),
    ("projects", tables.projects, nouns.Project),
    ("questions", tables.questions, nouns.Question),
    ("facts", tables.facts, nouns.Fact),
)
_PAIRS: tuple[tuple[str, Table, str], ...] = (
    ("evidence_names", tables.evidence_names, "ids"),
    ("calibration", tables.calibration, "value"),
)


def load_catalogue(
    database: Database, catalogue: Catalogue, now: Callable[[], datetime] = lambda: datetime.now(timezone.utc)
) -> bool:
    """Makes `catalogue` the one in use; False when it already was. One transaction: a failure changes nothing."""

    def work(connection: Connection) -> bool:
        current = connection.execute(select(tables.catalogue_version.c.content_hash)).scalar()
        if current == catalogue.content_hash:
            return False
        connection.execute(delete(tables.catalogue_version))
        for _, table, _ in reversed(_BY_ID + _LISTED + _PAIRS):
            connection.execute(delete(table))
        for table, rows in _rows(catalogue):
            if rows:
                connection.execute(insert(table), rows)
        version = {"id": 1, "content_hash": catalogue.content_hash, "loaded_at": now()}
        connection.execute(insert(tables.catalogue_version).values(**version))
        return True

    return database.write(work)


def _rows(catalogue: Catalogue) -> Iterable[tuple[Table, list[dict[str, Any]]]]:
    for name, table, kind in _BY_ID:
        yield table, _as_rows(getattr(catalogue, name).values(), kind)
    for name, table, kind in _LISTED:
        yield table, _as_rows(getattr(catalogue, name), kind)
    for name, table, column in _PAIRS:
        pairs: Mapping[str, Any] = getattr(catalogue, name)
        yield table, [{"name": k, column: v, "position": i} for i, (k, v) in enumerate(pairs.items())]


def _as_rows(values: Iterable[Any], kind: type) -> list[dict[str, Any]]:
    names = [f.name for f in fields(kind)]
    return [{"position": i, **{name: _plain(getattr(value, name)) for name in names}} for i, value in enumerate(values)]


def _plain(value: Any) -> Any:
    """Mappings as dicts (JSON writes nothing else); text as every database takes it."""
    if isinstance(value, str):
        return clean_text(value)
    return dict(value) if isinstance(value, Mapping) else value


def catalogue_version(database: Database) -> Version | None:
    """Which catalogue is in use; None where none was loaded."""
    with database.reading() as connection:
        row = connection.execute(select(tables.catalogue_version)).first()
    return None if row is None else Version(row.content_hash, row.loaded_at)


def stored_catalogue(database: Database) -> Catalogue:
    """The catalogue in use, equal to the one that was loaded. Raises CatalogueMissing where there is none."""
    with database.reading() as connection:
        row = connection.execute(select(tables.catalogue_version)).first()
        if row is None:
            raise CatalogueMissing(f"the database {database.address} has no catalogue: run `waymark catalogue load`")
        parts: dict[str, Any] = {"content_hash": row.content_hash}
        with understood():
            for name, table, kind in _BY_ID:
                parts[name] = {value.id: value for value in _values(connection, table, kind)}
            for name, table, kind in _LISTED:
                parts[name] = tuple(_values(connection, table, kind))
        for name, table, column in _PAIRS:
            ordered = connection.execute(select(table).order_by(table.c.position))
            parts[name] = {pair.name: getattr(pair, column) for pair in ordered}
    return Catalogue(**parts)


def _values(connection: Connection, table: Table, kind: type) -> list[Any]:
    names = [f.name for f in fields(kind)]
    query = select(*(table.c[name] for name in names)).order_by(table.c.position)
    return [kind(*row) for row in connection.execute(query)]
