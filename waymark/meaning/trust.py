"""Doubts about the bot: why trust it, does it only agree, how far does a figure of it go, was it ever tested, are its
figures too old, is it wrong? And orders to be something else, which no doubt is.

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
_CATCH = re.compile(
    r"\b(?:what|where)(?:'?s| is)? the (?:catch|snag)\b(?! (?:block|clause|statement))"
    r"|\bis there (?:a|any) (?:catch|snag)\b|\btoo good to be true\b",
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
        r"|\b20[12]\d\b.{0,20}\b(?:old|outdated|stale|ancient|obsolete|out of date|long ago)\b(?! (?:student"
        r"|graduate))"
        r"|\b(?:was|is|'s|stop\w*|end\w*|all|still|from) (?:\w+ ){0,2}before (?:chat ?gpt|gpt|llms?"
        r"|gen(?:erative)? ?ai)\b"
        r"|\b20[12]\d\b[^.!]{0,30}\b(?:before (?:chat ?gpt|gpt|llms?)|useless|worthless|irrelevant|ages ago)\b"
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
_A_FIGURE = (
    r"(?:\b\d+ ?(?:%|per ?cent\b|in (?:a )?(?:100|hundred)\b|out of 100\b)|\blikely between\b"
    r"|\b(?:this|that|your|such|these|those) (?:\w+ )?(?:figures?|numbers?|scores?|percentages?|range|fit"
    r"|estimates?)\b)"
)
_DOUBT = (
    r"\b(?:trust|believe|rely on|reliable|how (?:can|come)|(?:how|not|really|that) (?:sure|certain|confident"
    r"|accurate|exact"
    r"|precise)|(?:says?|means?|tells? me) (?:nothing|anything|little)|meaningless|useless|worthless"
    r"|guess(?:ing|work|ed)?"
    r"|vague|(?:so|too|very|that|huge|how) (?:wide|big|range)|huge|enormous|what (?:use|good) is|no use|pointless"
    r"|random|nonsense|rubbish|bogus|no sense)\b"
)
_FIGURE = re.compile(_A_FIGURE, re.IGNORECASE)
_DOUBTED = re.compile(rf"{_A_FIGURE}.{{0,90}}{_DOUBT}|{_DOUBT}.{{0,60}}{_A_FIGURE}", re.IGNORECASE | re.DOTALL)
_ORDERS = re.compile(
    r"^\W*(?:please |now |and )*(?:ignore|forget|disregard|override|pretend|act|say|set|give|tell|print|show"
    r"|reveal|repeat"
    r"|output|answer|respond|write|change|make|raise|always|system|from now on)\b"
    r"|\b(?:instructions?|prompt|restrictions?|admin\w*|passwords?|other (?:users?|people'?s?)|database|developer mode"
    r"|(?:your|the|new) rules?|api key|override|no matter what|whatever i (?:say|answer))\b|[{}<>;]",
    re.IGNORECASE,
)
_TESTED = re.compile(
    r"\b(?:was|were|is|are|has|have|did|how|who)\b[^.?!]{0,20}\b(?:this|it|that|you|these|any of (?:this|it)"
    r"|they|(?:the|your) "
    r"(?:\w+ )?(?:advice|tool|bot|program|figures?|numbers?|results?|answers?|recommendations?|predictions?"
    r"|estimates?))\b"
    r"(?: (?:ever|been|actually|really|properly|all))* (?:test(?:ed)?|validated?|evaluated?|verified|proven"
    r"|checked|tried(?: out)?)"
    r"(?: (?:on|with|against|by|for|in|over)\b[^.?!]*| before| scientifically)?\W*(?:$|[.?!])"
    r"|\bhow (?:often|frequently|many times)\b[^.?!]{0,15}\b(?:is|are|was|were|do|does|did|have|has)\b[^.?!]{0,20}"
    r"\b(?:you|it|this|that|they|(?:the|your) \w+)\b[^.?!]{0,20}\b(?:wrong|right|correct|mistaken|mistakes?|err"
    r"|fail|off)\b"
    r"|\b(?:error|hit|success|failure) rate\b(?=[^.?!]*(?:\?|$))(?! (?:of|in) (?:my|a)\b)|\btrack record\b",
    re.IGNORECASE,
)
_UNCOUNTED = re.compile(
    r"\byou(?:'ve| have| did| do)?(?:n'?t| not) (?:even )?(?:count(?:ed)?|consider(?:ed)?|weigh(?:ed)?|includ(?:ed?)"
    r"|t(?:ake|aken|ook) (?:\w+ )?(?:into account|in))\b|\byou (?:forgot|ignored?|left out|overlook(?:ed)?|missed)\b"
    r"|\b(?:did|do|have|are) you (?:even |really |also )?(?:count(?:ed|ing)?|consider(?:ed|ing)?|weigh(?:ed|ing)?"
    r"|t(?:ake|aken|aking) (?:that|this|it) into account) ?(?:that|this|it)?\W*$"
    r"|\bwhat (?:are|is|were) my (?:\w+ )?(?:strong (?:points?|sides?|suits?)|strengths?|strongest \w+)\b"
    r"|\bwhat am i (?:already )?(?:good|strong|best) at\W*$"
    r"|\b(?:does|do|did)(?:(?:n'?t| not) (?:that|it|this)| (?:that|it|this) not) (?:even )?(?:matter|count)(?! as)"
    r"|\b(?:that|it|this) (?:should|must|ought to) (?:matter|count)\b",
    re.IGNORECASE,
)
_WONDERS = re.compile(
    r"\bare you (?:really |so |quite |that |100 ?% )?(?:sure|certain|serious)\b"
    r"|\b(?:that|this|it)(?:'s| is| seems| sounds| looks)(?: a bit| rather| very| really| so)? "
    r"(?:strange|odd|weird|surprising|implausible|unlikely)\b",
    re.IGNORECASE,
)
_BIASED = re.compile(
    r"\b(?:bias(?:ed)?|partial|prejudiced?|favou?r(?:s|ing)?|rigged|one-sided|lopsided|tilted|skewed"
    r"|slanted)\b[^.?!]{0,25}"
    r"\b(?:to|towards?|against|for|in favou?r of|data scien\w+|ds|engineers?|mle|ml|roles?|paths?|sides?)\b"
    r"|\byou (?:just |only |simply |always |clearly |seem to |keep )+(?:want|say(?:ing)?|push(?:ing)?|recommend(?:ing)?"
    r"|favou?r|prefer|sell(?:ing)?)\b[^.?!]{0,30}\b(?:data scien\w+|ds|mle|ml|machine learning)\b"
    r"|\b(?:do|does|would|are) you (?:\w+ )?(?:say|recommend|tell|push|favou?r|prefer)\w*\b[^.?!]{0,30}"
    r"\b(?:every ?(?:one|body)|all(?: people)?|always)\b",
    re.IGNORECASE,
)
_OWN_BIAS = re.compile(
    r"\bbias(?:ed)? (?:in|of) (?:models?|data|samples?|ai|algorithms?)\b|\bi(?:'m| am) biased\b", re.IGNORECASE
)
_KINDS = tuple((kind, re.compile(form, re.IGNORECASE)) for kind, form in _OBJECTIONS)


def asks_for_trust(text: str) -> bool:
    """ "Why should I believe anything you say?" """
    return _TRUST.search(text) is not None


def asks_for_the_catch(text: str) -> bool:
    """ "What's the catch?", "sounds too good to be true": what the bot can't do, and how far it can be relied on."""
    return _CATCH.search(text) is not None


def asks_whether_agreeing(text: str) -> bool:
    """ "Are you just agreeing with whatever I say?" """
    return _AGREES.search(text) is not None


def asks_if_biased(text: str) -> bool:
    """ "I think you're biased towards data science", "you always say data scientist"."""
    return _BIASED.search(text) is not None and _OWN_BIAS.search(text) is None and _ORDERS.search(text) is None


def doubts_figure(text: str) -> bool:
    """ "83 in 100 with only two skills? Likely between 33 and 98 says nothing": a doubt about a figure, and no order to
    change it."""
    return _DOUBTED.search(text) is not None and _ORDERS.search(text) is None


def speaks_of_figures(text: str) -> bool:
    """Whether a message holds a figure of the bot's, or speaks of one, and orders nothing."""
    return _FIGURE.search(text) is not None and _ORDERS.search(text) is None


def asks_if_tested(text: str) -> bool:
    """ "Was this tested on real people? How often is it wrong?" """
    return _TESTED.search(text) is not None


def misses_in_the_count(text: str) -> bool:
    """ "You have not counted that I explain figures every month", "does that not matter?", or what did count: "what are
    my strong points?" """
    return _UNCOUNTED.search(text) is not None


def wonders_if_sure(text: str) -> bool:
    """ "Are you sure? That seems strange": how far the advice goes is asked, whatever is held against it."""
    return _WONDERS.search(text) is not None


def objection(text: str) -> str | None:
    """What somebody holds against the advice: the figures are "old", "one_skill" decides nothing, it is "wrong"."""
    return next((kind for kind, form in _KINDS if form.search(text)), None)
