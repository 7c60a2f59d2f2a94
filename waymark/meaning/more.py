"""Wishes for more in a few words, also misspelt: "more info", "mor qs", and what goes on with the what-if of before;
and for less: "shorter", "just the first step", "top 3 gaps"."""

from __future__ import annotations

import re

from waymark.meaning.slips import respelt
from waymark.meaning.week_hours import number

_SHORT_FORMS = {"q": "questions", "qs": "questions", "infos": "info", "moar": "more", "pls": "please", "plz": "please"}
_WORDS = (
    "more", "info", "information", "detail", "details", "explanation", "question", "questions", "ask", "tell",
    "explain", "give", "show", "another", "please", "stop", "further",
)  # fmt: skip
_LEAD = (
    r"\W*(?:(?:please|ok(?:ay)?|yes|and|but|so|now|hi|hey|some|any|a (?:bit|few|little)|a lot|even|i|we|you|can|could"
    r"|would|may|do|have|get|got|want|wanna|need|like|to|give|show|me|us|for|ask|there|are|is)\W+)*?"
)
_POLITE = r"(?:\W+(?:please|now|then|for me|thanks?|thank you))*\W*"
_QUESTIONS = re.compile(rf"{_LEAD}(?:more|further) questions?{_POLITE}", re.I)
_TO_KNOW = re.compile(
    rf"{_LEAD}(?:more|further) (?:info|information|details?|explanations?){_POLITE}"
    rf"|{_LEAD}(?:tell|explain)(?: me| it)?(?: (?:a (?:bit|little)|some|even))? more"
    rf"(?: (?:about|on|of) (?:it|this|that))?{_POLITE}"
    rf"|{_LEAD}details?{_POLITE}|\W*more{_POLITE}",
    re.I,
)
_ADDS = re.compile(
    r"\A\W{0,9}(?:and|plus|also)\b|\b(?:too|as well|also|on top(?: of (?:that|it))?|in addition|additionally)\b", re.I
)
_REPLACES = re.compile(r"\b(?:instead|rather|only|alone|just)\b|\A\W{0,9}or\b", re.I)
_COUNT = r"(\d{1,2}|one|two|three|four|five|six|seven|eight|nine|ten)"
_WEIGHTY = r"(?:top|biggest|largest|main|most important|worst|heaviest|key)"
_NO_UNIT = r"(?! ?(?:hours?|hrs?|h|weeks?|months?|days?|years?|%|percent)\b)"
_SEVERAL = re.compile(
    rf"\b(?:{_WEIGHTY}|first|next|only|just|at most|max(?:imum)?|no more than)(?: the| my)? {_COUNT}\b{_NO_UNIT}"
    rf"|\b{_COUNT} (?:{_WEIGHTY}|first|next)\b|\b{_COUNT} (?:gaps|skills|steps|things)\b",
    re.I,
)
_SINGLE = re.compile(
    rf"\b(?:the|my|one|single) {_WEIGHTY} (?:skill )?(?:gap|skill|thing|hole|weakness|lack|one)\b", re.I
)
_BY_WEIGHT = re.compile(rf"\b{_WEIGHTY}\b", re.I)
_JUST = r"(?:just|only|simply|give|show|tell|send|name|what(?:'?s| is)|want|need|about)"
_FIRST_STEP = (
    rf"(?:(?:very )?(?:first|next|1st)(?: {_COUNT})? (?:steps?|one|thing)|step (?:one|1|number one|no\. ?1))\b"
)
_STEPS_WANTED = re.compile(
    rf"\b{_JUST}\b(?: (?:me|us|for|you|to|know|see|have|in|of|the|my|that|please|a|just|only|about))* {_FIRST_STEP}"
    rf"|\b{_FIRST_STEP}(?: (?:only|alone|please|first|is enough|will do|is fine))+\W*$|^\W*(?:the "
    rf"|my )?{_FIRST_STEP}\W*$"
    r"|\b(?:one|a) step at a time\b",
    re.I,
)
_OF_A_STEP = re.compile(
    r"\b(?:why|after|skip|drop|leave|swap|did|do(?:ne|ing)?|finish\w*|complet\w*|know|learn(?:ed|t)"
    r"|start(?:ed)?|stuck|hard"
    r"|easy|(?<!too )long|how)\b",
    re.I,
)
_BRIEF = (
    r"(?:short(?:er|ly)?|brief(?:ly|er)?|tl;?dr|in (?:short|brief|a nutshell|(?:one|a|a single) (?:sentence"
    r"|line)|a few words)"
    r"|(?:sum|boil)(?: it| that)? (?:up|down)|summar(?:y|i[sz]e)(?: (?:it|that|this))?|less text"
    r"|(?:too )?(?:much text|wordy"
    r"|long to read|many words)|(?:get )?to the point)"
)
_BRIEFER = re.compile(
    r"\W*(?:(?:too long|ok(?:ay)?|no|please|pls|can|could|would|you|i|want|need|like|make|put|say|tell|give"
    r"|write|answer|too wordy|me|it|that|this|us|a|an|the|bit|much|even|be|keep|just|and"
    r"|now|but|again|that's|is|so|way|in)\W+)*"
    rf"{_BRIEF}(?:\W+(?:please|pls|version|answer|form|for me|thanks|again|then|one|didn'?t read))*\W*",
    re.I,
)


def in_full(text: str) -> str:
    """A text of a few words as it was meant: short forms written out, slips put right."""
    return respelt(re.sub(r"[^\W\d_]+(?:'s(?!\w))?", _written_out, text), _WORDS)


def _written_out(word: re.Match[str]) -> str:
    return _SHORT_FORMS.get(word[0].casefold().replace("'", ""), word[0])


def wants_more_questions(text: str) -> bool:
    """ "More questions", "mor qs pls"."""
    return _QUESTIONS.fullmatch(in_full(text)) is not None


def wants_to_know_more(text: str) -> bool:
    """ "More info", "tell me mor", and no word of what about."""
    return _TO_KNOW.fullmatch(in_full(text)) is not None


def goes_on_with(text: str) -> bool:
    """ "And Kubernetes too": beside what was supposed a moment ago, and not in its place."""
    return _ADDS.search(text) is not None and _REPLACES.search(text) is None


def how_many_wanted(text: str) -> int | None:
    """The number of "top 3 gaps", "the two most important skills"; 1 for "my biggest gap", None where none is named."""
    if several := _SEVERAL.search(text):
        return int(number(next(filter(None, several.groups())))) or None
    return 1 if _SINGLE.search(text) else None


def wants_the_biggest(text: str) -> bool:
    """ "My biggest gaps": those that weigh most, and not those to begin with."""
    return _BY_WEIGHT.search(text) is not None


def steps_wanted(text: str) -> int | None:
    """ "Just the first step", "show me only the first two steps": how many of a plan; None where none are asked for."""
    found = _STEPS_WANTED.search(text)
    if found is None or _OF_A_STEP.search(text):
        return None
    return int(number(next(filter(None, found.groups()), "one")))


def wants_it_shorter(text: str) -> bool:
    """ "Shorter", "tl;dr", "can you put that in one sentence?", of what was said last."""
    return _BRIEFER.fullmatch(text[:200]) is not None
