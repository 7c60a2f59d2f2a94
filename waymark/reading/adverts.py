"""Job advertisements: told from what people write about themselves, and read as requirements and wishes."""

from __future__ import annotations

import re

_HEAD = 6000  # characters that decide what a long text is
# These two look at text in lower case: that is quicker than to ignore the case of every letter.
_ADVERT = re.compile(
    r"\b(?:we(?:'re| are) (?:looking|hiring|searching)|we need\b|you(?:'ll| will) (?:be|have|work|own|build|"
    r"design|join|need|lead)|requirements\s*[:\n—–]|"
    r"job title\s*:|\bsalary\s*(?::|\d)|(?:^|\n)bonus\s*:|"
    r"qualifications\s*[:\n—–]|must[- ]haves?\s*[:\n—–]|nice[- ]to[- ]haves?\s*[:\n—–]|"
    r"responsibilities\s*[:\n—–]|the ideal candidate|what you(?:'ll| will) (?:do|bring|need)|"
    r"what we(?:'re| are) looking for|about the (?:role|job|position)|apply now|join our team|"
    r"years? of experience (?:required|is required)|"
    r"you have (?:\d|experience|strong|solid|proven)|your profile\s*[:\n]|preferred "
    r"qualifications|equal opportunity|salary range|bonus points?|(?:is|are) a (?:big )?plus\b|"
    r"we offer\b|we expect|we require\b|minimum qualifications|must have\s*[:\n]|good to have\s*[:\n]|job "
    r"description|key skills\s*[:\n]|required skills|required\s*:|preferred\s*:|desired skills|"
    r"candidates? (?:should|must|will|with)|(?:strong|proven|excellent|demonstrated|hands-on) "
    r"(?:knowledge|experience|proficiency|skills) (?:of|in|with)\b.*\b(?:required|preferred|a "
    r"plus))"
)
_HIRING = re.compile(
    r"\b(?:we(?:'re| are) (?:looking|searching|hiring)|(?:now |we're )?hiring:?|join us as|is "
    r"(?:hiring|looking for) an?)\b|\(m/f/[dx]\)"
)
_OPENING = re.compile(
    r"\W*(?:requirements?|required|required skills|must[- ]haves?|qualifications"
    r"|job (?:ad|advert|advertisement|description|posting)"
    r"|(?:the|this) (?:ad|advert|job|posting|position) (?:says|wants|asks for|requires))\s*[:\n—–]"
)
_SEEKING = re.compile(
    r"\W*(?:(?:hi|hello|hey|anyone|folks|all)\W+)*"
    r"(?:(?:i|we|my team|our team|they|my boss)(?:'m|'re|'s| am| are| is)? )?(?:urgently |desperately |still |also )?"
    r"(?:needs?|(?:looking|searching) for|looking to hire|seeking|hiring|wants?|want to hire) "
    r"(?:someone|somebody|a person|people|(?:an?|two|three|\d) (?:[\w-]+ ){0,2}"
    r"(?:developers?|engineers?|scientists?|analysts?|programmers?|devs?|consultants?|freelancers?|contractors?|admins?))"
    r"(?! (?:who can |to )?(?:teach|mentor|help|explain|show|guide|tell|talk|advise))"
)
_FIRST = re.compile(r"\b(?:i|i'm|i've|my|me)\b", re.IGNORECASE)
_NICE = re.compile(
    (
        r"nice[- ]to[- ]have|\bplus\b|bonus|preferred|desirable|desired|good to have|advantage|"
        r"ideally|optional|beneficial|would be (?:great|nice)|not required|appreciated"
    ),
    re.IGNORECASE,
)
_DEMAND = re.compile(r"\b(?:must|require\w*|minimum|qualifications|need|years?|yrs?|job ad|posting)\b", re.IGNORECASE)
_JOINED = re.compile(r"(?:.*\b(?:and|or|but))?\s*")
_MUST = re.compile(
    r"\bmust\b|require|essential|mandatory|minimum|qualifications|you have|what you|your profile|need", re.IGNORECASE
)


def is_advertisement(text: str) -> bool:
    """A pasted job advertisement: its usual phrases, more of them than the writer says "I"."""
    head = text[:_HEAD].lower()
    if _OPENING.match(head) and not _FIRST.search(text):
        return True
    if _SEEKING.match(head) and not re.search(r"\bi\b", head[12:]):
        return True  # "need someone for my team: 3+ years of Scala, some Kubernetes"
    if len(text) < 40:
        return False
    signs = len(_ADVERT.findall(head))
    if _HIRING.search(head) and not _FIRST.search(text):
        return True
    if signs < 2 and not (signs == 1 and text.count("\n") >= 3):
        return False
    return signs * 2 >= len(_FIRST.findall(head))


def advert_scope(line: str, heading: str) -> str:
    """ "must" or "nice" for a line of an advertisement under its heading."""
    if _NICE.search(line):
        return "nice"
    if heading == "nice":
        return "nice"
    return "must"


def wishes_in(line: str) -> list[tuple[int, int]]:
    """Where a line that demands something only wishes: "3 years of Python, SQL, Docker a plus, ideally Kafka". One that
    demands nothing, or closes with a wish in brackets, wishes or demands as a whole (`advert_scope`)."""
    first = _NICE.search(line)
    if first is None or "(" in line or not _DEMAND.search(line, 0, first.start()):
        return []
    found: list[tuple[int, int]] = []
    for wish in _NICE.finditer(line):
        if found and wish.start() < found[-1][1]:
            continue
        low = max(line.rfind(mark, 0, wish.start()) for mark in ",;:") + 1
        high = min((k for mark in ",;" if (k := line.find(mark, wish.end())) >= 0), default=len(line))
        opens = _JOINED.fullmatch(line, low, wish.start())  # "and ideally Kafka, Airflow": the wishes come after it
        found.append((wish.start(), len(line)) if opens else (low, high))
    return found


def heading_scope(line: str) -> str | None:
    """What a heading of an advertisement says about the lines below it; None when the line is no heading."""
    short = line.strip()
    if not short or len(short) > 60:
        return None
    if _NICE.search(short) and not re.search(r"\d", short):
        return "nice"
    if short.endswith(":") or _MUST.search(short):
        return "must"
    return None
