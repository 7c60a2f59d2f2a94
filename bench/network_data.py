"""The labelled messages as `bench/train_network.py` learns from them: words, marks, and what is known of names."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np

sys.path[0] = str(Path(__file__).resolve().parent.parent)  # in place of this folder, as in the scripts beside it

from bench.train_reading import TODAY  # noqa: E402
from waymark.catalogue import Catalogue  # noqa: E402
from waymark.reading import Reader, pipeline  # noqa: E402
from waymark.reading.draft import Draft  # noqa: E402
from waymark.reading.interests import find_interests  # noqa: E402
from waymark.reading.judging import class_of, level_said, liking_said, names_of, outcome_of  # noqa: E402
from waymark.reading.network import ATTITUDES, LEVELS, MARKS, POLARITIES, laid_out, marks_of  # noqa: E402
from waymark.skills import Interest  # noqa: E402

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
class Row:
    """A message as the network sees it."""

    words: list[str]
    marks: np.ndarray[Any, Any]
    inside: np.ndarray[Any, Any]
    segments: list[int]
    targets: list[Target] = field(default_factory=list)


def row_of(reader: Reader, catalogue: Catalogue, message: Mapping[str, Any], names: frozenset[str]) -> Row | None:
    """The message with its targets, or None where it has none. `names`: what labels are given for."""
    know = reader.nlp.waymark_knowledge  # type: ignore[attr-defined]
    draft = pipeline.drafted(message["text"], TODAY, know)
    verdicts = pipeline.verdicts_of(draft, know)
    if draft.advertisement or not draft.keys:
        return None
    inside, place = laid_out(draft)
    starts = [sentence[0].first for sentence in draft.sentences]
    flags = np.zeros((len(inside), MARKS), np.float32)
    for k, mark in marks_of(draft, know.feelings.joy, know.feelings.woe):
        flags[place[k], mark] = 1
    words = [""] * len(inside)
    segments = [0] * len(inside)
    for k, key in enumerate(draft.keys):
        words[place[k]] = key
        segments[place[k]] = max(0, int(np.searchsorted(starts, k, side="right")) - 1)
    row = Row(words, flags, inside[:, 0], segments)
    row.targets += _names(draft, catalogue, message, verdicts, place, names)
    found, _ = find_interests(draft, know.topics, know.feelings)
    row.targets += _likings(draft, found, catalogue, message, place, names)
    return row if row.targets else None


def _names(
    draft: Draft, catalogue: Catalogue, message: Mapping[str, Any], verdicts: Any, place: Any, names: frozenset[str]
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
        yield Target("polarity", place[k], outcome, label, accepted, POLARITIES.index(class_of(outcome)))
        if right[0] == "has":
            ranks = [LEVEL_NAMES[name] for name in [skill["level"], *skill.get("level_ok", [])]]
            said = level_said(draft, verdicts[k])
            yield Target("level", place[k], said, LEVELS.index(ranks[0]), frozenset(map(LEVELS.index, ranks)),
                         LEVELS.index(verdicts[k].level))  # fmt: skip


def _likings(
    draft: Draft,
    found: Mapping[str, Interest],
    catalogue: Catalogue,
    message: Mapping[str, Any],
    place: Any,
    names: frozenset[str],
) -> Iterator[Target]:
    labelled = {catalogue.find(interest["name"]): interest["polarity"] for interest in message["interests"]}
    for form in draft.forms:
        if form[2].activity not in names:
            continue
        interest = found.get(form[2].activity)
        said = "none" if interest is None else interest.attitude.value
        label = ATTITUDES.index(labelled.get(form[2].activity, "none"))
        yield Target("attitude", place[form[1] - 1], liking_said(form, said), label, frozenset([label]),
                     ATTITUDES.index(said))  # fmt: skip
