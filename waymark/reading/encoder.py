"""A second look at messages that the small network is not sure of: a sentence encoder that has learned the same task.

The small network knows words by the company they keep; an encoder has read a billion sentences before it saw the
labelled ones, and knows what "the part I always hand to someone else" comes to. It takes several times as long, so it
is asked for what the small one leaves open. Both answer in the same form (`Chances`).

The words of a message go in as pieces of a vocabulary, each with the marks that the steps before have put on its item;
the layers of a transformer follow, and what stands out in the sentence joins what stands at the item. The graph is
learned by `bench/train_encoder.py` and travels with the rules; ONNX Runtime computes it, most of it in whole numbers.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import numpy as np

from waymark.reading.draft import Draft
from waymark.reading.network import MARKS, Chances, Learned, Marks, Part, paragraphs_of

OPENS, CLOSES, UNKNOWN = "[CLS]", "[SEP]", "[UNK]"
FOLLOWS = "##"  # how a piece is written that does not begin a word
MOST_PIECES = 160  # of a paragraph, with one before and one behind; what is longer is not looked at a second time
MOST_PARAGRAPHS = 12  # of a message that is looked at a second time
INPUTS = ("pieces", "owners", "firsts", "flags", "within", "starts", "items", "spans", "names")
OUTPUTS = ("asked", "told", "here", "where", "ties")
_WORD = re.compile(r"[^\W_]+|[^\w\s]|_")
_UNMARKED = np.zeros((1, MARKS), np.float32)
_LONGEST = 40  # letters of a word that is taken to pieces


class Pieces:
    """Words as pieces of a vocabulary, the longest first (WordPiece). Nothing changes it."""

    def __init__(self, vocabulary: Sequence[str]) -> None:
        self._rows = {piece: row for row, piece in enumerate(vocabulary)}
        self._unknown = [self._rows[UNKNOWN]]

    def of(self, word: str) -> list[int]:
        """The rows of a word's pieces; that of an unknown one where some part is none."""
        get, found, start = self._rows.get, [], 0
        while start < len(word) <= _LONGEST:
            end, row, begun = len(word), None, FOLLOWS if start else ""
            while end > start and (row := get(begun + word[start:end])) is None:
                end -= 1
            if row is None:
                return self._unknown
            found.append(row)
            start = end
        return found or self._unknown

    def of_items(self, items: Iterable[list[str]]) -> tuple[list[int], list[int], list[int]] | None:
        """The rows of all pieces of the items' words, the item that each belongs to (the number of items: none) and
        the first piece of every item; None if they are too many."""
        rows, owners, firsts = [self._rows[OPENS]], [-1], []
        for k, words in enumerate(items):
            firsts.append(len(rows))
            rows += [row for word in words for row in self.of(word)] or self._unknown
            owners += [k] * (len(rows) - len(owners))
            if len(rows) >= MOST_PIECES:
                return None
        none = len(firsts)
        return [*rows, self._rows[CLOSES]], [none, *owners[1:], none], firsts


def written(draft: Draft) -> Iterator[list[str]]:
    """By item its words: in lower case, without accents, marks apart."""
    for item in draft.items:
        words: list[str] = []
        for token in draft.tokens[item.first : item.last]:
            low = token.low
            if not low.isascii():
                low = "".join(c for c in unicodedata.normalize("NFD", low) if unicodedata.category(c) != "Mn")
            words += [low] if low.isalnum() else _WORD.findall(low)
        yield words


class Encoder(Learned):
    """The learned encoder. Nothing changes it: threads may share one."""

    def __init__(self, graph: bytes | Path) -> None:
        """From an ONNX file as `bench/train_encoder.py` writes it, or its bytes. Raises ValueError on any other."""
        super().__init__(graph, INPUTS)
        self._pieces = Pieces(self.words)

    def chances(self, draft: Draft, marks: Marks, items: Sequence[int]) -> Chances | None:
        """As those of the small network; None of a message that is too long.

        Each paragraph is looked at by itself.
        """
        bounds = [0, *paragraphs_of(draft), len(draft.items)]
        if len(bounds) > MOST_PARAGRAPHS or any(last - first > MOST_PIECES for first, last in pairwise(bounds)):
            return None
        words, ties = list(written(draft)), [(span.first, k) for span, k, _ in draft.ties]
        flags = marks.astype(np.float32)
        found = Chances({}, {}, {}, {}, {})
        for first, last in pairwise(bounds):
            taken = self._pieces.of_items(words[first:last])
            if taken is None:
                return None
            part, own = Part.of(draft, first, last), [k for k in items if first <= k < last]
            dated = [pair for pair in ties if first <= min(pair) and max(pair) < last]
            rows, owners, firsts = (np.array(column, np.int64) for column in taken)
            marked = np.concatenate([flags[first:last], _UNMARKED])  # the last is that of no item
            spans, names = (np.array([pair[n] - first for pair in dated], np.int64) for n in (0, 1))
            asked = np.array(own, np.int64) - first
            given = (rows[None], owners, firsts, marked, part.within, part.starts, asked, spans, names)
            *answers, odds = self.session.run(OUTPUTS, dict(zip(INPUTS, given)))
            told = self.answer(answers, draft, part, own)
            found = _both(found, replace(told, ties=dict(zip(dated, odds.tolist()))))
        return found


def _both(one: Chances, other: Chances) -> Chances:
    """What two parts of a message tell: of what has no place of its own, the louder."""
    told, places = dict(one.told), dict(one.places)
    for what, odds in other.told.items():
        if what not in told or max(odds) > max(told[what]):
            told[what] = odds
            places |= {what: other.places[what]} if what in other.places else {}
    rows = [mine | yours for mine, yours in zip(_rows(one), _rows(other))]
    return Chances(rows[0], rows[1], rows[2], told, places, one.ties | other.ties)


def _rows(chances: Chances) -> tuple[dict[int, list[float]], ...]:
    return chances.polarity, chances.level, chances.attitude
