"""Tokens and names become items, the alphabet in which the rules are written; cues and clauses are found in them."""

from __future__ import annotations

from collections.abc import Sequence

from waymark.reading.draft import MENTION, NUMBER, Clause, Cue, Item, Name, Rule, Years
from waymark.reading.numbers import FRACTIONS, NUMBER_WORDS, joined_number, number_of
from waymark.reading.phrases import Phrases
from waymark.reading.tokens import Token

_SENTENCE_ENDS = frozenset([".", "!", "?", ";", "…", "...", "..", "...."])
_CLAUSE_MARKS = frozenset([",", ":", "(", ")", "[", "]", "–", "—", "->", "=>", "=", "{", "}", "•", "|", "~"])
_ABBREVIATIONS = frozenset("e.g i.e etc g approx yrs yr vs exp incl esp resp dr mr mrs prof inc".split())
_NO_MORE = frozenset(["longer", "more", "doubt", "problem", "way"])  # "i no longer" is no "i know"
_NODS = frozenset(["ok", "okay", "alright", "fine", "good", "great", "cool"])
_LABEL_MARKS = frozenset([":", "-", "–", "—", "->", "="])
_SPOKEN_DIGITS = frozenset(["0", "1", "2", "3", "101"])  # those that rules name ("level 1", "= 0", "python 101")
# A sentence without an end is cut, so that reading stays linear: a list at a comma, all else wherever it is.
_LONGEST_LIST = 80  # clauses
_MOST_CLAUSES = 320
_LONGEST_CLAUSE = 400  # items
_FIRST_PERSON = frozenset(["i", "i'm", "i'd", "i've"])
_AND = frozenset(["and", "&", "+", "plus", "or", "n"])


def make_items(tokens: list[Token], names: list[Name], merges: dict[str, str], mergeable: frozenset[str]) -> list[Item]:
    """Names as one item each, "do not" as "don't", all else word for word. `mergeable` are first words of merges."""
    items: list[Item] = []
    upcoming = iter(names)
    name = next(upcoming, None)
    i, n = 0, len(tokens)
    while i < n:
        token = tokens[i]
        capital = token.text[0].isupper()
        if name is not None and name.first == i:
            items.append(Item(MENTION, i, name.last, token.gap, name, None, capital))
            i = name.last
            name = next(upcoming, None)
            continue
        low = token.low
        if i + 1 < n and tokens[i + 1].text == "-" and low.isalpha() and _hyphened(tokens, i, name):
            key = f"{low}-{tokens[i + 2].low}"
            items.append(Item(key, i, i + 3, token.gap, None, joined_number(low, tokens[i + 2].low), capital))
            i += 3
            continue
        merged, width = None, 1
        if low in mergeable:
            following = tokens[i + 1] if i + 1 < n and (name is None or name.first != i + 1) else None
            merged = merges.get(f"{low} {following.low}") if following is not None and following.gap == 1 else None
            if merged == "i know" and i + 2 < n and tokens[i + 2].low in _NO_MORE:
                merged = None
            width = 2 if merged is not None else 1
            merged = merged or merges.get(low)
        if merged is None and " " not in low:
            if low[0].isdigit() or low in FRACTIONS:
                key = low if low in _SPOKEN_DIGITS else NUMBER
                items.append(Item(key, i, i + 1, token.gap, None, number_of(low), capital))
            else:
                items.append(Item(low, i, i + 1, token.gap, None, NUMBER_WORDS.get(low), capital))
            i += 1
            continue
        for k, word in enumerate((merged or low).split()):
            items.append(Item(word, i, i + width, token.gap if k == 0 else 1))
        i += width
    return items


def _hyphened(tokens: list[Token], i: int, name: Name | None) -> bool:
    """Is a word of two parts written here ("to-do", "hands-on"), no name in it?"""
    if i + 2 >= len(tokens) or tokens[i + 1].text != "-" or tokens[i + 1].gap or tokens[i + 2].gap:
        return False
    return tokens[i + 2].low.isalpha() and (name is None or name.first > i + 2)


def find_cues(items: list[Item], keys: list[str], phrases: Phrases) -> list[Cue]:
    """The phrases of the rules in the items: at each place the longest, not overlapping, none over a line break."""
    cues: list[Cue] = []
    breaks = [k for k, item in enumerate(items) if item.gap > 1 and k]
    breaks.append(len(keys))
    line = taken = 0
    opening = phrases.first_words
    for i in phrases.openings(keys):
        if i < taken:
            continue
        while breaks[line] <= i:
            line += 1
        stop = breaks[line]
        found = phrases.longest(keys, i, stop)
        if found is None or _opens_list(keys, i, *found) or (found[0] == 1 and _nods(keys)):
            continue
        first, (end, rules) = i, found
        for k in range(i + 1, end):  # "I don't" gives way to "don't want to learn"
            later = phrases.longest(keys, k, stop) if keys[k] in opening else None
            if later is not None and later[0] > end and _stronger(keys, first, end, k, later[0], rules):
                shorter = phrases.longest(keys, first, k)
                if shorter is not None:
                    cues.append(Cue(shorter[1], first, shorter[0]))
                first, (end, rules) = k, later
        cues.append(Cue(rules, first, end))
        taken = end
    return cues


def _stronger(keys: list[str], i: int, end: int, k: int, later: int, rules: tuple[Rule, ...]) -> bool:
    """Does the phrase `k`..`later` win over `i`..`end`? The longer; a mark gives way ("SQL - never used R")."""
    if keys[i] in _LABEL_MARKS and k == i + 1:
        return True
    return later - k > end - i or (later - k == end - i and rules[0].id == "has")


def _nods(keys: list[str]) -> bool:
    """ "ok I know Python": the first word says nothing about what follows."""
    return keys[0] in _NODS and keys[1:2] != [] and keys[1] in _FIRST_PERSON


def _opens_list(keys: list[str], i: int, end: int, rules: tuple[Rule, ...]) -> bool:
    """ "mixed up: no Docker, no Spark": the words behind the mark speak of what follows ("python: no, sql: yes")."""
    if keys[i] not in _LABEL_MARKS or end >= len(keys) or keys[end] != MENTION or rules[0].reach != "before":
        return False
    return keys[end + 1 : end + 2] != [":"] and keys[end + 1 : end + 2] != ["="]


def split_clauses(
    items: list[Item], cues: list[Cue], years: list[Years], contrast: frozenset[str], first_person: frozenset[str]
) -> list[list[Clause]]:
    """Sentences of clauses. A cue never spans two of them: where it would, the boundary gives way."""
    inside: set[int] = set()
    starts: dict[int, Cue] = {}
    for cue in cues:
        starts[cue.first] = cue
        inside.update(range(cue.first + 1, cue.last))
    for span in years:
        inside.update(range(span.first + 1, span.last))
    joints = contrast | _AND | _FIRST_PERSON
    sentences: list[list[Clause]] = []
    current: list[Clause] = []
    first, before, depth = 0, "", 0
    limit = _LONGEST_CLAUSE  # the item at which a sentence that goes on and on is cut

    def close(at: int, mark: str, resume: int) -> None:
        nonlocal first, before, limit
        if at > first:
            current.append(Clause(first, at, before, depth))
            before = mark
        elif mark not in (",",) or not before:
            before = mark if before in ("", ",") else before
        first = resume
        limit = resume + (_LONGEST_CLAUSE if len(current) < _MOST_CLAUSES else 0)

    def finish(at: int, resume: int) -> None:
        nonlocal current, before, depth
        close(at, "", resume)
        if current:
            sentences.append(current)
        current, before, depth = [], "", 0

    for i, item in enumerate(items):
        key = item.key
        if (item.gap >= 2 and i > first) or (i >= limit and i not in inside):
            finish(i, i)
        if (key.isalpha() and key not in joints) or (i in inside and key != "?"):
            continue
        if key == "/" and i + 1 < len(items) and items[i + 1].key == "/":
            finish(i, i + 2)
            continue
        if key == ";" and depth:  # "(AWS, Terraform; 6 years)"
            close(i, ",", i + 1)
            continue
        if key in _SENTENCE_ENDS:
            ends = (
                key != "."
                or i + 1 >= len(items)
                or (items[i + 1].gap > 0 and (i == 0 or items[i - 1].key not in _ABBREVIATIONS or items[i + 1].capital))
            )
            if ends:
                finish(i + 1, i + 1)
            continue
        if key == "," and len(current) >= _LONGEST_LIST:
            finish(i, i + 1)
            continue
        if key in _CLAUSE_MARKS:
            if key in "([{":
                close(i, key, i + 1)
                depth += 1
            elif key in ")]}":
                close(i, key, i + 1)
                depth = max(0, depth - 1)
            else:
                close(i, key, i + 1)
        elif key == "/" and item.gap and i + 1 < len(items) and items[i + 1].gap:
            close(i, "/", i + 1)
        elif key == "-" and (item.gap or (i + 1 < len(items) and items[i + 1].gap)):
            close(i, "-", i + 1)
        elif key in contrast and not (
            i in starts and starts[i].last > i + 1 and key not in ("but", "though", "although")
        ):
            close(i, key, i)
        elif key in _AND and i > first and _opens(items, starts, i + 1, first_person):
            close(i, key, i)
        elif key in _FIRST_PERSON and i > first + 1 and items[i - 1].key == MENTION:
            close(i, "run-on", i)
    finish(len(items), len(items))
    _distribute(sentences, items, cues, years)
    return sentences


def _opens(items: list[Item], starts: dict[int, Cue], i: int, first_person: frozenset[str]) -> bool:
    """Does a clause of its own open at `i`, after an "and"? With a cue or a first person, not with a bare name."""
    if i >= len(items):
        return False
    if items[i].key in first_person:
        return True
    return any(k in starts for k in (i, i + 1) if k < len(items) and items[i].name is None)


def _distribute(sentences: list[list[Clause]], items: list[Item], cues: list[Cue], years: list[Years]) -> None:
    """Puts names, cues and years, which stand in the order of the text, into the clauses that hold them."""
    clauses = [c for s in sentences for c in s]
    names = [k for k, item in enumerate(items) if item.name is not None]
    _put("names", names, names, clauses)
    _put("cues", cues, [c.first for c in cues], clauses)
    _put("years", years, [y.first for y in years], clauses)


def _put(field: str, found: Sequence[object], places: list[int], clauses: list[Clause]) -> None:
    k = 0
    for one, place in zip(found, places):
        while k < len(clauses) and clauses[k].last <= place:
            k += 1
        if k < len(clauses):
            getattr(clauses[k], field).append(one)
