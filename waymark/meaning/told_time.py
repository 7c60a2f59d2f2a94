"""Which of the times in a message somebody tells of themselves, and which they repeat, deny or only try."""

from __future__ import annotations

import re
from collections.abc import Iterable

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
_LIMIT_DENIED = re.compile(rf"\bi {_NEVER_SAID}{_NUMBER}\s*(?:weeks?|wks?|months?|years?)\b", re.I)
_SPAN = re.compile(rf"\b({_NUMBER})\s*(hours?|hrs?|weeks?|wks?|months?|years?)\b(?!\s*(?:a|per|each|every|/)\b)", re.I)


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


def denies_limit(text: str) -> bool:
    """ "I didn't name 99 weeks": the limit that was taken for theirs."""
    return _LIMIT_DENIED.search(text) is not None
