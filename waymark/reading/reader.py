"""The reader: a spaCy pipeline that turns a message into a `Reading`.

Each component is a small registered factory that adds one thing to the message's `Draft`; everything that they know is
data: the catalogue's names and activities, and the files in `rules/`. Both travel in the snapshot, so that a model
archive needs no catalogue.
"""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterable
from datetime import date
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import spacy
from spacy.language import Language
from spacy.tokens import Doc
from spacy.vocab import Vocab

from waymark.catalogue import Catalogue
from waymark.reading import assemble, sections
from waymark.reading.anaphora import stand_in
from waymark.reading.draft import NUMBER, Cue, Draft, Name
from waymark.reading.interests import find_interests
from waymark.reading.items import find_cues, make_items, split_clauses
from waymark.reading.knowledge import Knowledge
from waymark.reading.names import find_names, without_explained
from waymark.reading.ratings import find_ratings
from waymark.reading.scope import resolve
from waymark.reading.spans import find_years
from waymark.reading.tokens import LONGEST, split
from waymark.reading.unknown import find_unknown
from waymark.skills import Frame, Reading

_DRAFT = "waymark"
_RULES = ("ambiguous", "cues", "implied", "stories", "words")
PIPELINE = ("waymark_names", "waymark_cues", "waymark_clauses", "waymark_scope", "waymark_interests", "waymark_unknown")


@cache
def _packaged_rules() -> dict[str, Any]:
    folder = files("waymark.reading") / "rules"
    rules: dict[str, Any] = {name: json.loads((folder / f"{name}.json").read_text("utf-8")) for name in _RULES}
    rules["english"] = (folder / "english.txt").read_text("utf-8").split()
    return rules


class _Tokenizer:
    """spaCy's seam for tokens: makes the Doc, and the draft that travels on it."""

    def __init__(self, vocab: Vocab, knowledge: Knowledge) -> None:
        self.vocab, self.knowledge = vocab, knowledge

    def __call__(self, text: str) -> Doc:
        tokens = split(text, self.knowledge.spellings)
        doc = Doc(self.vocab, words=[t.text for t in tokens], spaces=_spaces(tokens))
        doc.user_data[_DRAFT] = Draft(text=text, today=date.min, tokens=tokens)
        return doc


def _spaces(tokens: list[Any]) -> list[bool]:
    return [t.gap > 0 for t in tokens[1:]] + [False] * bool(tokens)


def _names(draft: Draft, know: Knowledge) -> None:
    found = find_names(draft.tokens, know.lexicon, know.implied, know.words["never_joined"], draft.text)
    found = [n for n in found if n.skill]
    draft.names = without_explained(know.ambiguity.keep(found, draft.tokens), draft.tokens)
    if len(draft.names) > 1:  # "coding in Go" says Go
        draft.names = [n for n in draft.names if n.key not in _CODING or not _near_name(n, draft.names)]
    for name in draft.names:
        name.soft = name.skill in know.soft


_CODING = frozenset(["code", "coding", "programming", "software"])


def _near_name(name: Name, names: list[Name]) -> bool:
    return any(
        0 <= other.first - name.last <= 2 or 0 <= name.first - other.last <= 1 for other in names if other is not name
    )


def _cues(draft: Draft, know: Knowledge) -> None:
    draft.items = stand_in(make_items(draft.tokens, draft.names, know.merges, know.mergeable))
    draft.keys = [item.key for item in draft.items]
    draft.cues = find_cues(draft.items, draft.keys, know.cues)
    if not _SCALED.isdisjoint(draft.keys):
        ratings = find_ratings(draft.items, draft.keys)
        taken = {k for r in ratings for k in range(r.first, r.last)}
        kept = (c for c in draft.cues if not taken & set(range(c.first, c.last)))
        draft.cues = sorted([*kept, *ratings], key=lambda c: c.first) if ratings else draft.cues
    draft.years = (
        find_years(draft.items, draft.keys, draft.today)
        if any(i.number is not None or i.key in _TIME for i in draft.items)
        else []
    )

    if draft.years:
        draft.cues = [c for c in draft.cues if not _denies_years(draft, c)]
        timed = {k for y in draft.years for k in range(y.first, y.last)}
        draft.cues = [
            c
            for c in draft.cues
            if c.rules[0].past or c.rules[0].drop or not timed & set(range(c.first, c.last)) or c.last - c.first > 3
        ]


def _denies_years(draft: Draft, cue: Cue) -> bool:
    """ "not 3 years of SQL, 1": the "not" is about the years."""
    return draft.keys[cue.first : cue.last] == ["not"] and any(y.first == cue.last for y in draft.years)


_SCALED = frozenset([NUMBER, "out", "scale", "★", "☆", "⭐", "●", "○"])
_TIME = frozenset(["a", "an", "half", "since", "last", "decade", "decades"])


def _clauses(draft: Draft, know: Knowledge) -> None:
    draft.sentences = split_clauses(
        draft.items, draft.cues, draft.years, know.words["contrast"], know.words["first_person"]
    )
    know.framing.mark(draft)
    sections.mark(draft)


def _scope(draft: Draft, know: Knowledge) -> None:
    verdicts = resolve(draft, know.words["glue"], know.words["pronouns"], know.words["job_words"], know.moods)
    assemble.mentions(draft, verdicts)


def _interests(draft: Draft, know: Knowledge) -> None:
    if draft.advertisement:
        return
    found, used = find_interests(draft, know.activities, know.attitudes, know.topics, know.feelings)
    draft.interests = found
    assemble.withdraw(draft, used, know.topics | _TOPICAL)


def _unknown(draft: Draft, know: Knowledge) -> None:
    draft.unknown = find_unknown(draft, know.lexicon)
    draft.frame = assemble.frame(draft)


_STEPS: dict[str, Callable[[Draft, Knowledge], None]] = dict(
    zip(PIPELINE, (_names, _cues, _clauses, _scope, _interests, _unknown), strict=True)
)


def _register(name: str) -> None:
    def make(nlp: Language, name: str, knowledge: Any) -> Callable[[Doc], Doc]:
        step = _STEPS[name]

        def component(doc: Doc) -> Doc:
            know = getattr(nlp, "waymark_knowledge", None)
            draft = doc.user_data.get(_DRAFT)
            if know is not None and draft is not None:
                step(draft, know)
            return doc

        return component

    # spaCy hands the annotations to pydantic, whose first version does not resolve postponed (textual) ones
    make.__annotations__.update(nlp=Language, name=str, knowledge=Any)
    Language.factory(name, default_config={"knowledge": None}, func=make)


for _name in PIPELINE:
    _register(_name)


class Reader:
    """Reads messages. `read` never raises; the same text and day give the same Reading."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._start(
            {
                "version": 1,
                "catalogue": catalogue.content_hash,
                "aliases": _alias_rows(catalogue),
                "activities": {a.id: [a.label, *a.forms] for a in catalogue.activities.values()},
                "topics": sorted(a.id for a in catalogue.activities.values() if a.kind == "topic"),
                "soft": sorted(s.id for s in catalogue.skills.values() if s.group in _SOFT_GROUPS or s.id in _SOFT),
                "rules": _packaged_rules(),
            }
        )

    def _start(self, data: dict[str, Any]) -> None:
        self._data = data
        self._lock = threading.Lock()
        nlp = spacy.blank("en")
        know = Knowledge(data)
        nlp.vocab.lex_attr_getters = {}  # type: ignore[attr-defined]  # nobody asks for shapes and addresses of words; they cost more than the reading
        nlp.tokenizer = _Tokenizer(nlp.vocab, know)
        nlp.waymark_knowledge = know  # type: ignore[attr-defined]
        for name in PIPELINE:
            nlp.add_pipe(name)
        self.nlp = nlp

    @property
    def catalogue_hash(self) -> str:
        """The content hash of the catalogue that this reader was made from."""
        return str(self._data["catalogue"])

    def read(self, text: str, today: date | None = None) -> Reading:
        """What `text` says. `today` dates "since 2019"; without it the calendar is asked."""
        text = text if isinstance(text, str) else str(text)
        try:
            with self._lock, self.nlp.memory_zone():
                doc = self.nlp.make_doc(text[:LONGEST])
                draft: Draft = doc.user_data[_DRAFT]
                draft.today = today or date.today()
                self.nlp(doc)
        except (ValueError, IndexError, KeyError, TypeError, RecursionError, UnicodeError, AttributeError):
            return Reading(text, Frame.NOTHING)  # a message that cannot be read says nothing; the bot asks again
        return Reading(text, draft.frame, tuple(draft.mentions), tuple(draft.interests), tuple(draft.unknown))

    def to_bytes(self) -> bytes:
        """Names, activities and rules as JSON; `from_bytes` needs nothing else."""
        return json.dumps(self._data, ensure_ascii=False, sort_keys=True).encode("utf-8")

    @classmethod
    def from_bytes(cls, snapshot: bytes) -> Reader:
        """The reader of a snapshot. Raises ValueError on bytes that are none."""
        data = json.loads(snapshot.decode("utf-8"))
        if not isinstance(data, dict) or data.get("version") != 1:
            raise ValueError("not a snapshot of this reader's version")
        reader = cls.__new__(cls)
        reader._start(data)
        return reader

    def to_disk(self, path: Path) -> None:
        """Writes the snapshot to the file `path`."""
        Path(path).write_bytes(self.to_bytes())

    @classmethod
    def from_disk(cls, path: Path) -> Reader:
        """Reads a snapshot that `to_disk` wrote."""
        return cls.from_bytes(Path(path).read_bytes())


_TOPICAL = frozenset(
    (
        "deep-learning nlp linear-algebra calculus probability data-visualization hypothesis-testing experiment-design "
        "recommender-systems reinforcement-learning causal-inference bayesian-statistics computer-vision speech "
        "graph-ml game-theory bioinformatics signal-processing artificial-intelligence"
    ).split()
)
_SOFT_GROUPS: frozenset[str] = frozenset()
_SOFT = frozenset(
    (
        "communication storytelling stakeholder-management business-understanding leadership "
        "collaboration problem-solving research teaching domain-knowledge finance healthcare "
        "marketing-analytics "
        "project-management product-management dashboards masters-degree phd computer-science "
        "supply-chain physics bioinformatics security networking simulation artificial-intelligence "
        "software-engineering data-analysis agile robotics physics supply-chain data-cleaning"
    ).split()
)


def _alias_rows(catalogue: Catalogue) -> list[list[str]]:
    """Rows (skill, form, match) of the catalogue; a level is no part of a name ("advanced Excel")."""
    return [
        [a.skill, a.form, a.match]
        for a in catalogue.aliases
        if a.skill in catalogue.skills and a.form.split()[0].lower() not in ("advanced", "basic", "strong", "good")
    ]


def read_all(reader: Reader, texts: Iterable[str], today: date) -> list[Reading]:
    """Readings of several texts, in their order."""
    return [reader.read(text, today) for text in texts]


__all__ = ["Reader", "read_all"]
