"""Spans of time: "3 yrs", "18 months", "a year and a half", "since 2019", "for the last couple of years"."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from waymark.reading.draft import Item, Years
from waymark.reading.numbers import joined_number

_UNITS = {
    "year": 1.0, "years": 1.0, "yr": 1.0, "yrs": 1.0, "y": 1.0, "yoe": 1.0, "yo": 1.0,
    "yrs'": 1.0, "years'": 1.0, "year's": 1.0,
    "ys": 1.0,
    "jahre": 1.0, "jahren": 1.0, "jahr": 1.0,
    "ans": 1.0, "años": 1.0, "anos": 1.0, "anni": 1.0, "année": 1.0, "années": 1.0, "monate": 1 / 12,
    "month": 1 / 12, "months": 1 / 12, "mo": 1 / 12, "mos": 1 / 12, "mth": 1 / 12, "mths": 1 / 12, "months'": 1 / 12,
    "winters": 1.0, "week": 1 / 52, "weeks": 1 / 52, "decade": 10.0, "decades": 10.0,
}  # fmt: skip
_NEXT = frozenset(
    ["next", "in", "within", "coming", "another", "every", "per", "each", "until", "takes", "take", "took"]
)
_NOT_SPAN = frozenset(["old", "young", "degree", "plan", "from", "contract", "olds", "salary", "apart", "later"])
_APPROX = frozenset(
    (
        "about around roughly nearly almost over some approx approximately ca circa ~ > maybe like "
        "good solid past last the at least more than under for full whole"
    ).split()
)
_START_VERBS = frozenset(
    (
        "first started start began begun moved switched picked learned learnt took up joined "
        "migrated since discovered got began starting transitioned"
    ).split()
)
_OPENINGS = frozenset("since from between started start began in last past half a an decade decades year".split())
_OFTEN = frozenset("once twice thrice times hours days weeks months".split())
_TAKEN_BACK = frozenset(["wait", "sorry", "mean", "meant", "actually", "correction", "rather", "make"])
_AFTER_ALONE = frozenset(["", ",", ".", ";", "and", "both", "all", "each"])
_SHORTEST = 0.15  # two months; "six weeks of JavaScript" is a course
_FIRST_YEAR = 1960


def find_years(items: list[Item], keys: list[str], today: date) -> list[Years]:
    """Every span of time in the items, in years, that may be about a skill (no ages, no plans)."""
    found: list[Years] = []
    units: set[float] = set()  # of the spans so far
    n, taken = len(items), 0
    # a unit of time was said, or is understood: "experience: Java 15, Scala 4"
    timed = any(keys[k] == "experience" and keys[k + 1] == ":" for k in range(min(n, 12) - 1))
    for i in [
        i for i, item in enumerate(items) if item.number is not None or item.key in _OPENINGS or item.key[0] == "'"
    ]:
        if i < taken:
            continue
        understood = timed or keys[max(0, i - 2) : i] == ["<S>", "for"]  # "Swift for 8"
        span = _since(items, keys, i, today) or _span(items, keys, i)
        if span is None and understood:
            span = _short(items, keys, i)
            if span is not None and len(units) == 1 and (unit := min(units)) < 1:
                span = replace(span, value=round(span.value * unit, 2))  # "Flask for 18 months, FastAPI for six"
        if span is None:
            continue
        timed = True
        denied = i > 0 and keys[i - 1] == "not" and span.value >= 0
        if denied:  # "not 3 years, 1"
            better = _corrected(items, keys, span)
            span = better if better is not None else Years(-1.0, span.first, span.last, span.kind)
        if span.value >= 0:
            found.append(span)
            units.add(_UNITS.get(keys[span.last - 1], 1.0))
        taken = span.last
    return found


def _corrected(items: list[Item], keys: list[str], span: Years) -> Years | None:
    """ "not 3 years of SQL, 1": the number behind a denied span, in the unit of that one."""
    unit = next((_UNITS[key] for key in keys[span.first : span.last] if key in _UNITS), None)
    for k in range(span.last, min(len(items), span.last + 8)):
        value = items[k].number
        if (
            value is not None
            and unit is not None
            and value <= 40
            and (k + 1 == len(items) or not keys[k + 1][0].isalpha())
        ):
            return Years(round(value * unit, 2), span.first, span.last, "span")
    return None


def _year(item: Item, today: date) -> int | None:
    value = item.number
    if value is None and item.key[:1] == "'" and item.key[1:].isdecimal():
        value = float(item.key[1:])
        if len(item.key) == len("'09"):
            value += today.year // 100 * 100 if value <= today.year % 100 else 1900
    if value is None or value != int(value):
        return None
    return int(value) if _FIRST_YEAR <= value <= today.year else None


def _since(items: list[Item], keys: list[str], i: int, today: date) -> Years | None:
    n = len(items)
    if keys[i] == "since" and i and keys[i - 1] == "ever" and (i + 1 == n or not keys[i + 1][0].isalnum()):
        told = [y for y in (_year(item, today) for item in items[max(0, i - 12) : i]) if y is not None]
        if told:  # "graduated in 2019, Python ever since"
            return Years(float(today.year - told[-1]), i - 1, i + 1, "since")
    if keys[i : i + 3] == ["from", "then", "on"] or (
        keys[i : i + 2] == ["since", "then"] and "<S>" in (*keys[max(0, i - 1) : i], *keys[i + 2 : i + 3])
    ):
        told = [y for y in (_year(item, today) for item in items[max(0, i - 12) : i]) if y is not None]
        if told and i:  # "SAS 2012 to 2019, Python from then on"
            return Years(float(today.year - told[-1]), i, i + (3 if keys[i] == "from" else 2), "since")
    if keys[i] in ("since", "from", "between", "started", "start", "began") or (
        keys[i] == "in" and _start_near(keys, i)
    ):
        for j in range(i + 1, min(n, i + 5)):
            year = _year(items[j], today)
            if year is not None:
                for k in range(j + 1, min(n, j + 8)):  # "from 2015 to 2019", "in 2021 and dropped it in 2022"
                    until = _year(items[k], today)
                    if (
                        until is not None
                        and until >= year
                        and any(
                            keys[m] in ("to", "until", "till", "-", "–", "and", "stopped", "dropped", "quit", "left")
                            for m in range(j + 1, k)
                        )
                    ):
                        return Years(float(until - year), i, k + 1, "since")
                if keys[i] in ("from", "between"):
                    return None
                return Years(float(today.year - year), i, j + 1, "since")
            if keys[j] not in (
                "about",
                "around",
                "early",
                "late",
                "at",
                "least",
                "the",
                "year",
                "in",
                "back",
                "january",
                "summer",
                "spring",
                "<S>",
                "it",
                "with",
                "using",
            ):
                break
        if keys[i] == "since" and i + 2 < n and keys[i + 1] == "last" and keys[i + 2] == "year":
            return Years(1.0, i, i + 3, "since")
    if keys[i] == "last" and i + 1 < n and keys[i + 1] == "year" and _start_near(keys, i):
        return Years(1.0, i, i + 2, "since")
    year = _year(items[i], today)
    if year is not None and i + 2 < n and keys[i + 1] in ("-", "–", "to", "until"):
        until = _year(items[i + 2], today)
        if until is not None and until >= year:
            return Years(float(until - year), i, i + 3, "since")
        if keys[i + 2] in ("now", "today", "present", "date"):
            return Years(float(today.year - year), i, i + 3, "since")
    return None


_AFTER_SHORT = frozenset(
    ["", ".", ",", ")", ";", *"and if when also with of in using alongside only mostly mainly".split()]
)


def _short(items: list[Item], keys: list[str], i: int) -> Years | None:
    """ "four years of R, two of Python", "the last 2 with Kafka", "wait, 4": the unit was said before."""
    value = items[i].number
    if value is None or value > 40:
        return None
    approximate = i > 1 and keys[i - 1] in ("like", "about", "around", "maybe", "roughly")
    before, after = keys[i - 1 - approximate] if i else "", keys[i + 1] if i + 1 < len(keys) else ""
    of = (
        before not in ("all", "both", "the", "these")  # "my apps, all four of them"
        and after in ("of", "with", "in", "on", "using")
        and i + 2 < len(keys)
        and keys[i + 2] in ("<S>", "those", "them", "these")
    )
    back = keys[max(0, i - (5 if keys[i - 1 : i] == ["like"] else 3)) : i]  # "no wait, more like 2"
    corrected = (
        (not _TAKEN_BACK.isdisjoint(back) and "than" not in back)
        or after == "actually"
        or (
            (
                back[-2:] in (["it", "is"], ["should", "say"], ["should", "be"], ["'s", "more"])
                or back[-1:] == ["it's"]
                or (back[-2:-1] == ["it's"] and back[-1] in _TAKEN_BACK | {"really", "closer", "now"})
            )
            and after in ("", ".", ",", "!", ")", "now", "by", "already", "in", "tbh", "really", "...")
        )
    )
    closed = before == "(" and after == ")"
    labelled = (
        before in ("-", ":", "–", "=") and i > 1 and keys[i - 2] == "<S>" and after in ("", ",", ";", ".", ")", "and")
    )
    closed = closed or (labelled and value <= 30)  # "sql - 5"
    follows = keys[i + 1 : i + 2] == ["<S>"] and (keys[i + 2] if i + 2 < len(keys) else "") in (
        "",
        ",",
        ".",
        ";",
        "and",
    )
    closed = closed or (before in ("and", ",", "&") and follows and value <= 30)  # "3 years Python and two SQL"
    closed = closed or (before == "<S>" and after in _AFTER_ALONE and value <= 30)  # "kotlin 4, go 1"
    if of or closed or corrected or (before in ("for", "last") and after in _AFTER_SHORT):
        return Years(value, i, i + (2 if of else 1), "span")
    return None


def _start_near(keys: list[str], i: int) -> bool:
    return any(keys[k] in _START_VERBS for k in range(max(0, i - 6), i))


def _lone_y(items: list[Item], keys: list[str], j: int) -> bool:
    """ "8 y" is a span where something ends or goes on with a preposition."""
    after = keys[j + 1] if j + 1 < len(keys) else ")"
    return keys[j] == "y" and items[j].gap > 0 and after not in (")", ",", ".", ";", "of", "with", "in")


def _span(items: list[Item], keys: list[str], i: int) -> Years | None:
    n = len(items)
    key = keys[i]
    j, value = i, items[i].number
    if value is not None:
        j = i + 1
        if j < n and key.isalpha() and (whole := joined_number(key, keys[j])) is not None:
            value, j = whole, j + 1  # "twenty five years"
        if j + 1 < n and keys[j] in ("-", "–", "to", "or") and items[j + 1].number is not None:
            j += 2  # a range counts from its lower end
        if keys[j : j + 3] == ["1", "/", "2"]:
            value, j = value + 0.5, j + 3  # "2 1/2 years"
        if j + 1 < n and keys[j] == "/" and items[j + 1].number is not None:
            j += 2
        if j < n and keys[j] == "+":
            j += 1
        if j < n and keys[j] == "of" and key == "couple":
            j += 1
        if j + 2 < n and keys[j] == "and" and keys[j + 1] == "a" and keys[j + 2] == "half":
            value, j = value + 0.5, j + 3
        if (
            j < n
            and keys[j] in ("plus", "good", "full", "solid", "or", "odd", "-", "long", "straight", "whole")
            and j + 1 < n
            and keys[j + 1] in _UNITS
        ):
            j += 1
    elif key == "half" and i + 2 < n and keys[i + 1] in ("a", "an"):
        value, j = 0.5, i + 2
    elif key in ("a", "an") and i and keys[i - 1] in _OFTEN:
        return None  # "once a year"
    elif key in ("a", "an") and i + 1 < n and keys[i + 1] in ("year", "decade", "month", "semester"):
        value, j = 1.0, i + 1
    elif key in ("last", "past") and keys[i + 1 : i + 5] == ["year", "and", "a", "half"]:
        value, j = 1.0, i + 1  # "the last year and a half"
    elif key == "decade" or key == "decades":
        value, j = (1.0 if key == "decade" else 2.0), i
    elif key == "year" and keys[i + 1 : i + 4] == ["and", "a", "half"]:
        value, j = 1.0, i  # "opencv, year and a half"
    if value is None or j >= n or keys[j] not in _UNITS or _lone_y(items, keys, j):
        return None
    years = value * _UNITS[keys[j]]
    end = j + 1
    if keys[j] == "year" and end + 2 < n and keys[end] == "and" and keys[end + 1] == "a" and keys[end + 2] == "half":
        years, end = years + 0.5, end + 3
    kind = "span"
    if end < n and keys[end] in ("ago", "back"):
        told = keys[max(0, i - 2) : i] == ["that", "was"] and not _START_VERBS.isdisjoint(keys[max(0, i - 16) : i])
        began = told or _start_near(keys, i) or any(key in _START_VERBS for key in keys[end + 1 : end + 5])
        return Years(years if began else -1.0, i, end + 1, "ago")
    if (end < n and keys[end] in _NOT_SPAN) or (end + 1 < n and keys[end] == "-" and keys[end + 1] == "old"):
        return Years(-1.0, i, end + 1, kind)
    back = i - 1
    while back >= 0 and keys[back] in _APPROX and keys[back] not in ("last", "past"):
        back -= 1
    if (
        back >= 0
        and keys[back] in _NEXT
        and not (keys[back] == "in" and back > 0 and keys[back - 1] in ("experience", "been"))
        and not (keys[back] == "each" and back > 0 and keys[back - 1] in ("<S>", ",", "("))  # "R and SAS, each 7 years"
    ):
        return Years(-1.0, i, end, kind)
    if back > 0 and keys[back] == "me" and keys[back - 1] in _NEXT:
        return Years(-1.0, i, end, kind)  # "it took me a year"
    if years > 60 or (i and keys[i - 1] == "<"):
        return Years(-1.0, i, end, kind)
    if years < _SHORTEST:
        return Years(-1.0, i, end, kind)
    return Years(round(years, 2), i, end, kind)
