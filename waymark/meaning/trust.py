"""Doubts about the bot: why trust it, does it only agree, are its figures too old, is it wrong?

Readings of a whole message by its words, so pure functions of the text.
"""

from __future__ import annotations

import re

_BELIEVE = r"(?:trust|believe|rely on|listen to|have faith in)"
_ITS = (
    r"(?:you\b(?! with\b)|(?:a |one |any )?word|any(?:thing| of)\b|what you\b|your\b|these\b"
    r"|(?:a|some|any) (?:bot|program|machine|chatbot)\b)"
)
_TRUST = re.compile(
    rf"\bwhy (?:should|would|must|can|do)(?:n'?t)? (?:i|we|any ?(?:one|body)) (?:even |ever "
    rf"|just )?{_BELIEVE} (?:{_ITS}|this|that|it)"
    rf"|\bwhy (?:i|we|any ?(?:one|body)) (?:should|can|could|would) (?:even |ever )?{_BELIEVE} {_ITS}"
    rf"|\b(?:can|should|could|do) (?:i|we|people|any ?(?:one|body)) (?:really |even |actually )?{_BELIEVE} {_ITS}"
    rf"|\b(?:don'?t|do not|can'?t|cannot|hard to|no reason to|not sure (?:if |that )?i(?: can"
    rf"| should)?) (?:really )?{_BELIEVE} {_ITS}"
    r"|\bhow (?:do|can|would) i know (?:that )?(?:you(?:'re| are| do)?|this is|it'?s|any of this)\b"
    r".{0,20}\b(?:right|true|correct|lying|wrong|reliable)\b"
    r"|\b(?:are|aren'?t) you (?:ever |often |just |really )?(?:wrong|lying|biased|bluffing|any good|trustworthy"
    r"|reliable)\b"
    r"|\bwhat makes you (?:an? expert|qualified|so special)\b",
    re.IGNORECASE,
)
_AGREES = re.compile(
    r"\b(?:agree(?:ing)?|go(?:ing)? along) with (?:\w+ ){0,3}?(?:me|i (?:say|said|tell))\b|\byes[- ]?m[ae]n\b"
    r"|\bflatter\w*"
    r"|\b(?:tell|say)(?:ing)? (?:me )?(?:\w+ )?what i (?:want|like|wish) to hear\b|\bparrot(?:ing)? (?:me|what i)\b"
    r"|\b(?:tell|say|telling|saying) (?:that|this|the same|it)(?: thing)? to every ?(?:one|body)\b"
    r"|\btell every ?(?:one|body) (?:that|this|the same)\b",
    re.IGNORECASE,
)
_FIGURES = r"(?:data|figures?|numbers?|postings|statistics|stats|surveys?|info(?:rmation)?|evidence)"
_OBJECTIONS = (
    (
        "old",
        rf"\b(?:your|the|this|these|those) (?:\w+ )?{_FIGURES}\b.{{0,40}}\b(?:20[12]\d|old|outdated|stale|obsolete"
        rf"|ancient"
        rf"|out of date|useless now)\b|\b(?:old|outdated|stale|ancient|obsolete) {_FIGURES}\b"
        r"|\b(?:chat ?gpt|gpt|llms?|gen(?:erative)? ?ai|copilot)\b.{0,25}\b(?:n'?t|not)(?: even)? (?:exist\w*|there"
        r"|invented|around|a thing)\b",
    ),
    (
        "one_skill",
        r"\b(?:nobody|no ?one|not every ?(?:one|body)|knowing|just because|who(?:ever)? knows|anyone can"
        r"|everyone)\b.{0,60}\b(?:automatically"
        r"|(?:does|do|is|are|am)(?:n'?t| not) (?:\w+ ){0,2}(?:make|mean|turn|an?)\b|becomes? an?\b)"
        r"|\b(?:does|do)(?:n'?t| not) (?:\w+ ){0,2}(?:make|turn) (?:me|you|somebody|someone|anyone|one"
        r"|a person) (?:into )?an?\b",
    ),
    (
        "wrong",
        r"\byou(?:'re| are)(?: just| simply| so| totally| completely)? (?:wrong|mistaken|incorrect)\b|\bdisagree\b"
        r"|\b(?:don'?t|do not) (?:agree|believe)\b|\byour (?:\w+ )?(?:advice|result|recommendation|answer"
        r"|calculation|verdict|estimate)s?"
        r" (?:is|are|can'?t|cannot)\b.{0,15}\b(?:wrong|off|nonsense|rubbish|bad|right|incorrect)\b"
        r"|\b(?:this|that) (?:\w+ )?(?:recommendation|result|advice) (?:is|makes)\b.{0,10}\b(?:wrong|no sense"
        r"|nonsense|rubbish)\b",
    ),
)
_KINDS = tuple((kind, re.compile(form, re.IGNORECASE)) for kind, form in _OBJECTIONS)


def asks_for_trust(text: str) -> bool:
    """ "Why should I believe anything you say?" """
    return _TRUST.search(text.replace("\u2019", "'")) is not None


def asks_whether_agreeing(text: str) -> bool:
    """ "Are you just agreeing with whatever I say?" """
    return _AGREES.search(text.replace("\u2019", "'")) is not None


def objection(text: str) -> str | None:
    """What somebody holds against the advice: the figures are "old", "one_skill" decides nothing, it is "wrong"."""
    text = text.replace("\u2019", "'")
    return next((kind for kind, form in _KINDS if form.search(text)), None)
