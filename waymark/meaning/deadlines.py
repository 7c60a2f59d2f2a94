"""The day of the calendar up to which somebody can learn: "by the end of March", "before summer", "until 1 June".

Where a word leaves room ("by June"), the earlier day is taken: a plan that ends too soon does no harm. The next such
day after `today` is meant, unless a year is named.
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)\b\.?"
)
_SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}  # the first month of its three
_FEASTS = {"christmas": (12, 24), "xmas": (12, 24), "new year": (12, 31)}
_FEAST = r"christmas|xmas|new year(?:'?s(?: (?:eve|day))?)?(?! \d)"
_UP_TO = r"\b(?:by|until|till?|'til|before|deadline(?: is)?|no later than|up to)\s+"
_PART = r"(?P<part>(?:the )?(?:(?:very )?(?:beginning|start|middle|mid|end)\b(?: of)?|early|late)[ -]?(?:the )?)"
_DAY = r"(?:the )?(?P<day>\d{1,2})(?:st|nd|rd|th)?(?: of)? "
_DAY_AFTER = r"(?: (?:the )?(?P<day_after>\d{1,2})(?:st|nd|rd|th)?(?!\d))?"
_NO_FRAMEWORK = r"(?! (?:boot|framework|mvc|cloud))"  # of which Spring is one
_NAMED = (
    rf"(?:(?P<next>next|this|coming|the) )*(?:(?P<month>{_MONTH}){_DAY_AFTER}"
    rf"|(?P<season>{'|'.join(_SEASONS)})\b{_NO_FRAMEWORK}"
    rf"|(?P<feast>{_FEAST})|(?P<unit>month|year)\b)(?:,? (?P<year>20\d\d))?"
)
_DEADLINE = re.compile(rf"{_UP_TO}(?:{_PART}|{_DAY})?{_NAMED}", re.IGNORECASE)
_END_OF = re.compile(rf"\b(?P<part>(?:the )?end(?: of)? (?:the )?)(?P<day>(?!))?{_NAMED}", re.IGNORECASE)
_DATED = re.compile(rf"{_UP_TO}(20\d\d)-(\d\d)-(\d\d)\b", re.IGNORECASE)
_PAST = re.compile(
    r"\b(?:was|were|had|did|worked|studied|used|taught|been|ended|finished|left|lost|stopped|employed)\b[^.?!,;]*$"
    r"|\b(?:since|from|after)(?: the)?\s*$",
    re.IGNORECASE,
)
_OWN = re.compile(
    r"\bi(?:'ve|'d| have| need| want| must| would like| only| just)\b[^.?!;]{0,60}\b(?:by|until|till?|before|up to)\b"
    r"|\b(?:deadline|contract|time)\b[^.?!;]{0,40}\b(?:by|until|till?|before|up to|is)\b",
    re.IGNORECASE,
)
FURTHEST = 520 * 7  # days
_LOOK_BACK = 80  # letters


def deadline(text: str, today: date) -> date | None:
    """The last day that a text names for learning; None where it names none that is still to come."""
    if dated := _DATED.search(text):
        day = _day(int(dated[1]), int(dated[2]), int(dated[3]))
        return day if day and _to_come(day, today) else None
    for form in (_DEADLINE, _END_OF):
        for found in form.finditer(text):
            before = text[max(0, found.start() - _LOOK_BACK) : found.start()]
            told = not _PAST.search(before)  # "I worked there until June" is over
            day = _meant(found, today) if told else None
            if day is not None and _to_come(day, today):
                return day
    return None


def names_own_deadline(text: str) -> bool:
    """ "I have until June", "I need a job by June": a time of one's own, whatever was talked about."""
    return _OWN.search(text) is not None


def weeks_until(day: date, today: date) -> float:
    """The whole weeks up to a day, so that a plan ends before it; a part of one where there is no more, to a tenth, and
    0 or less once it is over."""
    days = (day - today).days
    return float(days // 7) if days >= 7 else round(days / 7, 1)


def _to_come(day: date, today: date) -> bool:
    return 0 < (day - today).days <= FURTHEST


def _meant(found: re.Match[str], today: date) -> date | None:
    part = (found["part"] or "").lower()
    if found["unit"]:
        return _of_unit(found["unit"].lower(), part, (found["next"] or "").lower() == "next", today)
    if found["feast"]:
        feast = found["feast"].lower()
        month, number = next(on for name, on in _FEASTS.items() if feast.startswith(name))
        return _next(month, number, found["year"], today)
    if found["season"]:
        month = _SEASONS[found["season"].lower()]
        return _next(*_in(month, 3, part), found["year"], today)
    month = _MONTHS.index(found["month"].lower()[:3]) + 1
    if named := found["day"] or found["day_after"]:
        return _next(month, int(named), found["year"], today)
    return _next(*_in(month, 1, part), found["year"], today)


def _in(month: int, months: int, part: str) -> tuple[int, int]:
    """Month and day of a part of a stretch of `months`; the day 31 stands for a month's last."""
    if "end" in part or "late" in part:
        return (month + months - 2) % 12 + 1, 31
    if "mid" in part:
        return (month - 1 + months // 2) % 12 + 1, 15
    return month, 1


def _of_unit(unit: str, part: str, following: bool, today: date) -> date | None:
    """ "The end of the year", "by next month": the first day of what follows, or the last one of it."""
    ends = "end" in part or "late" in part
    if not (ends or following):
        return None
    if unit == "year":
        year = today.year + following
        return date(year, 12, 31) if ends else date(today.year, 12, 31)
    first = (today.replace(day=1) + timedelta(days=32)).replace(day=1) if following else today.replace(day=1)
    return _day(first.year, first.month, 31) if ends else first


def _next(month: int, number: int, year: str | None, today: date) -> date | None:
    if year:
        return _day(int(year), month, number)
    days = (_day(today.year + ahead, month, number) for ahead in (0, 1))
    return next((day for day in days if day is not None and day > today), None)


def _day(year: int, month: int, number: int) -> date | None:
    if not (1 <= month <= 12 and 1 <= number <= 31):
        return None
    return date(year, month, min(number, monthrange(year, month)[1]))
