"""Wishes for more in a few words, also misspelt: "more info", "mor qs", and what goes on with the what-if of before."""

from __future__ import annotations

import re

from waymark.meaning.slips import respelt

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
