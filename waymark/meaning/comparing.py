"""Questions that hold things against each other: the other role, neither of them, more or less of some work, doing
without a skill, how often one is asked for, whether it is a must.

Readings of a whole message by its words; the catalogue is asked for its names alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from waymark.catalogue import Catalogue
from waymark.meaning.choosing import asked_in
from waymark.meaning.retraction import activities_named
from waymark.meaning.wording import role_named

_LEAD = r"\W*(?:(?:and|so|but|ok(?:ay)?|then|well|hm+|what about|how about|what of|for|hi|please|now)\b\W*)*"
_THE_OTHER = r"(?:the|that|my) (?:other|opposite|second|alternative)(?: (?:one|role|path|job|side|career|option|way))?"
_OTHER_ALONE = re.compile(
    rf"{_LEAD}(?:(?:with|as|in|the same for)\W+)?{_THE_OTHER}(?: (?:then|too|please|instead))?\W*", re.I
)
_CASE = re.compile(
    r"\bcase (?:for|of)\b|\b(?:speak|argu|talk)\w* (?:for|in favou?r of)\b|\barguments? (?:for|in favou?r)\b"
    r"|\bin favou?r of\b|\bwhy not\b|\b(?:pros|good points|advantages|upsides?) of\b",
    re.I,
)
_NEITHER = re.compile(
    rf"{_LEAD}(?:is it |it'?s |that'?s )?(?:none|neither)(?: of (?:them|the two|both|these|those|the (?:roles|paths"
    r"|jobs)))?(?: really)?"
    r"(?:(?: (?:fits?|suits?|is (?:right|good|for)|works?|matche?s?)(?: for)?(?: me)?)(?: then)?\W*|(?: then)?\W*\?\W*)"
    r"|\b(?:does|do|what if|maybe|perhaps|could it be that|so) (?:neither|none)(?: of (?:them|the two|these|those))? "
    r"(?:fits?|suits?|is right|matche?s?|is for)\b.*"
    r"|.{0,20}\b(?:am i|i'?m) (?:suited|right|made|good|fit) (?:to|for) neither\b.*",
    re.I,
)
_WHICH_ONE = (
    r"\b(?:which|what(?='s the| is the| one| role| path| job))(?:'s| is)?(?: the)?(?: (?:one|ones|path|role|job|career"
    r"|option))?(?: of (?:both|them|the two|these|those))?\b|\bwhere\b|\bin which\b"
)
_LESS = r"less|fewer|least|fewest|little|no|not|avoids?|spares?|out of|away from|without|free of"
_WHICH_HAS = re.compile(
    rf"(?:{_WHICH_ONE})(?P<between>[^.?!]{{0,40}}?)\b(?P<way>more|most|{_LESS})\b(?P<what>[^.?!]{{2,60}})", re.I
)
_NOT_WORK = re.compile(
    r"\b(?:money|pay\w*|earn\w*|salar\w+|jobs?|demand|likely|postings|time|hours|weeks|effort|questions?|figures?"
    r"|years?|courses?|difficult|competition)\b",
    re.I,
)
# Work with people has many words of which the postings know these two skills.
_WITH_PEOPLE = re.compile(
    r"\b(?:meetings?|calls|present\w*|slides|talk\w*|speak\w*|people|clients?|customers?|stakeholders?)\b", re.I
)
_OF_PEOPLE = ("communication", "stakeholder-management")
_LOSES = re.compile(
    r"\b(?:unlearn\w*|forg[eo]t\w*|dropp?(?:ed|ing)?|los[te]\w*|without|minus|leav(?:e|ing) out|left out|take away"
    r"|took away|taking away|gave up|give up|remov\w+|(?:didn'?t|did not|don'?t|do not|never|hadn'?t|no longer|not) "
    r"(?:\w+ )?(?:know|knew|known|learn\w*|have|had|use\w*)|had no|have no|with no)\b",
    re.I,
)
_LEARNS = re.compile(r"\b(?:(?<!never )learn(?:ed|t|ing)?|add\w*|pick(?:ed)? up|stud\w+|knew|take up|and had)\b", re.I)
_OFTEN = re.compile(
    r"\bhow (?:often|frequently|many (?:jobs|postings|ads|adverts|companies|employers|people)|common|popular|much in"
    r" demand|sought after)\b|\bwhat (?:share|per ?cent\w*|proportion|part|fraction|%) of\b|\bin demand\b"
    r"|\b(?:asked for|needed|used|wanted|named) how (?:often|much|frequently)\b",
    re.I,
)
_ASKING = r"(?:what|why|how|where|when|who|which|is|are|do|does|did|can|could|should|will|would|am|yes|no|thanks?)"
_EVERYDAY = frozenset(
    "how often asked for what share postings jobs many need want demand the popular common data much".split()
)
_NAMED = r"([\w+#./ -]{1,30}?)"
_OFTEN_HOW = r"(?:really |actually |even |absolutely |still |always |strictly )*"
_MUST = re.compile(
    rf"\b(?:is|are) {_NAMED} {_OFTEN_HOW}(?:an? (?:absolute |real )?(?:must(?:[- ]have)?|requirement|necessity"
    rf"|deal[- ]?breaker)|(?:needed|required|necessary|mandatory|obligatory|essential|indispensable))\b"
    rf"|\b(?:do|does|must|should|would) (?:i|you|one|we|everyone|everybody) {_OFTEN_HOW}(?:(?:need|have) to|need"
    rf"|must)? ?"
    rf"{_OFTEN_HOW}(?:to )?(?:know |learn |study |have |master |use )?{_NAMED}"
    r"(?: (?:for (?:this|that|it|both|either|the job)|at all|anyway|these days|nowadays|too|to (?:start|begin"
    r"|get)\b.*))?"
    r"(?=\W*(?:$|[?.!;,]))"
    rf"|\b(?:can|could) i (?:\w+ )?(?:do|get|manage|go|live|work)[^.?!]{{0,20}} without {_NAMED}(?=\W*(?:$|[?.!;,]))",
    re.I,
)
_EASE = re.compile(
    r"\b(?:is|isn'?t|are|aren'?t|ain'?t|was|wasn'?t)\b[^.?!]{1,30}\b(?:trivial|easy|simple|hard|difficult|tough|tricky"
    r"|quick|complicated|child'?s play|no big deal|nothing special)\b|\bhow (?:hard|difficult|easy|tough"
    r"|long does it take"
    r" to (?:learn|master|study))\b",
    re.I,
)
_TO_LEARN = re.compile(r"\b(?:for me|jobs?|hired|roles?|postings?|career|field|path|get into|choice|decide)\b", re.I)
_COMPARES = re.compile(r"^\W*(?:(?:please|can you|could you|would you|now|and|ok|so)\W+)*compare\W", re.I)
_AND = re.compile(r"\W*(?:and|with|to|against|vs\.?|versus|&|,)\W*", re.I)
_ONE_WORD = re.compile(
    r"\b(?:one|a single|1)[- ]words?\b|\bjust (?:give me |tell me |say )?(?:the|a) name\b|\bonly the name\b", re.I
)
_PAY = re.compile(
    r"\b(?:which|who|what|one|role|job|path|engineers?|scientists?)\b[^.?!]{0,30}\b(?:pays?|paid|earns?|makes?)"
    r" (?:me )?(?:more|better|best|most|less|an? (?:hour|month|year)|per|hourly)\b(?! (?:sense|of|fun|work)\b)"
    r"|\b(?:hourly|monthly|yearly|starting) (?:pay|wages?|rates?|salar\w+|income)\b|\bsalar(?:y|ies)\b",
    re.IGNORECASE,
)
_ASKS_VERDICT = re.compile(
    r"\bwhat(?:'d| would| do| did| will)? (?:you|u|ya) (?:then )?(?:say|think|recommend|advise|suggest|guess|pick"
    r"|choose|reckon)\b(?! (?:about|of|for|to|if|when|on)\b)|\bwhat(?:'s| is)? (?:your|ur) (?:\w+ )?(?:verdict|opinion"
    r"|take|advice|guess|answer|recommendation)\b"
    r"|\b(?:is|are|was|would) (?:this|that|it|these|those|either|any of (?:it|this|that|them)|(?:this|that|such a) \w+)"
    r"(?: (?:really|even|be|all|truly))* (?:something |anything |right |good |the right thing )?for"
    r" (?:me|(?:somebody|someone|a person|people) like me)\b",
    re.I,
)


def means_other_alone(text: str) -> bool:
    """ "And the other one?", "what about the other path", and no more than that."""
    return _OTHER_ALONE.fullmatch(text) is not None


def case_asked(text: str, path: str, catalogue: Catalogue) -> str | None:
    """The role whose case is asked for ("what speaks for the other one?", "make the case for MLE"), where that is not
    the `path` that is recommended; else None."""
    if not _CASE.search(text):
        return None
    named = role_named(text, catalogue)
    if named is None and re.search(rf"\b{_THE_OTHER}\b", text, re.I):
        others = [role for role in catalogue.roles if role != path]
        named = others[0] if len(others) == 1 else None
    return named if named != path else None


def asks_if_neither(text: str) -> bool:
    """ "So none of them?", "what if neither fits me?" """
    return _NEITHER.fullmatch(text.strip()) is not None


def which_has(text: str) -> tuple[str, str] | None:
    """ "Which one has less presenting?": "less" or "more", and the words for what; None where none is asked for."""
    found = _WHICH_HAS.search(asked_in(text))
    if found is None or _NOT_WORK.search(found["between"] + found["what"]):
        return None
    keeps_out = re.fullmatch(_LESS, found["way"], re.I) is not None
    return ("less" if keeps_out else "more"), found["what"]


def subjects_of(words: str, named: Iterable[str], catalogue: Catalogue) -> tuple[tuple[str, ...], bool]:
    """The skills that tell how much of some work there is, and whether they only come near to it; `named` are those
    that the reader found in the words."""
    found = tuple(s for s in named if s in catalogue.shares)
    near = tuple(s for s in _OF_PEOPLE if s in catalogue.shares) if _WITH_PEOPLE.search(words) else ()
    if near:
        return near, found[:1] != near[:1]
    return found, False


def supposes_without(text: str, start: int) -> bool:
    """Whether the skill that stands at `start` is supposed away: "what if I dropped R and learned Docker" does so with
    R, and not with Docker."""
    before = text[max(0, start - 60) : start]
    lost = max((m.end() for m in _LOSES.finditer(before)), default=0)
    learned = max((m.start() for m in _LEARNS.finditer(before)), default=0)
    return lost > 0 and lost >= learned


def leaves_out(text: str) -> bool:
    """ "And without Airflow?" and no more: after a what-if another one."""
    return re.fullmatch(rf"{_LEAD}(?:without|minus|no longer) [\w+#./ -]{{1,30}}\W*", text, re.I) is not None


def asks_how_often(text: str) -> bool:
    """ "How often is R asked for?", "is Scala in demand?" """
    return _OFTEN.search(text) is not None


def skill_in(text: str, catalogue: Catalogue) -> str | None:
    """The skill that a word of a question names, where the reader takes it for an everyday word ("how often is julia
    asked for?")."""
    words = (w for w in re.findall(r"[\w+#]{3,}", text) if w.casefold() not in _EVERYDAY)
    return next((skill for w in words if (skill := catalogue.find(w)) in catalogue.skills), None)


def only_names(text: str) -> bool:
    """ "And Julia?", "what about SAS", after a question about another skill."""
    named = re.sub(rf"^{_LEAD}", "", text, flags=re.I)
    return re.fullmatch(rf"(?!{_ASKING}\b)[\w+#./-]+(?: [\w+#./-]+)?\W*", named, re.I) is not None


def must_asked(text: str, catalogue: Catalogue) -> str | None:
    """The skill of which "is Python a must?", "do I really need PyTorch?" ask whether it can be done without."""
    for found in _MUST.finditer(asked_in(text)):
        name = next((n for n in (found.group(i) for i in range(1, found.re.groups + 1)) if n), "").strip()
        if (skill := catalogue.find(name)) in catalogue.skills:
            return skill
    return None


def asks_if_easy(text: str) -> bool:
    """ "Isn't SQL trivial?", "how hard is Docker to learn?": of a skill, and not of getting a job."""
    asked = asked_in(text)
    return _EASE.search(asked) is not None and _TO_LEARN.search(asked) is None


def compares_two(text: str, between: str) -> bool:
    """ "Compare Kubernetes and statistics": two skills, with these words `between` them."""
    return _COMPARES.search(text) is not None and _AND.fullmatch(between) is not None


def activity_in(words: str, catalogue: Catalogue) -> str | None:
    """The one activity that words name which the figures have something on."""
    found = [a for a in activities_named(words, catalogue) if any(catalogue.activities[a].lean.values())]
    return found[0] if len(found) == 1 else None


def wants_one_word(text: str) -> bool:
    """ "Just tell me one word", "only the name"."""
    return _ONE_WORD.search(text) is not None and re.search(r"\bdifferen", text, re.I) is None


def asks_pay(text: str) -> bool:
    """ "Which pays more per hour?", "who earns more": of what a job pays."""
    return _PAY.search(text) is not None


def asks_for_verdict(text: str) -> bool:
    """ "What would you say then?", "so what's your verdict" """
    return _ASKS_VERDICT.search(text) is not None
