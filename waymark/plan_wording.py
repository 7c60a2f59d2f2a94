"""What a text plainly says about a plan or an order of steps: change it, show a week of it, why is it so?

Readings of a whole message by its words, so pure functions of the text (see `waymark.wording` for what else it says).
"""

from __future__ import annotations

import re

_WEEK = re.compile(
    r"\bwh\w+\b.{0,40}\b(after|in|at|from|by|during|of) (?:the )?(week|month) (?:no\.? |number )?(\d{1,3})\b", re.I
)
_EDIT = r"(?:drop|skip|remove|delete|take|leave|cut|strike|throw|swap|exchange|replace|put|move)"
_EDITS_PLAN = re.compile(
    rf"\b{_EDIT}\b.{{1,50}}\b(?:from|of|off|in|into|on) (?:my|the|this|that) "
    r"(?:study |learning )?(?:plan|schedule|roadmap)\b"
    r"|\bplan\b.{0,40}\bwithout\b",
    re.IGNORECASE,
)
_EDITS_A_STEP = re.compile(
    r"\b(?:put|move)\b.{1,40}\b(?:first|last|earlier|later|to the (?:front|end|start))\b"
    r"|\b(?:swap|exchange|replace)\b.{1,40}\b(?:for|with|by|out)\b",
    re.IGNORECASE,
)
_EDITS_AFTER_A_PLAN = re.compile(
    rf"^\W*(?:and |but |now |please |the same )*without\b|\b(?:can|could|may) (?:we|you|i) {_EDIT}\b", re.IGNORECASE
)
_LIFTS = re.compile(
    r"\b(?:whole|full|complete|entire) (?:\w+ )?(?:plan|schedule|roadmap|path|list|thing|way)\b"
    r"|\b(?:no|without(?: an?y?| the)?) (?:time |hour )?(?:limits?|deadlines?|end date|end)\b"
    r"|\b(?:forget|drop|lift|remove|ignore|cancel|skip|scrap|never ?mind) (?:about )?(?:the|my|that|this|any) "
    r"(?:\w+ )?(?:limits?|deadlines?|months?|weeks?|time frame|end date)\b"
    r"|\bunlimited\b|\bas long as it takes\b|\b(?:take|have|got) all the time\b",
    re.IGNORECASE,
)
_OWN_TIME = re.compile(r"\b(?:have|has|got|only|just|at most|max(?:imum)?|deadline|limit)\b", re.IGNORECASE)
_ASKS = re.compile(
    r"\W*(?:(?:and|so|but|ok(?:ay)?)\W+)*(?:how|can|could|is|are|will|would|do|does|what|when|which|should)\b", re.I
)
_WHY_ORDER = re.compile(
    r"^\W*(?:(?:and|but|so|ok(?:ay)?|hm+|sorry)\W+)*(?:why|how come|for what reason)\b(?!.{0,20}\b(?:you|question)s?\b)"
    r".{0,60}\b(?:first|(?:this|that|the|your|such an?) (?:order|sequence)|(?:start|begin)(?:ning|ing)? (?:with|there)"
    r"|before|(?:this|that|the|these|those)(?: (?:first|next|same))? steps?)\b",
    re.IGNORECASE,
)


def asks_why_order(text: str) -> bool:
    """ "Why that one first?", "why do I start with Mathematics?", "why this order?" """
    return _WHY_ORDER.search(text) is not None


def lifts_limit(text: str) -> bool:
    """ "No limit", "forget the deadline", "show me the whole plan": the time that was named shall count no longer."""
    return _LIFTS.search(text) is not None


def only_wonders(text: str) -> bool:
    """Whether a time in a question is tried and not told: "can I do it in six months?", but not "I have six months.
    Which steps?"."""
    return _OWN_TIME.search(text) is None and ("?" in text or _ASKS.match(text) is not None)


def week_asked(text: str) -> int | None:
    """The week of a plan that a question is about: "what comes after week 6" is 7, "in month 2" is 5."""
    found = _WEEK.search(text)
    if found is None or re.search(r"\bhours?\b", text, re.I):
        return None
    number = int(found[3])
    first = number if found[2].lower().startswith("week") else (number - 1) * 4 + 1
    last = number if found[2].lower().startswith("week") else number * 4
    return last + 1 if found[1].lower() == "after" else max(1, first)


def edits_plan(text: str, corrects: bool, after_a_plan: bool) -> bool:
    """Whether a text would change single steps of a plan: "drop Docker from my plan", after a plan "without it".

    "Swap Java for Python" `corrects` what was understood, unless a plan is what is talked about.
    """
    a_step = (after_a_plan or not corrects) and _EDITS_A_STEP.search(text)
    return bool(_EDITS_PLAN.search(text) or a_step or (after_a_plan and _EDITS_AFTER_A_PLAN.search(text)))
