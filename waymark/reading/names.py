"""Names of skills in the tokens: every spelling, every misspelling, and then whether it is the skill at all."""

from __future__ import annotations

from waymark.reading.draft import Name
from waymark.reading.lexicon import CONTEXT, EXACT, SHORTEST_TYPO, Entry, Lexicon, key_of
from waymark.reading.phrases import Phrases
from waymark.reading.tokens import Token

_CONNECTORS = frozenset("-/._&+'")
_MARKS = frozenset(".,:;!?()-/&'\"")  # the most frequent ones; nothing is left of them in a key
_UNITS = frozenset("y yr yrs year years mo months month + - – to / yoe out % . weeks of".split())
_LONGEST_NAME = 7
_SHORT_NAME = 5  # letters of a name that people may have too ("Julian")


def find_names(
    tokens: list[Token], lexicon: Lexicon, implied: Phrases, never_joined: frozenset[str], text: str
) -> list[Name]:
    """Names from left to right, the longest at each place. Corrects `low` of misspelt tokens in place."""
    lows = [t.low for t in tokens]
    keys = [low if low.isalpha() else _key(low) for low in lows]
    known, entries = lexicon.known, lexicon.entries
    strange = [i for i, key in enumerate(keys) if key not in known and key not in entries and len(key) > 1]
    for i in strange:
        if len(keys[i]) < SHORTEST_TYPO or ("'" in lows[i] and not lows[i].endswith("'s")):
            continue  # "wasn't" is no misspelt "want"
        better = lexicon.correct(keys[i])
        if better is not None and not _is_person(tokens[i], better, lexicon):
            tokens[i].low = lows[i] = keys[i] = better
    for i in [i for i in strange if keys[i] not in known and keys[i] not in entries]:
        _correct_pair(tokens, lows, keys, i, lexicon)
    found: list[Name] = []
    beginnings, hints = lexicon.beginnings, implied.first_words
    taken = 0
    for i, key in enumerate(keys):
        if i < taken or (key not in beginnings and lows[i] not in hints):
            continue
        if key in never_joined and key not in lexicon.openers and key not in entries and lows[i] not in hints:
            continue
        name = _name_at(tokens, keys, i, lexicon, never_joined, text) if _may_open(tokens, keys, i, lexicon) else None
        hint = implied.longest(lows, i)
        if hint is not None and (
            name is None or hint[0] > name.last - (None is hint[1][0][0] or hint[1][0][1] is not None)
        ):
            skill, level = hint[1][0]
            name = Name(skill, i, hint[0], " ".join(lows[i : hint[0]]), implied=True, level=level)
        if name is not None:
            found.append(name)
            taken = name.last
    return found


def _correct_pair(tokens: list[Token], lows: list[str], keys: list[str], i: int, lexicon: Lexicon) -> None:
    """Sets right a word that no rule knows where it and a neighbour are a name of two words ("powr bi")."""
    for k in (i, i - 1):
        if k < 0 or k + 1 >= len(keys) or tokens[k + 1].gap != 1 or not (keys[k].isalpha() and keys[k + 1].isalpha()):
            continue
        better = lexicon.correct_pair(keys[k], keys[k + 1])
        if better is not None:
            for at, word in zip((k, k + 1), better):
                tokens[at].low = lows[at] = keys[at] = word
            return


def without_explained(names: list[Name], tokens: list[Token]) -> list[Name]:
    """The names without short forms that the brackets behind them explain otherwise: "tf (terraform)"."""
    kept = []
    for k, name in enumerate(names):
        following = names[k + 1] if k + 1 < len(names) else None
        explained = (
            following is not None
            and len(name.key) <= 3
            and following.first == name.last + 1
            and tokens[name.last].text in "(="
            and _abbreviates(name.key, following.key)
            and following.skill != name.skill
        )
        if not explained:
            kept.append(name)
    return kept


def _abbreviates(short: str, full: str) -> bool:
    """Do the letters of `short` stand in `full` in their order, the first in front? "tf" for "terraform"."""
    rest = iter(full)
    return short[:1] == full[:1] and all(letter in rest for letter in short)


def _key(low: str) -> str:
    if low in _MARKS:
        return ""
    if low.endswith("'s"):
        low = low[:-2]
    return low if low.isalpha() else key_of(low)


def _is_person(token: Token, better: str, lexicon: Lexicon) -> bool:
    """A capitalised word one letter away from an English word is no misspelling of it ("Karl", "Simone")."""
    if not token.text[0].isupper() or token.text.isupper():
        return False
    named = better in lexicon._names or (len(better) > _SHORT_NAME and better in lexicon.entries)  # "Pyton"
    return not named or better[0] != token.low[0]  # "Lagos" is no "algos"


def _may_open(tokens: list[Token], keys: list[str], i: int, lexicon: Lexicon) -> bool:
    """A glance at the word and the next one, which most words do not survive."""
    key = keys[i]
    if key in lexicon.entries or key[-1:].isdigit():
        return True
    if key not in lexicon.beginnings or i + 1 == len(keys):
        return False
    following = tokens[i + 1]
    if following.gap > 1:
        return False
    return key + keys[i + 1] in lexicon.beginnings if keys[i + 1] else following.text in _CONNECTORS


def _name_at(
    tokens: list[Token], keys: list[str], i: int, lexicon: Lexicon, never_joined: frozenset[str], text: str
) -> Name | None:
    best: Name | None = None
    key, j, words, spaced = "", i, 0, False
    while j < len(tokens) and words < _LONGEST_NAME:
        token = tokens[j]
        if j > i and token.gap > 1:
            break
        piece = keys[j]
        if j > i and not piece:
            follows = tokens[j + 1] if j + 1 < len(tokens) else None
            if (
                token.text in _CONNECTORS
                and follows is not None
                and (token.text == "&" or token.gap == follows.gap == 0)
            ):
                j += 1
                continue
            break
        if not piece:
            break
        spaced = spaced or (j > i and token.gap == 1)
        key += piece
        if key not in lexicon.beginnings:
            break
        words += 1
        j += 1
        entry = lexicon.entries.get(key)
        if entry is not None and _fits(entry, tokens, i, j, words, spaced, never_joined, text):
            best = Name(entry.skill, i, j, key, context=entry.match == CONTEXT)
    if best is None and keys[i][-1:].isdigit():  # "python3", "ggplot"
        stem = keys[i].rstrip("0123456789")
        entry = lexicon.entries.get(stem)
        if len(stem) >= 4 and entry is not None and entry.match != EXACT:
            best = Name(entry.skill, i, i + 1, stem, context=entry.match == CONTEXT)
    return best


def _fits(
    entry: Entry, tokens: list[Token], i: int, j: int, words: int, spaced: bool, never_joined: frozenset[str], text: str
) -> bool:
    if len(entry.form) == 1 and not tokens[i].gap and i and tokens[i - 1].text[0].isdigit():
        return False  # "1C" is no C
    if entry.match == EXACT:
        return text[tokens[i].start : tokens[j - 1].end] == entry.form
    if j > i + 1 and any(tokens[k].text in "/+" and tokens[k].text not in entry.form for k in range(i + 1, j)):
        return False  # "tf/keras" is a list, not tf.keras
    if spaced and len(entry.form) <= 4 and tokens[i].low in never_joined:
        return False  # "a B in biology" is no A/B
    if tokens[j - 1].text[0].isdigit() and j < len(tokens) and tokens[j].low in _UNITS:
        return False  # "python 3 yrs"
    if spaced and words > entry.words:  # one word of the catalogue written as two
        last = tokens[j - 1].low
        joined = never_joined.isdisjoint([tokens[i].low, last])
        return len(entry.form) >= 5 and len(last) > 1 and joined and tokens[i].text.isalpha()
    return True
