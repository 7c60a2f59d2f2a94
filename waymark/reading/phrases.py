"""Phrases as data: templates like "never (really|) {USE}" become one automaton over words.

A template with ten optional parts stands for thousands of phrases, so they are never written out: each template is
a small graph, and the sets of places where a text may be in all of them (the subset construction) are worked out
when a text first gets there, then kept. Their number is bounded by the templates, not by the texts.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

_PIECES = re.compile(r"[()|]|[^\s()|]+")
ANY = "<*>"  # any one word
_LONGEST_PHRASE = 14


class _State:
    """Places in the templates where a text may be, and where each word leads from them (worked out when asked)."""

    __slots__ = ("any_word", "next", "nodes", "payload", "words")

    def __init__(self, nodes: tuple[int, ...], words: frozenset[str], payload: tuple[Any, ...] | None) -> None:
        self.nodes = nodes
        self.words = words  # those that lead on from here
        self.any_word = ANY in words
        self.next: dict[str, _State] = {}
        self.payload = payload


class Phrases:
    """Finds the longest phrase at a place.

    `skip` are words that may stand between the words of any phrase, `bounds` those that "any one word" is not.
    """

    def __init__(
        self,
        entries: Iterable[tuple[str, Any]],
        macros: Mapping[str, str] | None = None,
        skip: frozenset[str] = frozenset(),
        bounds: frozenset[str] = frozenset(),
    ) -> None:
        """From (template, payload) pairs; the same words may carry several payloads, in this order.

        `(a|b c|)` are alternatives, an empty one makes the group optional; `{NAME}` stands for the macro of that
        name. Raises KeyError on an unknown macro and ValueError on unbalanced brackets.
        """
        self.skip = skip
        self.bounds = bounds
        self._edges: list[dict[str, set[int]]] = []
        self._jumps: list[list[int]] = []
        self._ends: dict[int, tuple[int, Any]] = {}  # node -> (order, payload)
        self._states: dict[frozenset[int], _State] = {}
        starts = []
        for order, (template, payload) in enumerate(entries):
            end = self._node()
            self._ends[end] = (order, payload)
            start, at = self._alternatives(_PIECES.findall(filled(template, macros or {})), 0, end)
            if at >= 0:
                raise ValueError(f"unbalanced brackets in {template!r}")
            starts.append(start)
        self._words = frozenset(word for edges in self._edges for word in edges)
        self._root: dict[str, _State | set[int]] = {}
        for node in self._closure(frozenset(starts)):
            for word, targets in self._edges[node].items():
                self._root.setdefault(word, set()).update(targets)  # type: ignore[union-attr]
        self.first_words = frozenset(self._root)

    @property
    def words(self) -> frozenset[str]:
        """Every word that occurs in a template."""
        return self._words

    def openings(self, keys: Sequence[str]) -> list[int]:
        """The places where a phrase may start, judged by its first word alone."""
        root = self.first_words
        return [i for i, key in enumerate(keys) if key in root]

    def longest(self, keys: Sequence[str], at: int, end: int | None = None) -> tuple[int, tuple[Any, ...]] | None:
        """The longest phrase that starts at `at` and ends by `end`: (index after it, its payloads), or None."""
        state = self._root.get(keys[at])
        if state is None:
            return None
        if state.__class__ is not _State:
            state = self._start(keys[at])
        i, limit = at + 1, len(keys) if end is None else end
        if not state.any_word:  # most words that may open a phrase do not: no more is looked at than the next word
            key = keys[i] if i < limit else ""
            if key not in state.words and key not in self.skip:
                return None if state.payload is None else (i, state.payload)
        return self._walk(keys, state, i, min(limit, at + _LONGEST_PHRASE))

    def _walk(self, keys: Sequence[str], state: _State, i: int, limit: int) -> tuple[int, tuple[Any, ...]] | None:
        """The longest phrase of those that are in `state` before `keys[i]`; other ways to go on wait on a stack."""
        best: tuple[int, tuple[Any, ...]] | None = None
        waiting: list[tuple[_State, int]] = []
        skip, bounds = self.skip, self.bounds
        while True:
            if state.payload is not None and (best is None or i > best[0]):
                best = (i, state.payload)
            if i < limit and state.nodes:
                key = keys[i]
                if key in skip:
                    waiting.append((state, i + 1))
                if state.any_word and key not in bounds:
                    waiting.append((state.next.get(ANY) or self._follow(state, ANY), i + 1))
                if key in state.words:
                    state, i = state.next.get(key) or self._follow(state, key), i + 1
                    continue
            if not waiting:
                return best
            state, i = waiting.pop()

    def _start(self, key: str) -> _State:
        state = self._root[key] = self._state(frozenset(self._root[key]))  # type: ignore[arg-type]
        return state

    def _follow(self, state: _State, key: str) -> _State:
        """Where `key`, a word that leads on from `state`, leads; the templates bound what is kept."""
        targets: set[int] = set()
        for node in state.nodes:
            targets.update(self._edges[node].get(key, ()))
        following = state.next[key] = self._state(frozenset(targets))
        return following

    def _closure(self, nodes: frozenset[int]) -> set[int]:
        seen, todo = set(nodes), list(nodes)
        while todo:
            for jump in self._jumps[todo.pop()]:
                if jump not in seen:
                    seen.add(jump)
                    todo.append(jump)
        return seen

    def _state(self, nodes: frozenset[int]) -> _State:
        known = self._states.get(nodes)
        if known is not None:
            return known
        seen = self._closure(nodes)
        ends = sorted((self._ends[n] for n in seen if n in self._ends), key=lambda end: end[0])
        payload = tuple(dict.fromkeys(payload for _, payload in ends)) or None
        leading = tuple(n for n in seen if self._edges[n])
        words = frozenset(word for n in leading for word in self._edges[n])
        state = self._states[nodes] = _State(leading, words, payload)
        return state

    def _node(self) -> int:
        self._edges.append({})
        self._jumps.append([])
        return len(self._edges) - 1

    def _alternatives(self, pieces: list[str], at: int, end: int) -> tuple[int, int]:
        """The node before the alternatives at `at`, and the index of the closing bracket (-1: the text ended)."""
        fork = here = self._node()
        waiting = ""  # a word that was read and leads to the next node, or to the end
        while True:
            piece = pieces[at] if at < len(pieces) else ""
            if piece in ("|", ")", ""):
                if waiting:
                    self._edges[here].setdefault(waiting, set()).add(end)
                else:
                    self._jumps[here].append(end)
                if piece != "|":
                    return fork, (at if piece else -1)
                here, waiting = fork, ""
            else:
                if waiting:
                    following = self._node()
                    self._edges[here].setdefault(waiting, set()).add(following)
                    here = following
                waiting = ""
                if piece == "(":
                    after = self._node()
                    inner, close = self._alternatives(pieces, at + 1, after)
                    if close < 0:
                        raise ValueError(f"unbalanced brackets in {' '.join(pieces)!r}")
                    self._jumps[here].append(inner)
                    here, at = after, close
                else:
                    waiting = piece
            at += 1


def filled(template: str, macros: Mapping[str, str]) -> str:
    """The template with every `{NAME}` put in full. Raises KeyError on an unknown name."""
    while "{" in template:
        head, _, rest = template.partition("{")
        name, _, tail = rest.partition("}")
        template = f"{head}({macros[name]}){tail}"
    return template
