"""All the spellings of all the names, found in constant time a word however long the catalogue is.

A name is looked up by its *key*: lower case, letters, digits, + and # only. "Scikit-Learn", "scikit learn" and
"scikitlearn" share the key "scikitlearn". A set of all key beginnings says when to stop looking; misspellings are
found by the deletion method (every word with one or two letters left out points to the words it may come from).
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from itertools import combinations

from rapidfuzz.distance import OSA

PLAIN, EXACT, CONTEXT = "plain", "exact", "context"
_NOT_KEY = re.compile(r"[^\w+#]|_")
SHORTEST_TYPO = 5  # letters; shorter words have too many neighbours
_SHORTEST_PAIR = 6  # letters of a name of two words
_LONGEST_TYPO = 40  # letters; no name is longer, and the search takes the square of the length
_TWO_EDITS_FROM = 8


def key_of(text: str) -> str:
    """The lookup key of a form, ".net" keeping its dot so that it is no English word."""
    low = text.lower()
    key = _NOT_KEY.sub("", low)
    return "." + key if key and low[0] == "." else key


@dataclass(frozen=True)
class Entry:
    """What a key stands for. `words` is the number of words of the form, `form` its spelling in the catalogue."""

    skill: str
    form: str
    match: str
    words: int


@dataclass
class Lexicon:
    """Keys of skill names, and the index for misspelt words."""

    entries: dict[str, Entry] = field(default_factory=dict)
    beginnings: set[str] = field(default_factory=set)
    deletes: dict[str, tuple[str, ...]] = field(default_factory=dict)
    known: frozenset[str] = frozenset()
    pairs: dict[str, tuple[str, str]] = field(default_factory=dict)  # names of two words, joined -> the words
    openers: frozenset[str] = frozenset()  # first words of forms that have several

    @classmethod
    def build(
        cls,
        aliases: Iterable[tuple[str, str, str]],
        english: frozenset[str],
        cue_words: Collection[str],
        untouchable: frozenset[str],
    ) -> Lexicon:
        """From (skill, form, match) rows. `untouchable` words never are what a misspelt word was meant to be."""
        self = cls()
        words: set[str] = set()
        openers: set[str] = set()
        for skill, form, match in aliases:
            for key, entry in _variants(skill, form, match):
                old = self.entries.get(key)
                if old is None or (old.match == CONTEXT and entry.match == PLAIN and old.skill == entry.skill):
                    self.entries[key] = entry
            words.update(re.findall(r"[^\W\d_]+", form.lower()))
            openers.add(re.split(r"[\s\-/&.]", form.lower(), maxsplit=1)[0])
            pair = form.lower().split()
            if match == PLAIN and len(pair) == 2 and all(map(str.isalpha, pair)) and len(form) > _SHORTEST_PAIR:
                self.pairs["".join(pair)] = (pair[0], pair[1])
        self.openers = frozenset(openers)
        for key in self.entries:
            self.beginnings.update(key[:n] for n in range(1, len(key) + 1))
        targets = {
            w for w in words | set(cue_words) if len(w) >= SHORTEST_TYPO - 1 and w not in untouchable and w.isalpha()
        }
        self.known = english | words | frozenset(cue_words)
        index: dict[str, list[str]] = {}
        for target in sorted(targets):
            for short in _deletions(target, 2 if len(target) >= _TWO_EDITS_FROM else 1):
                index.setdefault(short, []).append(target)
        self.deletes = {short: tuple(found) for short, found in index.items()}
        joined: dict[str, list[str]] = {}
        for both in sorted(self.pairs):
            for short in _deletions(both, 1):
                joined.setdefault(short, []).append(both)
        self._joined = {short: tuple(found) for short, found in joined.items()}
        self._names = frozenset(w for w in words if w not in english)
        return self

    _names: frozenset[str] = frozenset()
    _joined: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def correct_pair(self, one: str, other: str) -> tuple[str, str] | None:
        """The two words of a name of which one is misspelt by one letter ("powr bi"), or None."""
        text = one + other
        if not _SHORTEST_PAIR <= len(text) <= _LONGEST_TYPO:
            return None
        for short in self._joined.keys() & _deletions(text, 1):
            for both in self._joined[short]:
                first, second = self.pairs[both]
                same = (one == first or other == second) and other != second + "s"
                if (
                    same
                    and one[0] == first[0]
                    and other[0] == second[0]
                    and OSA.distance(text, both, score_cutoff=1) <= 1
                ):
                    return first, second
        return None

    def correct(self, word: str) -> str | None:
        """The word that a misspelt one was meant to be: one edit away, two from eight letters on; or None."""
        if not SHORTEST_TYPO <= len(word) <= _LONGEST_TYPO or word in self.known or not word.isalpha():
            return None
        if word[-1] == "s" and word[:-1] in self.known:
            return word[:-1] if word[:-1] in self._names else None
        allowed = 2 if len(word) >= _TWO_EDITS_FROM else 1
        best: tuple[int, bool, str] | None = None
        for short in self.deletes.keys() & _deletions(word, allowed):
            for target in self.deletes[short]:
                if target[0] != word[0] and target[:2] != word[1::-1]:
                    continue
                most = 2 if _anagram(word, target) or (allowed == 2 and len(target) >= _TWO_EDITS_FROM - 1) else 1
                edits = OSA.distance(word, target, score_cutoff=most)
                if edits > most:
                    continue
                candidate = (edits, target not in self._names, target)
                if best is None or candidate < best:
                    best = candidate
        return best[2] if best else None


def _anagram(word: str, target: str) -> bool:
    """The same letters in another order, the first and the last in their place ("phyton")."""
    return len(word) == len(target) > 5 and word[-1] == target[-1] and sorted(word) == sorted(target)


def _deletions(word: str, edits: int) -> set[str]:
    found = {word, *(word[:i] + word[i + 1 :] for i in range(len(word)))}
    if edits > 1 and len(word) <= 24:
        found.update(word[:i] + word[i + 1 : j] + word[j + 1 :] for i, j in combinations(range(len(word)), 2))
    return found


def _variants(skill: str, form: str, match: str) -> list[tuple[str, Entry]]:
    """The form itself, "&" for "and", its plural, and the singular of a form of several words."""
    spellings = [form]
    if "&" in form or " and " in form:
        spellings += [form.replace("&", " and "), form.replace(" and ", " & ")]
    out: list[tuple[str, Entry]] = []
    for spelling in spellings:
        words = len(re.findall(r"[^\s\-/&.]+", spelling))
        entry = Entry(skill, form, match, words)
        key = key_of(spelling)
        if not key:
            continue
        out.append((key, entry))
        letters = len(key)
        if match == EXACT or not key[-1].isalpha():
            continue
        if letters >= 4 and key[-1] != "s" and (words > 1 or match == PLAIN):
            out.append((key + "s", entry))
        if words > 1 and letters >= 6 and key[-1] == "s" and key[-2] not in "siu":
            out.append((key[:-1], entry))
    return out
