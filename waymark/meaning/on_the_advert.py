"""What people ask about an advertisement that they pasted before: does it fit me, what of it is missing, a plan for it.

Readings of a whole message by its words, so pure functions of the text.
"""

from __future__ import annotations

import re

_JOB = r"(?:that|this|the|such a|it|there)(?: (?:job|position|role|post|posting|ad|advert\w*))?"
_ADVERT_FIRST = re.compile(
    r"\b(?:which|what|where)\b.{0,45}\b(?:those|these|them|that list|missing|that ad\w*|this ad\w*|the ad\w*"
    r"|that job|this job)\b.{0,40}"
    r"\b(?:first|start|begin|learn|soonest|quickest|fastest|most important)\b|\bwhat (?:should|do|must"
    r"|would) i (?:have to )?learn (?:first )?for (?:that|this|it)\b",
    re.IGNORECASE,
)
_NAMED_ADVERT = (
    r"(?:(?:that|this|the|such an?) (?:job |same )?(?:ads?|advert\w*|posting|vacancy)"
    r"|(?:that|this|such a) (?:job|position|role|offer))"
)
_ADVERT_LEARN = re.compile(
    rf"\b(?:what|which|where|how)\b.{{0,40}}\b(?:learn|study|start|begin|close|prepare|practi[cs]e|add)\b.{{0,25}}"
    rf"\b{_NAMED_ADVERT}\b",
    re.IGNORECASE,
)
_LEARN_IT = re.compile(
    r"\b(?:what|which|where|how)\b.{0,40}\b(?:learn|study|prepare|practi[cs]e)\b.{0,15}\b(?:it|that|this|them|those)\b",
    re.IGNORECASE,
)
_PLAN = r"(?:plan|roadmap|schedule|curriculum)"
_ADVERT_PLAN = re.compile(
    rf"\b{_PLAN}\b.{{0,40}}\b{_NAMED_ADVERT}\b|\b{_NAMED_ADVERT}\b.{{0,30}}\b{_PLAN}\b", re.IGNORECASE
)
_PLAN_IT = re.compile(rf"\b{_PLAN}\b.{{0,20}}\b(?:it|that|this|those|these|them)\b", re.IGNORECASE)
_CHANCE = re.compile(
    r"\b(?:apply(?:ing)?|qualif\w+|chances?|(?:be|get) (?:hired|invited|it|the job)|good enough|suit(?:ed|able)?)\b",
    re.I,
)
_FIRST = re.compile(r"\b(?:which|what|where)\b.{0,30}\b(?:first|start|begin)\b", re.IGNORECASE)
_ADVERT_AGAIN = re.compile(
    r"\b(?:compare|match|check|hold|measure)\b.{0,40}\b(?:ad|advert\w*|posting|job|position)\b"
    r"|\b(?:what|how)\b.{0,20}\b(?:missing|lack|miss)\b.{0,20}\b(?:ad|advert\w*|posting|that job|this job"
    r"|that position)\b"
    r"|\b(?:the|that|this) (?:ad|advert\w*|posting)\b.{0,12}\bwhat\b.{0,15}\b(?:missing|lack|miss|need)\b",
    re.IGNORECASE,
)
_ADVERT_CHANCE = re.compile(
    rf"\b(?:would|could|can|will|do|should|might) i\b.{{0,25}}\b(?:get|have a chance|have chances|stand a chance"
    rf"|qualify|apply|be hired|fit)\b.{{0,15}}\b{_JOB}\b"
    r"|\bshould i apply\b|\b(?:would|will) they (?:take|hire|want|invite) me\b|\bam i (?:good enough|qualified"
    r"|a (?:good )?(?:match|fit)) for (?:that|this|it|the)\b"
    r"|\bmy chances?\b.{0,20}\b(?:that|this|the|there|it)\b"
    rf"|\bhow (?:do|would|did|well do|far do) i (?:stand|do|fare|score|look|measure up|hold up|compare|match|fit)\b"
    rf".{{0,15}}\b{_JOB}\b",
    re.IGNORECASE,
)
_AD = r"(?:(?:job )?(?:ads?|advert\w*|posting|vacancy|job description)|(?:that|this) (?:job|position|offer))"
_DROPPED = re.compile(
    rf"\b(?:forget|drop|ignore|disregard|skip|scrap|clear|remove|delete|never ?mind|leave|enough of|done with|put)\b"
    rf"(?: (?:about|aside|away|out|off|me|with))*(?: (?:the|that|this|my|all))*(?: \w+)? {_AD}\b"
    rf"|\b(?:no longer|not|without|apart from) (?:about )?(?:the|that|this) {_AD}\b",
    re.IGNORECASE,
)
# What is enough while the advertisement is what one talks about.
_MATCHES = re.compile(
    r"\bhow (?:well |good |far |close |much )?(?:do|would|did|could) i (?:match|meet|qualify|measure|compare|score)\b"
    r"(?! with (?:other|my|a )\w*)|\bhow (?:good|close|strong) (?:a |of a )?(?:match|fit|candidate) (?:am|would) i\b"
    r"|\b(?:do|would) i (?:match|qualify|meet (?:it|that|this|their|the (?:ad|requirements|must)))\b"
    r"|\bam i (?:qualified|good enough|a (?:good )?(?:match|fit|candidate))\b(?! (?:for|as) (?:an? )?(?:data|ml"
    r"|machine))",
    re.IGNORECASE,
)
_WANTED = re.compile(
    r"\bwhat(?: else| exactly| all)? (?:do|does|did) (?:they|it|the \w+) (?:want|ask|need|require|expect|look)\b"
    r"|\bwhat(?:'s| is| am i| do i)?(?: still)? (?:missing|lack|miss)\b",
    re.IGNORECASE,
)
_IN_IT = re.compile(
    r"\b(?:do|does|did|are|is) (?:they|it|that job|this job|the (?:job )?(?:ad\w*|posting|job|company))\b"
    r"[^.?!]{0,20}\b(?:want\w*|ask\w*|need\w*|requir\w*|mention\w*|expect\w*|say|look\w*|insist\w*)\b"
    r"|\bdo i (?:have|meet|fulfil|cover|know|satisfy|tick)\b"
    r"|\b(?:is|was|are)\b[^.?!]{1,40}\b(?:in (?:it|there|the ad\w*|that ad\w*|the posting|the list)|asked(?: for)?"
    r"|required|needed|mentioned|listed|wanted|a must(?:[- ]have)?|nice[- ]to[- ]have|optional|missing|covered)\b"
    r"|\bam i (?:missing|lacking|covered)\b",
    re.IGNORECASE,
)
_DAY_NAMED = re.compile(
    r"\b((?:apply|applications?|interviews?|start)(?: is| are| closes?)?) (?:in|on|at)\b", re.IGNORECASE
)


def question_beside(text: str) -> str:
    """What a person asks in their own voice before or after a text that they paste: "how do I prepare for this?"."""
    pieces = [p for p in re.split(r"(?<=[.!?:\n])\s+", text.strip()) if p]
    own = [p for p in (*pieces[:1], *pieces[-1:]) if re.search(r"\b(?:i|me|my)\b", p, re.I)]
    return " ".join(dict.fromkeys(own))


def about_advert(text: str, just_pasted: bool, lately: bool = False) -> str | None:
    """What is asked about the advertisement of before: to "drop" it, a "plan" for it, what to learn "first", a "chance"
    to get it, "again" to compare. `just_pasted`: the last answer was on it, so that "it" is enough; `lately`: one of
    the last few was, so that "how well do I match?" is about it."""
    if _DROPPED.search(text):
        return "drop"
    if _ADVERT_PLAN.search(text) or (just_pasted and _PLAN_IT.search(text)):
        return "plan"
    if (
        _ADVERT_FIRST.search(text)
        or _ADVERT_LEARN.search(text)
        or (just_pasted and (_FIRST.search(text) or _LEARN_IT.search(text)))
    ):
        return "first"
    if _ADVERT_CHANCE.search(text) or (just_pasted and _CHANCE.search(text)) or (lately and _MATCHES.search(text)):
        return "chance"
    return "again" if _ADVERT_AGAIN.search(text) or (lately and _WANTED.search(text)) else None


def asks_if_in_it(text: str) -> bool:
    """ "Do they want deep learning?", "do I have the Kubernetes thing?", of an advertisement that is talked about."""
    return _IN_IT.search(text) is not None


def with_last_day(text: str) -> str:
    """ "I must apply in February" names the last day to learn until, as "by February" would."""
    return _DAY_NAMED.sub(r"\1 by", text)
