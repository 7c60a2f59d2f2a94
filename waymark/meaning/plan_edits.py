"""What a text would change in a plan: leave a step out or take it up again, put another first, swap two."""

from __future__ import annotations

import re
from collections.abc import Iterable

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
_SKIPS = re.compile(
    r"\b(?:skip|drop|cut|omit|pass over|leave out|jump over|take out|(?:don'?t|do not) need)\b"
    r"|\bleave\b.{1,40}\bout\b"
    r"|\bget rid of\b",
    re.IGNORECASE,
)
_SKIP_FIRST = re.compile(
    r"\W*(?:(?:please|ok(?:ay)?|and|but|so|now|let'?s|can|could|may|shall|we|you|i|want to|would like to|'d like to"
    r"|would rather|'d rather)\W*)*skip\b",
    re.IGNORECASE,
)
_CLAUSE_ENDS = re.compile(r"[.,;:!?\n]")
_BARRED = re.compile(
    r"\b(?:blocked|banned|forbidden|prohibited|sanction(?:s|ed)|off[- ]limits|unavailable"
    r"|(?:not|isn'?t|aren'?t) (?:available|allowed|permitted|accessible|supported)|no access|(?:don'?t"
    r"|do not) have access)\b"
    r"|\b(?:can'?t|cannot|can not|may not|mustn'?t|not allowed to|unable to) (?:\w+ ){0,2}(?:use|access|reach"
    r"|buy|pay|afford"
    r"|install|run|get)\b[^.?!]{0,40}\b(?:at work|here|because|(?:in|at|by|on|for) (?:my|our|this"
    r"|the) (?:country|company|firm|job"
    r"|office|region|team|employer|bank|laptop|machine|computer|boss))\b",
    re.IGNORECASE,
)
_BACK_IN = re.compile(
    r"\b(?:put|bring|add|take|get|have)\b.{1,40}\b(?:back(?: in(?:to)?)?|in again|again)\b|\bwith .{1,30} again\b"
    r"|\b(?:include|add) .{1,30}\b(?:again|after all|back)\b",
    re.IGNORECASE,
)
_LEAVES_OUT = re.compile(r"\bwithout\b", re.IGNORECASE)
_MOVES = re.compile(
    r"\b(?:swap|switch|exchange|reverse|flip|turn around|reorder|re-order|rearrange|change|shuffle)\b.{0,30}"
    r"\b(?:order|sequence|steps?|first (?:two|2)|ones?)\b|\b(?:swap|switch|flip) (?:the )?(?:first )?(?:two|2|them)\b"
    r"|\b(?:different|another|other|better) (?:order|sequence)\b"
    r"|\b(?:do|take|put|move|have|learn|start with|begin with)\b.{0,20}\b(?:second|third|fourth|fifth|2nd|3rd"
    r"|4th|5th|last"
    r"|step (?:\d|two|three|four|five))\b.{0,12}\b(?:first|before|earlier|instead)\b"
    r"|\b(?:start|begin) with (?:the )?(?:second|third|fourth|fifth|2nd|3rd|4th|5th|step (?:[2-9]|two|three"
    r"|four|five))\b",
    re.IGNORECASE,
)
_PLACES = {"second": 1, "2nd": 1, "third": 2, "3rd": 2, "fourth": 3, "4th": 3, "fifth": 4, "5th": 4}
_PLACE = re.compile(r"\b(second|2nd|third|3rd|fourth|4th|fifth|5th)\b|\bstep (\d)\b", re.IGNORECASE)


def skips_step(text: str) -> bool:
    """ "Drop Docker", "can we leave the first one out": of a plan that is talked about."""
    return _SKIPS.search(text) is not None


def skips_it(text: str) -> bool:
    """ "Skip it, I have a degree in that": the step that was just spoken of."""
    return re.search(r"\b(?:skip|drop|omit|leave) (?:it|that|this)\b", text, re.I) is not None


def asks_leave(text: str) -> bool:
    """ "Can I skip the first one?" is a wish in the form of a question."""
    return re.search(r"\b(?:can|could|may|shall|should) (?:i|we|you)\b", text, re.I) is not None


def skips_named(text: str, starts: Iterable[int]) -> bool:
    """ "Skip Python": never a word on what somebody knows, whatever was talked about before. The name has to be what is
    skipped: "skip the intro. Python 4 years" tells of Python. `starts` are the places of the names."""
    opener = _SKIP_FIRST.match(text)
    if opener is None:
        return False
    ends = _CLAUSE_ENDS.search(text, opener.end())
    return any(start < (ends.start() if ends else len(text)) for start in starts)


def leaves_out(text: str) -> bool:
    """ "Drop Docker", "without Docker": a step shall go, and none be moved."""
    return skips_step(text) or is_barred(text) or _LEAVES_OUT.search(text) is not None


def is_barred(text: str) -> bool:
    """ "AWS is blocked in my country", "we can't use it at work": something that nobody there can use."""
    return _BARRED.search(text) is not None


def takes_up_again(text: str) -> bool:
    """ "Put AWS back in": what was left out shall count again."""
    return _BACK_IN.search(text) is not None


def moves_steps(text: str) -> bool:
    """ "Swap the first two", "can I do the second one first?", "I'd rather have another order"."""
    return _MOVES.search(text) is not None


def step_wanted_first(text: str) -> int:
    """The 0-based step that is wished for at the front: the second where none is named ("swap the first two")."""
    found = _PLACE.search(text)
    if found is None:
        return 1
    return _PLACES[found[1].lower()] if found[1] else max(int(found[2]) - 1, 1)


def edits_plan(text: str, corrects: bool, after_a_plan: bool) -> bool:
    """Whether a text would change single steps of a plan: "drop Docker from my plan", after a plan "without it".

    "Swap Java for Python" `corrects` what was understood, unless a plan is what is talked about.
    """
    a_step = (after_a_plan or not corrects) and _EDITS_A_STEP.search(text)
    return bool(_EDITS_PLAN.search(text) or a_step or (after_a_plan and _EDITS_AFTER_A_PLAN.search(text)))
