"""What people ask before they set out: is one skill enough, must one code, which certificate, does one register, what
comes after a step, what has to be studied.

Readings of a whole message by its words, so pure functions of the text.
"""

from __future__ import annotations

import re

from waymark.meaning.choosing import asked_in

_LEAD = r"\W*(?:(?:and|so|but|ok(?:ay)?|then|well|hm+|hi|hello)\W+)*"
_ENOUGH_BEFORE = re.compile(
    rf"{_LEAD}(?:is|are|would|will|isn'?t|aren'?t)(?: (?:just|only|knowing|my|be|having))*\W*", re.IGNORECASE
)
_ENOUGH_BEHIND = re.compile(r"(?: (?:alone|only|really|be|on its own|by itself))* ?(?:enough|sufficient)\b", re.I)
_ONLY_BEFORE = re.compile(
    r"\b(?:job|hired|work|start|in)\b[^.?!]{0,20}\bwith (?:only|just|nothing but)(?: (?:knowing|my))? ?$", re.I
)
_OF_AMOUNT = re.compile(r"\b(?:\d+|hours?|weeks?|months?|years?|how much|courses?|books?)\b", re.I)
_DO_WITH = re.compile(
    r"(?:^|[.?!;,]|\bor\b|\band\b)\W*(?:and |so |but |ok |well |then )?(?:can|could|may|might) (?:i|one|you"
    r"|we)(?: (?:just|also|only"
    r"|still|even|simply|not|maybe|already))*"
    r" (?:(?:do|make|build|solve|manage|get by|get away|handle)(?: (?:all|most|some|part|much|any))?(?: of)?"
    r"(?: (?:that|it|this|these|those|them|the (?:job|work|same|task)|everything))? (?:in|with|using|by)|use|stay with"
    r"|stick (?:to|with))(?: (?:just|only|plain|my|pure))* ?$",
    re.IGNORECASE,
)
_CODE = r"(?:cod(?:e|ing)|program(?:m(?:e|ing))?(?! manager)|write code)"
_OFTEN = r"(?: (?:really|even|actually|always|still))*"
_KNOW = r"(?:know how to |know |learn how to |learn to |learn |be able to )?"
_CODING = re.compile(
    rf"\bdo(?:es)? (?:i|you|one|we){_OFTEN} (?:need|have) to {_KNOW}{_CODE}\b"
    rf"|\b(?:must|should) (?:i|you|one|we){_OFTEN} {_KNOW}{_CODE}\b"
    rf"|\bdo(?:es)? (?:i|you|one|we){_OFTEN} need (?:any |much |a lot of )?{_CODE}\b"
    rf"|\bwithout (?:any |having to |needing to |knowing how to |being able to |learning to |knowing )?{_CODE}\b"
    rf"|\bno {_CODE}(?: at all)?\W*$"
    rf"|\bis {_CODE} (?:\w+ )?(?:needed|required|necessary|mandatory|a must)\b"
    rf"|\bhow much {_CODE}\b",
    re.IGNORECASE,
)
_OF_ONESELF = re.compile(
    r"\bi(?:'m| am)? (?:can'?t|cannot|don'?t|do not|never|have never|no)\b|\b(?:like|hate|enjoy)\b", re.IGNORECASE
)
_CERTIFICATE = re.compile(r"\b(?:certificat(?:es?|ions?)|certs?|certified)\b", re.IGNORECASE)
_REGISTER = re.compile(
    r"\b(?:register|registration|sign(?:ing)? (?:up|in)|log(?:ging)? ?in|log ?on"
    r"|(?:create|make|open|need|have|want|require|without) an? account)\b"
    r"(?! (?:for|to|on|in|at|as) (?:an? |the |any )?\w)",
    re.IGNORECASE,
)
_ORDINALS = (r"first|1st|1", r"second|2nd|2", r"third|3rd|3", r"fourth|4th|4", r"fifth|5th|5")
_AFTER_STEP = tuple(
    re.compile(
        rf"\bwhat\b[^.?!]{{0,30}}\b(?:after|follow(?:s|ing|ed)?|beyond|once)\b[^.?!]{{0,25}}"
        rf"\b(?:(?:{n}) (?:step|one|stage|thing|skill)|step (?:{n}))\b",
        re.IGNORECASE,
    )
    for n in _ORDINALS
)
_TO_STUDY = re.compile(
    rf"{_LEAD}what(?: exactly| all| else| more)?(?: do i (?:still )?(?:need|have)| must i| would i (?:need|have)"
    r"| will i (?:need|have)) ?(?:to )?(?:study|learn|know)(?: still| then| now| for (?:that|it|this))*\W*",
    re.IGNORECASE,
)
_TAKES_UP = re.compile(r"\b(?:that|those|this|these|all|them|it)\b", re.IGNORECASE)


def asks_if_enough(text: str, start: int, end: int) -> bool:
    """ "Is Python enough?", "can I get a job with only SQL?", of the skills that stand from `start` to `end`."""
    if _OF_AMOUNT.search(text):
        return False
    if asks_to_do_with(text, start):
        return True
    if _ENOUGH_BEFORE.fullmatch(text, 0, start) and _ENOUGH_BEHIND.match(text, end):
        return True
    return _ONLY_BEFORE.search(text[:start]) is not None


def asks_to_do_with(text: str, start: int) -> bool:
    """ "Can I do that in Excel?", "could I use R for this?", of the skill that stands at `start`: whether it would do
    is asked, and nothing told."""
    return _DO_WITH.search(text[:start]) is not None


def asks_about_coding(text: str) -> bool:
    """ "Do I need to code?", "can I do this without coding?" """
    asked = asked_in(text)
    return _CODING.search(asked) is not None and _OF_ONESELF.search(asked) is None


def is_coding(words: str) -> bool:
    """Whether what was read as a skill is a word for coding itself."""
    return re.fullmatch(rf"\W*{_CODE}\W*", words, re.IGNORECASE) is not None


def asks_for_certificate(text: str) -> bool:
    """ "Which certificate should I get?" """
    return _CERTIFICATE.search(asked_in(text)) is not None


def asks_to_register(text: str) -> bool:
    """ "Do I have to register?" """
    return _REGISTER.search(asked_in(text)) is not None


def step_passed(text: str) -> int | None:
    """The number of the step that "what comes after the first step?" leaves behind; None where none is asked so."""
    return next((number for number, form in enumerate(_AFTER_STEP, 1) if form.search(text)), None)


def asks_what_to_study(text: str) -> bool:
    """ "What do I need to study?", and of no field in particular."""
    return _TO_STUDY.fullmatch(text) is not None


def takes_up(text: str) -> bool:
    """ "How many hours is that?": what was told just before is meant."""
    return _TAKES_UP.search(text) is not None
