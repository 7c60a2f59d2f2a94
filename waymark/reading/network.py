"""A small convolutional network over the items of a message: what the words around a name say, learned from messages.

Rules say what their phrases say and no more; the network has seen thousands of labelled messages and has a guess for
every sentence. Each item is a learned vector of its word plus one for each mark that the steps before have put on it
(a name, an activity, a phrase of the rules); three gated convolutions look at two items on either side each, and what
stands out in the sentence joins what stands at the item. Nothing reaches over an empty line.

Names and activities that the steps before have found are asked about one by one. Besides, every item is asked whether
it tells a liking of any activity: people say "chasing a slow query" and nobody has listed it.

The vectors and matrices are learned by `bench/train_network.py` and travel with the rules; numpy is all it takes.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from waymark.reading.draft import MENTION, NUMBER, Draft, Rule

Floats = npt.NDArray[np.float32]

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
REACH = 2  # items that one convolution looks at on either side
_EMPTY_LINE = 3  # the gap before an item that opens a new paragraph


HEARD = -1.0  # the logarithm of the odds from which on something is told of an activity that nobody has named


@dataclass(frozen=True)
class Chances:
    """Logarithms of chances, each but for a sum that its row has in common, by the items asked for.

    `told` holds by activity the logarithms of the odds that the message tells a liking and a dislike of it; `places`
    the item where it does so most, of those that are `HEARD`.
    """

    polarity: dict[int, list[float]]
    level: dict[int, list[float]]
    attitude: dict[int, list[float]]
    told: dict[str, tuple[float, float]]
    places: dict[str, int]


def marks_of(draft: Draft, joy: frozenset[str], woe: frozenset[str]) -> list[tuple[int, int]]:
    """Pairs (item, mark) of what the steps before have found out about the items."""
    found: list[tuple[int, int]] = []
    add = found.append
    name, soft, number, clause_start = (_BASIC[mark] for mark in ("name", "soft", "number", "clause"))
    for k, key in enumerate(draft.keys):
        if key == MENTION:
            add((k, name))
            said = draft.items[k].name
            if said is not None and said.soft:
                add((k, soft))
        elif key == NUMBER:
            add((k, number))
        elif key in joy:
            add((k, _SAID["joy"]))
        elif key in woe:
            add((k, _SAID["woe"]))
    for first, last, liking in draft.forms:
        found += [(k, _BASIC["activity"]) for k in range(first, last)]
        if liking.attitude:
            add((last - 1, _BASIC[f"story:{liking.attitude}"]))
    for cue in draft.cues:
        marks = [mark for rule in cue.rules[:2] for mark in _marks_of(rule)]
        found += [(k, mark) for k in range(cue.first, cue.last) for mark in marks]
    for span in draft.years:
        found += [(k, _SAID["years"]) for k in range(span.first, span.last)]
    for told, _ in draft.feelings:
        for first, last, rules in told:
            found += [(k, _SAID[rules[0].attitude or "dislike"]) for k in range(first, last)]
    for clause in (clause for sentence in draft.sentences for clause in sentence):
        add((clause.first, clause_start))
        scope = _CLAUSE.get(clause.scope, _CLAUSE[None])
        found += [(k, scope) for k in range(clause.first, clause.last)]
    return found


def _marks_of(rule: Rule) -> list[int]:
    said = [mark for mark in (rule.polarity, rule.level, rule.scope) if mark in _SAID]
    turns = (("past", rule.past), ("drop", rule.drop), ("exception", rule.exception), ("weak", rule.weak))
    return [_SAID[mark] for mark in (*said, *(name for name, holds in turns if holds))]


class Network:
    """The learned network. Nothing changes it: threads may share one."""

    def __init__(self, data: bytes) -> None:
        """From the bytes of an .npz file as `bench/train_network.py` writes it. Raises ValueError on other bytes."""
        with np.load(io.BytesIO(data), allow_pickle=False) as file:
            arrays = {name: file[name] for name in file.files}
        words = arrays["words"].tobytes().decode("utf-8").split("\n")
        self._rows = {word: row for row, word in enumerate(words, 1)}  # row 0 is that of an unknown word
        self._vectors = arrays["vectors"]
        self._scale = np.float32(arrays["scale"])
        self._marks = arrays["marks"].astype(np.float32)
        self._layers = []
        for n in range(int(arrays["layers"])):
            kernel, bias, gain, shift = (arrays[f"{part}{n}"].astype(np.float32) for part in _PARTS)
            self._layers.append((kernel / 2, bias / 2, gain, shift))  # a gate is (1 + tanh(x / 2)) / 2
        width = self._vectors.shape[1]
        self._centred = np.eye(width, dtype=np.float32) - np.float32(1 / width)  # takes the mean out of a row
        heads = ("polarity", "level", "attitude")
        self._heads = np.concatenate([arrays[f"{head}_kernel"].astype(np.float32) for head in heads], axis=1)
        self._bases = np.concatenate([arrays[f"{head}_bias"].astype(np.float32) for head in heads])
        self._activities = arrays["activities"].tobytes().decode("utf-8").split("\n")
        self._told, self._told_base = (arrays[f"told_{part}"].astype(np.float32) for part in ("kernel", "bias"))

    def chances(self, draft: Draft, marks: Sequence[tuple[int, int]], items: Sequence[int]) -> Chances:
        """What the network thinks of each of `items`, which is the name of a skill or the end of an activity's, and
        of every activity that it knows."""
        found = self._look(draft, marks)
        starts = [sentence[0].first for sentence in draft.sentences]
        peaks = np.maximum.reduceat(found, starts, axis=0)
        at = np.asarray(items, np.int_)
        within = np.searchsorted(starts, at, side="right") - 1
        seen = np.concatenate([found[at], peaks[within]], axis=1)
        scores = (_times(seen, self._heads) + self._bases).tolist()
        cut, end = len(POLARITIES), len(POLARITIES) + len(LEVELS)
        return Chances(
            {k: row[:cut] for k, row in zip(items, scores)},
            {k: row[cut:end] for k, row in zip(items, scores)},
            {k: row[end:] for k, row in zip(items, scores)},
            *self._told_by(found, peaks, starts),
        )

    def _told_by(
        self, found: Floats, peaks: Floats, starts: list[int]
    ) -> tuple[dict[str, tuple[float, float]], dict[str, int]]:
        """`told` and `places` of the chances; columns are like and dislike of each activity by turns."""
        width = found.shape[1]
        here = _times(found, self._told[:width])
        sentences = np.maximum.reduceat(here, starts, axis=0) + (_times(peaks, self._told[width:]) + self._told_base)
        most = sentences.max(axis=0)
        odds = most.tolist()
        places = {}
        for column in np.flatnonzero(most > HEARD).tolist():
            sentence = int(sentences[:, column].argmax())
            first, last = (*starts, len(found))[sentence : sentence + 2]
            places[self._activities[column // 2]] = first + int(here[first:last, column].argmax())
        return dict(zip(self._activities, zip(odds[::2], odds[1::2]))), places

    def _look(self, draft: Draft, marks: Sequence[tuple[int, int]]) -> Floats:
        """What stands at every item, shape (items, width)."""
        count = len(draft.keys)
        get = self._rows.get
        words = self._vectors[[get(key, 0) for key in draft.keys]]
        flags = np.zeros((count, MARKS), np.float32)
        flags[tuple(zip(*marks))] = 1
        inside, place = laid_out(draft)
        width = words.shape[1]
        found = np.zeros((len(inside), width), np.float32)
        found[place] = np.tanh(words * self._scale + _times(flags, self._marks))
        broken = len(inside) > count + 2 * REACH  # there are empty rows between paragraphs, to be kept empty
        for kernel, bias, gain, shift in self._layers:
            told = _around(found, kernel) + bias
            gate = np.tanh(told[:, width:])
            gate += 1
            middle = _times(found[REACH:-REACH] + told[:, :width] * gate, self._centred)
            spread = np.sqrt(np.einsum("ij,ij->i", middle, middle) / width + _LEAST)
            middle *= gain
            middle /= spread[:, None]
            middle += shift
            found[REACH:-REACH] = middle * inside[REACH:-REACH] if broken else middle
        result: Floats = found[place]
        return result


_PARTS = ("kernel", "bias", "gain", "shift")
_WORK = 250_000  # products of two numbers, from about which on the library takes threads
_LEAST = 1e-5  # keeps the division by a spread from failing where there is none


def _around(found: Floats, kernel: Floats) -> Floats:
    """Every row with `REACH` rows on either side times the kernel."""
    length = len(found) - 2 * REACH
    sides = np.concatenate([found[k : length + k] for k in range(2 * REACH + 1)], axis=1)
    return _times(sides, kernel)


def _times(rows: Floats, matrix: Floats) -> Floats:
    """`rows @ matrix`, in pieces so small that no library spreads them over threads, which wait more than they work."""
    step = _WORK // matrix.size
    if len(rows) <= step:
        result: Floats = rows @ matrix
        return result
    return np.concatenate([rows[n : n + step] @ matrix for n in range(0, len(rows), step)])


def laid_out(draft: Draft) -> tuple[Floats, npt.NDArray[np.int_]]:
    """Rows for the items with empty ones around every paragraph: which are items, and the row of every item."""
    opens = [k for k, item in enumerate(draft.items) if item.gap >= _EMPTY_LINE and k]
    place = np.arange(REACH, REACH + len(draft.items))
    if opens:
        place += REACH * np.searchsorted(opens, np.arange(len(draft.items)), side="right")
    inside = np.zeros((len(draft.items) + REACH * (2 + len(opens)), 1), np.float32)
    inside[place] = 1
    return inside, place
