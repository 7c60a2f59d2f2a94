"""The labelled messages as `bench/train_network.py` learns from them: words, marks, and what is known of names."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import yaml

from bench.train_reading import TODAY, labelled_ties
from waymark.catalogue import Catalogue
from waymark.reading import Reader, pipeline
from waymark.reading.dating import described, rule_says
from waymark.reading.draft import Draft
from waymark.reading.encoder import written
from waymark.reading.interests import find_interests
from waymark.reading.judging import DOUBTED, Spoken, class_of, level_said, names_of, outcome_of, spoken_of
from waymark.reading.network import ATTITUDES, LEVELS, POLARITIES, marks_of, sides_of

_TELLING = frozenset(["answer_level", "correct_or_remove_skill", "progress_done", "feedback", "paste_advert"])
OFTEN = 15  # so many labels an activity, and without its name a skill, must have to be asked of
INFERRED = 0.5  # how much a label counts that only infers a skill
LEVEL_NAMES = {None: None, "beginner": 1, "intermediate": 2, "advanced": 3}


@dataclass
class Target:
    """A name or an activity whose label is known: its row, what the rules say, the label and what else is right."""

    head: str
    row: int
    outcome: str
    label: int
    accepted: frozenset[int]
    said: int


@dataclass
class Tie:
    """A span of time and a name by their items, their features, whether the one is said of the other, and what the
    rules say."""

    span: int
    name: int
    found: set[str]
    label: bool
    said: str


@dataclass
class Row:
    """A message as the networks see it: its items as keys and as written, their marks. `liked` is what it is labelled
    with, `spoken` what the rules make of it. `unnamed` holds by skill, of those that are labelled and have no name in
    it, the polarities that are right and whether the label is a must; `named` the skills that are not asked of."""

    words: list[str]
    written: list[list[str]]
    marks: np.ndarray[Any, Any]
    sides: np.ndarray[Any, Any]
    segments: list[int]
    liked: dict[str, str]
    spoken: dict[str, Spoken]
    unnamed: dict[str, tuple[list[str], bool]]
    named: frozenset[str]
    targets: list[Target] = field(default_factory=list)
    ties: list[Tie] = field(default_factory=list)


class Told:
    """The columns of what may be told without a name: attitudes to every activity, polarities of every skill."""

    def __init__(self, rows: Iterable[Row]) -> None:
        rows = list(rows)
        self.activities = _often(activity for row in rows for activity in row.liked)
        self.skills = _often(skill for row in rows for skill in row.unnamed)
        likings = [(activity, attitude) for activity in self.activities for attitude in ATTITUDES[1:]]
        skills = [(skill, polarity) for skill in self.skills for polarity in POLARITIES[:-1]]
        self.columns = {pair: n for n, pair in enumerate([*likings, *skills])}

    def wanted(self, row: Row) -> tuple[list[float], list[float]]:
        """By column what is told and how much it counts: nothing where a name tells it, or two answers are right."""
        told, share = [0.0] * len(self.columns), [1.0] * len(self.columns)
        for liking in row.liked.items():
            if liking in self.columns:
                told[self.columns[liking]] = 1.0
        for skill in self.skills:
            right, must = row.unnamed.get(skill, ([], True))
            columns = {polarity: self.columns[skill, polarity] for polarity in POLARITIES[:-1]}
            for polarity, column in columns.items():
                share[column] = 0.0 if skill in row.named or polarity in right[1:] else 1.0 if must else INFERRED
            if right:
                told[columns[right[0]]] = 1.0
        return told, share


def _often(labels: Iterable[str]) -> list[str]:
    counts = Counter(labels)
    return sorted(label for label, count in counts.items() if count >= OFTEN)


def row_of(reader: Reader, catalogue: Catalogue, message: Mapping[str, Any], names: frozenset[str]) -> Row | None:
    """The message with its targets, or None where nobody asks the network. `names`: what labels are given for."""
    know = reader.nlp.waymark_knowledge  # type: ignore[attr-defined]
    draft = pipeline.drafted(message["text"], TODAY, know)
    if draft.advertisement or not draft.keys:
        return None
    starts = [sentence[0].first for sentence in draft.sentences]
    flags = marks_of(draft, know.feelings.joy, know.feelings.woe).astype(np.float32)
    verdicts = pipeline.verdicts_of(draft, know)  # after the marks, as when a message is read: it changes some scopes
    found_by = {(span.first, k): found for span, k, found in described(draft, know.words["job_words"])}
    ties = [
        Tie(span.first, k, found_by[span.first, k], label, rule_says(verdicts[k], span))
        for span, k, label in labelled_ties(draft, know, catalogue, message)
    ]
    know.dating.judge(draft, verdicts)
    segments = [max(0, bisect_right(starts, k) - 1) for k in range(len(draft.items))]
    found, _ = find_interests(draft, know.topics, know.feelings)
    liked = {activity_of(catalogue, i["name"]): i["polarity"] for i in message["interests"]}
    spoken = {activity: told for activity, told in spoken_of(draft, found).items() if activity in names}
    named = frozenset(name.skill for name in (*draft.names, *draft.doubted))
    unnamed = {
        skill: ([said["polarity"], *said.get("polarity_ok", [])], not said.get("optional"))
        for said in message["skills"]
        if (skill := catalogue.find(said["name"])) is not None and skill not in named
    }
    likings = {a: told for a, told in liked.items() if a}
    row = Row(
        draft.keys, list(written(draft)), flags, sides_of(draft), segments, likings, spoken, unnamed, named, ties=ties
    )
    row.targets += _names(draft, catalogue, message, verdicts, names)
    row.targets += _doubted(draft, catalogue, message, names)
    row.targets += _feelings(row)
    return row


def _feelings(row: Row) -> Iterator[Target]:
    """What is felt at each form of an activity."""
    for activity, spoken in row.spoken.items():
        label = ATTITUDES.index(row.liked.get(activity, "none"))
        for form in spoken.forms:
            yield Target("attitude", form[1] - 1, "", label, frozenset([label]), ATTITUDES.index(spoken.said))


def activity_of(catalogue: Catalogue, name: str) -> str | None:
    """The activity of this name; some are called like a skill too ("presenting findings")."""
    by_label = {activity.label.casefold(): activity.id for activity in catalogue.activities.values()}
    return by_label.get(name.casefold()) or catalogue.find(name)


def asked_of_the_bot(folder: Path) -> list[str]:
    """Messages that like nothing: examples of every intent but those by which people tell of themselves."""
    texts = []
    for path in sorted(folder.glob("*.yml")):
        for intent in yaml.safe_load(path.read_text("utf-8"))["nlu"]:
            if path.stem != "about_me" and intent["intent"] not in _TELLING:
                texts += [line[2:].strip() for line in intent["examples"].splitlines()]
    return texts


def _doubted(draft: Draft, catalogue: Catalogue, message: Mapping[str, Any], names: frozenset[str]) -> Iterator[Target]:
    """Words that are names elsewhere: what is labelled of the skill, unless another word names it."""
    labelled = {catalogue.find(skill["name"]): skill for skill in message["skills"]}
    named = {name.skill for name in draft.names}
    none = POLARITIES.index("none")
    for name in draft.doubted:
        skill = labelled.get(name.skill, {"polarity": "none"})
        if name.skill in names - named and not skill.get("optional"):
            accepted = [POLARITIES.index(right) for right in (skill["polarity"], *skill.get("polarity_ok", []))]
            yield Target("polarity", draft.item_of(name), DOUBTED, accepted[0], frozenset(accepted), none)


def _names(
    draft: Draft, catalogue: Catalogue, message: Mapping[str, Any], verdicts: Any, names: frozenset[str]
) -> Iterator[Target]:
    labelled = {catalogue.find(skill["name"]): skill for skill in message["skills"]}
    for number, clause, k in names_of(draft):
        name, outcome = draft.items[k].name, outcome_of(draft, number, clause, verdicts[k])
        if name is None or outcome is None or name.skill not in names:
            continue
        skill = labelled.get(name.skill, {"polarity": "none"})
        if skill.get("optional"):
            continue
        right = [skill["polarity"], *skill.get("polarity_ok", [])]
        accepted = frozenset(map(POLARITIES.index, right))
        label = POLARITIES.index(right[0])
        yield Target("polarity", k, outcome, label, accepted, POLARITIES.index(class_of(outcome)))
        if right[0] == "has":
            ranks = [LEVEL_NAMES[name] for name in [skill["level"], *skill.get("level_ok", [])]]
            said = level_said(draft, verdicts[k])
            yield Target("level", k, said, LEVELS.index(ranks[0]), frozenset(map(LEVELS.index, ranks)),
                         LEVELS.index(verdicts[k].level))  # fmt: skip
