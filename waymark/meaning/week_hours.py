"""Hours a week that follow from what is said of days: "mon and wed, 2 hours each", "20 minutes a day", "6 to 7:30 in
the morning", "half an hour on the train each way".

Where no days are named a habit of the working days is taken, and where one amount stands beside several days it is
taken for each of them: both are `doubtful`, so that the reading can be said and put right.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

NUMBER_WORDS = {
    "a": 1.0, "an": 1.0, "one": 1.0, "two": 2.0, "three": 3.0, "four": 4.0, "five": 5.0, "six": 6.0, "seven": 7.0,
    "eight": 8.0, "nine": 9.0, "ten": 10.0, "twelve": 12.0, "fifteen": 15.0, "twenty": 20.0, "thirty": 30.0,
    "forty": 40.0, "half": 0.5, "half a": 0.5, "half an": 0.5, "a couple of": 2.0, "couple of": 2.0, "a few": 3.0,
    "few": 3.0, "fifty": 50.0, "sixty": 60.0, "seventy": 70.0, "eighty": 80.0,
    "ninety": 90.0,
}  # fmt: skip
_THOUSANDS = re.compile(r"\d{1,3}(?:,\d{3})+")  # "1,500 hours"
_TENS = (
    r"(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)[ -](?:one|two|three|four|five|six|seven|eight|nine)\b"
)
NUMBER = (
    rf"(\d{{1,3}}(?:,\d{{3}})+(?!\d)|\d+(?:[.,]\d+)?|{_TENS}|"
    + "|".join(sorted(map(re.escape, NUMBER_WORDS), key=len, reverse=True))
    + r")"
)
WORKING_DAYS, ALL_DAYS, WEEKEND_DAYS, OTHER_DAYS = 5.0, 7.0, 2.0, 3.5
_LONGEST_DAY = 16.0  # hours
_DAY = (
    r"(?:mon(?:day)?|tue(?:s(?:day)?)?|wed(?:s|nesday)?|thu(?:r(?:s(?:day)?)?)?|fri(?:day)?|sat(?:urday)?"
    r"|sun(?:day)?)s?\b"
)
_WEEK = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_PART = r"(?:mornings?|evenings?|nights?|afternoons?|lunch(?:es)?(?: ?(?:times?|breaks?|hours?))?)"
_WEEKLY = r"(?:a|per|each|every|/|in a)\s*(?:week|wk)\b|weekly\b"
_LENGTH = re.compile(
    rf"(?<![\w.,:-])(?:(?P<h>\d{{1,2}}) ?h ?(?P<m>[0-5]\d)\b(?! ?%)"
    rf"|{NUMBER}(?:\s*(?:-|–|to|or)\s*{NUMBER})?\s*(?P<unit>hours?|hrs?|h|minutes?|mins?)\b"
    rf"(?P<more> and (?:a|one) half\b)?"
    rf"|(?P<bare>\d{{1,2}})(?= (?:on|at|every|each|over) (?:the )?(?:weekends?\b|weekdays?\b|{_DAY})))",
    re.IGNORECASE,
)
_CLOCK = re.compile(
    r"(?<![\w.,:-])(\d{1,2})(?:[:.]([0-5]\d))? ?(am|pm)?\s*(?:-|–|to|until|till?|and)\s*(\d{1,2})(?:[:.]([0-5]\d))? ?"
    r"(am|pm)?\b(?! ?(?:hours?|hrs?|h|minutes?|mins?|days?|weeks?|months?|years?|%|times)\b)",
    re.IGNORECASE,
)
_RANGE = re.compile(rf"\b({_DAY})\s*(?:-|–|to|through|till?)\s*({_DAY})", re.IGNORECASE)
_NAMED = re.compile(rf"\b{_DAY}", re.IGNORECASE)
_COUNTED = re.compile(
    rf"\b{NUMBER}\s*(?:days|evenings|nights|mornings|afternoons|lunch breaks|week ?nights)\b"
    rf"|\b(?:{NUMBER} times|(?P<twice>twice|once))\s*(?:{_WEEKLY})",
    re.IGNORECASE,
)
_RATE = re.compile(
    rf"(?:\b(?:an?|per|each|every|all|most)\b|/)\s*(?:single |other (?P<other>))?(?:(?:week|work"
    rf"|working )?-?days?|{_PART})\b|\bdaily\b|\bnightly\b",
    re.IGNORECASE,
)
_WEEKDAYS = re.compile(r"\b(?:week|work|working |business )-?(?:day|night)s?\b", re.IGNORECASE)
_WEEKEND = re.compile(r"\bweekends?\b", re.IGNORECASE)
_HABIT = re.compile(
    rf"\b{_PART}\b|\b(?:before|after) (?:work|school|uni|breakfast|dinner)\b|\b(?:train|bus|tram|tube|metro"
    rf"|subway|ferry)\b"
    r"|\bcommut\w+|\b(?:each|both|every) ways?\b",
    re.IGNORECASE,
)
_EXCEPT = re.compile(rf"\b(?:except|but not|not on|apart from|other than)(?: for| on)? {_DAY}", re.IGNORECASE)
_BOTH_WAYS = re.compile(r"\b(?:each|both|every) ways?\b|\bthere and back\b|\bper direction\b", re.IGNORECASE)
_EACH = re.compile(r"\b(?:each|apiece|every time|both days|(?:at )?a time|per session)\b", re.IGNORECASE)


@dataclass(frozen=True)
class WeekHours:
    """`each` hours on `days` days a week; `doubtful` where that is a reading that may be wrong. `start` and `end` tell
    where the amount stands."""

    each: float
    days: float
    doubtful: bool
    start: int
    end: int
    hours: float


def number(word: str) -> float:
    """The number written in digits or as a word that `NUMBER_WORDS` lists ("twenty-eight" too)."""
    word = " ".join(word.lower().replace("-", " ").split())
    if word in NUMBER_WORDS:
        return NUMBER_WORDS[word]
    if word[0].isdigit():
        return float(word.replace(",", "" if _THOUSANDS.fullmatch(word) else "."))
    return sum(NUMBER_WORDS[part] for part in word.split())


def week_hours(text: str) -> WeekHours | None:
    """What a text says of its days makes a week; None where it tells no amount, or none of days."""
    found = list(_LENGTH.finditer(text))
    found = found if any(m["bare"] is None for m in found) else []  # "from 6 to 8 on Mondays" names times of the day
    lengths = [(m.start(), m.end(), each) for m in found if (each := _length(m)) is not None]
    if len(lengths) > 1 and (several := _several(text, lengths)) is not None:
        return several
    if lengths:
        return _of_days(text, *lengths[0])
    clock = next(((m, hours) for m in _CLOCK.finditer(text) if (hours := _between(m, text)) is not None), None)
    return _of_days(text, clock[0].start(), clock[0].end(), clock[1], habit=True) if clock else None


def _length(found: re.Match[str]) -> float | None:
    """The hours of an amount, of a range the middle; None where nobody studies so long in a day."""
    if found["h"]:
        hours = int(found["h"]) + int(found["m"]) / 60
    elif found["bare"]:
        hours = float(found["bare"])
    else:
        low = number(found[3])
        hours = ((low + number(found[4])) / 2 if found[4] else low) + (0.5 if found["more"] else 0.0)
        hours /= 60.0 if found["unit"].lower().startswith("m") else 1.0
    return hours if 0 < hours <= _LONGEST_DAY else None


def _between(found: re.Match[str], text: str) -> float | None:
    """The hours between two times of the day; None where they are nothing of the kind ("2 to 3")."""
    if not (found[3] or found[6] or _HABIT.search(text) or _days(text)):
        return None
    start, end = int(found[1]) + int(found[2] or 0) / 60, int(found[4]) + int(found[5] or 0) / 60
    if start > 24 or end > 24:
        return None
    hours = (end - start) % 12
    return hours if hours else None


def _several(text: str, lengths: list[tuple[int, int, float]]) -> WeekHours | None:
    """ "1 hour on weekdays, 3 on Saturday": each amount with the days behind it, or each with those before it."""
    ends = [start for start, _, _ in lengths[1:]] + [len(text)]
    behind = [text[end:stop] for (_, end, _), stop in zip(lengths, ends, strict=True)]
    before = [text[low:start] for low, (start, _, _) in zip([0, *(e for _, e, _ in lengths)], lengths, strict=False)]
    for pieces in (behind, before):
        days = [_days(piece) or (1.0 if _WEEKEND.search(piece) else 0.0) for piece in pieces]
        if all(days):
            hours = sum(each * on for (_, _, each), on in zip(lengths, days, strict=True))
            return WeekHours(hours / sum(days), sum(days), True, lengths[0][0], lengths[-1][1], round(hours, 1))
    return None


def _of_days(text: str, start: int, end: int, each: float, *, habit: bool = False) -> WeekHours | None:
    """One amount on the days that are named; `habit`: on working days where none are."""
    if re.match(rf"\s*(?:{_WEEKLY})", text[end:], re.IGNORECASE):
        return WeekHours(each, 1.0, False, start, end, round(each, 2))
    apart = _BOTH_WAYS.sub(" ", text)  # its "each" is of the ways
    shared = _EACH.search(apart) is None and _RATE.search(apart) is None
    days, doubtful = _days(text), shared and _COUNTED.search(text) is None
    if _WEEKEND.search(text) and days in (None, ALL_DAYS):
        if shared:
            return None  # "six hours on weekends" are of the weekend
        days, doubtful = WEEKEND_DAYS, False
    elif days is None:
        if not (habit or _HABIT.search(text)):
            return None
        days, doubtful = WORKING_DAYS, True
    times = 2.0 if _BOTH_WAYS.search(text) else 1.0
    hours = each * times * days
    return WeekHours(each * times, days, doubtful and days > 1, start, end, round(hours, 1))


def _days(text: str) -> float | None:
    """How many days a week are named; None where none are."""
    named = [found[0].lower()[:3] for found in _NAMED.finditer(text)]
    spelled_out = any(len(found[0]) > 4 or found[0].lower() in {"fri", "tue", "thu"} for found in _NAMED.finditer(text))
    days = float(len(set(named))) if len(set(named)) > 1 or spelled_out else 0.0
    if span := _RANGE.search(text):
        first, last = (_WEEK.index(span[i].lower()[:3]) for i in (1, 2))
        days = float((last - first) % 7 + 1)
    if _WEEKDAYS.search(text):
        days += WORKING_DAYS
    if counted := _COUNTED.search(text):
        word = counted[1] or counted[2]
        days = max(days, number(word) if word else 2.0 if counted["twice"].lower() == "twice" else 1.0)
    if days and _EXCEPT.search(text):
        days = ALL_DAYS - days
    if not days and (rate := _RATE.search(text)):
        days = OTHER_DAYS if rate["other"] is not None else ALL_DAYS
    return min(days, ALL_DAYS) or None
