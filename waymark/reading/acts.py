"""Activities as what is done to what: {draw, plot} x {chart, graph} becomes phrases in every form of verb and thing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import Any

_VOWELS = frozenset("aeiou")
_HISSING = ("s", "x", "z", "ch", "sh")
_THE = "(a|an|the|my|our|your|their|his|her|some|any|this|that|these|those|another|one|)"
_LIGHT = frozenset("do be go get have see keep put".split())  # what follows them may be anything


def templates(rules: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """(template, activity) for every pair of verbs and things, and for every noun, of rules/acts.json."""
    irregular: Mapping[str, str] = rules["irregular"]
    for activity, pairs in rules["acts"].items():
        for verbs, things in pairs:
            what = "|".join(form for thing in things.split("|") for form in (thing, plural(thing)))
            for light, between in ((False, f"{_THE} (<*>|<*> <*>|)"), (True, _THE)):
                chosen = [verb for verb in verbs.split("|") if (verb in _LIGHT) is light]
                done = "|".join(form for verb in chosen for form in verb_forms(verb, irregular))
                if done:
                    yield f"({done}) {between} ({what})", activity
    for activity, nouns in rules["nouns"].items():
        yield f"({nouns})", activity


def verb_forms(verb: str, irregular: Mapping[str, str]) -> list[str]:
    """ "dig into": dig into, digs into, digging into, dug into."""
    first, _, rest = verb.partition(" ")
    past = irregular.get(first, "").split() or [_ended(first, "ed")]
    forms = [first, _s(first), _ended(first, "ing"), *past]
    return [f"{form} {rest}".strip() for form in dict.fromkeys(forms)]


def plural(thing: str) -> str:
    """The plural of the last word ("bar chart", "anomaly", "axis"); of a whole clause none that anybody says."""
    return thing[:-2] + "es" if thing.endswith("xis") else _s(thing)


def _s(word: str) -> str:
    if word.endswith("y") and word[-2:-1] not in _VOWELS:
        return word[:-1] + "ies"
    return word + ("es" if word.endswith(_HISSING) or word in ("go", "do") else "s")


def _ended(verb: str, ending: str) -> str:
    if ending == "ed" and verb.endswith("y") and verb[-2] not in _VOWELS:
        return verb[:-1] + "ied"
    if verb.endswith("e") and not verb.endswith("ee") and verb != "be":
        return verb[:-1] + ending
    if _doubles(verb):
        return verb + verb[-1] + ending
    return verb + ending


def _doubles(verb: str) -> bool:
    """ "plot", "run", "refer" no: a short verb of consonant, vowel, consonant."""
    return (
        len(verb) >= 3
        and verb[-1] not in _VOWELS
        and verb[-1] not in "wxy"
        and verb[-2] in _VOWELS
        and verb[-3] not in _VOWELS
        and sum(a in _VOWELS and b not in _VOWELS for a, b in pairwise(verb)) == 1
    )
