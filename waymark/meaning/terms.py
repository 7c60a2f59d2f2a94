"""What a message asks the meaning of: one of the bot's own words and numbers ("what is 6 %, six percent of what?"), a
skill, or something else.

Readings of a whole message by its words; the catalogue is asked for its names alone.
"""

from __future__ import annotations

import re

from waymark.catalogue import Catalogue
from waymark.meaning.trust import objection

WHAT_IS = re.compile(
    r"\W*(?:(?:and|so|ok(?:ay)?)\W+)*(?:what(?:'?s| is| are| does| do| means?)|explain|define) (?:an? |the )?"
    r"(.{2,40}?)(?: mean| do)?\W*",
    re.IGNORECASE,
)
_POINTS = re.compile(r"(?:this|that|it|these|those|they|he|she|you|i|we|your|my)\b.*", re.IGNORECASE)
_ASKS_MEANING = (
    r"(?:(?:what|wat)(?:'s| is| are| was| does| do| did)?(?: you)?(?: means?| meant)?(?: by| with)?"
    r"|meaning of|explain|define|is|are|(?:the|your|this|that|these|those))"
    r"(?: me)?(?: the difference between)?(?: an?| the| this| these| that| those| your| my)?\W+"
)
_HUNDREDTH = r"(?:\d+|[a-z]+) (?:in|out of) (?:a )?(?:100|hundred)"
_LEVEL = r"(?:beginner|intermediate|advanced|comfortable|strong|a little)"
# Ordered: the first that fits names the term.
_TERMS = {
    "range": r"likely between(?: \d+ and \d+)?",
    "levels": rf"(?:levels? )?{_LEVEL}(?:(?:\W+|,? (?:and|or|to|vs\.?) ){_LEVEL}){{0,2}}(?: levels?)?|levels?",
    "readiness": r"(?:readiness|(?:being )?ready)",
    "points": r"(?:\+?\d+ )?points?",
    "fit": rf"(?:fit(?:ness)?(?: \d+ in 100)?|{_HUNDREDTH}"
    r"|(?:in |out of )?(?:a )?(?:100|hundred)|\d\d(?= (?:mean|stand)))",
    "percent": r"(?:\d+|[a-z]+) ?(?:%|per ?cent)",
    "count": r"n ?= ?[\d,.]+|n(?= (?:mean|stand))",
}
_MEANS = (
    r"mean|means|stands? for|here|for you|exactly|of|in|to me|then|now|really|even|supposed to"
    r"|(?:machine learning engineer|data scientist)(?: postings)?"
)
_TAIL = rf"(?:\W+(?:{_MEANS}))*\W*"
_PERCENT = r"\b\w+ ?(?:%|per ?cent)"
_ASKED_AFTER = r"\W+what (?:do|does|is|are) (?:they|it|that|this|these)(?: mean)?"
_OF_WHAT = re.compile(
    rf"(?:{_PERCENT}|\b{_HUNDREDTH}|\bn ?= ?[\d,]+) of (?:what|which)\b"
    r"|\b(?:100|hundred|per ?cent) what\b",
    re.IGNORECASE,
)
_NOT_FULL = re.compile(
    r"\W*(?:(?:and|so|but|ok(?:ay)?|hm+)\W+)*why (?:(?:am i|is it|is that|isn'?t it|not|don'?t i get|it'?s|a|the"
    r"|full|only"
    r"|just)\W+)*(?:100|hundred|\d\d)(?P<percent> ?(?:%|per ?cent))?(?: in (?:a )?(?:100|hundred)| out of 100"
    r"| points)?\W*",
    re.IGNORECASE,
)
_LOST = re.compile(
    r"(?:^|[,.;!?]|\bbecause)\W{0,3}(?:sorry\W{1,3})?(?:i |im |i'm )?(?:really |still |just )?(?:don'?t|do not|can'?t"
    r"|not) (?:really |quite )?"
    r"(?:follow(?:ing)?|get (?:it|that|this)|understand(?: (?:it|that|this))?)(?=\s{0,3}$|[,.;!?])",
    re.IGNORECASE,
)
_POINTS_HELD = re.compile(r"\bhow many points\b", re.IGNORECASE)
_LEAD = (
    r"\W*(?:(?:and|ok|okay|so|but|sorry|wait|hm+|please|(?:can|could|would) you(?: please)?"
    r"|(?:explain|tell)(?: (?:to )?me)?(?= what)"
    r"|i (?:don'?t|do not) (?:really )?(?:know|get|understand)(?= what))\W+)*"
)
_PATTERNS = tuple(
    (name, re.compile(rf"{_LEAD}(?:{_ASKS_MEANING}(?:{form})|(?:{form}){_ASKED_AFTER}){_TAIL}", re.IGNORECASE))
    for name, form in _TERMS.items()
)
_SENTENCE = re.compile(r"(?<=[.!?\n])\s+|,\s+(?=(?:and |so )?(?:what|is that)\b)", re.IGNORECASE)
_GUESSED = re.compile(
    r"\W*(?:(?:and|or|so|is (?:it|that|this)|that|it)\W+)*(?:an? |the |my |like )*"
    r"(?:probabilit\w+|chances?|odds|likelihood|marks?|grades?|scores?|percent(?:age)?|share|good|bad|much|little"
    r"|low|high"
    r"|(?:out )?of what|people|postings|participants)(?: or \w+)?\W*",
    re.IGNORECASE,
)


def term_asked(text: str) -> str | None:
    """The one of the bot's own words that a text asks the meaning of, and asks nothing else but whether that is what
    it takes it for ("a probability?")."""
    if _POINTS_HELD.search(text):
        return "points"
    if short := _NOT_FULL.fullmatch(text):  # "why not 100?"
        return "readiness" if short["percent"] else "fit"
    text = _LOST.sub(" ", text)
    if found := _OF_WHAT.search(text):
        return "percent" if "%" in found[0] or "cent" in found[0].lower() else "fit"
    pieces = [piece for piece in _SENTENCE.split(text) if re.search(r"\w", piece)]
    named = [_named(piece) for piece in pieces]
    asked = next((name for name in named if name), None)
    others = [piece for piece, name in zip(pieces, named) if name is None]
    return asked if all(_GUESSED.fullmatch(piece) or objection(piece) for piece in others) else None


def _named(piece: str) -> str | None:
    return next((name for name, form in _PATTERNS if form.fullmatch(piece)), None)


def thing_asked(text: str) -> str | None:
    """What "what is overfitting?" asks about, in its own words; None for "what is this?"."""
    found = WHAT_IS.fullmatch(text)
    return found[1] if found and not _POINTS.fullmatch(found[1]) else None


def skill_asked(text: str, catalogue: Catalogue) -> str | None:
    """The skill that "what is a transformer?" is about, by any of its names: one that is no skill in other sentences
    is one here, where nothing else is asked."""
    name = thing_asked(text)
    if name is None:
        return None
    known = (catalogue.find(form) for form in (name, name + "s", name.removesuffix("s")))
    return next((skill for skill in known if skill in catalogue.skills), None)
