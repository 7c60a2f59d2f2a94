"""Whom a message speaks of: what somebody else knows and what others ask for is not the person's own, so it never
changes what is known about them.

Pure functions of the text; whose skill a mention is, the reader says (`Scope`).
"""

from __future__ import annotations

import re
from dataclasses import replace

from waymark.meaning.week_hours import NUMBER, number
from waymark.skills import Mention, Scope

_KIN = (
    r"friend|mate|colleague|co-?worker|boss|manager|lead|brother|sister|sibling|wife|husband|partner|boyfriend"
    r"|girlfriend"
    r"|father|mother|dad|mum|mom|son|daughter|cousin|uncle|aunt|neighbou?r|roommate|flatmate|teacher|professor|mentor"
)
_SOMEBODY = rf"(?:he|she|they|(?:my|a|the|another) (?:\w+ )?(?:{_KIN}))"
_DOES = r"(?:is|has|can|knows?|does|uses?|writes?|codes?|works?|did|learn(?:s|ed)|told|said|(?:\w+ly )\w+s)"
_SOMEBODY_DOES = re.compile(rf"\W*(?:(?:and|but|because|since|while|where|as)\W+)?{_SOMEBODY} {_DOES}\b", re.I)
_YEARS = rf"{NUMBER}\s*\+?\s*(years?|yrs?|months?)\b"
_OTHERS_DO = re.compile(
    r"\W*(?:(?:and|but|because|since|while|as|so)\W+)*(?:(?:most|many|all|some|other|lots of|a lot of) (?:of (?:the"
    r"|these) )?"
    r"(?:\w+ )?(?:places|companies|people|firms|employers|teams|shops|jobs|start-?ups|engineers|scientists)"
    r"|everyone|everybody"
    r"|nobody|no one|companies|employers|people)\b",
    re.I,
)
_ASKING = (
    r"(?:they|he|she|it|everyone|everybody|people|employers?|recruiters?|companies|firms|jobs|ads"
    r"|(?:the|this|that|most|many|all|some|these|those) (?:\w+ )?"
    r"(?:ads?|adverts?|jobs?|postings?|roles?|compan(?:y|ies)|firms?|employers?|people|bosses))"
)
_ASKED_YEARS = re.compile(
    rf"\b{_ASKING}(?: \w+){{0,2}}? (?:wants?|wanted|asks?|asked|needs?|requires?|expects?|demands?|look(?:s|ing)?)\b"
    rf"(?:(?!\bi\b|\bbut\b)[^.,;!?]){{0,30}}?{_YEARS}",
    re.I,
)
_OWN_YEARS = re.compile(rf"\bi(?:'ve| have| got)(?: \w+){{0,3}}? {_YEARS}", re.I)
_ONESELF = re.compile(r"\b(?:i|i'?m|i'?d|i'?ve|my|mine)\b", re.IGNORECASE)
LONGEST_POINTER = 60  # letters that lead to what is pointed at
_POINTS_AT = re.compile(
    r"\b(?:given|considering|despite|in spite of|in view of|even with|with all)(?: all)?"
    r" (?:my|of my|the) (?:\w+ ){0,2}$",
    re.I,
)
MAX_YEARS = 60.0


def speaks_of_oneself(text: str) -> bool:
    """Whether its writer stands in it ("give me" names nobody who tells)."""
    return _ONESELF.search(text) is not None


def is_only_pointed_at(text: str, start: int) -> bool:
    """ "That seems strange given my C++": what stands at `start` is held against an answer, and not told."""
    return _POINTS_AT.search(text[max(0, start - LONGEST_POINTER) : start]) is not None


def is_of_somebody_else(mention: Mention) -> bool:
    """Whether a mention is another person's: the reader says so, or its clause begins with that person."""
    if mention.scope is Scope.OTHER:
        return True
    return mention.scope is Scope.QUESTION and _SOMEBODY_DOES.match(mention.evidence) is not None


def said_of_others(mention: Mention, text: str) -> bool:
    """ "Most places just call OpenAI these days": what others do, of which the sentence says nothing of oneself."""
    before = re.split(r"[.?!;\n]", text[: mention.start])[-1]
    return _OTHERS_DO.match(before) is not None and not speaks_of_oneself(before)


def own_years_only(mention: Mention, text: str) -> Mention:
    """The mention without years that somebody else asks for, and with those that the same message sets against them."""
    found = _ASKED_YEARS.search(text) if mention.scope is Scope.OWN and mention.years is not None else None
    if found is None or mention.years != _in_years(found[1], found[2]):
        return mention
    return replace(mention, years=own_years(text))


def own_years(text: str) -> float | None:
    """The years that a person says they have, whatever others want: "they want 3 years, I have about half a year"."""
    found = _OWN_YEARS.search(_ASKED_YEARS.sub(" ", text))
    years = _in_years(found[1], found[2]) if found else 0.0
    return years if 0 < years <= MAX_YEARS else None


def _in_years(amount: str, unit: str) -> float:
    return number(amount) / (12.0 if unit.lower().startswith("m") else 1.0)
