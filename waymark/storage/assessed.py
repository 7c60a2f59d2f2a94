"""Assessments as rows: the newest of each person, and which gaps each of them names."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, delete, insert, select
from sqlalchemy.engine import Connection

from waymark.storage.sealing import cipher_of
from waymark.storage.tables import assessments

KEPT = 50  # for each person, the newest
NO_PATH = "unknown"  # too little is known: what such an assessment lists as missing says nothing
# Made once: to put a query together takes SQLAlchemy longer than to run it.
_OWN = assessments.c.person == bindparam("name")
_FIRST_TO_GO = select(assessments.c.id).where(_OWN).order_by(assessments.c.id.desc()).offset(KEPT).limit(1)
_NEWEST = (
    select(assessments.c.at, assessments.c.document)
    .where(_OWN)
    .order_by(assessments.c.id.desc())
    .limit(bindparam("limit"))
)


def add(connection: Connection, name: str, at: datetime, document: Mapping[str, Any]) -> None:
    """Keeps an assessment and drops the oldest ones beyond `KEPT`; the person's row is there already."""
    said = str(document.get("recommendation", ""))[:20]
    sealed = cipher_of(connection).seal_document(dict(document))
    row = {"person": name, "at": at, "recommendation": said, "document": sealed, "gaps": gaps_in(document)}
    connection.execute(insert(assessments), row)
    oldest = connection.execute(_FIRST_TO_GO, {"name": name}).scalar()
    if oldest is not None:
        connection.execute(delete(assessments).where(assessments.c.person == name, assessments.c.id <= oldest))


def newest(connection: Connection, name: str, limit: int) -> tuple[tuple[datetime, dict[str, Any]], ...]:
    """(when, document) of the newest `limit` assessments, newest first."""
    rows = connection.execute(_NEWEST, {"name": name, "limit": limit}).all()
    return tuple((row.at, cipher_of(connection).open_document(row.document)) for row in rows)


def gaps_in(document: Mapping[str, Any]) -> tuple[str, ...]:
    """The skills that an assessment names as missing: for the path that it recommends, else for every path."""
    gaps, path = document.get("gaps") or {}, document.get("recommendation")
    if path == NO_PATH or not isinstance(gaps, Mapping):
        return ()
    listed = [gaps[path]] if path in gaps else gaps.values()
    return tuple(dict.fromkeys(str(gap["id"]) for some in listed for gap in some))
