"""A small convolutional network over the items of a message: what the words around a name say, learned from messages.

Rules say what their phrases say and no more; the network has seen thousands of labelled messages and has a guess for
every sentence. Each item is a learned vector of its word plus one for each mark that the steps before have put on it
(a name, an activity, a phrase of the rules); three gated convolutions look at two items on either side each, the later
ones at items farther off, and what stands out in the sentence joins what stands at the item. Nothing reaches over an
empty line.

Names and activities that the steps before have found are asked about one by one. Besides, every item is asked whether
it tells a liking of any activity, or a skill that nobody has named: people say "chasing a slow query" or "deployed
exactly nothing in my life", and no list has that.

The graph is learned by `bench/train_network.py` and travels with the rules; ONNX Runtime computes it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import accumulate, pairwise
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import onnxruntime  # type: ignore[import-untyped]

from waymark.reading.draft import MENTION, NUMBER, Draft, Rule

Indexes = npt.NDArray[np.int64]
Marks = npt.NDArray[np.uint8]  # by item and mark

POLARITIES = ("has", "lacks", "wants", "none")
LEVELS = (None, 1, 2, 3)
ATTITUDES = ("none", "like", "dislike")
# What an item may be marked as, in the order of the learned rows: what it is, what the rules' phrases say of it, what
# its clause is.
BASIC = ("name", "activity", "number", "soft", "clause", "story:like", "story:dislike")
_TOLD = ("has", "lacks", "wants", 1, 2, 3, "other", "question", "hypothetical", "remove", "past", "drop", "exception",
         "weak", "years", "joy", "woe", "like", "dislike")  # fmt: skip
_CLAUSES = (None, "question", "hypothetical", "other", "remove")
MARKS = len(BASIC) + len(_TOLD) + len(_CLAUSES)
_BASIC = {mark: n for n, mark in enumerate(BASIC)}
_SAID = {mark: n for n, mark in enumerate(_TOLD, len(BASIC))}
_CLAUSE = {scope: n for n, scope in enumerate(_CLAUSES, len(BASIC) + len(_TOLD))}
# Items that each convolution looks at, as distances from the one in the middle.
LAYERS = ((-2, -1, 0, 1, 2), (-4, -2, 0, 2, 4), (-8, -4, 0, 4, 8))
DISTANCES = tuple(sorted({distance for layer in LAYERS for distance in layer}))
_DISTANCES = np.array(DISTANCES)
HEARD = -1.0  # the logarithm of the odds from which on something is told of what nobody has named
GRAPH = 4  # the form of the graphs: what goes in, what comes out
INPUTS = ("words", "marks", "sides", "within", "starts", "items")
OUTPUTS = ("asked", "told", "here", "where")
_EMPTY_LINE = 3  # the gap before an item that opens a new paragraph
_ERRORS = 3  # of the library's log, nothing less


Told = tuple[str, str]  # what is told of: "activity" or "skill", and its id


@dataclass(frozen=True)
class Chances:
    """Logarithms of chances, each but for a sum that its row has in common, by the items asked for.

    `told` holds by activity the logarithms of the odds that the message tells a liking and a dislike of it, and by
    skill those that it tells, without a name, that it is held, lacking and wanted: of what is `HEARD` and of the
    activities that are named. `places` has for the former the item where it is told most. `ties` has by the first item
    of a span of time and that of a name the logarithm of the odds that they belong together, if that was asked.
    """

    polarity: dict[int, list[float]]
    level: dict[int, list[float]]
    attitude: dict[int, list[float]]
    told: dict[Told, list[float]]
    places: dict[Told, int]
    ties: dict[tuple[int, int], float] = field(default_factory=dict)


def marks_of(draft: Draft, joy: frozenset[str], woe: frozenset[str]) -> Marks:
    """By item and mark whether the steps before have found that out about it."""
    flags = bytearray(len(draft.items) * MARKS)  # row by row; numpy takes longer to set a few of them

    def mark(first: int, last: int, what: int) -> None:
        flags[first * MARKS + what : last * MARKS : MARKS] = b"\1" * (last - first)

    for k, key in enumerate(draft.keys):
        if key == MENTION:
            flags[k * MARKS + _BASIC["name"]] = 1
            said = draft.items[k].name
            if said is not None and said.soft:
                flags[k * MARKS + _BASIC["soft"]] = 1
        elif key == NUMBER:
            flags[k * MARKS + _BASIC["number"]] = 1
        elif key in joy:
            flags[k * MARKS + _SAID["joy"]] = 1
        elif key in woe:
            flags[k * MARKS + _SAID["woe"]] = 1
    for first, last, liking in draft.forms:
        mark(first, last, _BASIC["activity"])
        if liking.attitude:
            mark(last - 1, last, _BASIC[f"story:{liking.attitude}"])
    for cue in draft.cues:
        for rule in cue.rules[:2]:
            for said_by_rule in _marks_of(rule):
                mark(cue.first, cue.last, said_by_rule)
    for span in draft.years:
        mark(span.first, span.last, _SAID["years"])
    for told, _ in draft.feelings:
        for first, last, rules in told:
            mark(first, last, _SAID[rules[0].attitude or "dislike"])
    for sentence in draft.sentences:
        for clause in sentence:
            flags[clause.first * MARKS + _BASIC["clause"]] = 1
            mark(clause.first, clause.last, _CLAUSE.get(clause.scope, _CLAUSE[None]))
    return np.frombuffer(flags, np.uint8).reshape(-1, MARKS)


def _marks_of(rule: Rule) -> list[int]:
    said = [_SAID[mark] for mark in (rule.polarity, rule.level, rule.scope) if mark in _SAID]
    turns = (("past", rule.past), ("drop", rule.drop), ("exception", rule.exception), ("weak", rule.weak))
    return said + [_SAID[name] for name, holds in turns if holds]


class Learned:
    """A learned graph that has an opinion on names, levels, activities and on what is told without a name."""

    def __init__(self, graph: bytes | Path, inputs: Sequence[str]) -> None:
        """From an ONNX file that travels with the rules, or its bytes. Raises ValueError on any other, and on a graph
        that takes other inputs.

        A file takes less memory: its bytes need not be there beside what is made of them.
        """
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1  # more of them wait more than they work
        options.log_severity_level = _ERRORS
        data = str(graph) if isinstance(graph, Path) else graph
        try:
            self.session = onnxruntime.InferenceSession(data, options, providers=["CPUExecutionProvider"])
            lists = self.session.get_modelmeta().custom_metadata_map
            self.words, activities, skills = (lists[name].split("\n") for name in ("words", "activities", "skills"))
        except Exception as error:  # the library's errors have no other base
            raise ValueError(f"these bytes are no network of this reader: {error}") from error
        if {given.name for given in self.session.get_inputs()} != set(inputs):
            raise ValueError("this graph takes other inputs")
        columns = [(("activity", name), len(ATTITUDES) - 1) for name in activities]
        columns += [(("skill", name), len(POLARITIES) - 1) for name in skills]
        self._columns: list[Told] = [told for told, count in columns for _ in range(count)]
        ends = accumulate(count for _, count in columns)
        self._spans = {told: slice(end - count, end) for (told, count), end in zip(columns, ends)}

    def answer(self, answers: Sequence[Any], draft: Draft, part: Part, items: Sequence[int]) -> Chances:
        """What the graph's answers to `OUTPUTS` say of `part` of the draft; `items` are those asked for in it."""
        asked, told, here, where = answers
        scores, odds, places = asked.tolist(), told.tolist(), {}
        for column in sorted((told > HEARD).nonzero()[0].tolist(), key=odds.__getitem__):  # the loudest stands
            first, last = part.bounds[where[column]], part.bounds[where[column] + 1]
            places[self._columns[column]] = part.first + first + int(here[first:last, column].argmax())
        cut, end = len(POLARITIES), len(POLARITIES) + len(LEVELS)
        named = (("activity", liking.activity) for _, _, liking in draft.forms)
        return Chances(
            {k: row[:cut] for k, row in zip(items, scores)},
            {k: row[cut:end] for k, row in zip(items, scores)},
            {k: row[end:] for k, row in zip(items, scores)},
            {told: odds[self._spans[told]] for told in (*places, *named) if told in self._spans},
            places,
        )


class Network(Learned):
    """The learned network. Nothing changes it: threads may share one."""

    def __init__(self, graph: bytes | Path) -> None:
        """From an ONNX file as `bench/train_network.py` writes it, or its bytes. Raises ValueError on any other."""
        super().__init__(graph, INPUTS)
        self._rows = {word: row for row, word in enumerate(self.words, 1)}  # row 0 is that of an unknown word

    def chances(self, draft: Draft, marks: Marks, items: Sequence[int]) -> Chances:
        """What the network thinks of each of `items`, which is the name of a skill or the end of an activity's, and
        of every activity and skill that it knows."""
        get = self._rows.get
        whole = Part.of(draft, 0, len(draft.items))
        words = np.array([get(key, 0) for key in draft.keys], np.int32)
        given = (words, marks, sides_of(draft), whole.within, whole.starts, np.array(items, np.int64))
        return self.answer(self.session.run(OUTPUTS, dict(zip(INPUTS, given))), draft, whole, items)


@dataclass(frozen=True)
class Part:
    """Items from `first` on: where, counted from there, sentences start (`bounds` has the end of the last one, too),
    and by item (in rows of one) the number of the sentence that it stands in."""

    first: int
    bounds: list[int]
    starts: Indexes
    within: Indexes

    @classmethod
    def of(cls, draft: Draft, first: int, last: int) -> Part:
        """The items `first`..`last` (`last` excluded)."""
        begins = (sentence[0].first for sentence in draft.sentences)
        bounds = [0, *(begin - first for begin in begins if first < begin < last), last - first]
        starts = np.array(bounds[:-1], np.int64)
        lengths = [end - start for start, end in pairwise(bounds)]
        return cls(first, bounds, starts, np.arange(len(lengths)).repeat(lengths)[:, None])


def sides_of(draft: Draft) -> Indexes:
    """By item the rows of those that stand at `DISTANCES` from it: where there is none before an empty line or the end
    of the text, the row behind the last, which is empty."""
    count = len(draft.items)
    sides = np.arange(count)[:, None] + _DISTANCES
    opens = paragraphs_of(draft)
    if not opens:  # as numbers without a sign, those before the first are behind the last
        unsigned: npt.NDArray[np.uint64] = np.minimum(sides.view(np.uint64), np.uint64(count))
        return unsigned.view(np.int64)
    paragraph = np.searchsorted(opens, np.arange(count), side="right")
    first, last = np.array([0, *opens])[paragraph], np.array([*opens, count])[paragraph]
    return np.where((sides < first[:, None]) | (sides >= last[:, None]), count, sides)


def paragraphs_of(draft: Draft) -> list[int]:
    """The items that open a paragraph after an empty line."""
    if "\n" not in draft.text:
        return []
    return [k for k, item in enumerate(draft.items) if item.gap >= _EMPTY_LINE and k]
