"""Which of the times in a message somebody tells of themselves, and which they repeat, deny or only try."""

from __future__ import annotations

import re
from collections.abc import Iterable

from waymark.meaning.answers import WEEKS

_NUMBER = r"\d+(?:[.,]\d+)?"
_UNIT = r"(?:hours?|hrs?|h|weeks?|wks?|months?|years?)\b"
_RATE = r"(?:\s*(?:a|per|each|every|/)\s*(?:week|wk|day|month))?"
_AMOUNT = rf"{_NUMBER}\s*{_UNIT}{_RATE}"
_SAID = r"(?:say|said|name|named|mention(?:ed)?|tell|told|ask(?:ed)?(?: for)?|write|written|give|gave|given|set)"
_NEVER_SAID = rf"(?:never|didn'?t|did not|haven'?t|have not)(?: \w+){{0,2}} {_SAID}\b(?: \w+){{0,3}}? "
_REFUSED = r"\b(?:not|no|don'?t|do not|can'?t|cannot)(?: really)?(?: (?:want|do|have|manage|need|spend))?(?: to do)? "
_OBJECTED = re.compile(
    rf"{_AMOUNT}\s*(?:\?[?!]+|!\?)"
    rf"|{_AMOUNT},? (?:is|are|that'?s|seems?|feels?|sounds?) (?:\w+ )?(?:too|no use|useless|crazy|insane|ridiculous"
    rf"|absurd|a joke|nonsense|forever|endless|impossible|wrong)\b"
    rf"|\b{_NEVER_SAID}{_AMOUNT}|\b(?:your|those|these|the) {_AMOUNT}|{_REFUSED}{_AMOUNT}"
    rf"|\b(?:why|where do(?:es)?|how come)\b[^.!?]{{0,20}}{_AMOUNT}",
    re.IGNORECASE,
)
_LIMIT_DENIED = re.compile(rf"\bi {_NEVER_SAID}({_NUMBER})\s*(weeks?|wks?|months?|years?)\b", re.I)
_SPAN = re.compile(rf"\b({_NUMBER})\s*(hours?|hrs?|weeks?|wks?|months?|years?)\b(?!\s*(?:a|per|each|every|/)\b)", re.I)
_PIECE = re.compile(r"[,;.!?\n](?!\d)|\b(?:and|but|with)\b", re.IGNORECASE)
_TIME_OF_ONES_OWN = re.compile(
    r"\b(?:hours?|hrs?|h)\s*(?:of \w+ )?(?:a|per|each|every|/|in a|weekly|on|at|over|in (?:all|total)|total"
    r"|altogether)"
    r"|\b(?:i(?:'ve)?(?: only| just| also)*(?: have| got| can (?:spend|study|do|spare|invest))"
    r"|there (?:is|are)|to spend|to study|time:|free)\b"
    r"|\b(?:by|until|till?|before|end of|within)\b",
    re.IGNORECASE,
)
_TRIES = re.compile(
    r"\b(?:what|how) (?:if|about if)\b|\b(?:suppose|supposing|imagine|assuming|hypothetically)\b"
    r"|\bif i (?:could|did|had|went|put|spent|studied|managed|would|were|found|got)\b",
    re.IGNORECASE,
)
_SETTLED = re.compile(
    r"\b(?:stay(?:ing)?|keep(?:ing)?|stick(?:ing)?|remain|go back|back|leave)\b"
    r"(?: (?:it|that|them|everything|rather|please))?"
    r" (?:at|to|with|on|by)(?: my| the| about| only| just)* (\d{1,2}(?:\.\d)?)\b"
    r"(?!\s*(?:%|weeks?|wks?|months?|years?|days?))",
    re.IGNORECASE,
)
_VAGUE_LEAD = (
    r"\W*(?:(?:i|i'?ve|i'?m|i am|i'?d|we|can|could|only|just|maybe|mostly|mainly|usually|well|so|but|and|have"
    r"|has|got|get|do|study"
    r"|learn|really|would|want|to|probably|then|there'?s|there is|it'?s|it|that'?s|time|for|a|bit|more|during"
    r"|on|in|at|over"
    r"|the|my|of|some|free|almost|right now|now|actually|unfortunately|sadly|sorry)\W+)*?"
)
_PARTS_OF_DAYS = (
    r"(?:(?:early |late |free |week ?day |week|weekend |sunday |saturday )?(?:mornings?|evenings?|nights?"
    r"|afternoons?)|weekends?"
    r"|week ?days|lunch ?(?:breaks?|times?|hours?)|days off|holidays|saturdays?|sundays?)"
)
_VAGUE_TIME = re.compile(
    rf"{_VAGUE_LEAD}(?:all day(?: long)?(?:,? every ?day)?|the whole day|full[- ]?time|part[- ]?time"
    rf"|{_PARTS_OF_DAYS}(?:\W+(?:and|or|plus)\W+(?:the |on )?{_PARTS_OF_DAYS})?"
    r"|(?:before|after) work|when(?:ever)? (?:the |my )?(?:kids?|baby|children|son|daughter)\b[^.,;?!]{2,40}"
    r"|(?:not|hardly|barely)(?: really)?(?: that| very| so)? (?:much|a lot of|any) (?:free )?time|(?:very "
    r"|so |too )?little time"
    r"|(?:a lot|plenty|lots|all) (?:of )?(?:the )?(?:free )?time(?: in the world)?)"
    r"(?:\W+(?:only|now|really|though|to (?:study|learn)|at most|free|off|either|these days|these weeks|at the moment"
    r"|right now|and no more|for (?:it|this|that|learning|study(?:ing)?)|for (?:a|an|one|two|three|six|\d+) "
    r"(?:weeks?|months?|years?)))*\W*",
    re.IGNORECASE,
)
_SPENT_OTHERWISE = re.compile(
    r"\b(?:sleep|slept|watch\w*|play\w*|gam(?:e|es|ing)|scroll\w*|cook\w*|meetings?|drive|driving|gym|walk\w*"
    r"|talk\w*|wait\w*"
    r"|tv|netflix|phone|took|takes?|lasts?|ago|old|late|away|lost|wasted|overtime)\b",
    re.IGNORECASE,
)

_INSTEAD = re.compile(
    r"\W*(?:(?:no|actually|or|rather|better|sorry|wait|i meant?|say|let'?s say|maybe|more like|just|only"
    r"|make (?:it|that))\W+)+(\d{1,2})(?: ?(?:hours?|hrs?|h))?(?: (?:then|instead|please|now))?\W*",
    re.IGNORECASE,
)


def without_objected(text: str) -> str:
    """The text without the amounts that it questions, complains about or refuses: "99 weeks?? I have 12"."""
    return _OBJECTED.sub(" ", text)


def without_repeated(text: str, said: Iterable[str]) -> str:
    """The text without the spans that one of the texts `said` a moment ago holds too: they were not named by its
    writer."""
    known = {_span(found) for one in said for found in _SPAN.finditer(one)}
    return _SPAN.sub(lambda found: " " if _span(found) in known else found[0], text)


def _span(found: re.Match[str]) -> tuple[float, str]:
    return float(found[1].replace(",", ".")), found[2][0].lower()


def beside_facts(text: str, facts: Iterable[tuple[int, int]]) -> str:
    """The pieces of a text that hold none of the `facts` (start and end) and may tell of time to study: of "Python 3
    years, about 8 hours a week and 7 months" the last two. A number of hours alone may be of anything."""
    told = list(facts)
    pieces, start = [], 0
    for end in [*(found.start() for found in _PIECE.finditer(text)), len(text)]:
        if not any(low < end and start < high for low, high in told):
            pieces.append(text[start:end])
        start = end
    kept = "".join(pieces)
    return kept if _TIME_OF_ONES_OWN.search(kept) else ""


def tries_time(text: str) -> bool:
    """ "What if I do 12 hours instead?": a time that is tried, which changes nothing."""
    return _TRIES.search(text) is not None


def hours_settled(text: str) -> float | None:
    """The hours that "stay at 8", "keep it at 8 hours" go on with; None where a text says no such thing."""
    found = _SETTLED.search(text)
    return float(found[1]) or None if found else None


def hours_instead(text: str) -> float | None:
    """The hours of "actually 8", "or rather 6 hours", which put the last ones right; None where a text says more."""
    found = _INSTEAD.fullmatch(text)
    return float(found[1]) or None if found else None


def limit_denied(text: str) -> float | None:
    """The weeks of "I didn't name 99 weeks": a limit that was taken for the writer's; None where none is denied."""
    found = _LIMIT_DENIED.search(text)
    return float(found[1].replace(",", ".")) * WEEKS[found[2][0].lower()] if found else None


def names_no_hours(text: str) -> bool:
    """ "Only weekends", "I have all day every day", "not much time": a time to study in that gives no number of
    hours."""
    return _VAGUE_TIME.fullmatch(text[:200]) is not None


def may_be_study_time(text: str) -> bool:
    """Whether hours that a remark names can be those to study in: "my wife is pregnant, only 2 hours a week now", but
    not "I sleep 6 hours a day" or a question."""
    return "?" not in text and _SPENT_OTHERWISE.search(text) is None
