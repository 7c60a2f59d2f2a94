"""The reader: a spaCy pipeline that turns a message into a `Reading`.

Everything that its components know is data: the catalogue's names and activities, and the files in `rules/`. Both
travel in the snapshot, so that a model archive needs no catalogue.
"""

from __future__ import annotations

import gc
import json
from base64 import b64decode, b64encode
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from functools import cache
from hashlib import sha256
from importlib.resources import files
from pathlib import Path
from typing import Any

from waymark.catalogue import Catalogue
from waymark.reading import pipeline
from waymark.reading.draft import Draft
from waymark.reading.knowledge import Knowledge
from waymark.reading.network import GRAPH
from waymark.skills import Reading

_RULES = ("acts", "ambiguous", "cues", "feelings", "grammar", "implied", "judge", "second", "stories", "weights",
          "words")  # fmt: skip

_GRAPHS = ("network", "encoder")


def _packaged() -> dict[str, Any]:
    """The rules of the package but for the graphs."""
    folder = files("waymark.reading") / "rules"
    rules: dict[str, Any] = {name: json.loads((folder / f"{name}.json").read_text("utf-8")) for name in _RULES}
    rules["english"] = (folder / "english.txt").read_text("utf-8").split()
    return rules


def _graph(name: str) -> Path:
    return Path(__file__).parent / "rules" / f"{name}.onnx"


@cache
def _fingerprint(name: str) -> str:
    return sha256(_graph(name).read_bytes()).hexdigest()


@contextmanager
def _uncollected() -> Iterator[None]:
    """Looks for no garbage meanwhile: what is loaded stays, and to go over all of it again and again takes longer than
    to load it."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


class Reader:
    """Reads messages. `read` never raises; the same text and day give the same Reading. Threads may share one."""

    def __init__(self, catalogue: Catalogue) -> None:
        rules = _packaged()
        soft = frozenset(rules["grammar"]["soft_skills"])
        self._start(
            {
                "version": 1,
                "catalogue": catalogue.content_hash,
                "aliases": _alias_rows(catalogue, frozenset(rules["grammar"]["level_openers"])),
                "activities": {a.id: [a.label, *a.forms] for a in catalogue.activities.values()},
                "topics": sorted(a.id for a in catalogue.activities.values() if a.kind == "topic"),
                "soft": sorted(soft & catalogue.skills.keys()),
                "rules": rules,
            }
        )

    def _start(self, data: dict[str, Any], graphs: dict[str, bytes] | None = None) -> None:
        """`graphs`: where they are others than those of the package."""
        self._data, self._graphs = data, graphs or {}
        with _uncollected():
            self.nlp = pipeline.make(Knowledge(data, self._graph))

    def _graph(self, name: str) -> bytes | Path:
        return self._graphs.get(name) or _graph(name)

    def _bytes_of(self, name: str) -> bytes:
        graph = self._graph(name)
        return graph if isinstance(graph, bytes) else graph.read_bytes()

    @property
    def catalogue_hash(self) -> str:
        """The content hash of the catalogue that this reader was made from."""
        return str(self._data["catalogue"])

    def read(self, text: str, today: date | None = None) -> Reading:
        """What `text` says. `today` dates "since 2019"; without it the calendar is asked."""
        text = text if isinstance(text, str) else str(text)
        doc = pipeline.carrying(self.nlp, text, today or date.today())
        for _, component in self.nlp.pipeline:  # spaCy's own loop asks each what it is, which takes as long as a step
            doc = component(doc)
        draft: Draft = doc.user_data[pipeline.DRAFT]
        return Reading(text, draft.frame, tuple(draft.mentions), tuple(draft.interests), tuple(draft.unknown))

    def to_bytes(self) -> bytes:
        """Names, activities and rules as JSON; `from_bytes` needs nothing else."""
        graphs = {name: b64encode(self._bytes_of(name)).decode("ascii") for name in _GRAPHS}
        data = self._data | {"rules": self._data["rules"] | graphs}
        return json.dumps(data, ensure_ascii=False, sort_keys=True).encode("utf-8")

    @classmethod
    def from_bytes(cls, snapshot: bytes) -> Reader:
        """The reader of a snapshot. Raises ValueError on bytes that are none.

        What a snapshot of an older version lacks (rules that were code then, the network) it has from the package.
        """
        data = json.loads(snapshot.decode("utf-8"))
        if not isinstance(data, dict) or data.get("version") != 1:
            raise ValueError("not a snapshot of this reader's version")
        packaged, rules = _packaged(), data["rules"]
        told = {name: rules.pop(name, "") for name in _GRAPHS}
        graphs: dict[str, bytes] = {}
        if rules.get("judge", {}).get("graph") == GRAPH:
            graphs = {name: b64decode(text) for name, text in told.items() if text}
        else:  # weights go with their graphs
            rules = {name: rule for name, rule in rules.items() if name not in ("judge", "second")}
        data["rules"] = packaged | {
            name: packaged.get(name, {}) | rule if isinstance(rule, dict) else rule for name, rule in rules.items()
        }
        others = {name: graph for name, graph in graphs.items() if sha256(graph).hexdigest() != _fingerprint(name)}
        reader = cls.__new__(cls)
        reader._start(data, others)
        if others:
            _ = reader.nlp.waymark_knowledge.encoder  # type: ignore[attr-defined]  # now, where an error can be raised
        return reader

    def to_disk(self, path: Path) -> None:
        """Writes the snapshot to the file `path`."""
        Path(path).write_bytes(self.to_bytes())

    @classmethod
    def from_disk(cls, path: Path) -> Reader:
        """Reads a snapshot that `to_disk` wrote."""
        return cls.from_bytes(Path(path).read_bytes())


def _alias_rows(catalogue: Catalogue, level_openers: frozenset[str]) -> list[list[str]]:
    """Rows (skill, form, match) of the catalogue; a level is no part of a name ("advanced Excel")."""
    return [
        [a.skill, a.form, a.match]
        for a in catalogue.aliases
        if a.skill in catalogue.skills and a.form.split()[0].lower() not in level_openers
    ]


__all__ = ["Reader"]
